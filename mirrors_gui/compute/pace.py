"""How fast a run shows its steps: set by the window, asked by the thread of the run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FRAME_S = 1 / 60
POLL_S = 0.05  # between two looks at whether a run that rests is still wanted


class Pace:
    """Lets a run go on freely, at so many steps a second, or step by step.

    Attributes
    ----------
    paused : bool
        Whether the run rests after the step that it is at.
    speed : float or None
        Steps a second; None for as many as there is time for.
    """

    def __init__(self, paused: bool = False, speed: float | None = None) -> None:
        self._changed = threading.Condition()
        self.paused, self.speed = paused, speed
        self._allowed = 0  # steps that were asked for while it rests
        self._since = 0  # steps made since the last event
        self._began = time.monotonic()  # when the first of them did
        self._shown = self._due = 0.0  # when the last event was made, and the next is due

    # the window

    def pause(self, paused: bool) -> None:
        with self._changed:
            self.paused, self._allowed = paused, 0
            self._changed.notify_all()

    def step(self) -> None:
        """One step more of a run that rests."""
        with self._changed:
            self._allowed += 1
            self._changed.notify_all()

    def set_speed(self, steps: float | None) -> None:
        with self._changed:
            self.speed = steps
            self._changed.notify_all()

    def wake(self) -> None:
        """Let a run that rests ask whether it is still wanted."""
        with self._changed:
            self._changed.notify_all()

    # the thread of the run

    def wanted(self, _read: bool = True) -> bool:
        """Whether the step just made is to be shown."""
        self._since += 1
        self._shown = time.monotonic()
        if self.paused:
            return True
        if self.speed is None:
            return self._shown >= self._due
        return self._since >= self.speed * FRAME_S

    def rest(self, check: Callable[[], object]) -> None:
        """After an event: until the next step may be made. `check` ends it by an exception."""
        now = time.monotonic()
        # at least as much time for training as an event took to make
        self._due = now + max(FRAME_S - (now - self._shown), now - self._shown)
        while True:
            check()
            with self._changed:
                if self.paused:
                    if self._allowed:
                        self._allowed -= 1
                        break
                    self._changed.wait(POLL_S)
                    continue
                left = self._left()
                if left <= 0:
                    break
                self._changed.wait(min(left, POLL_S))
        self._since, self._began = 0, time.monotonic()

    def _left(self) -> float:
        """Seconds until the next step, at the speed in force: what steps have taken counts."""
        if self.speed is None:
            return 0.0
        return self._began + self._since / self.speed - time.monotonic()
