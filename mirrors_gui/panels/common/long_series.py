"""Samples, lines and stems at every zoom: each of them where few are seen, else their course."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

MANY = 5000  # samples in view from which their course is drawn instead of discs
FEW = 1000  # the same while a long series is panned, where discs are drawn anew each frame
SLICES = 1500  # of a course


def course(
    x: np.ndarray, y: np.ndarray, left: float = -np.inf, right: float = np.inf
) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest y in each of many slices of the samples between two x.

    Parameters
    ----------
    x, y : (N,) ndarray
        x ascending.
    left, right : float
        What is seen; one sample beyond on either side is kept.

    Returns
    -------
    x, y : (2 M,) ndarray
        Pairs to connect, at most some two thousand. Slices stay where they are while the view
        moves, so that nothing flickers.
    """
    first, last = seen(x, left, right)
    size = 1 << max(0, int(np.ceil(np.log2(max(last - first, 1) / SLICES))))
    starts = np.arange(first // size * size, last, size)
    low = np.minimum.reduceat(y[:last], starts)
    high = np.maximum.reduceat(y[:last], starts)
    return np.repeat(x[starts], 2), np.c_[low, high].ravel()


def seen(x: np.ndarray, left: float, right: float) -> tuple[int, int]:
    """The samples between two x, and one beyond on either side, as a range of indices."""
    first = max(int(np.searchsorted(x, left)) - 1, 0)
    last = min(int(np.searchsorted(x, right, side="right")) + 1, len(x))
    return min(first, len(x) - 1), max(last, 1)


def cells(x: np.ndarray, left: float, right: float) -> np.ndarray:
    """Where a cell begins in ascending x: cells narrower than a pixel, between two x.

    Returns
    -------
    (M + 1,) ndarray of int
        The first of each cell that is not empty, and the end of the last; one x beyond what is
        seen is kept on either side. Cells stay where they are while the view moves.
    """
    first, last = seen(x, left, right)
    # at most twice as many as slices: the width is a power of two
    finest = float(np.spacing(max(abs(left), abs(right))))
    width = 2.0 ** np.floor(np.log2(max((right - left) / SLICES, finest)))
    count = int(np.ceil(right / width) - np.floor(left / width)) + 1
    edges = (np.floor(left / width) + np.arange(count)) * width
    inside = np.clip(np.searchsorted(x, edges), first, last)
    return np.unique(np.concatenate(([first, first + 1], inside, [last - 1, last])))


class LongLine:
    """A line, or stems, of any number of points, drawn anew as the view moves where they are many.

    Parameters
    ----------
    plot : PlotWidget
    item : PlotCurveItem
        In the plot; with `stems` it connects pairs.
    stems : bool
        Whether each point is the end of a stem from 0 instead.
    """

    def __init__(self, plot: pg.PlotWidget, item: pg.PlotCurveItem, stems: bool = False) -> None:
        self._box, self._item, self._stems = plot.getViewBox(), item, stems
        self._x = self._y = np.empty(0)
        self._box.sigXRangeChanged.connect(self._follow)

    def show(self, x: np.ndarray, y: np.ndarray) -> None:
        """Draw these points, x ascending."""
        self._x, self._y = x, y
        if len(x) > MANY:
            self._follow()
        elif self._stems:
            self._item.setData(np.repeat(x, 2), _stems(y))
        else:
            self._item.setData(x, y)

    def clear(self) -> None:
        """Draw none."""
        self._x = self._y = np.empty(0)
        self._item.clear()

    def _follow(self, *_range: object) -> None:
        x, y = self._x, self._y
        if len(x) <= MANY:
            return
        bounds = cells(x, *self._box.viewRange()[0])
        starts, ends = bounds[:-1], bounds[1:] - 1
        low = np.minimum.reduceat(y[: bounds[-1]], starts)
        high = np.maximum.reduceat(y[: bounds[-1]], starts)
        if self._stems:
            longest = np.where(-low > high, low, high)
            self._item.setData(np.repeat(x[starts], 2), _stems(longest))
        else:
            at = np.column_stack((x[starts], x[starts], x[starts], x[ends]))
            heights = np.column_stack((y[starts], low, high, y[ends]))
            self._item.setData(at.ravel(), heights.ravel())


def _stems(y: np.ndarray) -> np.ndarray:
    return np.c_[np.zeros_like(y), y].ravel()


class Samples:
    """Discs and strokes of one plot, drawn anew as a long series is zoomed and panned.

    Parameters
    ----------
    plot : PlotWidget
    discs, strokes : ScatterPlotItem and PlotCurveItem
        In the plot; strokes connect pairs.
    stems : bool
        Whether each sample that is drawn as a disc stands on a stem from 0.
    """

    def __init__(
        self,
        plot: pg.PlotWidget,
        discs: pg.ScatterPlotItem,
        strokes: pg.PlotCurveItem,
        stems: bool = False,
    ) -> None:
        self._box = plot.getViewBox()
        self._discs, self._strokes, self._stems = discs, strokes, stems
        self._x = self._y = np.empty(0)
        self._drawn: tuple[int, int] | None = None  # which samples of a long series
        strokes.setSegmentedLineMode("on")  # one path of them all takes four times as long
        self._box.sigXRangeChanged.connect(self._follow)

    def show(self, x: np.ndarray, y: np.ndarray) -> None:
        """Draw these samples, x ascending."""
        self._x, self._y, self._drawn = x, y, None
        if len(x) > MANY:
            self._follow()
        else:
            self._draw(x, y)

    def clear(self) -> None:
        """Draw none."""
        self._x = self._y = np.empty(0)
        self._discs.clear()
        self._strokes.clear()

    def _draw(self, x: np.ndarray, y: np.ndarray) -> None:
        self._discs.setData(x, y)
        if self._stems:
            self._strokes.setData(np.repeat(x, 2), _stems(y))
        else:
            self._strokes.clear()

    def _follow(self, *_range: object) -> None:
        x, y = self._x, self._y
        if len(x) <= MANY:
            return
        left, right = self._box.viewRange()[0]
        first, last = seen(x, left, right)
        if (first, last) == self._drawn:
            return
        self._drawn = first, last
        if last - first <= FEW:
            self._draw(x[first:last], y[first:last])
        else:
            self._discs.clear()
            self._strokes.setData(*course(x, y, left, right))


__all__ = ["MANY", "LongLine", "Samples", "course", "seen"]
