"""A page that scrolls where a screen cannot hold it all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Page(QWidget):
    """As high as its contents must be, and no higher than its place where that is enough.

    A scroll area asks a page whose paragraphs wrap for its height at a width; the preferred one of
    a plot, 480 px, would have low screens scroll what can shrink.
    """

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class Scrolled(QScrollArea):
    """As wide as its place, and high enough for paragraphs that wrap at that width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self.widget()
        layout = None if page is None else page.layout()
        if page is None or layout is None or not layout.hasHeightForWidth():
            return
        least = layout.minimumHeightForWidth(self.viewport().width())
        if least != page.minimumHeight():
            page.setMinimumHeight(least)
