"""Samples with several input columns, on one common scale."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.errors import Remedy, SizeError
from mirrors_engine.progress import Check, no_check

MAX_POINTS = 5000  # 12.5 million lines: a second a pass, 100 MB of cached orders
_TIE = 1e-13  # angle below which two lines through a point are the same column
_EPS = np.finfo(float).eps
_BLOCK = 1 << 17  # elements per block of a sweep: the temporaries stay in cache


@dataclass(frozen=True, eq=False)
class Points(Grid):
    """The distinct samples (N, d), every column centred and all divided by one number.

    A common divisor keeps directions and the ℓ1 norm of a weight vector, so that λ keeps
    its meaning in the user's units. It is a power of two, so that differences between
    points are those of the user's coordinates to the last digit.

    Attributes
    ----------
    x, t : (N, d) ndarray
        Rows in lexicographic order.
    middle : float
        0: every column has its own, already taken off.
    half : float
        The power of two at or above the largest half-range (1 for a single sample).
    """

    @classmethod
    def of(cls, x: np.ndarray) -> Points:
        low, high = x.min(axis=0), x.max(axis=0)
        reach = float(0.5 * (high - low).max())
        half = 2.0 ** math.ceil(math.log2(reach)) if reach else 1.0
        return cls(x, 0.0, half)

    @cached_property
    def t(self) -> np.ndarray:
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        # differences first: a column may carry an offset far larger than its range
        return np.asarray(((self.x - low) - (high - self.x)) / (2 * self.half))

    @property
    def coordinates(self) -> np.ndarray:
        """x / half, exactly: where points lie relative to each other."""
        return self.x / self.half

    @property
    def blur(self) -> float:
        """How well the normalised coordinates are known: an ulp of the largest value."""
        return float(8 * _EPS * (1 + np.abs(self.x).max() / self.half))


def check_points(n: int, what: str) -> None:
    """Refuse more points than a pass can visit.

    Raises
    ------
    SizeError
        Before any memory is taken.
    """
    if n > MAX_POINTS:
        raise SizeError(
            f"A {what} on {n} points has {n * (n - 1) // 2:.2g} lines, more than can be "
            f"certified: thin the signal to {MAX_POINTS} points or use inputs additive.",
            [Remedy("Read the columns one by one (additive)", {"inputs": "additive"})],
        )


class Sweep:
    """The other points around each point i of a plane, by the slope of the line to it.

    Rows are in lexicographic order, so the points k > i lie in the half plane of directions
    (-90°, 90°] seen from i, and each k < i is there after reflection at i. Turning a line
    about i from -90° to 90°, a point k > i goes from its left to its right side as the
    line passes it, and a point k < i from its right to its left. So all half-plane sums at
    i are prefix sums in this order.

    Parameters
    ----------
    points : Points
        With d = 2.
    blur : float
        How far a point may be off a line and count as on it.
    """

    def __init__(self, points: Points, blur: float = 0.0) -> None:
        self.x = points.coordinates
        self._blur = blur
        self._blocks: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def blocks(
        self, check: Check = no_check
    ) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Rows i, and for each the other points in order and the end of each one's tie.

        Yields (i (B, 1), order (B, N-1), end (B, N-1)); the order and the ends, two bytes
        an entry, are cached.
        """
        n = len(self.x)
        rows = max(1, _BLOCK // n)
        for number, first in enumerate(range(0, n, rows)):
            check()
            if number == len(self._blocks):
                i = np.arange(first, min(first + rows, n))
                small = np.uint16 if n <= 1 << 16 else np.int64
                order, end = self.around(i)
                self._blocks.append((i[:, None], order.astype(small), end.astype(small)))
            i, order, end = self._blocks[number]
            yield i, order.astype(np.intp), end.astype(np.intp)

    def around(self, i: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Order and ends of ties around the points i; a tie is in the order of the points."""
        n = len(self.x)
        others = np.arange(n - 1) + (np.arange(n - 1) >= i[:, None])
        away = self.x[others] - self.x[i, None]
        away *= np.where(others > i[:, None], 1.0, -1.0)[:, :, None]
        angle = np.arctan2(away[:, :, 1], away[:, :, 0])
        rank = np.argsort(angle, axis=1, kind="stable")
        angle = np.take_along_axis(angle, rank, axis=1)
        order = np.take_along_axis(others, rank, axis=1)
        room = np.full(angle.shape, 0.5 * _TIE)
        if self._blur:
            reach = np.abs(away).max(axis=2)
            room += self._blur / np.take_along_axis(reach, rank, axis=1)
        end = np.broadcast_to(np.arange(n - 1), order.shape).copy()
        tied = np.diff(angle, axis=1) <= room[:, 1:] + room[:, :-1]
        if tied.any():
            last = np.concatenate((~tied, np.ones((len(i), 1), dtype=bool)), axis=1)
            end[~last] = n
            end = np.minimum.accumulate(end[:, ::-1], axis=1)[:, ::-1]
            order = np.take_along_axis(order, np.argsort(end * n + order, axis=1), axis=1)
        return order, end
