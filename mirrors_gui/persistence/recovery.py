"""Work that survives a crash: a copy in a place of its own, offered at the next start.

Each window has a folder named by a token, and holds the lock of that name; a folder whose
lock nobody holds was left behind by a window that did not end as it should.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from mirrors_gui.model.data_references import same_file
from mirrors_gui.model.project import Project
from mirrors_gui.model.project_writer import Job
from mirrors_gui.widgets.prompts import Choice
from mirrors_gui.window_base import WindowBase

log = logging.getLogger(__name__)

DELAY_MS = 3000  # from a change to its copy
REPORT_MOST = 100_000  # characters of a report that are shown


@dataclass(frozen=True)
class Left:
    """What a window left behind: its folder, and the lock on it, held from now on."""

    folder: Path
    lock: QLockFile

    @property
    def work(self) -> Path:
        return self.folder / "work.mirrors"

    @property
    def report(self) -> str:
        """What the interpreter wrote when it was killed, "" where there is nothing."""
        try:
            with (self.folder / "crash.txt").open(encoding="utf-8", errors="replace") as file:
                return file.read(REPORT_MOST)
        except OSError:
            return ""

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.unlock()


class Recovery(QObject):
    """Keeps a copy of unsaved work, and offers what others left behind.

    Signals
    -------
    reportAsked : text of the report of a crash
    """

    reportAsked = Signal(str)

    def __init__(self, window: WindowBase, folder: Path, delay: int = DELAY_MS) -> None:
        super().__init__(window)
        self.window, self.all = window, folder / "recovery"
        self.all.mkdir(parents=True, exist_ok=True)
        token = secrets.token_hex(8)
        lock = _lock(self.all / token)  # before the folder, or another might take it for left
        lock.tryLock(0)
        self.own = Left(self.all / token, lock)
        self.own.folder.mkdir()
        self._left: list[Left] = []
        self._timer = QTimer(self, interval=delay, singleShot=True)
        self._timer.timeout.connect(self.save)
        window.document.changed.connect(self._changed)
        window.document.writer.failed.connect(self._not_written)
        window.session.projectOpened.connect(self._restored)
        window.session.failed.connect(self._not_restored)

    # own work

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Hand a copy to the writer; take the old one away if all is saved."""
        document = self.window.document
        if document.dirty:
            document.writer.write(Job(document.snapshot(), self.own.work))
        else:
            self.own.work.unlink(missing_ok=True)

    def now(self) -> None:
        """Save, and come back when it is on the disk."""
        self._timer.stop()
        self.save()
        self.window.document.writer.flush()

    def close(self) -> None:
        """The window ends as it should: nothing is left to recover."""
        self._timer.stop()
        for left in self._left:
            left.lock.unlock()
        self._left.clear()
        self.own.remove()

    def _not_written(self, job: Job, sentence: str) -> None:
        if job.path == self.own.work:
            log.warning("no copy for recovery: %s", sentence)

    # what others left

    def offer(self) -> None:
        """Ask what to do with work that was left behind, the newest first."""
        for folder in self.all.iterdir():
            if not folder.is_dir() or folder == self.own.folder:
                continue
            lock = _lock(folder)
            if not lock.tryLock(0):
                continue  # its window is alive
            left = Left(folder, lock)
            if left.work.is_file() or left.report:
                self._left.append(left)
            else:
                left.remove()
        self._left.sort(key=lambda left: left.folder.stat().st_mtime)
        self._ask()

    def _ask(self) -> None:
        if not self._left:
            return
        left = self._left[-1]
        choices = []
        sentence = "Mirrors did not end as it should last time."
        if left.work.is_file():
            when = time.strftime("%d %B, %H:%M", time.localtime(left.work.stat().st_mtime))
            sentence += f" Unsaved work of {when} was kept."
            choices.append(
                Choice(
                    "restoreButton",
                    "Restore",
                    "Open the work as it was",
                    lambda: self._restore(left),
                )
            )
        if left.report:
            choices.append(
                Choice(
                    "reportButton",
                    "Show report",
                    "What the program was doing when it ended",
                    lambda: self._report(left),
                )
            )
        choices.append(
            Choice(
                "discardWorkButton",
                "Discard",
                "Delete what was kept",
                lambda: self._discard(left),
            )
        )
        self.window.notices.ask("recovery", sentence, choices)

    def _restore(self, left: Left) -> None:
        document = self.window.document
        document.recovering = left.work
        document.leave("restoring", lambda: self.window.session.open_file(left.work))

    def _restored(self, _project: Project, path: Path) -> None:
        for left in self._left:
            if same_file(path, left.work):
                self.now()  # a copy of our own before theirs goes
                self._drop(left)
                return

    def _not_restored(self, _sentence: str) -> None:
        """A copy that cannot be opened can still be discarded."""
        document = self.window.document
        if document.recovering is not None:
            document.recovering = None
            self._ask()

    def _discard(self, left: Left) -> None:
        self._drop(left)

    def _report(self, left: Left) -> None:
        self.reportAsked.emit(left.report)
        if left.work.is_file():
            (left.folder / "crash.txt").unlink(missing_ok=True)
            self._ask()
        else:
            self._drop(left)

    def _drop(self, left: Left) -> None:
        self._left.remove(left)
        left.remove()
        self._ask()


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder) + ".lock")
    lock.setStaleLockTime(0)  # stale where its process is gone, however old
    return lock
