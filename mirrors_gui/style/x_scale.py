"""From x to where it is drawn: less an offset, or as its logarithm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

A_DECADE = 250  # points of a line between a power of ten and the next: within 1e-5 of the function
BEFORE = 1e-4  # of the least sample: where lines begin to be divided
LEAST = 1e-9  # of the least sample: what lies below is drawn there, beyond every view


@dataclass(frozen=True)
class XScale:
    """How a plot counts x.

    Attributes
    ----------
    offset : float
        What is subtracted, so that large x keep their digits.
    log : bool
        Whether log₁₀ x is drawn instead.
    least : float
        The least sample, above 0 where `log`.
    """

    offset: float = 0.0
    log: bool = False
    least: float = 1.0

    def to(self, x: np.ndarray | float) -> np.ndarray:
        """Places on the axis."""
        if not self.log:
            return np.asarray(x, float) - self.offset
        return np.log10(np.maximum(x, self.floor))

    def at(self, x: float) -> float:
        """One place on the axis."""
        return float(self.to(x))

    def back(self, place: float) -> float:
        """The x at a place on the axis."""
        return float(10.0**place) if self.log else place + self.offset

    @property
    def floor(self) -> float:
        """The least x that has a place of its own; -∞ where every x has."""
        return LEAST * self.least if self.log else -np.inf

    def line(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A polyline straight in x, with more points where it is bent on the axis.

        Parameters
        ----------
        x, y : (P,) ndarray
            Corners, x ascending.
        """
        if not self.log or len(x) < 2:
            return self.to(x), y
        return self._divided(x, y, A_DECADE)

    def lines(
        self, x: np.ndarray, y: np.ndarray, connect: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The same for polylines end to end, each of which ends where `connect` is 0."""
        if not self.log or not len(x):
            return self.to(x), y, connect
        joined: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        begin = 0
        for last in map(int, np.flatnonzero(np.asarray(connect) == 0)):
            a, b = self._divided(x[begin : last + 1], y[begin : last + 1], A_DECADE // 4)
            ends = np.ones(len(a), dtype=np.int32)
            ends[-1:] = 0
            joined.append((a, b, ends))
            begin = last + 1
        if not joined:
            return self.to(x), y, connect
        u, v, c = zip(*joined, strict=True)
        return np.concatenate(u), np.concatenate(v), np.concatenate(c)

    def between(self, low: float, high: float) -> np.ndarray:
        """The x inside an interval that lines straight in x need to look bent; none on others."""
        if not self.log:
            return np.empty(0)
        return np.geomspace(low, high, 2 + int(A_DECADE // 4 * np.log10(high / low)))[1:-1]

    def _divided(
        self, x: np.ndarray, y: np.ndarray, a_decade: int
    ) -> tuple[np.ndarray, np.ndarray]:
        low, high = max(float(x[0]), BEFORE * self.least), float(x[-1])
        if high <= low:
            return self.to(x), y
        more = np.geomspace(low, high, 2 + int(a_decade * np.log10(high / low)))[:-1]
        if x[0] < self.floor:
            more = np.r_[self.floor, more]
        more = more[(more > x[0]) & (more < high)]
        after = np.searchsorted(x, more, side="right")
        x0, x1, y0, y1 = x[after - 1], x[after], y[after - 1], y[after]
        between = y0 + (y1 - y0) * ((more - x0) / (x1 - x0))
        x, y = np.insert(x, after, more), np.insert(y, after, between)
        kept = x >= self.floor
        return np.log10(x[kept]), y[kept]
