"""Fades a view whose content is out of date: plots strongly, text so that it can still be read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QGraphicsView, QWidget

PLOT_OPACITY = 0.6  # lines and marks keep 40 % of their contrast
TEXT_OPACITY = 0.31  # text keeps 4.5:1, captions 3:1 (tests/gui/test_veil.py)


class Veil(QWidget):
    """Covers its parent in the colour of the background; mouse and keys pass through."""

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
        plots = QRegion()
        for view in self._view.findChildren(QGraphicsView):
            if view.isVisible():
                corner = view.mapTo(self._view, view.rect().topLeft())
                plots += QRect(corner, view.size())
        whole = QRegion(self.rect())
        for region, opacity in ((whole - plots, TEXT_OPACITY), (whole & plots, PLOT_OPACITY)):
            color = QColor(self.color)
            color.setAlphaF(opacity)
            painter.setClipRegion(region)
            painter.fillRect(self.rect(), color)
        painter.end()
