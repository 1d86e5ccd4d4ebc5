"""What to look at: the words of the gallery entry that was opened, while it is on show."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mirrors_gui.model.session import Session
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import IconButton, caption, named


class Story(QFrame):
    """A line above the plot, hidden when another signal comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("story")
        self.setProperty("role", "story")
        self.words = caption(role="body")
        self.words.setObjectName("storyLabel")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = named(
            IconButton("close"),
            "closeStoryButton",
            tr("Close"),
            tr("Close; the gallery has it again"),
        )
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 4, 6)
        row.addWidget(self.words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._about: tuple[str, str] | None = None
        self.hide()

    def bind(self, session: Session) -> None:
        """Follow the session's signal."""
        session.signalChanged.connect(self._changed)

    def show_entry(self, entry: Any, signal: Any) -> None:
        """Show what a sample or preset says of the signal that was just opened."""
        self._about = _name(signal)
        self.words.setText(tr(entry.description))
        self.setAccessibleName(f"{tr(entry.title)}: {tr(entry.description)}")
        self.show()

    def _changed(self, signal: Any) -> None:
        # points moved by hand leave name and source: the words still hold
        if _name(signal) != self._about:
            self.hide()


def _name(signal: Any) -> tuple[str, str] | None:
    return None if signal is None else (signal.name, signal.source)
