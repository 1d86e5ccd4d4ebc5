"""A coarse grid of biases, in each region of which only the strongest unit matters.

Units of neighbouring biases are almost parallel columns, so that a solver takes one of them at a
time: all others in its region, a wide plateau beside a peak of many samples, need not be found.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.utils.distinct_rows import positions

_FINEST = 7  # a region is at least 2^-7 wide
_IN_ALL = 18  # at most 2^18 regions
# By how much less than a value that was seen, relative to its excess and to itself, a unit may
# correlate that is still looked for: the best unit must not be lost to rounding.
_LESS, _ROUNDING = 1e-6, 1e-13


class Regions:
    """The strongest correlation known in each region.

    Parameters
    ----------
    folds : int
        Number of biases, each from 0 to 1.
    least : float
        Values up to it do not count.

    Attributes
    ----------
    highest : float
        The largest `worth` of any region.
    """

    def __init__(self, folds: int, least: float) -> None:
        self.bits = region_bits(folds)
        self._least = least
        self.highest = 0.0
        self._worth = np.zeros(1 << self.bits * folds)

    def add(self, biases: np.ndarray, values: np.ndarray, vertices: bool) -> None:
        """Absolute correlations (K,) of units of given biases (D, K).

        Those that are no `vertices` are met or exceeded by some vertex, perhaps of their region.
        """
        some = np.flatnonzero(values > self._least)
        worth = values[some]
        if not vertices:
            worth = worth - (_LESS * (worth - self._least) + _ROUNDING * worth)
        self.highest = max(self.highest, float(worth.max(initial=0.0)))
        np.maximum.at(self._worth, self._numbers(_coarse(biases[:, some], self.bits)), worth)

    def better(self, biases: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Places of those vertices (D, K) that are the first to be best in their region, and of all
        whose absolute correlation is up to the least."""
        regions = self._numbers(_coarse(biases, self.bits))
        order = np.lexsort((-values, regions))
        best = order[np.diff(regions[order], prepend=-1) != 0]
        best = best[values[best] > self.worth(regions[best])]
        return np.concatenate(
            (best[values[best] > self._least], np.flatnonzero(values <= self._least))
        )

    def of(self, level: int, corner: np.ndarray) -> np.ndarray:
        """Which region each box lies in that is no longer than one, (n,)."""
        return self._numbers(corner >> (level - self.bits))

    def worth(self, regions: np.ndarray) -> np.ndarray:
        """What a unit in these regions has to exceed to matter."""
        worth: np.ndarray = self._worth.take(regions)
        return worth

    def _numbers(self, coarse: np.ndarray) -> np.ndarray:
        numbers: np.ndarray = coarse[0]
        for bias in coarse[1:]:
            numbers = (numbers << self.bits) | bias
        return numbers


def region_bits(folds: int) -> int:
    """Leading bits of each of `folds` biases that tell its region."""
    return min(_FINEST, _IN_ALL // folds)


def apart(biases: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Places of the first of the units (K, D) in each region, ascending."""
    coarse = _coarse(biases, region_bits(biases.shape[1]))
    return np.sort(positions(np.column_stack((shape, coarse)))[0])


def _coarse(biases: np.ndarray, bits: int) -> np.ndarray:
    return np.minimum((biases * (1 << bits)).astype(np.int64), (1 << bits) - 1)
