"""Total-variation denoising of millions of samples: the taut string, all segments at a time.

The running integral of argmin ½ Σ w (f - y)² + radius · Σ |f[n+1] - f[n]| is the shortest
path through the tube of that radius around the running integral of y, fixed at both ends.
Between its segments f is a weighted mean of y plus what the walls of the tube allow, so a
string is known by where it segments and at which wall.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    starts, levels, dual = taut_pieces(y, w, radius, check)
    return np.repeat(levels, np.diff(starts, append=len(y))), dual


def taut_pieces(
    y: np.ndarray,
    w: np.ndarray,
    radius: float,
    check: Check = no_check,
    near: tuple[np.ndarray, np.ndarray] | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same f by its constant pieces.

    Parameters
    ----------
    near : tuple of (K,) ndarrays, optional
        Starts and levels of the pieces at another radius or other y; they change the time only.

    Returns
    -------
    starts : (K,) ndarray of int
        The first sample of each piece.
    levels : (K,) ndarray
        Its value there; neighbours may be equal.
    dual : (N,) ndarray
    """
    if radius == 0:
        return np.arange(len(y)), y.copy(), np.zeros_like(y)
    wide = float(w.min()) < WIDE * float(w.sum())
    found = _by_rounds(y, w, radius, check, near) if len(y) > SHORT and not wide else None
    if found is not None:
        return found.starts, y[found.starts] + found.rise, found.dual
    if wide:
        f, dual = _in_integers(y, w, radius, check)
    else:
        f = _one_by_one(y, w, radius, check)
        dual = w * (y - f)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(f)) + 1))
    return starts, f[starts], dual


@dataclass(eq=False)
class _String:
    """A string through some gates of the tube, straight between them.

    Attributes
    ----------
    starts : (K,) ndarray of int
        First sample of each piece; all but the first are gates.
    side : (K,) ndarray
        The wall at which each piece starts: +1 ceiling, -1 floor, 0 at the end of the tube.
    mass, total : (K,) ndarray
        Sums of w and of w y over each piece.
    known : (K,) ndarray of bool
        Whether the piece was found to stay in the tube.
    rise : (K,) ndarray
        How far a known piece lies above its first sample.
    dual : (N,) ndarray
        w (y - f) on the known pieces.
    """

    starts: np.ndarray
    side: np.ndarray
    mass: np.ndarray
    total: np.ndarray
    known: np.ndarray
    rise: np.ndarray
    dual: np.ndarray

    @classmethod
    def through(
        cls, starts: np.ndarray, side: np.ndarray, w: np.ndarray, weighted: np.ndarray
    ) -> _String:
        """Through these gates, none of its pieces known."""
        mass, total = np.add.reduceat(w, starts), np.add.reduceat(weighted, starts)
        unknown = np.zeros(len(starts), dtype=bool)
        return cls(starts, side, mass, total, unknown, np.zeros(len(starts)), np.empty(len(w)))

    @property
    def pull(self) -> np.ndarray:
        """What the walls add to the sum over each piece, in units of the radius."""
        out = -self.side
        out[:-1] += self.side[1:]
        return out

    def levels(self, radius: float) -> np.ndarray:
        """The value of f on each piece."""
        return (self.total + radius * self.pull) / self.mass

    def give_up_wrong_bends(self, radius: float) -> None:
        """Leave the gates at which the string does not bend around its wall."""
        while True:
            kept = np.flatnonzero(self.side[1:] * np.diff(self.levels(radius)) > 0) + 1
            if len(kept) == len(self.starts) - 1:
                return
            first = np.concatenate(([0], kept))
            alone = _lengths(first, len(self.starts)) == 1
            self.known = self.known[first] & alone
            self.mass = np.add.reduceat(self.mass, first)
            self.total = np.add.reduceat(self.total, first)
            self.starts, self.side, self.rise = (
                values[first] for values in (self.starts, self.side, self.rise)
            )


def _lengths(starts: np.ndarray, n: int) -> np.ndarray:
    """Of consecutive pieces of n samples."""
    out = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=out[:-1])
    out[-1] = n - starts[-1]
    return out


def _by_rounds(
    y: np.ndarray,
    w: np.ndarray,
    radius: float,
    check: Check,
    near: tuple[np.ndarray, np.ndarray] | None = None,
) -> _String | None:
    """The string, all of its pieces at a time.

    A gate where it bends away from its wall is given up; wherever the string leaves the tube,
    the worst point of each excursion becomes a gate. When neither happens, the conditions of
    optimality hold. A string that bends at K points was measured to need about log K rounds;
    most of these are made on blocks of samples first, whose string passes nearly the same gates,
    and each round looks at those pieces only that the one before changed. None if the rounds
    did not end, which has not been seen but is not ruled out.
    """
    n = len(y)
    weighted = w * y
    check()
    # bends are judged by sums of y, whose rounding may exceed that of the radius
    largest = max(float(weighted.max()), -float(weighted.min()))
    rounding = 4 * np.finfo(float).eps * np.sqrt(n) * largest
    limit = radius * (1 + _TOLERANCE) + rounding
    if near is None:
        string = _string_of_blocks(y, w, weighted, radius, check)
    else:
        side = np.append([0.0], np.sign(np.diff(near[1])))
        gates = np.flatnonzero(side)
        starts = np.append([0], near[0][gates])
        string = _String.through(starts, np.append([0.0], side[gates]), w, weighted)
    before = string.starts[:0]
    for _ in range(MAX_ROUNDS):
        check()
        string.give_up_wrong_bends(radius)
        if string.known.all():
            return string
        check()
        part = _Unknown(string, y, w, radius)
        check()
        rows, side = part.excursions(limit, check)
        if np.array_equal(string.starts, before) or not len(rows):
            # new gates were given up at once: the string leaves the tube by rounding
            if part.farthest > limit * (1 + _ROUNDING):
                return None
            return string
        before = string.starts
        check()
        string = part.with_gates(rows, side, weighted)
    return None


