"""One place of x that is marked in every view along x."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mirrors_gui.model.newest import Newest


class Crosshair(QObject):
    """Where the pointer reads x, for the views that share it.

    Attributes
    ----------
    on : bool
        Whether it is shown.
    x : float or None
        The place; None while no view is pointed at.
    """

    changed = Signal()
    toggled = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = False
        self.x: float | None = None
        self._moves = Newest(lambda _: self.changed.emit(), self)

    def set_on(self, on: bool) -> None:
        """Show or hide it."""
        if on != self.on:
            self.on = on
            self.toggled.emit(on)
            self.changed.emit()

    def point(self, x: float | None) -> None:
        """The pointer is at this x in one of the views, or has left it."""
        if x != self.x:
            self.x = x
            if self.on:
                self._moves.offer(x)

    @property
    def shown(self) -> float | None:
        """The place to mark; None for nothing."""
        return self.x if self.on else None
