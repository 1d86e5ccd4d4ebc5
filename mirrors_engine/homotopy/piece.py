"""Where support and signs stay the same, the optimum is affine in λ (manual, Path).

With the active columns WA = QR (W the roots of the weights) and signs s, the optimum is
z(λ) = R⁻¹(Qᵀc - λR⁻ᵀs) for the target c = Wy, and its residual (I - QQᵀ)c + λQR⁻ᵀs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.linalg import lapack

from mirrors_engine.algorithms.triangular import solve_upper, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.utils.background import in_background

SAME = 1e-9  # relative distance of two residuals, or of a weight to 0, that are one
_ROUNDING = 64 * np.finfo(float).eps
SINGULAR = 1e-13  # reciprocal condition of R below which nothing is read off it


@dataclass(frozen=True, eq=False)
class Piece:
    """The affine optimum of one support with its signs.

    Attributes
    ----------
    keys : (K, width) ndarray
    signs : (K,) ndarray
    fit, shrinkage : (K,) ndarray
        z(λ) = fit - λ · shrinkage.
    rest, pull : (N,) ndarray
        w∘(y - f) = rest + λ · pull.
    """

    keys: np.ndarray
    signs: np.ndarray
    fit: np.ndarray
    shrinkage: np.ndarray
    rest: np.ndarray
    pull: np.ndarray

    def weights(self, lam: float) -> np.ndarray:
        """z(λ), also beyond the λ where this piece is the optimum."""
        return self.fit - lam * self.shrinkage

    def cancelled(self, lam: float) -> float:
        """Size of the two terms whose difference z(λ) is, which bounds its rounding."""
        fit, shrinkage = self._sizes
        return fit + lam * shrinkage

    @cached_property
    def _sizes(self) -> tuple[float, float]:
        return float(np.abs(self.fit).sum()), float(np.abs(self.shrinkage).sum())

    def held(self, lam: float) -> np.ndarray | None:
        """Weights at an end: zero where they vanish, None if one has the wrong sign."""
        z = self.weights(lam)
        if not len(z):
            return z
        along, size = z * self.signs, float(np.abs(z).sum())
        # where all weights vanish together, as at λ_max, they are nothing but this rounding
        rounding, least = _ROUNDING * self.cancelled(lam), float(along.min())
        if least < -max(SAME * size, rounding):
            return None
        zero = max(1e-13 * size, rounding)
        return z if least > zero else np.where(along > zero, z, 0.0)

    def residual(self, lam: float) -> np.ndarray:
        """w∘(y - f), (N,), accurate also where it is tiny against y."""
        return self.rest + lam * self.pull


def solved(
    triangle: np.ndarray, target: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit and shrinkage of R, Qᵀc and s, and R⁻ᵀs."""
    if not len(signs):
        return np.empty(0), np.empty(0), np.empty(0)
    direction = solve_upper(triangle, signs, transposed=True)
    both = solve_upper(triangle, np.column_stack((target, direction)))
    return both[:, 0], both[:, 1], direction


def piece_of(
    problem: Scaled, keys: np.ndarray, signs: np.ndarray, check: Check = no_check
) -> Piece | None:
    """The piece of these features with these signs; None if their columns are dependent."""
    working = working_columns(problem, check)
    root = np.sqrt(problem.w)
    if len(keys):
        working.extend(keys)
    triangle, target = working.small, working.small_target
    if triangle.shape[0] != triangle.shape[1]:
        return None
    turn = None
    if np.any(np.tril(triangle, -1)):  # it was pivoted
        pivoted = triangle
        work = 4.0 * pivoted.size * len(pivoted)
        turn, triangle = in_background(lambda: thin_qr(pivoted), check, work)
        target = turn.T @ target
    if len(keys) and lapack.dtrcon(triangle)[0] < SINGULAR:
        return None
    fit, shrinkage, direction = solved(triangle, target, signs)
    rest = working.lift(np.zeros(len(keys)))
    along = direction if turn is None else turn @ direction
    return Piece(keys, signs, fit, shrinkage, root * rest, root * (working.lift(along) - rest))
