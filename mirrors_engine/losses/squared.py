"""½(y - f)²: the mean, and the loss of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.losses.base import Loss


@dataclass(frozen=True)
class Squared(Loss):
    """½ r² for r = y - f."""

    name: ClassVar[str] = "squared"
    power: ClassVar[int] = 2

    def value(self, y: np.ndarray, f: np.ndarray, shift: float = 0.0) -> np.ndarray:
        return 0.5 * ((y - shift) - f) ** 2

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        return y - f

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(y), -np.inf), np.full(len(y), np.inf)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * y - 0.5 * u * u

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        mean = float(w @ (y - f)) / float(w.sum())
        return mean, mean
