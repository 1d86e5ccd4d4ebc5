"""The taut string by rounds: all of its pieces at a time, with NumPy.

A string is known by where it bends and at which wall. Each round lets go of gates that hold
nothing and sets new ones where the string leaves the tube.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.utils.arrays import diff

# samples from which rounds on blocks of samples first, and then on those pieces only that a
# round has changed, were measured to be faster than rounds on all samples
LONG = 10_000
BLOCK = 16  # samples of a block
MAX_ROUNDS = 80  # 22 were the most ever needed, on noiseless curves of a million samples
_TOLERANCE = 1e-12  # of the radius, by which a string may leave the tube
_ROUNDING = 1e-9  # the same where rounding allows no less (sums of a million equal numbers)


@dataclass(eq=False)
class TautString:
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
    ) -> TautString:
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
        some = bool(self.known.any())
        while True:
            levels = self.levels(radius)
            kept = np.flatnonzero(self.side[1:] * (levels[1:] - levels[:-1]) > 0)
            if len(kept) == len(self.starts) - 1:
                return
            first = np.zeros(len(kept) + 1, dtype=np.intp)
            np.add(kept, 1, out=first[1:])
            if some:
                alone = _lengths(first, len(self.starts)) == 1
                self.known = self.known[first] & alone
                self.rise = self.rise[first]
            else:
                self.known, self.rise = self.known[: len(first)], self.rise[: len(first)]
            self.mass = np.add.reduceat(self.mass, first)
            self.total = np.add.reduceat(self.total, first)
            self.starts, self.side = self.starts[first], self.side[first]


def _lengths(starts: np.ndarray, n: int) -> np.ndarray:
    """Of consecutive pieces of n samples."""
    out = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=out[:-1])
    out[-1] = n - starts[-1]
    return out


def by_rounds(
    y: np.ndarray,
    w: np.ndarray,
    radius: float,
    check: Check,
    near: tuple[np.ndarray, np.ndarray] | None = None,
) -> TautString | None:
    """The string, all of its pieces at a time.

    A gate where it bends away from its wall is given up; wherever the string leaves the tube,
    the worst point of each excursion becomes a gate. When neither happens, the conditions of
    optimality hold. A string that bends at K points was measured to need about log K rounds;
    from `LONG` samples most of these are made on blocks of samples first, whose string passes
    nearly the same gates, and each round looks at those pieces only that the one before changed.
    None if the rounds did not end, which has not been seen but is not ruled out.
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
        side = np.append([0.0], np.sign(diff(near[1])))
        gates = np.flatnonzero(side)
        starts = np.append([0], near[0][gates])
        string = TautString.through(starts, np.append([0.0], side[gates]), w, weighted)
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

    def __init__(self, string: TautString, y: np.ndarray, w: np.ndarray, radius: float) -> None:
        self.string = string
        first, lengths = string.starts, _lengths(string.starts, len(y))
        pull = radius * string.pull
        at = np.flatnonzero(~string.known)
        if len(at) < len(first) and 2 * int(lengths[at].sum()) >= len(y):
            # to look at all takes less time than to pick so many samples out
            string.known[:] = False
            at = np.arange(len(first))
        self.at = at
        self.rows: np.ndarray | None = None  # all
        if len(at) < len(string.known):
            lengths, pull = lengths[at], pull[at]
            ends = np.cumsum(lengths)
            first = ends - lengths
            rows = self.rows = np.arange(ends[-1])
            rows += np.repeat(string.starts[at] - first, lengths)
            y, w = y[rows], w[rows]
        self.first, self.w = first, w
        # counted from a sample of the piece, as y may be far larger than what is pulled
        values = np.repeat(y[first], lengths)
        np.subtract(y, values, out=values)
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
        at = np.flatnonzero(np.abs(self.sums) > limit)
        check()
        if not len(at):
            return at, np.empty(0)
        sums = self.sums[at]
        under = sums < 0
        begins = np.ones(len(at), dtype=bool)  # of an excursion
        np.not_equal(at[1:] - at[:-1], 1, out=begins[1:])
        begins[1:] |= under[1:] != under[:-1]
        sums = np.abs(sums, out=sums)
        most = np.maximum.reduceat(sums, np.flatnonzero(begins))
        run = np.cumsum(begins)
        run -= 1
        largest = np.flatnonzero(sums == most[run])
        if len(largest) > len(most):  # the first of equals
            of = run[largest]
            largest = largest[np.concatenate(([True], of[1:] != of[:-1]))]
        rows, side = at[largest], np.where(under[largest], 1.0, -1.0)
        ends = np.append(self.first[1:], len(self.sums))
        inside = ends[np.searchsorted(ends, rows + 1)] != rows + 1
        return rows[inside], side[inside]

    def with_gates(self, rows: np.ndarray, side: np.ndarray, weighted: np.ndarray) -> TautString:
        """The string with gates behind these samples, their pieces not known."""
        old, at = self.string, self.at
        whole = np.concatenate((self.first, rows + 1))
        order = np.argsort(whole, kind="stable")
        first = whole[order]
        if len(old.dual) < LONG:
            side = np.concatenate((old.side, side))[order]
            return TautString.through(first, side, self.w, weighted)
        piece = np.cumsum(order < len(self.first)) - 1
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
        if self.rows is None:
            return TautString(*fresh, old.dual)
        kept = np.flatnonzero(old.known)
        order = np.argsort(np.concatenate((old.starts[kept], starts)), kind="stable")
        held = (old.starts, old.side, old.mass, old.total, old.known, old.rise)
        starts, side, mass, total, known, rise = (
            np.concatenate((before[kept], new))[order]
            for before, new in zip(held, fresh, strict=True)
        )
        return TautString(starts, side, mass, total, known, rise, old.dual)


def _string_of_blocks(
    y: np.ndarray, w: np.ndarray, weighted: np.ndarray, radius: float, check: Check
) -> TautString:
    """A string to begin with: through the gates of the means of blocks, or straight."""
    n = len(y)
    if n >= LONG:
        blocks = np.arange(0, n, BLOCK)
        mass = np.add.reduceat(w, blocks)
        found = by_rounds(np.add.reduceat(weighted, blocks) / mass, mass, radius, check)
        if found is not None:
            check()
            starts = _nearby(found.starts[1:] * BLOCK, found.side[1:], found.levels(radius), y, w)
            return TautString.through(np.append([0], starts), found.side, w, weighted)
    return TautString.through(np.array([0]), np.zeros(1), w, weighted)


def _nearby(
    gates: np.ndarray, side: np.ndarray, levels: np.ndarray, y: np.ndarray, w: np.ndarray
) -> np.ndarray:
    """Of the samples about the gates of blocks those where the wall is met first.

    Gates are a block apart or more, and move by less than a quarter of one.
    """
    most = BLOCK // 4
    away = np.arange(1 - most, most)
    near = np.minimum(gates[:, None] + away, len(y) - 1)
    behind = away >= 0
    level = np.where(behind, levels[1:, None], levels[:-1, None])
    sums = np.cumsum(w[near] * (y[near] - level), axis=1)
    # the sum before each sample, that before the first one being 0
    sums = np.hstack((np.zeros((len(gates), 1)), sums[:, :-1]))
    moved = gates + away[0] + np.argmin(side[:, None] * sums, axis=1)
    return np.minimum(moved, len(y) - 1)
