"""The table of equally good features: a model and the bars of their ranges."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mirrors_engine.features.feature import Kink
from mirrors_gui.panels.features.table_model import PAYLOAD, FeatureDelegate
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import mark, tr

Index = QModelIndex | QPersistentModelIndex
WEIGHT, RANGE, KINKS = range(3)
HEADERS = (mark("Weight"), mark("Optimal range"), mark("Kinks"))
TIPS = (
    mark("Weight in the network shown; – if it does not use the feature"),
    mark(
        "From the least to the greatest weight that an optimal network gives it; the mark is the "
        "network shown"
    ),
    mark("Where it bends: ◆ at a data point, ◇ at a mirror point"),
)
MOST_KINKS = 6  # spelled out


class LandscapeModel(QAbstractTableModel):
    """One row per feature of E, those with room to move first."""

    def __init__(self) -> None:
        super().__init__()
        self._land: Any = None
        self._ranges: np.ndarray | None = None
        self._rows = np.empty(0, dtype=int)
        self._largest = 1.0

    def show(self, land: Any, ranges: np.ndarray | None) -> None:
        """Take a landscape (None for none) and, once they are known, its ranges."""
        self.beginResetModel()
        self._land, self._ranges = land, ranges
        size = 0 if land is None else len(land.features)
        width = np.zeros(size) if ranges is None else ranges[:, 1] - ranges[:, 0]
        now = np.zeros(size) if land is None else np.abs(land.weights)
        # rounding is no reason to stand above a larger weight
        self._rows = np.lexsort((-now, -np.round(width / (width.max(initial=0.0) or 1.0), 9)))
        ends = now if ranges is None else np.abs(ranges)
        self._largest = float(ends.max(initial=0.0)) or 1.0
        self.endResetModel()

    def key(self, row: int) -> tuple[int, ...] | None:
        """The feature in a row, None if the network shown does not use it."""
        if not 0 <= row < len(self._rows):
            return None
        j = self._rows[row]
        return self._land.features[j].key if self._land.weights[j] != 0 else None

    def row(self, key: tuple[int, ...] | None) -> int | None:
        for row, j in enumerate(self._rows):
            if self._land.features[j].key == key:
                return row
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(HEADERS[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return wrapped(tr(TIPS[section]))
            if role == Qt.ItemDataRole.TextAlignmentRole and section == WEIGHT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._land is None:
            return None
        j, column = self._rows[index.row()], index.column()
        if role == PAYLOAD and column == RANGE and self._ranges is not None:
            low, high = self._ranges[j] / self._largest
            return float(low), float(high), float(self._land.weights[j]) / self._largest
        if role == PAYLOAD and column == KINKS:
            return self._land.features[j].kinks[:MOST_KINKS]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == WEIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            if column == WEIGHT:
                weight = float(self._land.weights[j])
                return formatting.signed(weight) if weight else "–"
            if column == KINKS:
                return self._kinks(j)
            return "…" if self._ranges is None else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._range_words(j) if column == RANGE else self._meaning(j)
        return None

    def _kinks(self, j: int) -> str:
        kinks = self._land.features[j].kinks
        texts = [f"{'◇' if k.mirror else '◆'}{self.kink_text(k)}" for k in kinks[:MOST_KINKS]]
        return "  ".join(texts) + (" …" if len(kinks) > MOST_KINKS else "")

    def kink_text(self, kink: Kink) -> str:
        return formatting.x_words(self._land.result.signal)(kink.position)

    def _meaning(self, j: int) -> str:
        signal = self._land.result.signal
        names, words = formatting.x_names(signal), formatting.x_words(signal)
        return said(self._land.features[j].describe(names, words))

    def _range_words(self, j: int) -> str:
        if self._ranges is None:
            return tr("The range is being computed.")
        low, high = (formatting.number(float(v), 3) for v in self._ranges[j])
        now = formatting.number(float(self._land.weights[j]), 3)
        if not self._land.movable[j]:
            return tr("No optimal network uses it.")
        if low == high:
            return tr("Every optimal network gives it the weight {low}.", low=low)
        return tr(
            "Optimal networks give it any weight from {low} to {high}; here it has {now}.",
            low=low,
            high=high,
            now=now,
        )


class LandscapeDelegate(FeatureDelegate):
    """Kinks with their diamonds, and ranges as bars: from the least to the greatest weight
    about a common zero, with a mark for the network shown."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        if index.column() == KINKS:
            size.setWidth(self.kinks_width(option.widget, index))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        payload = index.data(PAYLOAD)
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        if payload is not None:
            item.text = ""
        style = item.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, item, painter, item.widget)
        if payload is None:
            return
        area = QRectF(item.rect).adjusted(8, 0, -8, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(item.font)
        if index.column() == KINKS:
            painter.setClipRect(area.adjusted(-1, 0, 1, 0))
            self._kinks(painter, area, index.model(), payload)
        else:
            chosen = bool(item.state & QStyle.StateFlag.State_Selected)
            self._range(painter, area, payload, chosen)
        painter.restore()

    def _range(
        self, painter: QPainter, area: QRectF, ends: tuple[float, float, float], chosen: bool
    ) -> None:
        """`ends` are the least, the greatest and the present weight beside the largest."""
        low, high, now = ends
        middle, half = area.center().x(), 0.5 * area.width() - 2

        def at(value: float) -> float:
            return middle + half * value

        theme, y = self.theme, area.center().y()
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(theme.color("secondary", 0.6), 1))
        painter.drawLine(QPointF(middle, y - 6), QPointF(middle, y + 6))
        token = "negative" if low + high < 0 else "positive"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token, 0.75 if chosen else 0.45))
        if high - low > 1e-9:
            painter.drawRoundedRect(QRectF(at(low), y - 4, max(at(high) - at(low), 2.0), 8), 2, 2)
        painter.setBrush(theme.color("text" if now else "secondary"))
        if now or high - low > 1e-9:
            painter.drawRoundedRect(QRectF(at(now) - 1.25, y - 7, 2.5, 14), 1, 1)


__all__ = ["PAYLOAD", "LandscapeDelegate", "LandscapeModel"]
