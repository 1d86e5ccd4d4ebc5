"""The menu of languages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from mirrors_gui.text.language import CHOICES
from mirrors_gui.text.translate import tr
from mirrors_gui.window_base import WindowBase


class LanguageMenu(QObject):
    """A check a language; the window speaks it from its next start on.

    Attributes
    ----------
    choice : str
        "system", or the code of a language.

    Signals
    -------
    chosen : str
        By the user.
    """

    chosen = Signal(str)

    def __init__(self, window: WindowBase, menu: QMenu) -> None:
        super().__init__(window)
        self.window, self.choice = window, "system"
        group = QActionGroup(self)
        self.actions = {}
        for choice, name in CHOICES.items():
            action = menu.addAction(tr(name))
            action.setObjectName(f"language_{choice}")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, c=choice: self._choose(c))
            group.addAction(action)
            self.actions[choice] = action
        self.show_choice(self.choice)

    def show_choice(self, choice: str) -> None:
        """Check what is in force."""
        self.choice = choice
        self.actions[choice].setChecked(True)

    def _choose(self, choice: str) -> None:
        if choice == self.choice:
            return
        self.choice = choice
        self.chosen.emit(choice)
        self.window.status.confirm(tr("The language changes at the next start"))
