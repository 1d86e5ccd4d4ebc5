"""Total-variation denoising for losses with straight parts: a dynamic program over the values.

min Σ ℓ_i(f_i) + λ Σ |f[i+1] - f[i]| for convex ℓ_i whose derivatives are piecewise linear and
bounded, such as Huber's and the pinball loss. The least cost of the samples up to i is a convex
function of f_i, and all that the next sample needs of its derivative is the part within [-λ, λ]:
f_i is f[i+1], moved to where the derivative is -λ or λ if it lies beyond [1]_. The derivative is
kept as a sorted list of the places where it bends or jumps, so that a sample costs O(log N).

References
----------
.. [1] N. A. Johnson, *A Dynamic Programming Algorithm for the Fused Lasso and L0-Segmentation*,
   Journal of Computational and Graphical Statistics 22 (2013).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from mirrors_engine.utils.chunks import chunks

_EQUAL = 1e-12  # of λ, by which the derivative may miss a value and still count as equal to it
_WIDE = 1e-7  # distance of minimisers, relative to their size, that is no rounding
_LARGER = 1e-10  # relative growth of λ that decides between functions that are as good
_TOGETHER = 1 << 12  # samples that are made lists of at once, some 40 ms of work

Step = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Derivatives:
    """Of the losses of M rows: piecewise linear, constant at both ends.

    Attributes
    ----------
    sample : (M,) ndarray of int
        Whose f each row depends on, not decreasing, each of 0 .. N - 1 at least once.
    least, most : (M,) ndarray
        Its values far to the left, below 0, and far to the right, above 0.
    at, jumps, bends : (M, C) ndarray
        The places where it changes, and by how much its value and its slope change there.
    """

    sample: np.ndarray
    least: np.ndarray
    most: np.ndarray
    at: np.ndarray
    jumps: np.ndarray
    bends: np.ndarray


def least_variation(losses: Derivatives, lam: float, step: Step) -> tuple[np.ndarray, bool] | None:
    """The function of least Σ ℓ_i(f_i) + lam · Σ |f[i+1] - f[i]|.

    Of several that of least variation, and of these that which lies lowest at every sample: the
    limit of those of slightly larger λ.

    Parameters
    ----------
    losses : Derivatives
    lam : float
        Above 0.
    step : callable
        Receives the share of the work that is done; may raise `Cancelled`.

    Returns
    -------
    f : (N,) ndarray
    only : bool
        Whether there is no other one. None for both where λ is rounding of the derivatives.
    """
    low, high = minimisers(losses, lam, lambda share: step(0.5 * share))
    if not (np.isfinite(low) & np.isfinite(high)).all():
        return None
    if float((high - low).max()) <= _WIDE * (float(np.abs(low).max()) + 1.0):
        return low, True
    above, _ = minimisers(losses, lam * (1 + _LARGER), lambda share: step(0.5 + 0.5 * share))
    return (above, False) if np.isfinite(above).all() else None


def minimisers(losses: Derivatives, lam: float, step: Step) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest of all functions of least Σ ℓ_i(f_i) + lam · Σ |f[i+1] - f[i]|.

    At each sample, (N,): the least and the greatest of two such functions are such functions.
    """
    n = int(losses.sample[-1]) + 1
    derivative = _Derivative(lam)
    floors, ceilings = np.empty((2, n, 2))
    for part in chunks(n, _TOGETHER):
        step(part.start / n)
        first, last = np.searchsorted(losses.sample, (part.start, part.stop))
        rows = slice(first, last)
        sample = (losses.sample[rows] - part.start).tolist()
        least, most = losses.least[rows].tolist(), losses.most[rows].tolist()
        at, jumps, bends = losses.at[rows], losses.jumps[rows], losses.bends[rows]
        corners = np.stack((at, jumps, bends), axis=2).tolist()
        low: list[tuple[float, float]] = []
        high: list[tuple[float, float]] = []
        for k, i in enumerate(sample):
            if i > len(low):  # all rows of the sample before have been added
                low.append(derivative.cut(1))
                high.append(derivative.cut(-1))
            derivative.add(least[k], most[k], corners[k])
        if part.stop == n:
            ends = derivative.zeros()
        low.append(derivative.cut(1))
        high.append(derivative.cut(-1))
        floors[part], ceilings[part] = low, high
    np.negative(ceilings, out=ceilings)
    lowest, highest = np.empty((2, n))
    lowest[-1], highest[-1] = ends
    below, above = ends
    for part in reversed(list(chunks(n - 1, _TOGETHER))):
        step(1.0)
        least, most = floors[part].T.tolist(), ceilings[part].T.tolist()
        down, up = [], []
        for i in range(part.stop - part.start - 1, -1, -1):
            below = min(max(below, least[0][i]), most[1][i])
            above = min(max(above, least[1][i]), most[0][i])
            down.append(below)
            up.append(above)
        lowest[part], highest[part] = down[::-1], up[::-1]
    return lowest, highest