class _Unknown:
    """The pieces of a string that are not yet known to stay in the tube, end to end.

    Their levels are set, and the dual point at their samples.
    """

    def __init__(self, string: _String, y: np.ndarray, w: np.ndarray, radius: float) -> None:
        self.string = string
        at = self.at = np.flatnonzero(~string.known)
        lengths = _lengths(string.starts, len(y))[at]
        ends = np.cumsum(lengths)
        first = self.first = ends - lengths
        self.rows: np.ndarray | None = None  # all
        if len(at) < len(string.known):
            rows = self.rows = np.arange(ends[-1])
            rows += np.repeat(string.starts[at] - first, lengths)
            y, w = y[rows], w[rows]
        self.w = w
        pull = radius * string.pull[at]
        # counted from a sample of the piece, as y may be far larger than what is pulled
        values = y - np.repeat(y[first], lengths)
        rise = (np.add.reduceat(w * values, first) + pull) / string.mass[at]
        values -= np.repeat(rise, lengths)
        values *= w
        string.rise[at] = rise
        if self.rows is None:
            string.dual = values
        else:
            string.dual[self.rows] = values
            begin = -radius * string.side[at]
            values[first[1:]] += begin[1:] - (begin - pull)[:-1]
            values[0] += begin[0]
        self.sums = np.cumsum(values)  # data minus string, behind each sample

    @property
    def farthest(self) -> float:
        """The largest distance between string and data."""
        return max(float(self.sums.max()), -float(self.sums.min()))

    def excursions(self, limit: float, check: Check) -> tuple[np.ndarray, np.ndarray]:
        """The worst sample of each excursion out of the tube inside a piece, and the wall."""
        over = _worst(self.sums < -limit, self.sums)
        check()
        under = _worst(self.sums > limit, self.sums)
        rows = np.concatenate((over, under))
        if not len(rows):
            return rows, np.empty(0)
        side = np.concatenate((np.ones(len(over)), np.full(len(under), -1.0)))
        order = np.argsort(rows)
        rows, side = rows[order], side[order]
        ends = np.append(self.first[1:], len(self.sums))
        inside = ends[np.searchsorted(ends, rows + 1)] != rows + 1
        return rows[inside], side[inside]

    def with_gates(self, rows: np.ndarray, side: np.ndarray, weighted: np.ndarray) -> _String:
        """The string with gates behind these samples, their pieces not known."""
        old, at = self.string, self.at
        whole = np.concatenate((self.first, rows + 1))
        order = np.argsort(whole)
        first = whole[order]
        piece = np.searchsorted(self.first, first, side="right") - 1
        if self.rows is not None:
            weighted = weighted[self.rows]
        known = np.bincount(piece, minlength=len(at)) == 1
        starts = old.starts[at][piece] + first - self.first[piece]
        fresh = (
            starts,
            np.concatenate((old.side[at], side))[order],
            np.add.reduceat(self.w, first),
            np.add.reduceat(weighted, first),
            known[piece],
            old.rise[at][piece],
        )
        kept = np.flatnonzero(old.known)
        order = np.argsort(np.concatenate((old.starts[kept], starts)), kind="stable")
        held = (old.starts, old.side, old.mass, old.total, old.known, old.rise)
        starts, side, mass, total, known, rise = (
            np.concatenate((before[kept], new))[order]
            for before, new in zip(held, fresh, strict=True)
        )
        return _String(starts, side, mass, total, known, rise, old.dual)


def _string_of_blocks(
    y: np.ndarray, w: np.ndarray, weighted: np.ndarray, radius: float, check: Check
) -> _String:
    """A string to begin with: through the gates of the means of blocks, or straight."""
    n = len(y)
    if n >= LONG:
        blocks = np.arange(0, n, BLOCK)
        mass = np.add.reduceat(w, blocks)
        found = _by_rounds(np.add.reduceat(weighted, blocks) / mass, mass, radius, check)
        if found is not None:
            check()
            starts = _nearby(found.starts[1:] * BLOCK, found.side[1:], found.levels(radius), y, w)
            return _String.through(np.append([0], starts), found.side, w, weighted)
    return _String.through(np.array([0]), np.zeros(1), w, weighted)


def _nearby(
    gates: np.ndarray, side: np.ndarray, levels: np.ndarray, y: np.ndarray, w: np.ndarray
) -> np.ndarray:
    """Of the samples about the gates of blocks those where the wall is met first.

    Gates are a block apart or more, and move by less than half of one.
    """
    half = BLOCK // 2
    near = gates[:, None] + np.arange(1 - half, half)
    near = np.minimum(near, len(y) - 1)
    behind = np.arange(1 - half, half) >= 0
    level = np.where(behind, levels[1:, None], levels[:-1, None])
    sums = np.cumsum(w[near] * (y[near] - level), axis=1)
    # the sum before each sample, that before the first one being 0
    sums = np.hstack((np.zeros((len(gates), 1)), sums[:, :-1]))
    moved = gates + 1 - half + np.argmin(side[:, None] * sums, axis=1)
    return np.minimum(moved, len(y) - 1)


def _worst(outside: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """The position of the largest |sum| of every unbroken run that is outside."""
    at = np.flatnonzero(outside)
    if not len(at):
        return at
    starts = np.concatenate(([0], np.flatnonzero(np.diff(at) > 1) + 1))
    values = np.abs(sums[at])
    run = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(at))))
    largest = np.flatnonzero(values == np.maximum.reduceat(values, starts)[run])
    _, first = np.unique(run[largest], return_index=True)
    return at[largest[first]]


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
