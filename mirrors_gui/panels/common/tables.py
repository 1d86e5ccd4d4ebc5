"""Tables as every panel has them: one row a feature, chosen as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from mirrors_gui.style import theme as themes
from mirrors_gui.widgets.controls import named

ROW = 28  # px high, and the least a column is wide
HEAD_PADDING = 18  # px beside the name of a column
ARROWS = " ▾▴"  # what follows the name of the column that sorts


class Table(QTableView):
    """A table in which no column is cut by the right edge.

    The one that would be ends there, its cells in an ellipsis; one that is not to be shortened so
    far begins beyond the edge instead, and is scrolled to as a whole.

    Attributes
    ----------
    shortened : dict of int
        Columns whose cells may end early, and how many px of normal type they keep.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shortened: dict[int, int] = {}
        self._wanted: dict[int, int] = {}

    def give(self, widths: Mapping[int, int]) -> None:
        """Columns so many px wide, where the edge lets them be."""
        self._wanted.update(widths)
        self._lay_out()

    def fit_contents(self) -> None:
        """Columns as wide as their first rows, and as their names with an arrow."""
        model, along = self.model(), Qt.Orientation.Horizontal
        advance = self.horizontalHeader().fontMetrics().horizontalAdvance
        widths = {}
        for column in range(model.columnCount()):
            if not self.isColumnHidden(column):
                name = str(model.headerData(column, along)).rstrip(ARROWS) + ARROWS[:2]
                head = advance(name) + HEAD_PADDING
                widths[column] = max(head, self.sizeHintForColumn(column))
        self.give(widths)

    def minimumSizeHint(self) -> QSize:
        """Room for the names of the columns and a row."""
        size, bar = super().minimumSizeHint(), self.horizontalScrollBar()
        names, row = self.horizontalHeader().sizeHint(), self.verticalHeader().defaultSectionSize()
        size.setHeight(names.height() + row + bar.sizeHint().height() + 2 * self.frameWidth())
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room, before = self.viewport().width(), -1
        for column, width in sorted(self._wanted.items()):
            if self.isColumnHidden(column):
                continue
            if 0 < room < width:
                if room >= themes.px(self.shortened.get(column, room + 1)):
                    width = room
                elif before >= 0:
                    self.setColumnWidth(before, self.columnWidth(before) + room)
                    room = 0
            self.setColumnWidth(column, width)
            room, before = room - width, column


def new_table(
    model: QAbstractItemModel, name: str, says: str, tip: str, widths: Sequence[int]
) -> Table:
    """A table of `model`; columns have `widths`, and one more what is left."""
    table: Table = named(Table(), name, says, tip)
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
    header.setStretchLastSection(True)
    table.give(dict(enumerate(widths)))
    return table
