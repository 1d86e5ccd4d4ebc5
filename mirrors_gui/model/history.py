"""Undo and redo: the questions that were asked, one step for one thing the user did."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from mirrors_gui.model.question import Question

MOST_STEPS = 1000
MOST_BYTES = 400_000_000  # of samples that only the history still holds
BURST_S = 1.0  # between two key presses that count as one step


@dataclass(frozen=True)
class Change:
    """One thing the user did: what it is called, and the question before and after."""

    words: str
    before: Question
    after: Question


class History(QObject):
    """Records the question in force, and goes back and forth in it.

    `current` says what is asked now, `restore` asks an earlier question again.

    Steps with the same merge key become one while `hold` is in force (a drag) or where
    they follow each other within a second (keys held down).
    """

    changed = Signal()

    def __init__(
        self,
        current: Callable[[], Question],
        restore: Callable[[Question], None],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self._current, self._restore = current, restore
        self._now = current()
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._depth = 0
        self._held = False
        self._key: Hashable = None  # of the newest step, while it can still grow
        self._last = 0.0

    @property
    def undo_words(self) -> str | None:
        """What `undo` would take back; None if there is nothing."""
        return self._done[-1].words if self._done else None

    @property
    def redo_words(self) -> str | None:
        """What `redo` would do again; None if there is nothing."""
        return self._undone[-1].words if self._undone else None

    @property
    def openings(self) -> set[int]:
        """The openings that undo and redo can come back to, and the present one."""
        steps = (*self._done, *self._undone)
        return {q.opening for step in steps for q in (step.before, step.after)} | {
            self._now.opening
        }

    @contextmanager
    def step(self, words: str, merge_key: Hashable = None) -> Iterator[None]:
        """Everything asked within is one step, named by the outermost `step`."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._record(words, merge_key)

    def hold(self) -> None:
        """A drag begins: one step until `release`."""
        self._held, self._key = True, None

    def end_burst(self) -> None:
        """What comes next is another step, though it follows at once; a drag goes on."""
        if not self._held:
            self._key = None

    def release(self) -> None:
        """The drag is over: what comes next is another step."""
        self._held, self._key = False, None

    def undo(self) -> None:
        """Ask what was asked before the newest step."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._go(step.before)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._go(step.after)

    def clear(self) -> None:
        """Begin anew with what is asked now."""
        self._done.clear()
        self._undone.clear()
        self._now, self._key = self._current(), None
        self.changed.emit()

    def _go(self, question: Question) -> None:
        self._key = None
        self._depth += 1  # what panels do in answer is no step of the user's
        try:
            self._restore(question)
        finally:
            self._depth -= 1
        self._now = self._current()
        self.changed.emit()

    def _record(self, words: str, key: Hashable) -> None:
        before, self._now = self._now, self._current()
        if self._now == before:
            return
        time_is, last, self._last = self.clock(), self._last, self.clock()
        if before.signal is None:  # the first signal is where the history begins
            self.changed.emit()
            return
        grows = key is not None and key == self._key and not self._undone and bool(self._done)
        if grows and (self._held or time_is - last <= BURST_S):
            whole = replace(self._done.pop(), after=self._now)
            if whole.before != whole.after:
                self._done.append(whole)
            else:
                key = None
        else:
            self._done.append(Change(words, before, self._now))
        self._undone.clear()
        self._key = key
        self._forget_the_oldest()
        self.changed.emit()

    def _forget_the_oldest(self) -> None:
        del self._done[:-MOST_STEPS]
        seen = {id(self._now.signal)}
        held = 0
        for age, step in enumerate(reversed(self._done)):
            if id(step.before.signal) not in seen:
                seen.add(id(step.before.signal))
                held += step.before.nbytes
            if held > MOST_BYTES:
                del self._done[: len(self._done) - age]
                return
