"""The picture of a mirror map: an image with the signal along two of its sides, to zoom into."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent

from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import tr

STRIP = 36  # px, the signal along an axis
LEFT, LABELS = 70, 34  # px of normal type, labels at the left and below
LEAST = 120  # px high that the image is, whatever the room
FLAT = 3.0  # power of the colour scale: what is far from 1 steps back
_STEPS = 512
NEAREST = 4  # samples a side that fill the view when zoomed in most
ZOOM, STEP = 1.5, 0.2  # of a key: factor, and part of what is seen
Pair = tuple[int, int]
"""Ranks of the sample mirrored about and of the one reflected."""
Place = tuple[float, float]


class RankAxis(plots.NamedAxis):
    """Labels samples by their x, in the middle of their cells."""

    signal: Any = None

    def tickValues(self, low: float, high: float, size: float) -> list:
        levels = super().tickValues(low - 0.5, high - 0.5, size)
        return [(step, [v + 0.5 for v in values]) for step, values in levels]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        if self.signal is None:
            return [""] * len(values)
        word, x = formatting.x_words(self.signal), self.signal.x
        ranks = [v - 0.5 for v in values]
        whole = [int(v) if float(v).is_integer() else -1 for v in ranks]
        return [word(float(x[k])) if 0 <= k < len(x) else "" for k in whole]


class MapView(pg.GraphicsLayoutWidget):
    """Images, rings and strips in ranks of samples: mirrors run along x, the reflected along y.

    Attributes
    ----------
    image, near : ImageItem
        The whole map, and over it the part that is looked at more closely.
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mirrorMap")
        self.setAccessibleName(tr("Mirror map: correlation of every pair of samples"))
        self.ci.layout.setContentsMargins(0, 0, 4, 0)
        self.ci.layout.setSpacing(2)
        self.axes = [RankAxis("left"), RankAxis("bottom")]
        self._beside = self.addPlot(0, 0, axisItems={"left": self.axes[0]}, enableMenu=False)
        self._main = self.addPlot(0, 1, enableMenu=False)
        self._below = self.addPlot(1, 1, axisItems={"bottom": self.axes[1]}, enableMenu=False)
        self._beside.hideAxis("bottom")
        self._below.hideAxis("left")
        self._main.hideAxis("left")
        self._main.hideAxis("bottom")
        self._beside.setYLink(self._main)
        self._below.setXLink(self._main)
        for plot in (self._beside, self._main, self._below):
            plot.setMouseEnabled(x=False, y=False)
            plot.hideButtons()
            plot.getViewBox().setDefaultPadding(0)
        self.axes[0].keep_width(LEFT)
        self._main.setMouseEnabled(x=True, y=True)
        self.image, self.near = (pg.ImageItem(axisOrder="row-major") for _ in range(2))
        self._shown: list[Any] = [None, None]  # the maps of the two
        self._signal: Any = None
        self._rings = [plots.Marks(pxMode=True, brush=None) for _ in range(2)]
        self._cross = [pg.InfiniteLine(angle=angle) for angle in (90, 0)]
        self._marks = [pg.InfiniteLine(angle=angle) for angle in (90, 0)]
        for item in (self.image, self.near, *self._cross, *self._rings):
            self._main.addItem(item, ignoreBounds=True)
        self._strips = [plots.Curve(antialias=True) for _ in range(2)]
        self._beside.addItem(self._strips[0])
        self._below.addItem(self._strips[1])
        self._below.addItem(self._marks[0], ignoreBounds=True)
        self._beside.addItem(self._marks[1], ignoreBounds=True)
        self.set_cross(None)
        self._main.getViewBox().sigRangeChanged.connect(lambda *_: self.moved.emit())
        self.scene().sigMouseClicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and event.type() == QEvent.Type.ToolTip
            and plots.say_whole_name(self, event, self.axes)
        ):
            return True
        return super().viewportEvent(event)

    @staticmethod
    def height_for(width: int) -> int:
        """The height at which the image is square."""
        return width - themes.px(LEFT) + themes.px(LABELS)

    def getViewBox(self) -> pg.ViewBox:
        """Of the image: what `picking` asks a plot for."""
        return self._main.getViewBox()

    def apply_theme(self, theme: Theme) -> None:
        self.setMinimumHeight(themes.px(LABELS) + STRIP + LEAST)
        self.setBackground(theme.color("raised"))
        for axis in self.axes:
            plots.style_axis(axis, theme)
        self._beside.setFixedWidth(themes.px(LEFT) + STRIP)
        self._below.setFixedHeight(themes.px(LABELS) + STRIP)
        share = np.linspace(0, 1, _STEPS)[:, None] ** FLAT
        none, full = (
            np.array([color.red(), color.green(), color.blue()], dtype=float)
            for color in (theme.color("surface"), theme.color("mirror"))
        )
        table = np.round(none + share * (full - none)).astype(np.uint8)
        for image in (self.image, self.near):
            image.setLookupTable(table)
        for strip in self._strips:
            strip.setPen(plots.pen(theme, "data", 1.25))
        for line in (*self._cross, *self._marks):
            line.setPen(plots.pen(theme, "text", 1.0, 0.45))
        self._main.getViewBox().setBorder(plots.pen(theme, "line"))

    def set_signal(self, signal: Any) -> None:
        """Samples of another signal, all of them in view."""
        self._signal, size = signal, len(signal.y)
        for axis in self.axes:
            axis.signal = signal
            axis.picture = None
            axis.update()
        low, high = float(signal.y.min()), float(signal.y.max())
        air = 0.1 * (high - low) or 1.0
        self._beside.setXRange(high + air, low - air, padding=0)
        self._beside.invertX(True)
        self._below.setYRange(low - air, high + air, padding=0)
        least = min(NEAREST, size)
        self._main.setLimits(xMin=0, xMax=size, yMin=0, yMax=size, minXRange=least, minYRange=least)
        self.see_all()

    def set_maps(self, whole: Any, near: Any, part: int, says: tuple[str, str]) -> None:
        """Draw the maps of the engine, `near` over the whole where it is not None.

        `says` names y and x.
        """
        for axis, words in zip(self.axes, says, strict=True):
            axis.setLabel(words)
        self._shown = [whole, near]
        for image, shown in ((self.image, whole), (self.near, near)):
            image.setVisible(shown is not None)
            if shown is not None:
                image.setImage(shown.values(part).T, levels=(0.0, 1.0))
                (left, right), (low, high) = shown.rows, shown.columns
                image.setRect(QRectF(left, low, right - left, high - low))
        self._draw_strips()

    def _draw_strips(self) -> None:
        """The signal along both axes, one step a cell of what is shown there."""
        whole, near = self._shown
        for k, strip in enumerate(self._strips):
            edges = whole.x_point if k == 0 else whole.x_centre
            if near is not None:
                inner = near.x_point if k == 0 else near.x_centre
                first, stop = near.columns if k == 0 else near.rows
                edges = np.concatenate((edges[edges < first], inner, edges[edges >= stop]))
            y = self._signal.y
            ends = np.append(edges[1:], len(y))
            heights = np.repeat(np.add.reduceat(y, edges) / (ends - edges), 2)
            at = np.column_stack((edges, ends)).ravel()
            strip.setData(*((heights, at) if k == 0 else (at, heights)))

    # zoom

    def see_all(self) -> None:
        """Show every sample along both axes."""
        if self._signal is not None:
            size = len(self._signal.y)
            self._main.setRange(QRectF(0, 0, size, size), padding=0)

    @property
    def seen(self) -> tuple[Pair, Pair]:
        """First rank and the one after the last along x and along y."""
        size = len(self._signal.y)
        (left, right), (low, high) = self._main.getViewBox().viewRange()
        return _within(left, right, size), _within(low, high, size)

    def _clicked(self, event: Any) -> None:
        if event.double() and event.button() == Qt.MouseButton.LeftButton:
            self.see_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = self._main.getViewBox()
        wide, high = (STEP * (end - start) for start, end in box.viewRange())
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                box.scaleBy((1 / ZOOM, 1 / ZOOM))
            case Qt.Key.Key_Minus:
                box.scaleBy((ZOOM, ZOOM))
            case Qt.Key.Key_0:
                self.see_all()
            case Qt.Key.Key_Left:
                box.translateBy(x=-wide)
            case Qt.Key.Key_Right:
                box.translateBy(x=wide)
            case Qt.Key.Key_Up:
                box.translateBy(y=high)
            case Qt.Key.Key_Down:
                box.translateBy(y=-high)
            case _:
                super().keyPressEvent(event)

    def set_rings(self, plain: list[Pair], marked: list[Pair], theme: Theme) -> None:
        for item, pairs, size, width in (
            (self._rings[0], plain, 9, 1.25),
            (self._rings[1], marked, 15, 2.25),
        ):
            at = np.array(pairs, dtype=float).reshape(-1, 2) + 0.5
            item.setData(
                x=at[:, 0], y=at[:, 1], size=size, brush=None, pen=plots.pen(theme, "text", width)
            )

    def set_cross(self, place: Place | None) -> None:
        """Lines from a place of the map to its two samples on the strips."""
        for lines in (self._cross, self._marks):
            for k, line in enumerate(lines):
                line.setVisible(place is not None)
                if place is not None:
                    line.setValue(place[k])


def _within(low: float, high: float, size: int) -> Pair:
    """Whole samples that cover a stretch, at least one."""
    first = min(max(int(np.floor(low)), 0), size - 1)
    return first, min(max(int(np.ceil(high)), first + 1), size)
