"""The three columns of the window, with dividers between them that can be dragged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from mirrors_gui.style.responsive_layout import GAP, LEFT, RIGHT, RIGHT_LEAST, side_widths
from mirrors_gui.text.translate import tr

WIDEST = 4000  # px that a column dragged in another window may have been


class _Divider(QSplitterHandle):
    """A line appears under the pointer; a double click gives the columns their own widths."""

    def __init__(self, columns: Columns) -> None:
        super().__init__(Qt.Orientation.Horizontal, columns)
        self.setToolTip(tr("Drag to make the columns wider or narrower; a double click undoes it"))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.fillRect(self.width() // 2 - 1, 0, 2, self.height(), colour)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        columns = self.splitter()
        assert isinstance(columns, Columns)
        columns.forget_widths()


class Columns(QSplitter):
    """Settings at the left, then the fit and the views; these two can change places.

    Attributes
    ----------
    large : bool
        Whether the views stand in the middle and the fit at the side.
    by_hand : dict of int
        Widths in px of normal type that were dragged: "left", "right", and "fit", which is
        that of the fit beside a large view.
    """

    def __init__(self, left: QWidget, fit: QWidget, views: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setHandleWidth(GAP)
        self.setChildrenCollapsible(False)
        self.left, self.fit, self.views = left, fit, views
        self.large, self.by_hand = False, dict[str, int]()
        self._scale, self._widths = 1.0, (LEFT, RIGHT)
        for column in (left, fit, views):
            self.addWidget(column)
        self.splitterMoved.connect(self._remember)

    @property
    def side(self) -> QWidget:
        """What stands at the right."""
        return self.fit if self.large else self.views

    def set_large(self, large: bool) -> None:
        """Let the fit and the views change places; `arrange` gives them their widths."""
        self.large = large
        self.insertWidget(1, self.views if large else self.fit)
        self.insertWidget(2, self.side)

    def arrange(self, width: int, scale: float, folded: Mapping[QWidget, bool]) -> None:
        """Fold and size the columns of a window `width` px wide, its type `scale` times as large.

        `folded` has what was folded or unfolded by hand, under `left` and `views`; the latter
        stands for the column at the right, whatever is in it.
        """
        rooms = side_widths(round(width / scale), self.large)
        keys = (self.left, self.views)
        hidden = [folded.get(key, room == 0) for key, room in zip(keys, rooms, strict=True)]
        left, side = (
            round(scale * (room or full))
            for room, full in zip(rooms, (LEFT, RIGHT_LEAST), strict=True)
        )
        if hidden[0] and not hidden[1] and not self.large:
            half = width // 2 - 3 * GAP
            side = round(max(scale * RIGHT_LEAST, min(scale * RIGHT, half)))
        self._scale, self._widths = scale, (left, side)
        middle = self.views if self.large else self.fit
        for column, least, hide in (
            (self.left, LEFT, hidden[0]),
            (middle, 0, False),
            (self.side, RIGHT_LEAST, hidden[1]),
        ):
            column.setMinimumWidth(round(scale * least))
            column.setVisible(not hide)
        self.refresh()  # or dividers of columns that come or go are counted wrongly
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()  # what a column needs at least has changed
        return done

    def forget_widths(self) -> None:
        """Widths that follow from the window's."""
        self.by_hand.clear()
        self._place()

    def state(self) -> dict[str, Any]:
        """What to remember, as JSON values."""
        return {"large": self.large, "widths": dict(self.by_hand)}

    def restore_widths(self, widths: Any) -> None:
        """Take back those of `state`; what is no width is left out."""
        if not isinstance(widths, dict):
            return
        self.by_hand = {
            name: widths[name]
            for name in ("left", "right", "fit")
            if type(widths.get(name)) is int and 0 < widths[name] <= WIDEST
        }

    def _names(self) -> tuple[str, str]:
        return "left", "fit" if self.large else "right"

    def _place(self) -> None:
        """Give the columns their widths; the middle has what they leave, and as much as a side."""
        columns = (self.left, self.side)
        shown = [not column.isHidden() for column in columns]
        total = self.width() - GAP * sum(shown)
        left, side = (
            round(self._scale * self.by_hand[name]) if name in self.by_hand else width
            for name, width in zip(self._names(), self._widths, strict=True)
        )
        middle = round(self._scale * RIGHT_LEAST)
        left = min(left, max(round(self._scale * LEFT), total - middle - side * shown[1]))
        side = min(side, max(round(self._scale * RIGHT_LEAST), total - middle - left * shown[0]))
        self.setSizes([left, total - left * shown[0] - side * shown[1], side])

    def _remember(self, _position: int, handle: int) -> None:
        """Keep the width of the column beside the divider that was dragged."""
        column = self.left if handle == 1 else self.side
        self.by_hand[self._names()[handle - 1]] = round(column.width() / self._scale)

    def createHandle(self) -> QSplitterHandle:
        return _Divider(self)
