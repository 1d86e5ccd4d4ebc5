"""Tables that sort by their headings: the order of the rows, and the arrow that says so."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr

Index = QModelIndex | QPersistentModelIndex


class SortedModel(QAbstractTableModel):
    """Rows of arrays in an order; subclasses say what a cell reads and what a column sorts by.

    Attributes
    ----------
    HEADERS, TIPS : tuple of str
        What each column is called, and what that means; marked for translation.
    NUMBERS : tuple of int
        Columns that stand at the right.
    """

    HEADERS: ClassVar[tuple[str, ...]] = ()
    TIPS: ClassVar[tuple[str, ...]] = ()
    NUMBERS: ClassVar[tuple[int, ...]] = ()

    def __init__(self, column: int, order: Qt.SortOrder) -> None:
        super().__init__()
        self._rows = np.empty(0, dtype=int)
        self._row_of = np.empty(0, dtype=int)  # the row of each thing
        self._sorted = (column, order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted = (column, order)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        column, order = self._sorted
        rows = self._sorted_rows(column)
        self._rows = rows[::-1] if order == Qt.SortOrder.DescendingOrder else rows
        self._row_of = places_in(self._rows)

    def _sorted_rows(self, column: int) -> np.ndarray:
        """The rows of a column in rising order."""
        return np.argsort(self._sort_keys(column), kind="stable")

    def _sort_keys(self, column: int) -> np.ndarray:
        raise NotImplementedError

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column, order = self._sorted
            arrow = " ▾" if order == Qt.SortOrder.DescendingOrder else " ▴"
            return tr(self.HEADERS[section]) + (arrow if section == column else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrapped(tr(self.TIPS[section]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column in self.NUMBERS
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def places_in(order: np.ndarray) -> np.ndarray:
    """Where each thing stands in an order of them."""
    places = np.empty(len(order), dtype=int)
    places[order] = np.arange(len(order))
    return places


def sort_by_headings(table: QTableView) -> None:
    """Let a table of a `SortedModel` sort by clicks, beginning with the order of the model."""
    model = table.model()
    assert isinstance(model, SortedModel)
    header = table.horizontalHeader()
    # the style's arrow covers right-aligned headings: the model writes its own
    header.setStyleSheet(
        "QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }"
    )
    header.setSortIndicator(*model._sorted)
    table.setSortingEnabled(True)
