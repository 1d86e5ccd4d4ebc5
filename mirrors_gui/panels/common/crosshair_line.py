"""The crosshair in one plot along x: a line with its x written on it."""

from __future__ import annotations

import pyqtgraph as pg

from mirrors_gui.model.session import Session
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.formatting import x_words


class CrosshairLine:
    """Follows the crosshair of a session.

    Parameters
    ----------
    plot : PlotWidget
        A view along x.
    logarithmic : bool
        Whether it follows the axes of the fit, or always draws x itself.
    labelled : bool
        Whether x is written at the line.
    """

    def __init__(
        self, plot: pg.PlotWidget, logarithmic: bool = False, labelled: bool = True
    ) -> None:
        self.line = pg.InfiniteLine(angle=90)
        self.line.setZValue(40)
        self.line.hide()
        plot.addItem(self.line, ignoreBounds=True)
        self.label: pg.InfLineLabel | None = None
        if labelled:
            self.label = pg.InfLineLabel(self.line, "", position=0.06, anchors=[(0, 1), (1, 1)])
        self._logarithmic = logarithmic

    def bind(self, session: Session) -> None:
        self._session = session
        session.crosshair.changed.connect(self._follow)
        session.signalChanged.connect(lambda _: self._follow())
        session.axes.changed.connect(self._follow)
        self.apply_theme(session.appearance.theme)

    def apply_theme(self, theme: Theme) -> None:
        self.line.setPen(plots.pen(theme, "text", 1.0, 0.55))
        if self.label is not None:
            self.label.setColor(theme.color("text"))
            self.label.fill = pg.mkBrush(theme.color("raised", 0.85))
            self.label.setFont(themes.font(themes.SMALL))

    def _follow(self) -> None:
        session = self._session
        x, signal = session.crosshair.shown, session.signal
        if x is None or signal is None or signal.dimension > 1:
            self.line.hide()
            return
        chosen = session.axes.scale(signal)
        scale = chosen if self._logarithmic else XScale(plots.offset_of(signal))
        self.line.setValue(scale.at(x))
        self.line.show()
        if self.label is not None:  # which follows only while it is seen
            self.label.setFormat(x_words(signal)(x))
