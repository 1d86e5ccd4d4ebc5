"""The strongest units of a chain of folds, by branch and bound over real biases.

The largest |vᵀg| over all vertices is the largest over all biases (manual, Vertices), a
piecewise linear function of L - 1 numbers. It is bounded on dyadic boxes of biases
(`chord_strips.py`), and boxes that cannot reach a threshold are dropped: a proof visits some
10⁴ to 10⁶ of them, however many features there are (manual, Pricing).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.candidates import MAX_TIED
from mirrors_engine.dictionaries.reflections.fold_cells import fold_values
from mirrors_engine.dictionaries.reflections.places import NEAR, places
from mirrors_engine.dictionaries.reflections.search.box_bounds import Strips
from mirrors_engine.dictionaries.reflections.search.box_vertices import LAST_LEVEL, BoxVertices
from mirrors_engine.dictionaries.reflections.search.boxes import Boxes, joined
from mirrors_engine.dictionaries.reflections.search.chord_strips import ChordStrips, SampleCells
from mirrors_engine.dictionaries.reflections.search.climbs import climbed
from mirrors_engine.dictionaries.reflections.search.first_folds import FirstFolds
from mirrors_engine.dictionaries.reflections.search.found_vertices import TIE, Found
from mirrors_engine.dictionaries.reflections.search.regions import Regions
from mirrors_engine.dictionaries.reflections.search.search_work import visited
from mirrors_engine.dictionaries.reflections.search.searched_cells import searched_cells
from mirrors_engine.dictionaries.reflections.shapes import Shape
from mirrors_engine.errors import thin_to
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.memory import check_memory

# Boxes followed at first, halved for every fold: they raise the threshold, and are often enough.
_DIVE = 1 << 15
_BEAM = 30_000  # boxes followed at a time afterwards,
_OF_A_CELL = 6_000  # or so many of each cell: those of a cell are bounded together
_FIRST = 10  # bits of the first boxes, at least two a bias
_TERMS = 1 << 16  # terms of boxes bounded at a time: they stay in cache
_ASIDE = 1 << 22  # boxes put aside from which the deepest are done first, which keeps them few
_FEWEST = 20_000  # features that any search may list
_TWICE = 1.25  # at most so often is a vertex found, in neighbouring boxes or cells
_WORTH = 0.3  # of the largest excess over the threshold, what a candidate has at least
_LISTED = 4_000_000  # boxes after which ties are no longer listed where nothing can exceed them
_REACHED = 1 + 2e-12  # a ceiling is larger by rounding
_CENTRES = 16  # boxes whose centres are evaluated for a first threshold
ONE_NAME_FROM = 5  # folds: of their ties every name would take too long
_MANY = 1 << 17  # boxes of a search from which ranges, which ties ask for, cost little beside it
_LONG_FROM = 5  # folds of which a search may be so long that bounds that take longer pay off
# levels: boxes of a long search from which first folds are looked at so finely
_FIRST_FOLDS = {6: 1 << 18, 7: 1 << 19, 8: 1 << 22}
_LED = 64  # biases that a climb led to, around which vertices are looked for
_AROUND = 6  # level of the 2^D boxes around each of them
_UNIT = 0.5 * float(np.finfo(float).eps)


class BiasSearch:
    """All units of `folds` folds and given last layers over increasing t.

    Parameters
    ----------
    t : (N,) ndarray
        At least two different samples.
    """

    def __init__(
        self, t: np.ndarray, shapes: tuple[Shape, ...], folds: int, check: Check = no_check
    ) -> None:
        self.s, self.kept = places(t)
        self.t = t
        self.length = float(t[-1] - t[0])
        self.shapes = shapes
        self.folds = folds
        # beyond, no one chooses among them: a listing may end there
        self.most = max(_FEWEST, int(_TWICE * MAX_TIED / len(t)))
        every = searched_cells(folds, shapes, check)
        self.cells, self._bounds, self._domains = zip(*every, strict=True)
        self._samples = SampleCells(self.s)
        self._gaps = np.diff(t)
        self._vertices = BoxVertices(self.s, self.cells, shapes)

    def rounding(self, v: np.ndarray, phi: np.ndarray) -> float:
        """Bound on what rounding changes in any of the correlations (manual, Pricing)."""
        slopes = np.abs(np.cumsum(v[:-1]))  # of Φ
        transport = float(slopes @ self._gaps)
        sums = 4 * transport + float(np.abs(phi).max())
        reading = 8 * 2**self.folds * float(np.abs(phi).max())  # scalar products of 2^D - 1 terms
        places = (NEAR / _UNIT + 4) * self.length * float(slopes.max(initial=0.0))
        terms = max(
            float((np.abs(c.coefficients).sum(axis=1) + np.abs(c.line)).max()) for c in self.cells
        )
        return 1.01 * _UNIT * terms * (sums + reading + places)

    def maximum(self, phi: np.ndarray, check: Check, ceiling: float = np.inf) -> float:
        """A bound on the strongest correlation, exact but for rounding."""
        return _Run(self, phi, 0.0, 1 + TIE, False, check, 0.0, ceiling=ceiling).found().bound

    def some_above(
        self, phi: np.ndarray, above: float, check: Check, ceiling: float = np.inf
    ) -> Found | None:
        """Some vertices whose correlation exceeds `above`, which a climb led to, if any; whatever
        exceeds it, `ceiling` bounds it."""
        at, reached = climbed(self.s, phi[self.kept], self.shapes, self.folds, check)
        strongest = np.argsort(-reached, kind="stable")[:_LED]
        around = at[:, strongest[reached[strongest] > above * (1 + TIE)]]
        if not around.size:
            return None
        run = _Run(self, phi, above, _WORTH, False, check, above, ceiling=ceiling, around=around)
        found = run.found()
        return replace(found, rest=ceiling) if found.strongest > above else None

    def above(
        self,
        phi: np.ndarray,
        above: float,
        every: bool,
        check: Check,
        tied: float | None = None,
        rough: bool = False,
        ceiling: float = np.inf,
    ) -> Found:
        """Vertices whose correlation exceeds `above`.

        Parameters
        ----------
        every : bool
            False: only some of the strongest, if there are any.
        tied : float, optional
            Lower than `above`: if there are none, every one that exceeds this.
        rough : bool
            Whether to look at the most promising boxes only, which may miss some.
        ceiling : float
            A bound on every correlation that is known already.
        """
        level, names = (above, every) if tied is None else (tied, True)
        names &= self.folds < ONE_NAME_FROM
        rising = 0.0 if every else _WORTH
        found = _Run(self, phi, level, rising, names, check, above, rough, ceiling).found()
        if found.complete or found.rest <= above or found.strongest > above or every:
            return found
        # among so many that were not looked at some may exceed `above`
        more = _Run(self, phi, above, rising, False, check, above, rough, ceiling).found()
        return more if more.strongest > above else replace(found, rest=more.rest)


class _Run:
    """One search.

    Parameters
    ----------
    threshold : float
        What a box has to reach.
    rising : float
        Part of the way from `least` to the best value found so far to which the threshold rises:
        a lower one leaves more boxes to look at, 1 leaves the maximum alone, and 0 looks for
        everything above the threshold.
    every : bool
        Whether every name of a unit is asked for; one will do otherwise.
    least : float
        Values up to it raise nothing, and the search goes on when they were found.
    ceiling : float
        A bound on every value. Where it is reached the maximum is known; where it is no more than
        `least`, what is listed are ties, and not for ever.
    around : (D, M) ndarray, optional
        Biases in whose boxes alone to look.
    """

    def __init__(
        self,
        of: BiasSearch,
        phi: np.ndarray,
        threshold: float,
        rising: float,
        every: bool,
        check: Check,
        least: float,
        rough: bool = False,
        ceiling: float = np.inf,
        around: np.ndarray | None = None,
    ) -> None:
        self._of = of
        self._around = around
        self._rough = rough
        self._visited = 0
        self._of_the_fit = visited()
        self._enough_at = 0
        self._threshold = threshold
        self._least = least
        self._ceiling = ceiling
        self._best = 0.0
        self._beam = _DIVE >> of.folds
        self._rising = rising
        self._every = every
        self._check = check
        # where the maximum alone or everything is looked for, regions have no say
        self._regions = Regions(of.folds, least) if 0 < rising < 1 else None
        self._phi = phi[of.kept]
        self._strips = ChordStrips(of._samples, self._phi, of.folds, check)
        # a listing of ties has nothing to prove
        self._long = of.folds >= _LONG_FROM and ceiling > least and around is None
        self._first = FirstFolds(of.s, self._phi, threshold, every) if self._long else None
        self._aside: list[tuple[int, list[Boxes]]] = []
        self._rest = 0.0
        self._parts: list[tuple[np.ndarray, ...]] = []
        self._count = 0

    def found(self) -> Found:
        level, front = self._start()
        while True:
            if not front:
                if self._rough or self._enough() or not self._aside:
                    break
                level, front = self._resume()
            if self._settled():
                self._aside.append((level, [part.light for part in front]))
                break
            self._of_the_fit.check(self._of.folds, len(self._of.t))
            if self._first is not None:
                deep = [k for k, boxes in _FIRST_FOLDS.items() if self._visited >= boxes]
                self._first.refine(max(deep, default=0), self._check)
            split = self._split(level, front)
            level += 1
            front = self._followed(level, self._bounded(level, split))
        for _, parts in self._aside:
            self._rest = max(self._rest, *(float(p.bound.max(initial=0.0)) for p in parts))
        self._rest = max(self._rest, self._threshold)
        if self._regions is not None:  # no box was left out above
            self._rest = max(self._rest, self._regions.highest)
        self._rest = min(self._rest, self._ceiling)
        return self._collected()

    def _start(self) -> tuple[int, list[Boxes]]:
        """The first level, and its boxes that meet their cell, without bounds."""
        folds = self._of.folds
        if self._around is None:
            level = max(2, _FIRST // folds)
            grid = np.array(np.meshgrid(*[np.arange(1 << level)] * folds, indexing="ij"))
            corner = grid.reshape(folds, -1)
        else:
            level = _AROUND
            first = np.floor(self._around * (1 << level) - 0.5).astype(np.int64)
            beside = np.array(list(itertools.product((0, 1), repeat=folds))).T
            corner = (first[:, :, None] + beside[:, None, :]).reshape(folds, -1)
            inside = np.all((corner >= 0) & (corner < 1 << level), axis=0)
            corner = np.unique(corner[:, inside], axis=1)
        bound = np.full(corner.shape[1], np.inf)
        whole = [Boxes(k, corner, bound) for k in range(len(self._of.cells))]
        return level, [
            part.where(self._of._domains[part.cell].met(level, corner)) for part in whole
        ]

    def _split(self, level: int, parts: list[Boxes]) -> list[Boxes]:
        """The halves along every axis that may reach the threshold, as far as their boxes tell,
        once the vertices of small boxes have been taken."""
        out = []
        for part in parts:
            of = self._of._bounds[part.cell]
            for some in self._chunks(part):
                if level >= self._of._vertices.from_level:
                    some = self._resolved(level, some)
                strips = some.strips or of.strips(self._strips, level, some.corner)
                floor = self._floor(level, some.corner)
                out.append(Boxes(part.cell, *of.halved(strips, some.corner, floor)))
        return out

    def _chunks(self, part: Boxes) -> Iterator[Boxes]:
        size = _TERMS // len(self._of._bounds[part.cell])
        for begin in range(0, len(part.bound), size):
            self._check()
            some = slice(begin, begin + size)
            strips = None if part.strips is None else part.strips.where(some)
            yield Boxes(part.cell, part.corner[:, some], part.bound[some], strips)

    def _resolved(self, level: int, part: Boxes) -> Boxes:
        left, rows, samples, biases = self._of._vertices.resolve(level, part.cell, part.corner)
        if level == LAST_LEVEL:  # what could not be told apart counts by its bound
            self._rest = max(self._rest, float(part.bound[left].max(initial=0.0)))
            left = np.zeros_like(left)
        if len(biases):
            values = fold_values(self._strips.at, self._phi[0], biases.T, self._of.shapes)
            shape, which = np.nonzero(np.abs(values) > self._threshold)
            strength = np.abs(values[shape, which])
            if self._regions is not None:
                some = self._regions.better(biases[which].T, strength)
                shape, which, strength = shape[some], which[some], strength[some]
                self._regions.add(biases[which].T, strength, True)
            if len(which):
                taken = (shape, rows[which], samples[which], biases[which], values[shape, which])
                self._parts.append(taken)
                self._count += len(which)
                self._best = max(self._best, float(strength.max()))
                self._raise(self._best)
        return part.where(np.flatnonzero(left))

    def _raise(self, value: float) -> None:
        if value > self._least:
            if self._rising:  # there is something to add: what is tied is not listed
                self._every = False
            risen = self._least + self._rising * (value - self._least)
            self._threshold = max(self._threshold, risen)

    def _bounded(self, level: int, parts: list[Boxes]) -> list[Boxes]:
        """Those that may reach the threshold, with their bounds."""
        out = []
        for part in parts:
            domain = self._of._domains[part.cell]
            for some in self._chunks(part):
                corner = some.corner.take(domain.met(level, some.corner), axis=1)
                if self._first is not None:
                    corner = corner.take(self._first.left(level, corner), axis=1)
                if not self._every and self._around is None:  # one name of a unit will do
                    corner = corner.take(domain.once(level, corner), axis=1)
                if not corner.size:
                    continue
                self._visited += corner.shape[1]
                self._of_the_fit.boxes += corner.shape[1]
                strips = self._of._bounds[part.cell].strips(self._strips, level, corner)
                if self._rising:
                    self._raise_by_centres(level, corner, strips)
                bound = strips.bound()
                keep = np.flatnonzero(bound > self._floor(level, corner))
                kept = Boxes(part.cell, corner, bound, strips).where(keep)
                if self._visited > _MANY and level <= self._strips.finest:
                    kept = self._by_ranges(level, kept)
                out.append(kept)
        out = [part for part in out if len(part.bound)]
        if self._long and self._visited > _MANY:
            out = [self._by_majorants(level, some) for k in joined(out) for some in self._chunks(k)]
        return [part for part in out if len(part.bound)]

    def _by_ranges(self, level: int, part: Boxes) -> Boxes:
        """Those that may reach the threshold by the ranges of Φ too."""
        floor = self._floor(level, part.corner)
        of = self._of._bounds[part.cell]
        bound = of.sharpened(self._strips, level, part.corner, part.bound, floor)
        if bound is part.bound:
            return part
        return replace(part, bound=bound).where(np.flatnonzero(bound > floor))

    def _by_majorants(self, level: int, part: Boxes) -> Boxes:
        """Those that may reach the threshold by linear majorants too."""
        if part.strips is None:
            return part
        floor = np.broadcast_to(self._floor(level, part.corner), part.bound.shape)
        of = self._of._bounds[part.cell]
        bound = of.by_majorants(self._strips, level, part.corner, part.strips, floor)
        bound = np.minimum(bound, part.bound)
        return replace(part, bound=bound).where(np.flatnonzero(bound > floor))

    def _raise_by_centres(self, level: int, corner: np.ndarray, strips: Strips) -> None:
        middle = np.abs(strips.middle)
        some = np.flatnonzero((middle + strips.half).max(axis=0) > self._floor(level, corner))
        middle = middle.max(axis=0).take(some)
        if self._regions is not None and level >= self._regions.bits:
            order = np.argsort(-middle)
            of = self._regions.of(level, corner.take(some[order], axis=1))
            best = some[order[np.unique(of, return_index=True)[1]]]
        else:
            count = min(_CENTRES, len(some))
            best = some[np.argpartition(-middle, count - 1)[:count]] if count else some
        if not len(best):
            return
        centre = (corner[:, best] + 0.5) * 0.5**level
        values = np.abs(fold_values(self._strips.at, self._phi[0], centre, self._of.shapes))
        self._raise(float(values.max()))
        if self._regions is not None:
            self._regions.add(centre, values.max(axis=0), False)

    def _floor(self, level: int, corner: np.ndarray) -> float | np.ndarray:
        """What boxes have to exceed."""
        if self._regions is None or level < self._regions.bits:
            return self._threshold
        return np.maximum(self._regions.worth(self._regions.of(level, corner)), self._threshold)

    def _followed(self, level: int, parts: list[Boxes]) -> list[Boxes]:
        """The most promising boxes; the others are put aside."""
        parts = [
            part.where(np.flatnonzero(part.bound > self._floor(level, part.corner)))
            for part in parts
        ]
        total = sum(len(part.bound) for part in parts)
        if total > self._beam:
            bounds = np.concatenate([part.bound for part in parts])
            cut = np.partition(bounds, total - self._beam)[total - self._beam]
            aside = [part.light.where(np.flatnonzero(part.bound < cut)) for part in parts]
            self._aside.append((level, aside))
            self._check_aside()
            parts = [part.where(np.flatnonzero(part.bound >= cut)) for part in parts]
        return parts if total else []

    def _check_aside(self) -> None:
        """Refuse to put more aside where as much again would not fit."""
        held = sum(len(p.bound) for _, parts in self._aside for p in parts)
        n = len(self._of.t)
        check_memory(
            (self._of.folds + 1.0) * held,
            f"{held} boxes of the search over {n} samples",
            "use a larger lam, which needs fewer, or thin the signal",
            [thin_to(n, n // 2)],
        )

    def _resume(self) -> tuple[int, list[Boxes]]:
        """The most promising of what was put aside, or the deepest where that is a lot."""
        tops = [max(float(p.bound.max(initial=0.0)) for p in parts) for _, parts in self._aside]
        held = sum(len(p.bound) for _, parts in self._aside for p in parts)
        if held > _ASIDE:
            at = max(range(len(tops)), key=lambda k: (self._aside[k][0], tops[k]))
        else:
            at = int(np.argmax(tops))
        level, parts = self._aside.pop(at)
        self._beam = max(_BEAM, _OF_A_CELL * len(self._of.cells))
        return level, self._followed(level, parts)

    def _enough(self) -> bool:
        if self._rising >= 1 or self._around is not None:
            return False
        found = self._rising > 0 and self._best > self._least
        if not found:
            return self._full()
        if not self._enough_at:
            # as long again where a pass is long: what it finds more costs fewer passes
            self._enough_at = (2 if self._of.folds > 2 else 1) * self._visited
        return self._visited >= self._enough_at

    def _settled(self) -> bool:
        """Whether nothing that is still unknown is worth looking for."""
        if self._ceiling <= self._least:
            return self._visited > _LISTED
        return self._rising >= 1 and self._best * _REACHED >= self._ceiling

    def _full(self) -> bool:
        """Whether everything is listed, and more was found than anyone works with."""
        listed = self._rising == 0 or self._best <= self._least
        return listed and self._count > self._of.most

    def _collected(self) -> Found:
        folds = self._of.folds
        complete = not (self._aside and (self._full() or self._settled()))
        if not self._parts:
            none = np.empty((0, folds), dtype=np.int64)
            rows = np.empty((0, folds, folds), dtype=np.int64)
            nothing = none[:, 0], rows, none, none.astype(float), np.empty(0)
            return Found(*nothing, self._rest, complete)
        shape, rows, samples, biases, values = map(np.concatenate, zip(*self._parts, strict=True))
        order = np.argsort(-np.abs(values), kind="stable")
        return Found(
            shape[order],
            rows[order],
            self._of.kept[samples[order]],
            biases[order],
            values[order],
            self._rest,
            complete,
        )
