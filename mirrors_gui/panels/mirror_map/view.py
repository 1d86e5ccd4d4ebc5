"""The picture of a mirror map: a square image with the signal along two of its sides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QHelpEvent

from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import tr

STRIP = 36  # px, the signal along an axis
LEFT, LABELS = 52, 34  # px of normal type, labels at the left and below
LEAST = 120  # px high that the image is, whatever the room
FLAT = 3.0  # power of the colour scale: what is far from 1 steps back
_STEPS = 512
Cell = tuple[int, int]
"""Row and column of a cell of the map."""


class CellAxis(plots.NamedAxis):
    """Labels cells by the x of their first sample."""

    ranks: np.ndarray = np.zeros(1, dtype=int)
    signal: Any = None

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        if self.signal is None:
            return [""] * len(values)
        word = formatting.x_words(self.signal)
        whole = [int(v) if float(v).is_integer() else -1 for v in values]
        return [
            word(float(self.signal.x[self.ranks[k]])) if 0 <= k < len(self.ranks) else ""
            for k in whole
        ]


class MapView(pg.GraphicsLayoutWidget):
    """Image, rings and strips. The mirror point runs along x, the reflected one along y."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mirrorMap")
        self.setAccessibleName(tr("Mirror map: correlation of every pair of samples"))
        self.ci.layout.setContentsMargins(0, 0, 4, 0)
        self.ci.layout.setSpacing(2)
        self.axes = [CellAxis("left"), CellAxis("bottom")]
        self._beside = self.addPlot(0, 0, axisItems={"left": self.axes[0]})
        self._main = self.addPlot(0, 1)
        self._below = self.addPlot(1, 1, axisItems={"bottom": self.axes[1]})
        self._beside.hideAxis("bottom")
        self._below.hideAxis("left")
        self._main.hideAxis("left")
        self._main.hideAxis("bottom")
        self._beside.setYLink(self._main)
        self._below.setXLink(self._main)
        for plot in (self._beside, self._main, self._below):
            plot.setMouseEnabled(x=False, y=False)
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.getViewBox().setDefaultPadding(0)
        self.axes[0].keep_width(LEFT)
        self.image = pg.ImageItem(axisOrder="row-major")
        self.image.setAutoDownsample(False)
        self._rings = [plots.Marks(pxMode=True, brush=None) for _ in range(2)]
        self._cross = [pg.InfiniteLine(angle=angle) for angle in (90, 0)]
        self._marks = [pg.InfiniteLine(angle=angle) for angle in (90, 0)]
        for item in (self.image, *self._cross, *self._rings):
            self._main.addItem(item, ignoreBounds=True)
        self._strips = [pg.PlotCurveItem(antialias=True) for _ in range(2)]
        self._beside.addItem(self._strips[0])
        self._below.addItem(self._strips[1])
        self._below.addItem(self._marks[0], ignoreBounds=True)
        self._beside.addItem(self._marks[1], ignoreBounds=True)
        self.set_cross(None)

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
        self.image.setLookupTable(np.round(none + share * (full - none)).astype(np.uint8))
        for strip in self._strips:
            strip.setPen(plots.pen(theme, "data", 1.25))
        for line in (*self._cross, *self._marks):
            line.setPen(plots.pen(theme, "text", 1.0, 0.45))
        self._main.getViewBox().setBorder(plots.pen(theme, "line"))

    def set_signal(self, signal: Any, ranks: np.ndarray, theme: Theme) -> None:
        """Draw the signal along both axes, one step a cell."""
        size = len(ranks)
        for axis in self.axes:
            axis.signal, axis.ranks = signal, ranks
            axis.picture = None
            axis.update()
        # at the centre of its cell
        at = np.repeat(np.arange(size), 2) + np.tile([0.0, 1.0], size)
        heights = np.repeat(np.add.reduceat(signal.y, ranks) / _counts(ranks, len(signal.y)), 2)
        self._strips[0].setData(heights, at)
        self._strips[1].setData(at, heights)
        low, high = float(heights.min()), float(heights.max())
        air = 0.1 * (high - low) or 1.0
        self._beside.setXRange(high + air, low - air, padding=0)
        self._beside.invertX(True)
        self._below.setYRange(low - air, high + air, padding=0)
        self._main.setRange(QRectF(0, 0, size, size), padding=0)

    def set_image(self, values: np.ndarray, says: tuple[str, str]) -> None:
        """Values in [0, 1], row j being the mirror point: it runs along x. `says` names y and x."""
        for axis, words in zip(self.axes, says, strict=True):
            axis.setLabel(words)
        self.image.setImage(values.T, levels=(0.0, 1.0))

    def set_rings(self, plain: list[Cell], marked: list[Cell], theme: Theme) -> None:
        for item, cells, size, width in (
            (self._rings[0], plain, 9, 1.25),
            (self._rings[1], marked, 15, 2.25),
        ):
            at = np.array(cells, dtype=float).reshape(-1, 2) + 0.5
            item.setData(
                x=at[:, 0], y=at[:, 1], size=size, brush=None, pen=plots.pen(theme, "text", width)
            )

    def set_cross(self, cell: Cell | None) -> None:
        """Lines from a cell to its two samples on the strips."""
        for lines in (self._cross, self._marks):
            for k, line in enumerate(lines):
                line.setVisible(cell is not None)
                if cell is not None:
                    line.setValue(cell[k] + 0.5)


def _counts(starts: np.ndarray, n: int) -> np.ndarray:
    return np.diff(np.append(starts, n))
