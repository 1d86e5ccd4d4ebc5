"""Switches with Huber's or the quantile loss: total variation by a dynamic program.

With one switch between neighbouring samples λ||z||₁ is λ / jump times the total variation of the
fit, and any fit has its weights. So the canonical fit is found among the values (see
`variation_by_values`), and the dual point from the fit. The linear programs over features took
40 s for 3000 samples of noise where this takes a tenth of a second.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.variation_by_values import Derivatives, least_variation
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.steps.one_switch import Switches
from mirrors_engine.losses import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Solution
from mirrors_engine.solvers.gaps import relative_gap_of

_ROUNDING = 64 * np.finfo(float).eps  # of the largest value, a jump that is none
_ENOUGH = 1e-10  # relative gap of an answer that is exact to rounding
_BETWEEN = 0xFFFF  # samples, less one, between two checks


def applies(dictionary: Dictionary, rows: RowLoss) -> bool:
    """Whether the fits of a dictionary are those of least variation, and the loss has corners."""
    corners = rows.loss.corners(rows.rows.y[:1])
    return isinstance(dictionary, Switches) and corners is not None and not rows.free.line


def solve(
    dictionary: Dictionary, rows: RowLoss, lam: float, step: Report, check: Check
) -> Solution | None:
    """The canonical optimum at λ in scaled units, with an exact dual point of the rows.

    None where rounding keeps it from a small gap, as of weights over twenty powers of ten.
    """
    assert isinstance(dictionary, Switches)
    corners = rows.loss.corners(rows.rows.y)
    assert corners is not None
    w = rows.rows.w
    low, high = _bounds(rows)
    at, jumps, bends = corners
    losses = Derivatives(rows.rows.sample, -high, -low, at, w[:, None] * jumps, w[:, None] * bends)
    allowed = lam / abs(dictionary.jump)
    found = least_variation(losses, allowed, lambda share: step("solving", 0, None, share))
    if found is None:
        return None
    f, only = found
    check()
    u = None
    if rows.loss.smooth:
        f, u = _refined(rows, f, allowed)
    change = np.diff(f)
    change[np.abs(change) <= _ROUNDING * float(np.abs(f).max())] = 0.0
    keys = np.flatnonzero(change)
    if u is None:
        u = _subgradients(rows, f, change, allowed, check)
    weights = change[keys] / dictionary.jump
    known = Solution(keys[:, None] + 1, weights, (u,), 1, "total variation", only, canonical=True)
    return known if relative_gap_of(dictionary, rows, lam, known, check) <= _ENOUGH else None


def _bounds(rows: RowLoss) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest u = -∂ℓ/∂f of each row."""
    low, high = rows.loss.bounds(rows.rows.y)
    return rows.rows.w * low, rows.rows.w * high


def _refined(rows: RowLoss, f: np.ndarray, lam: float) -> tuple[np.ndarray, np.ndarray]:
    """Levels that are as exact as a sum of the rows of their piece, and u beyond their rounding.

    A Newton step on that sum, whose value is known; what the rounded levels miss of it is given
    to u. Where the loss of a piece is straight its level is a corner and stays.
    """
    side = np.sign(np.diff(f))
    starts = np.append([0], np.flatnonzero(side) + 1)
    pull = np.concatenate(([0.0], lam * side[starts[1:] - 1], [0.0]))
    lengths = np.diff(starts, append=len(f))
    first = np.searchsorted(rows.rows.sample, starts)
    low, high = _bounds(rows)

    def missing() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """u, and for each sample and row what to add for the sums."""
        u = rows.neg_gradient(f)
        inside = np.where((u > low) & (u < high), rows.rows.w, 0.0)
        rest = pull[:-1] - pull[1:] - np.add.reduceat(u, first)
        curvature = np.add.reduceat(inside, first)
        bent = curvature > 0
        step = np.repeat(np.where(bent, rest, 0.0) / np.where(bent, curvature, 1.0), lengths)
        return u, step, inside * rows.rows.per_row(step)

    f = f - missing()[1]
    u, _, more = missing()
    return f, np.clip(u + more, low, high)


def _subgradients(
    rows: RowLoss, f: np.ndarray, change: np.ndarray, lam: float, check: Check
) -> np.ndarray:
    """u of each row for an optimal f, with running sums over the samples within ±λ, and ∓λ where
    f rises or falls.

    Forwards the sums that can be reached, backwards of these the ones nearest to 0.
    """
    low, high = _bounds(rows)
    off = rows.rows.y - rows.rows.per_row(f)
    low, high = np.where(off > 0, high, low), np.where(off < 0, low, high)
    least, most = rows.rows.per_sample(low).tolist(), rows.rows.per_sample(high).tolist()
    ends = [(-lam, lam), (-lam, -lam), (lam, lam)]  # of Python, negative last
    limits = [ends[side] for side in np.sign(change).astype(int).tolist()] + [(0.0, 0.0)]
    reached, bottom, top = [], 0.0, 0.0
    for i, (floor, ceiling) in enumerate(limits):
        if not i & _BETWEEN:
            check()
        bottom = min(max(bottom + least[i], floor), ceiling)
        top = min(max(top + most[i], floor), ceiling)
        reached.append((bottom, top))
    sums, after = [0.0], 0.0
    for i in range(len(limits) - 1, 0, -1):
        bottom, top = reached[i - 1]
        after = min(max(0.0, bottom, after - most[i]), top, after - least[i])
        sums.append(after)
    sums.append(0.0)
    taken = np.diff(sums[::-1])
    share = np.subtract(most, least)
    share = np.clip(np.subtract(taken, least) / np.where(share > 0, share, 1.0), 0.0, 1.0)
    return low + rows.rows.per_row(share) * (high - low)
