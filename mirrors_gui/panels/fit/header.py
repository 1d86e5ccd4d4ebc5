"""The row above the fit: what is fitted by which network, and buttons for the panels and tools."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mirrors_gui.model.session import Session
from mirrors_gui.panels.fit.edit_tool import EditTool
from mirrors_gui.panels.fit.exclude_tool import ExcludeTool
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import IconButton, ShortLabel, named

EDITING = mark("Drag a point · double-click adds one · right-click removes it · Esc ends")
EXCLUDING = mark("Click a point to leave it out or take it in · draw around several · Esc ends")


class FitHeader(QWidget):
    """Name of the data, and below it the network of the answer on show or how to edit points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_button = named(
            IconButton("panel-left"),
            "leftPanelButton",
            tr("Left panel"),
            tr("Data and network  (Ctrl+1)"),
        )
        self.right_button = named(
            IconButton("panel-right"),
            "rightPanelButton",
            tr("Right panel"),
            tr("The views  (Ctrl+2)"),
        )
        self.edit_button = named(
            IconButton("edit"),
            "editButton",
            tr("Edit points"),
            tr(
                "Edit points  (Ctrl+D): drag to move, Shift keeps x; double-click adds; "
                "right-click or Delete removes; arrow keys nudge; Esc ends"
            ),
        )
        self.edit_button.setCheckable(True)
        self.exclude_button = named(
            IconButton("exclude"),
            "excludeButton",
            tr("Exclude points"),
            tr(
                "Exclude points  (Ctrl+Shift+D): a click leaves a point out of the fit or takes it "
                "in again, a line drawn around points does it for all; with Shift a rectangle; "
                "Esc ends. Alt with the mouse does the same at any time"
            ),
        )
        self.exclude_button.setCheckable(True)
        self.pin_button = named(
            IconButton("pin"),
            "pinFitButton",
            tr("Pin this fit"),
            tr(
                "Pin this fit  (Ctrl+B): it stays on the plot, and in Compare, while you change "
                "the network or λ"
            ),
        )
        self.see_all_button = named(
            IconButton("view"), "seeAllButton", tr("See all data"), tr("See all data  (Ctrl+0)")
        )
        self.heading, self.subheading = ShortLabel(), ShortLabel()
        self.heading.setProperty("role", "title")
        self.subheading.setProperty("role", "caption")
        for line in (self.heading, self.subheading):
            line.setTextFormat(Qt.TextFormat.PlainText)  # a name from a file is no markup
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.subheading)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.left_button)
        row.addLayout(words, 1)
        row.addWidget(self.pin_button)
        row.addWidget(self.edit_button)
        row.addWidget(self.exclude_button)
        row.addWidget(self.see_all_button)
        row.addWidget(self.right_button)

    def bind(self, session: Session, edit: EditTool, exclude: ExcludeTool) -> None:
        """Show the data and the network of the session; buttons turn the tools on and off."""
        self._session, self._edit, self._exclude = session, edit, exclude
        edit.activeChanged.connect(lambda on: exclude.set_active(False) if on else None)
        exclude.activeChanged.connect(lambda on: edit.set_active(False) if on else None)
        self.exclude_button.clicked.connect(exclude.set_active)
        exclude.activeChanged.connect(self.exclude_button.setChecked)
        self.edit_button.clicked.connect(edit.set_active)
        edit.activeChanged.connect(self.edit_button.setChecked)
        self.pin_button.clicked.connect(session.pins.pin)
        for change in (
            edit.activeChanged,
            exclude.activeChanged,
            session.signalChanged,
            session.architectureChanged,
            session.age.changed,
            session.resultChanged,
        ):
            change.connect(self._show)
        self._show()

    def _show(self, _change: object = None) -> None:
        session = self._session
        signal, name = session.signal, session.signal.name if session.signal is not None else ""
        self.heading.setText(
            name or (tr("No data") if signal is None else tr("Data without a name"))
        )
        words = said(session.architecture.describe())
        if session.age.old and session.result is not None:
            shown = said(session.result.architecture.describe())
            words = (
                tr("{shown} · solving …", shown=shown)
                if shown == words
                else tr("{shown} · solving: {words} …", shown=shown, words=words)
            )
        if self._edit.active:
            words = tr(EDITING)
        elif self._exclude.active:
            words = tr(EXCLUDING)
        self.subheading.setText(words)
