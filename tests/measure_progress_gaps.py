"""Measure how long tasks go without a report, and how soon they can be cancelled.

    python -m tests.measure_progress_gaps [--only WORD] [--limit SECONDS]

Of each task the longest time between two calls of its monitor; the most that its thread computed
between two calls, which other programs of a shared machine do not change, and where the call after
it came from; the longest time another thread waited for the interpreter; how long the task went on
after it was asked to stop at the beginning of that time, and how long a library call it
left behind.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from mirrors_engine.errors import Cancelled, MirrorsError
from mirrors_engine.progress import Progress
from tests.measured_tasks import TASKS, Work

BEAT_S = 0.002
HIDDEN = {"check", "monitor", "step", "report", "watched", "tick", "in_background", "__call__"}


class Pulse(threading.Thread):
    """Another thread of the program: its longest gap is how long the interpreter was held."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        last = time.perf_counter()
        while not self._over.is_set():
            time.sleep(BEAT_S)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last)
            last = now

    def stop(self) -> float:
        self._over.set()
        self.join()
        return self.longest


class ReportTimes:
    """Notes the longest time between two calls, and cancels at the limit or when asked."""

    def __init__(self, limit: float) -> None:
        self.count, self.longest, self.busy, self.where, self.begin = 0, 0.0, 0.0, "", 0.0
        self.wanted: Callable[[float], bool] = lambda now: now < limit
        self.started = self._last = time.perf_counter()
        self._computed = time.thread_time()

    def __call__(self, progress: Progress) -> None:
        self._hear(_place(sys._getframe(1)))
        if not self.wanted(self._last - self.started):
            raise Cancelled("enough")

    def _hear(self, where: str) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self.count += 1
        self.longest = max(self.longest, now - self._last)
        if computed - self._computed > self.busy:
            self.busy, self.where = computed - self._computed, where
            self.begin = self._last - self.started
        self._last, self._computed = now, computed

    def end(self) -> float:
        self._hear("the end")
        return self._last - self.started


def _place(frame: FrameType | None) -> str:
    """The innermost function of the engine that is not one that passes reports on."""
    while frame is not None:
        code = frame.f_code
        if "mirrors_engine" in code.co_filename and code.co_name not in HIDDEN:
            name = code.co_filename.partition("mirrors_engine/")[2]
            if not code.co_name.startswith("<"):
                return f"{name}:{frame.f_lineno} {code.co_name}"
        frame = frame.f_back
    return "?"


@dataclass(frozen=True)
class Row:
    """What was measured of one task, times in seconds."""

    seconds: float
    listener: ReportTimes
    held: float
    latency: float
    left: float
    note: str


def measure(prepare: Callable[[], Work], limit: float) -> Row:
    """Run a task twice: to its end or the limit, and cancelled in its longest gap."""
    work, listener, pulse, note = prepare(), ReportTimes(limit), Pulse(), ""
    pulse.start()
    try:
        work(listener)
    except Cancelled:
        note = "cut"
    except MirrorsError as error:
        note = str(error)[:60]
    seconds, held = listener.end(), pulse.stop()
    _left()
    work, asked = prepare(), listener.begin + 0.02
    again = ReportTimes(limit)  # made last: preparing is no part of the latency
    again.wanted = lambda now: now < asked
    with contextlib.suppress(MirrorsError):
        work(again)
    latency = max(0.0, again.end() - asked)
    return Row(seconds, listener, held, latency, _left(), note)


def _left() -> float:
    """Seconds until library calls that were left behind have ended."""
    began = time.perf_counter()
    for thread in threading.enumerate():
        if thread.name == "mirrors-call":
            thread.join()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="tasks whose name contains this")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds of a task")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    import scipy.optimize  # noqa: F401  # the window has loaded these before a task is long
    import sklearn.linear_model
    import sklearn.neural_network  # noqa: F401

    print(
        f"{'':32}{'seconds':>8}{'reports':>8}{'silent':>8}{'busy':>8}{'held':>8}{'cancel':>8}{'left':>8}"
        "  ms; the busiest time without a report ended in"
    )
    for name, prepare in TASKS.items():
        if options.only not in name:
            continue
        row = measure(prepare, options.limit)
        times = "".join(
            f"{1e3 * t:8.0f}"
            for t in (row.listener.longest, row.listener.busy, row.held, row.latency, row.left)
        )
        print(
            f"{name:32}{row.seconds:8.1f}{row.listener.count:8d}{times}"
            f"  {row.listener.where} {row.note}",
            flush=True,
        )


if __name__ == "__main__":
    main()
