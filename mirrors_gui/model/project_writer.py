"""Writes projects on a thread of its own, one after the other, never half."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mirrors_engine.errors import MirrorsError
from mirrors_engine.serialize import write_text
from mirrors_gui.model.project import Project, pieces

log = logging.getLogger(__name__)


class Writer(QObject):
    """Hands each project to one thread; the newest is written last.

    Signals
    -------
    written : Path, Project
    failed : Path, one sentence
    """

    written = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mirrors-writer")

    def write(self, project: Project, path: Path) -> None:
        """Write beside whatever else runs; `written` or `failed` tells the end."""
        self._thread.submit(self._write, project, path)

    def flush(self) -> None:
        """Wait until what was handed over is on the disk."""
        self._thread.submit(int).result()

    def close(self) -> None:
        """Wait until everything is on the disk."""
        self._thread.shutdown(wait=True)

    def _write(self, project: Project, path: Path) -> None:
        try:
            write_text(path, pieces(project, path))
        except MirrorsError as error:
            self.failed.emit(path, str(error))
        except MemoryError:
            self.failed.emit(path, f"There is not enough memory to write {path.name}.")
        except Exception:
            log.exception("%s could not be written", path)
            self.failed.emit(path, f"{path.name} could not be written; the log says why.")
        else:
            self.written.emit(path, project)
