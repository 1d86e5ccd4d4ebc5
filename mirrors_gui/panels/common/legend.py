"""A line of marks with their meanings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import tr

Mark = Callable[[QPainter, float, float], None]
WIDTH, GAP, BETWEEN = 14, 6, 18  # px of a mark, to its word, between entries


class Legend(QWidget):
    """Marks drawn as in the plot beside it; entries without room are left out whole."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.entries: tuple[str, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._theme: Theme | None = None

    def fill(self, entries: Sequence[tuple[str, Mark]], theme: Theme) -> None:
        """Take words and marks; hidden while there are none."""
        self.entries = tuple(tr(word) for word, _ in entries)
        self._marks = tuple(mark for _, mark in entries)
        self._theme = theme
        self.setAccessibleName(tr("Marks: ") + ", ".join(self.entries))
        self.setVisible(bool(entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(themes.font(themes.SMALL)).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(themes.font(themes.SMALL))
        metrics = painter.fontMetrics()
        x, middle = 0.0, self.height() / 2
        wides = [WIDTH + GAP + metrics.horizontalAdvance(word) for word in self.entries]
        first = 0  # the last entries are what only this window has: they stay longest
        while first < len(wides) and sum(wides[first:]) + BETWEEN * len(wides) > self.width():
            first += 1
        entries = list(zip(self.entries, self._marks, wides, strict=True))
        for word, mark, wide in entries[first:]:
            mark(painter, x + WIDTH / 2, middle)
            painter.setPen(self._theme.color("secondary"))
            base = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + WIDTH + GAP, base), word)
            x += wide + BETWEEN
        painter.end()


def stroke(pen: QPen) -> Mark:
    """The mark of a curve: a piece of it."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(pen)
        painter.drawLine(QPointF(x - WIDTH / 2, y), QPointF(x + WIDTH / 2, y))

    return draw


def ring(theme: Theme) -> Mark:
    """The mark of what is left out of the data."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(theme.color("data"), 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)

    return draw


def disc(theme: Theme) -> Mark:
    """The mark of the data."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(theme.color("data", 0.0)))
        painter.setBrush(theme.color("data"))
        painter.drawEllipse(QPointF(x, y), 3, 3)

    return draw
