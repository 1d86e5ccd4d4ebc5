"""The taut string by rounds: all of its pieces at a time, with NumPy.

A string is known by where it bends and at which wall. Each round lets go of gates that hold
nothing and sets new ones where the string leaves the tube.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.utils.arrays import diff, lengths_of
from mirrors_engine.utils.running_sums import block_sums, running_sum

# samples from which rounds on blocks of samples first, and then on those pieces only that a
# round has changed, were measured to be faster than rounds on all samples
LONG = 10_000
BLOCK = 16  # samples of a block
_CACHED = 1 << 15  # samples of the pieces that are looked at together
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
    def through(cls, starts: np.ndarray, side: np.ndarray, data: _Data) -> TautString:
        """Through these gates, none of its pieces known."""
        mass, total = data.masses(starts), np.add.reduceat(data.weighted, starts)
        unknown = np.zeros(len(starts), dtype=bool)
        return cls(starts, side, mass, total, unknown, np.zeros(len(starts)), np.empty(data.n))

    @property
    def pull(self) -> np.ndarray:
        """What the walls add to the sum over each piece, in units of the radius."""
        out = -self.side
        out[:-1] += self.side[1:]
        return out

    def levels(self, radius: float) -> np.ndarray:
        """The value of f on each piece."""
        out = self.pull
        out *= radius
        out += self.total
        out /= self.mass
        return out

    def give_up_wrong_bends(self, radius: float) -> None:
        """Leave the gates at which the string does not bend around its wall."""
        some = bool(self.known.any())
        while True:
            bends = diff(self.levels(radius))
            bends *= self.side[1:]
            kept = (bends > 0).nonzero()[0]
            if len(kept) == len(bends):
                return
            first = np.zeros(len(kept) + 1, dtype=np.intp)
            np.add(kept, 1, out=first[1:])
            self._join(first, some)

    def _join(self, first: np.ndarray, some: bool) -> None:
        """Make one piece of all from each of these to the next; `some` are known."""
        count = len(first)
        if some:  # late rounds join few of many pieces
            gone = np.ones(len(self.starts), dtype=bool)
            gone[first] = False
            parts = gone.nonzero()[0]
            into = parts - np.arange(1, len(parts) + 1)
            mass, total, known = self.mass[first], self.total[first], self.known[first]
            np.add.at(mass, into, self.mass[parts])
            np.add.at(total, into, self.total[parts])
            known[into] = False
            self.mass, self.total, self.known, self.rise = mass, total, known, self.rise[first]
        else:
            self.mass = np.add.reduceat(self.mass, first)
            self.total = np.add.reduceat(self.total, first)
            self.known, self.rise = self.known[:count], self.rise[:count]
        self.starts, self.side = self.starts[first], self.side[first]

    def with_gates(
        self, rows: np.ndarray, side: np.ndarray, of: np.ndarray, data: _Data
    ) -> TautString:
        """With more gates, before these rows inside the pieces `of`: the pieces are not known."""
        if data.n < LONG:
            starts = np.concatenate((self.starts, rows))
            order = np.argsort(starts, kind="stable")
            side = np.concatenate((self.side, side))[order]
            return TautString.through(starts[order], side, data)
        split = np.zeros(len(self.starts), dtype=bool)
        split[of] = True
        self.known[split] = False
        new = of + np.arange(1, len(of) + 1)
        old = np.ones(len(self.starts) + len(of), dtype=bool)
        old[new] = False
        parent = np.cumsum(old)  # `repeat` takes several times as long for pieces kept once
        parent -= 1
        starts, sides, mass, total, known, rise = (
            values.take(parent)
            for values in (self.starts, self.side, self.mass, self.total, self.known, self.rise)
        )
        starts[new], sides[new] = rows, side
        parts = np.flatnonzero(split.take(parent))  # of the pieces that were split
        if data.w is None:
            mass[parts] = lengths_of(starts, data.n)[parts]
        else:
            mass[parts] = _sums_over(data.w, starts, parts)
        total[parts] = _sums_over(data.weighted, starts, parts)
        return TautString(starts, sides, mass, total, known, rise, self.dual)


@dataclass(frozen=True, eq=False)
class _Data:
    """What a string is drawn through.

    Attributes
    ----------
    y, weighted : (N,) ndarray
        The values, and their products with the weights.
    w : (N,) ndarray or None
        None if all are 1.
    """

    y: np.ndarray
    w: np.ndarray | None
    weighted: np.ndarray

    @classmethod
    def of(cls, y: np.ndarray, w: np.ndarray) -> _Data:
        if float(w.min()) == float(w.max()) == 1.0:
            return cls(y, None, y)
        return cls(y, w, w * y)

    @property
    def n(self) -> int:
        """N."""
        return len(self.y)

    def masses(self, starts: np.ndarray) -> np.ndarray:
        """Sums of the weights of consecutive pieces."""
        if self.w is None:
            return lengths_of(starts, self.n).astype(float)
        return np.add.reduceat(self.w, starts)


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
    data = _Data.of(y, w)
    check()
    # bends are judged by sums of y, whose rounding may exceed that of the radius
    largest = max(float(data.weighted.max()), -float(data.weighted.min()))
    rounding = 4 * np.finfo(float).eps * np.sqrt(data.n) * largest
    limit = radius * (1 + _TOLERANCE) + rounding
    if near is None:
        string = _string_of_blocks(data, radius, check)
    else:
        side = np.append([0.0], np.sign(diff(near[1])))
        gates = np.flatnonzero(side)
        starts = np.append([0], near[0][gates])
        string = TautString.through(starts, np.append([0.0], side[gates]), data)
    before = string.starts[:0]
    for _ in range(MAX_ROUNDS):
        check()
        string.give_up_wrong_bends(radius)
        if string.known.all():
            return string
        check()
        part = _Unknown(string, data, radius, limit, check)
        check()
        rows, side, of = part.excursions()
        if np.array_equal(string.starts, before) or not len(rows):
            # new gates were given up at once: the string leaves the tube by rounding
            if part.farthest > limit * (1 + _ROUNDING):
                return None
            return string
        before = string.starts
        check()
        string.known[part.at] = True
        string = string.with_gates(rows, side, of, data)
    return None


def _sums_over(values: np.ndarray, starts: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Sums over some of consecutive pieces."""
    if 3 * len(parts) > len(starts):
        return np.add.reduceat(values, starts)[parts]
    ends = np.append(starts, len(values))
    # every second one of these is a sum over what lies between, or over nothing
    cuts = np.column_stack((ends[parts], ends[parts + 1])).ravel()
    return np.add.reduceat(values, cuts[:-1] if cuts[-1] == len(values) else cuts)[::2]


