"""How near every pair of samples is to becoming a neuron: the mirror map."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from mirrors_engine.features.feature import Feature
from mirrors_engine.results import FitResult
from mirrors_gui.compute.analyses import MAP
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.lazy import WAITING, LazyPanel, detail, say
from mirrors_gui.panels.mirror_map.view import Cell, MapView
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
        "Deep networks put their kinks at mirror images of samples."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = REFLECTION
        self.view = MapView()
        self.words = detail(tr("The cell pointed at, in words"), lines=4)
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
        self.content.addWidget(self.view)
        self.content.addWidget(self.words)
        self.content.addStretch(1)
        self.buttons.idClicked.connect(self.show_part)
        self._map: Any = None
        self._rings: dict[Cell, tuple[int, ...]] = {}
        self._cell: Cell | None = None
        picking.watch(self.view, self._pick, self._point)

    def bind(self, session: Session) -> None:
        super().bind(session)
        for changed in (
            session.signalChanged,
            session.architectureChanged,
            session.resultChanged,
        ):
            changed.connect(lambda _: self.due(self._ask))
        session.analyses.computed.connect(lambda what: self.due(self._ask) if what == MAP else None)
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

    def _ask(self) -> None:
        """Draw the map of the answer; until it is there the old one stays."""
        assert self.session is not None
        session = self.session
        result = session.result
        empty = self._empty(result)
        if empty or result is None:
            self._map, self._rings, self._cell = None, {}, None
            self.invite(empty)
            return
        session.analyses.request(MAP)
        found = session.analyses.get(MAP)
        if found is None:
            if self._map is None:
                self.invite(tr("The map is being computed."))
            return
        if found.value is None:
            self._map = None
            self.invite(found.note)
            return
        self.invite("")
        if self._map is None or self._map.result.signal is not result.signal:
            self.view.set_signal(result.signal, found.value.x_centre, session.appearance.theme)
            self._cell = None
        self._map = found.value
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
        self.view.set_image(self._map.values(self.part), names)
        self._rings = {}
        result = self._map.result
        for i in np.argsort(np.abs(result.weights), kind="stable"):  # the strongest is kept
            _, part, u, w = result.features[i].key
            if part == self.part or u == w:
                self._rings[self._map.cell_of(u, w)] = result.features[i].key
                if self.part == MIDPOINT:
                    self._rings[self._map.cell_of(w, u)] = result.features[i].key
        self._mark()

    def _follow(self) -> None:
        """Mark the x that another view is pointed at, along both axes."""
        if self._map is None or self.session is None or self._cell is not None:
            return
        x, signal = self.session.crosshair.shown, self._map.result.signal
        if x is None:
            self.view.set_cross(None)
        else:
            starts = signal.x[self._map.x_centre]
            place = int(np.clip(np.searchsorted(starts, x, side="right") - 1, 0, len(starts) - 1))
            self.view.set_cross((place, place))
        self._tell()

    def _mark(self) -> None:
        """Ring the neurons, the selected and the hovered one more strongly."""
        if self._map is None or self.session is None:
            return
        marked = {self.session.selected, self.session.hovered} - {None}
        self.view.set_rings(
            [cell for cell, key in self._rings.items() if key not in marked],
            [cell for cell, key in self._rings.items() if key in marked],
            self.session.appearance.theme,
        )
        self._tell()

    def _tell(self) -> None:
        """Say what is marked."""
        assert self.session is not None
        x, words = self.session.crosshair.shown, self._sentence()
        if x is not None and self._cell is None:
            signal = self._map.result.signal
            place = f"{formatting.x_name(signal)} {formatting.x_words(signal)(x)}"
            words = f"{place}. {words}"
        say(self.words, words)

    def _sentence(self) -> str:
        assert self.session is not None
        key = self.session.hovered or self.session.selected
        cell = self._cell
        if cell is None:
            cell = next((c for c, k in self._rings.items() if k == key), None)
        if cell is None:
            return tr(HINT[self.part])
        feature, value, weight = self._at(cell)
        signal = self._map.result.signal
        meaning = said(feature.describe(formatting.x_names(signal), formatting.x_words(signal)))
        use = (
            ""
            if weight is None
            else tr(" · in use, weight {weight}", weight=formatting.signed(weight))
        )
        return f"{meaning}\n{share_of_lam(value)}{use}"

    def _at(self, cell: Cell) -> tuple[Feature, float, float | None]:
        """The feature a cell speaks of, its correlation, and its weight if it is in use."""
        result, key = self._map.result, self._rings.get(cell)
        for feature, weight in zip(result.features, result.weights, strict=True):
            if feature.key == key:
                return feature, float(self._map.values(self.part)[cell]), float(weight)
        feature, value = self._map.strongest(self.part, cell)
        return feature, value, None

    # choosing

    def _cell_at(self, at: picking.Spot | None) -> Cell | None:
        """The cell under the pointer; a ring near by attracts it."""
        if at is None or self._map is None:
            return None
        size = len(self._map.x_centre)
        row, column = int(np.floor(at.x)), int(np.floor(at.y))
        if not (0 <= row < size and 0 <= column < size):
            return None
        if self._rings:
            rings = np.array(list(self._rings)) + 0.5
            away = np.hypot((rings[:, 0] - at.x) / at.x_pixel, (rings[:, 1] - at.y) / at.y_pixel)
            if away.min() <= RING_REACH:
                return list(self._rings)[int(np.argmin(away))]
        return row, column

    def _point(self, at: picking.Spot | None) -> None:
        if self.session is None:
            return
        cell = self._cell_at(at)
        if cell != self._cell:
            self._cell = cell
            self.view.set_cross(cell)
            signal = self.session.signal
            x = None if cell is None else float(signal.x[self._map.x_centre[cell[0]]])
            self.session.crosshair.point(x)
            self.session.hover(None if cell is None else self._rings.get(cell))
            self._mark()

    def _pick(self, at: picking.Spot | None) -> None:
        cell = self._cell_at(at)
        if self.session is not None and cell is not None:
            self.session.select(self._rings.get(cell))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the words below keep their room
        self.view.setFixedHeight(
            max(160, min(self.view.height_for(self.width()), self.height() - 190))
        )


RING_REACH = 7.0  # px


def share_of_lam(value: float) -> str:
    """A correlation beside λ: 1 exactly only for those that really reach it."""
    if value > 1 - 1e-9:
        return tr("reaches λ")
    digits = 2
    while digits < 6 and round(value, digits) >= 1:
        digits += 1
    return f"{value:.{digits}f} of λ" if round(value, digits) < 1 else tr("just below λ")
