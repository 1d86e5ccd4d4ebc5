"""The least concave functions above Φ and above -Φ on every window of a dyadic grid.

Each is piecewise linear between some of the samples in the window, its vertices: at any of its
places it has a line that lies above Φ, or -Φ, on the whole window.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

_MOST = 24  # samples of a window: with more a table takes longer than what it saves
_FINEST = 13  # level of the last table


class Pieces(NamedTuple):
    """The pieces of concave functions on W windows, those above Φ first, then those above -Φ.

    At z cells from its first end a function is at most intercept + slope · z of any piece, and as
    large on the piece itself, which ends at `end`. There are P at most; the last is repeated.

    Attributes
    ----------
    end, intercept, slope : (2 W · P,) ndarray
    most : int
        P.
    windows : int
        W.
    """

    end: np.ndarray
    intercept: np.ndarray
    slope: np.ndarray
    most: int
    windows: int


class Envelopes:
    """Of the piecewise linear function through (s, phi), constant outside [0, 1].

    Parameters
    ----------
    s : (N,) ndarray
        Increasing from 0 to 1.
    phi : (N,) ndarray
    widest : int
        Largest width of a window in cells.
    """

    def __init__(self, s: np.ndarray, phi: np.ndarray, widest: int) -> None:
        self._s, self._phi, self._widest = s, phi, widest
        self._tables: dict[int, Pieces | None] = {}

    def pieces(self, level: int) -> Pieces | None:
        """Those of all windows (`window_ranges.places`) of cells of length 2^-level; None where a
        window has too many samples."""
        if level not in self._tables:
            self._tables[level] = self._tabulated(level)
        return self._tables[level]

    def _tabulated(self, level: int) -> Pieces | None:
        if level > _FINEST:
            return None
        cells = 1 << level
        widths = np.arange(1, self._widest + 1)
        width = np.repeat(widths, cells + widths + 1)
        start = np.concatenate([np.arange(-w, cells + 1) for w in widths])
        low, high = start / cells, (start + width) / cells
        first = np.searchsorted(self._s, low, "right")
        count = np.maximum(np.searchsorted(self._s, high, "left") - first, 0)
        most = int(count.max())
        if most > _MOST:
            return None
        ranks = np.minimum(first[:, None] + np.arange(most), len(self._s) - 1)
        inside = np.arange(most) < count[:, None]
        places = np.where(inside, self._s[ranks], high[:, None])
        places = np.column_stack((low, places, high))
        values = np.interp(places, self._s, self._phi)
        places = places * cells - start[:, None]
        above, below = _hulls(places, values), _hulls(places, -values)
        most = max(above[0].shape[1], below[0].shape[1])
        end, intercept, slope = (
            np.concatenate((_padded(a, most), _padded(b, most))).ravel()
            for a, b in zip(above, below, strict=True)
        )
        return Pieces(end, intercept, slope, most, len(start))


def _hulls(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ends, intercepts and slopes (W, P) of the upper hulls of the points of each row; x ascends.

    An intercept is the least with which the line lies above all points, also where its slope has
    been rounded.
    """
    rows, last = np.arange(len(x)), x[:, -1]
    at = np.zeros(len(x), dtype=np.intp)
    ends: list[np.ndarray] = []
    intercepts: list[np.ndarray] = []
    slopes: list[np.ndarray] = []
    slope = np.zeros(len(x))
    while not slopes or np.any(x[rows, at] < last):
        away = x - x[rows, at][:, None]
        rise = np.divide(
            y - y[rows, at][:, None], away, out=np.full(x.shape, -np.inf), where=away > 0
        )
        steepest = rise.max(axis=1)
        further = np.isfinite(steepest)
        slope = np.where(further, steepest, slope)
        at = np.where(
            further, x.shape[1] - 1 - np.argmax((rise == steepest[:, None])[:, ::-1], axis=1), at
        )
        slopes.append(slope)
        ends.append(x[rows, at])
        intercepts.append((y - slope[:, None] * x).max(axis=1))
    return np.stack(ends, axis=1), np.stack(intercepts, axis=1), np.stack(slopes, axis=1)


def _padded(each: np.ndarray, count: int) -> np.ndarray:
    return np.concatenate((each, np.repeat(each[:, -1:], count - each.shape[1], axis=1)), axis=1)
