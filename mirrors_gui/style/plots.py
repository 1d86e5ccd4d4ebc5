"""How every pyqtgraph plot looks, and axes that stay exact for large x."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QGraphicsView, QToolTip

from mirrors_engine.text.printable import printable
from mirrors_gui.style import theme as themes
from mirrors_gui.style.dates import DateAxis
from mirrors_gui.style.focus_ring import FocusRing
from mirrors_gui.style.plot_items import Curve as Curve
from mirrors_gui.style.plot_items import Marks as Marks
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.plain import wrapped

AIR = 12.0  # px between the labels of two ticks, at least
LONGEST = 1000  # characters of a name that are laid out
NAME_AIR = 0.2  # of the height of an axis' name, between it and the numbers
FINER = {1: (2, 5), 2: (2, 4), 5: (5, 10)}  # parts of a step of 1, 2 or 5 that are one again
LEAST = 48.0  # px of an axis that has been laid out


def _diamond() -> QPainterPath:
    path = QPainterPath(QPointF(0, -0.5))
    for corner in ((0.5, 0), (0, 0.5), (-0.5, 0)):
        path.lineTo(*corner)
    path.closeSubpath()
    return path


DIAMOND = _diamond()  # pyqtgraph's own is too thin to tell filled from hollow


class NamedAxis(pg.AxisItem):
    """An axis whose name is text, not markup, and is shortened where it has no room."""

    normal_width: int | None = None
    _styled = False

    def keep_width(self, width: int) -> None:
        """So many px wide in normal type, and wider in larger type."""
        self.normal_width = width
        self.setWidth(themes.px(width))

    def _updateWidth(self) -> None:
        """pyqtgraph leaves a name 0.8 of its height, so that in large type it meets the numbers."""
        super()._updateWidth()
        if self.fixedWidth is None and self.isVisible() and self.label.isVisible():
            wide = self.maximumWidth() + NAME_AIR * self.label.boundingRect().height()
            self.setMaximumWidth(wide)
            self.setMinimumWidth(wide)

    def labelString(self) -> str:
        style = ";".join(f"{k}: {v}" for k, v in self.labelStyle.items())
        return f"<span style='{style}'>{escape(self._shortened())}</span>"

    def setLabel(self, *args: Any, **kwargs: Any) -> None:
        if args and isinstance(args[0], str):
            args = (printable(args[0][:LONGEST]), *args[1:])
        super().setLabel(*args, **kwargs)
        super().resizeEvent()  # a name of another length has its middle elsewhere

    def resizeEvent(self, event: Any = None) -> None:
        if self.label is not None and self.labelText:
            self.label.setHtml(self.labelString())
        super().resizeEvent(event)

    @contextmanager
    def labelled_once(self) -> Iterator[None]:
        """Several changes of the style, each of which would typeset the name: `setLabel` does."""
        self._styled = True
        try:
            yield
        finally:
            self._styled = False

    def _updateLabel(self) -> None:
        if not self._styled:
            super()._updateLabel()

    def _shortened(self) -> str:
        along = self.size().height() if self.upright else self.size().width()
        if along < LEAST:  # before its first layout an axis has no length to keep to
            return str(self.labelText)
        face = QFont(self.label.font())
        face.setPixelSize(themes.px(themes.SMALL))
        right = Qt.TextElideMode.ElideRight
        return QFontMetricsF(face).elidedText(self.labelText, right, along - AIR)

    @property
    def shortened(self) -> bool:
        """Whether its name is not shown as a whole."""
        return bool(self.labelText) and self._shortened() != self.labelText

    @property
    def upright(self) -> bool:
        return self.orientation in ("left", "right")


class OffsetAxis(NamedAxis):
    """Labels x while the plot holds x - offset, so that 1.7e9 keeps its digits."""

    offset = 0.0

    def tickSpacing(self, low: float, high: float, size: float) -> list:
        """As ever, but never so dense that the labels meet."""
        levels = super().tickSpacing(low, high, size)
        if self.upright or not levels or size <= 0:
            return levels
        metrics = QFontMetricsF(themes.font(themes.SMALL))
        spacing, start = levels[0]
        for factor in (2, 2.5, 2) * 2:  # 1, 2, 5, 10, …
            ends = self.tickStrings([low - self.offset, high - self.offset], 1.0, spacing)
            wide = max(metrics.horizontalAdvance(text) for text in ends) + AIR
            if spacing / (high - low) * size >= wide or spacing >= (high - low) / 2:
                break
            spacing *= factor
        return [(spacing, start), *(level for level in levels[1:] if level[0] < spacing)]

    def tickValues(self, low: float, high: float, size: float) -> list:
        levels = super().tickValues(low + self.offset, high + self.offset, size)
        if self.upright and levels and size > 0:
            levels = self._whole(low + self.offset, high + self.offset, size, levels)
        return [(step, [v - self.offset for v in values]) for step, values in levels]

    def _whole(self, low: float, high: float, size: float, levels: list) -> list:
        """Without labels at the very ends, which would be cut; finer ones where few are left."""
        line = QFontMetricsF(themes.font(themes.SMALL)).height() * (high - low) / size
        low, high = low + 0.5 * line, high - 0.5 * line
        step, values = levels[0]
        whole = [v for v in values if low <= v <= high]
        leading = round(step / 10.0 ** math.floor(math.log10(step) + 1e-9))
        for parts in FINER.get(leading, ()):
            finer = step / parts
            if len(whole) > 1 or finer < line:
                break
            first, last = math.ceil(low / finer), math.floor(high / finer)
            values = [k * finer for k in range(first, last + 1)]
            if len(values) > len(whole):
                whole, step = values, finer
        rest = [
            (fine, [v for v in vs if low <= v <= high]) for fine, vs in levels[1:] if fine < step
        ]
        return [(step, whole or values), *rest]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        from mirrors_gui.text.formatting import tick  # the panels import this module

        return [tick(v + self.offset, spacing) for v in values]


class TimeAxis(NamedAxis, DateAxis):
    """Dates while the plot holds days - offset."""


class LogAxis(OffsetAxis):
    """Labels x while the plot holds log₁₀ x."""

    def tickSpacing(self, low: float, high: float, size: float) -> list:
        return [(1.0, 0.0)]

    def tickValues(self, low: float, high: float, size: float) -> list:
        """Powers of ten, and 2 and 5 times them, or finer numbers where fewer decades are seen."""
        metrics = QFontMetricsF(themes.font(themes.SMALL))
        most = max(2.0, size / (metrics.horizontalAdvance("0") * 5 + AIR))
        decades = high - low
        if decades < 0.7:  # almost straight: round numbers, as on any axis
            ends = 10.0**low, 10.0**high
            step = _round_step((ends[1] - ends[0]) / min(most, 6.0))
            count = int(ends[1] / step) - int(np.ceil(ends[0] / step)) + 1
            values = (np.ceil(ends[0] / step) + np.arange(max(count, 0))) * step
            return [(step, list(np.log10(values[values > 0])))]
        powers = np.arange(np.floor(low), np.ceil(high) + 1)
        if len(powers) > most:
            powers = powers[powers % np.ceil(len(powers) / most) == 0]
            return [(1.0, [float(p) for p in powers if low <= p <= high])]
        parts = (1.0, 2.0, 5.0) if 3 * decades <= most else (1.0,)
        major = [float(p + np.log10(m)) for p in powers for m in parts]
        minor = [float(p + np.log10(m)) for p in powers for m in range(2, 10)]
        return [
            (1.0, [v for v in major if low <= v <= high]),
            (0.1, [v for v in minor if low <= v <= high and v not in major]),
        ]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        from mirrors_gui.text.formatting import number

        return ["" if spacing == 0.1 else number(10.0**v, 6) for v in values]


def _round_step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, not below `rough`."""
    power = 10.0 ** np.floor(np.log10(rough))
    return float(next(m * power for m in (1, 2, 5, 10) if m * power >= rough * (1 - 1e-9)))


