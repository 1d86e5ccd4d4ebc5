"""Lines and marks of the plots, as pyqtgraph's with what this window needs."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mirrors_gui.style import theme as themes

LONG = 200  # points of a curve whose outline would be slow


class _Cleared:
    """An item of pyqtgraph's that leaves the screen when it is cleared.

    Qt paints anew where an item was only if it is told before the item has another shape.
    """

    def clear(self) -> None:
        self.prepareGeometryChange()  # type: ignore[attr-defined]
        super().clear()  # type: ignore[misc]
        self.update()  # type: ignore[attr-defined]


class Curve(_Cleared, pg.PlotCurveItem):
    """A line through points.

    A long one that is wider than a pixel is painted segment by segment: the outline of the whole
    takes 25 times as long (40 000 points: 420 ms against 16). Segments that let the ground through
    would be seen twice where they join, so their colour is that of the ground and theirs together.
    """

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        given = self.opts["pen"]
        if self._in_segments(given):
            self.opts["pen"] = opaque(given, self.getViewWidget().backgroundBrush().color())
        super().paint(painter, option, widget)
        self.opts["pen"] = given

    def _in_segments(self, pen: QPen) -> bool:
        wide = pen.widthF() > 1.0 and pen.style() == Qt.PenStyle.SolidLine
        return wide and self.xData is not None and len(self.xData) > LONG

    def _shouldUseDrawLineSegments(self, pen: QPen) -> bool:
        return self._in_segments(pen) or bool(super()._shouldUseDrawLineSegments(pen))


def opaque(pen: QPen, ground: QColor) -> QPen:
    """A pen that paints on the ground what the given one would, and hides what is below."""
    color = pen.color()
    solid = QPen(pen)
    solid.setColor(QColor(themes.mix(ground.name(), color.name(), color.alphaF())))
    return solid


class Marks(_Cleared, pg.ScatterPlotItem):
    """Symbols that are larger where type is."""

    def _style(self, opts: Any, data: Any = None, idx: Any = None, scale: Any = None) -> Any:
        grown = themes.stroke(1.0)
        columns = super()._style(opts, data=data, idx=idx, scale=scale)
        for name, column in zip(opts, columns, strict=True):
            yield column * grown if name == "size" else column

    def rescale(self) -> None:
        """Draw all symbols anew, in the size that they have now."""
        if len(self.data):
            self.data["sourceRect"] = 0
            self.updateSpots()
