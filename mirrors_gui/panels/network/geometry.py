"""Sizes, places and pens of the network drawing."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mirrors_gui.panels.network.lanes import pictured
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme

NODE = 14.0  # radius
MARGIN = 2.0
HEAD = 48.0
PITCH = 50.0
PICTURE = 38.0
LEAST = 0.65  # of its size, down to which the drawing keeps the size of its type
CENTER = Qt.AlignmentFlag.AlignCenter


class Geometry:
    """Where the columns stand, for so many pictures a lane."""

    def __init__(self, hidden: int) -> None:
        self.columns = pictured(hidden)
        n = len(self.columns)
        picture = 112.0 if n == 1 else 76.0 if n == 2 else 56.0
        self.label = 44.0 if n <= 2 else 40.0  # an edge long enough for its weight
        fan = 40.0 if n <= 2 else 32.0
        self.left = MARGIN + 2 * NODE + fan  # where lanes begin
        x = self.left + self.label
        self.boxes: list[QRectF] = []
        for column in self.columns:
            width = 28.0 if column is None else picture
            self.boxes.append(QRectF(x, -PICTURE / 2, width, PICTURE))
            x += width + self.label
        self.right = x
        self.width = x + fan + 2 * NODE + MARGIN
        self.input = MARGIN + NODE
        self.output = self.width - MARGIN - NODE

    def lane(self, row: int) -> float:
        """Middle of a row."""
        return HEAD + (row + 0.5) * PITCH


def readable(painter: QPainter, widget: QWidget | None, size: int = themes.SMALL) -> QFont:
    """Type of this size on the screen, where a narrow panel shrinks the drawing; not in a figure.

    Zoomed out farther it shrinks too: lanes would write over each other.
    """
    face = themes.font(size)
    if widget is not None:
        shrunk = min(1.0, max(LEAST, painter.worldTransform().m11()))
        face.setPixelSize(math.ceil(face.pixelSize() / shrunk))
    return face


def edge_pen(theme: Theme, weight: float, largest: float, alpha: float = 1.0) -> QPen:
    """Width for the size of a weight, colour and dashes for its sign."""
    width = 1.0 + 2.5 * min(1.0, abs(weight) / largest) if largest > 0 else 1.0
    pen = QPen(theme.color("positive" if weight >= 0 else "negative", alpha), themes.stroke(width))
    if weight < 0:
        pen.setDashPattern([max(2.0, 6.0 / width), max(1.2, 3.0 / width)])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
