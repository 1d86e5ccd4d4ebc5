"""Files that the desktop asks the running program to open.

macOS does not pass a file that is double-clicked on the command line: it sends the
application a `QFileOpenEvent`, also when the program is already running.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpenFilter(QObject):
    """An event filter of the application that hands such files to `open_file`."""

    def __init__(self, parent: QObject, open_file: Callable[[Path], object]) -> None:
        super().__init__(parent)
        self._open_file = open_file

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open_file(Path(event.file()))
            return True
        return False