class Plot(pg.PlotWidget):
    """A plot whose tooltip waits on the axes, where it hides no data.

    On an axis whose name had to be shortened it begins with the whole of it.
    """

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.mapToScene(event.pos())
            if self.getViewBox().sceneBoundingRect().contains(at):
                return True
            if say_whole_name(self, event, map(self.getAxis, ("left", "bottom", "right"))):
                return True
        return super().viewportEvent(event)


def say_whole_name(view: QGraphicsView, event: QHelpEvent, axes: Iterable[Any]) -> bool:
    """Let a tooltip begin with the name of the axis pointed at, if that had to be shortened."""
    at = view.mapToScene(event.pos())
    for axis in axes:
        if axis.isVisible() and axis.sceneBoundingRect().contains(at) and axis.shortened:
            said = "\n".join(filter(None, (axis.labelText, view.toolTip())))
            QToolTip.showText(event.globalPos(), said, view.viewport())
            return True
    return False


def new_plot(name: str = "", says: str = "", tip: str = "") -> Plot:
    """A plot without buttons, menu and frame; `apply_theme` colours it."""
    axes = {"bottom": OffsetAxis("bottom"), "left": OffsetAxis("left")}
    plot = Plot(axisItems=axes, enableMenu=False)  # to make menus takes as long as the plot
    plot.setObjectName(name)
    plot.setAccessibleName(says)
    plot.setToolTip(wrapped(tip))
    plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
    plot.setAntialiasing(True)
    plot.hideButtons()
    FocusRing(plot)
    return plot


