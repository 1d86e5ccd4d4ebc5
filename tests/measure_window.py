"""Measure the window: stalls of its event loop, frames while panning, drags, and its start.

    python -m tests.measure_window [--rows 1000000] [--repeat 3]

Everything is drawn offscreen. Beside each time stands what the window's own thread needed of the
processor, which others on the machine cannot inflate, and at the end the load average.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).parents[1]
BEAT_MS = 1
FRAMES = 150
START = """
import time
from mirrors_gui.headless import offscreen_window, wait
with offscreen_window() as window:
    wait(lambda: window.session.result is not None and not window.session.busy)
    window.repaint()
    print(time.time(), time.process_time())
"""


class Beats:
    """A timer of a millisecond in the window's loop: its gaps are what a user would feel."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self.work: list[float] = []
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.gaps.append(now[0] - self._last[0])
        self.work.append(now[1] - self._last[1])
        self._last = now

    def during(self, act: Callable[[], Any], until: Callable[[], bool], rest: float = 0.3) -> str:
        """Do one thing from within the loop and wait until it is over and drawn."""
        from PySide6.QtCore import QTimer

        from mirrors_gui.headless import pause

        self.gaps, self.work = [], []
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start(BEAT_MS)
        QTimer.singleShot(0, act)
        pause(0.05)
        loop(until)
        pause(rest)
        self._timer.stop()
        return self.said()

    def said(self) -> str:
        gaps = sorted(self.gaps)
        p95 = gaps[int(0.95 * (len(gaps) - 1))]
        return (
            f"longest {1e3 * gaps[-1]:6.0f} ms, 95 % within {1e3 * p95:5.1f} ms, "
            f"own work at most {1e3 * max(self.work):5.0f} ms"
        )


def loop(until: Callable[[], bool], seconds: float = 120.0) -> None:
    """Run the loop itself, without the pauses of a test, until something holds."""
    from PySide6.QtCore import QEventLoop, QTimer

    inner, check = QEventLoop(), QTimer()
    end = time.monotonic() + seconds
    check.timeout.connect(lambda: inner.quit() if until() or time.monotonic() > end else None)
    check.start(20)
    inner.exec()


def stalls() -> None:
    """What a user does in the window, each thing with the longest gap of the loop."""
    from mirrors_gui.headless import offscreen_window, pause, wait
    from mirrors_gui.persistence import app_dirs
    from mirrors_gui.persistence.attach import attach
    from tests.measured_actions import actions

    with tempfile.TemporaryDirectory() as folder, offscreen_window() as window:
        os.environ[app_dirs.HOME] = folder
        session, beats, persistence = window.session, Beats(), attach(window)
        window.document.guarded = False  # it is closed without a question
        wait(lambda: session.result is not None and not session.busy)
        pause(2.0)
        longest = 0.0
        for name, act, rest in actions(window, persistence, Path(folder)):
            said = beats.during(act, lambda: not session.busy, rest)
            print(f"  {name:<34}{said}", flush=True)
            longest = max(longest, *beats.gaps)
        print(f"  {'the longest of all':<34}longest {1e3 * longest:6.0f} ms")


