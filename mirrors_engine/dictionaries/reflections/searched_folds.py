"""|·| and symmetrised networks of four and more layers over many samples.

The features are the vertices of `five_layers.py`, named alike, but never listed: the
strongest are searched over the biases (`bias_search.py`).
"""

from __future__ import annotations

import itertools

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.base import Breakpoints, Grid, Pricing, as_keys, hinge_correlations
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.reflections.bias_search import BiasSearch, apart
from mirrors_engine.dictionaries.reflections.five_layers import DeepFolds
from mirrors_engine.dictionaries.reflections.fold_cells import fold_values
from mirrors_engine.dictionaries.reflections.folding import fold_breakpoints
from mirrors_engine.dictionaries.reflections.shapes import Shape
from mirrors_engine.dictionaries.reflections.vertex_names import named
from mirrors_engine.progress import Check, no_check

SEARCH_FROM = {4: 150, 5: 52}  # layers: samples; below, lists of vertices were measured faster
_REACH = {3: (0, -1, 1, -2, 2, -4, 4), 4: (0, -1, 1, -3, 3)}  # ranks a condition may slide by
_BITS = 6  # candidates of a search differ in the leading bits of their biases


class SearchedFolds(DeepFolds):
    """All shapes on all vertices; keys are (shape, system, sample of each zero condition).

    The family of five layers; `build` lists the vertices where the samples are few.
    """

    max_features = 3 * 10**12  # some 300 samples, half a minute
    compressible = True
    slidable = True

    def __init__(self, grid: Grid, shapes: tuple[Shape, ...], layers: int) -> None:
        super().__init__(grid, shapes, layers)
        self._search = BiasSearch(grid.t, shapes, layers - 1)

    @classmethod
    def build(cls, net: Architecture, grid: Grid) -> DeepFolds:
        return folds_over(grid, *cls.parameters_of(net))

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.shapes, self.folds + 1)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
        precise: bool = True,
    ) -> Pricing:
        search = self._search
        phi = hinge_correlations(self.grid.t, v)
        rounding = search.rounding(v, phi)
        if above == np.inf:
            empty = as_keys([], self.key_width)
            return Pricing(search.maximum(phi, check) + rounding, empty, np.empty(0))
        found = search.above(phi, above, every, check)
        some = np.arange(len(found.values))
        if not every:
            some = apart(found.biases, found.shape, _BITS)[:limit]
        where = np.searchsorted(search.kept, found.samples[some])
        names = named(search.s, found.biases[some], found.rows[some], where)
        names[:, 1:] = search.kept[names[:, 1:]]
        keys = np.unique(np.column_stack((found.shape[some], names)), axis=0)
        values = self._correlations(keys, phi)
        mine = np.abs(values) > above
        bound = found.bound + rounding
        return strongest_first(bound, keys[mine], values[mine], None if every else limit)

    def _correlations(self, keys: np.ndarray, phi: np.ndarray) -> np.ndarray:
        """A_jᵀv of given keys from Φ at the samples."""
        t = self.grid.t
        values = fold_values(
            lambda x: np.interp(x, t, phi), phi[0], self._biases(keys), self.shapes
        )
        return values[keys[:, 0], np.arange(len(keys))]

    def price_near(self, keys: np.ndarray, v: np.ndarray, above: float) -> np.ndarray:
        """For each key the strongest whose samples lie few ranks away, if above."""
        phi = hinge_correlations(self.grid.t, v)
        steps = np.array(list(itertools.product(_REACH[self.folds], repeat=self.folds)))
        near = np.repeat(keys[:, None], len(steps), axis=1)
        near[:, :, 2:] = np.clip(near[:, :, 2:] + steps, 0, len(self.grid) - 1)
        values = self._correlations(near.reshape(-1, self.key_width), phi)
        strength = np.abs(values).reshape(near.shape[:2])
        best = np.argmax(strength, axis=1)
        rows = np.arange(len(keys))
        return np.unique(near[rows, best][strength[rows, best] > above], axis=0)

    def thinned(self, ranks: np.ndarray) -> DeepFolds:
        """The same family over some of the samples."""
        return folds_over(self.grid.at(ranks), self.shapes, self.folds + 1)

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        """Keys of a thinned dictionary as keys of this one."""
        return np.column_stack((keys[:, :2], ranks[keys[:, 2:]]))

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        keys = as_keys(keys, self.key_width)
        return fold_breakpoints(self._biases(keys), self.shapes, keys[:, 0])


def folds_over(grid: Grid, shapes: tuple[Shape, ...], layers: int) -> DeepFolds:
    """Every vertex: listed where the samples are few, else searched."""
    many = len(grid) >= SEARCH_FROM[layers]
    return (SearchedFolds if many else DeepFolds)(grid, shapes, layers)
