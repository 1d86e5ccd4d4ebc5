"""Whether the answer on show answers what is asked now; every view follows this one flag."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

GRACE_MS = 50  # while λ or a point is dragged, answers that come sooner replace each other


class AnswerAge(QObject):
    """The answer on show is old while another question is being solved or a file is read.

    During a drag an answer that comes within `GRACE_MS` takes the place of the one before
    without a sign in between, which would flicker; until then function, words and numbers on
    the screen all belong to the answer before. Any other change makes it old at once.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.old = False
        self._grace = QTimer(self, interval=GRACE_MS, singleShot=True)
        self._grace.timeout.connect(lambda: self._set(True))

    def update(self, answered: bool, dragged: bool = False) -> None:
        """Say whether the answer on show is the one asked for, or else what changed.

        Parameters
        ----------
        answered : bool
            Whether it answers the present question, or nothing is on show.
        dragged : bool
            Whether only λ or points differ, as in a drag.
        """
        if answered:
            self._grace.stop()
            self._set(False)
        elif not dragged:
            self._grace.stop()
            self._set(True)
        elif not self.old and not self._grace.isActive():
            self._grace.start()

    def arrived(self) -> None:
        """An answer was put on show, if only to a question of some moments ago: a drag goes on."""
        self._grace.stop()
        self._set(False)

    def _set(self, old: bool) -> None:
        if old != self.old:
            self.old = old
            self.changed.emit(old)
