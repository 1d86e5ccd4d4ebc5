"""Data and optimal function of a signal, painted small in a cell of the table."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mirrors_engine.batch.outline import Outline
from mirrors_gui.batch.table_model import ROW, Index, SignalsModel
from mirrors_gui.figures.axes import opened
from mirrors_gui.style.theme import Theme

SIZE = QSize(132, 44)
MARGIN = 5


class Thumbnail(QStyledItemDelegate):
    """Paints the outline of the row; nothing until there is one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)  # the background of the row
        model, row = index.model(), index.data(ROW)
        outline = None if row is None or row.line is None else row.line.outline
        if outline is None or not isinstance(model, SignalsModel):
            return
        room: Any = option
        box = QRectF(room.rect).adjusted(MARGIN + 2, MARGIN, -MARGIN, -MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(room.rect)
        draw(painter, box, outline, model.theme)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return SIZE


def draw(painter: QPainter, box: QRectF, outline: Outline, theme: Theme) -> None:
    """Samples as dots, the function as a line over them."""
    heights = np.concatenate((outline.y, outline.fit_y))
    low, high = opened(float(heights.min()), float(heights.max()), 0.02)
    left, right = opened(float(outline.x.min()), float(outline.x.max()), 0.0)

    def points(x: np.ndarray, y: np.ndarray) -> list[QPointF]:
        across = box.left() + (x - left) / (right - left) * box.width()
        down = box.bottom() - (y - low) / (high - low) * box.height()
        return [QPointF(a, b) for a, b in zip(across.tolist(), down.tolist(), strict=True)]

    dots = QPen(theme.color("data", 0.7), 2.0 if len(outline.x) > 60 else 4.0)
    few = len(outline.x) <= 60
    dots.setCapStyle(Qt.PenCapStyle.RoundCap if few else Qt.PenCapStyle.SquareCap)
    painter.setPen(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)  # smooth dots are slow
    painter.drawPoints(QPolygonF(points(outline.x, outline.y)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(outline.fit_x):
        painter.setPen(QPen(theme.color("function"), 1.5))
        painter.drawPolyline(QPolygonF(points(outline.fit_x, outline.fit_y)))