def frames(rows: int) -> None:
    """Pan and zoom a long signal by drag and wheel events, drawing after each."""
    import numpy as np
    import pyqtgraph as pg
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QApplication

    from mirrors_engine import Architecture, Signal
    from mirrors_gui.headless import offscreen_window, wait

    pg.setConfigOptions(mouseRateLimit=-1)  # or moves less than 10 ms apart draw nothing
    rng = np.random.default_rng(0)
    y = np.cumsum(rng.standard_normal(rows)) / 100 + rng.standard_normal(rows)
    with offscreen_window() as window:
        session = window.session
        wait(lambda: not session.busy)
        session.set_architecture(Architecture("relu", 2))
        session.set_lam_ratio(0.01)
        began = time.perf_counter()
        session.set_signal(Signal(np.arange(float(rows)), y, name="long"))
        wait(lambda: session.result is not None and not session.busy, 600)
        taken = time.perf_counter() - began
        neurons = len(session.result.weights)
        print(f"  {rows} rows, ReLU, {neurons} neurons, solved and drawn in {taken:.1f} s")
        view = window.fit.fit.viewport()
        middle = view.rect().center()
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        keys = Qt.KeyboardModifier.NoModifier

        def send(kind: Any, spot: QPoint, button: Any, held: Any) -> None:
            at = QPointF(spot)
            event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, keys)
            QApplication.sendEvent(view, event)

        def turn(by: int) -> None:
            at, none_at = QPointF(middle), QPoint()
            phase = Qt.ScrollPhase.NoScrollPhase
            QApplication.sendEvent(
                view,
                QWheelEvent(
                    at, view.mapToGlobal(at), none_at, QPoint(0, by), none, keys, phase, False
                ),
            )

        def pan(k: int) -> None:
            spot = middle + QPoint(8 * abs(k % 30 - 15) - 60, 0)  # each is another one
            send(QEvent.Type.MouseMove, spot, none, left)

        session.cancel()  # the path behind the slider has a processor of its own elsewhere
        for name, notches in (("all of it", 0), ("a tenth", 12), ("a thousandth", 36)):
            for _ in range(notches):
                turn(120)
            QApplication.processEvents()
            send(QEvent.Type.MouseButtonPress, middle, left, left)
            print(f"  panning {name:<26}{_rate(window, pan)}", flush=True)
            send(QEvent.Type.MouseButtonRelease, middle, left, none)
            window.fit.see_all()
        rate = _rate(window, lambda k: turn(120 if k % 50 < 25 else -120))
        print(f"  {'zooming by the wheel':<34}{rate}")


def drags() -> None:
    """How many answers a second follow a point of 200, and λ, moved each frame for 2 s."""
    import numpy as np

    from mirrors_engine import Architecture, Signal
    from mirrors_gui.headless import offscreen_window, wait
    from tests.measured_actions import FRAME_MS, drag_point, spread

    x = np.arange(200.0)
    y = np.sin(x / 15) + 0.3 * np.random.default_rng(0).standard_normal(200)
    moves = 120
    ratios = [0.5 * 0.98**k for k in range(moves)]
    with offscreen_window() as window:
        session, answers = window.session, []
        session.set_signal(Signal(x, y, name="two hundred"))
        session.resultChanged.connect(answers.append)
        for net in (Architecture("abs", 3), Architecture("relu", 2), Architecture("sign", 2)):
            session.set_architecture(net)
            for what, drag in (
                ("a point", lambda: drag_point(window, 100, moves)),
                ("λ", lambda: spread(ratios, session.set_lam_ratio)),
            ):
                session.set_lam_ratio(0.02)
                wait(lambda: not session.busy)
                wait(lambda: session.path_exact, 60)
                answers.clear()
                said, seconds = Beats(), moves * FRAME_MS / 1000
                stall = said.during(drag, lambda: not session.busy, seconds + 0.2)
                rate = len([a for a in answers if a is not None]) / seconds
                print(f"  {what:<8} {net.describe():<24}{rate:4.0f} answers a second, {stall}")


def _rate(window: Any, act: Callable[[int], Any]) -> str:
    """Frames a second, by the clock and by the processor time of the window's thread.

    A frame is a move of which the plot and the residuals below have been painted.
    """
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    painted = Painted()
    window.fit.fit.viewport().installEventFilter(painted)
    began, worked = time.perf_counter(), time.thread_time()
    for k in range(FRAMES):
        before, late = painted.count, time.perf_counter() + 0.05
        act(k)
        while painted.count == before and time.perf_counter() < late:
            QApplication.processEvents()
    clock, work = time.perf_counter() - began, time.thread_time() - worked
    window.fit.fit.viewport().removeEventFilter(painted)
    drawn = min(painted.count, FRAMES)
    return f"{drawn / clock:6.0f} frames a second ({drawn / work:.0f} by processor time)"


def start(repeat: int) -> None:
    """From the command to a window with a solved sample, the best of several."""
    found = []
    for _ in range(repeat):
        began = time.time()
        run = subprocess.run(
            [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True
        )
        end, work = map(float, run.stdout.split())
        found.append((end - began, work))
    best, work = min(found)
    least = min(work for _, work in found)
    print(f"  up with a solved sample after {best:.2f} s, best of {repeat} ({least:.2f} s of work)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", choices=("start", "stalls", "frames", "drags"))
    asked = parser.parse_args()
    parts = {
        "start": lambda: start(asked.repeat),
        "stalls": stalls,
        "frames": lambda: frames(asked.rows),
        "drags": drags,
    }
    for name, part in parts.items():
        if asked.only in (None, name):
            print(name, flush=True)
            part()
    print("load average", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()
