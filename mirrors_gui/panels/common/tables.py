"""Tables as every panel has them: one row a feature, chosen as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from mirrors_gui.widgets.controls import named

ROW = 28  # px high, and the least a column is wide


def new_table(
    model: QAbstractItemModel, name: str, says: str, tip: str, widths: Sequence[int]
) -> QTableView:
    """A table of `model`; columns have `widths`, and one more what is left."""
    table: QTableView = named(QTableView(), name, says, tip)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(ROW)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    header.setStretchLastSection(True)
    return table
