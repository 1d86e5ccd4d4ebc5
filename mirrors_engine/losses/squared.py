"""½(y - f)²: the mean, and the loss of the paper; and its limit, least-norm interpolation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.losses.base import Loss
from mirrors_engine.utils.chunks import LARGE, chunks

_CONSTANT = 1e-13  # deviations of y, relative to its size, that are rounding


@dataclass(frozen=True)
class Squared(Loss):
    """½ r² for r = y - f."""

    name: ClassVar[str] = "squared"
    power: ClassVar[int] = 2
    merges: ClassVar[bool] = True
    bounded: ClassVar[bool] = False
    tolerance: ClassVar[float] = 1e-9

    def check_interpolation(self, loss_constant: float) -> None:
        """The means of rows of equal x are what it tends to."""

    def standardised(
        self, y: np.ndarray, w: np.ndarray, size: float
    ) -> tuple[np.ndarray, float, float]:
        """y in scale-free units: deviations from the weighted mean by the largest of them.

        Deviations that are rounding of numbers of that `size` are none.
        """
        # differences first: y may carry an offset far larger than its range
        base = float(y[0])
        deviation = y - base
        mean = float(w @ deviation) / float(w.sum())
        deviation -= mean
        spread = max(float(deviation.max()), -float(deviation.min()))
        if spread <= _CONSTANT * size:
            return np.zeros_like(deviation), base + mean, 1.0
        deviation /= spread
        return deviation, base + mean, spread

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        r = (y - shift) - f  # f may hold the values of several networks, a row each
        r *= r
        r *= 0.5
        return r

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        return y - f

    def summed(
        self,
        y: np.ndarray,
        w: np.ndarray,
        f: np.ndarray,
        shift: float | np.ndarray,
        out: np.ndarray,
    ) -> float:
        r = y - shift
        r -= f
        np.multiply(w, r, out=out)
        return 0.5 * float(out @ r)

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(y), -np.inf), np.full(len(y), np.inf)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * (y - 0.5 * u)

    def balanced(self, u: np.ndarray, w: np.ndarray, spare: bool = False) -> np.ndarray:
        """The nearest u with 1ᵀu = 0: there are no bounds to keep."""
        mean = float(u.sum()) / float(w.sum())
        if not spare:
            out = w * mean
            return np.subtract(u, out, out=out)
        for part in chunks(len(u), LARGE):
            u[part] -= w[part] * mean
        return u

    def best_multiple(
        self, y: np.ndarray, u: np.ndarray, w: np.ndarray, limit: float
    ) -> tuple[float, float]:
        """The maximiser of s uᵀy - ½ s² uᵀΩ⁻¹u, a parabola in s, and its value."""
        earned = size = 0.0
        for part in chunks(len(u), LARGE):
            some = u[part]
            earned += float(some @ y[part])
            size += float(some @ (some / w[part]))
        s = min(max(earned / size, -limit), limit) if size > 0 else 0.0
        return s, s * earned - 0.5 * s * (s * size)

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        total = sum(float(w[part] @ (y[part] - f[part])) for part in chunks(len(y), LARGE))
        mean = total / float(w.sum())
        return mean, mean


@dataclass(frozen=True)
class Interpolation(Squared):
    """0 at the samples, infinite elsewhere: min ||z||₁ is the problem of this loss at λ = 1.

    Its conjugate is linear, so any u with 1ᵀu = 0 and |A_jᵀu| ≤ 1 for every feature bounds the
    norm of every interpolant from below by uᵀy.

    Attributes
    ----------
    missed : float
        Distance from a sample from which a function misses it.
    """

    missed: float
    name: ClassVar[str] = "interpolation"
    power: ClassVar[int] = 0
    smooth: ClassVar[bool] = False  # every u is a subgradient

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        return np.where(np.abs((y - shift) - f) > self.missed, np.inf, 0.0)

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        return np.zeros_like(y)

    def summed(
        self,
        y: np.ndarray,
        w: np.ndarray,
        f: np.ndarray,
        shift: float | np.ndarray,
        out: np.ndarray,
    ) -> float:
        out[:] = 0.0
        return float(w @ self.value(y, f, shift))

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * y

    def best_multiple(
        self, y: np.ndarray, u: np.ndarray, w: np.ndarray, limit: float
    ) -> tuple[float, float]:
        s = limit if np.isfinite(limit) else 0.0
        return s, self.lower_bound(y, s * u, w)
