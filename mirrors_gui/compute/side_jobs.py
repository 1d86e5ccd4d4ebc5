"""Long jobs beside the worker that solves: training, validation, forecasts.

A job is a generator of frozen events, each complete in itself, so that only the newest
has to be drawn. It runs on a thread of its own and is told to stop through its monitor.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mirrors_engine.errors import Cancelled, MirrorsError
from mirrors_engine.progress import Monitor, Progress

log = logging.getLogger(__name__)

FRAME_MS = 33
CLOSING_S = 5.0

Job = Callable[[Monitor], Iterator[Any]]


class _Run:
    """One job under way: its thread, what it said last, and whether it was given up."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.thread: threading.Thread | None = None
        self.news: Any = None
        self.step: Progress | None = None
        self.error = ""
        self.over = False

    def monitor(self, progress: Progress) -> None:
        if self.stopped.is_set():
            raise Cancelled("no longer wanted")
        self.step = progress


class Task(QObject):
    """Runs one job at a time; starting another gives up the first.

    Signals
    -------
    advanced : the newest event of the job, at most once a frame
    stepped : Progress the job reported between events
    ended : no argument; the job is over, cancelled or failed
    failed : one sentence
    runningChanged : bool
    """

    advanced = Signal(object)
    stepped = Signal(object)
    ended = Signal()
    failed = Signal(str)
    runningChanged = Signal(bool)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._run: _Run | None = None
        self._frame = QTimer(self, interval=FRAME_MS)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._deliver)
        self._left: list[threading.Thread] = []

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._run is not None

    def start(self, job: Job) -> None:
        """Run `job(monitor)` to its end, unless another start or `stop` comes before."""
        self._give_up()
        run = self._run = _Run()
        run.thread = threading.Thread(
            target=self._work, args=(run, job), name=f"mirrors-{self.name}", daemon=True
        )
        run.thread.start()
        self._frame.start()
        self.runningChanged.emit(True)

    def stop(self) -> None:
        """Give up the job under way; what it delivered stays."""
        if self._give_up():
            self.runningChanged.emit(False)
            self.ended.emit()

    def close(self) -> None:
        """Stop, and wait for the threads; nothing is delivered afterwards."""
        self._give_up()
        for thread in self._left:
            thread.join(CLOSING_S)
            if thread.is_alive():  # deep in a library that cannot be interrupted
                log.warning("left a %s behind that would not stop", self.name)
        self._left.clear()

    def _give_up(self) -> bool:
        run, self._run = self._run, None
        self._frame.stop()
        if run is None:
            return False
        run.stopped.set()
        self._left = [thread for thread in self._left if thread.is_alive()]
        if run.thread is not None and run.thread.is_alive():
            self._left.append(run.thread)
        return True

    def _deliver(self) -> None:
        """Hand over the newest; on the window's thread."""
        run = self._run
        if run is None:
            return
        with run.lock:
            news, run.news = run.news, None
            step, run.step = run.step, None
            over, error = run.over, run.error
        if step is not None:
            self.stepped.emit(step)
        if news is not None and self._run is run:
            self.advanced.emit(news)
        if over and self._run is run:
            self._give_up()
            self.runningChanged.emit(False)
            if error:
                self.failed.emit(error)
            self.ended.emit()

    def _work(self, run: _Run, job: Job) -> None:
        """Exhaust the job; on its own thread."""
        error = ""
        try:
            for event in job(run.monitor):
                if run.stopped.is_set():
                    return
                with run.lock:
                    run.news = event
        except Cancelled:
            pass
        except MirrorsError as refusal:
            error = str(refusal)
        except MemoryError:
            error = "There is not enough memory: take fewer samples."
        except Exception:
            log.exception("the %s failed", self.name)
            error = "Something unexpected went wrong; the log says what."
        with run.lock:
            run.error, run.over = error, True
