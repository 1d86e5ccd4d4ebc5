"""One feature on the fit plot: its kinks and the mirror that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg

from mirrors_gui.compute.polyline import Curve
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale

if TYPE_CHECKING:
    from mirrors_engine.features.feature import Feature

ARC_POINTS = 49
BOW = 0.09  # height of the arc from image to image, as a share of the plot's


class MirrorLayer:
    """The items; whose plot it is says at which height they lie.

    Attributes
    ----------
    axis : InfiniteLine
        The mirror.
    arc : PlotCurveItem
        From a kink to its mirror image.
    ends : ScatterPlotItem
        The kinks, larger than those of others.
    """

    def __init__(self) -> None:
        self.axis = pg.InfiniteLine(angle=90)
        self.arc = plots.Curve(antialias=True)
        self.ends = plots.Marks(symbol=plots.DIAMOND, size=16, pxMode=True)
        self.axis.hide()

    def apply_theme(self, theme: Theme) -> None:
        self.axis.setPen(plots.pen(theme, "mirror", 1.25, dashed=True))
        self.arc.setPen(plots.pen(theme, "mirror", 1.5))

    def show(
        self,
        feature: Feature | None,
        curve: Curve | None,
        scale: XScale,
        height: float,
        theme: Theme,
    ) -> None:
        """Mark a feature of the function `curve` in a plot `height` units high, None for none."""
        self.arc.clear()
        self.ends.clear()
        self.axis.hide()
        if feature is None or curve is None:
            return
        marks = np.array([k.position for k in feature.kinks])
        mirrored = [k.mirror for k in feature.kinks]
        self.ends.setData(
            scale.to(marks),
            curve.at(marks),
            brush=[plots.kink_brush(theme, m) for m in mirrored],
            pen=[plots.kink_pen(theme, m, 2) for m in mirrored],
        )
        centre = feature.mirror_axis
        if centre is None:
            return
        self.axis.setValue(scale.at(centre))
        self.axis.show()
        others = marks[~np.isclose(marks, centre, rtol=0, atol=1e-9 * (np.ptp(marks) or 1))]
        if len(others) == 2:
            share = np.linspace(0, 1, ARC_POINTS)
            ends = curve.at(others)
            self.arc.setData(
                scale.to(others[0] + share * (others[1] - others[0])),
                ends[0] + share * (ends[1] - ends[0]) + BOW * height * np.sin(np.pi * share),
            )
