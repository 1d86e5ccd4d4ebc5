"""Pinned fits beside each other: a table of their numbers, their functions on the plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QWidget

from mirrors_gui.model.pins.pin import MOST
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.lazy import LazyPanel
from mirrors_gui.panels.common.tables import new_table
from mirrors_gui.panels.compare.table_model import NAME, NETWORK, SHOWN, PinsModel
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

EMPTY = mark(
    "Nothing is pinned yet. Pin keeps the fit on show here and on the plot, in a stroke of its "
    "own; then change the network or λ and compare. “Depths 2, 3, 4” pins three at once."
)
WIDTH, WIDEST = 72, 150  # px of a column, at least and where there is room
ROW, HEADS = 24, 70  # px of a row, and of the names of the rows
LINES = {NAME: 2, NETWORK: 2}  # of text in the rows that have more than one
KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_F2}


class ComparePanel(LazyPanel):
    """The table of pins, and what can be done with them.

    Signals
    -------
    exportAsked : "table" or "figure"
    """

    exportAsked = Signal(str)
    title = mark("Compare")
    shows_answer = False  # the rows are of other fits
    guide = mark(
        "Fits that you pinned, to compare with the one on show. Click one to go back to it."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparePanel")
        self.model = PinsModel()
        self.table: QTableView = new_table(
            self.model,
            "pinsTable",
            tr("Pinned fits"),
            tr(
                "Click a fit, or press Enter, to go back to that fit. F2 renames, Space hides or "
                "shows, Delete removes."
            ),
            (),
        )
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectColumns)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.verticalHeader().show()
        self.table.verticalHeader().setHighlightSections(False)
        self._on_show: int | None = None  # the stroke of the fit on show, where it is pinned
        self.pin = _button(
            tr("Pin this fit"), "pinButton", tr("Keep the fit on show here  (Ctrl+B)")
        )
        self.pin.setProperty("role", "primary")
        self.rename = _button(
            tr("Rename"), "renamePinButton", tr("Give the chosen fit a name  (F2)")
        )
        self.remove = _button(
            tr("Remove"), "removePinButton", tr("Pin the chosen fit no longer  (Delete)")
        )
        self.table_button = _button(
            tr("Table …"), "exportPinsButton", tr("Save or copy this table as CSV, with all digits")
        )
        self.depths_button = _button(
            tr("Depths 2, 3, 4"),
            "pinDepthsButton",
            tr("Pin the fits of this network with 2, 3 and 4 layers at this share of λmax"),
        )
        self.figure_button = _button(
            tr("Figure …"),
            "exportPinsFigureButton",
            tr("Save or copy the plot with the fits shown on it"),
        )
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (first, (self.pin, self.rename, self.remove)),
            (second, (self.depths_button, self.table_button, self.figure_button)),
        ):
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button, 1)
        self.content.addWidget(self.table)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.table.clicked.connect(self._clicked)
        self.table.selectionModel().currentColumnChanged.connect(lambda *_: self._enable())
        for watched in (self.table, self.table.viewport()):
            watched.installEventFilter(self)
        self.remove.clicked.connect(self._remove)
        self.rename.clicked.connect(self._rename)
        self.table_button.clicked.connect(lambda: self.exportAsked.emit("table"))
        self.figure_button.clicked.connect(lambda: self.exportAsked.emit("figure"))

    def bind(self, session: Session) -> None:
        super().bind(session)
        self.pin.clicked.connect(session.pins.pin)
        self.depths_button.clicked.connect(session.pins.pin_depths)
        session.pins.changed.connect(lambda: self.due(self._show))
        session.resultChanged.connect(lambda _: self.due(self._show))
        self.due(self._show)

    def apply_theme(self, theme: Theme) -> None:
        self.table.verticalHeader().setDefaultSectionSize(themes.px(ROW))
        line = self.table.fontMetrics().lineSpacing()
        self._heights = {row: lines * line + 10 for row, lines in LINES.items()}
        self.due(self._show)

    def _show(self) -> None:
        assert self.session is not None
        session = self.session
        self.model.show(session.pins, session.appearance.theme)
        for row, height in self._heights.items():
            self.table.setRowHeight(row, height)
        heads = self.table.verticalHeader()  # which has the new type only now
        heads.setFixedWidth(max(themes.px(HEADS), heads.sizeHint().width()))
        self._share_width()
        pins = session.pins.all
        self.invite("" if pins else EMPTY)
        on_show, before = session.pins.on_show(), self._on_show
        self._on_show = None if on_show is None else on_show.slot
        column = self.model.column(self._on_show)
        if column is not None and self._on_show != before:  # else what is chosen stays
            self.table.setCurrentIndex(self.model.index(NAME, column))
        self._enable()

    def _share_width(self) -> None:
        """Names break where the columns have less room than they could use; the edge cuts none."""
        room = self.table.viewport().width()
        fit = max(1, min(self.model.columnCount(), room // themes.px(WIDTH)))
        wide = min(max(room // fit, themes.px(WIDTH)), themes.px(WIDEST))
        self.table.horizontalHeader().setDefaultSectionSize(wide)

    def _enable(self) -> None:
        session = self.session
        if session is None:
            return
        pins = session.pins
        self.pin.setEnabled(
            session.result is not None and (len(pins.all) < MOST or pins.on_show() is not None)
        )
        self.depths_button.setEnabled(bool(pins.depths()))
        chosen = self._chosen() is not None
        for button in (self.rename, self.remove):
            button.setEnabled(chosen)
        for button in (self.table_button, self.figure_button):
            button.setEnabled(bool(pins.all) and session.result is not None)

    def _chosen(self) -> int | None:
        """The stroke of the column that is chosen."""
        return self.model.slot(self.table.currentIndex().column())

    # what the user does

    def _clicked(self, index: QModelIndex) -> None:
        slot = self.model.slot(index.column())
        if slot is None or self.session is None:
            return
        if index.row() == SHOWN:
            self._toggle(slot)
        else:
            self.session.pins.go_to(slot)

    def _toggle(self, slot: int) -> None:
        assert self.session is not None
        pin = self.session.pins.at(slot)
        self.session.pins.show(slot, pin is not None and not pin.shown)

    def _remove(self) -> None:
        slot = self._chosen()
        if slot is not None and self.session is not None:
            self.session.pins.remove(slot)

    def _rename(self) -> None:
        editing = self.table.state() == QTableView.State.EditingState
        if self._chosen() is not None and not editing:
            self.table.setFocus()
            self.table.edit(self._name())

    def _name(self) -> QModelIndex:
        """The cell with the name of the chosen fit."""
        return self.model.index(NAME, self.table.currentIndex().column())

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """The keys of the table, and its width: it may change while the panel's does not."""
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self.due(self._share_width)
        if watched is self.table and isinstance(event, QKeyEvent) and event.key() in KEYS:
            if event.type() != QKeyEvent.Type.KeyPress:
                return False
            if self.table.state() == QTableView.State.EditingState:
                return True  # a name is typed: its editor has had the key
            return self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        slot, session = self._chosen(), self.session
        if slot is None or session is None:
            return False
        if key == Qt.Key.Key_F2:
            self._rename()
        elif key == Qt.Key.Key_Delete:
            self._remove()
        elif key == Qt.Key.Key_Space:
            self._toggle(slot)
        else:
            session.pins.go_to(slot)
        return True


def _button(text: str, name: str, tip: str) -> QPushButton:
    made: QPushButton = named(QPushButton(text), name, text.removesuffix(" …"), tip)
    return made
