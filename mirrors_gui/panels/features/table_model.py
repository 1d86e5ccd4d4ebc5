"""The table of features: a model that formats only the rows that are seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.features import keys_of, outline_of, place_of
from mirrors_engine.results import FitResult
from mirrors_gui.panels.common.sorted_model import Index, SortedModel, places_in
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.feature_words import (
    in_few_words,
    kinks_in_words,
    what_it_is,
    without_names,
)
from mirrors_gui.text.translate import mark, tr

RANK, KIND, WEIGHT, KINKS, MEANING = range(5)
HEADERS = ("#", mark("Kind"), mark("Weight"), mark("Kinks"), mark("Meaning"))
TIPS = (
    mark("Rank by size of the weight"),
    mark("What the feature is built from"),
    mark("z: how much of this feature the optimal function has"),
    mark("Where it bends: ◆ at a data point, ◇ at a mirror point"),
    mark("The feature in words"),
)
MOST_KINKS = 8  # spelled out; a step unit may have hundreds
PAYLOAD = Qt.ItemDataRole.UserRole + 1  # the kinks, or the weight's share of the largest


class FeatureModel(SortedModel):
    """One row per active feature of a result, strongest first until sorted otherwise."""

    HEADERS, TIPS, NUMBERS = HEADERS, TIPS, (RANK, WEIGHT)

    def __init__(self) -> None:
        super().__init__(WEIGHT, Qt.SortOrder.DescendingOrder)
        self.features: Sequence[Feature] = ()
        self.weights = np.empty(0)
        self._x_name: str | tuple[str, ...] = "x"
        self._position: Callable[[float], str] = formatting.number
        self._signal: Any = None
        self._by_weight = self._rank = np.empty(0, dtype=int)
        self._places = 3

    def show(self, result: FitResult | None) -> None:
        """Take the features of `result` (None for none)."""
        self.beginResetModel()
        if result is None:
            self.features, self.weights = (), np.empty(0)
            self._by_weight = np.empty(0, dtype=int)
        else:
            self.features, self.weights = result.features, np.asarray(result.weights)
            self._by_weight = result.by_weight
            self._x_name = formatting.x_names(result.signal)
            self._position = formatting.x_words(result.signal)
            self._signal = result.signal
        self._rank = places_in(self._by_weight)
        largest = float(np.abs(self.weights).max()) if len(self.weights) else 1.0
        self._places = max(0, 2 - math.floor(math.log10(largest))) if largest < 1e6 else 7
        self._arrange()
        self.endResetModel()

    def _sorted_rows(self, column: int) -> np.ndarray:
        # the rank settles ties, and |weight| falls as it rises
        if column in (RANK, WEIGHT):
            return self._by_weight if column == RANK else self._by_weight[::-1]
        return super()._sorted_rows(column)

    def _sort_keys(self, column: int) -> np.ndarray:
        if column == KIND:
            outline = outline_of(self.features)
            return np.array([said(kind) for kind in outline.kinds], dtype=str)[outline.kind]
        if column == KINKS:
            return outline_of(self.features).first
        # by what they are made of: a feature's key names its points from left to right
        return places_in(np.lexsort(keys_of(self.features, 1).T[::-1]))

    def key(self, row: int) -> tuple[int, ...] | None:
        """The feature in a row."""
        return self.features[self._rows[row]].key if 0 <= row < len(self._rows) else None

    def row(self, key: tuple[int, ...] | None) -> int | None:
        """The row of a feature, None if it is not active."""
        place = self.index_of(key)
        return None if place is None else int(self._row_of[place])

    def index_of(self, key: tuple[int, ...] | None) -> int | None:
        """Position of a feature in the result."""
        return place_of(self.features, key)

    def meaning(self, i: int) -> str:
        return said(self.features[i].describe(self._x_name, self._position))

    def sentence(self, i: int) -> str:
        """Kind, weight and meaning of a feature in one line."""
        weight = formatting.signed(float(self.weights[i]))
        return tr(
            "#{rank} {kind} · weight {weight} · {meaning}",
            rank=self._rank[i] + 1,
            kind=said(self.features[i].kind),
            weight=weight,
            meaning=without_names(self.features[i], self._signal),
        )

    @property
    def dated(self) -> bool:
        """Whether kinks are at dates."""
        return self._signal is not None and self._signal.x_is_time

    def kink_text(self, kink: Kink) -> str:
        return self._position(kink.position)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        i, column = int(self._rows[index.row()]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(i, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(i, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == PAYLOAD and column == KINKS:
            return self.features[i].kinks
        if role == PAYLOAD and column == WEIGHT:
            return float(self.weights[i] / np.abs(self.weights).max())
        return None

    def _text(self, i: int, column: int) -> str:
        feature = self.features[i]
        match column:
            case 0:
                return str(self._rank[i] + 1)
            case 1:
                return said(feature.kind)
            case 2:
                return self._weight_text(float(self.weights[i]))
            case 3:
                return kinks_text(feature, self._position)
        return self.meaning(i)

    def _tip(self, i: int, column: int) -> str:
        """What a cell means."""
        feature, z = self.features[i], float(self.weights[i])
        match column:
            case 0:
                place = self._rank[i] + 1
                return tr(
                    "Its weight is number {place} by size of {weights}",
                    place=place,
                    weights=len(self.weights),
                )
            case 1:
                return f"{in_few_words(feature, self._signal)}\n{what_it_is(feature.kind)}"
            case 2:
                part = abs(z) / float(np.abs(self.weights).sum())
                return tr(
                    "z = {z}, {part} of ‖z‖₁: this much of the feature the optimal function has",
                    z=formatting.number(z, 6),
                    part=formatting.share(part),
                )
            case 3:
                return kinks_in_words(feature, self._signal)
        return self.meaning(i)

    def _weight_text(self, weight: float) -> str:
        """All weights with as many decimals as the largest needs; tiny ones by themselves."""
        if self._places > 5 or abs(weight) < 10.0 ** (1 - self._places):
            return formatting.number(weight, 2)  # at least two figures
        return formatting.fixed(weight, self._places)


def kinks_text(feature: Feature, position: Callable[[float], str]) -> str:
    """The kinks with their diamonds, such as "◆ 1893  ◆ 1905  ◇ 1917"."""
    shown = feature.kinks[:MOST_KINKS]
    texts = [f"{'◇' if k.mirror else '◆'} {position(k.position)}" for k in shown]
    more = len(feature.kinks) - len(shown)
    return "  ".join(texts) + (tr("  and {more} more", more=more) if more else "")


class FeatureDelegate(QStyledItemDelegate):
    """Draws kinks with their diamonds and weights over a bar of their size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        text, item.text = item.text, ""
        style = item.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, item, painter, item.widget)
        payload = index.data(PAYLOAD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(item.rect).adjusted(8, 0, -8, 0)
        painter.setFont(item.font)
        if index.column() == KINKS:
            painter.setClipRect(area.adjusted(-1, 0, 1, 0))
            self._kinks(painter, area, index.model(), payload)
        else:
            if index.column() == WEIGHT:
                self._bar(painter, area, payload)
            quiet = index.column() in (RANK, MEANING)
            painter.setPen(self.theme.color("secondary" if quiet else "text"))
            right = Qt.TextElideMode.ElideRight
            text = item.fontMetrics.elidedText(text, right, int(area.width()))
            painter.drawText(area, item.displayAlignment, text)
        painter.restore()

    def kinks_width(self, widget: QWidget, index: Index) -> int:
        """Room that the kinks of a row need."""
        model: Any = index.model()
        metrics = widget.fontMetrics()
        kinks = index.data(PAYLOAD) or ()
        return 16 + sum(_STEP + metrics.horizontalAdvance(model.kink_text(k)) for k in kinks)

    def _bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        """Size of a weight beside the largest, with its sign as colour."""
        bar = QRectF(0, area.bottom() - 4, area.width() * abs(share), 2)
        bar.moveRight(area.right())
        painter.fillRect(bar, self.theme.color("positive" if share > 0 else "negative"))

    def _kinks(self, painter: QPainter, area: QRectF, model: Any, kinks: tuple[Kink, ...]) -> None:
        x = area.left()
        metrics, dots = painter.fontMetrics(), " …"
        for left, kink in enumerate(kinks, 1 - len(kinks)):
            words = model.kink_text(kink)
            end = x + 13 + metrics.horizontalAdvance(words + (dots if left else ""))
            if end > area.right() + 1:  # the tooltip has them all
                if x == area.left() and model.dated:  # year and month are worth having
                    right = Qt.TextElideMode.ElideRight
                    words = metrics.elidedText(words, right, int(area.width()) - 13)
                    self._kink(painter, area, x, kink, words)
                    break
                painter.setPen(QColor(self.theme.text))
                at = max(area.left(), x - _STEP + 13)  # right behind the number before
                words = dots if at > area.left() else dots.strip()
                painter.drawText(area.adjusted(at - area.left(), 0, 0, 0), _LEFT, words)
                break
            self._kink(painter, area, x, kink, words)
            x += _STEP + metrics.horizontalAdvance(words)

    def _kink(self, painter: QPainter, area: QRectF, x: float, kink: Kink, words: str) -> None:
        # the mirror colour itself is a little pale for small text
        pink = themes.mix(self.theme.mirror, self.theme.text, 0.3)
        diamond(painter, x + 4, area.center().y(), 4, self.theme, kink.mirror)
        painter.setPen(QColor(pink if kink.mirror else self.theme.text))
        painter.drawText(QRectF(x + 13, area.top(), area.width(), area.height()), _LEFT, words)


_STEP = 24  # px of diamond and gaps around the number of a kink
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def diamond(painter: QPainter, x: float, y: float, size: float, theme: Theme, mirror: bool) -> None:
    """A kink: filled at a data point, hollow and in the mirror colour at a mirror point."""
    around = ((0, -size), (size, 0), (0, size), (-size, 0))
    painter.setPen(QPen(theme.color("mirror" if mirror else "function"), themes.stroke(1.5)))
    painter.setBrush(theme.color("raised" if mirror else "function"))
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in around]))
