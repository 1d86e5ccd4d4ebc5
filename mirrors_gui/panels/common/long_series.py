"""The samples of a plot at every zoom: discs where few are seen, their course where many are."""

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
            self._strokes.setData(np.repeat(x, 2), np.c_[np.zeros_like(y), y].ravel())
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


__all__ = ["MANY", "Samples", "course", "seen"]
