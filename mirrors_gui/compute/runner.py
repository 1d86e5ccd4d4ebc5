"""Runs jobs beside the event loop; everything that computes in the window runs here.

A job is a generator of frozen events, each complete in itself. It runs on a thread of its own,
which posts events and progress to a mailbox. The window's thread takes the newest event of each
kind once a frame, so that a fast job cannot flood it. A job is cancelled through its monitor,
and what a cancelled job still posts is dropped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mirrors_engine.errors import Cancelled, MirrorsError, Remedy
from mirrors_engine.progress import Progress
from mirrors_gui.text.translate import mark

log = logging.getLogger(__name__)

FRAME_MS = 33
CLOSING_S = 10.0  # loading a library cannot be interrupted

NO_MEMORY = mark("There is not enough memory: take fewer samples.")
UNEXPECTED = mark("Something unexpected went wrong; the log says what.")


class Refusal(str):
    """A sentence that says why something was not done, with what the engine offers instead."""

    remedies: tuple[Remedy, ...] = ()

    @classmethod
    def of(cls, error: MirrorsError) -> Refusal:
        return cls.saying(str(error), error.remedies)

    @classmethod
    def saying(cls, sentence: str, remedies: tuple[Remedy, ...]) -> Refusal:
        made = cls(sentence)
        made.remedies = remedies
        return made


def remedies_of(sentence: str) -> tuple[Remedy, ...]:
    """What a sentence offers to do; nothing where it is text alone."""
    return sentence.remedies if isinstance(sentence, Refusal) else ()


def guarded(
    work: Callable[[], object],
    name: str,
    no_memory: str = NO_MEMORY,
    unexpected: str = UNEXPECTED,
) -> str:
    """Do `work` and return its error as one sentence, a `Refusal`; "" if there was none.

    An error that is no refusal is logged with its traceback, as one of `name`.

    Raises
    ------
    Cancelled
        As `work` raised it: only the caller knows whether anybody waits for an answer.
    """
    try:
        work()
    except Cancelled:
        raise
    except MirrorsError as refusal:
        return Refusal.of(refusal)
    except MemoryError:
        return no_memory
    except Exception:
        log.exception("%s failed", name)
        return unexpected
    return ""


class Run:
    """One job under way. Called with a `Progress` it is the monitor of the job."""

    def __init__(self, announce: Callable[[], object]) -> None:
        self.thread: threading.Thread | None = None
        self._announce = announce  # that the mailbox is no longer empty
        self._stopped = False
        self._lock = threading.Lock()
        self._mail: dict[Any, Any] = {}
        self._error = ""
        self._over = False

    def __call__(self, progress: Progress) -> None:
        self.post(progress)

    def post(self, event: Any) -> None:
        """Replace the undelivered event of this kind: of its `slot`, by default its type.

        Raises
        ------
        Cancelled
            If the job is no longer wanted.
        """
        with self._lock:  # until it is announced: who has stopped the job may be deleted
            if self._stopped:
                raise Cancelled("no longer wanted")
            first = not self._mail
            slot = getattr(event, "slot", type(event))
            self._mail.pop(slot, None)  # the newest comes last, whatever was in its slot
            self._mail[slot] = event
            if first:
                self._announce()

    def stop(self) -> None:
        """Nothing is announced once this has returned."""
        with self._lock:
            self._stopped = True

    @property
    def has_mail(self) -> bool:
        """Whether an event waits to be delivered."""
        return bool(self._mail)

    def take(self) -> tuple[list[Any], bool, str]:
        """Undelivered events, whether they were the last, and the error that ended the job."""
        with self._lock:
            mail, self._mail = self._mail, {}
            return list(mail.values()), self._over, self._error

    def work(self, job: Job, name: str) -> None:
        """Exhaust the job; on its own thread."""

        def exhaust() -> None:
            for event in job(self):
                self.post(event)

        try:
            error = guarded(exhaust, name)
        except Cancelled:
            error = ""
        with self._lock:
            self._error, self._over = error, True
            if not self._stopped:
                self._announce()


Job = Callable[[Run], Iterable[Any]]


class _Announced:
    """The run that announces to a `Runner`, stopped when that is deleted: no `QObject` itself."""

    run: Run | None = None

    def stop(self, _deleted: object = None) -> None:
        if self.run is not None:
            self.run.stop()


class Runner(QObject):
    """Runs one job at a time; starting another cancels the first.

    Signals
    -------
    advanced : the newest event of each kind, at most once a frame
    stepped : Progress of the job, likewise
    ended : no argument; the job is over, cancelled or failed
    failed : one sentence; a `Refusal` where the engine refused
    runningChanged : bool
    """

    advanced = Signal(object)
    stepped = Signal(object)
    ended = Signal()
    failed = Signal(object)
    runningChanged = Signal(bool)
    _posted = Signal()

    def __init__(self, name: str, parent: QObject | None = None, frame_ms: int = FRAME_MS) -> None:
        super().__init__(parent)
        self.name = name
        self._run: Run | None = None
        self._announced = _Announced()
        self.destroyed.connect(self._announced.stop)
        self._left: list[threading.Thread] = []  # of cancelled jobs, until they have ended
        self._frame = QTimer(self, interval=frame_ms)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._deliver)
        self._posted.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._run is not None

    def start(self, job: Job) -> Run:
        """Run `job(monitor)` to its end, unless another start or `stop` comes before."""
        self._cancel()
        run = self._run = self._announced.run = Run(self._posted.emit)
        run.thread = threading.Thread(
            target=run.work, args=(job, self.name), name=f"mirrors-{self.name}", daemon=True
        )
        run.thread.start()
        self.runningChanged.emit(True)
        return run

    def stop(self) -> None:
        """Cancel the job under way; what it delivered stays."""
        if self._cancel():
            self.runningChanged.emit(False)
            self.ended.emit()

    def close(self) -> None:
        """Cancel, and wait for the threads; nothing is delivered afterwards."""
        self._cancel()
        for thread in self._left:
            thread.join(CLOSING_S)
            if thread.is_alive():  # inside a library call that cannot be interrupted
                log.warning("left a %s behind that would not stop", self.name)
        self._left.clear()

    def _cancel(self) -> bool:
        run, self._run = self._run, None
        self._frame.stop()
        if run is None:
            return False
        run.stop()
        self._left = [thread for thread in self._left if thread.is_alive()]
        if run.thread is not None and run.thread.is_alive():
            self._left.append(run.thread)
        return True

    def _arrived(self) -> None:
        # the first event after a pause is delivered at once, those that follow by frames
        if not self._frame.isActive():
            self._deliver()

    def _deliver(self) -> None:
        """Emit the newest events; on the window's thread."""
        run = self._run
        if run is None:
            return
        events, over, error = run.take()
        if not events and not over:
            self._frame.stop()
            return
        self._frame.start()
        for event in events:
            if self._run is run:  # else a receiver has cancelled it or started another
                (self.stepped if isinstance(event, Progress) else self.advanced).emit(event)
        if over and self._run is run:
            self._cancel()
            self.runningChanged.emit(False)
            if error:
                self.failed.emit(error)
            self.ended.emit()
