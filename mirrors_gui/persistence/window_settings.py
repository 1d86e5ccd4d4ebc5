"""What the window remembers from one start to the next, in one ini file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings

from mirrors_gui.persistence.recent_files import MOST
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.window_base import WindowBase


class WindowSettings(QObject):
    """Geometry, theme, tab, folds, what panels remember, and the files opened last.

    Whatever the file holds, the window opens: an entry that does not fit is left out.
    """

    def __init__(self, window: WindowBase, folder: Path) -> None:
        super().__init__(window)
        self.window = window
        self.settings = QSettings(str(folder / "mirrors.ini"), QSettings.Format.IniFormat)
        self._restore()
        window.recent.added.connect(self._add_recent)
        window.recent.cleared.connect(lambda: self._keep_recent([]))
        window.closed.connect(self.save)

    def _restore(self) -> None:
        window, stored = self.window, self.settings
        geometry = stored.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        theme = stored.value("window/theme")
        if theme in themes.CHOICES:
            window.session.appearance.set_theme(str(theme))
        restore_view(window, self._value("window/view"))
        window.recent.files = self._recent()
        window.recent.show()

    def save(self) -> None:
        """Keep how the window stands now."""
        window, stored = self.window, self.settings
        stored.setValue("window/geometry", window.saveGeometry())
        stored.setValue("window/theme", window.session.appearance.choice)
        stored.setValue("window/view", json.dumps(save_view(window, data=False)))
        stored.sync()

    def _add_recent(self, path: Path) -> None:
        # another window may have added its own meanwhile
        self.settings.sync()
        files = [path, *(f for f in self._recent() if f != path)][:MOST]
        self.window.recent.files = files
        self._keep_recent(files)

    def _keep_recent(self, files: list[Path]) -> None:
        self.settings.setValue("files/recent", json.dumps([str(f) for f in files]))
        self.settings.sync()

    def _recent(self) -> list[Path]:
        value = self._value("files/recent")
        listed = value if isinstance(value, list) else []
        return [Path(f) for f in listed if isinstance(f, str) and f and "\0" not in f][:MOST]

    def _value(self, key: str) -> Any:
        try:
            return json.loads(str(self.settings.value(key, "null")))
        except (ValueError, RecursionError):
            return None