class _Derivative:
    """Of the least cost of the samples so far, as a function of the last value.

    It is constant left of the corners and right of them. Both numbers are kept, so that the
    rounding of what has been cut off is gone. A side is 1 for the left end; the right end, -1,
    is the left one of minus the derivative at minus the place.
    """

    def __init__(self, lam: float) -> None:
        self._lam, self._equal = lam, _EQUAL * lam
        self._corners: list[list[float]] = []  # sorted: place, jump, change of the slope
        self._first = 0  # those before have been cut off
        self._ends = {1: 0.0, -1: 0.0}

    def add(self, least: float, most: float, corners: list[list[float]]) -> None:
        """The derivative of one more loss."""
        self._ends[1] += least
        self._ends[-1] -= most
        for corner in corners:
            insort(self._corners, corner, lo=self._first)

    def cut(self, side: int) -> tuple[float, float]:
        """Replace what lies below -λ by that.

        Returns
        -------
        The first and the last place at which the derivative is -λ, up to rounding; -inf where it
        is above everywhere.
        """
        level, corners = -self._lam, self._corners
        if self._ends[side] > level + self._equal:
            return -inf, -inf
        place, gone, value, slope = self._reaches(level, side)
        if -inf < place < inf:
            self._ends[side] = level
            corner = [side * place, value - level, side * slope]
            if side > 0:
                self._first += gone - 1
                corners[self._first] = corner
                if self._first > _TOGETHER and 2 * self._first > len(corners):
                    del corners[: self._first]
                    self._first = 0
            else:
                corners[len(corners) - gone :] = [corner]
        return place, self._leaves(level, side)

    def zeros(self) -> tuple[float, float]:
        """The first and the last place at which it is 0, up to rounding."""
        return self._reaches(0.0, 1)[0], self._leaves(0.0, 1)

    def _reaches(self, level: float, side: int) -> tuple[float, int, float, float]:
        """The first place where it is not below a level, how many corners that passes, and the
        value and the slope behind it."""
        least, value, slope, before = level - self._equal, self._ends[side], 0.0, -inf
        if value >= least:
            return before, 0, value, slope
        for k in range(len(self._corners) - self._first):
            at, jump, bend = self._corner(k, side)
            reached = value + slope * (at - before) if slope else value
            if reached > level:
                return before + (level - value) / slope, k, level, slope
            value, slope, before = reached + jump, slope + bend, at
            if value >= least:
                return at, k + 1, max(value, level), slope
        return inf, 0, value, slope

    def _leaves(self, level: float, side: int) -> float:
        """The last place up to which it is not above a level."""
        most, value, slope, before = level + self._equal, self._ends[side], 0.0, -inf
        if value > most:
            return before
        for k in range(len(self._corners) - self._first):
            at, jump, bend = self._corner(k, side)
            reached = value + slope * (at - before) if slope else value
            if reached > most:
                return before + max(level - value, 0.0) / slope
            value, slope, before = reached + jump, slope + bend, at
            if value > most:
                return at
        return inf

    def _corner(self, k: int, side: int) -> tuple[float, float, float]:
        """The corner behind so many, counted from one end."""
        if side > 0:
            at, jump, bend = self._corners[self._first + k]
            return at, jump, bend
        at, jump, bend = self._corners[len(self._corners) - 1 - k]
        return -at, jump, -bend
