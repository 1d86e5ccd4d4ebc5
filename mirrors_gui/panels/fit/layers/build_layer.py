"""The sum so far on the fit plot, and the axis that folds where a neuron mirrors it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg

from mirrors_gui.compute.polyline import between
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.long_series import LongLine
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale

FOLDING = 0.6  # share of the time of a neuron in which the axis folds; then the sum moves
LIFT = 0.5  # height of the axis upright, as a share of its length on the screen
FLOOR = 0.05  # of the height of the plot: where the axis lies that folds
MOST = 150  # samples marked on it
ARC_POINTS = 33


class BuildLayer:
    """The items, above those of the fit.

    Attributes
    ----------
    sum : PlotCurveItem
        The function so far.
    plain, mirrored : ScatterPlotItem
        Its kinks.
    axis : InfiniteLine
        The mirror of the neuron that was added last.
    flap, samples : the half of the axis that folds, and the samples on it
    arc : the way of a sample to its mirror image
    drop : from the mirror image up to the function
    ends : the sample that is mirrored, and where it has come
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._plot = plot
        self.sum = plots.Curve(antialias=True)
        self.sum.setSegmentedLineMode("on")
        self.plain = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.mirrored = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.axis = pg.InfiniteLine(angle=90)
        self.flap = plots.Curve(antialias=True)
        self.samples = plots.Marks(pxMode=True, size=6, pen=None)
        self.arc = plots.Curve(antialias=True)
        self.drop = plots.Curve(connect="pairs")
        self.ends = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.items = (
            *(self.axis, self.flap, self.samples, self.arc, self.drop, self.ends),
            *(self.sum, self.plain, self.mirrored),
        )
        for item in self.items:
            item.setZValue(20)
            plot.addItem(item, ignoreBounds=True)
        self._line = LongLine(plot, self.sum)
        self._clear()

    def bind(self, session: Session) -> None:
        """Follow what is built."""
        self._session = session
        session.build.changed.connect(self._draw)
        session.build.moved.connect(lambda _: self._draw())
        session.appearance.changed.connect(self.apply_theme)
        session.axes.changed.connect(self._draw)
        self.apply_theme(session.appearance.theme)

    def apply_theme(self, theme: Theme) -> None:
        self.sum.setPen(plots.pen(theme, "function", 2.5))
        plots.mark_kinks(theme, self.plain, self.mirrored)
        self.axis.setPen(plots.pen(theme, "mirror", 1.5, dashed=True))
        self.flap.setPen(plots.pen(theme, "mirror", 2.0))
        self.samples.setBrush(pg.mkBrush(theme.color("mirror")))
        self.arc.setPen(plots.pen(theme, "mirror", 1.5))
        self.drop.setPen(plots.pen(theme, "mirror", 1.0, dashed=True))
        self._brushes = [plots.kink_brush(theme, mirror) for mirror in (False, True)]
        self._pens = [plots.kink_pen(theme, mirror) for mirror in (False, True)]
        self._draw()

    def _clear(self) -> None:
        for item in (self._line, self.plain, self.mirrored, self.flap, self.samples, self.arc):
            item.clear()
        self.drop.clear()
        self.ends.clear()
        self.axis.hide()

    def _draw(self) -> None:
        build = self._session.build
        part = build.part
        if part is None:
            self._clear()
            return
        scale = self._session.axes.scale(part.result.signal)
        centre = None if part.newest is None else part.newest.mirror_axis
        folding = 0.0 if centre is None else FOLDING
        grown = min(max((build.share - folding) / (1.0 - folding), 0.0), 1.0)
        before = part if build.before is None else build.before
        x, y = between(before.curve, part.curve, grown)
        self._line.show(*scale.line(x, y))
        shown = part.curve if grown > 0 else before.curve
        heights = np.interp(shown.kinks, x, y) if not shown.step else shown.at(shown.kinks)
        for item, some in ((self.plain, ~shown.mirror), (self.mirrored, shown.mirror)):
            item.setData(scale.to(shown.kinks[some]), heights[some])
        self._fold(part.newest, min(build.share / FOLDING, 1.0), scale, (x, y))

    def _fold(self, feature: Any, share: float, scale: XScale, line: Any) -> None:
        """Turn the half of the axis with the sample over onto the other half."""
        pair = None if feature is None else image_of(feature)
        if pair is None:
            for item in (self.flap, self.samples, self.arc, self.drop, self.ends):
                item.clear()
            self.axis.hide()
            return
        centre = feature.mirror_axis
        source, image = pair
        angle = np.pi * (1 - np.cos(np.pi * share)) / 2
        (left, right), (low, high) = self._plot.viewRange()
        base = low + FLOOR * (high - low)
        size = self._plot.getViewBox().size()
        upright = LIFT * (high - low) / max(size.height(), 1.0)
        upright *= max(size.width(), 1.0) / (right - left)
        middle = scale.at(centre)

        def turned(x: np.ndarray, by: float | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            away = x - centre
            rise = upright * np.abs(scale.to(x) - middle) * np.sin(by)
            return scale.to(centre + away * np.cos(by)), base + rise

        signal = self._session.build.part.result.signal  # type: ignore[union-attr]
        x = signal.x[signal.x > centre] if source > centre else signal.x[signal.x < centre]
        end = source if not len(x) else (x.max() if source > centre else x.min())
        self.axis.setValue(middle)
        self.axis.show()
        self.flap.setData(*turned(np.array([centre, end]), angle))
        self.samples.setData(*turned(x[:: 1 + len(x) // MOST], angle))
        self.arc.setData(*turned(np.full(ARC_POINTS, source), np.linspace(0, angle, ARC_POINTS)))
        begin, now = turned(np.array([source]), 0.0), turned(np.array([source]), angle)
        self.ends.setData(
            np.r_[begin[0], now[0]],
            np.r_[begin[1], now[1]],
            brush=[self._brushes[0], self._brushes[1]],
            pen=self._pens,
        )
        if share < 1:
            self.drop.clear()
        else:
            top = float(np.interp(image, *line))
            self.drop.setData(scale.to(np.array([image, image])), np.array([base, top]))


def image_of(feature: Any) -> tuple[float, float] | None:
    """A point and its image in the first mirror of a feature, None where it has no mirror.

    The image is the mirror point farthest from the axis; of a feature that is symmetric the
    right end falls onto the left one.
    """
    centre = feature.mirror_axis
    spots = np.array([k.position for k in feature.kinks])
    if centre is None or not len(spots):
        return None
    mirrored = np.array([k.mirror for k in feature.kinks])
    away = np.abs(spots - centre)
    far = away > 1e-9 * (np.ptp(spots) or 1.0)
    some = spots[far & mirrored] if np.any(far & mirrored) else spots[far]
    if not len(some):
        return None
    image = float(some[np.argmax(np.abs(some - centre))])
    return 2 * centre - image, image
