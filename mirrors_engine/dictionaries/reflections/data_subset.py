"""The data folds of deep |·| and symmetrised networks, a subset (manual, Dictionaries).

Every fold but the last two is at a (reflected) data point, and the last two are the
reflections and midpoints of what the folds before them leave. That is not all of the
network's features: the optimum over them is an upper bound on the network's. What holds
for the whole network, of any depth, is the cost of transport (`transport_bound.py`), so that the
certificate's pass returns that: its lower bound is true, and a fit that meets it is optimal
for the network and certified; any other is not, even where it happens to be the optimum.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections.folding import (
    folded_columns,
    folded_feature,
    price_folded,
)
from mirrors_engine.dictionaries.reflections.shapes import Shape, shapes_of
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, Mirrors
from mirrors_engine.dictionaries.reflections.transport_bound import transport_cost
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check


class DataFolds(Family):
    """Keys are (shape, part, sample of each fold before the last two, then the two of
    `Mirrors` on the folded line)."""

    name = "data folds"
    degree = 1

    def __init__(self, grid: Grid, shapes: tuple[Shape, ...], layers: int) -> None:
        self.grid = grid
        self.shapes = shapes
        self.folds = layers - 1
        self.key_width = self.folds + 2

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.dictionary == "data"

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (shapes_of(net), net.layers)

    @classmethod
    def most_features(cls, net: Architecture) -> int:
        return 10**9

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.shapes, self.folds + 1)

    @staticmethod
    def count(n: int, shapes: tuple[Shape, ...], layers: int) -> int:
        """N^(L-3) folded lines with the features of three layers each."""
        return int(n) ** (layers - 3) * Mirrors.count(n, shapes)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """Candidates among these features; the bound is one on the whole network's."""
        found = Candidates(above, every)
        found.bound = transport_cost(self.grid.t, v)
        if found.bound > above:
            for head, u in self._lines((), self.grid.t, v, above, check):
                part = price_folded(u, v, self.shapes, above, every, check)
                keys = np.insert(part.keys, [2] * len(head), head, axis=1)
                found.add(0.0, keys, part.correlations)
        return found.result(self.key_width, limit)

    def _lines(
        self,
        head: tuple[int, ...],
        u: np.ndarray,
        v: np.ndarray,
        above: float,
        check: Check,
    ) -> Iterator[tuple[tuple[int, ...], np.ndarray]]:
        """Folded lines on which some feature may stand above: (head, u of each sample)."""
        check()
        order = np.argsort(u, kind="stable")
        if transport_cost(u[order], v[order]) <= above:
            return
        if len(head) == self.folds - 2:
            yield head, u
            return
        for sample in range(len(u)):
            yield from self._lines((*head, sample), np.abs(u - u[sample]), v, above, check)

    def _biases(self, keys: np.ndarray) -> np.ndarray:
        """a_1..a_D of each key on the normalised axis, (D, K)."""
        a = np.empty((self.folds, len(keys)))
        value = np.repeat(self.grid.t[:, None], len(keys), axis=1)
        rows = np.arange(len(keys))
        for fold in range(self.folds - 2):
            a[fold] = value[keys[:, 2 + fold], rows]
            value = np.abs(value - a[fold])
        p, q = (value[keys[:, column], rows] for column in (-2, -1))
        middle = keys[:, 1] == MIDPOINT
        a[-2] = np.where(middle, 0.5 * (p + q), p)
        a[-1] = np.where(middle, 0.5 * np.abs(q - p), np.abs(q - p))
        return a

    def all_keys(self) -> np.ndarray:
        line = Mirrors(self.grid, self.shapes).all_keys()
        heads = itertools.product(range(len(self.grid)), repeat=self.folds - 2)
        return np.concatenate(
            [np.insert(line, [2] * len(head), np.array(head), axis=1) for head in heads]
        )

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        return folded_columns(self.grid.t[rows], self._biases(keys), self.shapes, keys[:, 0])

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Least norm has no say among equals: a fixed, generic cost of each key decides."""
        return np.column_stack((np.ones(len(keys)), generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        shape = self.shapes[key[0]]
        a = self._biases(as_keys([tuple(key)], self.key_width))[:, 0]
        return folded_feature(f"{self.folds}-fold data reflection", key, shape, a, self.grid)
