"""Φ(κ) = Σ u_i (x_i - κ)_+ at any kink: exactly in integers, or in floats with a bound.

Samples are counted from x_1. A family writes its kinks once, as sums, differences and
absolute values of `points` with small factors; both classes then evaluate them, in units
of 1/`parts` (half and quarter points are whole there). With 1ᵀu = 0 the correlation of u
with a feature is (left slope)·Φ(x_1) + Σ (slope change)·Φ(kink) (manual, Pricing).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol

import numpy as np

from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Check, no_check
from mirrors_engine.rigorous.numbers import (
    blocks,
    nearest_floats,
    sums_from_right,
    times_power,
    up,
)

_U = 2.0**-53
_SMALL = 1 << 62
_LOOSE = 1e-9  # far above any rounding here
_CELLS = 1 << 12


class Hinges(Protocol):
    """What a family sees.

    Attributes
    ----------
    points : (N,) ndarray
        The samples.
    line
        Φ(x_1), which is uᵀx.
    slack
        What two equal sums of points may differ by.
    """

    points: np.ndarray
    line: Any
    slack: Any

    def phi(self, kinks: np.ndarray) -> np.ndarray:
        """Φ at kinks in units of 1/parts, any shape."""
        ...

    def position(self, factor: Fraction) -> Any:
        """A factor that takes points to units of 1/parts."""
        ...

    def slope(self, factor: Fraction) -> Any:
        """A slope in units of 1/`slopes`."""
        ...

    def ceiling(self, folds: np.ndarray) -> np.ndarray | None:
        """Bounds on |uᵀg(|x - a|)| for 1-Lipschitz g at folds a; None if not worth it."""
        ...


def at_samples(
    x: np.ndarray, u: np.ndarray, check: Check = no_check
) -> tuple[np.ndarray, np.ndarray]:
    """(T, Φ) as integers: T_n = Σ_{i≥n} u_i, and Φ at the samples, of whole x and u."""
    tail = sums_from_right(u, check)
    rises = np.zeros(len(x), dtype=object)
    for some in blocks(len(x) - 1, check):
        rises[some] = tail[1:][some] * np.diff(x[some.start : some.stop + 1])
    return tail, sums_from_right(rises, check)


class ExactHinges:
    """Φ in integers: parts · 2^-power times the true value.

    Parameters
    ----------
    x, u : (N,) object ndarray
        Whole samples from 0, and whole duals that sum to 0.
    parts, slopes : int
        Denominators of the family's kinks and slopes.
    reach : int
        |kink| ≤ reach · x_N in those units.
    """

    def __init__(self, x: np.ndarray, u: np.ndarray, parts: int, slopes: int, reach: int) -> None:
        self.parts, self.slopes, self.slack = parts, slopes, 0
        # machine integers where no kink can overflow them: the same values, faster
        fits = int(x[-1]) * max(reach, parts) < _SMALL
        self.points = x.astype(np.int64) if fits else x
        self._nodes = self.points * parts
        zero = np.zeros(1, dtype=object)
        self._tail = np.append(sums_from_right(u), zero)
        self._moment = np.append(sums_from_right(u * x * parts), zero)
        self.line = int(self._moment[0])

    def phi(self, kinks: np.ndarray) -> np.ndarray:
        rank = np.searchsorted(self._nodes, kinks)
        return self._moment[rank] - kinks.astype(object) * self._tail[rank]

    def position(self, factor: Fraction) -> int:
        return _whole(factor * self.parts)

    def slope(self, factor: Fraction) -> int:
        return _whole(factor * self.slopes)

    def ceiling(self, folds: np.ndarray) -> None:
        return None


def _whole(value: Fraction) -> int:
    assert value.denominator == 1
    return value.numerator


class OutwardHinges:
    """Φ in floats, scaled by powers of two to points in [0, 2) and |Φ| ≤ 1.

    Φ at the samples is computed in integers and rounded once, so no error grows with N.
    Let ε = 2^-53, P = max |Φ| and Λ = max |Φ'|, and let the points be rounded by at most τ.
    A kink is formed by fewer than 32 roundings of values at most R·x_N (R = `reach`), so it
    is off by at most δ = R (τ + 32 ε x_N), and Φ there by Λδ; the polygon through rounded
    nodes is off by εP + Λτ; `np.interp` does six roundings of differences of Φ, and at most
    40 more follow in a combination whose factors sum to S. Hence every correlation is
    within

        E = S (64 ε P + Λ (δ + τ)) + 2^-1000

    of the exact one, the last term for underflow.
    """

    def __init__(self, x: np.ndarray, u: np.ndarray, parts: int, reach: float) -> None:
        self._parts = parts
        tail, phi = at_samples(x, u)
        size = int(x[-1]).bit_length()
        self.points = nearest_floats(x, size - 1)
        if not np.all(np.diff(self.points) > 0):
            raise MirrorsError(
                "Samples lie too close together for a proof in floating point: "
                "thin the signal or rescale x."
            )
        self.power = max(int(np.max(phi)), -int(np.min(phi)), 1).bit_length()
        values = nearest_floats(phi, self.power)
        self._nodes, self._values = self.points * parts, values
        self.line = float(values[0])
        largest = float(np.abs(values).max())
        steepest = max(abs(int(t)) for t in tail.tolist())
        steep = up(Fraction(steepest) * times_power(1, size - 1 - self.power) / parts)
        # a point of more than 53 bits is rounded by half a unit in its last place
        rounded = 0.0 if size <= 53 else 2 * _U
        off = reach * (rounded + 64 * _U)
        self.slack = parts * reach * _LOOSE  # far above `off`
        self._duals = nearest_floats(u, self.power - size + 1)
        self._ceilings: np.ndarray | None = None
        self._error = 64 * _U * largest + steep * (off + parts * rounded)

    def error(self, factors: float) -> float:
        """E for slopes whose absolute values sum to at most `factors`, rounded up."""
        return factors * self._error * (1 + 1e-12) + 2.0**-1000

    def phi(self, kinks: np.ndarray) -> np.ndarray:
        return np.interp(kinks, self._nodes, self._values)

    def position(self, factor: Fraction) -> float:
        return float(factor) * self._parts

    def slope(self, factor: Fraction) -> float:
        return float(factor)

    def ceiling(self, folds: np.ndarray) -> np.ndarray:
        """By cells of `folds`: the cost of transport at the middle of each, plus what moves it.

        For 1ᵀu = 0 the largest |uᵀg| over 1-Lipschitz g of h = |x - a| is the cost of
        moving the positive part of u onto the negative along h (Kantorovich, Rubinstein):
        ∫ |Σ_{h_i > s} u_i| ds. A fold moved by d changes g by d at most at each sample, and
        one beyond the samples is none. The sums are off by less than _LOOSE · Σ|u|.
        """
        reach = float(self.points[-1])
        if self._ceilings is None:
            width = reach / _CELLS
            middles = width * (np.arange(_CELLS + 2) - 0.5)
            middles[[0, -1]] = 0, reach
            h = np.abs(self.points - middles[:, None])
            order = np.argsort(h, axis=1)
            behind = np.abs(np.cumsum(self._duals[order], axis=1)[:, :-1])
            cost = (behind * np.diff(np.take_along_axis(h, order, axis=1), axis=1)).sum(axis=1)
            self._ceilings = cost + (0.5 * width + _LOOSE) * float(np.abs(self._duals).sum())
        cell = np.floor(folds / self._parts * (_CELLS / reach)) + 1
        return self._ceilings[np.clip(cell, 0, _CELLS + 1).astype(np.int64)]
