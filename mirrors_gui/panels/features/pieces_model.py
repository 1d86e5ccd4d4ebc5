"""The table of pieces: a model that formats only the rows that are seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt

from mirrors_engine.pieces import Piece
from mirrors_gui.panels.common.sorted_model import Index, SortedModel
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:
    from mirrors_engine.features.feature import Key
    from mirrors_gui.compute.pieces import PieceTable
    from mirrors_gui.compute.uncertainty import UncertaintyView

INPUT, START, END, VALUE, SLOPE, BAND = range(6)


class PiecesModel(SortedModel):
    """One row per linear or constant piece of the function, from left to right until sorted."""

    HEADERS = (
        mark("Input"),
        mark("Start"),
        mark("End"),
        mark("Value"),
        mark("Slope"),
        mark("Kink within"),
    )
    TIPS = (
        mark("Which column the piece is a function of; the fit is their sum and a constant"),
        mark("Where the piece begins; −∞: it goes on to the left as it is"),
        mark("Where it ends; ∞: it goes on to the right as it is"),
        mark("The function where the piece begins; where it ends, of a piece that has no start"),
        mark("How much the function changes per unit of x, per day where x is a time"),
        mark(
            "Where the kinks of the resampled fits fall that are nearest to the one at the start, "
            "and how many of the fits have one: Compute in Uncertainty finds them"
        ),
    )
    NUMBERS = (START, END, VALUE, SLOPE)

    def __init__(self) -> None:
        super().__init__(START, Qt.SortOrder.AscendingOrder)
        self.pieces: PieceTable | None = None
        self._x: Callable[[float], str] = formatting.number
        self._kinks = np.empty(0, dtype=int)
        self._bands: tuple[np.ndarray, np.ndarray] | None = None
        self._level = 0.9

    def show(self, pieces: PieceTable | None, view: UncertaintyView | None = None) -> None:
        """Take pieces (None for none), and the bands of their kinks once they are computed."""
        self.beginResetModel()
        self.pieces, self._bands = pieces, None
        if pieces is not None:
            self._x = formatting.x_words(pieces.result.signal)
            if view is not None and view.kinks is not None:
                self._bands, self._level = view.kinks, view.level
                self._kinks = pieces.kinks()
        self._arrange()
        self.endResetModel()

    @property
    def columns(self) -> set[int]:
        """Those that this function has something for."""
        found = {START, END, VALUE, SLOPE, BAND}
        if self.pieces is None:
            return found
        net = self.pieces.result.architecture
        found |= {INPUT} if net.inputs == "additive" else set()
        found -= {SLOPE} if net.step and not self.pieces.rows[:, 3].any() else set()
        return found if self._bands is not None else found - {BAND}

    def _sort_keys(self, column: int) -> np.ndarray:
        if self.pieces is None:
            return np.empty(0)
        if column == INPUT:
            return self.pieces.column
        if column != BAND:
            return self.pieces.rows[:, column - START]
        if self._bands is None:
            return np.zeros(len(self.pieces))
        shares = np.append(self._bands[1], -1.0)  # the last one for pieces without a kink
        return shares[self._kinks]

    def piece(self, row: int) -> Piece | None:
        """The piece in a row."""
        if self.pieces is None or not 0 <= row < len(self._rows):
            return None
        return Piece(*self.pieces.rows[self._rows[row]].tolist())

    def key(self, row: int) -> Key | None:
        """The feature that bends where the piece in a row begins."""
        if self.pieces is None or not 0 <= row < len(self._rows):
            return None
        return self.pieces.bends_at(int(self._rows[row]))

    def sentence(self, piece: Piece) -> str:
        """A piece in one line."""
        ends = {"start": self._x(piece.start), "end": self._x(piece.end)}
        value, slope = formatting.number(piece.value, 6), formatting.number(piece.slope, 6)
        if math.isinf(piece.start) and math.isinf(piece.end):
            return tr("One piece: f = {value} everywhere", value=value)
        if math.isinf(piece.start):
            return tr(
                "Up to {end}: f = {value} there, slope {slope}", **ends, value=value, slope=slope
            )
        if math.isinf(piece.end):
            return tr(
                "From {start}: f = {value} there, slope {slope}", **ends, value=value, slope=slope
            )
        return tr(
            "From {start} to {end}: f = {value} at the start, slope {slope}",
            **ends,
            value=value,
            slope=slope,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.pieces is None:
            return None
        i, column = int(self._rows[index.row()]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(i, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            piece = self.piece(index.row())
            if piece is None:
                return None
            band = self._band(i) if column == BAND else ""
            return "\n".join(filter(None, (band, self.sentence(piece))))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        return None

    def _text(self, i: int, column: int) -> str:
        assert self.pieces is not None
        if column == INPUT:
            return formatting.x_name(self.pieces.result.signal, int(self.pieces.column[i]))
        if column == BAND:
            return self._band(i)
        value = float(self.pieces.rows[i, column - START])
        return self._x(value) if column in (START, END) else formatting.number(value)

    def _band(self, i: int) -> str:
        if self._bands is None or self._kinks[i] < 0:
            return ""
        (low, high), part = self._bands[0][self._kinks[i]], self._bands[1][self._kinks[i]]
        if math.isnan(low):
            return formatting.share(0.0)
        return f"{self._x(float(low))} – {self._x(float(high))} ({formatting.share(float(part))})"
