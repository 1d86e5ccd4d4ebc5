"""Huber's loss: squared for small residuals, linear beyond: a bounded gradient of outliers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.shift import where_balanced

_BENT = 1e-4  # curvature of an outlier for Newton's steps: they err by about this share


@dataclass(frozen=True)
class Huber(Loss):
    """½ r² for |r| ≤ delta, delta (|r| - ½ delta) beyond.

    Parameters
    ----------
    delta : float
        Residual from which a row counts as an outlier, in the units of y.
    """

    delta: float = 1.0
    name: ClassVar[str] = "huber"
    power: ClassVar[int] = 2
    strict: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if not (np.isfinite(self.delta) and self.delta > 0):
            raise SettingError(
                f"delta = {self.delta} must be above 0: it is the residual, in the units of y, "
                "from which a sample counts as an outlier."
            )

    def in_unit(self, spread: float) -> Huber:
        return replace(self, delta=self.delta / spread)

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        size = np.abs((y - shift) - f)
        inner = np.minimum(size, self.delta)
        return inner * (size - 0.5 * inner)

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        return np.clip(y - f, -self.delta, self.delta)

    def curvature(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """∂²ℓ/∂f², but a little where it is 0: Newton's steps then stay finite."""
        return np.where(np.abs(y - f) <= self.delta, 1.0, _BENT)

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(y), -self.delta), np.full(len(y), self.delta)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * y - 0.5 * u * u

    def straight(self, y: np.ndarray, close: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return y - self.delta, y + self.delta

    def corners(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = np.column_stack((y - self.delta, y + self.delta))
        return at, np.zeros_like(at), np.broadcast_to([1.0, -1.0], at.shape)

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        r = y - f
        rounding = float(np.finfo(float).eps) * self.delta * float(w.sum())

        def gradient(c: float) -> tuple[float, float]:
            away = r - c
            gradient = float(w @ np.clip(away, -self.delta, self.delta))
            if abs(gradient) <= rounding:  # no other c is known to be better
                return 0.0, 1.0
            return gradient, float(w @ (np.abs(away) <= self.delta))

        c = where_balanced(gradient, float(r.min()), float(r.max()))
        # without a row inside, outliers on either side may balance: then any c between them does
        near = self.delta - 1e-12 * (self.delta + float(np.abs(r - c).max()))
        above, below = r - c >= near, c - r >= near
        up, down = float(w[above].sum()), float(w[below].sum())
        if not np.all(above | below) or abs(up - down) > 1e-13 * len(w) * (up + down):
            return c, c
        return float(r[below].max()) + self.delta, float(r[above].min()) - self.delta
