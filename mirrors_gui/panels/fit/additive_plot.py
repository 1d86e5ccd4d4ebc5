"""An additive fit: one function of each column, with its partial residuals."""

from __future__ import annotations

from functools import partial as bound
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QGridLayout, QWidget

from mirrors_engine.features.features import place_of
from mirrors_engine.results import FitResult
from mirrors_gui.compute.fit_drawing import Partials, share_of
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import curves, picking
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.axes import AXIS_WIDTH
from mirrors_gui.panels.fit.fitted_plot import FittedPlot
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark, tr

MOST = 12  # columns drawn
CROWDED = 1000
MANY = 20_000  # samples beyond which every so many is drawn


class Partial:
    """The plot of one column: its function, kinks, and what the others leave to it."""

    def __init__(self, column: int) -> None:
        self.column = column
        self.plot = plots.new_plot(
            f"partialPlot{column + 1}",
            tr("Function of column {column}", column=column + 1),
            tr(
                "What this column adds, with mean 0; discs are the data less all other columns.\n"
                "Filled kinks are at data points, hollow ones at mirror points."
            ),
        )
        self.plot.getAxis("left").keep_width(AXIS_WIDTH)
        self.dots = plots.Marks(pxMode=True, pen=None)
        self.own = plots.Curve(antialias=True)
        self.function = plots.Curve(antialias=True)
        self.plain = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.mirrored = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.axis = pg.InfiniteLine(angle=90)
        self.ends = plots.Marks(symbol=plots.DIAMOND, size=16, pxMode=True)
        for item in (
            *(self.dots, self.own, self.axis, self.function),
            *(self.plain, self.mirrored, self.ends),
        ):
            self.plot.addItem(item, ignoreBounds=True)
        self.axis.hide()

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self.dots.setBrush(pg.mkBrush(theme.color("data", 0.55)))
        self.own.setPen(plots.pen(theme, "text", 1.5, 0.7))
        self.function.setPen(plots.pen(theme, "function", 2))
        plots.mark_kinks(theme, self.plain, self.mirrored)
        self.axis.setPen(plots.pen(theme, "mirror", 1.25, dashed=True))

    def show(self, result: FitResult, picture: Partials) -> None:
        """Draw the function and the partial residuals."""
        signal, curve = result.signal, picture.curves[self.column]
        x, y = curve.drawn()
        self.function.setData(x, y)
        inside = slice(None, None, max(1, len(signal) // MANY))
        at = signal.x[inside, self.column]
        left = (picture.at_samples[:, self.column] + result.residuals)[inside]
        self.dots.setSize(5 if len(at) <= CROWDED else 3)
        self.dots.setData(at, left)
        for item, which in ((self.plain, ~curve.mirror), (self.mirrored, curve.mirror)):
            item.setData(curve.kinks[which], curve.at(curve.kinks[which]))
        self.name(signal.x_names[self.column], signal.y_name)
        low, high = curves.range_of(signal.x[:, self.column])
        air = 0.04 * (high - low)
        self.plot.setXRange(low - air, high + air, padding=0)

    def name(self, below: str, left: str) -> None:
        """Name the axes; numbers stand along those that have a name."""
        for axis, words in (("bottom", below), ("left", left)):
            self.plot.getAxis(axis).setLabel(words)
            plots.show_numbers(self.plot, bool(words), axis)

    def mark(self, curve: Any, feature: Any, own: Any, theme: Theme) -> None:
        """Highlight one feature of this column, None for none."""
        for item in (self.own, self.ends):
            item.clear()
        self.axis.hide()
        if feature is None:
            return
        if own is not None:
            self.own.setData(*own.drawn())
        spots = np.array([k.position for k in feature.kinks])
        mirrored = [k.mirror for k in feature.kinks]
        self.ends.setData(
            spots,
            curve.at(spots),
            brush=[plots.kink_brush(theme, m) for m in mirrored],
            pen=[plots.kink_pen(theme, m, 2) for m in mirrored],
        )
        if feature.mirror_axis is not None:
            self.axis.setValue(feature.mirror_axis)
            self.axis.show()


class AdditivePlot(Panel):
    """Small multiples on one y scale; residuals below."""

    title = mark("Additive fit")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)
        self.residuals = FittedPlot("additiveResidualPlot")
        self.residuals.plot.getAxis("left").keep_width(AXIS_WIDTH)
        self.body.addLayout(self.grid, 1)
        self.body.addWidget(self.residuals)
        self.partials: list[Partial] = []

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(self._draw)
        session.resultChanged.connect(self._draw)
        session.selectionChanged.connect(self._mark)
        session.hoverChanged.connect(self._mark)
        self._draw()

    def apply_theme(self, theme: Theme) -> None:
        self.residuals.apply_theme(theme)
        for partial in self.partials:
            partial.apply_theme(theme)
        if self.session is not None:
            self._mark()

    def see_all(self) -> None:
        """Every column over the range of its data."""
        self._draw()

    def _picture(self) -> Partials | None:
        picture = None if self.session is None else self.session.curve
        return picture if isinstance(picture, Partials) else None

    def _arrange(self, columns: int) -> None:
        """As many plots as columns, in a grid that is wide rather than high."""
        if len(self.partials) == columns:
            return
        assert self.session is not None
        for partial in self.partials:
            self.grid.removeWidget(partial.plot)
            partial.plot.hide()
            partial.plot.deleteLater()
        self.partials = [Partial(c) for c in range(columns)]
        across = 1 if columns <= 2 else 2 if columns <= 6 else 3
        for c, partial in enumerate(self.partials):
            partial.apply_theme(self.session.appearance.theme)
            self.grid.addWidget(partial.plot, c // across, c % across)
            picking.watch(partial.plot, bound(self._pick, partial), bound(self._point, partial))

    def _draw(self, _change: object = None) -> None:
        picture = self._picture()
        assert self.session is not None
        result = self.session.result
        if picture is None or result is None:
            for partial in self.partials:
                for item in (partial.function, partial.dots, partial.plain, partial.mirrored):
                    item.clear()
                partial.name("", "")
            self.residuals.show_result(None)
            self._mark()
            return
        self._arrange(min(len(picture.curves), MOST))
        for partial in self.partials:
            partial.show(result, picture)
        values = picture.at_samples + result.residuals[:, None]
        low, high = picking.padded(values)
        for partial in self.partials:
            partial.plot.setYRange(low, high, padding=0)
        self.residuals.show_result(result)
        self._mark()

    def _mark(self, _key: object = None) -> None:
        picture, session = self._picture(), self.session
        if session is None:
            return
        key = session.hovered or session.selected
        result = session.result
        place = None if result is None else place_of(result.features, key)
        feature = None if result is None or place is None else result.features[place]
        found = None if result is None or feature is None else share_of(result, feature.key)
        for partial in self.partials:
            if picture is None or found is None or found[0] != partial.column:
                partial.mark(None, None, None, session.appearance.theme)
            else:
                curve = picture.curves[partial.column]
                partial.mark(curve, feature, found[1], session.appearance.theme)

    # pointer

    def _key_at(self, partial: Partial, at: picking.Spot | None) -> tuple[int, ...] | None:
        """The strongest feature of the column with a kink at the pointer."""
        picture = self._picture()
        if at is None or picture is None or self.session is None:
            return None
        result = self.session.result
        if result is None:
            return None
        curve = picture.curves[partial.column]
        best: tuple[float, tuple[int, ...]] | None = None
        for weight, feature in zip(result.weights, result.features, strict=True):
            if feature.column != partial.column:
                continue
            for kink in feature.kinks:
                height = float(curve.at(np.array([kink.position]))[0])
                away = np.hypot((kink.position - at.x) / at.x_pixel, (height - at.y) / at.y_pixel)
                strength = abs(float(weight * kink.change))
                if away <= picking.REACH and (best is None or strength > best[0]):
                    best = (strength, feature.key)
        return None if best is None else best[1]

    def _pick(self, partial: Partial, at: picking.Spot | None) -> None:
        if self.session is not None and at is not None:
            self.session.select(self._key_at(partial, at))

    def _point(self, partial: Partial, at: picking.Spot | None) -> None:
        if self.session is not None and self._picture() is not None:
            self.session.hover(self._key_at(partial, at))
