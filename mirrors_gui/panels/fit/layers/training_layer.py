"""The functions of trained networks over the fit plot, thin, in the colour of training."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from mirrors_gui.model.session import Session
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme

_BEHIND = -4  # above the optimal band, below the data and the optimal function


class TrainingLayer:
    """Draws on the fit plot while the run belongs to the answer on show."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.functions = plots.Curve(antialias=True)
        self.best = plots.Curve(antialias=True)
        for item in (self.functions, self.best):
            item.setZValue(_BEHIND)
            plot.addItem(item, ignoreBounds=True)
        self.others = Dots()  # kinks of the others
        self.others.setZValue(_BEHIND)
        plot.addItem(self.others, ignoreBounds=True)
        self.kinks = KinkMarks(plot, _BEHIND)

    def bind(self, session: Session) -> None:
        self.session = session
        session.training.viewChanged.connect(self._draw)
        session.appearance.changed.connect(self.apply_theme)
        session.axes.changed.connect(self._draw)
        self.apply_theme(session.appearance.theme)

    def apply_theme(self, theme: Theme) -> None:
        self.functions.setPen(plots.pen(theme, "training", 1.0, 0.45))
        self.best.setPen(plots.pen(theme, "training", 1.5))
        self.others.set_pen(plots.pen(theme, "training", 4.0, 0.6))
        self.kinks.apply_theme(theme)
        self._draw()

    @property
    def drawn(self) -> bool:
        """Whether trained functions are on show."""
        return self.best.xData is not None and len(self.best.xData) > 0

    def _draw(self) -> None:
        trainer = self.session.training
        view = trainer.view
        if view is None or view.best is None or trainer.stale or not trainer.drawn:
            for item in (self.functions, self.best, self.others, self.kinks):
                item.clear()
            return
        scale = self.session.axes.scale(view.training.result.signal)
        for item, lines in ((self.functions, view.functions), (self.best, view.best)):
            if lines is not None:
                x, y, connect = scale.lines(lines.x, lines.y, lines.connect)
                item.setData(x, y, connect=connect)
        self.others.show_points(scale.to(view.others[:, 0]), view.others[:, 1])
        self.kinks.show(
            scale.to(view.tally.kinks[0]), np.asarray(view.kink_values), view.tally.places[0]
        )


class Dots(pg.GraphicsObject):
    """Many dots that all look alike and move at every frame: a scatter plot styles each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.points = QPolygonF()
        self._pen = QPen()

    def set_pen(self, pen: QPen) -> None:
        """The width of the pen is that of the dots."""
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._pen = pen
        self.update()

    def show_points(self, x: np.ndarray, y: np.ndarray) -> None:
        self.prepareGeometryChange()
        self.points = pg.functions.arrayToQPolygonF(x, y) if len(x) else QPolygonF()
        self.update()

    def clear(self) -> None:
        self.show_points(np.empty(0), np.empty(0))

    def boundingRect(self) -> QRectF:
        across, along = self.pixelVectors()
        if across is None or along is None:
            return self.points.boundingRect()
        air = self._pen.widthF()
        wide, high = air * across.x(), air * abs(along.y())
        return self.points.boundingRect().adjusted(-wide, -high, wide, high)

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        painter.drawPoints(self.points)


class KinkMarks:
    """Kinks on data points filled, on mirror points hollow in the mirror colour, else dots."""

    def __init__(self, plot: pg.PlotWidget, depth: float = 0.0) -> None:
        # one item a look: points that share it are drawn together
        self.items = [
            plots.Marks(pxMode=True, symbol=symbol, size=size)
            for symbol, size in (
                (plots.DIAMOND, 9),
                (plots.DIAMOND, 9),
                (plots.DIAMOND, 7),
                ("o", 5),
            )
        ]
        for item in self.items:
            item.setZValue(depth)
            plot.addItem(item, ignoreBounds=True)

    def apply_theme(self, theme: Theme) -> None:
        pens = (("raised", 1.0), ("mirror", 1.5), ("mirror", 1.0), ("training", 1.0))
        for item, (token, width) in zip(self.items, pens, strict=True):
            item.setPen(plots.pen(theme, token, width))
            item.setBrush(theme.color("training" if token == "raised" else "raised"))

    def show(self, x: np.ndarray, y: np.ndarray, places: np.ndarray) -> None:
        """Mark kinks at (x, y), by their `places` in the engine's tally."""
        for place, item in enumerate(self.items):
            some = (places == place) & np.isfinite(y)
            item.setData(x[some], y[some])

    def clear(self) -> None:
        for item in self.items:
            item.clear()

    def set_opacity(self, share: float) -> None:
        for item in self.items:
            item.setOpacity(share)
