"""The files opened and saved last, in a menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from mirrors_engine.text.printable import printable
from mirrors_gui.text.plain import menu_text, tooltip
from mirrors_gui.text.translate import tr
from mirrors_gui.window_base import WindowBase

MOST = 10


class RecentFiles(QObject):
    """Newest first; a file that has gone is shown in grey until it is back or cleared.

    Attributes
    ----------
    files : list of Path
    menu : QMenu
    """

    added = Signal(object)
    cleared = Signal()

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self.window, self.files = window, list[Path]()
        self.menu = QMenu(tr("Open &recent"), window)
        self.menu.setObjectName("recentMenu")
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.show)
        window.document.opened.connect(self.add)
        window.document.saved.connect(self.add)
        window.session.signalChanged.connect(self._read)
        self.show()

    def add(self, path: Path) -> None:
        """Put a file first."""
        rescued = "recovery" in path.parent.parent.name  # a copy of the program's own
        if not rescued:
            path = path.absolute()
            self.files = [path, *(f for f in self.files if f != path)][:MOST]
            self.added.emit(path)
            self.show()

    def clear(self) -> None:
        self.files = []
        self.cleared.emit()
        self.show()

    def show(self) -> None:
        """Fill the menu, looking which files are there."""
        self.menu.clear()
        for path in self.files:
            there = path.is_file()
            name = menu_text(path.name)
            action = self.menu.addAction(
                name if there else tr("{name} (not there any more)", name=name)
            )
            action.setToolTip(tooltip(path))
            action.setEnabled(there)
            action.triggered.connect(lambda _=False, p=path: self._open(p))
        kept = self.window.opening.kept_list
        if kept is not None and kept.is_file():
            many = self.menu.addAction(tr("&Last list of many signals"))
            many.triggered.connect(lambda _=False: self.window.opening.last_list())
        if not self.menu.isEmpty():
            self.menu.addSeparator()
        clear = self.menu.addAction(tr("&Clear the list"))
        clear.triggered.connect(lambda _=False: self.clear())
        clear.setEnabled(bool(self.files))

    def _open(self, path: Path) -> None:
        if path.is_file():
            self.window.document.open(path)
        else:  # it went while the menu was open
            self.files.remove(path)
            self.window.show_failure(
                tr("{path} is not there any more: open another file.", path=printable(path))
            )

    def _read(self, _signal: object) -> None:
        """A table read from a file; one that was pasted names no file."""
        session = self.window.session
        if session.table is not None and session.pasted is None and session.table.source:
            source = Path(session.table.source)
            if source.is_file() and self.window.document.path is None:
                self.add(source)
