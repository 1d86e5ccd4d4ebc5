"""Where support and signs stay the same, the optimum is affine in λ (manual, Path).

With the active columns WA = QR (W the roots of the weights) and signs s, the optimum is
z(λ) = R⁻¹(Qᵀc - λR⁻ᵀs) for the target c = Wy, and its residual (I - QQᵀ)c + λQR⁻ᵀs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from mirrors_engine.algorithms.triangular import solve_upper, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.factor import WorkingColumns
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.utils.background import in_background

SINGULAR = 1e-13  # reciprocal condition of R below which nothing is read off it


@dataclass(frozen=True, eq=False)
class Piece:
    """The affine optimum of one support with its signs.

    Attributes
    ----------
    keys : (K, width) ndarray
    signs : (K,) ndarray
    """

    keys: np.ndarray
    signs: np.ndarray
    _working: WorkingColumns
    _root: np.ndarray  # of the weights, (N,)
    _triangle: np.ndarray  # R
    _target: np.ndarray  # Qᵀc
    _direction: np.ndarray  # R⁻ᵀs
    _along: np.ndarray  # the same in the basis of the working columns

    def weights(self, lam: float) -> np.ndarray:
        """z(λ), also beyond the λ where this piece is the optimum."""
        if not len(self.keys):
            return np.empty(0)
        return solve_upper(self._triangle, self._target - lam * self._direction)

    def cancelled(self, lam: float) -> float:
        """Size of the two terms whose difference z(λ) is, which bounds its rounding."""
        if not len(self.keys):
            return 0.0
        terms = np.column_stack((self._target, lam * self._direction))
        return float(np.abs(solve_upper(self._triangle, terms)).sum())

    def residual(self, lam: float) -> np.ndarray:
        """w∘(y - f), (N,), accurate also where it is tiny against y."""
        return self._root * self._working.lift(lam * self._along)


def piece_of(
    problem: Scaled, keys: np.ndarray, weights: np.ndarray, check: Check = no_check
) -> Piece | None:
    """The piece on which optimal weights lie; None if their columns are dependent."""
    signs = np.sign(weights)
    working = working_columns(problem, check)
    root = np.sqrt(problem.w)
    if not len(keys):
        none = np.empty(0)
        return Piece(keys, signs, working, root, np.empty((0, 0)), none, none, none)
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
    if lapack.dtrcon(triangle)[0] < SINGULAR:
        return None
    direction = solve_upper(triangle, signs, transposed=True)
    along = direction if turn is None else turn @ direction
    return Piece(keys, signs, working, root, triangle, target, direction, along)
