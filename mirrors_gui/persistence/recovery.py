"""Work kept through a crash: a copy in a place of its own, offered at the next start.

Each window has a folder named by a token, and holds the lock of that name; a folder whose
lock nobody holds was left behind by a window that did not end as it should. Where the first
place cannot be written to, the copy goes to the next one, and the window says so.
"""

from __future__ import annotations

import errno
import logging
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mirrors_engine.text.printable import printable
from mirrors_gui.model.project.data_references import same_file
from mirrors_gui.model.project.project import Project
from mirrors_gui.model.project.writer import Job
from mirrors_gui.persistence.leftovers import REPORT, Left, is_private, listed, take
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.prompts import Choice
from mirrors_gui.window_base import WindowBase

log = logging.getLogger(__name__)

DELAY_MS = 3000  # from a change to its copy
A_TURN = 20  # folders examined in one turn of the event loop


class Recovery(QObject):
    """Keeps a copy of unsaved work, and offers what others left behind.

    Signals
    -------
    reportAsked : text of the report of a crash
    """

    reportAsked = Signal(str)

    def __init__(self, window: WindowBase, places: Sequence[Path], delay: int = DELAY_MS) -> None:
        super().__init__(window)
        self.window = window
        self._places = list(places)
        self._untried = list(self._places)
        self._own: list[Left] = []
        self._found: Left | None = None
        self._queue: list[Path] = []
        self.said = self._move() or ""  # that the copies are not where they should be
        self._timer = QTimer(self, interval=delay, singleShot=True)
        self._timer.timeout.connect(self.save)
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._examine)
        window.document.changed.connect(self._changed)
        window.document.writer.written.connect(self._written)
        window.document.writer.failed.connect(self._not_written)
        window.session.projectOpened.connect(self._restored)
        window.session.failed.connect(self._not_restored)

    @property
    def own(self) -> Left:
        """The folder of this window."""
        return self._own[-1]

    def _move(self) -> str | None:
        """Make a folder in the next place that lets us; the sentence about it, None if at home.

        Raises
        ------
        OSError
            If no place is left; the folder stays the one it was.
        """
        first: OSError | None = None
        while self._untried:
            place = self._untried.pop(0)
            try:
                self._own.append(_new_folder(place))
            except OSError as error:
                first = first or error
                continue
            if place == self._places[0]:
                return None
            return tr(
                "Copies of unsaved work cannot be kept in {places}: "
                "they are kept in {place} until you save.",
                places=printable(self._places[0]),
                place=printable(place),
            )
        raise first or OSError(errno.EACCES, "no place is left", str(self._places[-1]))

    # own work

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Submit a copy to the writer; take the old ones away if all is saved."""
        if self.window.document.dirty:
            self.window.document.writer.write(self._job())
        else:
            self._tidy(self._own)

    def now(self) -> bool:
        """Save, and come back when it is on the disk; False if no place takes a copy."""
        self._timer.stop()
        document = self.window.document
        if not document.dirty:
            self._tidy(self._own)
            return True
        while not document.writer.write(self._job()).result():
            try:
                self._move()
            except OSError:
                return False
        return True

    def close(self) -> None:
        """The window ends as it should: nothing is left to recover."""
        self._timer.stop()
        self._turns.stop()
        if self._found is not None:
            self._found.lock.unlock()
            self._found = None
        for own in self._own:
            own.remove()

    def _job(self) -> Job:
        return Job(self.window.document.snapshot(), self.own.work)

    def _tidy(self, folders: Sequence[Left]) -> None:
        for left in folders:
            with suppress(OSError):
                left.work.unlink(missing_ok=True)

    def _written(self, job: Job) -> None:
        """A copy in a place that took it: older ones elsewhere are out of date."""
        if job.path == self.own.work:
            self._tidy(self._own[:-1])

    def _not_written(self, job: Job, sentence: str) -> None:
        """Try the next place; say what is the case now."""
        if job.path != self.own.work:
            return
        log.warning("no copy for recovery: %s", sentence)
        try:
            said = self._move()
        except OSError:
            said = tr(
                "No copy of your unsaved work can be kept, so save it now: {sentence}",
                sentence=sentence,
            )
        else:
            self.save()
        self.window.show_failure(said or sentence)

    # what others left

    def offer(self) -> None:
        """Ask what to do with work that was left behind, the newest first."""
        places = [place for place in self._places if is_private(place)]
        self._queue = [folder for place in reversed(places) for folder in listed(place)]
        self._examine()

    def _examine(self) -> None:
        """Look into some folders, in a later turn into more, until one holds something."""
        self._turns.stop()
        own = [left.folder for left in self._own]
        for _ in range(min(A_TURN, len(self._queue))):
            folder = self._queue.pop()
            left = None if folder in own else take(folder)
            if left is None:
                continue  # its window is alive
            if left.has_work or left.report:
                self._found = left
                self._ask()
                return
            left.remove()
        if self._queue:
            self._turns.start()

    def _ask(self) -> None:
        left = self._found
        if left is None:
            return
        choices = []
        sentence = tr("Mirrors did not end as it should last time.")
        if left.has_work:
            when = time.strftime("%d %B, %H:%M", time.localtime(left.work.stat().st_mtime))
            sentence += tr(" Unsaved work of {when} was kept.", when=when)
            choices.append(
                Choice(
                    "restoreButton",
                    tr("Restore"),
                    tr("Open the work as it was"),
                    lambda: self._restore(left),
                )
            )
        if left.report:
            choices.append(
                Choice(
                    "reportButton",
                    tr("Show report"),
                    tr("What the program was doing when it ended"),
                    lambda: self._report(left),
                )
            )
        choices.append(
            Choice(
                "discardWorkButton",
                tr("Discard"),
                tr("Delete what was kept"),
                lambda: self._discard(left),
            )
        )
        self.window.notices.ask("recovery", sentence, choices)

    def _restore(self, left: Left) -> None:
        document = self.window.document
        document.recovering = left.work
        document.leave(tr("restoring"), lambda: self.window.session.open_file(left.work))

    def _restored(self, _project: Project, path: Path) -> None:
        left = self._found
        if left is not None and same_file(path, left.work) and self.now():
            self._drop(left)  # only after there is a copy of our own

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
        if left.has_work:
            (left.folder / REPORT).unlink(missing_ok=True)
            self._ask()
        else:
            self._drop(left)

    def _drop(self, left: Left) -> None:
        left.remove()
        self._found = None
        self._examine()


def _new_folder(place: Path) -> Left:
    """A folder of this window's own in a place, its lock held."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(place):
        raise PermissionError(errno.EACCES, "it is another user's", str(place))
    folder = place / secrets.token_hex(8)
    left = take(folder)  # before the folder is there, or another might take it for left
    if left is None:
        raise OSError(errno.EACCES, "no file can be made in it", str(place))
    try:
        folder.mkdir()
    except OSError:
        left.lock.unlock()
        raise
    return left
