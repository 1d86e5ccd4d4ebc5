"""Units whose folds all fall together at one sample: |x - x_n|, the features of two layers."""

from __future__ import annotations

import itertools

import numpy as np

from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.hinges.two_layer import TwoLayer
from mirrors_engine.features.activation import ABS
from mirrors_engine.utils.distinct_rows import distinct


class WithUnfolded(Family):
    """A family whose key (0, 0, n, …, n) has every zero condition at one sample.

    So the first bias is at the sample and the others are 0; the first shape is |·| then.
    """

    def two_layers(self) -> TwoLayer:
        return TwoLayer(self.grid, ABS)

    def from_two_layers(self, keys: np.ndarray) -> np.ndarray:
        found = np.zeros((len(keys), self.key_width), dtype=np.int64)
        found[:, 2:] = keys[:, 1:]
        return found

    def around(self, keys: np.ndarray, reach: int) -> np.ndarray:
        width = self.key_width - 2
        steps = np.array(list(itertools.product(range(-reach, reach + 1), repeat=width)))
        near = np.repeat(keys[:, None], len(steps), axis=1)
        near[:, :, 2:] = np.clip(near[:, :, 2:] + steps, 0, len(self.grid) - 1)
        return distinct(near.reshape(-1, self.key_width))
