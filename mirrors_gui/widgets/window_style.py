"""Style sheets, icons and sizes of one window and its dialogs, as the theme changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from mirrors_gui.style import theme as themes
from mirrors_gui.style.appearance import Appearance
from mirrors_gui.style.repaint import find_ranges, hold_painting, in_turns, release_painting
from mirrors_gui.style.screen_fit import fit_screen
from mirrors_gui.style.theme import Theme
from mirrors_gui.widgets import icons


class WindowStyle(QObject):
    """Restyles a window part by part, with painting held until all of it is done.

    Parameters
    ----------
    window : QWidget
    appearance : Appearance
    parts : iterable of QWidget
        What gets a style sheet: together all that needs one.
    make_way : callable
        Lets background work rest while the window restyles.
    slow : iterable of QWidget
        What takes long to paint: each is painted in a turn of its own, and is as it was till then.
    """

    def __init__(
        self,
        window: QWidget,
        appearance: Appearance,
        parts: Iterable[QWidget],
        make_way: Callable[[], object],
        slow: Iterable[QWidget] = (),
    ) -> None:
        super().__init__(window)
        self._window, self._appearance = window, appearance
        self._parts, self._make_way = list(parts), make_way
        self._slow = list(slow)
        self._held: list[QWidget] = []  # painted again when the theme is in force
        for part in self._parts:
            self._restyle(part)
        self._restyle_dialogs()
        icons.tint(window, appearance.theme)
        appearance.aboutToChange.connect(self._prepare)
        appearance.changed.connect(self._finish)
        window.installEventFilter(self)

    def _prepare(self, turns: list[Callable[[], object]]) -> None:
        for window in (self._window, *self._dialogs()):  # until all are as the theme has it
            hold_painting(window, self)
            self._held.append(window)
        for part in self._slow:
            hold_painting(part, self)
        self._make_way()
        turns += [partial(self._restyle, part) for part in self._parts]
        turns.append(self._restyle_dialogs)
        turns.append(lambda: icons.tint(self._window, self._appearance.theme))

    def _finish(self, _theme: Theme) -> None:
        turns = [lambda: find_ranges(self._window), self._release]
        in_turns(self, [*turns, *(partial(self._release_part, part) for part in self._slow)])

    def _release(self) -> None:
        held, self._held = self._held, []
        held = [window for window in held if isValid(window)]  # a dialog may have been closed
        for window in held:
            release_painting(window, self)
        for window in held:
            # an update requested before, and delivered while painting was held, is lost: Qt
            # requests no other for a window that is dirty already
            window.repaint()

    def _release_part(self, part: QWidget) -> None:
        release_painting(part, self)
        part.update()  # with its corners, where it was painted before: something else held it too

    def _restyle(self, part: QWidget) -> None:
        themes.apply_style_sheet(part, self._appearance.theme)

    def _restyle_dialogs(self) -> None:
        """Dialogs that are open, and menus."""
        for child in self._dialogs():
            self._restyle_window(child)
        fit_screen(self._window)

    def _dialogs(self) -> list[QWidget]:
        children = self._window.children()
        return [c for c in children if isinstance(c, QWidget) and c.isWindow()]

    def _restyle_window(self, window: QWidget) -> None:
        self._restyle(window)
        if isinstance(window, QDialog):
            fit_screen(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dialogs get their style sheet as they are about to be shown."""
        if isinstance(event, QChildEvent) and event.polished():
            # a child that comes or goes is not yet, or no longer, whole
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                self._make_way()
                self._restyle_window(child)
        elif event.type() == QEvent.Type.Show:
            fit_screen(self._window)
        return False
