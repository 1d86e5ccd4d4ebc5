"""What the marks of the fit mean: a line above the plot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mirrors_gui import theme as themes
from mirrors_gui.panels.features_model import diamond
from mirrors_gui.theme import Theme

DATA, FUNCTION, PLAIN, MIRROR = "data", "best function", "kink at a sample", "at a mirror image"
MARK, GAP, BETWEEN = 14, 6, 18  # px of a mark, to its word, between entries


class FitLegend(QWidget):
    """Names only the marks that are drawn; the mirror's is the story of the whole window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fitLegend")
        self.setToolTip(
            "Filled: the function bends at a sample. Hollow: it bends where a sample is mirrored "
            "about another. Hover a hollow one to see which."
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.entries: tuple[str, ...] = ()
        self._theme: Theme | None = None

    def bind(self, session: Any) -> None:
        """Follow a session's answers and colours."""
        session.themeChanged.connect(self.apply_theme)
        session.resultChanged.connect(self.show_result)
        self.apply_theme(session.theme)
        self.show_result(session.result)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_result(self, result: Any) -> None:
        """Take the marks of an answer; on the plane lines stand for kinks, and there are none."""
        if result is None or result.architecture.inputs == "plane":
            self.entries = ()
        else:
            mirrors = {kink.mirror for feature in result.features for kink in feature.kinks}
            plain, mirrored = (PLAIN,) * (False in mirrors), (MIRROR,) * (True in mirrors)
            self.entries = (DATA, FUNCTION, *plain, *mirrored)
        self.setAccessibleName("Marks: " + ", ".join(self.entries))
        self.setVisible(bool(self.entries))
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
        for entry in self.entries:
            wide = MARK + GAP + metrics.horizontalAdvance(entry)
            if x + wide > self.width():
                break
            self._marks()[entry](painter, x + MARK / 2, middle)
            painter.setPen(self._theme.color("secondary"))
            base = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + MARK + GAP, base), entry)
            x += wide + BETWEEN
        painter.end()

    def _marks(self) -> dict[str, Callable[[QPainter, float, float], None]]:
        theme = self._theme
        assert theme is not None

        def disc(painter: QPainter, x: float, y: float) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("data"))
            painter.drawEllipse(QPointF(x, y), 3, 3)

        def line(painter: QPainter, x: float, y: float) -> None:
            painter.setPen(QPen(theme.color("function"), 2))
            painter.drawLine(QPointF(x - MARK / 2, y), QPointF(x + MARK / 2, y))

        return {
            DATA: disc,
            FUNCTION: line,
            PLAIN: lambda painter, x, y: diamond(painter, x, y, 4.5, theme, False),
            MIRROR: lambda painter, x, y: diamond(painter, x, y, 4.5, theme, True),
        }
