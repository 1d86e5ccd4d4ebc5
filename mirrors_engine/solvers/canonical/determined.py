"""Whether some samples alone determine a fit with kinks at known places, in O(N).

The dense answer, a QR of the columns of E, takes minutes where thousands of features are in use.
Sums of piecewise-linear features with kinks at samples are functions of tridiagonal systems.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.answers import Breakpoints
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.solvers.nodal.collocation import Collocation
from mirrors_engine.solvers.nodal.nodes import second_differences

_LARGEST = 1e6  # value between fixed samples, of a function that is 1 there, that is no rounding


def determined(dictionary: Dictionary, keys: np.ndarray, fixed: np.ndarray, line: bool) -> bool:
    """Whether a sum of these features and a constant is known from its values at some samples.

    Parameters
    ----------
    keys : (E, width) ndarray
    fixed : (N,) ndarray of bool
        Where it is known.
    line : bool
        Whether straight lines are free.

    Returns
    -------
    bool
        False also where this is not known for certain, or features are of another kind.
    """
    if dictionary.slope_cost(line) is None or not len(keys) or not fixed.any():
        return False
    t = dictionary.grid.t
    at = dictionary.breakpoints(keys)
    rank = np.searchsorted(t, at.positions)
    inner = (rank > 0) & (rank < len(t) - 1)
    nodes = np.unique(np.concatenate(([0, len(t) - 1], rank[inner])))
    widths = np.diff(t[nodes])
    first = at.slopes + (at.changes * (rank == 0)).sum(axis=1)
    last = at.slopes + (at.changes * (rank < len(t) - 1)).sum(axis=1)
    flat = (not (line or first.any()), not (line or last.any()) and len(nodes) > 2)
    balance = None
    if not (line or any(flat)):
        balance = _first_slope(nodes, rank, inner, at, first, widths)
    known = np.flatnonzero(fixed)
    cell = np.minimum(np.searchsorted(nodes, known, side="right") - 1, len(nodes) - 2)
    # more than two samples in a cell say no more than two
    begins = np.flatnonzero(np.diff(cell, prepend=-1))
    ends = np.append(begins[1:], len(cell)) - 1
    chosen = np.unique(np.concatenate((begins, ends)))
    known, cell = known[chosen], cell[chosen]
    place = (t[known] - t[nodes[cell]]) / widths[cell]
    taken = _interlacing(cell, place, flat, len(nodes))
    if len(taken) == len(nodes) - sum(flat):
        balance = None
    try:
        system = Collocation.of(cell[taken], place[taken], flat, len(nodes), balance)
        # inverses of collocation matrices have signs like a chessboard: this is their norm
        largest = np.abs(system.through((-1.0) ** np.arange(len(taken)))).max()
    except np.linalg.LinAlgError:
        return False
    return bool(largest <= _LARGEST)


def _first_slope(
    nodes: np.ndarray,
    rank: np.ndarray,
    inner: np.ndarray,
    at: Breakpoints,
    first: np.ndarray,
    widths: np.ndarray,
) -> np.ndarray | None:
    """Coefficients of what the first slope is in the slope changes; None where it is free."""
    if inner.shape[1] != 1 or not inner.all():
        return None
    place = np.searchsorted(nodes, rank[:, 0])
    ratio = first / at.changes[:, 0]
    prices = np.zeros(len(nodes))
    prices[0], prices[place] = 1.0, -ratio
    if np.any(prices[place] != -ratio):  # two features of one kink
        return None
    return second_differences(prices, widths)


def _interlacing(
    cell: np.ndarray, place: np.ndarray, flat: tuple[bool, bool], count: int
) -> np.ndarray:
    """Of rows in order those that lie in the support of hat functions of their own."""
    last = count - 1 - int(flat[0]) - int(flat[1])
    low = np.clip(cell + (place == 1) - int(flat[0]), 0, last)
    high = np.clip(cell + (place > 0) - int(flat[0]), 0, last)
    taken, free = [], 0
    for row, (least, most) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        hat = max(least, free)
        if hat <= most:
            taken.append(row)
            free = hat + 1
    return np.array(taken, dtype=np.int64)
