"""What a dictionary answers: the result of a pricing pass, and what fixes features on the line,
and an optimum found by other means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


@dataclass(frozen=True)
class Pricing:
    """Answer of one pricing pass.

    Attributes
    ----------
    bound : float
        max_j |A_jᵀv| over the whole dictionary; where a search ended with candidates, an upper
        bound on it.
    keys : (K, width) ndarray of int
        Candidates, strongest first.
    correlations : (K,) ndarray
        A_jᵀv of the candidates.
    every_above : float
        Every feature with |A_jᵀv| above this is among the candidates.
    complete : bool
        False where that are so many that only some are listed (`candidates.MAX_TIED`).
    """

    bound: float
    keys: np.ndarray
    correlations: np.ndarray
    every_above: float = np.inf
    complete: bool = True


@dataclass(frozen=True)
class Breakpoints:
    """What fixes K features on the line up to constants.

    Attributes
    ----------
    positions : (K, m) ndarray
        Kinks on the normalised axis, in any order; of jumps (degree 0) the ranks of the samples
        they are at, N for none.
    changes : (K, m) ndarray
        Change of the slope there, of the value for degree 0.
    slopes : (K,) ndarray
        Slope left of all kinks, 0 for degree 0.
    """

    positions: np.ndarray
    changes: np.ndarray
    slopes: np.ndarray


class Foreseen(NamedTuple):
    """Weights at or near the optimum, which the dictionary finds without columns.

    Attributes
    ----------
    keys : (K, width) ndarray of int
    weights : (K,) ndarray
    dual : (N,) ndarray
        w∘residual.
    bound : float
        Of max_j |A_jᵀ dual|, where it was found with a proof that the relative gap of these is
        at most twice the relative excess of that over λ; infinite where it was not.
    """

    keys: np.ndarray
    weights: np.ndarray
    dual: np.ndarray
    bound: float = np.inf
