"""Buttons for what a refusal offers to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mirrors_engine.errors import Remedy
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import named


class RemedyButtons(QWidget):
    """A row of buttons, one a remedy; hidden where there is none.

    Signals
    -------
    taken : Remedy
        One was clicked.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addStretch()
        self.buttons: list[QPushButton] = []
        self.remedies: tuple[Remedy, ...] = ()
        self.hide()

    def offer(self, remedies: Sequence[Remedy]) -> None:
        """Take the place of what was offered before."""
        if tuple(remedies) == self.remedies:
            return  # else a button would lose its focus
        self.remedies = tuple(remedies)
        for old in self.buttons:
            self.row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for place, remedy in enumerate(remedies):
            words = said(remedy.words)
            tip = tr("{words} instead", words=words)
            button = named(QPushButton(words), f"remedyButton{place}", words, tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, r=remedy: self.taken.emit(r))
            self.row.insertWidget(place, button)
            button.show()  # now, not with the next event
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))
