"""Residuals against fitted values, where there is no one x axis to lay them along."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrors_engine.results import FitResult
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.loss_texts import residual_reach
from mirrors_gui.text.translate import tr

HEIGHT = 148
CROWDED = 1000


class FittedPlot(QWidget):
    """A scatter of y - f against f."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plots.new_plot(
            name,
            tr("Residuals against fitted values"),
            tr("Data minus function against the function: a shape here is something it missed."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setFixedHeight(HEIGHT)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.getAxis("left").setLabel(tr("residual"))
        self._zero = pg.InfiniteLine(angle=0, pos=0)
        self._dots = plots.Marks(pxMode=True, size=5, pen=None)
        for item in (self._zero, self._dots):
            self.plot.addItem(item, ignoreBounds=True)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self._zero.setPen(plots.pen(theme, "secondary", alpha=0.6))
        self._dots.setBrush(pg.mkBrush(theme.color("data", 0.8)))

    def show_result(self, result: FitResult | None) -> None:
        plots.show_numbers(self.plot, result is not None, "left", "bottom")
        if result is None:
            self._dots.clear()
            self.plot.getAxis("bottom").setLabel("")
            return
        f, r = result.fitted, result.residuals
        self._dots.setSize(5 if len(f) <= CROWDED else 3)
        self._dots.setData(f, r)
        self.plot.getAxis("bottom").setLabel(tr("fitted {y_name}", y_name=result.signal.y_name))
        low, high = float(f.min()), float(f.max())
        air = 0.04 * (high - low) or max(abs(high), 1.0)
        self.plot.setXRange(low - air, high + air, padding=0)
        reach = 1.15 * residual_reach(result)
        self.plot.setYRange(-reach, reach, padding=0)
