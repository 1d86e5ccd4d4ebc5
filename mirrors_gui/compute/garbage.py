"""Cyclic garbage is collected on the window's thread alone.

Python collects on whichever thread makes the next object, and a `QObject` or graphics item in a
cycle is then destroyed there. Qt's widgets and timers may only be destroyed on the window's
thread; elsewhere they end the program with a segmentation fault, sooner or later.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 50
SHARE = 0.01  # of the time, what full collections take at most


class WindowCollector(QObject):
    """Turns the automatic collection off, and collects by the same thresholds from a timer.

    To be made on the window's thread, once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._full_at = 0.0  # when the next full one is allowed
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        due = [n > most for n, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        began = time.monotonic()
        if due[0] and due[2] and began >= self._full_at:  # looks at every object there is
            gc.collect()
            now = time.monotonic()
            self._full_at = now + (now - began) / SHARE
        elif due[0]:
            gc.collect(1 if due[1] else 0)
