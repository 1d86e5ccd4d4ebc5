"""What may lie beside the optimal function: the optimal band and another optimal network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg

from mirrors_gui.compute.analyses import BAND
from mirrors_gui.compute.polyline import curve_of
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.long_series import LongLine
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

_BEHIND = -5  # above the shaded ends, below the data
_FLAT = 1e-9  # of the range of y: a narrower band is a line


class BandLayer:
    """Draws on the fit plot; a new answer wipes it away."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.low = plots.Curve()
        self.high = plots.Curve()
        self.fill = pg.FillBetweenItem(self.low, self.high)
        self.other = plots.Curve(antialias=True)
        self.items = (self.low, self.high, self.fill, self.other)
        for item in self.items:
            item.setZValue(_BEHIND)
            plot.addItem(item, ignoreBounds=True)
        self._other = LongLine(plot, self.other)
        self._clear()

    def bind(self, session: Session) -> None:
        self.session = session
        session.analyses.computed.connect(lambda what: self._draw() if what == BAND else None)
        session.analyses.bandWantedChanged.connect(lambda _: self._draw())
        session.analyses.otherChanged.connect(self._draw_other)
        session.resultChanged.connect(lambda _: self._draw())
        session.axes.changed.connect(self._draw)
        session.axes.changed.connect(lambda: self._draw_other(session.analyses.other))
        session.appearance.changed.connect(self.apply_theme)
        self.apply_theme(session.appearance.theme)

    def apply_theme(self, theme: Theme) -> None:
        self.fill.setBrush(theme.color("function", theme.band_alpha))
        for edge in (self.low, self.high):
            edge.setPen(plots.pen(theme, "function", 1.0, 0.35))
        self.other.setPen(plots.pen(theme, "function", 1.0, 0.9, dashed=True))

    @property
    def drawn(self) -> bool:
        """Whether a band is on show."""
        return self.fill.isVisible()

    def _clear(self) -> None:
        for item in (self.low, self.high, self.fill):
            item.setVisible(False)

    def _draw(self) -> None:
        found, result = self.session.analyses.get(BAND), self.session.result
        band = None if found is None else found.value
        if band is None or result is None or not self.session.analyses.band_wanted:
            self._clear()
            return
        widest = max(band.widest, band.widest_outside)
        if widest <= _FLAT * (float(np.ptp(result.signal.y)) or 1.0):
            self._clear()
            return
        scale = self.session.axes.scale(result.signal)
        self.low.setData(*scale.line(band.t, band.low))
        self.high.setData(*scale.line(band.t, band.high))
        for item in (self.low, self.high, self.fill):
            item.setVisible(True)

    def _draw_other(self, other: FitResult | None) -> None:
        if other is None:
            self._other.clear()
            return
        scale = self.session.axes.scale(other.signal)
        self._other.show(*scale.line(*curve_of(other).drawn()))
