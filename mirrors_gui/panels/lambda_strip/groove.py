"""The groove of the λ slider: the number of neurons against λ, with a tick at every event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme

if TYPE_CHECKING:
    from mirrors_engine.homotopy import Event
    from mirrors_gui.model.session import PathPoint

REACH = 4.0  # px from a tick at which the pointer means it
BIRTH, DEATH = 5.0, 3.0  # px
CROWDED = 0.5  # ticks a px from which they are drawn fainter


class Groove:
    """Shapes of one path in one box, made anew only when either changes."""

    def __init__(self) -> None:
        self.points: Sequence[PathPoint] = ()
        self.events: Sequence[Event] = ()
        self._made: tuple[object, object, QRectF] | None = None
        self._area = QPainterPath()
        self._line = QPainterPath()
        self._at = np.empty(0)  # px of the events
        self._ticks: list[QLineF] = []

    def paint(
        self,
        painter: QPainter,
        theme: Theme,
        box: QRectF,
        x_of: Callable[[np.ndarray], np.ndarray],
        handle: float,
    ) -> None:
        """The step curve, stronger on the side of the handle that is in use, and the ticks."""
        self._make(box, x_of)
        if self._line.isEmpty():
            return
        painter.save()
        end = box.right() + box.left()
        for left, right, alpha in ((0.0, handle, 0.22), (handle, end, 0.07)):
            painter.setClipRect(QRectF(left, 0, right - left, box.bottom() + 1))
            painter.fillPath(self._area, theme.color("function", alpha))
            painter.strokePath(
                self._line, QPen(theme.color("function", 2.5 * alpha + 0.2), themes.stroke(1.25))
            )
        painter.restore()
        if self._ticks:
            crowd = len(self._ticks) / max(box.width(), 1.0)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            pen = QPen(theme.color("secondary", 0.5 if crowd > CROWDED else 0.9), 1)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(self._ticks)
            painter.restore()

    def event_at(self, x: float) -> Event | None:
        """The event whose tick is nearest to x, None if none is within reach."""
        if not len(self._at):
            return None
        i = int(np.argmin(np.abs(self._at - x)))
        return self.events[i] if abs(self._at[i] - x) <= REACH else None

    def _make(self, box: QRectF, x_of: Callable[[np.ndarray], np.ndarray]) -> None:
        now = (self.points, self.events, QRectF(box))
        last = self._made
        if last and last[0] is now[0] and last[1] is now[1] and last[2] == now[2]:
            return
        self._made = now
        self._line, self._area = QPainterPath(), QPainterPath()
        if self.points:
            x, y = self._steps(box, x_of)
            self._line = arrayToQPath(x, y)
            floor = box.bottom()
            self._area = arrayToQPath(np.r_[x[0], x, x[-1]], np.r_[floor, y, floor])
        self._at = x_of(np.array([e.lam_ratio for e in self.events], dtype=float))
        self._ticks = self._ticked(box)

    def _steps(
        self, box: QRectF, x_of: Callable[[np.ndarray], np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Corners of the steps; by square root, so that the first few neurons show."""
        neurons = np.array([p.neurons for p in self.points])
        x = x_of(np.array([p.lam_ratio for p in self.points]))
        turns = np.flatnonzero(np.diff(neurons, prepend=-1))
        share = np.sqrt(neurons[turns] / max(neurons.max(), 1))
        y = box.bottom() - (box.height() - 4) * share
        return np.r_[np.repeat(x[turns], 2)[1:], x[-1]], np.repeat(y, 2)

    def _ticked(self, box: QRectF) -> list[QLineF]:
        """One tick a pixel at most; the longer one, of a birth, wins."""
        exact = np.array([e.exact for e in self.events], dtype=bool)
        born = np.array([bool(e.born) for e in self.events], dtype=bool)[exact]
        pixels, which = np.unique(np.rint(self._at[exact]), return_inverse=True)
        lengths = np.full(len(pixels), DEATH)
        lengths[which[born]] = BIRTH
        top = box.bottom() + 3
        return [
            QLineF(x + 0.5, top, x + 0.5, top + length)
            for x, length in zip(pixels.tolist(), lengths.tolist(), strict=True)
        ]
