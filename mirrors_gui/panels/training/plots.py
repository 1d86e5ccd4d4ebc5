"""The drawings of the Training tab: excess over the optimum, its histogram, the kinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mirrors_gui.compute.training import FLOOR, TrainingView
from mirrors_gui.panels.fit.layers.training_layer import KinkMarks
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text import formatting
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr

if TYPE_CHECKING:
    from mirrors_engine.signals import Signal
    from mirrors_engine.training import Landmarks

BINS = 24
LEAST = 120  # px of height, so that the words below are seen at 1440 × 900
AXIS = 72  # px, room for 1000 % beside the name of the axis
MOST_POINTS = 500  # of a row: more would touch each other
LEVEL = float(np.log10(FLOOR))


class PowerAxis(plots.NamedAxis):
    """Powers of ten; it holds their exponents."""

    optimum = True
    level = LEVEL  # of the optimum's line

    def tickValues(self, low: float, high: float, size: float) -> list:
        every = max(1, int(np.ceil((high - low) * 22 / max(size, 1.0))))
        first = int(np.ceil(low / every)) * every
        ticks = [float(p) for p in range(first, int(np.floor(high)) + 1, every)]
        if self.optimum:
            ticks = [t for t in ticks if t > self.level + 0.3 * every]
        return [(float(every), ticks)]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        if self.optimum:
            return [_share(10.0**v) for v in values]
        return [formatting.power_of_ten(v) for v in values]


class CurvesPlot(QWidget):
    """Objectives against steps as log of the excess, and at the right where they ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = plots.new_plot(
            "trainingCurves",
            tr("Objective of every start above the certified optimum"),
            tr(
                "How far above the certified optimum each start is, on a log scale.\n"
                "The line at the bottom is the optimum: no run can cross it."
            ),
        )
        self.bars = plots.new_plot(
            "trainingHistogram",
            tr("Histogram of the excess over all starts"),
            tr("How many starts are how far above the certified optimum."),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.curves, 1)
        row.addWidget(self.bars)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.bars.setFixedWidth(84)
        self.axis = PowerAxis("left")
        self.curves.setAxisItems({"left": self.axis})
        self.axis.keep_width(AXIS)
        self.curves.getAxis("bottom").setLabel(tr("step"))
        self.bars.getAxis("bottom").setLabel(tr("starts"))
        self.bars.hideAxis("left")
        self.bars.setYLink(self.curves)
        for plot in (self.curves, self.bars):
            plot.setMouseEnabled(x=False, y=False)
            plot.getAxis("bottom").setHeight(40)
        self._lines = plots.Curve(antialias=True)
        self._best = plots.Curve(antialias=True)
        self._optima = [pg.InfiniteLine(pos=LEVEL, angle=0) for _ in range(2)]
        self._word = pg.TextItem(tr("certified optimum"), anchor=(1, 1))
        self._histogram = pg.BarGraphItem(x0=[], y0=[], x1=[], y1=[])
        for item in (self._optima[0], self._lines, self._best, self._word):
            self.curves.addItem(item, ignoreBounds=True)
        for item in (self._histogram, self._optima[1]):
            self.bars.addItem(item, ignoreBounds=True)
        self._view: TrainingView | None = None
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(200, LEAST)

    def apply_theme(self, theme: Theme) -> None:
        for plot in (self.curves, self.bars):
            plots.apply_theme(plot, theme)
        self._lines.setPen(plots.pen(theme, "training", 1.0, 0.5))
        self._best.setPen(plots.pen(theme, "training", 2.0))
        self._histogram.setOpts(brush=theme.color("training", 0.75), pen=None)
        for line in self._optima:
            line.setPen(plots.pen(theme, "function", 2.0))
        self._word.setColor(theme.color("function"))

    def clear(self) -> None:
        """Nothing but the optimum."""
        self._lines.clear()
        self._best.clear()
        self._histogram.setOpts(x0=[], y0=[], x1=[], y1=[])
        self._scale(True, LEVEL, 1.0, 1.0, 1.0)

    def show_view(self, view: TrainingView, faded: bool) -> None:
        """Draw one moment; a faded one belongs to another question."""
        training = view.training
        self._lines.setData(view.curves.x, view.curves.y, connect=view.curves.connect)
        best = training.best
        from mirrors_gui.compute.training import height

        self._best.setData(training.steps[best], np.minimum(height(training, best), 100.0))
        for item in (self._lines, self._best, self._histogram):
            item.setOpacity(0.35 if faded else 1.0)
        bounded = not training.connected
        ends = view.heights[np.isfinite(view.heights)]
        low = LEVEL
        high = float(view.curves.y.max()) if len(view.curves.y) else 0.0
        if bounded and len(ends):  # a log scale has no 0: the optimum is below all that is not it
            low = max(LEVEL, float(np.floor(ends.min())) - 1.0)
        if not bounded:
            low = float(view.curves.y.min()) if len(view.curves.y) else 0.0
            low, high = low - 0.1, high + 0.1
        counts, edges = np.histogram(np.clip(ends, low, high), BINS, (low, max(high, low + 1e-9)))
        most = max(int(counts.max(initial=0)), 1)
        some = counts > 0
        self._histogram.setOpts(
            x0=np.zeros(int(some.sum())),
            x1=counts[some].astype(float),
            y0=edges[:-1][some] + 0.1 * np.diff(edges)[some],
            y1=edges[1:][some] - 0.1 * np.diff(edges)[some],
        )
        reach = max(int(s[-1]) for s in training.steps)
        if not training.done and training.settings.method != "lbfgs":
            reach = min(round_up(reach), training.settings.steps)
        self._scale(bounded, low, high, max(reach, 1), most)

    def _scale(self, bounded: bool, low: float, high: float, reach: float, most: float) -> None:
        for item in (*self._optima, self._word):
            item.setVisible(bounded)
        self.axis.optimum, self.axis.level = bounded, low
        for line in self._optima:
            line.setValue(low)
        self.axis.picture = None
        self.axis.setLabel(tr("excess") if bounded else tr("its own objective"))
        room = 0.05 * (high - low) or 1.0
        self.curves.setYRange(low - room, high + room, padding=0)
        self.curves.setXRange(0, reach, padding=0.02)
        self.bars.setXRange(0, 1.15 * most, padding=0)
        self.bars.getAxis("bottom").setTicks([[(0, "0"), (most, str(int(most)))]])
        self._word.setPos(reach, low)


