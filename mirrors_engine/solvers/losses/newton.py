"""The logistic loss by Newton's method: each step is a weighted Lasso over the dictionary.

At f the loss is replaced by its second-order expansion, a squared loss whose weights are the
curvatures, and the working set solves that exactly. A search along the step keeps the
objective falling; near the optimum whole steps converge quadratically.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses import Huber, Logistic, RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.lasso import run
from mirrors_engine.utils.distinct_rows import positions

MAX_STEPS = 200
_ENOUGH = 1e-11  # relative gap at which one last step is taken
_INEXACT = 1e-9  # relative gap that is enough where the step's problem is not solved to more
_FEW_OUTLIERS = 0.2  # share of the samples
_NEAR = 1e-6  # relative gap from which whole steps are tried even if they go uphill
_STILL = 1e-6  # change of f from which the next step, which squares it, is the last
_LOST = 1e-10  # share of the largest curvature below which rounding decides about f
_UNCURVED = 1e-18  # curvature that is kept at any distance
_FLAT = 1e-12  # curvature, relative to the largest, below which it counts as this
_ROUNDING = 1e-14
_STALLED = 6  # steps without a change of the objective, which may still better the dual point
_HALVINGS = 40
_FAR = 20.0  # log-odds by which a step may change the function


def solve(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check,
    solver: str,
    steps: int = MAX_STEPS,
) -> Solution:
    """Optimum for a smooth loss with curvature, after `steps` steps at most.

    `duals` holds one of the rows if the last step was a whole one.
    """
    loss = rows.loss
    assert isinstance(loss, Huber | Logistic)
    free = rows.free
    keys, z = as_keys([], dictionary.key_width), np.empty(0)
    raw = np.zeros(rows.rows.samples)
    if start is not None:
        keys, z = start.keys, start.weights
        raw = matvec(dictionary, keys, z, check)
    f = raw + rows.best_shift(raw)
    best, least, last, stalled = Solution(keys, z, (), 0, ""), np.inf, False, 0
    for iteration in range(1, steps + 1):
        check()
        if iteration == 1 and start is None and _has_few_outliers(rows):
            # beside the best constant many rows are outliers, beside the squared optimum few
            gradient = rows.rows.per_sample(rows.rows.w * (rows.rows.y - rows.rows.per_row(f)))
            curved = rows.rows.w
        else:
            gradient = rows.rows.per_sample(rows.neg_gradient(f))
            # where all log-odds are far out, no curvature is left in numbers
            curved = np.maximum(loss.curvature(rows.rows.y, rows.rows.per_row(f)), _UNCURVED)
            curved = curved * rows.rows.w
        h = rows.rows.per_sample(curved)
        top = float(h.max())
        sure, before = h > _LOST * top, f
        h = np.maximum(h / top, _FLAT)
        response = gradient / (top * h)
        response += f
        level = free.fit(response, h)
        response -= level
        warm = Solution(keys, z, (), 0, "") if len(keys) else None
        found = run(
            solver, Scaled(dictionary, response, h, response, free), lam / top, warm, no_step, check
        )
        new = matvec(dictionary, found.keys, found.weights, check)
        # the constant of the expansion, for the whole way to the goal must lead down
        goal = new + (level - free.fit(new, h))
        penalty = lam * float(np.abs(found.weights).sum() - np.abs(z).sum())
        now = rows.total(f) + lam * float(np.abs(z).sum())
        # rounding decides which of the two is better: the step is the more accurate
        settled = abs(rows.total(goal) - rows.total(f) + penalty) <= _ROUNDING * now
        share = 1.0 if settled else _search(rows, f, goal, penalty)
        f = new + rows.best_shift(new)
        u = rows.neg_gradient(f)
        duals = tuple(rows.spread_over_rows(top * r, u) for r in found.duals[:1])
        whole = Solution(found.keys, found.weights, duals, iteration, f"Newton, {found.solver}")
        gap = np.inf
        if share < 1:
            # a corner of the curvature at rounding distance ends every search: near the optimum
            # the gap decides
            gap = _gap(dictionary, rows, f, lam, whole, check)
            near = min(least, gap) <= _NEAR or iteration == 1
            better = near and gap <= (0.5 * least if iteration > 1 else _ENOUGH)
            share = 1.0 if better or gap <= _ENOUGH else share
        solution = whole
        if share == 1:
            keys, z, raw = found.keys, found.weights, new
        else:
            keys, z = _mixture(keys, z, found.keys, found.weights, share)
            raw = raw + share * (new - raw)
            f = raw + rows.best_shift(raw)
            solution, gap = replace(whole, keys=keys, weights=z, duals=()), np.inf
        if not np.isfinite(gap):
            gap = _gap(dictionary, rows, f, lam, solution, check)
        step("solving", len(keys), gap, None)
        if gap <= max(least, _ROUNDING):  # of equally good ones the last is the most accurate
            least, best = gap, solution
        elif last:
            break
        inexact = found.face is not None and not found.face.complete
        if inexact and gap <= _INEXACT and isinstance(loss, Huber):
            # no step is more exact, and as long as no row changes its piece the expansion is
            pieces = loss.curvature(rows.rows.y, rows.rows.per_row(f))
            if np.array_equal(pieces * rows.rows.w, curved):
                break
        stalled = stalled + 1 if settled else 0
        if last or stalled == _STALLED:
            break
        moved = float(np.abs(f - before)[sure].max())
        last = gap <= _ENOUGH and share == 1 and moved <= _STILL
    return best


def _has_few_outliers(rows: RowLoss) -> bool:
    """Whether few samples are farther from their neighbours than Huber's loss is a square."""
    if not isinstance(rows.loss, Huber):
        return False
    y = rows.rows.means
    away = np.abs(y[1:-1] - 0.5 * (y[:-2] + y[2:]))
    return float(np.mean(away > rows.loss.delta)) <= _FEW_OUTLIERS if len(away) else False


