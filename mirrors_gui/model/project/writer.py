"""Writes projects on a thread of its own, one after the other, never half."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mirrors_engine.errors import MirrorsError
from mirrors_engine.files import write_atomically
from mirrors_engine.text.printable import printable
from mirrors_gui.model.project.project import Project, Stamp, pieces, stamp_of
from mirrors_gui.text.translate import tr

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Job:
    """One project on its way to one file.

    Attributes
    ----------
    project : Project
    path : Path
    ours : bool
        The file is the document's own: if it holds other content than this program last read
        or wrote there, it is not written but reported.
    then : callable or None
        For the caller that submitted the job.
    """

    project: Project
    path: Path
    ours: bool = False
    then: Callable[[], object] | None = None


class Writer(QObject):
    """Passes each project to one thread; the newest is written last.

    Signals
    -------
    written : Job
    failed : Job, one sentence
    changed : Job
        Another program has written the file; it was left as it is.
    """

    written = Signal(object)
    failed = Signal(object, str)
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mirrors-writer")
        self._known: dict[str, Stamp] = {}

    def know(self, path: Path, stamp: Stamp | None) -> None:
        """The content of a file, as it was read."""
        if stamp is None:
            self._known.pop(os.path.realpath(path), None)
        else:
            self._known[os.path.realpath(path)] = stamp

    def known(self, path: Path) -> Stamp | None:
        """The content of a file as last read or written here."""
        return self._known.get(os.path.realpath(path))

    def write(self, job: Job) -> Future[bool]:
        """Write beside whatever else runs; a signal, or the future, says whether it was written."""
        return self._thread.submit(self._write, job)

    def flush(self) -> None:
        """Wait until every submitted job is on the disk."""
        self._thread.submit(int).result()

    def close(self) -> None:
        """Wait until everything is on the disk."""
        self._thread.shutdown(wait=True)

    def _write(self, job: Job) -> bool:
        path = job.path
        name = printable(path.name)
        try:
            if job.ours and self._is_changed(path):
                self.changed.emit(job)
                return False
            digest = _Digest()
            write_atomically(path, digest.through(pieces(job.project, path)))
            self.know(path, digest.stamp)
        except MirrorsError as error:
            self.failed.emit(job, str(error))
        except MemoryError:
            self.failed.emit(job, tr("There is not enough memory to write {name}.", name=name))
        except Exception:
            log.exception("%s could not be written", name)
            self.failed.emit(job, tr("{name} could not be written; the log says why.", name=name))
        else:
            self.written.emit(job)
            return True
        return False

    def _is_changed(self, path: Path) -> bool:
        """Whether a file that is there is not the one that was read or written here.

        Its time is not asked: copies and slow clocks keep it, and touching changes nothing.
        """
        there = stamp_of(path)
        return there is not None and there != self.known(path)


class _Digest:
    """Size and hash of what goes through to a file."""

    def __init__(self) -> None:
        self._hash, self._size = hashlib.sha256(), 0

    def through(self, texts: Iterator[str]) -> Iterator[bytes]:
        for text in texts:
            # a lone surrogate (of a file name that is not UTF-8) as its JSON escape
            content = text.encode("utf-8", "backslashreplace")
            self._hash.update(content)
            self._size += len(content)
            yield content

    @property
    def stamp(self) -> Stamp:
        return Stamp(self._size, self._hash.hexdigest())
