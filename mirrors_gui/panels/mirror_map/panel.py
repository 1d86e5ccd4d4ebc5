"""How near every pair of samples is to becoming a neuron: the mirror map."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.features import names_of, place_of
from mirrors_engine.results import FitResult
from mirrors_gui.compute.analyses import CLOSER, MAP
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.lazy import WAITING, LazyPanel, detail, say
from mirrors_gui.panels.mirror_map.view import MapView, Pair, Place
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

REFLECTION, MIDPOINT = 0, 1
OTHER_NETWORKS = mark(
    "Mirror maps belong to networks whose units mirror: |x| or symmetrised ReLU with three "
    "layers, reading one column.\n\n"
    "Choose one at the left to see which reflections nearly pay for themselves."
)
HINT = {
    REFLECTION: mark(
        "Point at a cell: the sample below it is the mirror, the sample at its left "
        "is reflected. Rings are neurons, on the diagonal those of two layers."
    ),
    MIDPOINT: mark(
        "Point at a cell: the samples below it and at its left mirror each other "
        "about their middle. Rings are neurons."
    ),
}


class MirrorMapPanel(LazyPanel):
    """|A_jᵀr|/λ over all pairs of samples as an image; a click selects a neuron."""

    title = mark("Mirror map")
    guide = mark(
        "Every cell is a possible neuron; full colour means that it pays for itself. "
        "Deep networks put their kinks at mirror images of samples. The wheel zooms, dragging "
        "pans, a double click shows all."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = REFLECTION
        self.view = MapView()
        self.words = detail(tr("The cell pointed at, in words"), LINES)
        self.buttons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for part, key, name, tip in (
            (
                REFLECTION,
                "reflectionsButton",
                tr("Reflections"),
                tr("One sample mirrored about another one"),
            ),
            (
                MIDPOINT,
                "midpointsButton",
                tr("Midpoints"),
                tr("Two samples that mirror each other about their middle"),
            ),
        ):
            button = named(QPushButton(name), key, name, tip)
            button.setCheckable(True)
            button.setChecked(part == REFLECTION)
            self.buttons.addButton(button, part)
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(self.view, 1)  # all the height there is, until it is square
        self.content.addWidget(self.words)
        self.content.addStretch(0)
        self.buttons.idClicked.connect(self.show_part)
        self._map: Any = None
        self._near: Any = None  # the part that is looked at more closely
        self._asked: Any = None  # the map and the part that were asked for last
        self._rings: dict[Pair, tuple[int, ...]] = {}
        self._pair: Pair | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: self.due(self._look_closer))
        self.view.moved.connect(self._moved)
        picking.watch(self.view, self._pick, self._point)

    def bind(self, session: Session) -> None:
        super().bind(session)
        for changed in (
            session.signalChanged,
            session.architectureChanged,
            session.resultChanged,
        ):
            changed.connect(lambda _: self.due(self._ask))
        session.analyses.computed.connect(self._found)
        session.selectionChanged.connect(lambda _: self.due(self._mark))
        session.hoverChanged.connect(lambda _: self.due(self._mark))
        session.crosshair.changed.connect(lambda: self.due(self._follow))
        self.due(self._ask)

    def apply_theme(self, theme: Theme) -> None:
        self.view.apply_theme(theme)
        self.due(self._mark)

    def save_state(self) -> dict[str, Any]:
        return {"part": self.part}

    def restore_state(self, state: dict[str, Any]) -> None:
        part = state.get("part")
        if type(part) is int and part in (REFLECTION, MIDPOINT):
            self.show_part(part)

    def show_part(self, part: int) -> None:
        """Show the reflections or the midpoints."""
        self.part = part
        self.buttons.button(part).setChecked(True)
        if self._map is not None:
            self._draw()

    # drawing

    def _found(self, what: str) -> None:
        if what == MAP:
            self.due(self._ask)
        elif what == CLOSER:
            self.due(self._come_closer)

    def _ask(self) -> None:
        """Draw the map of the answer; until it is there the old one stays."""
        assert self.session is not None
        session = self.session
        result = session.result
        empty = self._empty(result)
        if empty or result is None:
            self._map, self._near, self._rings, self._pair = None, None, {}, None
            self.invite(empty)
            return
        session.analyses.request(MAP)
        found = session.analyses.get(MAP)
        if found is None:
            if self._map is None:
                self.invite(tr("The map is being computed."))
            return
        if found.value is None:
            self._map = self._near = None
            self.invite(found.note)
            return
        self.invite("")
        if self._map is None or self._map.result.signal is not result.signal:
            self.view.set_signal(result.signal)
            self._near = self._pair = None
        if self._near is not None and self._near.result is not result:
            self._near = None
        self._map = found.value
        self._draw()
        self._look_closer()

    def _moved(self) -> None:
        """Something else lies below the pointer; what is seen is asked for when the map rests."""
        self._rest.start()
        if self._pair is not None:
            self._point(None)

    def _look_closer(self) -> None:
        """Ask for what is seen in cells of its own, where the whole map has too few there."""
        if self._map is None or self.session is None:
            return
        parts, size = self.view.seen, len(self._map.result.signal.y)
        a_cell_each = len(self._map.x_centre) == size
        if a_cell_each or max(stop - first for first, stop in parts) > CLOSER_FROM * size:
            if self._near is not None:
                self._near = None
                self._draw()
            return
        if self._asked is None or self._asked != (self._map.result, parts):
            self._asked = self._map.result, parts
            self.session.analyses.request_part(CLOSER, (self._map, *parts))

    def _come_closer(self) -> None:
        """Draw the part that was asked for over the whole map."""
        assert self.session is not None
        found = self.session.analyses.get(CLOSER)
        if found is None or found.value is None or self._map is None:
            return
        if found.value.result is self._map.result:
            self._near = found.value
            self._draw()

    def _empty(self, result: FitResult | None) -> str:
        from mirrors_engine.landscape.mirror_map import has_mirror_map

        assert self.session is not None
        if self.session.signal is None:
            return tr("Load a signal to see which of its mirror images nearly pay for themselves.")
        if not has_mirror_map(self.session.architecture):
            return OTHER_NETWORKS
        return "" if result is not None else WAITING

    def _draw(self) -> None:
        assert self.session is not None
        x_name = formatting.x_name(self._map.result.signal)
        names = (x_name, x_name)
        if self.part == REFLECTION:
            names = (tr("reflected {x_name}", x_name=x_name), tr("mirror {x_name}", x_name=x_name))
        self.view.set_maps(self._map, self._near, self.part, names)
        self._rings = {}
        result = self._map.result
        keys = names_of(result.features)
        for i in result.by_weight[::-1]:  # the strongest is kept
            _, part, u, w = keys[i]
            if part == self.part or u == w:
                self._rings[u, w] = keys[i]
                if self.part == MIDPOINT:
                    self._rings[w, u] = keys[i]
        self._mark()

    def _follow(self) -> None:
        """Mark the x that another view is pointed at, along both axes."""
        if self._map is None or self.session is None or self._pair is not None:
            return
        x, signal = self.session.crosshair.shown, self._map.result.signal
        if x is None:
            self.view.set_cross(None)
        else:
            rank = np.searchsorted(signal.x, x, side="right") - 1
            place = float(np.clip(rank, 0, len(signal.x) - 1)) + 0.5
            self.view.set_cross((place, place))
        self._tell()

    def _mark(self) -> None:
        """Ring the neurons, the selected and the hovered one more strongly."""
        if self._map is None or self.session is None:
            return
        marked = {self.session.selected, self.session.hovered} - {None}
        self.view.set_rings(
            [pair for pair, key in self._rings.items() if key not in marked],
            [pair for pair, key in self._rings.items() if key in marked],
            self.session.appearance.theme,
        )
        self._tell()

    def _tell(self) -> None:
        """Say what is marked."""
        assert self.session is not None
        x, words = self.session.crosshair.shown, self._sentence()
        if x is not None and self._pair is None:
            signal = self._map.result.signal
            place = f"{formatting.x_name(signal)} {formatting.x_words(signal)(x)}"
            words = f"{place}. {words}"
        say(self.words, words)

    def _sentence(self) -> str:
        assert self.session is not None
        key = self.session.hovered or self.session.selected
        pair = self._pair
        if pair is None:
            pair = next((c for c, k in self._rings.items() if k == key), None)
        if pair is None:
            return f"{tr(HINT[self.part])} {self._fineness()}"
        feature, value, weight = self._at(pair)
        signal = self._map.result.signal
        meaning = said(feature.describe(formatting.x_names(signal), formatting.x_words(signal)))
        use = (
            ""
            if weight is None
            else tr(" · in use, weight {weight}", weight=formatting.signed(weight))
        )
        return f"{meaning}\n{share_of_lam(value)}{use}"

    def _fineness(self) -> str:
        """Whether every pair in view is priced, where that is not a matter of course."""
        shown = self._map if self._near is None else self._near
        if self._near is None and shown.exact:
            return ""
        along, up = (stop - first for first, stop in (shown.rows, shown.columns))
        if shown.exact:
            return tr(
                "Every pair of {along} × {up} samples in view is priced.",
                along=formatting.count(along),
                up=formatting.count(up),
            )
        return tr(
            "{looked} of {all} samples a side are priced: zoom in until every pair is.",
            looked=formatting.count(max(shown.looked_at)),
            all=formatting.count(max(along, up)),
        )

    def _shown_at(self, pair: Pair) -> Any:
        """The map that has the finest cells at a pair."""
        near = self._near
        return near if near is not None and near.covers(*pair) else self._map

    def _at(self, pair: Pair) -> tuple[Feature, float, float | None]:
        """The feature a place speaks of, its correlation, and its weight if it is in use."""
        result, key = self._map.result, self._rings.get(pair)
        shown = self._shown_at(pair)
        cell = shown.cell_of(*pair)
        place = place_of(result.features, key)
        if place is not None:
            value = float(shown.values(self.part)[cell])
            return result.features[place], value, float(result.weights[place])
        feature, value = shown.strongest(self.part, cell)
        return feature, value, None

    # choosing

    def _pair_at(self, at: picking.Spot | None) -> Pair | None:
        """The samples of the place under the pointer; a ring near by attracts it."""
        if at is None or self._map is None:
            return None
        pair = int(np.floor(at.x)), int(np.floor(at.y))
        if not self._map.covers(*pair):
            return None
        if self._rings:
            rings = np.array(list(self._rings)) + 0.5
            away = np.hypot((rings[:, 0] - at.x) / at.x_pixel, (rings[:, 1] - at.y) / at.y_pixel)
            if away.min() <= RING_REACH:
                return list(self._rings)[int(np.argmin(away))]
        return pair

    def _point(self, at: picking.Spot | None) -> None:
        if self.session is None:
            return
        pair = self._pair_at(at)
        if pair != self._pair:
            self._pair = pair
            place: Place | None = None if pair is None else (pair[0] + 0.5, pair[1] + 0.5)
            self.view.set_cross(place)
            signal = self.session.signal
            self.session.crosshair.point(None if pair is None else float(signal.x[pair[0]]))
            self.session.hover(None if pair is None else self._rings.get(pair))
            self._mark()

    def _pick(self, at: picking.Spot | None) -> None:
        pair = self._pair_at(at)
        if self.session is not None and pair is not None:
            self.session.select(self._rings.get(pair))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.words.keep(LINES if self.width() < themes.px(WIDE) else LINES_WIDE)
        self.view.setMaximumHeight(
            max(self.view.minimumHeight(), self.view.height_for(self.width()))
        )


RING_REACH = 7.0  # px
LINES, LINES_WIDE = 5, 3  # that the longest words take in a narrow panel and in a wide one
WIDE = 560  # px of normal type
REST_MS = 60  # of a map that is moved, before what is seen is asked for
CLOSER_FROM = 0.9  # of the samples: the whole map does for more


def share_of_lam(value: float) -> str:
    """A correlation beside λ: 1 exactly only for those that really reach it."""
    if value > 1 - 1e-9:
        return tr("reaches λ")
    digits = 2
    while digits < 6 and round(value, digits) >= 1:
        digits += 1
    return f"{value:.{digits}f} of λ" if round(value, digits) < 1 else tr("just below λ")
