"""The network as a function of the past: next value against a lagged one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrors_engine.results import FitResult
from mirrors_engine.series import Forecast, lag_words
from mirrors_gui.compute.polyline import Curve, sum_of
from mirrors_gui.panels.common import curves, picking
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import ComboBox, caption, named

MANY = 5000  # rows beyond which every so many is drawn


class FunctionView(QWidget):
    """One lag: the function itself. Several: one component at a time, less the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lag = named(
            ComboBox(),
            "forecastLagBox",
            tr("Component"),
            tr("Which lag's function of the sum is drawn"),
        )
        self.plot = plots.new_plot(
            "lagPlot",
            tr("Next value against a past value"),
            tr(
                "Discs: the rows of the training part. Line: the optimal network.\n"
                "It bends at data points (filled) and at mirror points (hollow)."
            ),
        )
        self.words = caption()
        self.dots = plots.Marks(pxMode=True, pen=None)
        self.same = plots.Curve(antialias=True)
        self.linear = plots.Curve(antialias=True)
        self.function = plots.Curve(antialias=True)
        self.plain = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        self.mirrored = plots.Marks(symbol=plots.DIAMOND, size=11, pxMode=True)
        for item in (
            *(self.dots, self.same, self.linear, self.function),
            *(self.plain, self.mirrored),
        ):
            self.plot.addItem(item, ignoreBounds=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lag)
        column.addWidget(self.plot, 1)
        column.addWidget(self.words)
        self.lag.currentIndexChanged.connect(lambda _: self._draw())
        self.shown: Forecast | None = None
        self._baselines = True

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self.dots.setBrush(pg.mkBrush(theme.color("data", 0.55)))
        self.same.setPen(plots.pen(theme, "line", 1, dashed=True))
        self.linear.setPen(plots.pen(theme, "secondary", 1.25, 0.9))
        self.function.setPen(plots.pen(theme, "function", 2))
        plots.mark_kinks(theme, self.plain, self.mirrored)

    def show_forecast(self, found: Forecast | None, baselines: bool) -> None:
        """Draw the network of a forecast, None for none."""
        lags = () if found is None else found.rows.lags
        if tuple(self.lag.itemData(k) for k in range(self.lag.count())) != lags:
            self.lag.blockSignals(True)
            self.lag.clear()
            for lag in lags:
                self.lag.addItem(
                    tr("{lag_words}: its part of the sum", lag_words=lag_words((lag,))), lag
                )
            self.lag.blockSignals(False)
        self.lag.setVisible(len(lags) > 1)
        self.shown, self._baselines = found, baselines
        self._draw()

    def _draw(self) -> None:
        items = (self.dots, self.same, self.linear, self.function, self.plain, self.mirrored)
        for item in items:
            item.setData([], [])
        found = self.shown
        result = None if found is None else found.result
        self.words.hide()
        if found is None or result is None:
            return
        if found.architecture.inputs == "plane":
            self.words.setText(
                tr("One function of two lags: open it as the signal to see it whole.")
            )
            self.words.show()
            return
        c = max(self.lag.currentIndex(), 0)
        one = len(found.rows.lags) == 1
        rows = found.training
        # a few thousand rows show as much as all
        step = slice(None, None, max(1, len(rows) // MANY))
        inputs, targets = rows.inputs[step], rows.targets[step]
        past, curve = inputs[:, c], component(found, c)
        # the mean level belongs to no lag: components have mean 0
        level = 0.0 if one else float(curve.at(past).mean())
        left = targets
        if not one:  # what the other lags leave to this one
            left = targets - result.predict(inputs) + curve.at(past) - level
        self.dots.setSize(5 if len(rows) <= 400 else 3)
        self.dots.setData(past, left)
        x, y = curve.drawn()
        self.function.setData(x, y - level)
        for item, which in ((self.plain, ~curve.mirror), (self.mirrored, curve.mirror)):
            spots = curve.kinks[which]
            item.setData(spots, curve.at(spots) - level)
        low, high = curves.range_of(past)
        air = 0.04 * (high - low) or 0.5
        self.plot.setXRange(low - air, high + air, padding=0)
        self.plot.setYRange(*picking.padded(left), padding=0)
        ends = np.array([low - air, high + air])
        if one:
            self.same.setData(ends, ends if rows.target == "levels" else 0 * ends)
            entry = found.entry("linear")
            if self._baselines and entry is not None:
                self.linear.setData(ends, entry.model.function(ends[:, None]))
        signal = result.signal
        self.plot.getAxis("bottom").setLabel(signal.x_names[c])
        self.plot.getAxis("left").setLabel(signal.y_name if one else tr("its part"))


def component(found: Forecast, c: int) -> Curve:
    """The part of the network that reads column `c`; all of it where there is one."""
    result = found.result
    assert result is not None
    x = result.signal.x
    one = x.ndim == 1
    mine = [k for k, f in enumerate(result.features) if one or f.column == c]
    return sum_of(
        [result.features[k] for k in mine],
        result.weights[mine],
        result.intercept if one else 0.0,
        x if one else np.unique(x[:, c]),
        result.architecture.step,
        _line_of(result, c),
    )


def _line_of(result: FitResult, c: int) -> Callable[[np.ndarray], np.ndarray] | None:
    """The skip connection of a column; without the constant where there are several."""
    if result.level is None:
        return None
    if result.signal.dimension == 1:
        return result.line
    slope = float(np.atleast_1d(result.slope)[c])
    return lambda t: slope * t
