"""The pieces of the function in the place of the table of features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject

from mirrors_gui.compute.analyses import PIECES
from mirrors_gui.compute.pieces import PieceTable, piece_table
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.sorted_model import sort_by_headings
from mirrors_gui.panels.common.tables import new_table
from mirrors_gui.panels.features.pieces_model import BAND, PiecesModel
from mirrors_gui.text.translate import tr

if TYPE_CHECKING:
    from mirrors_engine.pieces import Piece

AT_ONCE = 500  # neurons whose pieces take a few ms
ROWS = 50  # whose words the columns have room for


class Pieces(QObject):
    """Start, end, value and slope of every piece; one that is chosen is marked on the plots.

    They are computed only while the table is on show; where they are many, beside the window.

    Attributes
    ----------
    table : Table
    model : PiecesModel
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = PiecesModel()
        self.table = new_table(
            self.model,
            "piecesTable",
            tr("Table of the pieces"),
            tr(
                "The function piece by piece, from kink to kink. Click a heading to sort, a row to "
                "see the piece on the plot."
            ),
            (),
        )
        self.table.setMouseTracking(True)
        self.table.shortened = {BAND: 90}
        self.table.horizontalHeader().setResizeContentsPrecision(ROWS)
        sort_by_headings(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.entered.connect(self._row_entered)
        self.table.viewport().installEventFilter(self)
        self._session: Session | None = None
        self._following = False

    def bind(self, session: Session) -> None:
        self._session = session
        session.pieceChanged.connect(self._follow)

    def show(self) -> None:
        """Show what is known of the answer on show, and ask for what is not."""
        session = self._session
        assert session is not None
        self._following = True
        self.model.show(self._pieces(session), session.analyses.uncertainty)
        self._following = False
        for column in range(self.model.columnCount()):
            self.table.setColumnHidden(column, column not in self.model.columns)
        self.table.fit_contents()

    def _pieces(self, session: Session) -> PieceTable | None:
        result, found = session.result, session.analyses.get(PIECES)
        if result is None or found is not None:
            return None if found is None else found.value
        if len(result.weights) <= AT_ONCE:
            return piece_table(result)
        session.analyses.request(PIECES)
        return None

    def _row_chosen(self, index: QModelIndex) -> None:
        if not self._following and self._session is not None:
            self._session.mark_piece(self.model.piece(index.row()))

    def _row_entered(self, index: QModelIndex) -> None:
        if self._session is not None:
            self._session.hover(self.model.key(index.row()))

    def _follow(self, piece: Piece | None) -> None:
        if piece is None:
            self._following = True
            self.table.selectionModel().clear()
            self._following = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaves = event.type() == QEvent.Type.Leave and watched is self.table.viewport()
        if leaves and self._session is not None:
            self._session.hover(None)
        return super().eventFilter(watched, event)
