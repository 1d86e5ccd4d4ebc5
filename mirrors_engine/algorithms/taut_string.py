"""Total-variation denoising of millions of samples: the taut string, all segments at a time.

The running integral of argmin ½ Σ w (f - y)² + radius · Σ |f[n+1] - f[n]| is the shortest
path through the tube of that radius around the running integral of y, fixed at both ends.
Between its segments f is a weighted mean of y plus what the walls of the tube allow, so a
string is known by where it segments and at which wall.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from mirrors_engine.progress import Check, no_check

WIDE = 1e-9  # of the sum of the weights: one below it is lost in sums of floats
SHORT = 200  # samples up to which one pass in plain Python is faster
LONG = 10_000  # samples from which rounds on blocks of samples first were measured to be faster
BLOCK = 8  # samples of a block
MAX_ROUNDS = 80  # 22 were the most ever needed, on noiseless curves of a million samples
_TOLERANCE = 1e-12  # of the radius, by which a string may leave the tube
_ROUNDING = 1e-9  # the same where rounding allows no less (sums of a million equal numbers)


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
    if radius == 0:
        return y.copy(), np.zeros_like(y)
    wide = float(w.min()) < WIDE * float(w.sum())
    segments = _by_rounds(y, w, radius, check) if len(y) > SHORT and not wide else None
    if segments is None and wide:
        return _in_integers(y, w, radius, check)
    if segments is None:
        f = _one_by_one(y, w, radius, check)
        return f, w * (y - f)
    at, side = segments
    first = y[at[:-1]]
    rise, dual = _rest(y, w, radius, at, side)
    return np.repeat(first + rise, np.diff(at)), dual


def _rest(
    y: np.ndarray, w: np.ndarray, radius: float, at: np.ndarray, side: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How far f lies above the first sample of each piece, and w (y - f).

    Counted from a sample of the piece, as y may be far larger than what is pulled.
    """
    lengths = np.diff(at)
    offset = y - np.repeat(y[at[:-1]], lengths)
    mass = np.add.reduceat(w, at[:-1])
    rise = (np.add.reduceat(w * offset, at[:-1]) + radius * np.diff(side)) / mass
    offset -= np.repeat(rise, lengths)
    offset *= w
    return rise, offset


def _by_rounds(
    y: np.ndarray, w: np.ndarray, radius: float, check: Check
) -> tuple[np.ndarray, np.ndarray] | None:
    """Where the string segments (0 and N included), and at which wall: +1 ceiling, -1 floor.

    A string through some gates of the tube is straight between them. A gate where it
    segments away from its wall is given up; wherever the string leaves the tube, the worst
    point of each excursion becomes a gate. When neither happens, the conditions of
    optimality hold. Each round is a few vector operations over the samples, and a string
    that segments at K points was measured to need about log K of them; most of these are made
    on blocks of samples first, whose string passes nearly the same gates. None if the rounds
    did not end, which has not been seen but is not ruled out.
    """
    n = len(y)
    weighted = w * y
    check()
    # segments are judged by sums of y, whose rounding may exceed that of the radius
    rounding = 4 * np.finfo(float).eps * np.sqrt(n) * float(np.abs(weighted).max())
    limit = radius * (1 + _TOLERANCE) + rounding
    at, side = _gates_of_blocks(y, w, weighted, radius, check)
    before = at[:1]
    for _ in range(MAX_ROUNDS):
        check()
        at, side = _without_wrong_bends(at, side, w, weighted, radius)
        check()
        off = np.cumsum(_rest(y, w, radius, at, side)[1])[:-1]  # data minus string
        check()
        over = 1 + _worst(-off, limit)
        check()
        under = 1 + _worst(off, limit)
        if not len(over) and not len(under):
            return at, side
        if np.array_equal(at, before):
            # new gates were given up at once: the string leaves the tube by rounding
            return (at, side) if float(np.abs(off).max()) <= limit * (1 + _ROUNDING) else None
        before = at
        # a gate that is left through the other wall changes sides: the new one comes first
        at, first = np.unique(np.concatenate((over, under, at)), return_index=True)
        side = np.concatenate((np.ones(len(over)), np.full(len(under), -1.0), side))[first]
    return None


def _gates_of_blocks(
    y: np.ndarray, w: np.ndarray, weighted: np.ndarray, radius: float, check: Check
) -> tuple[np.ndarray, np.ndarray]:
    """Gates to begin with, and their walls: those of the means of blocks, or the ends alone."""
    n = len(y)
    if n >= LONG:
        starts = np.arange(0, n, BLOCK)
        mass = np.add.reduceat(w, starts)
        found = _by_rounds(np.add.reduceat(weighted, starts) / mass, mass, radius, check)
        if found is not None:
            return np.append(starts, n)[found[0]], found[1]
    return np.array([0, n]), np.zeros(2)


def _without_wrong_bends(
    at: np.ndarray, side: np.ndarray, w: np.ndarray, weighted: np.ndarray, radius: float
) -> tuple[np.ndarray, np.ndarray]:
    """The gates at which the string segments around its wall."""
    mass, total = np.add.reduceat(w, at[:-1]), np.add.reduceat(weighted, at[:-1])
    while True:
        level = (total + radius * np.diff(side)) / mass
        kept = np.flatnonzero(side[1:-1] * np.diff(level) > 0) + 1
        if len(kept) == len(at) - 2:
            return at, side
        starts = np.concatenate(([0], kept))
        mass, total = np.add.reduceat(mass, starts), np.add.reduceat(total, starts)
        ends = np.append(starts, len(at) - 1)
        at, side = at[ends], side[ends]


def _worst(excess: np.ndarray, limit: float) -> np.ndarray:
    """The position of the largest value of every unbroken run above the limit."""
    above = np.flatnonzero(excess > limit)
    if not len(above):
        return above
    starts = np.concatenate(([0], np.flatnonzero(np.diff(above) > 1) + 1))
    values = excess[above]
    run = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(above))))
    largest = np.flatnonzero(values == np.maximum.reduceat(values, starts)[run])
    _, first = np.unique(run[largest], return_index=True)
    return above[largest[first]]


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
            # the tube has turned: the string segments at the other wall
            while len(chain) == 2 and len(other) > 1:
                if sign * steeper(chain[1], chain[0], other[1], other[0]) >= 0:
                    break
                start, end = other[0], other[1]
                yield start[0], end[0], end[1] - start[1], x[end[0]] - x[start[0]]
                other.popleft()
                chain[0] = other[0]
    start, end = chains[0][0], chains[0][-1]
    yield start[0], n, end[1] - start[1], x[end[0]] - x[start[0]]
