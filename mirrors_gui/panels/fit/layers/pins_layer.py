"""The functions of pinned fits over the fit plot, each in the stroke of its own."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg

from mirrors_gui.model.pins.pin import MOST
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.long_series import LongLine
from mirrors_gui.style import plots
from mirrors_gui.style.pin_strokes import stroke_pen

_BEHIND = -3  # above trained functions, below the data and the optimal function


class PinsLayer:
    """One curve a stroke; those of hidden pins, and of pins that are not known yet, are empty."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.curves = [plots.Curve(antialias=True) for _ in range(MOST)]
        for item in self.curves:
            item.setZValue(_BEHIND)
            plot.addItem(item, ignoreBounds=True)
        self._lines = [LongLine(plot, item) for item in self.curves]

    def bind(self, session: Session) -> None:
        self._session = session
        session.pins.changed.connect(self._draw)
        session.signalChanged.connect(self._draw)  # x may be counted from elsewhere
        session.appearance.changed.connect(self._draw)
        session.axes.changed.connect(self._draw)
        self._draw()

    @property
    def drawn(self) -> tuple[int, ...]:
        """The strokes on show."""
        return tuple(
            slot
            for slot, item in enumerate(self.curves)
            if item.xData is not None and len(item.xData)
        )

    def _draw(self, _change: Any = None) -> None:
        session, theme = self._session, self._session.appearance.theme
        shown = {pin.slot: pin for pin in session.pins.all if pin.shown}
        for slot, (item, line) in enumerate(zip(self.curves, self._lines, strict=True)):
            pin = shown.get(slot)
            fit = None if pin is None else session.pins.fit(pin)
            if fit is None or fit.curve is None or session.signal.dimension > 1:
                line.clear()
                continue
            x, y = fit.curve.drawn()
            item.setPen(stroke_pen(theme, slot, len(x)))
            line.show(*session.axes.scale(session.signal).line(x, y))
