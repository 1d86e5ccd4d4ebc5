"""The samples as a dictionary counts them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Grid:
    """The distinct samples, mapped to t in [-1, 1] for pricing (manual, Numerics).

    Attributes
    ----------
    x : (N,) ndarray
        Sorted distinct samples in the user's units.
    t : (N,) ndarray
        (x - middle) / half.
    middle, half : float
        Middle and half of the range (half = 1 for a single sample).
    """

    x: np.ndarray
    t: np.ndarray
    middle: float
    half: float

    @classmethod
    def of(cls, x: np.ndarray) -> Grid:
        half = 0.5 * (x[-1] - x[0])
        middle = x[0] + half
        if half == 0:
            return cls(x, np.zeros(1), float(middle), 1.0)
        # differences first: x may carry an offset far larger than its range
        t = x - x[0]
        t -= x[-1] - x
        t /= x[-1] - x[0]
        return cls(x, t, float(middle), float(half))

    @property
    def origin(self) -> float:
        """Where positions are counted from: the first sample if all lie far from 0, else 0.

        Far is at least the range, so that x - origin is exact.
        """
        first, last = float(self.x[0]), float(self.x[-1])
        return first if min(abs(first), abs(last)) >= last - first else 0.0

    def placed(self, away: float) -> tuple[float, float]:
        """The position `origin` + `away` as a float64, and what its rounding lost."""
        position = self.origin + away
        return position, away - (position - self.origin)

    def __len__(self) -> int:
        return len(self.x)

    def at(self, ranks: np.ndarray) -> Grid:
        """Some of the samples, on the same scale."""
        return Grid(self.x[ranks], self.t[ranks], self.middle, self.half)
