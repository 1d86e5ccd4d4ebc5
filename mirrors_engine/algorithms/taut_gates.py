"""The gates of a taut string, by rounds on running sums.

Between two gates the string is straight, and the running sums of the data are known at every
knot: the level of a piece costs two of them, whatever its length, and one look at the samples of
a piece needs no sum. The sums are rounded, so `taut_rounds` has the last look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.utils.arrays import diff, lengths_of
from mirrors_engine.utils.chunks import chunks
from mirrors_engine.utils.running_sums import running_sum

# samples from which the string through every 16th knot first, whose gates are nearly the same,
# was measured to be faster
LONG = 10_000
BLOCK = 16
CACHED = 1 << 15  # samples of the pieces that are looked at together
MAX_ROUNDS = 80  # 22 were the most ever needed, on noiseless curves of a million samples
EPS = float(np.finfo(float).eps)
TOLERANCE = 1e-12  # of the radius, by which a string may leave the tube
# share of the knots that look like gates from which the string begins at these; of `_SOME` knots
_FROM, _FROM_LONG, _SOME = 0.15, 0.45, 1024
# share of the gates, 1 / _FEW, that may bend the wrong way in a round: all levels are looked at
# again after each giving up, and the next round gives up what is left
_FEW = 1024
# New gates, and those for each that is new, up to which a short string is taken to be nearly there:
# the look at the data that follows takes as long as one more round, and finds what is left.
_LAST, _SHARE = 3, 8
_PICKED = 3  # a knot that is picked out takes the time of so many that are looked at in order


@dataclass(frozen=True, eq=False)
class Tube:
    """The knots of a tube, its middle, and its radius.

    Attributes
    ----------
    middle : (M + 1,) ndarray
        At the knots, the first of which is 0.
    x : (M + 1,) ndarray or None
        Where they lie; None if at 0, 1, …, and the last one at `end`.
    end, radius : float
    largest : float
        No |middle| is larger.
    deviation : float
        No value that it runs along differs more from another one.
    """

    middle: np.ndarray
    x: np.ndarray | None
    end: float
    radius: float
    largest: float
    deviation: float

    @classmethod
    def of(cls, y: np.ndarray, w: np.ndarray | None, radius: float, check: Check) -> Tube:
        """Around the running sums of w y, counted from one y as those may be far from 0."""
        n, base = len(y), float(y[len(y) // 2])
        middle, x = np.empty(n + 1), None if w is None else np.empty(n + 1)
        middle[0] = before = at = largest = low = high = 0.0
        for part in chunks(n, CACHED):
            check()
            behind = slice(part.start + 1, part.stop + 1)
            some = y[part] - base
            low, high = min(low, float(some.min())), max(high, float(some.max()))
            if w is not None and x is not None:
                x[0], x[behind] = 0.0, running_sum(w[part], at)
                some *= w[part]
                at = float(x[part.stop])
            sums = running_sum(some, before, middle[behind])
            before = float(sums[-1])
            largest = max(largest, float(sums.max()), -float(sums.min()))
        return cls(middle, x, float(n) if w is None else at, radius, largest, high - low)

    @property
    def last(self) -> int:
        """M."""
        return len(self.middle) - 1

    @property
    def limit(self) -> float:
        """How far from the middle a string may be, whose sums are rounded."""
        return self.radius * (1 + TOLERANCE) + 4 * EPS * self.largest

    def every(self, step: int) -> Tube:
        """Through the knots 0, step, 2 · step, …, and the last one."""

        def some(values: np.ndarray) -> np.ndarray:
            return np.append(values[:-1:step], values[-1])

        if self.x is None:
            end, deviation = self.end / step, self.deviation * step
            return replace(self, middle=some(self.middle), end=end, deviation=deviation)
        return replace(self, middle=some(self.middle), x=some(self.x))

    def places(self, at: np.ndarray) -> np.ndarray:
        """Where some knots lie, the last of which is the tube's."""
        if self.x is not None:
            return self.x[at]
        out = at.astype(float)
        out[-1] = self.end
        return out

    def away(
        self,
        knots: slice | np.ndarray,
        lengths: np.ndarray,
        at_0: np.ndarray,
        levels: np.ndarray,
        ranks: np.ndarray,
    ) -> np.ndarray:
        """Its middle minus a string of so long pieces, the lines at_0 + levels · x, at knots
        before the last one; `ranks` are 0, 1, …, as floats."""
        out = levels.repeat(lengths)
        if self.x is not None:
            out *= self.x[knots]
        elif isinstance(knots, slice):
            out *= ranks[: len(out)]
            at_0 = at_0 + levels * knots.start
        else:
            # floats: a product with integers is made in small parts
            out *= knots.astype(float)
        out += at_0.repeat(lengths)
        return np.subtract(self.middle[knots], out, out=out)


