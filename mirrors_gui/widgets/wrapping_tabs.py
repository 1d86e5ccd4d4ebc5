"""The titles of the views in as many rows as they need: none hides behind an arrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QWidget,
)

GAP = 2
PADDING = 6


class RowsLayout(QLayout):
    """Left to right, then down, like words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, True)

    def sizeHint(self) -> QSize:
        """Two rows: of the width in one column, Qt would ask for the height of all."""
        least = self.minimumSize().width()
        total = sum(item.sizeHint().width() + GAP for item in self._items)
        return QSize(max(least, (total + least) // 2), 0)

    def minimumSize(self) -> QSize:
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return QSize(widest, 0)

    def _arrange(self, area: QRect, place: bool) -> int:
        """Put the items in rows, closer together where that saves one; returns the height.

        A negative gap takes from the padding of the titles."""
        heights = {gap: self._place(area, gap, False) for gap in (GAP, 0, -4)}
        gap = min(heights, key=heights.__getitem__)  # the widest of those that are as low
        return self._place(area, gap, True) if place else heights[gap]

    def _place(self, area: QRect, gap: int, place: bool) -> int:
        x, y, tall = area.x(), area.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, tall = area.x(), y + tall, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            tall = max(tall, size.height())
        return y + tall - area.y()


class _Tab(QToolButton):
    """As wide as its title: a tool button leaves room for what a tab has not."""

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING
        return QSize(wide, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row walks; a group of buttons would only move the focus
        else:
            super().keyPressEvent(event)


class TabRows(QWidget):
    """One button a tab, in step with the tab widget, whose own bar is hidden."""

    def __init__(self, tabs: QTabWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = tabs
        self.setObjectName("tabRows")
        self.setAccessibleName("Views of the network")
        tabs.tabBar().hide()
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its proxy is the hidden bar: Tab would stop
        rows = RowsLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        for i in range(tabs.count()):
            button = _Tab()
            button.setText(tabs.tabText(i))
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setObjectName(f"tab{i + 1}")
            button.setAccessibleName(tabs.tabText(i))
            key = f"Alt+{(i + 1) % 10}" if i < 10 else ""  # the tenth by Alt+0
            button.setToolTip(f"{tabs.tabToolTip(i)}\n{key}".rstrip())
            button.setShortcut(key)
            button.clicked.connect(lambda _=False, k=i: tabs.setCurrentIndex(k))
            self.group.addButton(button, i)
            rows.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        tabs.currentChanged.connect(self._follow)
        self._follow(tabs.currentIndex())

    def _follow(self, index: int) -> None:
        """Check the title of the view; it alone takes the focus, so that Tab goes on after it."""
        focused = any(button.hasFocus() for button in self.group.buttons())
        for i, button in enumerate(self.group.buttons()):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if i == index else Qt.FocusPolicy.NoFocus)
        button = self.group.button(index)
        if button is not None:
            button.setChecked(True)
            if focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk through the views."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        index = (self.tabs.currentIndex() + step) % self.tabs.count()
        self.tabs.setCurrentIndex(index)
        self.group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
