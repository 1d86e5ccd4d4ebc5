"""The weights of the optimal network, one stem per neuron."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mirrors_engine.features.features import outline_of, place_of
from mirrors_engine.features.outline import Outline
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import curves, picking
from mirrors_gui.panels.common.lazy import LazyPanel, detail, invitation, say
from mirrors_gui.panels.common.long_series import LongLine
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, caption, named

PLACES = ("position", "rank")
DASHED_UP_TO = 500  # dashing thousands of stems is slow, and none could be told apart
HEADS_UP_TO = 2000  # beyond, stems alone: heads would cover each other and take longer to place


class WeightsPanel(LazyPanel):
    """Stems of z_k where the feature bends most, or by rank."""

    title = mark("Weights")
    guide = mark(
        "One stem per neuron: how strongly it is used, and where its function bends. "
        "Hollow heads use a mirror point."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = named(
            ComboBox(), "weightsPlaceBox", tr("Order of the stems"), tr("Where each stem stands")
        )
        self.place.addItems([tr("by position"), tr("by rank")])
        self.legend = caption()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.legend, 1)
        row.addWidget(self.place)
        self.content.addLayout(row)
        self.plot = plots.new_plot(
            "weightsPlot",
            tr("Stem plot of the weights"),
            tr("z of every neuron. Click a stem to select it; wheel zooms, drag pans."),
        )
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.getAxis("left").setLabel(tr("weight z"))
        self.content.addWidget(self.plot, 1)
        self.words = detail(tr("The weight selected or pointed at"))
        self.content.addWidget(self.words)
        self._zero = pg.InfiniteLine(pos=0, angle=0)
        self._stems = [plots.Curve(connect="pairs") for _ in range(2)]  # positive, negative
        self._marked = plots.Curve(antialias=True)
        self._ring = plots.Marks(antialias=True)
        # positive, negative and mirror: one style each, as thousands of own pens are slow
        self._heads = [plots.Marks(antialias=True, symbol=s) for s in ("o", "o", "d")]
        for item in (self._zero, *self._stems, self._marked, self._ring, *self._heads):
            self.plot.addItem(item)
        self._lines = [LongLine(self.plot, item, stems=True) for item in self._stems]
        self._at = np.empty(0)
        self._weights = np.empty(0)
        self.place.currentIndexChanged.connect(lambda _: self.due(self._draw))
        picking.watch(self.plot, self._pick, self._point)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(lambda _: self.due(self._draw))
        session.resultChanged.connect(lambda _: self.due(self._draw))
        session.selectionChanged.connect(lambda _: self.due(self._mark))
        session.hoverChanged.connect(lambda _: self.due(self._mark))
        self.due(self._draw)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self._zero.setPen(plots.pen(theme, "secondary", 1.0, 0.6))
        for item, token in zip(self._stems, ("positive", "negative"), strict=True):
            item.setPen(plots.pen(theme, token, 1.5, dashed=token == "negative"))
        self.legend.setText(
            tr(
                '<span style="color:{positive}">━</span>&nbsp;positive&ensp;'
                '<span style="color:{negative}">╍</span>&nbsp;negative&ensp;'
                '<span style="color:{mirror}">◇</span>&nbsp;mirror',
                positive=theme.positive,
                negative=theme.negative,
                mirror=theme.mirror,
            )
        )
        self.due(self._draw)

    def save_state(self) -> dict[str, Any]:
        return {"place": PLACES[self.place.currentIndex()]}

    def restore_state(self, state: dict[str, Any]) -> None:
        place = state.get("place")
        if isinstance(place, str) and place in PLACES:
            self.place.setCurrentIndex(PLACES.index(place))

    # drawing

    def _draw(self) -> None:
        assert self.session is not None
        result, theme = self.session.result, self.session.appearance.theme
        empty = invitation(result, self.session.signal, tr("the weights of its optimal network"))
        self.invite(empty)
        if empty or result is None:
            self._at = self._weights = np.empty(0)
            return
        z = self._weights = np.asarray(result.weights)
        several = result.signal.dimension > 1  # no one axis for their positions
        self.place.setVisible(not several)
        if several or PLACES[self.place.currentIndex()] == "rank":
            self._plain_axis(theme)
            order = result.by_weight
            self._at = np.empty(len(z))
            self._at[order] = np.arange(1, len(z) + 1)
            limits = (0.0, len(z) + 1.0)
        else:
            low, high = curves.data_range(result.signal.x)
            offset = plots.set_x(self.plot, result.signal, theme)
            self._at = main_kinks(outline_of(result.features), low, high) - offset
            air = 0.05 * (high - low)
            limits = (low - offset - air, high - offset + air)
        few = len(z) <= DASHED_UP_TO
        along = np.argsort(self._at, kind="stable")
        for item, line, mine in zip(self._stems, self._lines, (z > 0, z < 0), strict=True):
            item.opts["antialias"] = few
            of_sign = along[mine[along]]
            line.show(self._at[of_sign], z[of_sign])
        self._stems[1].setPen(plots.pen(theme, "negative", 1.5, dashed=few))
        self._show_heads(outline_of(result.features).mirrored, theme)
        self.plot.setLimits(xMin=limits[0], xMax=limits[1])
        self.plot.setXRange(*limits, padding=0)
        self.plot.setYRange(*picking.padded(np.append(z, 0.0)), padding=0)
        self._mark()

    def _plain_axis(self, theme: Theme) -> None:
        axis = self.plot.getAxis("bottom")
        if type(axis) is not plots.OffsetAxis:
            axis = plots.OffsetAxis("bottom")
            self.plot.setAxisItems({"bottom": axis})
            plots.apply_theme(self.plot, theme)
        axis.offset = 0.0
        axis.setLabel(tr("rank by size"))

    def _show_heads(self, mirrored: np.ndarray, theme: Theme) -> None:
        z = self._weights
        size = 8 if len(z) <= 100 else 6 if len(z) <= 500 else 4
        kinds = ((z > 0) & ~mirrored, (z < 0) & ~mirrored, mirrored)
        if len(z) > HEADS_UP_TO:
            kinds = (np.zeros(len(z), dtype=bool),) * 3
        for item, mine, token in zip(
            self._heads, kinds, ("positive", "negative", "mirror"), strict=True
        ):
            item.setSize(size + 2 if token == "mirror" else size)
            item.setPen(plots.pen(theme, token, 1.5))
            item.setBrush(theme.color("raised" if token == "mirror" else token))
            item.setData(x=self._at[mine], y=z[mine])

    def _mark(self) -> None:
        assert self.session is not None
        theme = self.session.appearance.theme
        selected, hovered = self._index(self.session.selected), self._index(self.session.hovered)
        marked = [i for i in (selected, hovered) if i is not None]
        self._ring.setData(
            x=self._at[marked],
            y=self._weights[marked],
            size=18,
            symbol="o",
            pen=plots.pen(theme, "text", 1.5),
            brush=None,
        )
        if selected is None:
            self._marked.setData([], [])
        else:
            token = "positive" if self._weights[selected] > 0 else "negative"
            dashed = token == "negative"
            self._marked.setPen(plots.pen(theme, token, 3.0, dashed=dashed))
            self._marked.setData([self._at[selected]] * 2, [0.0, self._weights[selected]])
        shown = selected if hovered is None else hovered
        say(self.words, self._sentence(shown))

    def _sentence(self, i: int | None) -> str:
        assert self.session is not None
        result = self.session.result
        if result is None or not len(self._weights):
            return ""
        total = float(np.abs(self._weights).sum())
        if i is None:
            return tr(
                "{neurons}, sizes adding up to "
                "{total}. Click a stem to follow it through every view.",
                neurons=formatting.plural(len(self._weights), "neuron"),
                total=formatting.number(total),
            )
        feature = result.features[i]
        meaning = feature.describe(
            formatting.x_names(result.signal), formatting.x_words(result.signal)
        )
        part = formatting.share(abs(float(self._weights[i])) / total)
        weight = formatting.signed(float(self._weights[i]))
        return tr(
            "{kind} · weight {weight}, {part} of all weight · {meaning}",
            kind=said(feature.kind),
            weight=weight,
            part=part,
            meaning=said(meaning),
        )

    def _index(self, key: tuple[int, ...] | None) -> int | None:
        assert self.session is not None
        if key is None or self.session.result is None:
            return None
        i = place_of(self.session.result.features, key)
        return i if i is not None and i < len(self._weights) else None

    # choosing

    def _pick(self, at: picking.Spot | None) -> None:
        if self.session is not None:
            self.session.select(self._key_at(at))

    def _point(self, at: picking.Spot | None) -> None:
        if self.session is not None:
            self.session.hover(self._key_at(at))

    def _key_at(self, at: picking.Spot | None) -> tuple[int, ...] | None:
        if at is None or not len(self._at) or self.session is None or self.session.result is None:
            return None
        stems = np.column_stack((self._at, self._at))
        ends = np.column_stack((np.zeros_like(self._weights), self._weights))
        i = picking.nearest_line(stems, ends, at)
        return None if i is None else self.session.result.features[i].key


def main_kinks(outline: Outline, low: float, high: float) -> np.ndarray:
    """Where each stem stands: the mirror axis or else the sharpest kink, inside the data first."""
    inside = (outline.position >= low) & (outline.position <= high)
    # of each feature the best one last, of equal ones the first
    rank = np.arange(len(inside))[::-1]
    order = np.lexsort((rank, np.abs(outline.change), inside, outline.owner))
    at = np.full(len(outline), 0.5 * (low + high))
    at[outline.owner[order]] = outline.position[order]
    axis = (outline.axis >= low) & (outline.axis <= high)
    return np.where(axis, outline.axis, at)
