"""What every solver takes and returns."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.progress import Check
from mirrors_engine.unpenalised import CONSTANT, Unpenalised
from mirrors_engine.utils.chunks import LARGE, chunks
from mirrors_engine.utils.weighting import weighting_of

EQUICORRELATED = 1e-9  # relative distance to λ at which a feature counts as equicorrelated
_ROUNDING = 64 * np.finfo(float).eps


class Report(Protocol):
    """Reports (stage, active features, relative gap, fraction, bound); may raise `Cancelled`.

    The bound is of the largest |A_jᵀr| over the whole dictionary, as a multiple of λ.
    """

    def __call__(
        self,
        stage: str,
        active: int,
        gap: float | None,
        fraction: float | None,
        bound: float | None = None,
        /,
    ) -> None: ...


@dataclass(frozen=True, eq=False)
class Scaled:
    """The Lasso in scale-free units: t in [-1, 1], |y| ≤ 1, weights ≤ 1.

    Attributes
    ----------
    dictionary : Dictionary
        Over the normalised samples.
    y, w : (N,) ndarray
        Values and weights.
    centred : (N,) ndarray
        y minus its weighted mean; with a skip connection minus its regression line.
    free : Unpenalised
        The columns without a penalty.
    """

    dictionary: Dictionary
    y: np.ndarray
    w: np.ndarray
    centred: np.ndarray
    free: Unpenalised = CONSTANT

    @cached_property
    def weighting(self) -> np.ndarray | None:
        """w, None where all are 1."""
        return weighting_of(self.w)

    @classmethod
    def of(
        cls, dictionary: Dictionary, y: np.ndarray, w: np.ndarray, free: Unpenalised = CONSTANT
    ) -> Scaled:
        """With y centred."""
        return cls(dictionary, y, w, free.without(y, w), free)


@dataclass(frozen=True, eq=False)
class Solution:
    """Active keys and weights, in scaled units, with dual points worth trying.

    `face` is the equicorrelation set of the first of them, where the solver's last pass found it.
    `canonical` says whether the weights are known to be the canonical choice.
    """

    keys: np.ndarray
    weights: np.ndarray
    duals: tuple[np.ndarray, ...]
    iterations: int
    solver: str
    unique: bool | None = None
    canonical: bool = False
    face: Pricing | None = None


def tie_level(lam: float, r: np.ndarray) -> float:
    """|A_jᵀr| from which a feature counts as equicorrelated; at λ = 0 of prices, |A_jᵀr| ≤ 1."""
    level = lam if lam > 0 else 1.0
    slack = EQUICORRELATED + _ROUNDING * float(np.abs(r).sum()) / level
    return level * (1 - slack)


class LossSolver(ABC):
    """Solves one problem at any λ; it may keep what helps at the next."""

    @property
    def clustered(self) -> bool:
        """Whether samples lie so close that an answer would depend on its start: none is used."""
        return False

    @abstractmethod
    def solve(
        self, lam: float, start: Solution | None, step: Report, check: Check, solver: str
    ) -> Solution:
        """The canonical optimum at scaled λ below λ_max.

        Parameters
        ----------
        lam : float
            0 < λ < λ_max, in scaled units.
        start : Solution or None
            Changes the time, not the answer.
        step, check : callable
            Receive progress, may raise `Cancelled`.
        solver : str
            One of `SOLVERS`.
        """

    def constant_is_unique(self, lam: float, constant: Solution, check: Check) -> bool | None:
        """Whether the best constant is the only optimum at λ ≥ λ_max; None if not known."""
        return True


def relative_gap(
    residual: np.ndarray, target: np.ndarray, lam: float, z: np.ndarray, bound: float
) -> float:
    """Duality gap of the scaled residual, for stopping and progress; not the certificate.

    `bound` is max_j |A_jᵀr| over all columns; rows carry the square roots of the weights.
    """
    return gap_of_sums(float(residual @ residual), float(residual @ target), lam, z, bound)


def gap_of_sums(square: float, earned: float, lam: float, z: np.ndarray, bound: float) -> float:
    """The same from the sums of squares of the residual and of its products with the target."""
    primal = 0.5 * square + lam * float(np.abs(z).sum())
    if primal <= 0:
        return 0.0
    scale = min(1.0, lam / bound) if bound > 0 else 1.0
    dual = scale * earned - 0.5 * scale**2 * square
    gap = (primal - dual) / primal
    return max(gap, 0.0) if math.isfinite(gap) else math.inf


def gap_of(problem: Scaled, lam: float, solution: Solution, check: Check) -> tuple[float, float]:
    """Relative gap by the first dual point, an exact residual, and its largest correlation."""
    r = solution.duals[0]
    bound = problem.dictionary.price(r, check=check).bound
    square = sum(float(r[part] @ (r[part] / problem.w[part])) for part in chunks(len(r), LARGE))
    return gap_of_sums(square, float(r @ problem.centred), lam, solution.weights, bound), bound


def is_optimum(
    problem: Scaled, lam: float, residual: np.ndarray, z: np.ndarray, gap: float, check: Check
) -> bool:
    """Whether weights are optimal over the whole dictionary up to a relative gap.

    `residual` carries the square roots of the weights, and z is exact on its support.
    """
    root = np.sqrt(problem.w)
    r = problem.free.orthogonal(root * residual, problem.w)
    bound = problem.dictionary.price(r, check=check).bound
    return relative_gap(residual, root * problem.centred, lam, z, bound) <= gap
