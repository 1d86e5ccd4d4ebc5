"""How sure the answer is: bands, where kinks fall, and refits that are not certified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.polyline import curve_of
from mirrors_gui.compute.runner import Runner
from mirrors_gui.compute.uncertainty import UncertaintyView, refit_line, uncertainty_of
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.lazy import LazyPanel, detail, say
from mirrors_gui.panels.common.long_series import LongLine
from mirrors_gui.panels.fit.layers.uncertainty_layer import BAND_ALPHA
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, IconButton, SpinBox, named

PLOT, BARS = 150, 106  # px high, the one at least, in normal type
AXIS = 64  # px, so that the two plots stand above each other
LEVELS = (0.8, 0.9, 0.95)
DATA_SHOWN = 5000
DOTS = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


class UncertaintyPanel(LazyPanel):
    """Bootstrap, prediction band, relaxed and segmented fit of the answer on show."""

    title = mark("Uncertainty")
    guide = mark(
        "How the function would vary with other data of the same kind, where a new observation "
        "would fall, and two refits of its kinks, which are not certified."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = Runner("uncertainty", self)
        self.view: UncertaintyView | None = None
        self.run_button = named(
            QPushButton(tr("Compute")),
            "uncertaintyButton",
            tr("Compute the uncertainty"),
            tr("Fits resampled data at the same share of λ, and folds for the prediction band."),
        )
        self.replicates = named(
            SpinBox(),
            "replicatesBox",
            tr("Replicates"),
            tr("How many resampled data sets are fitted"),
        )
        self.replicates.setRange(10, 5000)
        self.replicates.setValue(200)
        self.level = named(
            ComboBox(), "levelBox", tr("Level"), tr("Share that the bands should hold")
        )
        for level in LEVELS:
            self.level.addItem(f"{100 * level:g} %", level)
        self.level.setCurrentIndex(1)
        self.progress = named(
            QProgressBar(), "uncertaintyProgress", tr("Progress of the uncertainty"), ""
        )
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.stop = named(
            IconButton("close"), "uncertaintyCancel", tr("Stop"), tr("Stop computing")
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.run_button, self.replicates, self.level):
            row.addWidget(widget)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.on_fit = named(
            QCheckBox(tr("Bands on the fit too")),
            "uncertaintyOnFit",
            tr("Bands on the fit too"),
            tr("Draw the bands in the plot of the fit, as long as they are those of its answer"),
        )
        self.on_fit.setChecked(True)
        self.body.insertLayout(1, row)
        self.plot = plots.new_plot(
            "uncertaintyPlot",
            tr("Bands of the function and refits"),
            tr(
                "Band: bootstrap percentiles of the function. Grey lines: a new observation falls "
                "between them. Dashed: least squares on the kinks. Dotted: kinks moved too."
            ),
        )
        self.bars = plots.new_plot(
            "kinkHistogram",
            tr("Where kinks fall"),
            tr("Share of the resampled fits that have a kink in each part of the data."),
        )
        self.bars.setFixedHeight(BARS)
        self.content.addWidget(self.plot, 1)
        self.content.addWidget(self.bars)
        self.content.addWidget(self.on_fit)
        self.words = detail(tr("The refits and their kinks"), 6)
        self.content.addWidget(self.words)
        self._low, self._high = plots.Curve(), plots.Curve()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._interval = [plots.Curve(antialias=True) for _ in range(2)]
        self._refits = [plots.Curve(antialias=True) for _ in DOTS]
        self._function = plots.Curve(antialias=True)
        self._data = plots.Marks(size=4, pen=None)
        for item in (self._band, self._data, *self._interval, self._function, *self._refits):
            self.plot.addItem(item)
        self._lines = [LongLine(self.plot, item) for item in (self._function, *self._refits)]
        self._drawn: tuple[object, object, object] = (None, None, None)
        self._scale: XScale | None = None  # and on what axis
        self._bars = pg.BarGraphItem(x=[0.0], height=[0.0], width=0.0)
        self.bars.addItem(self._bars)
        for plot in (self.plot, self.bars):
            plot.setMouseEnabled(x=False, y=False)
            plot.getAxis("left").keep_width(AXIS)
        self.run_button.clicked.connect(self.run)
        self.stop.clicked.connect(self.runner.stop)
        self.runner.stepped.connect(self._step)
        self.runner.advanced.connect(self._take)
        self.runner.runningChanged.connect(self._running)
        self._running(False)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.resultChanged.connect(self._answered)
        session.axes.changed.connect(lambda: self.due(self._draw))
        session.cancelling.connect(self.runner.stop)
        session.closing.connect(self.runner.close)
        self.on_fit.setChecked(session.analyses.uncertainty_wanted)
        self.on_fit.toggled.connect(session.analyses.set_uncertainty_wanted)
        self.runner.failed.connect(session.failed)
        self._answered(session.result)

    def apply_theme(self, theme: Theme) -> None:
        for plot in (self.plot, self.bars):
            plots.apply_theme(plot, theme)
        self.plot.setMinimumHeight(themes.px(PLOT))  # where names of axes are whole
        color = theme.color("function", BAND_ALPHA)
        self._band.setBrush(color)
        self._function.setPen(plots.pen(theme, "function", 2.0))
        for line in self._interval:
            line.setPen(plots.pen(theme, "secondary", 1.0))
        for item, style in zip(self._refits, DOTS, strict=True):
            pen = plots.pen(theme, "training", 1.5)
            pen.setStyle(style)
            item.setPen(pen)
        self._data.setBrush(theme.color("data"))
        self._bars.setOpts(brush=theme.color("function", 0.5), pen=None)
        self.due(self._draw)

    def save_state(self) -> dict[str, Any]:
        return {"on fit": self.on_fit.isChecked()}

    def restore_state(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("on fit"), bool):
            self.on_fit.setChecked(state["on fit"])

    def run(self) -> None:
        """Compute for the answer on show."""
        result = None if self.session is None else self.session.result
        if result is None or result.signal.dimension > 1:
            return
        level, replicates = float(self.level.currentData()), self.replicates.value()

        def job(monitor: Monitor) -> Iterator[UncertaintyView]:
            yield from uncertainty_of(result, level, replicates, monitor)

        self.view = UncertaintyView(result, level)
        self.runner.start(job)
        self.due(self._draw)

    def _answered(self, result: Any) -> None:
        """Another answer: what was computed belongs to it no longer."""
        if self.view is not None and self.view.result is not result:
            self.view = None
            self.runner.stop()
        ready = result is not None and result.signal.dimension == 1
        self.run_button.setEnabled(ready)
        self.due(self._draw)

    def _step(self, step: Progress) -> None:
        self.progress.setValue(round(1000 * (step.fraction or 0.0)))
        self.progress.setToolTip(said(step.stage))
        self.progress.setAccessibleDescription(said(step.stage))

    def _take(self, view: UncertaintyView) -> None:
        if self.session is not None and view.result is self.session.result:
            self.view = view
            self.session.analyses.set_uncertainty(view)
            self.due(self._draw)

    def _running(self, on: bool) -> None:
        self.progress.setValue(0)
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        self.run_button.setEnabled(not on)
        for control in (self.run_button, self.replicates, self.level):
            control.setVisible(not on)  # on a small screen there is no room for all

    def _draw(self) -> None:
        session, view = self.session, self.view
        if session is None:
            return
        if view is None:
            self.invite(_why(session))
            return
        self.invite("")
        signal, theme = view.result.signal, session.appearance.theme
        scale = session.axes.scale(signal)
        for plot in (self.plot, self.bars):
            plots.set_x(plot, signal, theme, scale)
            first, last = scale.at(signal.x[0]), scale.at(signal.x[-1])
            plot.setXRange(first, last if last > first else first + 1.0, padding=0.02)
        self.bars.setYRange(0.0, 1.0, padding=0.02)
        seen = [signal.y, view.result.fitted]
        if view.interval is not None and np.isfinite(view.interval.low).all():
            seen += [view.interval.low, view.interval.high]
        self.plot.setYRange(*picking.padded(np.concatenate(seen)), padding=0)
        self.plot.getAxis("left").setLabel(signal.y_name)
        self.bars.getAxis("left").setLabel(tr("share"))
        some = slice(None, None, max(1, len(signal.x) // DATA_SHOWN))
        self._data.setData(scale.to(signal.x[some]), signal.y[some])
        self._draw_bands(view, scale)
        lines = (view.result, view.relaxed, view.segmented)
        if scale != self._scale or any(a is not b for a, b in zip(lines, self._drawn, strict=True)):
            self._draw_lines(view, scale)  # not for each replicate: they may have 50 000 pieces
            self._scale, self._drawn = scale, lines
        say(self.words, words_of(view, False), words_of(view))

    def _draw_lines(self, view: UncertaintyView, scale: XScale) -> None:
        function, *refits = self._lines
        low, high = view.result.signal.x[[0, -1]]
        x, y = curve_of(view.result).drawn()
        inside = (x >= low) & (x <= high)
        ends = np.interp((low, high), x, y)
        whole = np.r_[low, x[inside], high]
        function.show(*scale.line(whole, np.r_[ends[0], y[inside], ends[1]]))
        for line, refit in zip(refits, (view.relaxed, view.segmented), strict=True):
            if refit is None:
                line.clear()
            else:
                line.show(*scale.line(*refit_line(refit)))

    def _draw_bands(self, view: UncertaintyView, scale: XScale) -> None:
        found, interval = view.bootstrap, view.interval
        if found is not None:
            low, high = found.band(view.level)
            self._low.setData(*scale.line(found.points, low))
            self._high.setData(*scale.line(found.points, high))
            edges, share = found.histogram()
            places = scale.to(edges)
            middles, widths = 0.5 * (places[1:] + places[:-1]), np.diff(places)
            self._bars.setOpts(x=middles, height=share, width=0.9 * widths)
        else:
            self._low.setData([], [])
            self._high.setData([], [])
            self._bars.setOpts(x=[0.0], height=[0.0], width=0.0)
        for line, side in zip(self._interval, ("low", "high"), strict=True):
            values = np.empty(0) if interval is None else getattr(interval, side)
            shown = interval is not None and bool(np.isfinite(values).all())
            line.setData(*(scale.line(interval.points, values) if shown else ([], [])))  # type: ignore[union-attr]


def _why(session: Session) -> str:
    """Why there is nothing yet."""
    if session.signal is None:
        return tr("Load a signal to see how sure its function is.")
    if session.signal.dimension > 1:
        return tr(
            "The bands are drawn for one input column only: “fit --bootstrap” has the others."
        )
    return tr("“Compute” fits resampled data: the bands and where kinks fall appear here.")


def words_of(view: UncertaintyView, kinks: bool = True) -> str:
    """The refits, their `kinks` too if there is room, and what was refused."""
    write = formatting.x_words(view.result.signal)
    lines = [
        tr("This fit: RMSE {rmse}, certified optimal.", rmse=formatting.number(view.result.rmse, 4))
    ]
    if not view.result.certified:
        lines = [
            tr("This fit: RMSE {rmse}, not certified.", rmse=formatting.number(view.result.rmse, 4))
        ]
    for refit, name in (
        (view.relaxed, tr("Dashed: least squares")),
        (view.segmented, tr("Dotted: kinks moved")),
    ):
        if refit is None:
            continue
        listed = ", ".join(
            write(k.value)
            + (f" ± {formatting.number(k.standard_error, 2)}" if k.standard_error > 0 else "")
            for k in refit.kinks[:6]
        )
        text = tr(
            "{name}, not certified: RMSE {rmse}", name=name, rmse=formatting.number(refit.rmse, 4)
        )
        if kinks and refit.kinks:
            text = tr("{words}; kinks {kinks}", words=text, kinks=listed)
        lines.append(text)
    if view.interval is not None:
        lines.append(
            tr(
                "New observations: {method}, {level:g} %.",
                method=said(view.interval.method),
                level=100 * view.level,
            )
        )
    if view.bootstrap is not None:
        lines.append(
            tr(
                "Function: {fits}, {level:g} % band.",
                fits=formatting.plural(view.bootstrap.replicates, "resampled fit"),
                level=100 * view.level,
            )
        )
    return "\n".join([*lines, *view.notes][:6])
