"""Lets background threads rest while the window draws what is new.

Both need the one interpreter: a drawing enters and leaves it hundreds of times, and would wait
for a busy thread at each.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from mirrors_gui.style.repaint import TURN_MS

DRAWING_TURNS = 3  # of the event loop until what is new is painted, see `style.repaint`


class DrawingPause(QObject):
    """Whether the window is about to draw; `wait` until it has.

    Parameters
    ----------
    more : callable
        Whether there is something yet to be delivered to the window and drawn next.
    """

    def __init__(
        self, parent: QObject | None = None, more: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._more = more
        self._changed = threading.Condition()
        self._pending = False
        self._turn, self._turns = QTimer(self, interval=TURN_MS, singleShot=True), 0
        self._turn.timeout.connect(self._next)

    @property
    def pending(self) -> bool:
        """Whether something new is yet to be drawn."""
        return self._pending

    def expect(self) -> None:
        """Something new is on its way to the window; from any thread."""
        with self._changed:
            self._pending = True

    def begin(self) -> None:
        """The window draws in the next turns of its event loop; on its thread."""
        self.expect()
        self._turns = DRAWING_TURNS
        self._turn.start()

    def wait(self, seconds: float, unless: Callable[[], bool] = lambda: False) -> None:
        """Rest until the window has drawn, `unless()` holds, or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: unless() or not self._pending, seconds)

    def wake(self) -> None:
        """Wake the waiting threads, so that they call `unless` again; from any thread."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        self._turn.stop()

    def _next(self) -> None:
        self._turns -= 1
        if self._turns:
            self._turn.start()
            return
        with self._changed:
            self._pending = self._more()
            self._changed.notify_all()
