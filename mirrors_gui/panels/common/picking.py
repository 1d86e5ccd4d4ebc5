"""Which curve of a plot is under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt

REACH = 12.0  # px


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a plot, and what one pixel is worth there."""

    x: float
    y: float
    x_pixel: float
    y_pixel: float


class _Leave(QObject):
    """Emits a signal when the pointer leaves the plot."""

    def __init__(self, plot: pg.PlotWidget, point: Callable[[Any], None]) -> None:
        super().__init__(plot)
        self._point = point
        plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        return False


def watch(
    plot: pg.PlotWidget,
    pick: Callable[[Spot | None], None],
    point: Callable[[Spot | None], None],
) -> None:
    """Call `pick` on a left click and `point` as the pointer moves (None: it left)."""

    def clicked(event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            pick(_spot(plot, event.scenePos()))

    def moved(position: QPointF) -> None:
        point(_spot(plot, position))

    plot.scene().sigMouseClicked.connect(clicked)
    plot.scene().sigMouseMoved.connect(moved)
    _Leave(plot, point)


def _spot(plot: pg.PlotWidget, position: QPointF) -> Spot | None:
    box = plot.getViewBox()
    seen = box.viewRect()
    if not box.sceneBoundingRect().contains(position) or not seen.width() * seen.height():
        return None  # a plot that has been zoomed to nothing has no places
    at = box.mapSceneToView(position)
    width, height = box.viewPixelSize()
    if not (width and height):  # zoomed to what numbers do not tell apart
        return None
    return Spot(at.x(), at.y(), width, height)


def nearest_line(x: np.ndarray, y: np.ndarray, at: Spot) -> int | None:
    """The row of the polyline nearest to `at`, None if all are out of reach."""
    if not len(x):
        return None
    # the two ends of the segment over `at`, row by row
    right = np.clip((x < at.x).sum(axis=1), 1, x.shape[1] - 1)
    rows = np.arange(len(x))
    x0, x1 = x[rows, right - 1], x[rows, right]
    y0, y1 = y[rows, right - 1], y[rows, right]
    dx, dy = (x1 - x0) / at.x_pixel, (y1 - y0) / at.y_pixel
    px, py = (at.x - x0) / at.x_pixel, (at.y - y0) / at.y_pixel
    length = dx * dx + dy * dy
    with np.errstate(invalid="ignore", divide="ignore"):
        along = np.where(length > 0, np.clip((px * dx + py * dy) / length, 0, 1), 0)
    distance = np.hypot(px - along * dx, py - along * dy)
    best = int(np.argmin(np.where(np.isfinite(distance), distance, np.inf)))
    return best if distance[best] <= REACH else None


def padded(values: np.ndarray) -> tuple[float, float]:
    """Range of `values` with some air, never empty."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
    air = 0.06 * (high - low) or 0.5 * abs(high) or 1.0
    return low - air, high + air