def gates_of(
    tube: Tube, check: Check, near: tuple[np.ndarray, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Where the string bends, and at which wall, up to rounding of the running sums.

    A gate where it bends away from its wall is given up; wherever the string leaves the tube, the
    worst point of each excursion becomes a gate. A string that bends at K points was measured to
    need about log K rounds; from `LONG` knots most of these are made on every 16th knot first.
    Where the tube is narrow most knots are gates, and fewer rounds begin at all that look so.

    Parameters
    ----------
    near : tuple of (K,) ndarrays, optional
        A guess of both.

    Returns
    -------
    at : (K,) ndarray of int
        The gates, knots between the first and the last one.
    side : (K,) ndarray
        +1 for the ceiling, -1 for the floor.
    """
    steep = _steep(tube)
    if steep is not None and (near is None or 2 * len(near[0]) < len(steep[0])):
        near = steep
    if near is None and tube.last >= LONG:
        at, side = gates_of(tube.every(BLOCK), check)
        near = at * BLOCK, side  # a block apart or more, and a quarter of one away
        near = nearby(tube, *near, BLOCK // 4 - 1)
    gates, sides = near if near is not None else (np.empty(0, dtype=np.intp), np.empty(0))
    # both ends are no gates, but pieces begin and end there
    at, side = np.concatenate(([0], gates, [tube.last])), np.concatenate(([0.0], sides, [0.0]))
    known = np.zeros(len(at) - 1, dtype=bool)  # which pieces were found to stay in the tube
    limit, before = tube.limit, at[:0]
    share = _FEW  # more than so many are given up at once
    nearly = False
    for _ in range(MAX_ROUNDS):
        check()
        while True:
            heights, x, levels = _levels(tube, at, side)
            bends = diff(levels)
            bends *= side[1:-1]
            right = bends > 0
            wrong = len(right) - np.count_nonzero(right)
            if wrong * share <= len(right):
                break
            known[:-1] &= right  # a piece is joined to the next where the gate between is left
            kept = np.concatenate(([0], right.nonzero()[0] + 1, [len(known)]))
            at, side, known = at[kept], side[kept], known[kept[:-1]]
        if nearly or (len(at) == len(before) and (at == before).all()):
            break  # in the second case new gates were given up at once
        before = at
        check()
        x *= levels
        heights -= x
        rows, below, pieces = _excursions(tube, at, heights, levels, known, limit, check)
        if not len(rows):
            if not wrong:
                break
            share = tube.last  # none may be left at the end
            continue
        if tube.last < LONG:
            nearly = len(rows) < len(at) - 1 and len(rows) <= max(_LAST, len(at) // _SHARE)
        known[:] = True
        known[pieces] = False
        new = pieces + np.arange(1, len(pieces) + 1)
        old = np.ones(len(at) + len(new), dtype=bool)
        old[new] = False
        parents = old.cumsum()
        parents -= 1
        at, side, known = at[parents], side[parents], known[parents[:-1]]
        at[new], side[new] = rows, np.where(below, 1.0, -1.0)
    return at[1:-1], side[1:-1]


def _steep(tube: Tube) -> tuple[np.ndarray, np.ndarray] | None:
    """The knots at which the middle of the tube bends by more than the radius, and its walls
    there; None if these are few of some that are looked at first."""
    if tube.x is None and tube.radius >= tube.deviation:  # no two neighbours differ so much
        return None
    few = max(1, tube.last // _SOME)
    share = _FROM if tube.last < LONG else _FROM_LONG
    bends = _bends(tube, few)
    some = np.abs(bends) > tube.radius
    if np.count_nonzero(some) <= share * len(some):
        return None
    if few > 1:
        bends = _bends(tube, 1)
        some = np.abs(bends) > tube.radius
    at = some.nonzero()[0]
    return at + 1, np.sign(bends[at])


def _bends(tube: Tube, step: int) -> np.ndarray:
    """How much farther the middle goes behind a knot than before it, over the shorter way, at
    every so many of the knots inside."""
    left, at, right = slice(0, -2, step), slice(1, -1, step), slice(2, None, step)
    rise = tube.middle[at] - tube.middle[left], tube.middle[right] - tube.middle[at]
    if tube.x is None:
        return rise[1] - rise[0]
    run = tube.x[at] - tube.x[left], tube.x[right] - tube.x[at]
    return (rise[1] / run[1] - rise[0] / run[0]) * np.minimum(*run)


def _levels(
    tube: Tube, at: np.ndarray, side: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Height, place and slope at the start of each piece."""
    heights = tube.radius * side
    heights += tube.middle[at]
    x = tube.places(at)
    levels = diff(heights)
    levels /= diff(x)
    return heights[:-1], x[:-1], levels


def _excursions(
    tube: Tube,
    at: np.ndarray,
    at_0: np.ndarray,
    levels: np.ndarray,
    known: np.ndarray,
    limit: float,
    check: Check,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The worst knot of each excursion of the lines at_0 + levels · x between `at`.

    Returns
    -------
    The knots, whether the middle is below the string there, and their pieces.
    """
    starts, lengths = at[:-1], diff(at)
    first, count = starts, tube.last
    whole = count < LONG
    if not whole:
        unknown = (~known).nonzero()[0]
        whole = _PICKED * int(lengths[unknown].sum()) > count
    if not whole:
        starts, lengths = starts[unknown], lengths[unknown]
        at_0, levels = at_0[unknown], levels[unknown]
        ends = np.cumsum(lengths)
        first, count = ends - lengths, int(ends[-1]) if len(ends) else 0
    cuts = [0, len(lengths)]
    if count > CACHED:
        behind = np.searchsorted(first, np.arange(0, count, CACHED), side="right")
        cuts = [*np.unique(behind - 1).tolist(), len(lengths)]
    parts = [int(first[k]) if k < len(first) else count for k in cuts]
    ranks = np.arange(float(max(map(int.__sub__, parts[1:], parts))))
    out, distances = [], []
    for (k, end), (lo, hi) in zip(pairwise(cuts), pairwise(parts), strict=True):
        check()
        knots: slice | np.ndarray = slice(lo, hi)
        if not whole:
            knots = np.arange(lo, hi)
            knots += (starts[k:end] - first[k:end]).repeat(lengths[k:end])
        away = tube.away(knots, lengths[k:end], at_0[k:end], levels[k:end], ranks)
        far = (np.abs(away) > limit).nonzero()[0]
        distances.append(away[far])
        far += lo
        out.append(far)
    rows, below = worst_of_each(joined(out), joined(distances))
    pieces = first.searchsorted(rows, side="right") - 1
    if not whole:
        rows += (starts - first)[pieces]
        pieces = unknown[pieces]
    inside = rows != at[pieces]
    return (rows, below, pieces) if inside.all() else (rows[inside], below[inside], pieces[inside])


def nearby(
    tube: Tube, gates: np.ndarray, side: np.ndarray, reach: int
) -> tuple[np.ndarray, np.ndarray]:
    """Of the knots up to `reach` from gates those where the wall is met first, between the lines
    through the gates beside them; fewer where two meet it at one knot."""
    ends = np.concatenate(([0], gates, [tube.last]))
    _, _, levels = _levels(tube, ends, np.concatenate(([0.0], side, [0.0])))
    steps = np.arange(-reach, reach + 1)
    near = gates + steps[:, None]
    np.maximum(near, 1, out=near)
    np.minimum(near, tube.last - 1, out=near)
    heights = tube.middle.take(near)
    if tube.x is None:
        run = steps[:, None].astype(float)
    else:
        run = tube.x.take(near) - tube.x[gates]
    heights[:reach] -= run[:reach] * levels[:-1]
    heights[reach:] -= run[reach:] * levels[1:]
    heights *= side
    at = near[heights.argmin(axis=0), np.arange(len(gates))]
    apart = np.ones(len(at), dtype=bool)
    np.greater(at[1:], at[:-1], out=apart[1:])
    return at[apart], side[apart]


def joined(parts: list[np.ndarray]) -> np.ndarray:
    """Parts end to end; the only one itself."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def worst_of_each(at: np.ndarray, away: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The worst point of each run of neighbours on one side, and whether it is below 0."""
    under = away < 0
    if len(at) < 2:
        return at, under
    begins = np.ones(len(at), dtype=bool)
    np.not_equal(diff(at), 1, out=begins[1:])
    begins[1:] |= under[1:] != under[:-1]
    sizes = np.abs(away)
    starts = begins.nonzero()[0]
    most = np.maximum.reduceat(sizes, starts)
    largest = (sizes == most.repeat(lengths_of(starts, len(at)))).nonzero()[0]
    if len(largest) > len(most):  # the first of equals
        of = np.searchsorted(starts, largest, side="right")
        largest = largest[np.concatenate(([True], of[1:] != of[:-1]))]
    return at[largest], under[largest]
