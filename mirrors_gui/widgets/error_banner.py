"""What went wrong, in one sentence over the plot, until something else is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from mirrors_engine.errors import Remedy
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import IconButton, caption, named
from mirrors_gui.widgets.remedy_buttons import RemedyButtons


class ErrorBanner(QFrame):
    """Hidden until there is something to say.

    Attributes
    ----------
    sentence : QLabel
    remedies : RemedyButtons
        What can be done instead, by one click.
    look_into : QPushButton
        Shows how a table was read that could not be fitted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.sentence = caption(role="body")
        self.sentence.setObjectName("failureLabel")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.remedies = RemedyButtons()
        self.look_into = named(
            QPushButton(tr("Preview …")),
            "lookIntoButton",
            tr("Preview"),
            tr("Show how the file was read, and change it"),
        )
        close = named(
            IconButton("close"), "dismissButton", tr("Dismiss"), tr("Dismiss this message")
        )
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(self.look_into)
        row.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 4, 4)
        rows.setSpacing(4)
        rows.addLayout(row)
        rows.addWidget(self.remedies)
        self.hide()

    def show_sentence(self, sentence: str, remedies: Sequence[Remedy], table: bool) -> None:
        """Say it, with what can be done about it."""
        self.sentence.setText(sentence)
        self.remedies.offer(remedies)
        self.look_into.setVisible(table)
