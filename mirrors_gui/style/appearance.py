"""The theme in force and the size of type, and how a change of them reaches every widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import in_turns
from mirrors_gui.style.theme import Theme


class Appearance(QObject):
    """The theme of one session.

    Attributes
    ----------
    choice : str
        "system", "light" or "dark".
    theme : Theme
        What the choice stands for now.

    Signals
    -------
    aboutToChange : list of callables
        Receivers append what they have to do before `changed`; each runs in a turn of the
        event loop of its own.
    changed : Theme
        Style sheets and palette are in force; plots and icons repaint themselves.
    """

    aboutToChange = Signal(object)
    changed = Signal(object)

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.theme: Theme = themes.resolve(choice)
        self._changes = 0
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def set_theme(self, choice: str) -> None:
        """ "system", "light" or "dark", at once and everywhere."""
        self.choice = choice
        self.theme = themes.resolve(choice)
        self.apply()

    def apply(self) -> None:
        """Show the theme and the size of type, in short turns of the event loop."""
        turns: list[Callable[[], object]] = []
        self.aboutToChange.emit(turns)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, self.theme)
        self._changes += 1
        this = self._changes
        in_turns(self, [*turns, lambda: self._emit_changed(this)])

    def close(self) -> None:
        """Follow the system no longer."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)

    def _emit_changed(self, change: int) -> None:
        if change == self._changes:  # else a newer change is under way
            self.changed.emit(self.theme)

    def _follow_system(self) -> None:
        if self.choice == "system":
            self.set_theme("system")
