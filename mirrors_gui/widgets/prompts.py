"""Questions that wait beside the work instead of stopping it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mirrors_gui.widgets.controls import caption, named


@dataclass(frozen=True)
class Choice:
    """A button of a notice: what it says, what its tooltip adds, and what it does."""

    name: str
    text: str
    tip: str
    do: Callable[[], object] | None = None
    escape: bool = False  # Esc takes it


class _Notice(QFrame):
    """One question; Esc within it is the choice that changes nothing."""

    escaped = Signal()
    escapes = False

    def event(self, event: QEvent) -> bool:
        if (
            self.escapes
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        ):
            event.accept()  # before the window takes it for its own Esc
            if event.type() == QEvent.Type.KeyPress:
                self.escaped.emit()
            return True
        return super().event(event)


class Notices(QWidget):
    """The place for notices at the top of the window; the newest question of a kind stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._open: dict[str, QFrame] = {}
        self.hide()

    def ask(self, kind: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Show a sentence with its choices; the first is the one Enter takes."""
        self.dismiss(kind)
        frame = _Notice()
        frame.setObjectName(f"{kind}Notice")
        frame.setProperty("role", "notice")
        frame.setAccessibleName(sentence)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        words = caption(sentence, role="body")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setObjectName(f"{kind}Label")
        row.addWidget(words, 1)
        for place, choice in enumerate(choices):
            button = named(QPushButton(choice.text), choice.name, choice.text, choice.tip)
            if place == 0:
                button.setProperty("role", "primary")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, c=choice: self._chosen(kind, c))
            row.addWidget(button)
            if choice.escape:
                frame.escaped.connect(button.click)
                frame.escapes = True
        self._open[kind] = frame
        self._rows.addWidget(frame)
        self.show()
        frame.findChildren(QPushButton)[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self, kind: str) -> None:
        """Take a notice away without a choice."""
        frame = self._open.pop(kind, None)
        if frame is not None:
            self._rows.removeWidget(frame)
            frame.hide()
            frame.setParent(None)
            frame.deleteLater()  # not at once: one of its buttons may be what was clicked
        self.setVisible(bool(self._open))

    def _chosen(self, kind: str, choice: Choice) -> None:
        self.dismiss(kind)
        if choice.do is not None:
            choice.do()
