"""The exact dual point of Huber's loss, from an optimum known to some digits.

The dual of Huber's loss, max uᵀy - ½ Σ u²/ω with |u| ≤ ωδ, 1ᵀu = 0 and |A_jᵀu| ≤ λ, is strictly
concave: u is unique, though the fit may not be. Given the outliers, where u is at its bounds, and
the features in use, where |A_jᵀu| = λ, it is a projection: one QR over the other rows. A gap of
1e-12 leaves errors of 1e-6 in u; this leaves rounding, so that E can be told from u.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from scipy.linalg import qr, solve_triangular

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses import Huber, RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.utils.background import in_background

MAX_NUMBERS = 2 * 10**7  # in the columns in use, up to which they are formed
_ROUNDS = 10
_EDGE = 1e-10  # distance to delta, relative to it, that is rounding
_DEPENDENT = 1e-11
_TINY = 1e-9  # share of ||z||₁ below which a weight may be left out
_CLOSE = 1e-10  # gap up to which the first dual point is taken
_ROUNDING = 1e-13  # gap that is rounding


def with_exact_dual(
    dictionary: Dictionary, rows: RowLoss, lam: float, solution: Solution, check: Check
) -> Solution:
    """The solution with the exact dual point, or as it is where that is not found."""
    if not 0 < len(solution.keys) * len(rows.rows.y) <= MAX_NUMBERS:
        return solution
    before = relative_gap_of(dictionary, rows, lam, solution, check)
    most = max(before, _ROUNDING) if np.isfinite(before) else _CLOSE
    size = np.abs(solution.weights)
    sure = size > _TINY * float(size.sum())
    trials = [solution]
    if not sure.all():  # first without what may be rounding of the steps before
        fewer = replace(solution, keys=solution.keys[sure], weights=solution.weights[sure])
        trials = [fewer, solution]
    for trial in trials:
        exact = _exact(dictionary, rows, lam, trial, check)
        if exact and relative_gap_of(dictionary, rows, lam, exact, check) <= most:
            return exact
    return solution


def _exact(
    dictionary: Dictionary, rows: RowLoss, lam: float, solution: Solution, check: Check
) -> Solution | None:
    """The optimum on these features, from outliers that are nearly known; None if it is not."""
    loss, y, w = rows.loss, rows.rows.y, rows.rows.w
    assert isinstance(loss, Huber)
    columns = dictionary.columns(solution.keys)
    columns = rows.rows.per_row(columns - columns.mean(axis=0))
    free = rows.free_per_row.matrix(len(y))
    matrix = np.column_stack((columns, free))
    lengths = np.linalg.norm(matrix, axis=0)
    lengths[lengths == 0] = 1.0
    matrix /= lengths
    used = columns.shape[1]
    goal = np.append(lam * np.sign(solution.weights) / lengths[:used], np.zeros(free.shape[1]))
    bound = w * loss.delta
    raw = matvec(dictionary, solution.keys, solution.weights, check)
    r = y - rows.rows.per_row(raw + rows.best_shift(raw))
    inside = np.abs(r) <= loss.delta * (1 + _EDGE)
    z = solution.weights
    work = 10.0 * matrix.size * matrix.shape[1]
    for _ in range(_ROUNDS):
        if not inside.any():
            return None
        u = np.where(inside, 0.0, np.sign(r) * bound)
        parts = matrix[inside], np.sqrt(w[inside]), r[inside], goal - matrix.T @ u
        projected, step = in_background(partial(_projected, *parts), check, work)
        u[inside] = projected
        z = z + step[:used] / lengths[:used]
        r = r - matrix @ step
        out = inside & (np.abs(u) > bound * (1 + _EDGE))
        back = ~inside & (np.abs(r) < loss.delta * (1 - _EDGE))
        if not (out.any() or back.any()):
            break
        inside = (inside & ~out) | back
    else:
        return None
    if np.any(z * solution.weights <= 0):
        return None
    return replace(solution, weights=z, duals=(rows.feasible(u),))


def _projected(
    matrix: np.ndarray, root: np.ndarray, r: np.ndarray, goal: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """u nearest to ω r, relative to ω, with matrixᵀu = goal; and the step to where u = ω r."""
    q, t, pivot = qr(root[:, None] * matrix, mode="economic", pivoting=True, check_finite=False)
    diagonal = np.abs(np.diag(t))
    rank = int(np.sum(diagonal > _DEPENDENT * diagonal.max(initial=0.0)))
    q, t, pivot = q[:, :rank], t[:rank, :rank], pivot[:rank]
    share = solve_triangular(t, goal[pivot], trans="T", check_finite=False)
    rest = root * r
    rest = rest - q @ (q.T @ rest)
    rest = rest - q @ (q.T @ rest)
    projected = root * (rest + q @ share)
    step = np.zeros(matrix.shape[1])
    step[pivot] = solve_triangular(t, q.T @ (root * r) - share, check_finite=False)
    return projected, step
