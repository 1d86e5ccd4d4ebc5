"""How every pyqtgraph plot looks, and axes that survive large x."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QPainterPath, QPen

from mirrors_gui import theme as themes
from mirrors_gui.theme import Theme

SECONDS_A_DAY = 86400.0


def _diamond() -> QPainterPath:
    path = QPainterPath(QPointF(0, -0.5))
    for corner in ((0.5, 0), (0, 0.5), (-0.5, 0)):
        path.lineTo(*corner)
    path.closeSubpath()
    return path


DIAMOND = _diamond()  # pyqtgraph's own is too thin to tell filled from hollow


class OffsetAxis(pg.AxisItem):
    """Labels x while the plot holds x - offset, so that 1.7e9 keeps its digits."""

    offset = 0.0

    def tickValues(self, low: float, high: float, size: float) -> list:
        levels = super().tickValues(low + self.offset, high + self.offset, size)
        return [(step, [v - self.offset for v in values]) for step, values in levels]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        if spacing >= 1e4 or spacing < 1e-4:
            return [f"{v + self.offset:.6g}" for v in values]
        places = max(0, int(np.ceil(-np.log10(spacing) - 1e-9)))
        return [f"{v + self.offset:.{places}f}".replace("-", "−") for v in values]


class TimeAxis(pg.DateAxisItem):
    """Dates while the plot holds days - offset."""

    offset = 0.0

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation, utcOffset=0)

    def tickValues(self, low: float, high: float, size: float) -> list:
        start, end = ((v + self.offset) * SECONDS_A_DAY for v in (low, high))
        levels = super().tickValues(start, end, size)
        return [
            (step / SECONDS_A_DAY, [v / SECONDS_A_DAY - self.offset for v in values])
            for step, values in levels
        ]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        seconds = [(v + self.offset) * SECONDS_A_DAY for v in values]
        return super().tickStrings(seconds, scale, spacing * SECONDS_A_DAY)


class Plot(pg.PlotWidget):
    """A plot whose tooltip waits on the axes, where it hides no data."""

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            inside = self.getViewBox().sceneBoundingRect().contains(self.mapToScene(event.pos()))
            if inside:
                return True
        return super().viewportEvent(event)


def new_plot(name: str = "", says: str = "", tip: str = "") -> Plot:
    """A quiet plot: no buttons, no menu, no frame; dress it with `dress`."""
    plot = Plot(axisItems={"bottom": OffsetAxis("bottom"), "left": OffsetAxis("left")})
    plot.setObjectName(name)
    plot.setAccessibleName(says)
    plot.setToolTip(tip)
    plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
    plot.setAntialiasing(True)
    plot.hideButtons()
    plot.setMenuEnabled(False)
    return plot


def dress(plot: pg.PlotWidget, theme: Theme) -> None:
    """Background, axes and grid in the theme's colours."""
    plot.setBackground(theme.color("raised"))
    for side in ("bottom", "left"):
        dress_axis(plot.getAxis(side), theme)


def dress_axis(axis: pg.AxisItem, theme: Theme) -> None:
    axis.enableAutoSIPrefix(False)
    axis.setStyle(tickLength=-4, tickTextOffset=6, tickFont=themes.font(themes.SMALL))
    axis.setPen(theme.color("line"))
    axis.setTextPen(theme.color("secondary"))
    axis.labelStyle = {"color": theme.secondary, "font-size": f"{themes.px(themes.SMALL)}px"}
    axis.setLabel(axis.labelText)


def offset_of(signal: Any) -> float:
    """What to subtract from x before plotting; 0 where x is small beside its range."""
    if signal.dimension > 1:
        return 0.0
    low, high = float(signal.x[0]), float(signal.x[-1])
    return low if abs(low) > 1e3 * (high - low) or signal.x_is_time else 0.0


def set_x(plot: pg.PlotWidget, signal: Any, theme: Theme) -> float:
    """Put the axis that fits the signal's x at the bottom; returns the offset to subtract."""
    wanted = TimeAxis if signal.x_is_time else OffsetAxis
    axis = plot.getAxis("bottom")
    if type(axis) is not wanted:
        axis = wanted("bottom")
        plot.setAxisItems({"bottom": axis})
        dress_axis(axis, theme)
    axis.offset = offset_of(signal)
    axis.setLabel(signal.x_name)
    return axis.offset


def pen(
    theme: Theme, token: str, width: float = 1.0, alpha: float = 1.0, dashed: bool = False
) -> QPen:
    """A cosmetic pen in one of the theme's colours."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return pg.mkPen(theme.color(token, alpha), width=width, style=style)
