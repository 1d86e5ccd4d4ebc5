"""The rows of a signal that share an x: what the samples are the means of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg

from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale

if TYPE_CHECKING:
    from mirrors_engine.signals import Signal

MANY = 20_000  # rows beyond which they would take longer to draw than the fit


class Replicates:
    """Small pale discs below the samples, where rows were merged."""

    def __init__(self) -> None:
        self.discs = plots.Marks(pxMode=True, size=4, pen=None)

    def show(self, signal: Signal, scale: XScale, theme: Theme) -> None:
        """Draw the rows of a signal of one column of x."""
        if not signal.cleaning.merged or signal.raw_y.size > MANY:
            self.discs.clear()
            return
        self.discs.setBrush(pg.mkBrush(theme.color("data", 0.35)))
        self.discs.setData(scale.to(signal.raw_x), signal.raw_y)
