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

from mirrors_engine.algorithms.triangular import pivoted_qr, solve_upper
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses import Huber, RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.losses.row_pieces import RowPieces
from mirrors_engine.utils.background import in_background

MAX_NUMBERS = 2 * 10**7  # rows times features in use, up to which it is found
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
    most = _CLOSE
    if np.isfinite(before):  # sums of u are known to their rounding, however small λ is
        sums = 4 * np.finfo(float).eps * float(np.abs(solution.duals[0]).sum()) / lam
        most = max(before, _ROUNDING, sums)
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
    pieces = RowPieces(dictionary, rows, solution.keys)
    used = len(solution.keys)
    goal = np.zeros(pieces.ends.shape[1])
    goal[:used] = lam * np.sign(solution.weights) / pieces.lengths[:used]
    bound = w * loss.delta
    raw = matvec(dictionary, solution.keys, solution.weights, check)
    r = y - rows.rows.per_row(raw + rows.best_shift(raw))
    inside = np.abs(r) <= loss.delta * (1 + _EDGE)
    z = solution.weights
    work = 10.0 * pieces.ends.size * len(goal)
    for _ in range(_ROUNDS):
        if not inside.any():
            return None
        u = np.where(inside, 0.0, np.sign(r) * bound)
        basis = pieces.basis(inside, w[inside])
        root = np.sqrt(w[inside])
        rest = root * r[inside]
        within = basis.inside(rest)
        rest = rest - basis.lifted(within)
        rest = rest - basis.lifted(basis.inside(rest))
        parts = basis.small, within, goal - pieces.transposed(u)
        projected, step = in_background(partial(_projected, *parts), check, work)
        u[inside] = root * (rest + basis.lifted(projected))
        z = z + step[:used] / pieces.lengths[:used]
        r = r - pieces.times(step)
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
    matrix: np.ndarray, r: np.ndarray, goal: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """u nearest to r with matrixᵀu = goal; and the step to where it is the residual."""
    q, t, pivot = pivoted_qr(matrix)
    diagonal = np.abs(np.diag(t))
    rank = int(np.sum(diagonal > _DEPENDENT * diagonal.max(initial=0.0)))
    q, t, pivot = q[:, :rank], t[:rank, :rank], pivot[:rank]
    share = solve_upper(t, goal[pivot], transposed=True)
    rest = r - q @ (q.T @ r)
    rest = rest - q @ (q.T @ rest)
    step = np.zeros(matrix.shape[1])
    step[pivot] = solve_upper(t, q.T @ r - share)
    return rest + q @ share, step
