"""Node-link drawing of the reconstructed network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from mirrors_engine.results import FitResult
from mirrors_gui.panels.features.table_model import diamond
from mirrors_gui.panels.network.geometry import CENTER, PITCH, Geometry, edge_pen, readable
from mirrors_gui.panels.network.lanes import Lane
from mirrors_gui.panels.network.wires import WiresItem
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import tr


@dataclass(frozen=True)
class Tail:
    """The units behind the first lanes.

    Attributes
    ----------
    units : int
        All of them.
    drawable : int
        Those that are drawn when unfolded.
    unfolded : bool
    """

    units: int
    drawable: int
    unfolded: bool

    def words(self) -> str:
        """What the last row says."""
        if not self.unfolded:
            return f"+ {formatting.plural(self.units, 'smaller unit')}"
        folds = tr("Fold the {units}", units=formatting.plural(self.drawable, "smaller unit"))
        if self.drawable == self.units:
            return folds
        more = formatting.count(self.units - self.drawable)
        return folds + tr(" · {more} even smaller ones are not drawn", more=more)

    def tip(self) -> str:
        """What a click does."""
        if self.unfolded:
            return tr("Click, or press space, to fold them again")
        if self.drawable == self.units:
            return tr("Click, or press space, to draw them too")
        count = formatting.count(self.drawable)
        return tr("Click, or press space, to draw the {count} largest of them too", count=count)


class NetworkScene(QGraphicsScene):
    """The lanes of one result, and a fold for the rest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.theme = theme
        self.geometry = Geometry(1)
        self.lanes: list[LaneItem] = []
        self.fold: FoldItem | None = None
        self.wires: WiresItem | None = None
        self.marked: tuple[tuple[int, ...] | None, tuple[int, ...] | None] = (None, None)

    def draw(self, result: FitResult | None, lanes: list[Lane], tail: Tail | None) -> None:
        """Lay out `lanes`; the smaller units are behind the last row."""
        self.fold, self.wires, self.lanes = None, None, []
        self.clear()
        if result is None or not lanes:
            return
        self.geometry = geometry = Geometry(len(lanes[0].layers))
        largest = max(max(map(abs, (*lane.weights, lane.alpha))) for lane in lanes)
        self.wires = WiresItem(self.geometry, self.theme, self.strength, result, lanes, largest)
        self.addItem(self.wires)
        for row, lane in enumerate(lanes):
            item = LaneItem(self, lane, largest)
            item.setPos(0, geometry.lane(row))
            self.addItem(item)
            self.lanes.append(item)
        bottom = geometry.lane(len(lanes)) - PITCH / 2
        if tail is not None:
            self.fold = FoldItem(self, tail)
            self.fold.setPos(0, bottom + 20)
            self.addItem(self.fold)
            bottom += 40
        self.setSceneRect(0, 0, geometry.width, bottom + 4)

    def mark(self, selected: tuple[int, ...] | None, hovered: tuple[int, ...] | None) -> None:
        """Highlight these lanes."""
        if (selected, hovered) != self.marked:
            self.marked = (selected, hovered)
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.theme = theme
        if self.wires is not None:
            self.wires.theme = theme
        self.update()

    def keep_nodes_between(self, top: float, bottom: float) -> None:
        """Move input and output to the middle of what is seen, so that no edge loses them."""
        if self.wires is not None:
            self.wires.keep_between(top, bottom)

    def lane_of(self, key: tuple[int, ...] | None) -> LaneItem | None:
        return next((item for item in self.lanes if item.lane.key == key), None)

    def strength(self, key: tuple[int, ...]) -> float:
        """How strongly a unit is inked beside what is highlighted."""
        selected, hovered = self.marked
        if key in (selected, hovered) or (selected is None and hovered is None):
            return 1.0
        return 0.35 if selected is not None else 0.6


def label(weight: float, metrics: QFontMetrics, room: float) -> str:
    """A weight where it has room; the words about a lane have it in any case."""
    text = formatting.short(weight)
    return text if metrics.horizontalAdvance(text) <= room else ""


