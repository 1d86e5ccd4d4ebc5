"""½(y - f)²: the mean, and the loss of the paper; and its limit, least-norm interpolation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.losses.base import Loss
from mirrors_engine.utils.chunks import LARGE, chunks
from mirrors_engine.utils.weighting import part_of, total_weight, weighted_sum

_CONSTANT = 1e-13  # deviations of y, relative to its size, that are rounding


def best_of_parabola(earned: float, size: float, limit: float) -> tuple[float, float]:
    """The s in [-limit, limit] of the largest s · earned - ½ s² · size, and this."""
    s = min(max(earned / size, -limit), limit) if size > 0 else 0.0
    return s, s * earned - 0.5 * s * (s * size)


@dataclass(frozen=True)
class Squared(Loss):
    """½ r² for r = y - f."""

    name: ClassVar[str] = "squared"
    power: ClassVar[int] = 2
    merges: ClassVar[bool] = True
    bounded: ClassVar[bool] = False
    parabolic: ClassVar[bool] = True
    tolerance: ClassVar[float] = 1e-9

    def check_interpolation(self, loss_constant: float) -> None:
        """The means of rows of equal x are what it tends to."""

    def standardised(
        self, y: np.ndarray, w: np.ndarray | None, size: float
    ) -> tuple[np.ndarray, float, float]:
        """y in scale-free units: deviations from the weighted mean by the largest of them.

        Deviations that are rounding of numbers of that `size` are none.
        """
        # differences first: y may carry an offset far larger than its range. From the heaviest
        # sample, whose own deviation is small and would be rounding else
        base = float(y[0 if w is None else int(np.argmax(w))])
        deviation, parts = np.empty_like(y), chunks(len(y), LARGE)
        total = 0.0
        low, high = np.inf, -np.inf
        for part in parts:
            some = np.subtract(y[part], base, out=deviation[part])
            total += weighted_sum(part_of(w, part), some)
            low, high = min(low, float(some.min())), max(high, float(some.max()))
        mean = total / total_weight(w, len(y))
        spread = max(high - mean, mean - low)
        if spread <= _CONSTANT * size:
            return np.zeros_like(deviation), base + mean, 1.0
        for part in parts:
            some = deviation[part]
            some -= mean
            some /= spread
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
        w: np.ndarray | None,
        f: np.ndarray,
        shift: float | np.ndarray,
        out: np.ndarray,
    ) -> float:
        r = np.subtract(y, shift, out=out if w is None else None)
        r -= f
        if w is not None:
            np.multiply(w, r, out=out)
        return 0.5 * float(out @ r)

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(len(y), -np.inf), np.full(len(y), np.inf)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * (y - 0.5 * u)

    def balanced(self, u: np.ndarray, w: np.ndarray | None, spare: bool = False) -> np.ndarray:
        """The nearest u with 1ᵀu = 0: there are no bounds to keep."""
        mean = float(u.sum()) / total_weight(w, len(u))
        out = u if spare else np.empty_like(u)
        for part in chunks(len(u), LARGE):
            np.subtract(u[part], mean if w is None else w[part] * mean, out=out[part])
        return out

    def best_multiple(
        self, y: np.ndarray, u: np.ndarray, w: np.ndarray | None, limit: float
    ) -> tuple[float, float]:
        """The maximiser of s uᵀy - ½ s² uᵀΩ⁻¹u, a parabola in s, and its value."""
        earned = size = 0.0
        for part in chunks(len(u), LARGE):
            some = u[part]
            earned += float(some @ y[part])
            size += float(some @ (some if w is None else some / w[part]))
        return best_of_parabola(earned, size, limit)

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray | None) -> tuple[float, float]:
        parts = chunks(len(y), LARGE)
        total = sum(weighted_sum(part_of(w, part), y[part] - f[part]) for part in parts)
        mean = total / total_weight(w, len(y))
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
    parabolic: ClassVar[bool] = False

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        return np.where(np.abs((y - shift) - f) > self.missed, np.inf, 0.0)

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        return np.zeros_like(y)

    def summed(
        self,
        y: np.ndarray,
        w: np.ndarray | None,
        f: np.ndarray,
        shift: float | np.ndarray,
        out: np.ndarray,
    ) -> float:
        out[:] = 0.0
        return float(self.value(y, f, shift).sum())

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        return u * y

    def best_multiple(
        self, y: np.ndarray, u: np.ndarray, w: np.ndarray | None, limit: float
    ) -> tuple[float, float]:
        s = limit if np.isfinite(limit) else 0.0
        return s, s * float(u @ y)
