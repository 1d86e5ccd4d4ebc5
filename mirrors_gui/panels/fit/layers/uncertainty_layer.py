"""The bands of the view Uncertainty over the fit plot, as long as they are those of its answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg

from mirrors_gui.model.session import Session
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme

BAND_ALPHA = 0.16
_BEHIND = -6  # above the shaded ends, below the optimal band
_OLD_OPACITY = 0.4  # as of the function


class UncertaintyLayer:
    """The bootstrap band of the function, and the lines between which a new observation falls."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.edges = plots.Curve(), plots.Curve()
        self.band = pg.FillBetweenItem(*self.edges)
        self.interval = [plots.Curve(antialias=True) for _ in range(2)]
        self._items = (self.band, *self.interval)
        for item in self._items:
            item.setZValue(_BEHIND)
            plot.addItem(item, ignoreBounds=True)

    def bind(self, session: Session) -> None:
        self._session = session
        session.analyses.uncertaintyChanged.connect(self._draw)
        session.axes.changed.connect(self._draw)
        session.appearance.changed.connect(self._apply_theme)
        session.age.changed.connect(self._show_age)
        self._apply_theme(session.appearance.theme)
        self._draw()

    def _apply_theme(self, theme: Theme) -> None:
        self.band.setBrush(theme.color("function", BAND_ALPHA))
        for line in self.interval:
            line.setPen(plots.pen(theme, "secondary", 1.0))

    def _show_age(self, old: bool) -> None:
        for item in self._items:
            item.setOpacity(_OLD_OPACITY if old else 1.0)

    def _draw(self, _change: Any = None) -> None:
        view = self._session.analyses.uncertainty_on_fit
        found = None if view is None else view.bootstrap
        interval = None if view is None else view.interval
        self.band.setVisible(found is not None)
        if view is not None and found is not None:
            scale = self._session.axes.scale(view.result.signal)
            for line, values in zip(self.edges, found.band(view.level), strict=True):
                line.setData(*scale.line(found.points, values))
        for line, side in zip(self.interval, ("low", "high"), strict=True):
            values = np.empty(0) if interval is None else getattr(interval, side)
            if view is None or interval is None or not np.isfinite(values).all():
                line.clear()
            else:
                scale = self._session.axes.scale(view.result.signal)
                line.setData(*scale.line(interval.points, values))
