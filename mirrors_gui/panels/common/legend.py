"""A line of marks with their meanings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr

Mark = Callable[[QPainter, float, float], None]
WIDTH, GAP, BETWEEN = 14, 6, 18  # px of a mark, to its word, between entries
MOST_LINES = 3


class Legend(QWidget):
    """Marks drawn as in the plot beside it, on up to three lines where one has no room for all.

    What has no room on them is named by the tooltip, which begins with all of them.
    """

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tip = tip
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.entries: tuple[str, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._theme: Theme | None = None

    def fill(self, entries: Sequence[tuple[str, Mark]], theme: Theme) -> None:
        """Take words and marks; hidden while there are none."""
        self.entries = tuple(tr(word) for word, _ in entries)
        self._marks = tuple(mark for _, mark in entries)
        self._theme = theme
        said = tr("Marks: ") + ", ".join(self.entries)
        self.setAccessibleName(said)
        self.setToolTip(wrapped(f"{said}\n{self._tip}" if self._tip else said))
        self.setVisible(bool(entries))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines are at this width."""
        self.setFixedHeight(max(1, len(self.lines(self.width()))) * self._line_height())

    def lines(self, width: int) -> list[list[int]]:
        """Which entries stand on each line; the last ones are what only this window has."""
        metrics = self._metrics()
        wides = [WIDTH + GAP + metrics.horizontalAdvance(word) for word in self.entries]
        for first in range(len(wides)):
            found = _broken(wides, first, width)
            if len(found) <= MOST_LINES:
                return found
        return []

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(themes.font(themes.SMALL))
        metrics, high = painter.fontMetrics(), self._line_height()
        lines = self.lines(self.width())
        top = (self.height() - high * len(lines)) / 2
        for row, line in enumerate(lines):
            x, middle = 0.0, top + (row + 0.5) * high
            for k in line:
                self._marks[k](painter, x + WIDTH / 2, middle)
                painter.setPen(self._theme.color("secondary"))
                base = middle + (metrics.ascent() - metrics.descent()) / 2
                room = self.width() - int(x) - WIDTH - GAP
                word = metrics.elidedText(self.entries[k], Qt.TextElideMode.ElideRight, room)
                painter.drawText(QPointF(x + WIDTH + GAP, base), word)
                x += WIDTH + GAP + metrics.horizontalAdvance(self.entries[k]) + BETWEEN
        painter.end()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(themes.font(themes.SMALL))

    def _line_height(self) -> int:
        return self._metrics().height() + 4


def _broken(wides: Sequence[int], first: int, width: int) -> list[list[int]]:
    """Entries from `first` on, broken into lines of this width."""
    lines: list[list[int]] = []
    left = 0
    for k in range(first, len(wides)):
        if not lines or wides[k] > left:
            lines.append([])
            left = width
        lines[-1].append(k)
        left -= wides[k] + BETWEEN
    return lines


def stroke(pen: QPen) -> Mark:
    """The mark of a curve: a piece of it."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(pen)
        painter.drawLine(QPointF(x - WIDTH / 2, y), QPointF(x + WIDTH / 2, y))

    return draw


def patch(color: QColor) -> Mark:
    """The mark of a band: a piece of it."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.fillRect(QRectF(x - WIDTH / 2, y - 4, WIDTH, 8), color)

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