def no_step(
    stage: str,
    active: int,
    gap: float | None,
    fraction: float | None,
    bound: float | None = None,
    /,
) -> None:
    """The gaps of the steps' own problems would confuse."""


def _search(rows: RowLoss, f: np.ndarray, goal: np.ndarray, penalty: float) -> float:
    """The share of the way from f to `goal` at which the objective is least, 1 at most."""
    way = goal - f

    def slope(share: float) -> float:
        return penalty - float(rows.rows.per_sample(rows.neg_gradient(f + share * way)) @ way)

    most = 1.0
    if isinstance(rows.loss, Logistic):
        # far out the loss is flat and its expansion says nothing about the way back
        most = min(1.0, _FAR / max(float(np.abs(way).max()), 1e-300))
    if slope(most) <= 1e-9 * abs(slope(0.0)):
        return most
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if slope(middle) > 0:
            high = middle
        else:
            low = middle
        if high - low <= 1e-3 * high:
            break
    return 0.5 * (low + high)


def _mixture(
    keys: np.ndarray, z: np.ndarray, others: np.ndarray, weights: np.ndarray, share: float
) -> tuple[np.ndarray, np.ndarray]:
    """(1 - share) z + share weights."""
    both = np.concatenate((keys, others))
    first, place = positions(both)
    parts = np.concatenate(((1 - share) * z, share * weights))
    mixed = np.bincount(place, parts, len(first))
    used = np.flatnonzero(mixed)
    return both[first[used]], mixed[used]


def _gap(
    dictionary: Dictionary, rows: RowLoss, f: np.ndarray, lam: float, one: Solution, check: Check
) -> float:
    """By the gradient at f, or where that does not end the search by the solution's dual point.

    Of samples far closer to each other than all are apart f has too few digits for its gradient.
    """
    gap = gap_of(dictionary, rows, f, lam, one.weights, check)
    return gap if gap <= _ENOUGH else min(gap, relative_gap_of(dictionary, rows, lam, one, check))


def gap_of(
    dictionary: Dictionary, rows: RowLoss, f: np.ndarray, lam: float, z: np.ndarray, check: Check
) -> float:
    """Relative duality gap by the gradient at f, for stopping; not the certificate."""
    u = rows.balanced(rows.neg_gradient(f))
    bound = dictionary.price(rows.rows.per_sample(u), check=check).bound
    primal = rows.total(f) + lam * float(np.abs(z).sum())
    share = min(1.0, lam / bound) if bound > 0 else 1.0
    gap = (primal - rows.lower_bound(share * u)) / primal
    return max(gap, 0.0) if np.isfinite(gap) else np.inf
