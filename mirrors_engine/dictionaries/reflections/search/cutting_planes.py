"""Bounds on the largest value of sums of concave functions, by their linear majorants.

In a dyadic box a correlation is a sum of terms coefficient · Φ(r·a), each at most a concave
function of r·a (`envelopes.py`). The largest value of the sum of these is a linear program; any
linear majorant m + g·y of it on the box, y from -1 to 1, gives a bound, m + ‖g‖₁, and so does any
mean of several. Kelley's cutting planes take the next one where the mean of those before is
largest; the best mean of the last with the mean before it is kept (Kiwiel 1983: aggregation), so
that a step takes O(terms) and no linear program.

Where a correlation is concave near a largest value, as at a tie, a strip parallel to the chord
(`chord_strips.py`) exceeds it by second order in the length of the box, this bound by nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mirrors_engine.dictionaries.reflections.search.envelopes import Pieces

_STEPS = 4  # of 30 steps these drop 95 in 100 boxes


class Terms(NamedTuple):
    """Sums of K terms in n boxes of D biases.

    Attributes
    ----------
    rows : (K, D) ndarray
        r of each term.
    windows : (K, n) ndarray of int
        Number of its window among those above Φ.
    coefficients : (K, n) ndarray
    constant : (n,) ndarray
    """

    rows: np.ndarray
    windows: np.ndarray
    coefficients: np.ndarray
    constant: np.ndarray


def largest_values(terms: Terms, pieces: Pieces, floor: np.ndarray) -> np.ndarray:
    """Bounds (n,) on the sums in their boxes, good enough where they are above `floor` (n,)."""
    sizes = np.abs(terms.coefficients)
    first = terms.windows + np.where(terms.coefficients < 0, pieces.windows, 0)
    first *= pieces.most
    middle_of = 0.5 * np.abs(terms.rows).sum(axis=1)[:, None]
    bounds = np.empty(len(floor))
    open_ = np.arange(len(floor))
    constant = terms.constant
    y = np.zeros((terms.rows.shape[1], len(floor)))
    mean: tuple[np.ndarray, np.ndarray] | None = None
    for _ in range(_STEPS):
        at = _pieces_at(pieces, first, middle_of + 0.5 * (terms.rows @ y))
        slope = pieces.slope.take(at) * sizes
        m = (pieces.intercept.take(at) * sizes + slope * middle_of).sum(axis=0) + constant
        g = 0.5 * (terms.rows.T @ slope)
        if mean is None:
            mean, y = (m, g), np.sign(g)
        else:
            mean, y = _aggregated(*mean, m, g)
        bound = mean[0] + np.abs(mean[1]).sum(axis=0)
        bounds[open_] = bound
        left = np.flatnonzero(bound > floor[open_])
        if not len(left):
            break
        if len(left) < len(open_):
            open_, constant, y = open_[left], constant[left], y[:, left]
            first, sizes = first[:, left], sizes[:, left]
            mean = mean[0][left], mean[1][:, left]
    return bounds


def _pieces_at(pieces: Pieces, first: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Which piece each place lies on."""
    at = first.copy()
    for k in range(pieces.most - 1):
        at += pieces.end.take(first + k) <= z
    return at


def _aggregated(
    m: np.ndarray, g: np.ndarray, other_m: np.ndarray, other_g: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """The mean of two majorants with the least bound, and where it is largest on the box.

    m + ‖g‖₁ of a mean is convex and piecewise linear in its weight; it bends where an entry of g
    vanishes. There the entry of y is free, and both majorants are equal.
    """
    change = other_g - g
    weights = np.divide(-g, change, out=np.zeros_like(g), where=change != 0)
    weights[(weights <= 0) | (weights >= 1)] = 0.0
    weights = np.concatenate((weights, np.zeros((1, len(m))), np.ones((1, len(m)))))
    sizes = m + weights * (other_m - m)
    for mine, more in zip(g, change, strict=True):
        sizes += np.abs(mine + weights * more)
    best = sizes.argmin(axis=0)
    box = np.arange(len(m))
    weight = weights[best, box]
    mean_m, mean_g = m + weight * (other_m - m), g + weight * change
    y = np.sign(mean_g)
    free = np.flatnonzero(best < len(g))
    axis = best[free]
    y[axis, free] = 0.0
    equal = (m - other_m)[free] - (change * y)[:, free].sum(axis=0)
    by = change[axis, free]
    y[axis, free] = np.clip(np.divide(equal, by, out=np.zeros_like(by), where=by != 0), -1, 1)
    return (mean_m, mean_g), y
