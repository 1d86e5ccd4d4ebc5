"""Whether the optimal network is the only one, and what the others look like."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mirrors_gui.compute.analyses import BAND, FORMS, LANDSCAPE, OTHERS, OUTSIDE, RANGES
from mirrors_gui.model.session import Session
from mirrors_gui.panels.certificate.closed_forms import ClosedFormRows
from mirrors_gui.panels.common.lazy import LazyPanel, invitation
from mirrors_gui.panels.common.tables import Table, new_table
from mirrors_gui.panels.landscape.table_model import KINKS, LandscapeDelegate, LandscapeModel
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import caption, label, named, set_role
from mirrors_gui.widgets.scrolled import Page, Scrolled

ROWS_MEASURED = 20  # about the ones on show, for the widths of the columns
NONE_YET = mark("The dashed line will be another network, as good as the one shown.")


class LandscapePanel(LazyPanel):
    """The set of all optimal networks of the dictionary: its size, ranges and members."""

    title = mark("Landscape")
    guide = mark(
        "The fit at the samples is always the same. Weights, and the function between "
        "the samples, may differ from one optimal network to another."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("landscapePanel")
        self.headline = label("", "heading")
        self.headline.setWordWrap(True)
        self.facts = caption()
        self.facts.setToolTip(
            wrapped(
                tr(
                    "A feature can have weight only where it asks for as much as λ costs: "
                    "|Aⱼᵀr| = λ, or |Aⱼᵀu| = 1 for the prices u of the samples where λ = 0."
                )
            )
        )
        self.table = self._new_table()
        self.band = named(
            QCheckBox(tr("Shade the optimal band")),
            "bandBox",
            tr("Optimal band"),
            tr("Between the least and the greatest value an optimal network takes at each x"),
        )
        self.band.setChecked(True)
        self.another = named(
            QPushButton(tr("Show another")),
            "anotherNetworkButton",
            tr("Show another optimal network"),
            tr("Draw another network with the same objective as a dashed line"),
        )
        self.outside = named(
            QPushButton(tr("Outside the dictionary")),
            "outsideNetworkButton",
            tr("Show an optimal network outside the dictionary"),
            tr(
                "Draw a network as good as this one with a bend where neither a sample nor a "
                "mirror image is:\n"
                "the dictionary holds an optimal network, not all of them"
            ),
        )
        self.hide_other = named(
            QPushButton(tr("Hide")),
            "hideOtherButton",
            tr("Hide the other network"),
            tr("Remove that line"),
        )
        self.words = caption()
        self.words.setAccessibleName(tr("The other optimal network"))
        self.forms = ClosedFormRows()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.another, 1)
        buttons.addWidget(self.outside, 1)
        switches = QHBoxLayout()
        switches.addWidget(self.band, 1)
        switches.addWidget(self.hide_other)
        page = Page()
        page.setProperty("role", "plain")
        self.area = Scrolled()  # a small screen cannot hold it all
        self.area.setWidget(page)
        self.content.addWidget(self.area)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.headline, self.facts):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(switches)
        column.addLayout(buttons)
        column.addWidget(self.words)
        column.addWidget(self.forms)
        column.addStretch(0)
        self.another.clicked.connect(self.show_another)
        self.outside.clicked.connect(self.show_outside)
        self.hide_other.clicked.connect(self._hide_other)
        self._next = 0
        self._waiting = False  # for other networks
        self._following = False

    def _new_table(self) -> Table:
        self.model = LandscapeModel()
        table = new_table(
            self.model,
            "landscapeTable",
            tr("Equally good features"),
            tr("Every feature some optimal network may use. Click a row to select it."),
            (),
        )
        table.setMinimumHeight(96)
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setResizeContentsPrecision(ROWS_MEASURED)
        table.shortened = {KINKS: 80}
        self.model.modelReset.connect(table.fit_contents)
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def bind(self, session: Session) -> None:
        self._delegate = LandscapeDelegate(session.appearance.theme, self.table)
        self.table.setItemDelegate(self._delegate)
        super().bind(session)
        self.band.setChecked(session.analyses.band_wanted)
        self.band.toggled.connect(session.analyses.set_band_wanted)
        session.analyses.bandWantedChanged.connect(self.band.setChecked)
        for changed in (session.signalChanged, session.resultChanged):
            changed.connect(lambda _: self._reset())
        session.analyses.computed.connect(self._found)
        session.analyses.otherChanged.connect(lambda _: self.due(self._show_other))
        session.selectionChanged.connect(lambda _: self.due(self._follow))
        self._reset()

    def apply_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.table.fit_contents()  # the type may have another size
        self.table.viewport().update()

    def save_state(self) -> dict[str, Any]:
        return {"band": self.band.isChecked()}

    def restore_state(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("band"), bool):
            self.band.setChecked(state["band"])

    # what the session says

    def _reset(self) -> None:
        self._next, self._waiting = 0, False
        self.due(self._ask)

    def _ask(self) -> None:
        assert self.session is not None
        session = self.session
        empty = invitation(session.result, session.signal, tr("which other networks are as good"))
        self.invite(empty)
        if not empty:
            session.analyses.request(LANDSCAPE, RANGES, FORMS, idle=True)
            self._draw()

    def _found(self, what: str) -> None:
        if what in (LANDSCAPE, RANGES, FORMS, BAND):
            self.due(self._draw)
        if what == OUTSIDE:
            self.show_outside()
        if what == OTHERS and self._waiting:
            self._waiting = False
            self.show_another()

    def _draw(self) -> None:
        assert self.session is not None
        result, analyses = self.session.result, self.session.analyses
        if result is None or self.invitation:
            return
        found, ranges, forms = analyses.get(LANDSCAPE), analyses.get(RANGES), analyses.get(FORMS)
        self.forms.show_forms(() if forms is None else forms.value or ())
        land = None if found is None else found.value
        self.model.show(land, None if ranges is None else ranges.value)
        self.table.setVisible(land is not None)
        many = land is not None and land.unique is False
        self.another.setEnabled(many)
        if found is None:
            self.headline.setText(tr("Looking for other optimal networks …"))
            self.facts.setText("")
        elif land is None:
            self.headline.setText(tr("Other optimal networks are not known here"))
            self.facts.setText(said(found.note))
        else:
            self.headline.setText(headline(land))
            band = analyses.get(BAND)
            self.facts.setText(facts(land, None if band is None else band.value))
        self._show_other()
        self._follow()

    # other networks

    def show_another(self) -> None:
        """Draw the next of the sampled networks, sampling them first."""
        assert self.session is not None
        analyses = self.session.analyses
        found = analyses.get(OTHERS)
        if found is None:
            self._waiting = True
            self.words.setText(tr("Looking for one …"))
            analyses.request(OTHERS)
            return
        if not found.value:
            self.words.setText(said(found.note) or tr("No other one was found."))
            return
        analyses.show_other(found.value[self._next % len(found.value)])
        self._next += 1

    def show_outside(self) -> None:
        """Draw an optimal network that the dictionary does not hold, if two neurons merge."""
        assert self.session is not None
        analyses = self.session.analyses
        found = analyses.get(OUTSIDE)
        if found is None:
            self.words.setText(tr("Looking for one …"))
            self.words.show()
            analyses.request(OUTSIDE)
        elif found.value is None:
            analyses.show_other(None)
            self.words.setText(said(found.note))
            self.words.show()
        else:
            analyses.show_other(found.value)

    def _hide_other(self) -> None:
        if self.session is not None:
            self.session.analyses.show_other(None)

    def _show_other(self) -> None:
        assert self.session is not None
        other = self.session.analyses.other
        self.hide_other.setEnabled(other is not None)
        if other is None:
            self.words.setText(tr(NONE_YET) if self.another.isEnabled() else "")
            self.words.setVisible(self.another.isEnabled())
            set_role(self.words, "caption")
            return
        text = other_words(other)
        if other.solver == "outside the dictionary":
            write = formatting.x_words(other.signal)
            strongest = said(other.features[0].describe(formatting.x_names(other.signal), write))
            text += tr("; outside the dictionary, with {strongest}", strongest=strongest)
        self.words.setText(text)
        self.words.show()
        set_role(self.words, "certified" if other.certified else "uncertified")

    # selection

    def _row_chosen(self, index: QModelIndex) -> None:
        if not self._following and self.session is not None and index.isValid():
            self.session.select(self.model.key(index.row()))

    def _follow(self) -> None:
        """Let the table show what the session has selected."""
        assert self.session is not None
        key = self.session.selected
        if key is None:
            return  # a feature not in use may stay marked in the table
        row = self.model.row(key)
        if row is not None and self.table.currentIndex().row() != row:
            self._following = True
            self.table.setCurrentIndex(self.model.index(row, 0))
            self._following = False


def headline(land: Any) -> str:
    """Unique or not, in words."""
    if land.unique:
        return tr("This network is the only optimal one in the dictionary")
    ways = (
        tr("one way")
        if land.dimension == 1
        else tr("{dimension} ways", dimension=formatting.count(land.dimension))
    )
    return tr("Many optimal networks: {ways} to move", ways=ways)


def facts(land: Any, band: Any = None) -> str:
    """How many features are equally good, how many are used, how far functions differ."""
    used = int((land.weights != 0).sum())
    able = int(land.movable.sum())
    text = tr(
        "{features} reach the threshold; ",
        features=formatting.plural(len(land.features), "feature"),
    )
    text += tr("this network uses {used}", used=formatting.count(used))
    if able > used:
        text += tr(", others use {able} more", able=formatting.count(able - used))
    if land.unique or band is None:
        return text + "."
    rise = float(np.ptp(land.result.signal.y)) or 1.0
    if band.widest > 1e-6 * rise:
        far = formatting.share(band.widest / rise)
        return tr(
            "{words}. Between the samples the functions differ by up to {far} of the data's range.",
            words=text,
            far=far,
        )
    if band.widest_outside > 1e-6 * rise:
        return tr("{words}. The functions differ only beyond the data.", words=text)
    return tr("{words}. Over the data all of them draw the same function.", words=text)


def other_words(other: Any) -> str:
    """The certificate of another network in a line."""
    what = tr("norm") if other.lam == 0 else tr("objective")
    mark = "✓" if other.certified else "!"
    gap = formatting.scientific(other.gap) if other.gap > 0 else "0"
    return tr(
        "{mark} {neurons}, same {what} {objective}, gap {gap}",
        mark=mark,
        neurons=formatting.plural(len(other.weights), "neuron"),
        what=what,
        objective=formatting.number(other.objective, 5),
        gap=gap,
    )
