"""The groove of the λ slider: the number of neurons against λ, with a tick at every event."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from mirrors_gui.theme import Theme

if TYPE_CHECKING:
    from mirrors_engine.homotopy import Event
    from mirrors_gui.session import PathPoint

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
        x_of: Callable[[float], float],
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
            painter.strokePath(self._line, QPen(theme.color("function", 2.5 * alpha + 0.2), 1.25))
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

    def _make(self, box: QRectF, x_of: Callable[[float], float]) -> None:
        now = (self.points, self.events, QRectF(box))
        last = self._made
        if last and last[0] is now[0] and last[1] is now[1] and last[2] == now[2]:
            return
        self._made = now
        self._line, self._area = QPainterPath(), QPainterPath()
        corners = self._corners(box, x_of)
        if corners:
            self._line.moveTo(corners[0])
            self._area.moveTo(corners[0].x(), box.bottom())
            for corner in corners:
                self._line.lineTo(corner)
                self._area.lineTo(corner)
            self._area.lineTo(corners[-1].x(), box.bottom())
        self._at = np.array([x_of(e.lam_ratio) for e in self.events])
        self._ticks = self._ticked(box)

    def _corners(self, box: QRectF, x_of: Callable[[float], float]) -> list[QPointF]:
        """Corners of the steps; by square root, so that the first few neurons show."""
        if not self.points:
            return []
        most = math.sqrt(max(p.neurons for p in self.points) or 1)
        corners: list[QPointF] = []
        level = -1
        for point in self.points:
            if point.neurons == level:
                continue
            level = point.neurons
            x = x_of(point.lam_ratio)
            y = box.bottom() - (box.height() - 4) * math.sqrt(level) / most
            if corners:
                corners.append(QPointF(x, corners[-1].y()))
            corners.append(QPointF(x, y))
        corners.append(QPointF(x_of(self.points[-1].lam_ratio), corners[-1].y()))
        return corners

    def _ticked(self, box: QRectF) -> list[QLineF]:
        """One tick a pixel at most; the longer one, of a birth, wins."""
        longest: dict[int, float] = {}
        for x, event in zip(self._at, self.events, strict=True):
            if event.exact:
                length = BIRTH if event.born else DEATH
                longest[round(x)] = max(length, longest.get(round(x), 0.0))
        top = box.bottom() + 3
        return [QLineF(x + 0.5, top, x + 0.5, top + length) for x, length in longest.items()]
