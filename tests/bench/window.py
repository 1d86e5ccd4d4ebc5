"""The window without a screen: how soon it is up, and how long its event loop ever stands."""

from __future__ import annotations

import os
import time
from typing import Any

BUSY = 5.0  # seconds of a solve that is watched


def start_up(asked: float) -> dict[str, Any]:
    """Seconds from `asked` (wall clock) until the sample is solved and drawn."""
    from mirrors_gui.headless import offscreen_window, wait

    with offscreen_window() as window:
        shown = time.time() - asked
        wait(lambda: window.session.result is not None and not window.session.busy)
        window.repaint()
        return {"shown": shown, "solved": time.time() - asked}


def stalls() -> dict[str, Any]:
    """Longest pause of the event loop, idle and while four layers on 200 samples are solved."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from mirrors_engine import Architecture
    from mirrors_gui.headless import offscreen_window, pause, wait
    from tests.bench.cases import signal

    with offscreen_window() as window:
        session = window.session
        wait(lambda: session.result is not None and not session.busy)
        pause(1.0)  # the path behind the slider
        idle, _ = _longest_pause(2.0, lambda: True)
        session.set_signal(signal(200))
        session.set_architecture(Architecture("abs", 4))
        session.set_lam_ratio(1e-3)
        busy, beats = _longest_pause(BUSY, lambda: session.busy)
        session.cancel()
        return {"idle": idle, "busy": busy, "beats": beats, "watched": BUSY}


def _longest_pause(seconds: float, counts: Any) -> tuple[float, int]:
    """Longest time between two beats of a millisecond timer while `counts()`, and the beats."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    pauses: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        if counts():
            pauses.append(now - last)
        last = now

    timer.timeout.connect(beat)
    timer.start(1)
    QTimer.singleShot(int(1000 * seconds), loop.quit)
    loop.exec()
    timer.stop()
    return max(pauses, default=float("nan")), len(pauses)
