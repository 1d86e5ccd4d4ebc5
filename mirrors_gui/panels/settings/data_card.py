"""Where the signal comes from and what became of its rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mirrors_engine.text.printable import printable
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import Card, ColumnsButton, ComboBox, caption, field, named

ROW_NUMBER = mark("row number")


class DataCard(Panel):
    """Open and sample buttons, columns, and the account of every row."""

    title = mark("Data")
    shows_answer = False  # the data asked about
    openAsked = Signal()
    galleryAsked = Signal()
    previewAsked = Signal()
    includeAllAsked = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = Card(tr("Data"))
        self.body.addWidget(card)
        self.open = named(
            QPushButton(tr("Open …")),
            "openButton",
            tr("Open a CSV file"),
            tr("Open a CSV file  (Ctrl+O); a file can also be dropped anywhere on the window"),
        )
        self.gallery = named(
            QPushButton(tr("Examples")),
            "galleryButton",
            tr("Example gallery"),
            tr("Signals that come with the program, with source and licence  (Ctrl+G)"),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open, 1)
        row.addWidget(self.gallery, 1)
        card.body.addLayout(row)
        self.x_box = named(
            ComboBox(), "xColumnBox", tr("Column of x"), tr("The column that runs along x")
        )
        self.y_box = named(
            ComboBox(), "yColumnBox", tr("Column of y"), tr("The column to be fitted")
        )
        self.more = named(
            ColumnsButton(),
            "moreColumnsButton",
            tr("More columns of x"),
            tr("Columns the function depends on besides the first; two make a plane"),
        )
        self._more_row = field(tr("and x"), self.more)
        self._columns = [field("x", self.x_box), field("y", self.y_box)]
        for each in (self._columns[0], self._more_row, self._columns[1]):
            card.body.addWidget(each)
        self.preview = named(
            QPushButton(tr("How it was read …")),
            "previewButton",
            tr("How it was read"),
            tr("The file line by line, and every choice about reading it"),
        )
        self.preview.clicked.connect(self.previewAsked)
        card.body.addWidget(self.preview)
        self.summary = caption(role="body")
        self.cleaning = caption()
        self.source = caption()
        for words in (self.summary, self.cleaning, self.source):
            words.setTextFormat(Qt.TextFormat.PlainText)
        for text in (self.summary, self.cleaning, self.source):
            text.setTextFormat(Qt.TextFormat.PlainText)  # what a file says is no markup
            card.body.addWidget(text)
        self.include_all = named(
            QPushButton(tr("Include all")),
            "includeAllButton",
            tr("Include all"),
            tr("Take the points in again that were left out by hand"),
        )
        self.include_all.clicked.connect(self.includeAllAsked)
        self.include_all.hide()
        card.body.addWidget(self.include_all)
        self.open.clicked.connect(self.openAsked)
        self.gallery.clicked.connect(self.galleryAsked)
        self.x_box.currentIndexChanged.connect(self._chosen)
        self.y_box.currentIndexChanged.connect(self._chosen)
        self.more.changed.connect(self._chosen)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(self.show_signal)
        # a column that cannot be used is put back to the one in force
        session.failed.connect(lambda _: self.show_signal(session.signal))
        self.show_signal(session.signal)

    def show_signal(self, signal: Any) -> None:
        session = self.session
        assert session is not None
        self._show_columns(signal, session.table)
        self.include_all.setVisible(signal is not None and signal.whole is not None)
        if signal is None:
            self.summary.setText(tr("Drop a CSV here, paste columns, or open an example."))
            self.cleaning.hide()
            self.source.hide()
            return
        self.summary.setText(
            printable(
                tr(
                    "{samples} of {y_name} against {x_name}",
                    samples=plural(len(signal), "sample"),
                    y_name=signal.y_name,
                    x_name=signal.x_name,
                )
            )
        )
        self.cleaning.setText(printable(" ".join(map(said, signal.cleaning.sentences()))))
        self.cleaning.show()
        origin = tr("From {source}", source=tr(signal.source)) if signal.source else ""
        if session.edited:
            origin = (
                tr("{origin}, edited by hand", origin=origin) if origin else tr("Edited by hand")
            )
        self.source.setText(printable(origin))
        self.source.setVisible(bool(origin))

    def _show_columns(self, signal: Any, table: Any) -> None:
        for row in self._columns:
            row.setVisible(table is not None)
        self._more_row.hide()
        self.preview.setVisible(table is not None)
        if table is None or signal is None:
            return
        for box, name, first in (
            (self.x_box, signal.x_names[0], True),
            (self.y_box, signal.y_name, False),
        ):
            with QSignalBlocker(box):
                box.clear()
                if first:
                    box.addItem(tr(ROW_NUMBER), None)
                for column in table.columns:
                    if column.kind == "number" or (first and column.kind == "time"):
                        box.addItem(printable(column.label), column.position)
                box.setCurrentIndex(max(box.findText(printable(name)), 0))
        first, y = self.x_box.currentData(), self.y_box.currentData()
        others = {
            c.position: printable(c.label)
            for c in table.columns
            if c.kind == "number" and c.position not in (first, y)
        }
        self.more.offer(others, [printable(name) for name in signal.x_names[1:]])
        self._more_row.setVisible(bool(others) and first is not None)

    def _chosen(self, _index: object = None) -> None:
        session = self.session
        if (
            session is not None
            and session.table is not None
            and self.y_box.currentData() is not None
        ):
            x, y = self.x_box.currentData(), self.y_box.currentData()
            more = tuple(c for c in self.more.chosen() if c not in (x, y))
            session.set_columns((x, *more) if more and x is not None else x, y)
