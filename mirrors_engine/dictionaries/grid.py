"""The samples as a dictionary counts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Grid:
    """The distinct samples, mapped to t in [-1, 1] for pricing (manual, Numerics).

    Attributes
    ----------
    x : (N,) ndarray
        Sorted distinct samples in the user's units.
    middle, half : float
        Middle and half of the range (half = 1 for a single sample).
    ends : tuple of float, optional
        The x at t = -1 and t = 1; without them x is t.
    """

    x: np.ndarray
    middle: float = 0.0
    half: float = 1.0
    ends: tuple[float, float] | None = None

    @classmethod
    def of(cls, x: np.ndarray) -> Grid:
        first, last = float(x[0]), float(x[-1])
        half = 0.5 * (last - first)
        return cls(x, first + half, half or 1.0, (first, last))

    @cached_property
    def t(self) -> np.ndarray:
        """(x - middle) / half; networks of steps never ask for it."""
        if self.ends is None:
            return self.x
        first, last = self.ends
        if first == last:
            return np.zeros(len(self.x))
        # differences first: x may carry an offset far larger than its range
        t = self.x - first
        t -= last - self.x
        t /= last - first
        return t

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
        return Grid(self.x[ranks], self.middle, self.half, self.ends)
