"""A ring around a graphics view that has the keyboard focus; style sheets give it none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusRing(QFrame):
    """Shown while `view` has the focus by keys; a click needs no ring."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self.setObjectName("focusRing")
        self.setProperty("role", "focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.setVisible(event.reason() in BY_KEYS)
            self.raise_()
        elif kind == QEvent.Type.FocusOut:
            self.hide()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            view = self.parentWidget()
            if view is not None:
                self.setGeometry(view.rect())
        return False
