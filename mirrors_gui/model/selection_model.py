"""Which feature and which piece are selected, and which feature lies under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mirrors_engine.features.feature import Feature, Key
from mirrors_engine.features.features import place_of
from mirrors_engine.pieces import Piece
from mirrors_gui.model.question_model import QuestionModel


class SelectionModel(QuestionModel):
    """The question, and the features that every view highlights.

    Attributes
    ----------
    selected, hovered : key of a feature or None
    piece : Piece or None
        Which piece of the function on show is marked on the plots along x.
    """

    selectionChanged = Signal(object)
    hoverChanged = Signal(object)
    pieceChanged = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selected: Key | None = None
        self.hovered: Key | None = None
        self.piece: Piece | None = None

    def select(self, key: Key | None) -> None:
        """Highlight one feature everywhere, None for none."""
        key = None if key is None else tuple(key)
        if key != self.selected:
            self.selected = key
            self.selectionChanged.emit(key)

    def hover(self, key: Key | None) -> None:
        """Highlight the feature under the pointer."""
        key = None if key is None else tuple(key)
        if key != self.hovered:
            self.hovered = key
            self.hoverChanged.emit(key)

    def mark_piece(self, piece: Piece | None) -> None:
        """Mark one piece of the function, None for none."""
        if piece != self.piece:
            self.piece = piece
            self.pieceChanged.emit(piece)

    def keep_selected(self, active: Sequence[Feature]) -> None:
        """Give up a selection that is not among the features of a new answer."""
        lost = [place_of(active, key) is None for key in (self.selected, self.hovered)]
        self._give_up(*lost)

    def deselect(self) -> None:
        """Highlight nothing."""
        self._give_up(True, True)

    def _give_up(self, selected: bool, hovered: bool) -> None:
        """Mark no piece and no such feature; all are None before a slot of any signal runs."""
        before = self.piece, self.selected, self.hovered
        self.piece = None
        if selected:
            self.selected = None
        if hovered:
            self.hovered = None
        changed = self.pieceChanged, self.selectionChanged, self.hoverChanged
        now = self.piece, self.selected, self.hovered
        for signal, old, new in zip(changed, before, now, strict=True):
            if old != new:
                signal.emit(new)
