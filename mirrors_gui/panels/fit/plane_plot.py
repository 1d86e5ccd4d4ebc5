"""A fit on the plane: the function as colours, and the lines along which it bends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from mirrors_engine.results import FitResult
from mirrors_gui.compute.fit_drawing import Surface, rectangle
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.axes import AXIS_WIDTH
from mirrors_gui.panels.fit.fitted_plot import FittedPlot
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.formatting import number
from mirrors_gui.text.translate import mark, tr

BAR_WIDTH = 14
NEAR = 10.0  # px within which a line is pointed at
MOST_DASHED = 150  # lines; more would blur together


class PlanePlot(Panel):
    """The function over the rectangle of the data, with its lines; residuals below."""

    title = mark("Fit on the plane")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plots.new_plot(
            "planePlot",
            tr("Optimal function of two columns"),
            tr(
                "Colour is height: of the function behind, of the data in the discs; a disc that "
                "stands out is missed.\nLines are where neurons bend or switch; point at one to "
                "follow it. Double-click to see all."
            ),
        )
        self.residuals = FittedPlot("planeResidualPlot")
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.residuals)
        self.readout = QLabel(self.plot)
        self.readout.setProperty("role", "readout")
        self.readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.readout.hide()
        self._image = pg.ImageItem(axisOrder="col-major")
        self._halo = plots.Curve(connect="pairs", antialias=True)
        self._quiet = [plots.Curve(connect="pairs", antialias=True) for _ in range(2)]
        self._marked = plots.Curve(connect="pairs", antialias=True)
        self._data = plots.Marks(pxMode=True, size=9)
        self._rings = plots.Marks(pxMode=True, size=17, brush=None)
        items = (self._image, *self._quiet, self._halo, self._marked, self._data, self._rings)
        for item in items:
            self.plot.addItem(item, ignoreBounds=True)
        self.bar = pg.ColorBarItem(width=BAR_WIDTH, interactive=False, rounding=1e-9)
        self.bar.setImageItem(self._image, insert_in=self.plot.getPlotItem())
        for axis in (self.plot.getAxis("left"), self.residuals.plot.getAxis("left")):
            axis.keep_width(AXIS_WIDTH)
        self.bar.axis.tickStrings = lambda values, *_: [number(float(v)) for v in values]
        self.lines = np.empty((0, 2, 2))  # feature, end, column
        self._levels = (0.0, 1.0)
        picking.watch(self.plot, self._pick, self._point)
        self.plot.scene().sigMouseClicked.connect(lambda e: self.see_all() if e.double() else None)

    def bind(self, session: Session) -> None:
        super().bind(session)
        self.residuals.apply_theme(session.appearance.theme)
        session.signalChanged.connect(self._draw)
        session.resultChanged.connect(self._draw)
        session.selectionChanged.connect(self._mark)
        session.hoverChanged.connect(self._mark)
        self._draw()

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        plots.style_axis(self.bar.axis, theme)
        self.bar.axis.setStyle(tickLength=0)
        self.residuals.apply_theme(theme)
        for item, dashed in zip(self._quiet, (False, True), strict=True):
            item.setPen(plots.pen(theme, "text", 1.0, 0.5, dashed=dashed))
        self._halo.setPen(plots.pen(theme, "raised", 6, 0.85))
        self._marked.setPen(plots.pen(theme, "text", 2.5))
        self._rings.setPen(plots.pen(theme, "text", 1.75))
        if self.session is not None:
            self._draw()

    def see_all(self) -> None:
        """The rectangle of the data."""
        if self._signal() is None:
            return
        low, high = rectangle(self._signal().x)
        self.plot.setXRange(low[0], high[0], padding=0)
        self.plot.setYRange(low[1], high[1], padding=0)

    def _signal(self) -> Any:
        """The signal where it has two columns, else None."""
        signal = None if self.session is None else self.session.signal
        return signal if signal is not None and signal.dimension == 2 else None

    # drawing

    def _draw(self, _change: object = None) -> None:
        signal = self._signal()
        assert self.session is not None
        if signal is None:
            self._clear()
            return
        picture, theme = self.session.curve, self.session.appearance.theme
        for side, name in zip(("bottom", "left"), signal.x_names, strict=True):
            self.plot.getAxis(side).setLabel(name)
        low, high = rectangle(signal.x)
        limits = {"xMin": low[0], "xMax": high[0], "yMin": low[1], "yMax": high[1]}
        if self.plot.getViewBox().state["limits"]["xLimits"] != [low[0], high[0]]:
            self.plot.setLimits(**limits)
            self.see_all()
        result = self.session.result
        self._levels, colors = scale(signal.y, theme)
        if isinstance(picture, Surface) and result is not None:
            self._image.setImage(picture.values, autoLevels=False)
            size = picture.high - picture.low
            self._image.setRect(QRectF(*picture.low.tolist(), *size.tolist()))
            self.lines = np.array(
                [
                    chord(f.direction, f.parameters["offset"], picture.low, picture.high)
                    for f in result.features
                    if f.direction is not None
                ]
            ).reshape(-1, 2, 2)
            self.residuals.show_result(result)
        else:
            self._clear()
        self.bar.setColorMap(colors)
        self.bar.setLevels(self._levels)
        self.bar.axis.setLabel(signal.y_name)
        share = (signal.y - self._levels[0]) / (self._levels[1] - self._levels[0])
        self._data.setData(
            signal.x[:, 0],
            signal.x[:, 1],
            brush=[pg.mkBrush(c) for c in colors.map(np.clip(share, 0, 1), mode="qcolor")],
            pen=plots.pen(theme, "text", 1.25, 0.9),
            size=9 if len(signal) <= 400 else 6,
        )
        self._draw_lines(result)
        self._mark()

    def _clear(self) -> None:
        self.lines = np.empty((0, 2, 2))
        self._image.clear()
        self.residuals.show_result(None)
        for item in (*self._quiet, self._halo, self._marked, self._data, self._rings):
            item.clear()

    def _draw_lines(self, result: FitResult | None) -> None:
        if result is None or not len(self.lines):
            for item in self._quiet:
                item.clear()
            return
        theme = self.session.appearance.theme if self.session is not None else themes.LIGHT
        alpha = 0.55 * min(1.0, 40 / len(self.lines))
        many = len(self.lines) > MOST_DASHED
        for item, mine, dashed in zip(
            self._quiet, (result.weights > 0, result.weights < 0), (False, not many), strict=True
        ):
            ends = self.lines[mine].reshape(-1, 2)
            item.setPen(plots.pen(theme, "text", 1.0, max(alpha, 0.12), dashed=dashed))
            item.setData(ends[:, 0], ends[:, 1], connect="pairs")

    def _mark(self, _key: object = None) -> None:
        """The line pointed at, or else selected, and the samples it passes through."""
        session = self.session
        result = None if session is None else session.result
        rows = np.empty((0, 2))
        on = np.empty((0, 2))
        if session is not None and result is not None and len(self.lines):
            key = session.hovered or session.selected
            at = next((i for i, f in enumerate(result.features) if f.key == key), None)
            if at is not None:
                rows = self.lines[at]
                feature = result.features[at]
                away = result.signal.x @ np.array(feature.direction) - feature.parameters["offset"]
                on = result.signal.x[np.abs(away) <= 1e-9 * (np.ptp(away) or 1.0)]
        for item in (self._halo, self._marked):
            item.setData(rows[:, 0], rows[:, 1], connect="pairs")
        self._rings.setData(on[:, 0], on[:, 1])

    # pointer

    def _key_at(self, at: picking.Spot | None) -> tuple[int, ...] | None:
        """The feature whose line is nearest to the pointer, None if all are out of reach."""
        result = None if self.session is None else self.session.result
        if at is None or result is None or not len(self.lines):
            return None
        n = np.array([f.direction for f in result.features])
        c = np.array([f.parameters["offset"] for f in result.features])
        gap = np.abs(n @ np.array([at.x, at.y]) - c)
        gap = gap / np.hypot(n[:, 0] * at.x_pixel, n[:, 1] * at.y_pixel)
        best = int(np.argmin(gap))
        return result.features[best].key if gap[best] <= NEAR else None

    def _pick(self, at: picking.Spot | None) -> None:
        if self.session is not None and at is not None:
            self.session.select(self._key_at(at))

    def _point(self, at: picking.Spot | None) -> None:
        if self.session is None or self._signal() is None:
            return
        self.session.hover(self._key_at(at))
        result, signal = self.session.result, self._signal()
        if at is None or result is None or not isinstance(self.session.curve, Surface):
            self.readout.hide()
            return
        value = float(result.predict(np.array([[at.x, at.y]]))[0])
        places = (
            f"{n} = {number(v)}"
            for n, v in zip(formatting.x_names(signal), (at.x, at.y), strict=True)
        )
        self.readout.setText("   ".join([*places, f"f = {number(value)}"]))
        self.readout.adjustSize()
        self._place_readout()
        self.readout.show()

    def _place_readout(self) -> None:
        corner = self.plot.getViewBox().sceneBoundingRect().topRight()
        at = self.plot.mapFromScene(QPointF(corner))
        self.readout.move(at.x() - self.readout.width() - 8, at.y() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_readout()


def scale(y: np.ndarray, theme: Theme) -> tuple[tuple[float, float], pg.ColorMap]:
    """Range and colours: two-sided about 0 where y has both signs, else from pale to strong."""
    low, high = float(y.min()), float(y.max())
    middle = themes.mix(theme.raised, theme.secondary, 0.1)
    if low < 0 < high and min(-low, high) > 0.2 * max(-low, high):
        reach = max(-low, high)
        ends = [themes.mix(theme.raised, c, 0.95) for c in (theme.negative, theme.positive)]
        return (-reach, reach), pg.ColorMap([0.0, 0.5, 1.0], [ends[0], middle, ends[1]])
    if high == low:
        low, high = low - 0.5, high + 0.5
    return (low, high), pg.ColorMap([0.0, 1.0], [middle, theme.function])


def chord(
    normal: tuple[float, ...], offset: float, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """The two ends of the line n·x = c inside a rectangle, (2, 2); nan where it misses it."""
    n = np.array(normal, dtype=float)
    middle, half = 0.5 * (low + high), 0.5 * (high - low)
    n, c = n * half, offset - float(n @ middle)  # the rectangle becomes [-1, 1]²
    foot, along = c * n / float(n @ n), np.array([-n[1], n[0]])
    with np.errstate(divide="ignore", invalid="ignore"):
        walls = (np.array([[-1.0], [1.0]]) - foot) / along
    near = np.where(along == 0, -np.inf, walls.min(axis=0)).max()
    far = np.where(along == 0, np.inf, walls.max(axis=0)).min()
    outside = np.any((along == 0) & (np.abs(foot) > 1 + 1e-12))
    if outside or not near <= far:
        return np.full((2, 2), np.nan)
    return middle + half * (foot + np.array([[near], [far]]) * along)
