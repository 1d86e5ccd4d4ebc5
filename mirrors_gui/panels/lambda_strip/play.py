"""λ on its own from simple to rich, at an even pace however long an answer takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mirrors_gui.model.session import MIN_RATIO

TICK_MS = 16
SPEED = 0.25  # decades a second
LEAP = 0.1  # decades skipped at most while an answer was computed
REST_S = 1.0  # at the rich end, before a loop begins again


class Player(QObject):
    """Asks for one λ after the other; the next only once the last is on show.

    So every frame is an optimum, and nothing queues.
    """

    moved = Signal(float)
    ended = Signal()

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looping = False
        self._busy = busy
        self._ratio = 1.0
        self._last = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def start(self, ratio: float) -> None:
        """Run from λ/λ_max, from the simple end where there is nothing left to run."""
        self._ratio = ratio if ratio > MIN_RATIO else 1.0
        self._last = time.monotonic()
        self.moved.emit(self._ratio)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _on(self) -> None:
        if self._busy():
            return
        now = time.monotonic()
        if self._ratio <= MIN_RATIO:
            if not self.looping:
                self.stop()
                self.ended.emit()
            elif now - self._last >= REST_S:
                self.start(1.0)
            return
        decades = min(SPEED * (now - self._last), LEAP)
        self._last = now
        self._ratio = max(self._ratio * 10.0**-decades, MIN_RATIO)
        self.moved.emit(self._ratio)
