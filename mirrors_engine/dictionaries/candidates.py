"""The candidates of a pricing pass, collected row by row and sorted by strength."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing

MAX_TIED = 2 * 10**7  # numbers in the columns of tied features up to which one chooses among them

KeysOf = Callable[[np.ndarray], np.ndarray]
"""Names the picked positions of a row."""


class Candidates:
    """Collects the candidates of a pricing pass row by row."""

    def __init__(self, above: float, every: bool) -> None:
        self.above = above
        self.every = every
        self.bound = 0.0
        self._keys: list[np.ndarray] = []
        self._values: list[np.ndarray] = []

    def row(self, values: np.ndarray, keys: KeysOf) -> None:
        """Add one row of correlations; `keys` names the picked positions of it."""
        if not len(values):
            return
        strongest = largest(values)
        self.bound = max(self.bound, strongest)
        if strongest <= self.above:
            return
        strength = np.abs(values)
        picked = (strength > self.above).nonzero()[0]
        if not self.every:
            picked = picked[is_peak(strength, picked)]
        self._keys.append(keys(picked))
        self._values.append(values[picked])

    def add(self, bound: float, keys: np.ndarray, values: np.ndarray) -> None:
        """Add the candidates of a part of the dictionary that was priced elsewhere."""
        self.bound = max(self.bound, bound)
        self._keys.append(keys)
        self._values.append(values)

    def result(self, width: int, limit: int) -> Pricing:
        """All rows together, strongest first."""
        if not self._keys:
            level = self.above if self.every else np.inf
            return Pricing(self.bound, np.empty((0, width), np.int64), np.empty(0), level)
        single = len(self._keys) == 1
        keys = np.asarray(self._keys[0] if single else np.concatenate(self._keys), dtype=np.int64)
        values = self._values[0] if single else np.concatenate(self._values)
        most, level = (None, self.above) if self.every else (limit, np.inf)
        return strongest_first(self.bound, keys, values, most, level)


def largest(values: np.ndarray) -> float:
    """The largest |value|, without an array of them; 0 of none."""
    return max(float(values.max(initial=0.0)), -float(values.min(initial=0.0)))


def strongest_first(
    bound: float,
    keys: np.ndarray,
    values: np.ndarray,
    limit: int | None,
    every_above: float = np.inf,
    complete: bool = True,
) -> Pricing:
    """A pricing sorted by strength, cut to `limit`."""
    # stable, so that equal correlations keep the fixed order of the keys
    order = (-np.abs(values)).argsort(kind="stable")[:limit]
    return Pricing(bound, keys[order], values[order], every_above, complete)


def is_peak(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Which of the positions `at` are local maxima of `values`, ends included."""
    here = values[at]
    last = len(values) - 1
    left = (here > values[np.maximum(at - 1, 0)]) | (at == 0)
    return left & ((here >= values[np.minimum(at + 1, last)]) | (at == last))
