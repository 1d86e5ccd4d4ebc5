"""The network that attains the optimum, drawn with its weights."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from mirrors_engine.features.features import place_of
from mirrors_engine.results import FitResult
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.lazy import LazyPanel, detail, invitation, say
from mirrors_gui.panels.network.drawing import NetworkScene, Tail
from mirrors_gui.panels.network.lanes import Lane, lanes_of
from mirrors_gui.panels.network.view import NetworkView
from mirrors_gui.style.theme import LIGHT, Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

AT_FIRST = 12  # lanes drawn before the fold
MOST = 200  # lanes when unfolded: laying out more would hold the window, and nobody reads them


class NetworkPanel(LazyPanel):
    """Input, one lane per unit, output."""

    title = mark("Network")
    guide = mark(
        "The deep network itself: each lane is one unit, each picture what a layer makes "
        "of x. Pink is the mirrored half."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = NetworkScene(LIGHT, self)
        self.view: NetworkView = named(
            NetworkView(self.scene),
            "networkView",
            tr("Drawing of the network"),
            tr(
                "Click a unit to follow it everywhere. Wheel or pinch zooms, dragging pans; "
                "arrow keys walk through the units, space unfolds, 0 fits."
            ),
        )
        self.content.addWidget(self.view, 1)
        self.words = detail(tr("The unit selected or pointed at"), lines=3)
        self.content.addWidget(self.words)
        self.expanded = False
        self._lanes: list[Lane] = []
        self.view.laneClicked.connect(self._pick)
        self.view.lanePointed.connect(self._point)
        self.view.foldClicked.connect(self.toggle_fold)
        self.view.stepped.connect(self._step)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(self._other_data)
        session.resultChanged.connect(lambda _: self.due(self._draw))
        session.selectionChanged.connect(lambda _: self.due(self._mark, self._reveal))
        session.hoverChanged.connect(lambda _: self.due(self._mark))
        self.due(self._draw)

    def _other_data(self, _signal: Any) -> None:
        """A zoom belongs to the network it was set on; a point moved by hand keeps it."""
        assert self.session is not None
        if not self.session.edited:
            self.view.fit()
        self.due(self._draw)

    def apply_theme(self, theme: Theme) -> None:
        self.view.setBackgroundBrush(theme.color("raised"))
        self.scene.apply_theme(theme)

    def save_state(self) -> dict[str, Any]:
        return {"expanded": self.expanded}

    def restore_state(self, state: dict[str, Any]) -> None:
        self.expanded = state.get("expanded") is True
        self.due(self._draw)

    def toggle_fold(self) -> None:
        """Draw the smaller units too, or fold them again."""
        self.expanded = not self.expanded
        self._draw()

    # drawing

    def _draw(self) -> None:
        if self.session is None:
            return
        result = self.session.result
        empty = invitation(result, self.session.signal, tr("the network that fits it best"))
        self.invite(empty)
        columns = self.scene.geometry.width
        if empty or result is None:
            self._lanes = []
            self.scene.draw(result, [], None)
            self.words.clear()
            return
        # one smaller unit takes no more room than the row that would hide it
        units = len(result.weights)
        folded = units > AT_FIRST + 1
        most = AT_FIRST if folded and not self.expanded else min(units, MOST)
        self._lanes = lanes_of(result, most, self.session.selected)
        hidden = units - (AT_FIRST if self.expanded else len(self._lanes))
        tail = Tail(hidden, min(hidden, MOST - AT_FIRST), self.expanded)
        self.scene.draw(result, self._lanes, tail if folded else None)
        if not self.view.zoomed or self.scene.geometry.width != columns:
            self.view.fit()
        self.view.settle()
        self._mark()

    def _mark(self) -> None:
        assert self.session is not None
        selected, hovered = self.session.selected, self.session.hovered
        self.scene.mark(selected, hovered)
        shown = self.scene.lane_of(hovered) or self.scene.lane_of(selected)
        if shown is not None:
            say(self.words, shown.lane.words(self.session.signal))
        elif self.session.result is not None:
            say(self.words, self._summary(self.session.result))

    def _summary(self, result: FitResult) -> str:
        """How many units there are, and how much of all weight those drawn have."""
        n = len(result.weights)
        net = said(result.architecture.describe())
        units = tr("{n} units side by side", n=formatting.count(n)) if n > 1 else tr("one unit")
        which = tr("one") if n > 1 else tr("it")
        if 0 < len(self._lanes) < n:
            return tr(
                "{net}: {units}. The {drawn} drawn have {share} of all weight. Point at "
                "{which} to read its weights.",
                net=net,
                units=units,
                drawn=formatting.count(len(self._lanes)),
                share=formatting.share(sum(lane.share for lane in self._lanes)),
                which=which,
            )
        return tr(
            "{net}: {units}. Point at {which} to read its weights.",
            net=net,
            units=units,
            which=which,
        )

    def _reveal(self) -> None:
        """Scroll to the selected unit; if it is among the small ones unfold, or draw it too."""
        assert self.session is not None
        key, result = self.session.selected, self.session.result
        if key is None or result is None or not self._lanes:
            return
        lane = self.scene.lane_of(key)
        if lane is None and place_of(result.features, key) is not None:
            self.expanded = self.expanded or len(result.weights) <= MOST
            self._draw()
            lane = self.scene.lane_of(key)
        if lane is not None:
            self.view.ensureVisible(lane, 0, 8)
            self.view.settle()

    # choosing

    def _pick(self, key: tuple[int, ...] | None) -> None:
        if self.session is not None:
            self.session.select(key)

    def _point(self, key: tuple[int, ...] | None) -> None:
        if self.session is not None:
            self.session.hover(key)

    def _step(self, step: int) -> None:
        """Select the next lane down or up."""
        if self.session is None or not self._lanes:
            return
        keys = [lane.key for lane in self._lanes]
        now = self.session.selected
        row = keys.index(now) + step if now in keys else 0
        self.session.select(keys[min(max(row, 0), len(keys) - 1)])
