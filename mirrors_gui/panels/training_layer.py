"""The functions of trained networks over the fit plot, thin, in the colour of training."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from mirrors_gui import plots
from mirrors_gui.session import Session
from mirrors_gui.theme import Theme

_BEHIND = -4  # above the optimal band, below the data and the optimal function


class TrainingLayer:
    """Draws on the fit plot while the run belongs to the answer on show."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.functions = pg.PlotCurveItem(antialias=True)
        self.best = pg.PlotCurveItem(antialias=True)
        self.kinks = pg.ScatterPlotItem(pxMode=True)
        for item in (self.functions, self.best, self.kinks):
            item.setZValue(_BEHIND)
            plot.addItem(item, ignoreBounds=True)

    def bind(self, session: Session) -> None:
        self.session = session
        session.training.viewChanged.connect(self._draw)
        session.themeChanged.connect(self.apply_theme)
        self.apply_theme(session.theme)

    def apply_theme(self, theme: Theme) -> None:
        self.functions.setPen(plots.pen(theme, "training", 1.0, 0.45))
        self.best.setPen(plots.pen(theme, "training", 1.5))
        self._draw()

    @property
    def drawn(self) -> bool:
        """Whether trained functions are on show."""
        return self.best.xData is not None and len(self.best.xData) > 0

    def _draw(self) -> None:
        trainer = self.session.training
        view = trainer.view
        if view is None or view.best is None or trainer.stale or not trainer.drawn:
            for item in (self.functions, self.best, self.kinks):
                item.clear()
            return
        offset = plots.offset_of(view.training.result.signal)
        for item, lines in ((self.functions, view.functions), (self.best, view.best)):
            if lines is not None:
                item.setData(lines.x - offset, lines.y, connect=lines.connect)
        show_kinks(
            self.kinks,
            view.tally.kinks[0] - offset,
            np.asarray(view.kink_values),
            view.tally.places[0],
            self.session.theme,
        )


def show_kinks(
    item: pg.ScatterPlotItem, x: np.ndarray, y: np.ndarray, places: np.ndarray, theme: Theme
) -> None:
    """Kinks on data points filled, on mirror points hollow in the mirror colour, else dots."""
    from mirrors_engine.training.tally import DATA, MIRROR, OTHER_MIRROR

    looks = {
        DATA: (plots.DIAMOND, 9, plots.pen(theme, "raised"), theme.color("training")),
        MIRROR: (plots.DIAMOND, 9, plots.pen(theme, "mirror", 1.5), theme.color("raised")),
        OTHER_MIRROR: (plots.DIAMOND, 7, plots.pen(theme, "mirror"), theme.color("raised")),
    }
    other = ("o", 5, plots.pen(theme, "training"), theme.color("raised"))
    item.setData(
        [
            {"pos": (at, value), "symbol": symbol, "size": size, "pen": pen, "brush": brush}
            for at, value, (symbol, size, pen, brush) in zip(
                x, y, (looks.get(int(place), other) for place in places), strict=True
            )
            if np.isfinite(value)
        ]
    )
