"""Columns of features that are met again and again along the path, formed once.

What is tied with the features in use changes little from one event to the next, and a feature that
leaves often comes back. To form the column of a reflection takes twenty times as long as a copy.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.features.feature import Key

MOST = 1 << 18  # numbers in the columns that are kept: 2 MB


class FormedColumns:
    """The columns of a dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._most = MOST // len(dictionary.grid)
        self._kept: dict[Key, np.ndarray] = {}

    def if_few(self, keys: np.ndarray) -> np.ndarray | None:
        """The features at the samples where there is room for them, else None."""
        return self.of(keys) if len(keys) <= self._most else None

    def of(self, keys: np.ndarray) -> np.ndarray:
        """The features at the samples, (N, K)."""
        names = list(map(tuple, keys.tolist()))
        if len(names) > self._most:
            return self._dictionary.columns(keys)
        new = [i for i, name in enumerate(names) if name not in self._kept]
        if new:
            if len(self._kept) + len(new) > self._most:  # begin again
                self._kept.clear()
                new = list(range(len(names)))
            formed = np.asfortranarray(self._dictionary.columns(keys[new]))
            self._kept.update(zip([names[i] for i in new], formed.T, strict=True))
        out = np.empty((len(self._dictionary.grid), len(names)), order="F")
        for i, name in enumerate(names):
            out[:, i] = self._kept[name]
        return out
