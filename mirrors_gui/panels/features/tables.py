"""The table of features or, in its place, that of pieces, and what chooses between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.export.registry import exporter
from mirrors_gui.model.session import Session
from mirrors_gui.panels.features.pieces import Pieces
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

VIEWS = (
    ("featuresButton", mark("Features"), mark("The neurons of the network")),
    (
        "piecesButton",
        mark("Pieces"),
        mark("The function piece by piece: start, end, value and slope"),
    ),
)
EXPORTS = ("features", "pieces")


class FeatureTables(QWidget):
    """One of the two tables, under a line with both names and the export of the one on show.

    Signals
    -------
    turned
    exportAsked : title of an export
    """

    turned = Signal()
    exportAsked = Signal(str)

    def __init__(self, features: QTableView) -> None:
        super().__init__()
        self.pieces = Pieces(self)
        self._tables = QStackedWidget()
        self._choice = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        tables = (features, self.pieces.table)
        for place, ((name, text, tip), table) in enumerate(zip(VIEWS, tables, strict=True)):
            button = named(QPushButton(tr(text)), name, tr(text), tr(tip))
            button.setCheckable(True)
            button.setChecked(place == 0)
            self._choice.addButton(button, place)
            row.addWidget(button)
            self._tables.addWidget(table)
        export = named(
            QPushButton(tr("Table …")),
            "exportFeaturesButton",
            tr("Table"),
            tr("Save or copy this table as CSV, with all digits"),
        )
        row.addStretch()
        row.addWidget(export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._tables, 1)
        self._session: Session | None = None
        self._choice.idToggled.connect(lambda _, on: self._turn() if on else None)
        export.clicked.connect(lambda: self.exportAsked.emit(self._export()))

    def bind(self, session: Session) -> None:
        self._session = session
        self.pieces.bind(session)

    @property
    def on_pieces(self) -> bool:
        """Whether that of the pieces is on show."""
        return self._choice.checkedId() == 1

    def turn_to(self, pieces: bool) -> None:
        """Show the table of pieces, or that of features."""
        self._choice.button(int(pieces)).setChecked(True)

    def show_pieces(self) -> None:
        """Bring the table of pieces up to date where it is on show."""
        assert self._session is not None
        result = self._session.result
        on_a_line = result is None or result.architecture.inputs != "plane"
        self._choice.button(1).setEnabled(on_a_line)
        if not on_a_line:
            self.turn_to(False)
        if self.on_pieces:
            self.pieces.show()

    def _turn(self) -> None:
        self._tables.setCurrentIndex(self._choice.checkedId())
        if self._session is None:
            return
        if self.on_pieces:
            self.show_pieces()
        else:
            self._session.mark_piece(None)
        self.turned.emit()

    def _export(self) -> str:
        return exporter(EXPORTS[self._choice.checkedId()]).title
