"""Three layers of |·| or symmetrised ReLU: reflections and midpoints (manual, Dictionaries).

Both families are built on pairs (a, h): a centre a and the distance h to an outer
point. A reflection takes its centre at a data point x_j and one outer point at a data
point x_i, so the other lands on the mirror image 2x_j - x_i. A midpoint takes both
outer points at data points x_i < x_k and its centre half way. The subset with one zero
per layer (reflections alone) is not exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.candidates import Candidates, strongest_first
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations, hinge_sums
from mirrors_engine.dictionaries.reflections.near_pairs import strongest_near
from mirrors_engine.dictionaries.reflections.pair_names import (
    MIDPOINT,
    REFLECTION,
    all_names,
    names,
)
from mirrors_engine.dictionaries.reflections.placed_pairs import PlacedPairs
from mirrors_engine.dictionaries.reflections.search.bias_search import BiasSearch
from mirrors_engine.dictionaries.reflections.search.regions import apart
from mirrors_engine.dictionaries.reflections.shapes import (
    Shape,
    kinks_of,
    last_layer,
    shapes_of,
)
from mirrors_engine.dictionaries.reflections.transport_bound import ProvedBound
from mirrors_engine.dictionaries.reflections.two_kinks import strongest_two_kinks
from mirrors_engine.dictionaries.reflections.unfolded import WithUnfolded
from mirrors_engine.features.activation import ABS
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.distinct_rows import distinct

# Samples from which a search beats a pass over all pairs: moves of λ with 650 take as long, with
# 900 four fifths.
SEARCH_FROM = 700
PASSES = 8  # after so many places are kept: they cost several passes, which a single fit spares
_BLOCK = 1 << 15  # elements per block: the temporaries of a pass stay in cache


class Mirrors(WithUnfolded):
    """All shapes on all reflections and midpoints of the data.

    Keys are (shape, REFLECTION, j, i) and (shape, MIDPOINT, i, k) with i < k. A
    reflection with i = j has h = 0: the plain |x - x_j|. A pricing pass is O(1) per feature
    and O(N) in memory; of many samples the biases are searched instead.
    """

    name = "mirrors"
    compressible = True
    slidable = True
    degree = 1
    key_width = 4

    def __init__(self, grid: Grid, shapes: tuple[Shape, ...]) -> None:
        self.grid = grid
        self.shapes = shapes
        self._passes = 0
        self._proved = ProvedBound(grid.t)
        self._coefficients = np.array([(s.line, s.outer, s.inner) for s in shapes])

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 3 and net.activation in ("abs", "symmetrized")

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (shapes_of(net),)

    @classmethod
    def most_features(cls, net: Architecture) -> int:
        return 4 * 10**12  # what the search takes the memory of, some 1.5 million samples

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.shapes)

    @staticmethod
    def count(n: int, shapes: tuple[Shape, ...]) -> int:
        """(N² + N(N-1)/2) per shape."""
        return len(shapes) * (n * n + n * (n - 1) // 2)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        known = self._proved.price(v, above, self.key_width)
        if known is not None:
            return known
        if len(self.grid) >= SEARCH_FROM:
            return self._searched(v, above, above if every else None, limit, check)
        found = self.price_all(v, above, every, limit, check)
        self._proved.keep(v, found.bound)
        return found

    def price_or_tied(
        self,
        v: np.ndarray,
        above: float,
        tied: float,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        if len(self.grid) >= SEARCH_FROM:
            return self._searched(v, above, tied, limit, check)
        found = self._pass(v, (Candidates(above, False), Candidates(tied, True)), check)
        self._proved.keep(v, found.bound)
        return found.result(self.key_width, limit)

    def _searched(
        self, v: np.ndarray, above: float, tied: float | None, limit: int, check: Check
    ) -> Pricing:
        """Some of the strongest above `above`; if there are none, or no more is asked, every one
        above `tied`."""
        search = self._search
        phi = hinge_correlations(self.grid.t, v, check)
        rounding = search.rounding(v, phi)
        if above == np.inf:
            bound = search.maximum(phi, check) + rounding
            self._proved.keep(v, bound)
            return Pricing(bound, as_keys([], self.key_width), np.empty(0))
        every = tied == above
        found = search.above(phi, above, every, check, tied)
        if found.attained:
            self._proved.keep(v, found.bound + rounding)
        if tied is not None and found.strongest <= above:
            above, every = tied, True
        if every:
            keys = all_names(found, search.s, search.kept)
        else:
            keys = names(found)[apart(found.biases, found.shape)[:limit]]
        shape, part, u, w = keys.T
        values = self._correlations_of(shape, part == MIDPOINT, u, w, phi)
        mine = np.abs(values) > above
        bound = found.bound + rounding
        if every:
            return strongest_first(bound, keys[mine], values[mine], None, above, found.complete)
        return strongest_first(bound, keys[mine], values[mine], limit)

    @cached_property
    def _search(self) -> BiasSearch:
        return BiasSearch(self.grid.t, self.shapes, 2)

    def price_all(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """`price` by a pass over all features, O(N²)."""
        found = self._pass(v, (Candidates(above, every),), check)
        return found.result(self.key_width, limit)

    def _pass(self, v: np.ndarray, found: tuple[Candidates, ...], check: Check) -> Candidates:
        """Correlate all features; of the candidates the first whose threshold is exceeded, or the
        last."""
        phi = hinge_correlations(self.grid.t, v, check)
        self._passes += 1
        if self._passes > PASSES and self._may_place:
            return self._placed.price(phi, found)
        self._by_blocks(phi, found, check)
        return next((one for one in found if one.bound > one.above), found[-1])

    def _by_blocks(self, phi: np.ndarray, found: tuple[Candidates, ...], check: Check) -> None:
        """Block by block of rows: what is the same all along a row is added to its extremes, and
        only rows that exceed a threshold are formed."""
        least = min(one.above for one in found)
        for s, part, first, value, factor, level in self._rows(phi):
            check()
            ends = np.stack((value.min(axis=1), value.max(axis=1)))
            strength = np.abs(factor * ends + level).max(axis=0)
            for one in found:
                one.bound = max(one.bound, float(strength.max()))
            strong = np.flatnonzero(strength > least)
            if not len(strong):
                continue
            lines = factor * value[strong] + level[strong, None]
            for one in found:
                rows = np.flatnonzero(strength[strong] > one.above)
                if len(rows):
                    self._collect(one, lines[rows], (s, part), strong[rows], first)

    def _rows(
        self, phi: np.ndarray
    ) -> Iterator[tuple[int, int, int, np.ndarray, float, np.ndarray]]:
        """Correlations of all features, as factor * value + level with one level for each row.

        Yields (shape, part, first row, value, factor, level), for blocks as of `_blocks`.
        """
        for part, first, outside, centre in self._blocks(phi):
            rows = phi[first : first + len(outside)]
            for s, shape in enumerate(self.shapes):
                if part == REFLECTION:
                    value = outside
                    level = shape.inner * rows + shape.line * phi[0]
                else:
                    value = centre * (shape.inner / shape.outer)
                    value += outside[0]
                    level = shape.outer * rows + shape.line * phi[0]
                yield s, part, first, value, shape.outer, level

    def price_near(
        self, keys: np.ndarray, v: np.ndarray, above: float, far: bool = False
    ) -> np.ndarray:
        t = self.grid.t
        phi = hinge_sums(t, v)  # a full pass judges what is found here
        a, h = self._pairs(keys, t)
        ranks = np.searchsorted(t, np.stack((a - h, a, a + h)))
        near = strongest_near(keys[:, 0], ranks, self._coefficients, t, phi, above, far)
        if not far:
            return near
        elsewhere = strongest_two_kinks(self._coefficients, t, phi, above)
        return distinct(np.concatenate((near, elsewhere)))

    def _correlations_of(
        self,
        shape: np.ndarray,
        middle: np.ndarray,
        u: np.ndarray,
        w: np.ndarray,
        phi: np.ndarray,
    ) -> np.ndarray:
        """A_jᵀv of given units from Φ at the samples: midpoints of samples u and w where `middle`,
        else reflections of w about u; arrays may be broadcast."""
        t = self.grid.t
        line, outer, inner = np.moveaxis(self._coefficients[shape], -1, 0)
        at_u = phi[u]
        far = np.where(middle, t[u] + 0.5 * (t[w] - t[u]), 2 * t[u] - t[w])
        other = np.interp(far, t, phi)
        pair = np.where(middle, at_u, other) + phi[w]
        return line * phi[0] + outer * pair + inner * np.where(middle, other, at_u)

    def _blocks(self, phi: np.ndarray) -> Iterator[tuple[int, int, np.ndarray, np.ndarray]]:
        """Φ at the outer points and at the centre, block by block of rows.

        Yields (part, first row, outer, centre). Of reflections `outer` (rows, N) is Φ at both
        outer points together, the centres are Φ of the rows; of midpoints `outer` (rows, …) is Φ
        at the second point, its rows equal, and `centre` Φ between. A midpoint block is a
        rectangle: below its diagonal it repeats pairs, which changes no bound.
        """
        t = self.grid.t
        n = len(t)
        rows = max(1, _BLOCK // n)
        for first in range(0, n, rows):
            some = slice(first, min(first + rows, n))
            mirrored = np.interp(2 * t[some, None] - t, t, phi)
            middle = np.interp(0.5 * (t[some, None] + t[first:]), t, phi)
            mirrored += phi
            yield REFLECTION, first, mirrored, phi[some, None]
            yield MIDPOINT, first, np.broadcast_to(phi[first:], middle.shape), middle

    @cached_property
    def _may_place(self) -> bool:
        return PlacedPairs.serve(self.grid.x)

    @cached_property
    def _placed(self) -> PlacedPairs:
        return PlacedPairs(self.grid.t, self.shapes)

    @staticmethod
    def _collect(
        found: Candidates, lines: np.ndarray, head: tuple[int, int], rows: np.ndarray, first: int
    ) -> None:
        """Candidates of some rows of a block; of midpoints only partners to the right, so each
        pair once."""
        strength = np.full((len(lines), lines.shape[1] + 2), -np.inf)
        inside = strength[:, 1:-1]
        np.abs(lines, out=inside)
        if head[1] == MIDPOINT:
            inside[np.arange(lines.shape[1]) <= rows[:, None]] = -np.inf
        strong = inside > found.above
        if not found.every:  # local maxima, ends included
            strong &= (inside > strength[:, :-2]) & (inside >= strength[:, 2:])
        i, j = np.nonzero(strong)
        keys = np.empty((len(i), 4), dtype=np.int64)
        keys[:, :2] = head
        keys[:, 2] = first + rows[i]
        keys[:, 3] = j + (first if head[1] == MIDPOINT else 0)
        found.add(0.0, keys, lines[i, j])

    def _pairs(self, keys: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Centre and distance of each key on the axis `x`."""
        u, w = x[keys[:, 2]], x[keys[:, 3]]
        middle = keys[:, 1] == MIDPOINT
        return (
            np.where(middle, u + 0.5 * (w - u), u),
            np.where(middle, 0.5 * (w - u), np.abs(w - u)),
        )

    def all_keys(self) -> np.ndarray:
        n = len(self.grid)
        reflections = np.argwhere(np.ones((n, n), dtype=bool))
        midpoints = np.column_stack(np.triu_indices(n, 1))
        parts = [
            np.insert(pairs, 0, [[s], [part]], axis=1)
            for s in range(len(self.shapes))
            for part, pairs in ((REFLECTION, reflections), (MIDPOINT, midpoints))
        ]
        return np.concatenate(parts)

    def thinned(self, ranks: np.ndarray) -> Mirrors:
        """The same family over some of the samples."""
        return Mirrors(self.grid.at(ranks), self.shapes)

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        """Keys of a thinned dictionary as keys of this one."""
        return np.column_stack((keys[:, :2], ranks[keys[:, 2:]]))

    def around(self, keys: np.ndarray, reach: int) -> np.ndarray:
        near = super().around(keys, reach)
        return near[(near[:, 1] != MIDPOINT) | (near[:, 2] < near[:, 3])]

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        a, h = self._pairs(keys, self.grid.t)
        lines, outer, inner = self._coefficients[keys[:, 0]].T
        return Breakpoints(
            np.column_stack((a - h, a, a + h)), np.column_stack((outer, inner, outer)), lines
        )

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        a, h = self._pairs(keys, self.grid.t)
        return last_layer(self.shapes, keys[:, 0], np.abs(self.grid.t[rows, None] - a) - h)

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        t = self.grid.t
        a, h = self._pairs(keys, t)
        kinks = np.zeros(len(keys))
        edge = 1 - 1e-12
        for offset in (-h, h):
            kinks += np.abs(a + offset) < edge
        has_centre = np.array([bool(shape.inner) for shape in self.shapes])[keys[:, 0]]
        kinks += (np.abs(a) < edge) & has_centre
        flat = h == 0  # the outer kinks fall together
        kinks[flat] = np.abs(a[flat]) < edge
        return np.column_stack((kinks, generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        s, part, u, w = key
        shape = self.shapes[s]
        x = self.grid.x
        (a,), (h,) = self._pairs(as_keys([tuple(key)], self.key_width), x - self.grid.origin)
        (a, lost), h = self.grid.placed(float(a)), float(h)
        biases = (-a, -shape.last_sign * h)
        unit = Unit((ABS, shape.last), (1, shape.last_sign), biases, -lost)
        if part == MIDPOINT:
            left, right = float(x[u]), float(x[w])
            kinks = kinks_of(shape, (left, False), (a, True), (right, False))
            return Feature(
                kind=f"midpoint {shape.name}".strip(),
                key=tuple(key),
                parameters={"left": left, "right": right, "center": a},
                kinks=kinks,
                unit=unit,
                words="{x} = {left} and {x} = {right} mirror each other about {x} = {center}",
            )
        point = float(x[w])
        if h == 0:
            return Feature(
                kind=f"abs {shape.name}".strip(),
                key=tuple(key),
                parameters={"kink": a},
                kinks=(Kink(a, 2 * shape.outer + shape.inner),),
                unit=unit,
                words="a kink at the data point {x} = {kink}",
            )
        mirror = a + (a - point)
        outer = sorted(((point, False), (mirror, True)))
        kinks = kinks_of(shape, outer[0], (a, False), outer[1])
        return Feature(
            kind=f"reflection {shape.name}".strip(),
            key=tuple(key),
            parameters={"center": a, "point": point, "mirror": mirror},
            kinks=kinks,
            unit=unit,
            words="{x} = {point} mirrored about {x} = {center} gives {x} = {mirror}",
        )
