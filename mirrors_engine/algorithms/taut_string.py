"""Total-variation denoising of millions of samples: the taut string.

The running integral of argmin ½ Σ w (f - y)² + radius · Σ |f[n+1] - f[n]| is the shortest
path through the tube of that radius around the running integral of y, fixed at both ends.
Between its segments f is a weighted mean of y plus what the walls of the tube allow, so a
string is known by where it bends and at which wall.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from mirrors_engine.algorithms.taut_rounds import by_rounds
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.threads import one_blas_thread
from mirrors_engine.utils.weighting import weighting_of

WIDE = 1e-9  # of the sum of the weights: one below it is lost in sums of floats
SHORT = 200  # samples up to which one pass in plain Python is faster


def taut_string(
    y: np.ndarray, w: np.ndarray, radius: float, check: Check = no_check
) -> tuple[np.ndarray, np.ndarray]:
    """argmin ½ Σ w (f - y)² + radius · Σ |f[n+1] - f[n]|, exact.

    Parameters
    ----------
    y, w : (N,) ndarray
        Values and positive weights.
    radius : float
        Not negative.

    Returns
    -------
    f, dual : (N,) ndarray
        The minimiser, and w (y - f) accurate even where it is much smaller than y.
    """
    found = taut_pieces(y, weighting_of(w), radius, check)
    return np.repeat(found.levels, np.diff(found.starts, append=len(y))), found.dual


class TautPieces(NamedTuple):
    """A minimiser by its constant pieces.

    Attributes
    ----------
    starts : (K,) ndarray of int
        The first sample of each piece.
    levels : (K,) ndarray
        Its value there; neighbours may be equal.
    dual : (N,) ndarray
    reach : float
        What no running sum of the dual numbers exceeds, where they were found with a proof of
        that: within twice its relative distance from the radius the pieces are optimal.
        Infinite where it is not known.
    """

    starts: np.ndarray
    levels: np.ndarray
    dual: np.ndarray
    reach: float


def taut_pieces(
    y: np.ndarray,
    w: np.ndarray | None,
    radius: float,
    check: Check = no_check,
    near: tuple[np.ndarray, np.ndarray] | None = None,
    reach: int = 0,
) -> TautPieces:
    """The same f by its constant pieces.

    Parameters
    ----------
    w : (N,) ndarray or None
        None where all are 1.
    near : tuple of (K,) ndarrays, optional
        Starts and levels of the pieces at another radius or other y; they change the time only.
    reach : int
        How many samples those starts may be moved, less than half of their distances.

    Returns
    -------
    TautPieces
    """
    if radius == 0:
        return TautPieces(np.arange(len(y)), y.copy(), np.zeros_like(y), np.inf)
    wide = w is not None and float(w.min()) < WIDE * float(w.sum())
    found = None
    if len(y) > SHORT and not wide:
        with one_blas_thread():
            found = by_rounds(y, w, radius, check, near, reach)
    if found is not None:
        return TautPieces(found.starts, y[found.starts] + found.rise, found.dual, found.reach)
    w = np.ones(len(y)) if w is None else w
    if wide:
        f, dual = _in_integers(y, w, radius, check)
    else:
        f = _one_by_one(y, w, radius, check)
        dual = w * (y - f)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(f)) + 1))
    return TautPieces(starts, f[starts], dual, np.inf)


def _one_by_one(y: np.ndarray, w: np.ndarray, radius: float, check: Check) -> np.ndarray:
    """The same f in one pass over the samples, O(N) whatever the data."""
    x = np.concatenate(([0.0], np.cumsum(w))).tolist()
    middle = np.concatenate(([0.0], np.cumsum(w * y))).tolist()
    out = np.empty(len(y))
    for first, end, rise, run in _straight_pieces(x, middle, radius, check):
        out[first:end] = rise / run
    return out


def _in_integers(
    y: np.ndarray, w: np.ndarray, radius: float, check: Check
) -> tuple[np.ndarray, np.ndarray]:
    """f and w (y - f), each rounded once: the floats are integers times powers of two.

    For weights of very different size, whose sums in floats lose the small ones. Integers
    divide to the nearest float in Python.
    """
    weights, share = _whole(w.tolist())
    # values and radius / share in one unit
    values, unit = _whole([*y.tolist(), radius])
    radius_whole = values.pop() * share
    terms = [a * b for a, b in zip(weights, values, strict=True)]
    x, middle = [0, *accumulate(weights)], [0, *accumulate(terms)]
    f, dual = np.empty(len(y)), np.empty(len(y))
    for first, end, rise, run in _straight_pieces(x, middle, radius_whole, check):
        f[first:end] = rise / (run * unit)
        for i in range(first, end):
            dual[i] = weights[i] * (values[i] * run - rise) / (run * unit * share)
    return f, dual


def _whole(numbers: Sequence[float]) -> tuple[list[int], int]:
    """Integers and the power of two they are divided by, exactly the floats."""
    ratios = [number.as_integer_ratio() for number in numbers]
    unit = max(below for _, below in ratios)
    return [above * (unit // below) for above, below in ratios], unit


def _straight_pieces(
    x: Sequence[Any], middle: Sequence[Any], radius: Any, check: Check
) -> Iterator[tuple[int, int, Any, Any]]:
    """(first, end, rise, run) of every straight piece of the string, left to right.

    Slopes are compared by cross products, so integers stay exact.

    Parameters
    ----------
    x, middle : sequence of N + 1 floats or integers
        The knots, increasing, and the middle of the tube there.
    """
    n = len(x) - 1
    # below: concave chain over the floor; above: convex chain under the ceiling
    chains: tuple[deque[tuple[int, Any]], ...] = (deque([(0, 0)]), deque([(0, 0)]))

    def steeper(b: tuple[int, Any], a: tuple[int, Any], d: tuple[int, Any], c: Any) -> Any:
        """Positive where the slope from a to b exceeds that from c to d."""
        return (b[1] - a[1]) * (x[d[0]] - x[c[0]]) - (d[1] - c[1]) * (x[b[0]] - x[a[0]])

    for i in range(1, n + 1):
        if not i & 0xFFF:  # some 40 ms apart
            check()
        shift = radius if i < n else 0
        for side, sign in ((0, -1), (1, 1)):
            chain, other = chains[side], chains[1 - side]
            new = (i, middle[i] + sign * shift)
            while len(chain) > 1 and sign * steeper(new, chain[-1], chain[-1], chain[-2]) <= 0:
                chain.pop()
            chain.append(new)
            # the tube has turned: the string bends at the other wall
            while len(chain) == 2 and len(other) > 1:
                if sign * steeper(chain[1], chain[0], other[1], other[0]) >= 0:
                    break
                start, end = other[0], other[1]
                yield start[0], end[0], end[1] - start[1], x[end[0]] - x[start[0]]
                other.popleft()
                chain[0] = other[0]
    start, end = chains[0][0], chains[0][-1]
    yield start[0], n, end[1] - start[1], x[end[0]] - x[start[0]]
