"""The chosen piece of the function, thick on the fit plot and never out of sight."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from mirrors_gui.model.session import Session
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme

WIDTH = 7.0  # px, beside the 2 px of the function
NARROW = 3.0  # px: what is narrower is seen from closer by
CLOSE = 8.0  # widths of a narrow piece that are then on show
BEYOND = 1.0  # ranges of the data that a piece without an end is drawn beyond them


class PieceLayer:
    """Follows `Session.piece`.

    Attributes
    ----------
    line : PlotCurveItem
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.line = pg.PlotCurveItem(antialias=True)
        self.line.setZValue(-1)
        self._plot = plot
        plot.addItem(self.line, ignoreBounds=True)

    def bind(self, session: Session) -> None:
        self._session = session
        session.pieceChanged.connect(lambda _: self._show(True))
        session.axes.changed.connect(lambda: self._show(False))

    def apply_theme(self, theme: Theme) -> None:
        self.line.setPen(plots.pen(theme, "function", WIDTH, 0.4))

    def _show(self, seek: bool) -> None:
        piece, result = self._session.piece, self._session.result
        if piece is None or result is None or result.signal.dimension > 1:
            self.line.clear()
            return
        x = result.signal.x
        first, last = float(x[0]), float(x[-1])
        air = BEYOND * ((last - first) or 1.0)
        low, high = max(piece.start, first - air), min(piece.end, last + air)
        if low >= high:  # it lies farther out than is drawn
            low, high = piece.anchor - air, piece.anchor + air
            low, high = max(piece.start, low), min(piece.end, high)
        scale = self._session.axes.scale(result.signal)
        ends = np.array([low, high])
        self.line.setData(*scale.line(ends, np.array([piece(low), piece(high)])))
        if seek:
            self._seek(*scale.to(ends).tolist())

    def _seek(self, low: float, high: float) -> None:
        """Move, and come closer, only as far as it takes to see it."""
        left, right = self._plot.viewRange()[0]
        pixel = (right - left) / max(1, self._plot.getViewBox().width())
        width = right - left
        if high - low < NARROW * pixel:
            width = CLOSE * (high - low)
        elif low < right and high > left:
            return
        middle = 0.5 * (low + high)
        self._plot.setXRange(middle - 0.5 * width, middle + 0.5 * width, padding=0)
