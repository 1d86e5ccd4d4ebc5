"""Leaving points out of the fit and taking them in again, by clicks and by a line around them."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from mirrors_engine.errors import MirrorsError
from mirrors_engine.signals.exclusion import (
    excluded_rows,
    excluding,
    kept_rows,
    rows_of_sample,
    whole_of,
)
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.picking import REACH
from mirrors_gui.panels.fit.axes import FitAxes
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import tr

CLICK = 5.0  # px the pointer may move in a click
STEP = 4.0  # px between two corners of the line


class ExcludeTool(QObject):
    """A click leaves a point out, or takes it in again; a line drawn around points does it for all.

    With Shift the line is a rectangle. While the tool is off, Alt does the same.

    A sample at which rows were merged stands for all of them; each of the rows can be clicked too.
    """

    activeChanged = Signal(bool)
    refused = Signal(str)
    done = Signal(str)

    def __init__(self, plot: FitAxes) -> None:
        super().__init__(plot)
        self.plot = plot
        self.active = False
        self._line: list[QPointF] | None = None  # in the scene, since the button was pressed
        self.marks = plots.Marks(pxMode=True, size=8, brush=None)
        self.lasso = plots.Curve(antialias=True)
        self.lasso.setZValue(30)
        for item in (self.marks, self.lasso):
            plot.fit.addItem(item, ignoreBounds=True)
        plot.fit.viewport().installEventFilter(self)
        plot.fit.installEventFilter(self)

    def bind(self, session: Session) -> None:
        self.session = session
        session.signalChanged.connect(lambda _: self._follow())
        session.axes.changed.connect(self._follow)
        self._follow()

    def apply_theme(self, theme: Theme) -> None:
        self.marks.setPen(plots.pen(theme, "data", 1.25, 0.9))
        self.lasso.setPen(plots.pen(theme, "text", 1.25, dashed=True))
        self.lasso.setBrush(theme.color("text", 0.06))

    def set_active(self, active: bool) -> None:
        """Begin or end."""
        if active and self.session.signal is not None and self.session.signal.dimension > 1:
            self.refused.emit(
                tr("Points can be excluded where there is one column of x: choose one.")
            )
            active = False
        self._line = None
        self.lasso.clear()
        self.active = active
        shape = Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor
        self.plot.fit.setCursor(shape)
        if active:
            self.plot.fit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.activeChanged.emit(active)

    def include_all(self) -> None:
        """Take all points in again."""
        signal = self.session.signal
        if signal is not None and signal.whole is not None:
            self._ask(np.empty(0, dtype=np.int64))

    # the points

    def _follow(self) -> None:
        """Draw what is left out."""
        signal = self.session.signal
        if signal is None or signal.dimension > 1 or signal.whole is None:
            self.marks.clear()
            if self.active and (signal is None or signal.dimension > 1):
                self.set_active(False)
            return
        rows = excluded_rows(signal)
        whole, scale = signal.whole, self.session.axes.scale(signal)
        self.marks.setData(scale.to(whole.raw_x[rows]), whole.raw_y[rows])

    def _toggle(self, rows: np.ndarray) -> None:
        """Leave these rows out; those of them that are left out already, in where all are."""
        signal = self.session.signal
        out = excluded_rows(signal)
        new = np.setdiff1d(rows, out)
        self._ask(np.union1d(out, new) if new.size else np.setdiff1d(out, rows))

    def _ask(self, rows: np.ndarray) -> None:
        before = self.session.signal
        try:
            signal = excluding(before, rows)
        except MirrorsError as error:
            self.refused.emit(str(error))
            return
        change = int(rows.size - excluded_rows(before).size)
        points = plural(abs(change), "point")
        if change > 0:
            self.session.edit_signal(signal, tr("exclusion of {points}", points=points))
        elif change < 0:
            self.session.edit_signal(signal, tr("inclusion of {points}", points=points))
        if change:
            out = plural(int(rows.size), "point")
            self.done.emit(tr("{points} excluded", points=out))

    def _places(self, rows: np.ndarray) -> np.ndarray:
        """Where rows are in the scene, (n, 2)."""
        whole, box = whole_of(self.session.signal), self.plot.fit.getViewBox()
        return self._scene(box, self.plot.scale.to(whole.raw_x[rows]), whole.raw_y[rows])

    @staticmethod
    def _scene(box: pg.ViewBox, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        (left, right), (low, high) = box.viewRange()
        a, b = box.mapViewToScene(QPointF(left, low)), box.mapViewToScene(QPointF(right, high))
        return np.column_stack(
            (
                a.x() + (x - left) / (right - left) * (b.x() - a.x()),
                a.y() + (y - low) / (high - low) * (b.y() - a.y()),
            )
        )

    def _near(self, spot: QPointF) -> np.ndarray:
        """The rows of the point under the pointer; none where there is none."""
        signal, box = self.session.signal, self.plot.fit.getViewBox()
        at = np.array([spot.x(), spot.y()])
        samples = self._scene(box, self.plot.scale.to(signal.x), signal.y)
        away = np.hypot(*(samples - at).T)
        best = int(np.argmin(away))
        rows = excluded_rows(signal)
        if signal.cleaning.merged:
            rows = np.r_[kept_rows(signal), rows]
        apart = np.hypot(*(self._places(rows) - at).T) if rows.size else np.array([np.inf])
        one = int(np.argmin(apart))
        if min(away[best], apart[one]) > REACH:
            return np.empty(0, dtype=np.int64)
        return rows_of_sample(signal, best) if away[best] <= apart[one] else rows[one : one + 1]

    # gestures

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        signal = None if self.plot.session is None else self.session.signal
        if signal is None or signal.dimension > 1:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent) and watched is self.plot.fit:
            if not self.active or event.key() != Qt.Key.Key_Escape:
                return False
            event.accept()  # here it ends the tool, not a computation
            if kind == QEvent.Type.KeyPress:
                self.set_active(False)
            return True
        if not isinstance(event, QMouseEvent) or watched is not self.plot.fit.viewport():
            return False
        spot = self.plot.fit.mapToScene(event.position().toPoint())
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            inside = self.plot.fit.getViewBox().sceneBoundingRect().contains(spot)
            if event.button() != Qt.MouseButton.LeftButton or not inside:
                return False
            if not (self.active or alt):
                return False
            self._line = [spot]
            return True
        if self._line is None:
            return False
        if kind == QEvent.Type.MouseMove:
            rectangle = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._draw(spot, rectangle)
            return True
        if kind == QEvent.Type.MouseButtonRelease:
            self._end(spot)
            return True
        return False

    def _draw(self, spot: QPointF, rectangle: bool) -> None:
        """Lead the line on to the pointer."""
        assert self._line is not None
        start = self._line[0]
        if rectangle:
            a, b = QPointF(spot.x(), start.y()), QPointF(start.x(), spot.y())
            self._line = [start, a, spot, b]
        elif (spot - self._line[-1]).manhattanLength() >= STEP:
            self._line.append(spot)
        box = self.plot.fit.getViewBox()
        corners = [box.mapSceneToView(p) for p in (*self._line, start)]
        self.lasso.setData([p.x() for p in corners], [p.y() for p in corners])

    def _end(self, spot: QPointF) -> None:
        line, self._line = self._line or [spot], None
        self.lasso.clear()
        corners = np.array([(p.x(), p.y()) for p in line])
        if np.ptp(corners, axis=0).max() <= CLICK:
            rows = self._near(spot)
        else:
            every = np.arange(whole_of(self.session.signal).raw_y.size)
            rows = every[inside(self._places(every), corners)]
        if rows.size:
            self._toggle(rows)


def inside(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Which points (n, 2) lie within a polygon (m, 2), by the crossings of a ray to the right."""
    found = np.zeros(len(points), dtype=bool)
    low, high = corners.min(axis=0), corners.max(axis=0)
    some = np.flatnonzero(np.all((points >= low) & (points <= high), axis=1))
    x, y = points[some].T
    odd = np.zeros(len(some), dtype=bool)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        crossed = (y0 > y) != (y1 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        odd ^= crossed & (x < at)
    found[some[odd]] = True
    return found