class LaneItem(QGraphicsItem):
    """One unit: its pictures and the edges between them."""

    def __init__(self, scene: NetworkScene, lane: Lane, largest: float) -> None:
        super().__init__()
        self.network = scene
        self.lane = lane
        self._largest = largest
        self._pictures: list[tuple[QPainterPath, QPainterPath]] | None = None
        self._area = QRectF(
            scene.geometry.left,
            -PITCH / 2 + 1,
            scene.geometry.right - scene.geometry.left,
            PITCH - 2,
        )

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, geometry = self.network.theme, self.network.geometry
        if self._pictures is None:  # made for lanes that are seen, not for all
            self._pictures = [
                (QPainterPath(), QPainterPath()) if c is None else self._picture(c, box)
                for c, box in zip(geometry.columns, geometry.boxes, strict=True)
            ]
        selected, hovered = self.network.marked
        if self.lane.key in (selected, hovered):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen if self.lane.key == selected else theme.hovered))
            painter.drawRoundedRect(self._area, 8, 8)
        painter.setFont(readable(painter, widget))
        self._edges(painter, theme)
        for picture, box, column in zip(
            self._pictures, geometry.boxes, geometry.columns, strict=True
        ):
            if column is None:
                painter.setPen(theme.color("secondary"))
                painter.drawText(box, CENTER, "⋯")
            else:
                self._box(painter, theme, box, picture)
        self._kinks(painter, theme, geometry.boxes[-1])

    def _edges(self, painter: QPainter, theme: Theme) -> None:
        """Horizontal pieces, each with its weight; the fans belong to `WiresItem`."""
        lane, boxes = self.lane, self.network.geometry.boxes
        strength = self.network.strength(lane.key)
        metrics = painter.fontMetrics()
        starts = [self.network.geometry.left, *(box.right() for box in boxes)]
        ends = [*(box.left() for box in boxes), self.network.geometry.right]
        columns = [*self.network.geometry.columns, len(lane.layers)]
        for start, end, column in zip(starts, ends, columns, strict=True):
            weight: float | None = lane.alpha
            if column is None:
                continue
            if column < len(lane.layers):
                weight = lane.weights[column] if lane.weights else None
            painter.setPen(edge_pen(theme, weight or 1.0, self._largest, strength))
            painter.drawLine(QPointF(start, 0), QPointF(end, 0))
            if weight is not None:
                painter.setPen(theme.color("text" if strength == 1 else "secondary"))
                area = QRectF(start - 4, -3 - metrics.height(), end - start + 8, metrics.height())
                painter.drawText(area, CENTER, label(weight, metrics, area.width()))

    def _box(
        self,
        painter: QPainter,
        theme: Theme,
        box: QRectF,
        picture: tuple[QPainterPath, QPainterPath],
    ) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        if self.lane.mirrored is not None:
            start, end = self.lane.mirrored
            # to the rim of the box where the half reaches the end of the data
            left = box.left() if start <= self.lane.t[0] else self._across(box, start)
            right = box.right() if end >= self.lane.t[-1] else self._across(box, end)
            rim = QPainterPath()
            rim.addRoundedRect(box, 6, 6)
            half = QPainterPath()
            half.addRect(QRectF(left, box.top(), right - left, box.height()))
            painter.fillPath(rim.intersected(half), theme.color("mirror", 0.12))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, token in zip(picture, ("function", "mirror"), strict=True):
            painter.setPen(QPen(theme.color(token), themes.stroke(1.6)))
            painter.drawPath(path)

    def _picture(self, layer: int, box: QRectF) -> tuple[QPainterPath, QPainterPath]:
        """The layer's function as given and, in the other path, its mirrored half."""
        values = self.lane.layers[layer]
        low, high = float(values.min()), float(values.max())
        scale = (box.height() - 14) / (high - low) if high > low else 0.0
        x = self._across(box, self.lane.t)
        y = box.bottom() - 7 - scale * (values - low)
        if scale == 0:
            y = np.full_like(values, box.center().y())
        plain, mirrored = QPainterPath(), QPainterPath()
        half = self.lane.mirrored
        for row in y:
            if half is None:
                plain.addPath(pg.functions.arrayToQPath(x, row))
                continue
            inside = (self.lane.t >= half[0]) & (self.lane.t <= half[1])
            ink = inside[:-1] & inside[1:]
            for path, connect in ((plain, ~ink), (mirrored, ink)):
                path.addPath(pg.functions.arrayToQPath(x, row, connect=np.append(connect, False)))
        return plain, mirrored

    def _across(self, box: QRectF, t: Any) -> Any:
        low, high = self.lane.t[0], self.lane.t[-1]
        return box.left() + 6 + (t - low) / (high - low) * (box.width() - 12)

    def _kinks(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        low, high = self.lane.t[0], self.lane.t[-1]
        kinks = [k for k in self.lane.feature.kinks if low <= k.position <= high]
        if len(kinks) > 12:
            return
        values = self.lane.layers[-1][0]
        bottom, top = float(values.min()), float(values.max())
        for kink in kinks:
            share = np.interp(kink.position, self.lane.t, values) - bottom
            share = share / (top - bottom) if top > bottom else 0.5
            y = box.bottom() - 7 - share * (box.height() - 14)
            diamond(painter, self._across(box, kink.position), y, 3, theme, kink.mirror)


class FoldItem(QGraphicsItem):
    """The last row: the units too small to be drawn at first."""

    def __init__(self, scene: NetworkScene, tail: Tail) -> None:
        super().__init__()
        self.network = scene
        self.text = tail.words()
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{self.text}\n{tail.tip()}")
        geometry = scene.geometry
        self._area = QRectF(geometry.left, -15, geometry.right - geometry.left, 30)

    def boundingRect(self) -> QRectF:
        return self._area.adjusted(-1, -1, 1, 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = self.network.theme
        pen = QPen(theme.color("line"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.hovered) if self.isUnderMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._area, 6, 6)
        painter.setPen(theme.color("text"))
        painter.setFont(readable(painter, widget))
        right, room = Qt.TextElideMode.ElideRight, int(self._area.width()) - 12
        text = painter.fontMetrics().elidedText(self.text, right, room)
        painter.drawText(self._area, CENTER, text)
