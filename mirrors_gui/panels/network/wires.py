"""Input and output of the network drawing, and the edges that fan out from them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mirrors_engine.results import FitResult
from mirrors_gui.panels.network.geometry import (
    CENTER,
    HEAD,
    NODE,
    PITCH,
    Geometry,
    edge_pen,
    readable,
)
from mirrors_gui.panels.network.lanes import Lane
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import tr

NAMES = {"abs": "|·|", "relu": "ReLU"}


class WiresItem(QGraphicsItem):
    """Both nodes, their fans, the intercept and the headings.

    The nodes stay in the middle of what is seen. Edges to lanes out of sight are drawn
    as one cable, so that painting costs the same for 10 units and for 1000.
    """

    def __init__(
        self,
        geometry: Geometry,
        theme: Theme,
        strength: Callable[[tuple[int, ...]], float],
        result: FitResult,
        lanes: list[Lane],
        largest: float,
    ) -> None:
        super().__init__()
        self.geometry = geometry
        self.theme = theme
        self._strength = strength
        self._lanes = lanes
        self._largest = largest
        self._signal = result.signal
        # a constant that only rounding kept from zero reads as zero
        rounding = abs(result.intercept) <= 1e-12 * float(np.abs(result.signal.y).max())
        self._intercept = tr(
            "constant {value}", value=formatting.number(0.0 if rounding else result.intercept, 3)
        )
        if result.level is not None:
            slopes = np.atleast_1d(result.slope)
            self._intercept += tr(
                " · skip slope {slopes}", slopes=formatting.number(float(slopes[0]), 3)
            )
            self._intercept += ", …" if len(slopes) > 1 else ""
        self._activations = [a.name for a in result.architecture.activations]
        self._first, self._last = geometry.lane(0), geometry.lane(len(lanes) - 1)
        self._middle = 0.5 * (self._first + self._last)
        self._rows = range(len(lanes))
        self.setZValue(-1)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.geometry.width, self._last + PITCH)

    def shape(self) -> QPainterPath:
        return QPainterPath()  # only lanes are pointed at

    def keep_between(self, top: float, bottom: float) -> None:
        """Place the nodes for the part of the drawing that is seen."""
        half = PITCH / 2
        seen = 0.5 * (max(top, self._first - half) + min(bottom, self._last + half))
        middle = min(max(seen, self._first), self._last)
        above = max(0, int((top - self._first) // PITCH))
        below = min(len(self._lanes), int((bottom - self._first) // PITCH) + 2)
        rows = range(above, max(above, below))
        if abs(middle - self._middle) > 0.5 or rows != self._rows:
            self._middle, self._rows = middle, rows
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self._cables(painter)
        for row in self._rows:
            lane = self._lanes[row]
            alpha = self._strength(lane.key)
            first = lane.weights[0] if lane.weights else 1.0
            for path, weight in zip(self._fan(row), (first, lane.alpha), strict=True):
                painter.setPen(edge_pen(self.theme, weight, self._largest, alpha))
                painter.drawPath(path)
        self._nodes(painter, widget)
        self._headings(painter, widget)

    def _cables(self, painter: QPainter) -> None:
        """One thick quiet line each for all lanes above and all lanes below what is seen."""
        painter.setPen(QPen(self.theme.color("line"), 5))
        for row in (self._rows.start - 1, self._rows.stop):
            if 0 <= row < len(self._lanes):
                for path in self._fan(row):
                    painter.drawPath(path)

    def _fan(self, row: int) -> tuple[QPainterPath, QPainterPath]:
        """Edges of one lane from the input and to the output."""
        geometry, y = self.geometry, self.geometry.lane(row)
        return (
            _curve(geometry.input + NODE, self._middle, geometry.left, y),
            _curve(geometry.right, y, geometry.output - NODE, self._middle),
        )

    def _nodes(self, painter: QPainter, widget: QWidget | None) -> None:
        theme, geometry = self.theme, self.geometry
        painter.setPen(QPen(theme.color("secondary"), 1))
        down = QPointF(geometry.output, self._middle - NODE)
        painter.drawLine(QPointF(geometry.output, HEAD - 6), down)
        painter.setFont(readable(painter, widget, themes.NORMAL))
        for x, letter in ((geometry.input, "x"), (geometry.output, "f")):
            painter.setPen(QPen(theme.color("secondary"), themes.stroke(1.5)))
            painter.setBrush(theme.color("raised"))
            area = QRectF(x - NODE, self._middle - NODE, 2 * NODE, 2 * NODE)
            painter.drawEllipse(area)
            painter.setPen(theme.color("text"))
            painter.drawText(area, CENTER, letter)

    def _headings(self, painter: QPainter, widget: QWidget | None) -> None:
        """Columns, activations and the constant, above the first lane."""
        painter.setFont(readable(painter, widget))
        painter.setPen(self.theme.color("secondary"))
        for area, text, side in self.headings(painter.fontMetrics()):
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)

    def headings(self, metrics: QFontMetrics) -> list[tuple[QRectF, str, Qt.AlignmentFlag]]:
        """Where each heading stands, and what it says in the type of these metrics."""
        geometry, align = self.geometry, Qt.AlignmentFlag
        high, found = metrics.height(), []
        widest = 0
        for box, column in zip(geometry.boxes, geometry.columns, strict=True):
            if column is not None:
                name = NAMES.get(self._activations[column], self._activations[column])
                wide = metrics.horizontalAdvance(name)
                widest = max(widest, wide)
                area = QRectF(box.center().x() - wide / 2, 12 - high / 2, wide, high)
                found.append((area, name, align.AlignHCenter))
        room = geometry.boxes[0].center().x() - widest / 2 - 8  # up to the next heading
        whole, below = geometry.width, 4.0 + 0.9 * high  # of the line under the activations
        for x, y, space, text, side in (
            (0.0, 4.0, room, formatting.x_name(self._signal), align.AlignLeft),
            (whole - room, 4.0, room, formatting.y_name(self._signal), align.AlignRight),
            (0.0, below, whole, self._intercept, align.AlignRight),
        ):
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(space))
            found.append((QRectF(x, y, space, high), short, side))
        return found


def _curve(x0: float, y0: float, x1: float, y1: float) -> QPainterPath:
    path = QPainterPath(QPointF(x0, y0))
    middle = 0.5 * (x0 + x1)
    path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))
    return path
