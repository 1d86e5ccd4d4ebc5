"""A ring around a control, wherever layouts move it; and what has to unfold to show it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from mirrors_gui.window_base import WindowBase

AIR = 3  # px between a control and the ring
_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Highlight(QFrame):
    """Over the whole window; the mouse goes through it."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self.setObjectName("lessonRing")
        self.setProperty("role", "lessonRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._watched: list[QWidget] = []
        self.target: QWidget | None = None
        self.hide()

    def point_at(self, name: str) -> None:
        """Unfold and surround the control of this object name, "" for none."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        self.target = self._window.findChild(QWidget, name) if name else None
        if self.target is None:
            self.hide()
            return
        reveal(self._window, self.target)
        around: QWidget | None = self.target
        while around is not None and around is not self._window:
            around.installEventFilter(self)
            self._watched.append(around)
            around = around.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED:
            self._place()
        return False

    def _can_be_away(self) -> list[QWidget]:
        """What the user shows and hides by hand: columns, views, and parts hidden for teaching."""
        window, columns = self._window, self._window.columns
        parts = [part for name in window.presentation.parts.values() for part in name]
        return [columns.left, columns.fit, columns.views, *window.views, *parts]

    def _place(self) -> None:
        """Around what is seen of the control."""
        target = self.target
        # what comes later, such as curves before training, is around what is there already, but
        # never beyond what is folded, hidden for teaching, or a view that is not up
        away = self._can_be_away()
        while target is not None and not target.isVisible() and target not in away:
            target = target.parentWidget()
        if target is None or not target.isVisible():
            self.hide()
            return
        seen = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        parent = target.parentWidget()
        while parent is not None and parent is not self._window:
            seen &= QRect(parent.mapTo(self._window, QPoint(0, 0)), parent.size())
            parent = parent.parentWidget()
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen.adjusted(-AIR, -AIR, AIR, AIR) & self._window.rect())
        self.show()
        self.raise_()


def reveal(window: WindowBase, widget: QWidget) -> None:
    """Show a control that is hidden for teaching, folded away, in another view or scrolled off."""

    def holds(place: QWidget) -> bool:
        return place is widget or place.isAncestorOf(widget)

    for name in tuple(window.presentation.hidden):
        if any(holds(part) for part in window.presentation.parts[name]):
            window.presentation.show(name, True)
    for index, view in enumerate(window.views):
        if holds(view):
            window.tabs.setCurrentIndex(index)
    if holds(window.left) and window.left.isHidden():
        window.fold(window.left, False)
    if holds(window.columns.side) and window.columns.side.isHidden():
        window.fold(window.right, False)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
