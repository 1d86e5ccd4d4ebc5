"""Much that comes at once, such as moves of the pointer, taken no more often than it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

FRAME_MS = 16


class Newest(QObject):
    """Hands on the first value at once, and of those that follow the newest in each frame.

    Moves that wait while the window draws would each draw once more, and more would wait then.
    """

    def __init__(self, take: Callable[[Any], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._waiting: list[Any] = []  # none, or the newest
        self._frame = QTimer(self, interval=FRAME_MS, singleShot=True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._next)

    @property
    def waits(self) -> bool:
        """Whether a value is yet to be taken."""
        return bool(self._waiting)

    def offer(self, value: Any) -> None:
        """A value that replaces the one that waits."""
        self._waiting = [value]
        if not self._frame.isActive():
            self._next()

    def flush(self) -> None:
        """Hand on what waits now."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._take(waiting[0])

    def _next(self) -> None:
        if self._waiting:
            self.flush()
            self._frame.start()  # from the end of the work: the loop has its turn between
