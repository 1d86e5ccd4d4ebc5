"""The taut string from its gates: each level and dual number from the data themselves.

`taut_gates` finds where the string bends from running sums, which are rounded. Here the levels
are sums over one piece, and every sample is looked at; where a gate is wrong or missing to
rounding, it is given up or set, and all is looked at again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mirrors_engine.algorithms.taut_gates import (
    CACHED,
    EPS,
    MAX_ROUNDS,
    TOLERANCE,
    Tube,
    gates_of,
    joined,
    nearby,
    worst_of_each,
)
from mirrors_engine.progress import Check
from mirrors_engine.utils.arrays import diff, lengths_of
from mirrors_engine.utils.running_sums import running_sum

_ROUNDING = 1e-9  # of the radius, by which a string may leave the tube if rounding allows no less


@dataclass(eq=False)
class TautString:
    """A string through some gates of the tube, straight between them.

    Attributes
    ----------
    starts : (K,) ndarray of int
        First sample of each piece; all but the first are gates.
    side : (K,) ndarray
        The wall at which each piece starts: +1 ceiling, -1 floor, 0 at the end of the tube.
    rise : (K,) ndarray
        How far the piece lies above its first sample.
    dual : (N,) ndarray
        w (y - f).
    reach : float
        What no running sum of the dual numbers exceeds; at gates they are the radius, to rounding
        that is less than the rest.
    """

    starts: np.ndarray
    side: np.ndarray
    rise: np.ndarray
    dual: np.ndarray
    reach: float


def by_rounds(
    y: np.ndarray,
    w: np.ndarray | None,
    radius: float,
    check: Check,
    near: tuple[np.ndarray, np.ndarray] | None = None,
    reach: int = 0,
) -> TautString | None:
    """The string, all of its pieces at a time.

    When it bends around its wall at each gate and nowhere leaves the tube, the conditions of
    optimality hold. None if the rounds did not end, which has not been seen but is not ruled out.

    Parameters
    ----------
    w : (N,) ndarray or None
        None where all are 1.
    near : tuple of (K,) ndarrays, optional
        Starts and levels of the pieces at another radius or other y.
    reach : int
        How many samples those starts may be moved, less than half of their distances.
    """
    tube = Tube.of(y, w, radius, check)
    look = _Look(y, w, radius, tube.deviation)
    if near is not None:
        side = np.sign(diff(near[1]))
        gates = side.nonzero()[0]
        near = near[0][1:][gates], side[gates]
        if reach:
            near = nearby(tube, *near, reach)
    at, side = gates_of(tube, check, near)
    starts, side = np.concatenate(([0], at)), np.concatenate(([0.0], side))
    before = starts[:0]
    for _ in range(MAX_ROUNDS):
        check()
        look.at(starts, side, check)
        kept = look.right_bends(side)
        if kept is not None:
            starts, side = starts[kept], side[kept]
            continue
        rows, sides = look.excursions()
        if np.array_equal(starts, before) or not len(rows):
            # new gates were given up at once: the string leaves the tube by rounding
            if look.farthest > look.limit * (1 + _ROUNDING):
                return None
            farthest = max(look.limit, look.farthest)
            return TautString(starts, side, look.rise, look.dual, farthest)
        before = starts
        starts = np.concatenate((starts, rows))
        order = np.argsort(starts, kind="stable")
        starts, side = starts[order], np.concatenate((side, sides))[order]
    return None


class _Look:
    """One string after another beside all samples.

    Of some pieces at a time, so that the passes over these find them in the processor's cache.

    Attributes
    ----------
    limit : float
        How far a string may be from the middle of the tube.
    starts, rise, dual : ndarray
        Of the last string, as in `TautString`.
    """

    def __init__(
        self, y: np.ndarray, w: np.ndarray | None, radius: float, deviation: float
    ) -> None:
        self._y, self._w, self._radius = y, w, radius
        # the levels are sums of differences of y, whose rounding may exceed that of the radius
        largest = deviation * (1.0 if w is None else float(w.max()))
        rounding = 4 * EPS * math.sqrt(len(y)) * largest
        self.limit = radius * (1 + TOLERANCE) + rounding
        self.dual = np.empty(len(y))

    def at(self, starts: np.ndarray, side: np.ndarray, check: Check) -> None:
        """Set levels and dual numbers, and see where the string leaves the tube."""
        n, w, dual = len(self._y), self._w, self.dual
        self.starts, lengths = starts, lengths_of(starts, n)
        begin = -self._radius * side  # sums before each piece
        self._pull = begin.copy()
        self._pull[:-1] -= begin[1:]
        self._mass = lengths.astype(float) if w is None else np.add.reduceat(w, starts)
        self.rise = np.empty(len(starts))
        cuts = [0]
        if n > CACHED:
            cuts = np.unique(
                np.searchsorted(starts, range(0, n, CACHED), side="right") - 1
            ).tolist()
        out, sums = [], []
        for k, end in zip(cuts, [*cuts[1:], len(starts)], strict=True):
            check()
            lo, hi = int(starts[k]), int(starts[end]) if end < len(starts) else n
            rows, length, first = slice(lo, hi), lengths[k:end], starts[k:end]
            # counted from a sample of the piece, as y may be far larger than what is pulled
            values = np.subtract(self._y[rows], self._y[first].repeat(length), out=dual[rows])
            weighted = values if w is None else w[rows] * values
            rise = np.add.reduceat(weighted, first - lo, out=self.rise[k:end])
            rise += self._pull[k:end]
            rise /= self._mass[k:end]
            values -= rise.repeat(length)
            if w is not None:
                values *= w[rows]
            inside = running_sum(values, begin[k])
            far = (np.abs(inside) > self.limit).nonzero()[0]
            out.append(far + lo)
            sums.append(inside[far])
        self._out, self._sums = joined(out), joined(sums)

    @property
    def farthest(self) -> float:
        """The largest distance between string and data, 0 in the tube."""
        return float(np.abs(self._sums).max(initial=0.0))

    def right_bends(self, side: np.ndarray) -> np.ndarray | None:
        """The pieces that are left if gates are given up at which the string bends away from its
        wall, one after another; None if there is no such gate."""
        levels = self._y[self.starts] + self.rise
        kept, mass, total = None, self._mass, None
        while True:
            bends = diff(levels)
            bends *= side[1:]
            right = bends > 0
            if right.all():
                return kept
            some = np.concatenate(([0], right.nonzero()[0] + 1))
            total = mass * levels - self._pull if total is None else total
            kept, side = some if kept is None else kept[some], side[some]
            mass, total = np.add.reduceat(mass, some), np.add.reduceat(total, some)
            pull = -side
            pull[:-1] += side[1:]
            levels = (total + self._radius * pull) / mass

    def excursions(self) -> tuple[np.ndarray, np.ndarray]:
        """The gates that the string has to pass: samples behind the worst of each excursion."""
        if not len(self._out):
            return self._out, np.empty(0)
        rows, under = worst_of_each(self._out, self._sums)
        rows += 1
        at = np.searchsorted(self.starts, rows, side="left")
        new = rows < len(self._y)
        new &= self.starts[np.minimum(at, len(self.starts) - 1)] != rows
        return rows[new], np.where(under[new], 1.0, -1.0)
