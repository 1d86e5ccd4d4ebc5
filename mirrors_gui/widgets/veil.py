"""A veil over a view whose content is out of date, which keeps 40 % of its contrast."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

OPACITY = 0.6  # of the veil: what lies below keeps 40 %


class Veil(QWidget):
    """Covers its parent but for the pointer; shown and hidden by whoever knows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = parent
        self.color = QColor("white")
        self.hide()
        parent.installEventFilter(self)

    def lift(self, lifted: bool) -> None:
        """Show the content below as it is, or else as old."""
        if not lifted:
            self.setGeometry(self._view.rect())
            self.raise_()
        self.setVisible(not lifted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._view.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self.color)
        veil.setAlphaF(OPACITY)
        painter.fillRect(self.rect(), veil)
        painter.end()
