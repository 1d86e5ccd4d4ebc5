"""The pinball loss: its least constant is a quantile, a share τ of the weight lies below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.losses.base import Loss


@dataclass(frozen=True)
class Quantile(Loss):
    """τ r for r = y - f > 0, (τ - 1) r otherwise.

    Parameters
    ----------
    quantile : float
        τ, between 0 and 1; 0.5 is half the absolute residual.
    """

    quantile: float = 0.5
    name: ClassVar[str] = "quantile"
    power: ClassVar[int] = 1
    smooth: ClassVar[bool] = False
    strict: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if not 0 < self.quantile < 1:
            raise SettingError(
                f"quantile = {self.quantile} must lie between 0 and 1, such as 0.9 for the level "
                "that nine in ten samples stay below."
            )

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        r = (y - shift) - f
        return np.where(r > 0, self.quantile * r, (self.quantile - 1) * r)

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        r = y - f
        return np.select([r > 0, r < 0], [self.quantile, self.quantile - 1], 0.0)

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(y), self.quantile - 1), np.full(len(y), self.quantile)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * y

    def straight(self, y: np.ndarray, close: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return y, y

    def corners(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = y[:, None]
        return at, np.ones_like(at), np.zeros_like(at)

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        """Least and greatest τ-quantile of y - f."""
        return quantiles(y - f, w, self.quantile)


def quantiles(r: np.ndarray, w: np.ndarray, level: float) -> tuple[float, float]:
    """Least and largest weighted quantile: differ where a share `level` ends between values."""
    order = np.argsort(r, kind="stable")
    r, below = r[order], np.cumsum(w[order])
    goal, rounding = level * below[-1], 4 * len(r) * np.finfo(float).eps * below[-1]
    first = int(np.searchsorted(below, goal - rounding))
    last = int(np.searchsorted(below, goal + rounding, side="right"))
    return float(r[first]), float(r[min(last, len(r) - 1)])
