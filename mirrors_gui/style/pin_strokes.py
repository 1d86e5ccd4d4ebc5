"""The strokes of pinned fits: six dashes, each in a colour of its own that is not the mirror's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from mirrors_gui.style import theme as themes
from mirrors_gui.style.plots import pixel_ratio
from mirrors_gui.style.theme import Theme, mix

# Okabe and Ito's colours, told apart by the colour-blind, and grey
COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#999999")
# lengths of dashes and gaps, in widths of the line
DASHES = ((6, 3), (2, 2), (8, 2, 2, 2), (4, 4), (12, 3), (6, 2, 2, 2, 2, 2))
WIDTH = 1.75  # px
CONTRAST = 3.0  # to the ground, what WCAG 2 asks of marks
SWATCH = 28, 12  # px of a stroke beside a name
LONG = 4000  # corners from which a line is solid: dashes of it take long to draw


def stroke_color(theme: Theme, slot: int) -> QColor:
    """The colour of a pin, as much darker or lighter as it takes to be seen on the ground."""
    share = 0.0
    color = QColor(COLORS[slot])
    while contrast(color, QColor(theme.raised)) < CONTRAST and share < 1:
        share += 0.05
        color = QColor(mix(COLORS[slot], theme.text, share))
    return color


def stroke_pen(theme: Theme, slot: int, corners: int = 0) -> QPen:
    """A cosmetic pen for a line of so many corners."""
    made = QPen(stroke_color(theme, slot), themes.stroke(WIDTH) * pixel_ratio())
    made.setCosmetic(True)
    if corners <= LONG:
        made.setDashPattern(DASHES[slot])
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def swatch(theme: Theme, slot: int) -> QPixmap:
    """A piece of the stroke, to stand beside a name."""
    ratio = pixel_ratio()
    wide, high = SWATCH
    made = QPixmap(round(wide * ratio), round(high * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    pen = stroke_pen(theme, slot)
    pen.setCosmetic(False)
    pen.setWidthF(WIDTH)
    painter.setPen(pen)
    painter.drawLine(QPointF(0, high / 2), QPointF(wide, high / 2))
    painter.end()
    return made


def contrast(one: QColor, two: QColor) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
