"""A pair of axes drawn by a QPainter: vectors for print, exact however far off x lies."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPen, QPolygonF

from mirrors_gui.compute.polyline import Curve
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale

TICK, GAP = 4.0, 4.0
BESIDE = 12  # px that the name of an axis may be longer than the axis, where figures have air
Flag = Qt.AlignmentFlag


def pen(theme: Theme, token: str, width: float, alpha: float = 1.0, dashed: bool = False) -> QPen:
    """A pen that scales with the figure, unlike a plot's on screen."""
    made = QPen(theme.color(token, alpha), width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        made.setDashPattern([4.0, 3.0])
    return made


def opened(low: float, high: float, share: float) -> tuple[float, float]:
    """A range with air at both ends; never empty."""
    if high > low:
        return low - share * (high - low), high + share * (high - low)
    air = max(abs(high), 1.0) * 0.5
    return low - air, high + air


class Axes:
    """Data coordinates to a box of the page.

    Parameters
    ----------
    painter : QPainter
    box : QRectF
        Where the data go; ticks and labels are drawn outside of it.
    x, y : (float, float)
        Ranges shown.
    theme : Theme
    time : bool
        Whether x counts days since 1970-01-01.
    log : bool
        Whether x, all above 0, runs along its logarithm.
    """

    def __init__(
        self,
        painter: QPainter,
        box: QRectF,
        x: tuple[float, float],
        y: tuple[float, float],
        theme: Theme,
        time: bool = False,
        log: bool = False,
    ) -> None:
        self.painter, self.box, self.theme = painter, box, theme
        self.x_range, self.y_range, self.time = x, y, time
        self.scale = XScale(0.0, log, x[0]) if log else XScale()

    def px(self, x: np.ndarray) -> np.ndarray:
        """Across the page; the difference is taken first, so that no digit is lost."""
        low, high = self.x_range
        if self.scale.log:
            low, high, x = np.log10(low), np.log10(high), self.scale.to(x)
        return self.box.left() + (np.asarray(x, float) - low) / (high - low) * self.box.width()

    def py(self, y: np.ndarray) -> np.ndarray:
        low, high = self.y_range
        return self.box.bottom() - (np.asarray(y, float) - low) / (high - low) * self.box.height()

    # frame

    def frame(self, x_label: str = "", y_label: str = "", x_ticks: bool = True) -> None:
        """The two axes with their ticks, numbers and labels."""
        p, box, theme = self.painter, self.box, self.theme
        p.setFont(themes.font(themes.SMALL))
        metrics = QFontMetricsF(p.font())
        p.setPen(pen(theme, "line", 1.0))
        p.drawLine(box.bottomLeft(), box.bottomRight())
        p.drawLine(box.topLeft(), box.bottomLeft())
        for where, words in self._ticks("left", *self.y_range, box.height()):
            at = float(self.py(np.array(where)))
            p.setPen(pen(theme, "line", 1.0))
            p.drawLine(QLineF(box.left() - TICK, at, box.left(), at))
            p.setPen(theme.color("secondary"))
            wide = metrics.horizontalAdvance(words)
            room = QRectF(box.left() - TICK - GAP - wide - 2, at - 8, wide + 2, 16)
            p.drawText(room, Flag.AlignRight | Flag.AlignVCenter, words)
        if x_ticks:
            for where, words in self._ticks("bottom", *self.x_range, box.width()):
                at = float(self.px(np.array(where)))
                p.setPen(pen(theme, "line", 1.0))
                p.drawLine(QLineF(at, box.bottom(), at, box.bottom() + TICK))
                p.setPen(theme.color("secondary"))
                wide = metrics.horizontalAdvance(words) + 2
                room = QRectF(at - wide / 2, box.bottom() + TICK + 2, wide, 16)
                p.drawText(room, Flag.AlignHCenter | Flag.AlignTop, words)
        p.setPen(theme.color("text"))
        if x_label:
            self._name(x_label, QPointF(box.center().x(), box.bottom() + 31), box.width())
        if y_label:
            p.save()
            p.translate(box.left() - 60, box.center().y())
            p.rotate(-90)
            self._name(y_label, QPointF(), box.height())
            p.restore()

    def _name(self, words: str, middle: QPointF, long: float) -> None:
        """The name of an axis of this length: a short one as it is, a long one shortened."""
        p = self.painter
        words = p.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(long) + BESIDE)
        room = QRectF(middle.x() - long / 2, middle.y() - 9, long, 18)
        p.drawText(room, Flag.AlignCenter.value | Qt.TextFlag.TextDontClip.value, words)

    def _ticks(self, side: str, low: float, high: float, size: float) -> list[tuple[float, str]]:
        """Where the ticks of one axis go, and what they say, by the rules of the screen."""
        axis: pg.AxisItem
        offset = 0.0
        if side == "bottom" and self.scale.log:
            axis = plots.LogAxis(side)
            low, high = np.log10(low), np.log10(high)
            spacing, values = axis.tickValues(low, high, size)[0]
            words = axis.tickStrings(values, 1.0, spacing)
            return [(10.0**v, w) for v, w in zip(values, words, strict=True)]
        if side == "bottom" and self.time:
            axis = plots.TimeAxis(side)
            axis.fontMetrics = QFontMetrics(themes.font(themes.SMALL))
        else:
            axis = plots.OffsetAxis(side)
            axis.enableAutoSIPrefix(False)
        if abs(low) > 1e3 * (high - low):
            offset = low
        axis.offset = offset
        most = max(2.0, size / (64.0 if side == "bottom" else 20.0))
        if self.time and side == "bottom":
            spacing, values = _coarsest(axis.tickValues(low - offset, high - offset, size), most)
        else:
            spacing, values = _round_values(low - offset, high - offset, offset, most)
        words = axis.tickStrings(values, 1.0, spacing)
        return [
            (v + offset, w) for v, w in zip(values, words, strict=True) if low <= v + offset <= high
        ]

    # marks

    def line(
        self,
        x: np.ndarray,
        y: np.ndarray,
        token: str,
        width: float = 1.0,
        alpha: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """A polyline, cut at the sides of the box."""
        x, y = self._seen(x, y)
        if len(x) < 2:
            return
        self.painter.setPen(pen(self.theme, token, width, alpha, dashed))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(_points(self.px(x), self.py(y)))

    def curve(
        self, curve: Curve, token: str, width: float, alpha: float = 1.0, dashed: bool = False
    ) -> None:
        """A function with its corners."""
        x, y = curve.drawn()
        self.line(x, y, token, width, alpha, dashed)

    def stroke(self, curve: Curve, pen: QPen) -> None:
        """A function with its corners, drawn by a pen."""
        self.polyline(*curve.drawn(), pen)

    def polyline(self, x: np.ndarray, y: np.ndarray, pen: QPen) -> None:
        """A polyline drawn by a pen, cut at the sides of the box."""
        x, y = self._seen(x, y)
        if len(x) > 1:
            self.painter.setPen(pen)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPolyline(_points(self.px(x), self.py(y)))

    def fill(
        self, x: np.ndarray, low: np.ndarray, high: np.ndarray, token: str, alpha: float
    ) -> None:
        """What lies between two curves."""
        at, low = self._seen(x, low)
        _, high = self._seen(x, high)
        if len(at) < 2:
            return
        across = self.px(at)
        ends = np.clip(self.py(np.r_[low, high[::-1]]), self.box.top(), self.box.bottom())
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color(token, alpha))
        self.painter.drawPolygon(_points(np.r_[across, across[::-1]], ends))

    def dots(
        self, x: np.ndarray, y: np.ndarray, token: str, radius: float, alpha: float = 1.0
    ) -> None:
        """Discs; those outside the box are left out."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color(token, alpha))
        for a, b in self._inside(x, y):
            self.painter.drawEllipse(QPointF(a, b), radius, radius)

    def rings(self, x: np.ndarray, y: np.ndarray, token: str, radius: float) -> None:
        """Hollow discs."""
        self.painter.setPen(pen(self.theme, token, 1.0))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for a, b in self._inside(x, y):
            self.painter.drawEllipse(QPointF(a, b), radius, radius)

    def diamonds(self, x: np.ndarray, y: np.ndarray, hollow: bool, radius: float = 5.5) -> None:
        """Kinks: filled at data points, hollow at mirror points."""
        for a, b in self._inside(x, y):
            diamond(self.painter, self.theme, a, b, hollow, radius)

    def stems(self, x: np.ndarray, low: np.ndarray, high: np.ndarray, alpha: float) -> None:
        """Vertical strokes."""
        self.painter.setPen(pen(self.theme, "data", 1.0, alpha))
        bottom, top = self.box.bottom(), self.box.top()
        ends = np.clip(self.py(np.c_[low, high]), top, bottom)
        for a, (b, c), at in zip(self.px(x), ends, x, strict=True):
            if self.x_range[0] <= at <= self.x_range[1]:
                self.painter.drawLine(QLineF(a, b, a, c))

    def level(self, y: float) -> None:
        """A quiet horizontal line."""
        at = float(self.py(np.array(y)))
        self.painter.setPen(pen(self.theme, "secondary", 1.0, 0.6))
        self.painter.drawLine(QLineF(self.box.left(), at, self.box.right(), at))

    def upright(self, x: float, token: str, dashed: bool = True) -> None:
        """A vertical line."""
        if self.x_range[0] <= x <= self.x_range[1]:
            at = float(self.px(np.array(x)))
            self.painter.setPen(pen(self.theme, token, 1.25, dashed=dashed))
            self.painter.drawLine(QLineF(at, self.box.top(), at, self.box.bottom()))

    def _seen(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A polyline between the sides of the box, with points where the axis bends it."""
        x, y = _cut(np.asarray(x, float), np.asarray(y, float), *self.x_range)
        if not self.scale.log:
            return x, y
        at, y = self.scale.line(x, y)
        return 10.0**at, y

    def _inside(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        x, y = np.asarray(x, float), np.asarray(y, float)
        (left, right), (low, high) = self.x_range, self.y_range
        kept = (left <= x) & (x <= right) & (low <= y) & (y <= high)
        return np.c_[self.px(x[kept]), self.py(y[kept])]


def _round_values(low: float, high: float, offset: float, most: float) -> tuple[float, list[float]]:
    """Multiples of 1, 2 or 5 times a power of ten, at most so many."""
    rough = (high - low) / most
    power = 10.0 ** np.floor(np.log10(rough))
    step = float(next(m * power for m in (1, 2, 5, 10) if m * power >= rough))
    first = np.ceil((low + offset) / step) * step
    count = int((high + offset - first) / step) + 1
    return step, [float(first + k * step - offset) for k in range(max(count, 0))]


def _coarsest(levels: list, most: float) -> tuple[float, list[float]]:
    """Levels of ticks merged from coarse to fine while they are few enough."""
    spacing, values = float(levels[0][0]), sorted(levels[0][1])
    for finer, more in levels[1:]:
        merged = sorted({*values, *more})
        if len(merged) > most:
            break
        spacing, values = float(finer), merged
    return spacing, values


def diamond(p: QPainter, theme: Theme, x: float, y: float, hollow: bool, radius: float) -> None:
    """The mark of one kink: hollow at a mirror point, filled at a sample."""
    p.setPen(pen(theme, "mirror" if hollow else "raised", 1.5))
    p.setBrush(theme.color("raised" if hollow else "function"))
    p.drawPolygon(
        QPolygonF(
            [
                QPointF(x, y - radius),
                QPointF(x + radius, y),
                QPointF(x, y + radius),
                QPointF(x - radius, y),
            ]
        )
    )


def _points(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])


def _cut(x: np.ndarray, y: np.ndarray, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """The part of a polyline with rising x between low and high, its ends interpolated."""
    inside = (low <= x) & (x <= high)
    if not len(x) or high < x[0] or low > x[-1]:
        return np.empty(0), np.empty(0)
    ends = [v for v in (low, high) if x[0] < v < x[-1]]
    at_ends = np.interp(ends, x, y)
    first = [(ends[0], at_ends[0])] if ends and ends[0] == low else []
    last = [(ends[-1], at_ends[-1])] if ends and ends[-1] == high else []
    cut_x = np.r_[[e[0] for e in first], x[inside], [e[0] for e in last]]
    cut_y = np.r_[[e[1] for e in first], y[inside], [e[1] for e in last]]
    return cut_x, cut_y
