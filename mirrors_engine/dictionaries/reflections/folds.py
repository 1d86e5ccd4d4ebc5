"""|·| and symmetrised networks of four and more layers: every vertex (manual, Vertices).

Over few samples the vertices are listed once (`vertex_list.py`), over more the strongest are
searched over the biases (`bias_search.py`) and none is ever listed. Both name them alike
(`vertex_names.py`).
"""

from __future__ import annotations

import itertools
import threading
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations, hinge_sums
from mirrors_engine.dictionaries.reflections.fold_cells import fold_values
from mirrors_engine.dictionaries.reflections.fold_systems import COUNTS, inverses, systems
from mirrors_engine.dictionaries.reflections.folding import (
    fold_breakpoints,
    folded_columns,
    folded_feature,
)
from mirrors_engine.dictionaries.reflections.places import places
from mirrors_engine.dictionaries.reflections.search.bias_search import ONE_NAME_FROM, BiasSearch
from mirrors_engine.dictionaries.reflections.search.regions import apart
from mirrors_engine.dictionaries.reflections.shapes import Shape, shapes_of
from mirrors_engine.dictionaries.reflections.transport_bound import ProvedBound, transport_cost
from mirrors_engine.dictionaries.reflections.unfolded import WithUnfolded
from mirrors_engine.dictionaries.reflections.vertex_list import VertexList
from mirrors_engine.dictionaries.reflections.vertex_names import named, named_by
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.distinct_rows import distinct

SEARCH_FROM = {4: 60, 5: 52, 6: 2}  # layers: samples; below, the list was measured faster
_ROUGH_FROM = 12  # where a pass need be no proof
# layers: features whose search was measured to end within half a minute: of four layers some
# hundred thousand samples, whose memory is the limit, of five some 600. Of six layers, some hundred
# samples, it depends on the data: the search counts its boxes (`bias_search.py`)
_MOST_FEATURES = {4: 10**16, 5: 2 * 10**13, 6: 10**14}
# folds: ranks a condition may slide by
_REACH = {3: (0, -1, 1, -2, 2, -4, 4), 4: (0, -1, 1, -3, 3), 5: (0, -1, 1)}
_FROM_FEWER = 5  # folds from which a fit starts from the optimum of one fold less
_EDGE = 1e-12
_BESIDE = 1e-7  # how far on either side of a place its bend is looked for