def apply_theme(plot: pg.PlotWidget, theme: Theme) -> None:
    """Background, axes and grid in the theme's colours."""
    plot.setBackground(theme.color("raised"))
    grown = themes.stroke(1.0)
    if getattr(plot, "_grown", 1.0) != grown:
        plot._grown = grown
        for item in plot.items():
            if isinstance(item, Marks):
                item.rescale()
    for side in ("bottom", "left"):
        style_axis(plot.getAxis(side), theme)


def style_axis(axis: pg.AxisItem, theme: Theme) -> None:
    with axis.labelled_once() if isinstance(axis, NamedAxis) else nullcontext():
        axis.enableAutoSIPrefix(False)
        axis.setStyle(tickLength=-4, tickTextOffset=6, tickFont=themes.font(themes.SMALL))
        axis.setPen(theme.color("line"))
        axis.setTextPen(theme.color("secondary"))
    axis.labelStyle = {"color": theme.secondary, "font-size": f"{themes.px(themes.SMALL)}px"}
    axis.setLabel(axis.labelText)
    if isinstance(axis, NamedAxis) and axis.normal_width is not None:
        axis.keep_width(axis.normal_width)


def show_numbers(plot: pg.PlotWidget, shown: bool, *axes: str) -> None:
    """Numbers along these axes: none while nothing is drawn that they belong to."""
    for name in axes:
        plot.getAxis(name).setStyle(showValues=shown)


def offset_of(signal: Any) -> float:
    """What to subtract from x before plotting; 0 where x is small beside its range."""
    if signal.dimension > 1:
        return 0.0
    low, high = float(signal.x[0]), float(signal.x[-1])
    return low if abs(low) > 1e3 * (high - low) or signal.x_is_time else 0.0


def set_x(plot: pg.PlotWidget, signal: Any, theme: Theme, scale: XScale | None = None) -> float:
    """Put the axis that fits the signal's x at the bottom; returns the offset to subtract."""
    wanted = TimeAxis if signal.x_is_time else OffsetAxis
    if scale is not None and scale.log:
        wanted = LogAxis
    axis = plot.getAxis("bottom")
    if type(axis) is not wanted:
        axis = wanted("bottom")
        plot.setAxisItems({"bottom": axis})
        style_axis(axis, theme)
    axis.offset = offset_of(signal)
    axis.setLabel(signal.x_name)
    return axis.offset


def pen(
    theme: Theme, token: str, width: float = 1.0, alpha: float = 1.0, dashed: bool = False
) -> QPen:
    """A cosmetic pen in one of the theme's colours, `width` px thick where type is normal."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    wide = themes.stroke(width) * pixel_ratio()
    return pg.mkPen(theme.color(token, alpha), width=wide, style=style)


def kink_pen(theme: Theme, mirror: bool, width: float | None = None) -> QPen:
    """The edge of a kink's mark: of a mirror point in its colour, at a sample in the ground's."""
    token, usual = ("mirror", 1.75) if mirror else ("raised", 1.5)
    return pen(theme, token, usual if width is None else width)


def kink_brush(theme: Theme, mirror: bool) -> QBrush:
    """The inside of a kink's mark: hollow at a mirror point, filled at a sample."""
    return pg.mkBrush(theme.color("raised" if mirror else "function"))


def mark_kinks(theme: Theme, plain: pg.ScatterPlotItem, mirrored: pg.ScatterPlotItem) -> None:
    """Style the marks of the kinks at samples, and of those at mirror points."""
    for item, mirror in ((plain, False), (mirrored, True)):
        item.setPen(kink_pen(theme, mirror))
        item.setBrush(kink_brush(theme, mirror))


def pixel_ratio() -> float:
    """Pixels of the screen to one of the layout: what a cosmetic pen counts in."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
