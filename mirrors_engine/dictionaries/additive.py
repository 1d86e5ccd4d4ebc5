"""Several input columns, each unit reading one: the line's dictionaries side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.costs import generic_costs, kink_costs
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.points import Points
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check


class Additive(Dictionary):
    """The features of every column, with one residual between them (manual, Dictionaries).

    A column's dictionary knows its distinct values only: rows that share one add up in
    the residual it prices, and get equal entries in its columns. Keys are (column, key of
    that column's dictionary, padded with 0).

    A feature on column c is (half-range of c)^degree times larger in the user's units than
    in those of its own dictionary. All columns share one λ, so they are put in common
    units, those of the widest column: a slope of 1 there is a slope of 1 for the user.

    Parameters
    ----------
    grid : Points
        Distinct rows.
    build : callable
        From the sorted distinct values of a column to its dictionary.

    Attributes
    ----------
    parts : list of Dictionary
        One a column.
    which : list of (N,) ndarray of int
        Which distinct value of a column each row has.
    scales : list of float
        What makes a column's features one of the common units.
    """

    aliased = True  # if one of its columns' dictionaries is

    def __init__(self, grid: Points, build: Callable[[np.ndarray], Dictionary]) -> None:
        self.grid: Grid = grid
        parts = [np.unique(column, return_inverse=True) for column in grid.x.T]
        self.parts = [build(values) for values, _ in parts]
        self.which = [which for _, which in parts]
        self.degree = self.parts[0].degree
        self.key_width = 1 + max(part.key_width for part in self.parts)
        self.scales = [
            # one value makes no feature that varies, so any scale would do
            (part.grid.half / grid.half) ** self.degree if len(part.grid) > 1 else 1.0
            for part in self.parts
        ]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        bound, keys, values = 0.0, [], []
        for c, (part, which, scale) in enumerate(
            zip(self.parts, self.which, self.scales, strict=True)
        ):
            summed = np.bincount(which, v, len(part.grid))
            found = part.price(summed, above / scale, every, limit, check)
            bound = max(bound, scale * found.bound)
            keys.append(self._padded(c, found.keys))
            values.append(scale * found.correlations)
        return strongest_first(
            bound, np.concatenate(keys), np.concatenate(values), None if every else limit
        )

    def _padded(self, c: int, keys: np.ndarray) -> np.ndarray:
        out = np.zeros((len(keys), self.key_width), dtype=np.int64)
        out[:, 0] = c
        out[:, 1 : 1 + self.parts[c].key_width] = keys
        return out

    def _own(self, c: int, keys: np.ndarray) -> np.ndarray:
        return keys[:, 1 : 1 + self.parts[c].key_width]

    def all_keys(self) -> np.ndarray:
        return np.concatenate([self._padded(c, p.all_keys()) for c, p in enumerate(self.parts)])

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        out = np.empty((len(self.grid), len(keys)))
        for c, part in enumerate(self.parts):
            mine = keys[:, 0] == c
            if mine.any():
                values = self.scales[c] * part.columns(self._own(c, keys[mine]))
                out[:, mine] = values[self.which[c]]
        return out[rows]

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data of the column; ties by a fixed, generic cost."""
        kinks = np.zeros(len(keys))
        for c, part in enumerate(self.parts):
            mine = np.flatnonzero(keys[:, 0] == c)
            own = self._own(c, keys[mine])
            kinks[mine] = kink_costs(part, own)[:, 0]
        return np.column_stack((kinks, generic_costs(keys)))

    def named(self, keys: np.ndarray, check: Check = no_check) -> np.ndarray:
        """The key under which `price` lists the unit of each of these keys."""
        names = keys.copy()
        for c, part in enumerate(self.parts):
            mine = keys[:, 0] == c
            names[mine, 1 : 1 + part.key_width] = part.named(self._own(c, keys[mine]), check)
        return names

    def feature(self, key: tuple[int, ...]) -> Feature:
        c = key[0]
        part = self.parts[c]
        feature = part.feature(tuple(key[1 : 1 + part.key_width]))
        unit_vector = np.zeros(len(self.parts))
        unit_vector[c] = 1.0
        return replace(
            feature,
            key=tuple(key),
            parameters={**feature.parameters, "column": float(c)},
            direction=tuple(unit_vector.tolist()),
        )