class _Unknown:
    """The pieces of a string that are not yet known to stay in the tube, end to end.

    Their levels are set, and the dual point at their samples, of some pieces at a time so that
    the passes over these find them in the processor's cache.

    Attributes
    ----------
    at : (U,) ndarray or slice
        Which they are.
    starts, first : (U,) ndarray
        Their first samples, counted from the first of all and among theirs.
    count : int
        Number of their samples.
    out, sums : (E,) ndarray
        Those of them, counted among theirs, behind which the string leaves the tube, and data
        minus string there.
    """

    def __init__(
        self, string: TautString, data: _Data, radius: float, limit: float, check: Check
    ) -> None:
        starts, known, pull = string.starts, string.known, radius * string.pull
        lengths = lengths_of(starts, data.n)
        self.at: np.ndarray | slice = slice(None)
        self.starts = self.first = starts
        self.count = data.n
        # to look at all takes less time than to pick more than half of the samples out
        whole = not known.any() or 2 * int(lengths[known].sum()) <= data.n
        if not whole:
            self.at = (~known).nonzero()[0]
            self.starts, lengths, pull = starts[self.at], lengths[self.at], pull[self.at]
            ends = np.cumsum(lengths)
            self.first, self.count = ends - lengths, int(ends[-1])
        mass, begin = string.mass[self.at], -radius * string.side[self.at]  # sums before each
        cuts = [0]
        if self.count > _CACHED:
            ranks = np.searchsorted(self.first, np.arange(0, self.count, _CACHED), side="right")
            cuts = np.unique(ranks - 1).tolist()
        out, sums, rise = [], [], []
        for k, end in zip(cuts, [*cuts[1:], len(lengths)], strict=True):
            check()
            lo, hi = int(self.first[k]), int(self.first[end - 1] + lengths[end - 1])
            length, first = lengths[k:end], self.first[k:end] - lo
            rows: slice | np.ndarray = slice(lo, hi)
            if not whole:
                rows = np.arange(lo, hi)
                rows += (self.starts[k:end] - self.first[k:end]).repeat(length)
            y, w = data.y[rows], data.w if data.w is None else data.w[rows]
            # counted from a sample of the piece, as y may be far larger than what is pulled
            values = string.dual[lo:hi] if whole else np.empty(hi - lo)
            np.subtract(y, y[first].repeat(length), out=values)
            moved = np.add.reduceat(values if w is None else w * values, first)
            moved += pull[k:end]
            moved /= mass[k:end]
            rise.append(moved)
            values -= moved.repeat(length)
            if w is not None:
                values *= w
            if not whole:
                string.dual[rows] = values
                values[first[1:]] += begin[k + 1 : end] - (begin - pull)[k : end - 1]
            inside = running_sum(values, begin[k])
            far = (np.abs(inside) > limit).nonzero()[0]
            out.append(far + lo)
            sums.append(inside[far])
        string.rise[self.at] = np.concatenate(rise)
        self.out, self.sums = np.concatenate(out), np.concatenate(sums)

    @property
    def farthest(self) -> float:
        """The largest distance between string and data, 0 in the tube."""
        return float(np.abs(self.sums).max(initial=0.0))

    def excursions(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The worst sample of each excursion out of the tube inside a piece.

        Returns
        -------
        The rows behind these, their walls, and the pieces of the string that they are in.
        """
        at, sums = self.out, self.sums
        if not len(at):
            return at, np.empty(0), at
        under = sums < 0
        begins = np.ones(len(at), dtype=bool)  # of an excursion
        np.not_equal(diff(at), 1, out=begins[1:])
        begins[1:] |= under[1:] != under[:-1]
        sums = np.abs(sums)
        starts = begins.nonzero()[0]
        most = np.maximum.reduceat(sums, starts)
        largest = (sums == most.repeat(lengths_of(starts, len(at)))).nonzero()[0]
        if len(largest) > len(most):  # the first of equals
            of = np.searchsorted(starts, largest, side="right")
            largest = largest[np.concatenate(([True], of[1:] != of[:-1]))]
        rows, side = at[largest] + 1, np.where(under[largest], 1.0, -1.0)
        piece = np.searchsorted(self.first, rows, side="right") - 1
        inside = (rows != self.first[piece]) & (rows != self.count)
        rows, side, piece = rows[inside], side[inside], piece[inside]
        if isinstance(self.at, slice):
            return rows, side, piece
        return rows + self.starts[piece] - self.first[piece], side, self.at[piece]


def _string_of_blocks(data: _Data, radius: float, check: Check) -> TautString:
    """A string to begin with: through the gates of the means of blocks, or straight."""
    if data.n >= LONG:
        weighted = block_sums(data.weighted, BLOCK)
        mass = data.masses(np.arange(0, data.n, BLOCK))
        found = by_rounds(weighted / mass, mass, radius, check)
        if found is not None:
            check()
            starts = _nearby(found.starts[1:] * BLOCK, found.side[1:], found.levels(radius), data)
            return TautString.through(np.append([0], starts), found.side, data)
    return TautString.through(np.array([0]), np.zeros(1), data)


def _nearby(gates: np.ndarray, side: np.ndarray, levels: np.ndarray, data: _Data) -> np.ndarray:
    """Of the samples about the gates of blocks those where the wall is met first.

    Gates are a block apart or more, and move by less than a quarter of one.
    """
    most = BLOCK // 4
    away = np.arange(1 - most, most)
    near = np.minimum(gates[:, None] + away, data.n - 1)
    behind = away >= 0
    sums = data.y[near]
    sums -= np.where(behind, levels[1:, None], levels[:-1, None])
    if data.w is not None:
        sums *= data.w[near]
    sums = np.cumsum(sums, axis=1)
    # the sum before each sample, that before the first one being 0
    sums = np.hstack((np.zeros((len(gates), 1)), sums[:, :-1]))
    moved = gates + away[0] + np.argmin(side[:, None] * sums, axis=1)
    return np.minimum(moved, data.n - 1)