class KinksPlot(plots.Plot):
    """The kinks of the best network above the points on which they may lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setObjectName("trainingKinks")
        self.setAccessibleName(tr("Kinks of the best start"))
        self.setToolTip(
            wrapped(
                tr(
                    "Above: kinks of the best start; filled on a data point, hollow in the "
                    "mirror colour on a mirror point, small elsewhere.\n"
                    "Below: the data points, and the mirror points of the certified optimum."
                )
            )
        )
        self.hideButtons()
        self.setAntialiasing(True)
        self.setMouseEnabled(x=False, y=False)
        self.setFixedHeight(88)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        left = self.getAxis("left")
        left.setWidth(AXIS)
        left.setTicks([[(2, tr("trained")), (1, tr("data")), (0, tr("mirror"))]])
        self._drops = plots.Curve(connect="pairs")
        self._data = plots.Marks(pxMode=True, size=5, pen=None)
        self._mirrors = plots.Marks(pxMode=True, size=9, symbol=plots.DIAMOND)
        for item in (self._drops, self._data, self._mirrors):
            self.addItem(item, ignoreBounds=True)
        self.marks = KinkMarks(self)
        self.setYRange(-0.6, 2.6, padding=0)
        self._marks: Landmarks | None = None
        self._line = True
        self._scale = XScale()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        plots.apply_theme(self, theme)
        self._name_axis()
        self._data.setBrush(theme.color("data"))
        self.marks.apply_theme(theme)
        self._mirrors.setPen(plots.pen(theme, "mirror", 1.5))
        self._mirrors.setBrush(theme.color("raised"))
        self._drops.setPen(plots.pen(theme, "training", 1.0, 0.5))

    def show_view(self, view: TrainingView, faded: bool, scale: XScale) -> None:
        """Draw the kinks of one moment, on the first column of x as `scale` has it."""
        from mirrors_engine.training.tally import DATA, MIRROR

        marks, kinks, places = view.landmarks[0], view.tally.kinks[0], view.tally.places[0]
        if marks is not self._marks or scale != self._scale:
            self._marks, self._scale = marks, scale
            self._show_points(marks, view.training.result.signal)
        at = scale.to(kinks)
        self.marks.show(at, np.full(len(kinks), 2.0), places)
        on = [
            (k, 1.0 if p == DATA else 0.0)
            for k, p in zip(at, places, strict=True)
            if p in (DATA, MIRROR)
        ]
        x = np.repeat([k for k, _ in on], 2)
        self._drops.setData(x, np.ravel([(2.0, y) for _, y in on]), connect="pairs")
        self.marks.set_opacity(0.35 if faded else 1.0)
        self._drops.setOpacity(0.35 if faded else 1.0)

    def _name_axis(self) -> None:
        """On the line x is the fit plot's, named there; a new theme shows the name again."""
        if self._line:
            self.getAxis("bottom").showLabel(False)

    def clear_marks(self) -> None:
        """The points stay, the kinks go."""
        self.marks.clear()
        self._drops.clear()

    def _show_points(self, marks: Landmarks, signal: Signal) -> None:
        """The points on which kinks may lie; they stay through a run."""
        if signal.dimension == 1:
            plots.set_x(self, signal, self._theme, self._scale)
        self._line = signal.dimension == 1
        if not self._line:
            self.getAxis("bottom").setLabel(signal.x_names[0])
        self._name_axis()
        some = self._scale.to(marks.data[:: 1 + len(marks.data) // MOST_POINTS])
        self._data.setData(some, np.ones(len(some)))
        mirrors = self._scale.to(marks.mirrors[:: 1 + len(marks.mirrors) // MOST_POINTS])
        self._mirrors.setData(mirrors, np.zeros(len(mirrors)))
        low, high = self._scale.at(marks.low), self._scale.at(marks.high)
        span = high - low or 1.0
        self.setXRange(low - 0.02 * span, high + 0.02 * span, padding=0)


def round_up(steps: int) -> int:
    """The next of 10, 20, 50, 100, 200 …: the end of an axis that grows with a run."""
    power = 10
    while steps > 5 * power:
        power *= 10
    return next(power * f for f in (1, 2, 5) if steps <= power * f)


def _share(excess: float) -> str:
    """An excess as a tick: 100 %, 1 %, 10⁻⁴ %."""
    percent = 100 * excess
    return (
        f"{percent:g} %"
        if percent >= 0.009
        else formatting.scientific(excess, 1).removeprefix("1·")
    )


def kink_tip(view: TrainingView) -> str:
    """How kinks are counted, and how many would lie there by chance."""
    marks = view.landmarks[0]
    x = formatting.number(marks.tolerance, 3)
    return tr(
        "A kink lies on a point if it is within {x} of it. Kinks nearer than that to each "
        "other count once; those with under 1 % of the strongest change of slope do not count.\n"
        "By chance: the number of kinks times the share of the data's range that is within "
        "that distance of such a point (kinks spread uniformly).",
        x=x,
    )


__all__ = ["CurvesPlot", "KinksPlot", "kink_tip"]
