"""Families that know nothing of the samples but the grid, and name features by ranks in it."""

from __future__ import annotations

from copy import copy
from typing import ClassVar, Self

import numpy as np

from mirrors_engine.dictionaries.family import Family


class ByRanks(Family):
    """A family whose keys are ranks of samples, N for none, behind `heads` other numbers.

    So it thins at no cost.
    """

    thinnable = True
    heads: ClassVar[int] = 0

    def thinned(self, ranks: np.ndarray) -> Self:
        fewer = copy(self)
        fewer.grid = self.grid.at(ranks)
        return fewer

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        out = keys.copy()
        out[:, self.heads :] = np.append(ranks, len(self.grid))[keys[:, self.heads :]]
        return out
