"""The settings that are kept from one start to the next, in one ini file.

`QSettings` writes it: it locks the file, merges what other programs wrote and renames a complete
new file over the old one, so that neither two windows nor a killed one lose settings
(tests/gui/test_window_settings.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLockFile, QObject, QSettings

from mirrors_gui.persistence.recent_files import MOST
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.text import language
from mirrors_gui.window_base import WindowBase

RECENT = "files/recent"
START_SEEN = "window/startSeen"
LANGUAGE = "window/language"
LOCK_MS = 500  # to wait for another window that adds to the list


def settings_in(folder: Path) -> QSettings:
    """The settings that a folder holds."""
    return QSettings(str(folder / "mirrors.ini"), QSettings.Format.IniFormat)


def language_in(settings: QSettings) -> str:
    """The language that was chosen, "system" if none or one that is not there."""
    choice = settings.value(LANGUAGE)
    return str(choice) if choice in language.CHOICES else "system"


def recent_in(settings: QSettings) -> list[Path]:
    """The files opened last, newest first."""
    value = _json(settings, RECENT)
    listed = value if isinstance(value, list) else []
    return [Path(f) for f in listed if isinstance(f, str) and f and "\0" not in f][:MOST]


def add_recent(settings: QSettings, path: Path) -> list[Path]:
    """Put a file first in the list, which other windows add to as well; returns the list."""
    lock = QLockFile(settings.fileName() + ".recent.lock")
    lock.tryLock(LOCK_MS)  # without it the newest list wins, which is no reason to fail
    settings.sync()
    files = [path, *(f for f in recent_in(settings) if f != path)][:MOST]
    keep_recent(settings, files)
    lock.unlock()
    return files


def keep_recent(settings: QSettings, files: list[Path]) -> None:
    settings.setValue(RECENT, json.dumps([str(f) for f in files]))
    settings.sync()


def _json(settings: QSettings, key: str) -> Any:
    try:
        return json.loads(str(settings.value(key, "null")))
    except (ValueError, RecursionError):
        return None


class WindowSettings(QObject):
    """Geometry, theme, tab, folds, the states of panels, and the files opened last.

    Whatever the file holds, the window opens: an entry that does not fit is left out.
    """

    def __init__(self, window: WindowBase, folder: Path) -> None:
        super().__init__(window)
        self.window = window
        self.settings = settings_in(folder)
        self._restore()
        window.recent.added.connect(self._add_recent)
        window.recent.cleared.connect(lambda: keep_recent(self.settings, []))
        window.closed.connect(self.save)
        window.language.chosen.connect(self._language_chosen)
        window.start_page.left.connect(self._start_seen)
        if self.settings.value(START_SEEN) is None and window.session.signal is not None:
            window.start_page.enter()  # the first start, and no file is being opened

    def _language_chosen(self, choice: str) -> None:
        self.settings.setValue(LANGUAGE, choice)
        self.settings.sync()

    def _restore(self) -> None:
        window, stored = self.window, self.settings
        geometry = stored.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        theme = stored.value("window/theme")
        if theme in themes.CHOICES:
            window.session.appearance.set_theme(str(theme))
        window.language.show_choice(language_in(stored))
        restore_view(window, _json(stored, "window/view"))
        window.recent.files = recent_in(stored)
        window.recent.show()

    def save(self) -> None:
        """Keep how the window stands now."""
        window, stored = self.window, self.settings
        stored.setValue("window/geometry", window.saveGeometry())
        stored.setValue("window/theme", window.session.appearance.choice)
        stored.setValue("window/view", json.dumps(save_view(window, data=False)))
        stored.sync()

    def _start_seen(self) -> None:
        self.settings.setValue(START_SEEN, "yes")
        self.settings.sync()

    def _add_recent(self, path: Path) -> None:
        self.window.recent.files = add_recent(self.settings, path)
