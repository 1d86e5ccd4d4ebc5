"""The titles of the views on one line; those without room are in a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QMenu,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QWidget,
)

from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import IconButton, named

GAP = 2
PADDING = 6
LARGE_KEY = "Ctrl+M"


class _Tab(QToolButton):
    """As wide as its title: a tool button leaves room for what a tab has not."""

    doubleClicked = Signal(bool)  # whether its view was up before the first click

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setProperty("role", "tab")
        self._was_up = False

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING
        return QSize(wide, super().sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_up = self.isChecked()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.doubleClicked.emit(self._was_up)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row selects; a group of buttons would only move focus
        else:
            super().keyPressEvent(event)


class TabRow(QWidget):
    """One button a tab, in step with the tab widget, whose own bar is hidden.

    The first titles that have room are shown, and always that of the view that is up. `more`
    opens a menu of all views; `large_button`, a double click on a title or `LARGE_KEY` ask for
    the view to be large, or small again.

    Signals
    -------
    largeAsked : bool
        Whether the view that is up should take the plot's place.
    """

    largeAsked = Signal(bool)

    def __init__(self, tabs: QTabWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = tabs
        self.setObjectName("tabRow")
        self.setAccessibleName(tr("Views of the network"))
        tabs.tabBar().hide()
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its proxy is the hidden bar: Tab would stop
        self.menu = QMenu(self)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        for i in range(tabs.count()):
            self._add(i)
        self.more = named(_Tab(f"{tr('More')} ▾"), "moreViewsButton", tr("More views"), "")
        self.more.setParent(self)
        self.more.clicked.connect(self._open_menu)
        self.large_button = named(
            IconButton("large"),
            "largeViewButton",
            tr("Large view"),
            tr(
                "Let this view take the place of the plot, or back  ({large_key}, or a double "
                "click on its title)",
                large_key=LARGE_KEY,
            ),
        )
        self.large_button.setParent(self)
        self.large_button.setCheckable(True)
        self.large_button.clicked.connect(self.largeAsked)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tabs.currentChanged.connect(self._follow)
        self._follow(tabs.currentIndex())

    def _add(self, i: int) -> None:
        """The title of a view, its entry in the menu and its key."""
        tabs, title = self.tabs, self.tabs.tabText(i)
        key = f"Alt+{(i + 1) % 10}" if i < 10 else ""  # the tenth by Alt+0
        button = named(_Tab(title), f"tab{i + 1}", title, f"{tabs.tabToolTip(i)}\n{key}".rstrip())
        button.setParent(self)
        button.setCheckable(True)
        button.clicked.connect(lambda _=False: tabs.setCurrentIndex(i))
        button.doubleClicked.connect(self._double_clicked)
        self.group.addButton(button, i)
        entry = self.menu.addAction(f"{title}\t{key}".rstrip())
        entry.setCheckable(True)
        entry.triggered.connect(lambda _=False: tabs.setCurrentIndex(i))
        if key:  # of its own, as a hidden button has none
            QShortcut(QKeySequence(key), tabs, lambda: tabs.setCurrentIndex(i))

    def show_large(self, large: bool) -> None:
        """Say whether the view that is up stands in the plot's place."""
        self.large_button.setChecked(large)

    # places

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """One line high; as wide as the longest title, the menu and the button."""
        widest = max((b.sizeHint().width() for b in self.group.buttons()), default=0)
        ends = self.large_button.sizeHint().width() + self._width_of_more()
        tall = max(self.more.sizeHint().height(), self.large_button.sizeHint().height())
        return QSize(widest + ends + 2 * GAP, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self.updateGeometry()  # type of another size
            self._arrange()
        return super().event(event)

    def shown_titles(self, room: int) -> list[int]:
        """Places of the views whose titles have room on a line so wide; the others need `more`."""
        widths = [button.sizeHint().width() for button in self.group.buttons()]
        if sum(widths) + GAP * (len(widths) - 1) <= room:
            return list(range(len(widths)))
        up = self.tabs.currentIndex()
        left = room - self._width_of_more() - GAP - widths[up]
        shown = []
        for place, width in enumerate(widths):
            if place != up:
                left -= width + GAP
                if left < 0:
                    break
            shown.append(place)
        return sorted({*shown, up})

    def _width_of_more(self) -> int:
        return self.more.fontMetrics().horizontalAdvance(self.more.text()) + 2 * PADDING

    def _arrange(self) -> None:
        for button in (*self.group.buttons(), self.more, self.large_button):
            button.ensurePolished()
        end = self.large_button.sizeHint()
        room = self.width() - end.width() - GAP
        shown, x = self.shown_titles(room), 0
        for place, button in enumerate(self.group.buttons()):
            button.setVisible(place in shown)
            if place in shown:
                button.setGeometry(x, 0, button.sizeHint().width(), self.height())
                x += button.width() + GAP
        hidden = [b.text() for k, b in enumerate(self.group.buttons()) if k not in shown]
        self.more.setToolTip(wrapped(tr("All views, also {names}", names=", ".join(hidden))))
        self.more.setVisible(bool(hidden))
        self.more.setGeometry(x, 0, self.more.sizeHint().width(), self.height())
        middle = (self.height() - end.height()) // 2
        self.large_button.setGeometry(self.width() - end.width(), middle, end.width(), end.height())

    # what the user does

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _double_clicked(self, was_up: bool) -> None:
        """The first click turned to the view: only one that was up already goes back."""
        self.largeAsked.emit(not (self.large_button.isChecked() and was_up))

    def _follow(self, index: int) -> None:
        """Check the title of the view; it alone takes the focus, so that Tab goes on after it."""
        focused = any(button.hasFocus() for button in self.group.buttons())
        for i, button in enumerate(self.group.buttons()):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if i == index else Qt.FocusPolicy.NoFocus)
        for i, entry in enumerate(self.menu.actions()):
            entry.setChecked(i == index)
        button = self.group.button(index)
        if button is not None:
            button.setChecked(True)
            self._arrange()
            if focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys select the next view."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        index = (self.tabs.currentIndex() + step) % self.tabs.count()
        self.tabs.setCurrentIndex(index)
        self.group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