class Folds(WithUnfolded):
    """All shapes on all vertices; keys are (shape, system, sample of each zero condition).

    Several keys may name one unit: `named` is the one that a pricing gives.
    """

    name = "folds"
    aliased = True
    compressible = True
    size_is_bound = True
    degree = 1

    def __init__(
        self, grid: Grid, shapes: tuple[Shape, ...], layers: int, rough: bool = False
    ) -> None:
        self.grid = grid
        self.rough = rough
        self.shapes = shapes
        self.folds = layers - 1
        self.key_width = self.folds + 2
        begin = SEARCH_FROM[layers]
        self.slidable = len(grid) >= (min(_ROUGH_FROM, begin) if rough else begin)
        self._search: BiasSearch | None = None
        self._proved = ProvedBound(grid.t)
        self._list: VertexList | None = None
        self._short = True  # whether the last pass found more than ties, so that the next may too
        self._lock = threading.Lock()

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers in SEARCH_FROM and net.activation in ("abs", "symmetrized")

    @classmethod
    def most_features(cls, net: Architecture) -> int:
        return _MOST_FEATURES[net.layers]

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (shapes_of(net), net.layers)

    @property
    def size(self) -> int:
        if not self.slidable:
            return len(self.shapes) * len(self.listed())
        return self.count(len(self.grid), self.shapes, self.folds + 1)

    @staticmethod
    def count(n: int, shapes: tuple[Shape, ...], layers: int) -> int:
        """Upper bound: one unit for each system and choice of samples."""
        return len(shapes) * COUNTS[layers - 1] * n ** (layers - 1)

    def listed(self, check: Check = no_check) -> VertexList:
        """The vertices, listed when first asked for."""
        with self._lock:
            if self._list is None:
                self._list = VertexList(self.grid.t, self.shapes, self.folds, check)
            return self._list

    def search(self, check: Check = no_check) -> BiasSearch:
        """The search, set up when first asked for."""
        if self._search is None:
            systems(self.folds, check)
            self._search = BiasSearch(self.grid.t, self.shapes, self.folds, check)
        return self._search

    # -- pricing ---------------------------------------------------------------------

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        if not self.slidable:
            return self._price_list(v, above, every, limit, check)
        known = self._proved.price(v, above, self.key_width)
        if known is not None:
            return known
        return self._searched(v, above, above if every else None, limit, check)

    def price_or_tied(
        self,
        v: np.ndarray,
        above: float,
        tied: float,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        if not self.slidable:
            return self.price(v, above=above, limit=limit, check=check)
        if self.rough:
            return self._searched(v, above, None, limit, check)
        # a search for one name of each unit is shorter than one for all
        if self._short and self.folds < ONE_NAME_FROM:
            found = self._searched(v, above, None, limit, check)
            if len(found.keys):
                return found
        found = self._searched(v, above, tied, limit, check)
        self._short = found.every_above >= above
        return found

    def _searched(
        self,
        v: np.ndarray,
        above: float,
        tied: float | None,
        limit: int,
        check: Check,
    ) -> Pricing:
        """Some of the strongest above `above`; if there are none, or no more is asked, every one
        above `tied`."""
        search = self.search(check)
        phi = hinge_correlations(self.grid.t, v, check)
        rounding = search.rounding(v, phi)
        # no unit of any depth exceeds it: often the only proof that six layers have in time
        ceiling = transport_cost(self.grid.t, v) if self.folds >= ONE_NAME_FROM else np.inf
        if above == np.inf:
            bound = search.maximum(phi, check, ceiling) + rounding
            self._proved.keep(v, bound)
            return Pricing(bound, as_keys([], self.key_width), np.empty(0))
        every = tied == above
        if ceiling <= above and tied is None:
            self._proved.keep(v, ceiling)
            return Pricing(ceiling, as_keys([], self.key_width), np.empty(0), above)
        found = None
        if self.folds >= ONE_NAME_FROM and not every and ceiling > above:
            found = search.some_above(phi, above, check, ceiling)
        if found is None:
            found = search.above(phi, above, every, check, tied, self.rough, ceiling)
        if found.attained or ceiling <= above:
            self._proved.keep(v, found.bound + rounding)
        if tied is not None and found.strongest <= above:
            above, every = tied, True
        some = np.arange(len(found.values))
        if not every:
            some = apart(found.biases, found.shape)[:limit]
        names, vertices = named(search.s, found.biases[some])
        names[:, 1:] = search.kept[names[:, 1:]]
        if every or vertices.any():
            some, names = some[vertices], names[vertices]
        else:  # the strongest may be near enough to vertices that could not be told apart
            names = named_by(found.rows[some], found.samples[some])
        keys = distinct(np.column_stack((found.shape[some], names)), check)
        values = self._correlations(keys, phi)
        mine = np.abs(values) > above
        bound = found.bound + rounding
        if every:
            return strongest_first(bound, keys[mine], values[mine], None, above, found.complete)
        return strongest_first(bound, keys[mine], values[mine], limit)

    def _price_list(
        self, v: np.ndarray, above: float, every: bool, limit: int, check: Check
    ) -> Pricing:
        picked, rest = self.listed(check).strongest(v, above, every, limit, check)
        keys = distinct(self._named(picked)[0], check)
        products = []
        for some in _split(keys):
            check()
            products.append(v @ self.columns(some))
        values = np.concatenate(products)
        bound = max(rest, float(np.abs(values).max(initial=0.0)))
        mine = np.abs(values) > above
        vertices = self._named(keys)[1]
        if every or (mine & vertices).any():  # single precision lets some slip through
            mine &= vertices
        if not every:  # many units agree at the samples; one of them will do
            some = np.flatnonzero(mine)
            size = np.round(np.abs(values[some]) / (1e-12 * bound or 1))
            mine = some[np.unique(size, return_index=True)[1]]
        return strongest_first(bound, keys[mine], values[mine], None if every else limit)

    def _correlations(self, keys: np.ndarray, phi: np.ndarray) -> np.ndarray:
        """A_jᵀv of given keys from Φ at the samples."""
        t = self.grid.t
        values = fold_values(
            lambda x: np.interp(x, t, phi), phi[0], self._biases(keys), self.shapes
        )
        return values[keys[:, 0], np.arange(len(keys))]

    def price_near(
        self, keys: np.ndarray, v: np.ndarray, above: float, far: bool = False
    ) -> np.ndarray:
        """For each key the strongest whose samples lie few ranks away, if above."""
        phi = hinge_sums(self.grid.t, v)
        steps = np.array(list(itertools.product(_REACH[self.folds], repeat=self.folds)))
        near = np.repeat(keys[:, None], len(steps), axis=1)
        near[:, :, 2:] = np.clip(near[:, :, 2:] + steps, 0, len(self.grid) - 1)
        values = self._correlations(near.reshape(-1, self.key_width), phi)
        strength = np.abs(values).reshape(near.shape[:2])
        best = np.argmax(strength, axis=1)
        rows = np.arange(len(keys))
        return distinct(near[rows, best][strength[rows, best] > above])

    def shallower(self) -> Folds | None:
        fewer = self.folds >= _FROM_FEWER and not self.rough
        return Folds(self.grid, self.shapes, self.folds) if fewer else None

    def from_shallower(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A fold at the least value before the last only moves the last bias."""
        a = Folds(self.grid, self.shapes, self.folds)._biases(keys)
        value = np.repeat(self.grid.t[:, None], len(keys), axis=1)
        for bias in a[:-1]:
            value = np.abs(value - bias)
        least = value.min(axis=0)
        a = np.concatenate((a[:-1], [least], [a[-1] - least]))
        names, vertices = self._names_of(a)
        return np.column_stack((keys[:, :1], names))[vertices], vertices

    # -- keys ------------------------------------------------------------------------

    def thinned(self, ranks: np.ndarray) -> Folds:
        """The same family over some of the samples; its passes need not be proofs."""
        return Folds(self.grid.at(ranks), self.shapes, self.folds + 1, rough=True)

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        """Keys of a thinned dictionary as keys of this one."""
        return np.column_stack((keys[:, :2], ranks[keys[:, 2:]]))

    def _biases(self, keys: np.ndarray) -> np.ndarray:
        """a_1..a_D of each key on the normalised axis, (D, K)."""
        of = inverses(self.folds)
        parts = [
            np.einsum("kds,ks->dk", of[some[:, 1]], self.grid.t[some[:, 2:]])
            for some in _split(keys)
        ]
        a = np.concatenate(parts, axis=1)
        np.abs(a[1:], out=a[1:])
        return a

    def named(self, keys: np.ndarray, check: Check = no_check) -> np.ndarray:
        """The key under which `price` lists each unit; units that are no vertices keep theirs."""
        return self._named(keys)[0]

    def _named(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The same, and which are vertices."""
        if self.grid.t[0] == self.grid.t[-1]:  # every unit is constant
            return keys, np.ones(len(keys), dtype=bool)
        names, vertices = self._names_of(self._biases(keys))
        names = np.column_stack((keys[:, 0], names))
        names[~vertices] = keys[~vertices]
        return names, vertices

    def _names_of(self, a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """System and samples of biases (D, K) on the normalised axis, and which are vertices."""
        t = self.grid.t
        s, kept = places(t)
        biases = a.T.copy()
        biases[:, 0] -= t[0]
        names, vertices = named(s, biases / (t[-1] - t[0]))
        names[:, 1:] = kept[names[:, 1:]]
        return names, vertices

    def all_keys(self) -> np.ndarray:
        return self.listed().all_keys()

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        keys = as_keys(keys, self.key_width)
        return fold_breakpoints(self._biases(keys), self.shapes, keys[:, 0])

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        return folded_columns(self.grid.t[rows], self._biases(keys), self.shapes, keys[:, 0])

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        kinks = [self._kinks_inside(some) for some in _split(keys)]
        return np.column_stack((np.concatenate(kinks), generic_costs(keys)))

    def _kinks_inside(self, keys: np.ndarray) -> np.ndarray:
        """How many kinks lie between the outermost samples.

        A zero of layer l is one of a_1 ± a_2 ± … ± a_l; whether the unit bends there, its
        values on both sides tell. A slope changes by 1 or 2.
        """
        a = self._biases(keys)
        plain, outer = np.array([(s.plain, s.outer) for s in self.shapes])[keys[:, 0]].T

        def values(places: np.ndarray) -> np.ndarray:
            w = places - a[0]
            for bias in a[1:]:
                w = np.abs(w) - bias
            return plain * w + outer * np.maximum(w, 0)

        zeros = [a[:1]]
        for bias in a[1:]:
            zeros.append(np.concatenate((zeros[-1] + bias, zeros[-1] - bias)))
        places = np.sort(np.concatenate(zeros), axis=0)
        change = values(places + _BESIDE) + values(places - _BESIDE) - 2 * values(places)
        kinks = (np.abs(change) > 0.5 * _BESIDE) & (np.abs(places) < 1 - _EDGE)
        kinks[1:] &= np.diff(places, axis=0) > 2 * _BESIDE  # one kink, named more than once
        return kinks.sum(axis=0).astype(float)

    def feature(self, key: tuple[int, ...]) -> Feature:
        shape = self.shapes[key[0]]
        a = self._biases(as_keys([tuple(key)], self.key_width))[:, 0]
        return folded_feature(f"{self.folds}-fold reflection", key, shape, a, self.grid)


def _split(keys: np.ndarray, rows: int = 1 << 14) -> list[np.ndarray]:
    """Keys a few at a time."""
    return [keys[begin : begin + rows] for begin in range(0, max(len(keys), 1), rows)]
