"""What went wrong, in one sentence over the plot, until something else is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from mirrors_gui.widgets.controls import IconButton, caption, named


class ErrorBanner(QFrame):
    """Hidden until there is something to say.

    Attributes
    ----------
    sentence : QLabel
    look_into : QPushButton
        Shows how a table was read that could not be fitted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.sentence = caption(role="body")
        self.sentence.setObjectName("failureLabel")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.look_into = named(
            QPushButton("Preview …"),
            "lookIntoButton",
            "Preview",
            "Show how the file was read, and change it",
        )
        close = named(IconButton("close"), "dismissButton", "Dismiss", "Dismiss this message")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.look_into)
        row.addWidget(close)
        self.hide()
