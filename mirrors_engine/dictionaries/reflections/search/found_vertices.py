"""What a search over biases found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TIE = 1e-13  # relative excess over the best that is not looked for


@dataclass(frozen=True, eq=False)
class Found:
    """Vertices above the threshold, strongest first, and a bound on all others.

    Attributes
    ----------
    shape : (K,) ndarray of int
    rows, samples : (K, D, D) and (K, D) ndarray of int
        D independent conditions rows @ a = x[samples] of each.
    biases : (K, D) ndarray
        On the axis from 0 to 1.
    values : (K,) ndarray
        Correlations.
    rest : float
        Bound on every feature that is not listed, without rounding.
    complete : bool
        False where so many exceed the threshold that the search for them ended early.
    """

    shape: np.ndarray
    rows: np.ndarray
    samples: np.ndarray
    biases: np.ndarray
    values: np.ndarray
    rest: float
    complete: bool = True

    @property
    def bound(self) -> float:
        """Bound on every feature, without rounding."""
        return max(self.rest, self.strongest)

    @property
    def attained(self) -> bool:
        """Whether a listed feature attains the bound, but for a relative 1e-13."""
        return self.rest <= self.strongest * (1 + TIE)

    @property
    def strongest(self) -> float:
        """The largest |value|, 0 where none was found."""
        return float(np.abs(self.values[:1]).max(initial=0.0))
