"""The series with its test part, and what every model makes of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from mirrors_engine.series import Entry, Forecast
from mirrors_gui.panels.common import picking
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.translate import tr

ONE_STEP, ROLLED = "one", "rolled"
BEFORE = 0.8  # of the training part's end that is shown, in lengths of the test part
CROWDED = 150  # samples in view from which discs are small
MANY = 5000  # samples from which the course of a curve is drawn instead of every one
SLICES = 700  # of such a curve; the plot is hardly wider
DASHES = {
    "linear": Qt.PenStyle.SolidLine,
    "seasonal": Qt.PenStyle.DashDotLine,
    "last": Qt.PenStyle.DotLine,
}


def pen_of(key: str, theme: Theme) -> QPen:
    """How a model is drawn, in the plot and beside its name."""
    if key == "convex":
        return plots.pen(theme, "function", 2)
    if key == "trained":
        return plots.pen(theme, "training", 1.5)
    made = plots.pen(theme, "secondary", 1)
    made.setStyle(DASHES.get(key, Qt.PenStyle.SolidLine))
    return made


class SeriesPlot:
    """One plot: data, the start of the test part, forecasts, and the band."""

    def __init__(self) -> None:
        self.plot = plots.new_plot(
            "forecastPlot",
            tr("Series and forecasts"),
            tr(
                "The data (discs), the test part (right of the line) and what each model "
                "forecasts.\n"
                "Drag to move, wheel to zoom, double-click to see the test part."
            ),
        )
        self.low, self.high = plots.Curve(), plots.Curve()
        self.band = pg.FillBetweenItem(self.low, self.high)
        self.path = plots.Curve(antialias=True)
        self.dots = plots.Marks(pxMode=True, pen=None)
        self.cut = pg.InfiniteLine(angle=90)
        self.end = pg.InfiniteLine(angle=90)
        self.curves = {
            key: plots.Curve(antialias=True)
            for key in ("last", "seasonal", "linear", "trained", "convex")
        }
        self.beyond = {key: plots.Curve(antialias=True) for key in self.curves}
        for curve in (*self.curves.values(), *self.beyond.values()):
            curve.setSegmentedLineMode("on")  # wide lines are slow in one piece
        for item in (
            *(self.band, self.path, self.dots, self.cut, self.end),
            *self.curves.values(),
            *self.beyond.values(),
        ):
            self.plot.addItem(item, ignoreBounds=True)
        self.shown: Forecast | None = None
        self._view, self._scale = ONE_STEP, XScale()
        self._baselines = True
        self.plot.scene().sigMouseClicked.connect(self._clicked)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self.band.setBrush(pg.mkBrush(theme.color("function", theme.band_alpha)))
        self.path.setPen(plots.pen(theme, "data", 1, 0.45))
        self.dots.setBrush(pg.mkBrush(theme.color("data", 0.8)))
        self.cut.setPen(plots.pen(theme, "text", 1, 0.6, dashed=True))
        self.end.setPen(plots.pen(theme, "secondary", 1, 0.5, dashed=True))
        for key, curve in self.curves.items():
            curve.setPen(pen_of(key, theme))
            self.beyond[key].setPen(pen_of(key, theme))

    def show(
        self, found: Forecast | None, view: str, baselines: bool, theme: Theme, scale: XScale
    ) -> None:
        """Draw a forecast, None for none, with x as `scale` has it."""
        fresh = found is None or self.shown is None or view != self._view or scale != self._scale
        self._scale = scale
        if found is not None and self.shown is not None:
            fresh |= found.rows.timeline.signal is not self.shown.rows.timeline.signal
            fresh |= found.cut != self.shown.cut
            fresh |= found.settings.horizon != self.shown.settings.horizon
        self.shown, self._view, self._baselines = found, view, baselines
        for curve in (*self.curves.values(), *self.beyond.values(), self.low, self.high):
            curve.setData([], [])
        self.dots.setData([], [])
        self.path.setData([], [])
        if found is None:
            return
        line = found.rows.timeline
        plots.set_x(self.plot, line.signal, theme, scale)
        self.plot.getAxis("left").setLabel(line.signal.y_name)
        x, y = course(scale.to(line.times), line.values)
        self.path.setData(x, y, connect="finite")
        there = np.isfinite(line.values)
        if len(line) <= MANY:
            self.dots.setData(scale.to(line.times[there]), line.values[there])
        self.cut.setValue(scale.at(found.test_times[0]))
        self.end.setValue(scale.at(line.times[-1]))
        for entry in found.entries:
            if baselines or entry.key in ("convex", "trained"):
                self._draw(found, entry)
        if found.band is not None and view == ONE_STEP:
            self._draw_band(found)
        if fresh:
            self.see_all()

    def _draw(self, found: Forecast, entry: Entry) -> None:
        x, y = found.test_times, entry.one_step
        if self._view == ROLLED:
            x, y = _parted(x, entry.runs, found.settings.horizon)
            if entry.future is not None:
                # from the last sample on, so that the eye can follow
                line = found.rows.timeline
                later = np.append(line.times[-1], found.future_times)
                self._set(self.beyond[entry.key], later, np.append(line.values[-1], entry.future))
        self._set(self.curves[entry.key], x, y)

    def _set(self, curve: pg.PlotCurveItem, x: np.ndarray, y: np.ndarray) -> None:
        # what runs away leaves the picture; drawn to infinity it would break it
        low, high = self._reach()
        drawn = np.where(np.isfinite(y) & (y > low) & (y < high), y, np.nan)
        curve.setData(*course(self._scale.to(x), drawn), connect="finite")

    def _reach(self) -> tuple[float, float]:
        assert self.shown is not None
        y = self.shown.rows.timeline.signal.y
        far = 100 * (float(np.ptp(y)) or 1.0)
        return float(y.min()) - far, float(y.max()) + far

    def _draw_band(self, found: Forecast) -> None:
        band = found.band
        assert band is not None
        fine = np.isfinite(band.low) & np.isfinite(band.high)
        x = self._scale.to(found.test_times[fine])
        self.low.setData(*course(x, band.low[fine]))
        self.high.setData(*course(x, band.high[fine]))

    def _clicked(self, event: Any) -> None:
        if event.double():
            self.see_all()

    def see_all(self) -> None:
        """The test part, some of the past before it and the forecasts beyond."""
        found = self.shown
        if found is None:
            return
        line = found.rows.timeline
        last = found.future_times[-1] if self._view == ROLLED else line.times[-1]
        start = found.test_times[0] - BEFORE * (line.times[-1] - found.test_times[0])
        start = max(start, line.times[0])
        low, high = self._scale.at(start), self._scale.at(last)
        air = 0.03 * (high - low)
        self.plot.setXRange(low - air, high + air, padding=0)
        seen = (line.times >= start) & np.isfinite(line.values)
        values = [line.values[seen]]
        low, high = float(values[0].min()), float(values[0].max())
        rise = high - low or 1.0
        for curve in (*self.curves.values(), *self.beyond.values(), self.low, self.high):
            y = curve.getData()[1]
            if y is not None and len(y):
                # a forecast that leaves may leave the view too
                values.append(np.clip(y[np.isfinite(y)], low - rise, high + rise))
        self.plot.setYRange(*picking.padded(np.concatenate(values)), padding=0)
        self.dots.setSize(3 if int(seen.sum()) > CROWDED else 5)


def course(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A long curve by its lowest and highest value in each of many slices; a short one itself."""
    if len(x) <= MANY:
        return x, y
    starts = np.unique(np.linspace(0, len(x) - 1, SLICES).astype(int))
    low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    return np.repeat(x[starts], 2), np.c_[low, high].ravel()


def _parted(x: np.ndarray, y: np.ndarray, run: int) -> tuple[np.ndarray, np.ndarray]:
    """A curve with a gap after every `run` points, as the next start from the true past."""
    gaps = np.arange(run, len(x), run)
    return np.insert(x, gaps, x[gaps]), np.insert(y, gaps, np.nan)
