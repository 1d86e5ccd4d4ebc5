"""What the selected neuron adds: on the axis of the fit, or on one of its own where it is small."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from mirrors_gui.compute.polyline import contribution_of
from mirrors_gui.model.session import Session
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import PaintOnce, next_turn
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import tr

SMALL = 0.2  # of the height on show: what varies less over the data has an axis of its own
AXIS = 60  # px of it, in normal type


class OwnShare:
    """The curve z·g of the selected feature.

    On the axis of the fit it is raised to the mean of the function, so that the two can be
    compared. Where it would be almost flat there, it is drawn dashed on an axis at the right.

    Attributes
    ----------
    curve, small : PlotCurveItem
        The curve on the axis of the fit, and on its own.
    """

    def __init__(self, plot: pg.PlotWidget, below: pg.PlotWidget) -> None:
        self.curve, self.small = (plots.Curve(antialias=True) for _ in range(2))
        plot.addItem(self.curve, ignoreBounds=True)
        self._plot, self._below = plot, below
        self._painting = PaintOnce(plot, below)
        self.box = box = pg.ViewBox(enableMenu=False)
        box.setMouseEnabled(False, False)
        box.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.setZValue(-10)
        box.addItem(self.small)
        plot.scene().addItem(box)
        item = plot.getPlotItem()
        self.axis = plots.OffsetAxis("right")
        item.setAxisItems({"right": self.axis})
        self.axis.linkToView(box)
        box.setXLink(item)
        box.hide()
        for each in (plot, below):
            each.getPlotItem().hideAxis("right")
        item.getViewBox().sigResized.connect(self._lay_out)

    def apply_theme(self, theme: Theme) -> None:
        self.curve.setPen(plots.pen(theme, "text", 1.5, 0.7))
        self.small.setPen(plots.pen(theme, "text", 1.5, 0.7, dashed=True))
        for axis in (self.axis, self._below.getAxis("right")):
            plots.style_axis(axis, theme)
            axis.setWidth(themes.px(AXIS))
        self._below.getAxis("right").setStyle(showValues=False, tickLength=0)
        self._below.getAxis("right").setPen(None)

    @property
    def on_its_own(self) -> bool:
        """Whether the curve has an axis of its own now."""
        return self.box.isVisible()

    def show(self, session: Session) -> None:
        """Draw the share of the selected feature in the answer on show; nothing without one."""
        result, key = session.result, session.selected
        found = None
        if result is not None and key is not None and session.build.part is None:
            found = contribution_of(result, key) if session.signal.dimension == 1 else None
        own = False
        if found is None or result is None:
            self.curve.clear()
            self.small.clear()
        else:
            raised, level = found
            scale = session.axes.scale(result.signal)
            at = raised.at(np.clip(raised.x, result.signal.x[0], result.signal.x[-1]))
            low, high = self._plot.viewRange()[1]
            spread = float(np.ptp(at))
            own = 0.0 < spread < SMALL * (high - low)
            x, y = scale.line(*raised.drawn())
            if own:
                self.curve.clear()
                self.small.setData(x, y - level)
                ends = float(at.min()) - level, float(at.max()) - level
                self.box.setYRange(*ends, padding=0.15)
                self.axis.setLabel(tr("selected neuron"))
            else:
                self.small.clear()
                self.curve.setData(x, y)
        self._show_axis(own)

    def _show_axis(self, shown: bool) -> None:
        if shown == self.box.isVisible():
            return
        self._painting.hold()
        self.box.setVisible(shown)
        self._plot.getPlotItem().showAxis("right", shown)
        self._lay_out()
        next_turn(self._below, self._follow_below)  # both at once would stall

    def _follow_below(self) -> None:
        """The residuals are as wide as the fit."""
        self._below.getPlotItem().showAxis("right", self.on_its_own)

    def _lay_out(self, _box: Any = None) -> None:
        self.box.setGeometry(self._plot.getViewBox().sceneBoundingRect())
