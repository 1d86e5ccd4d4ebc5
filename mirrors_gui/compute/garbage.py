"""Cyclic garbage is collected on the window's thread alone.

Python collects on whichever thread makes the next object, and a `QObject` or graphics item in a
cycle is then destroyed there. Qt's widgets and timers may only be destroyed on the window's
thread; elsewhere they end the program with a segmentation fault, sooner or later.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 50


class WindowCollector(QObject):
    """Turns the automatic collection off, and collects by the same thresholds from a timer.

    To be made on the window's thread, once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        due = [n > most for n, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[2] else 1 if due[1] else 0)
