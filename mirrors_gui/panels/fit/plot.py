"""The product: data, optimal function, its kinks and the mirror that made them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mirrors_engine.features.features import place_of
from mirrors_engine.results import FitResult
from mirrors_engine.signals.exclusion import whole_of
from mirrors_gui.compute.polyline import Curve, on_the_way
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.crosshair_line import CrosshairLine
from mirrors_gui.panels.common.long_series import LongLine, Samples
from mirrors_gui.panels.fit.axes import AXIS_WIDTH, FitAxes, left_width
from mirrors_gui.panels.fit.axes_dialog import AxesGestures
from mirrors_gui.panels.fit.below import BelowFit
from mirrors_gui.panels.fit.edit_tool import EditTool
from mirrors_gui.panels.fit.exclude_tool import ExcludeTool
from mirrors_gui.panels.fit.layers.band import BandLayer
from mirrors_gui.panels.fit.layers.mirror_layer import MirrorLayer
from mirrors_gui.panels.fit.layers.own_share import OwnShare
from mirrors_gui.panels.fit.layers.piece_layer import PieceLayer
from mirrors_gui.panels.fit.layers.replicates import Replicates
from mirrors_gui.panels.fit.pointer import FitPointer
from mirrors_gui.panels.fit.zoom_limits import limit_x, limit_y
from mirrors_gui.style import motion, plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.formatting import x_name
from mirrors_gui.text.loss_texts import axes, extent, residual_reach
from mirrors_gui.text.translate import mark, tr

OLD_OPACITY = 0.4  # of a function that answers the question before
GLIDE_MS = 120
GLIDE_CORNERS = 4000  # more are drawn at once: a glide would stutter
CROWDED = 1000  # samples from which discs are smaller and paler


class FitPlot(FitAxes):
    """Fit above, residuals below, on one x axis.

    Attributes
    ----------
    curve : Curve or None
        The function of the answer on show.
    scale : XScale
        How x is drawn.
    band, mirror, pointer, edit
        What lies over the fit: other optimal functions, one feature, the pointer, the hand.
    """

    title = mark("Fit")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit = plots.new_plot(
            "fitPlot",
            tr("Data and optimal function"),
            tr(
                "Data (discs), the optimal function, kinks at data points (filled) and at mirror "
                "points (hollow).\nDrag to move, wheel to zoom, double-click to see all; "
                "double-click an axis to change it."
            ),
        )
        self.residual = plots.new_plot(
            "residualPlot", tr("Residuals"), tr("Data minus function, on the same x axis.")
        )
        self.residual.setXLink(self.fit)
        self.residual.setFixedHeight(132)
        self.body.setSpacing(8)
        self.body.addWidget(self.fit, 1)
        self.below = BelowFit(self.residual, self)
        self.body.addWidget(self.below)
        for plot in (self.fit, self.residual):
            plot.getAxis("left").setWidth(AXIS_WIDTH)
            plot.setAcceptDrops(False)  # a dropped file belongs to the window
        self.fit.hideAxis("bottom")  # the residuals' serves both
        self.residual.setMouseEnabled(x=True, y=False)

        self._theme: Theme | None = None
        self._scale = XScale()
        self._brushed: tuple[Theme, bool] | None = None  # the theme and age the discs are drawn in
        self._drawn: Any = None  # the signal on show
        self._log_odds: Any = None  # the signal whose labels the function on show belongs to
        self.curve: Curve | None = None
        self._shown: tuple[np.ndarray, np.ndarray] | None = None
        self._heights = 0.0, 1.0  # least and largest number that the axis has to show
        self.pointer = FitPointer(self)
        self.mirror = MirrorLayer()
        self._build_items()
        self._glide = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._glide_step)

    def _build_items(self) -> None:
        self._beyond = [pg.LinearRegionItem(movable=False, pen=pg.mkPen(None)) for _ in range(4)]
        self._data = plots.Marks(pxMode=True, size=6, pen=None)
        self.replicates = Replicates()
        self._envelope = plots.Curve(connect="pairs")
        self._function = plots.Curve(antialias=True)
        self._function.setSegmentedLineMode("on")
        self._plain = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self._mirrored = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self._stems = plots.Curve(connect="pairs")
        self._left_over = plots.Marks(pxMode=True, size=4.5, pen=None)
        self._zero = pg.InfiniteLine(angle=0, pos=0)
        above = (
            *self._beyond[:2],
            self.pointer.hairs[0],
            self.mirror.axis,
            self._envelope,
            self.replicates.discs,
            self._data,
            self._plain,  # in its colour: the rims of neighbours do not cover it
            self._function,
            self.mirror.arc,
            self._mirrored,
            self.mirror.ends,
            self.pointer.ring,
            self.pointer.dot,
        )
        hair = self.pointer.hairs[1]
        below = (*self._beyond[2:], hair, self._zero, self._stems, self._left_over)
        for plot, items in ((self.fit, above), (self.residual, below)):
            for item in items:
                plot.addItem(item, ignoreBounds=True)
        self._line = LongLine(self.fit, self._function)
        self._samples = Samples(self.fit, self._data, self._envelope)
        self._rests = Samples(self.residual, self._left_over, self._stems, stems=True)
        self.band, self.own = BandLayer(self.fit), OwnShare(self.fit, self.residual)
        self.piece = PieceLayer(self.fit)
        self.hairs = CrosshairLine(self.fit, True), CrosshairLine(self.residual, True, False)
        self.edit, self.exclude = EditTool(self), ExcludeTool(self)
        self.axes = AxesGestures(self, self.residual, self.below)

    def show_age(self, old: bool) -> None:
        """The data are what is asked about; the function and its residuals may be old.

        While the function is built, the optimal one is the goal, as pale.
        """
        old = old or (self.session is not None and self.session.build.part is not None)
        items = (self._function, self._plain, self._mirrored, self._stems, self._left_over)
        for item in items:
            item.setOpacity(OLD_OPACITY if old else 1.0)
        for item in self.band.items:
            item.setOpacity(OLD_OPACITY if old else 1.0)

    @property
    def scale(self) -> XScale:
        return self._scale

    def bind(self, session: Session) -> None:
        super().bind(session)
        for part in (self.edit, self.exclude, *self.hairs, self.band, self.piece, self.below):
            part.bind(session)
        session.signalChanged.connect(self.show_signal)
        session.resultChanged.connect(self.show_result)
        for change in (session.signalChanged, session.resultChanged):
            change.connect(self.pointer.read_again)
        session.selectionChanged.connect(self._show_feature)
        session.hoverChanged.connect(self._show_feature)
        session.build.changed.connect(self._show_build)
        session.axes.changed.connect(self._draw_anew)
        if session.signal is not None:
            self.show_signal(session.signal)
        self.show_result(session.result)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.edit, self.exclude, self.own, self.piece, *self.hairs):
            part.apply_theme(theme)
        for plot in (self.fit, self.residual):
            plots.apply_theme(plot, theme)
        for region in self._beyond:
            region.setBrush(theme.color("text", 0.035))
        self._brush_data()
        self._envelope.setPen(plots.pen(theme, "data", alpha=0.35))
        self._stems.setPen(plots.pen(theme, "data", alpha=0.4))
        self._zero.setPen(plots.pen(theme, "secondary", alpha=0.6))
        self._function.setPen(plots.pen(theme, "function", 2))
        plots.mark_kinks(theme, self._plain, self._mirrored)
        self.mirror.apply_theme(theme)
        self.pointer.apply_theme(theme)
        self._make_room()
        self._show_feature()

    # data

    def _brush_data(self) -> None:
        """Discs that let each other, and the function, shine through where there are many."""
        assert self._theme is not None
        signal = None if self.session is None else self.session.signal
        crowded = signal is not None and len(signal) > CROWDED
        if self._brushed == (self._theme, crowded):
            return  # it makes every disc anew
        self._brushed = self._theme, crowded
        brush = pg.mkBrush(self._theme.color("data", 0.4 if crowded else 0.8))
        for item, size in ((self._data, 6.0), (self._left_over, 4.5)):
            item.setBrush(brush)
            item.setSize(size * 0.75 if crowded else size)

    def show_signal(self, signal: Any) -> None:
        """Draw the samples, and everything that depends on x alone."""
        assert self._theme is not None
        session, kept = self.session, self._drawn
        self._drawn = signal
        edit = (
            session is not None
            and session.edited
            and kept is not None
            and kept.dimension == 1
            and (kept.name, kept.source) == (signal.name, signal.source)
        )
        self._glide.stop()
        if not edit:
            self._shown = None
        if signal.dimension > 1:
            return  # another view draws it
        before, view = self._scale, self.view()[0]
        self._take_scale(signal)
        x, y = self._scale.to(signal.x), signal.y
        self._brush_data()
        self._samples.show(x, y)
        self.replicates.show(signal, self._scale, self._theme)
        span = float(x[-1] - x[0]) or 1.0
        for left, right in (self._beyond[:2], self._beyond[2:]):
            left.setRegion((x[0] - 100 * span, x[0]))
            right.setRegion((x[-1], x[-1] + 100 * span))
        if not edit:
            self.see_all()
        elif self._scale != before:  # the first sample moved: what is on show stays there
            self.fit.setXRange(*map(self._scale.at, view), padding=0)

    def _take_scale(self, signal: Any) -> None:
        """The axes as they were chosen, or as suits the signal."""
        assert self.session is not None and self._theme is not None
        self._scale = scale = self.session.axes.scale(signal)
        for plot in (self.fit, self.residual):
            plots.set_x(plot, signal, self._theme, scale)
        self.axes.share_axis()
        self._name_axes(signal)

    def _draw_anew(self) -> None:
        """All of it, on other axes."""
        session = self.session
        assert session is not None
        if session.signal is None or session.signal.dimension > 1:
            return
        self._shown = None
        self.show_signal(session.signal)
        self.show_result(session.result)
        self.see_all()
        self.pointer.leave()
        self.edit.show_chosen()

    def see_all(self) -> None:
        """Show the data, with room to see how the function goes on."""
        if self.session is None or self.session.signal is None:
            return
        signal = self.session.signal
        if signal.dimension > 1:
            return
        scale = self._scale
        x = whole_of(signal).x  # those left out too
        x = x[x > 0] if scale.log else x
        first, last = scale.at(x[0]), scale.at(x[-1])
        air = 0.08 * (last - first) or 0.08
        ends = scale.back(first - air), scale.back(last + air)
        left, right = map(scale.at, self.session.axes.settings.x_range(*ends))
        least = scale.at(10 * scale.floor) if scale.log else None
        for plot in (self.fit, self.residual):
            limit_x(plot, min(left, first - air), max(right, last + air), least)
        self.fit.setXRange(left, right, padding=0)
        self._see_height()

    def _see_height(self) -> None:
        assert self.session is not None
        low, high = extent(self.session.signal, self.session.result)
        room = (high - low) or max(abs(high), 1.0)
        automatic = low - 0.1 * room, high + 0.1 * room
        low, high = self.session.axes.settings.y_range(*automatic)
        limit_y(self.fit, min(low, automatic[0]), max(high, automatic[1]))
        self.fit.setYRange(low, high, padding=0)
        self._heights = low, high
        self._make_room()

    def _make_room(self) -> None:
        """Axes wide enough for the numbers in the type in force, and both alike."""
        width = left_width(*self._heights)
        for plot in (self.fit, self.residual):
            plot.getAxis("left").setWidth(width)

    def _name_axes(self, signal: Any) -> None:
        assert self.session is not None
        left, below = axes(signal, self.session.loss)
        chosen = self.session.axes.settings
        self.fit.getAxis("left").setLabel(chosen.y_words(left))
        self.residual.getAxis("left").setLabel(below)
        for plot in (self.fit, self.residual):
            plot.getAxis("bottom").setLabel(chosen.x_words(x_name(signal)))

    # the answer

    def show_result(self, result: FitResult | None) -> None:
        """Glide to the new function; all numbers are those of the new answer at once."""
        session = self.session
        if session is None or result is None or not isinstance(session.curve, Curve):
            self.curve = self._shown = None
            self._glide.stop()
            for item in (self._line, self._plain, self._mirrored):
                item.clear()
            self._rests.clear()
            plots.show_numbers(self.residual, False, "left")
            self._show_feature()
            return
        self.curve = session.curve
        labels = result.signal if result.loss == "logistic" else None
        if labels is not self._log_odds:  # log-odds have another height than labels
            self._log_odds = labels
            self._name_axes(result.signal)
            self._see_height()
        self._show_residuals(result)
        self._show_feature()
        self._start = self._shown
        short = len(self.curve.x) <= GLIDE_CORNERS and not motion.reduced()
        if self._start is None or not short or not self.isVisible():
            self._glide.stop()
            self._draw(*self.curve.drawn())
        else:
            self._glide.stop()
            self._glide.start()

    def _show_residuals(self, result: FitResult) -> None:
        self._rests.show(self._scale.to(result.signal.x), result.residuals)
        reach = 1.3 * residual_reach(result)
        self.residual.setYRange(-reach, reach, padding=0)
        plots.show_numbers(self.residual, True, "left")

    def _glide_step(self, share: float) -> None:
        curve, start = self.curve, self._start
        if curve is None or start is None:
            return
        self._draw(*on_the_way(start, curve, share))

    def _draw(self, x: np.ndarray, y: np.ndarray) -> None:
        self._shown = (x, y)
        curve = self.curve
        assert curve is not None
        self._line.show(*self._scale.line(x, y))
        if len(curve.kinks) > GLIDE_CORNERS:
            self._plain.clear()
            self._mirrored.clear()
            return
        size = 11 if len(curve.kinks) <= 40 else 8
        heights = curve.at(curve.kinks) if curve.step else np.interp(curve.kinks, x, y)
        for item, which in ((self._plain, ~curve.mirror), (self._mirrored, curve.mirror)):
            item.setData(self._scale.to(curve.kinks[which]), heights[which], size=size)

    # features

    def _show_build(self) -> None:
        assert self.session is not None
        self.show_age(self.session.age.old)
        self._show_feature()

    def _show_feature(self, _key: object = None) -> None:
        """The mirror of the hovered feature, or else of the selected one."""
        session = self.session
        result = None if session is None else session.result
        feature = None
        if session is not None and result is not None:
            key = session.hovered or session.selected
            place = place_of(result.features, key)
            feature = None if place is None else result.features[place]
            if session.build.part is not None:  # another layer draws what is built
                feature = None
        if self._theme is not None:
            low, high = self.fit.viewRange()[1]
            self.mirror.show(feature, self.curve, self._scale, high - low, self._theme)
            if session is not None:
                self.own.show(session)

    def view(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ranges of x and y on show."""
        (left, right), (low, high) = self.fit.viewRange()
        return (self._scale.back(left), self._scale.back(right)), (low, high)

    def leaveEvent(self, event: Any) -> None:
        self.pointer.leave()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pointer.place_readout()
