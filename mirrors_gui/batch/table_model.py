"""The list as a table: sorted by any column, filtered by words, filled as lines arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mirrors_engine.batch.batch import Line, Source
from mirrors_engine.batch.solve import Solve
from mirrors_engine.text.printable import printable
from mirrors_gui.batch import rows
from mirrors_gui.batch.rows import CERTIFIED, HEADERS, NAME, PICTURE, REMARK, TIPS, Row
from mirrors_gui.style.theme import LIGHT, Theme
from mirrors_gui.text.plain import tooltip
from mirrors_gui.text.translate import tr

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1  # for the painter of thumbnails
_LEFT = (PICTURE, NAME, rows.RULE, CERTIFIED, REMARK)


class SignalsModel(QAbstractTableModel):
    """Rows in the order of their sources, shown in another one.

    While lines arrive rows stay where they are, so that nothing jumps under the pointer;
    `arrange` sorts anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.theme: Theme = LIGHT
        self._shown: list[int] = []
        self._place: dict[int, int] = {}
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._words = ""

    def list(
        self,
        signals: Sequence[tuple[Source, str]],
        known: Mapping[int, tuple[Line, Solve]] | None = None,
    ) -> None:
        """Begin anew with these signals, of which the lines of some are known by number."""
        self.beginResetModel()
        self.rows = [Row(source, name) for source, name in signals]
        for number, (line, solve) in (known or {}).items():
            self.rows[number].fill(line, solve)
        self._order()
        self.endResetModel()

    def take(self, number: int, line: Line, solve: Solve) -> None:
        """The line of a signal has come."""
        self.rows[number].fill(line, solve)
        place = self._place.get(number)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADERS) - 1))

    def row_at(self, place: int) -> Row:
        """The signal that stands at a place of the table."""
        return self.rows[self._shown[place]]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = None if column < 0 else (column, order)
        self.arrange()

    def filter(self, words: str) -> None:
        """Show only rows with all of these words in their name, certificate or remark."""
        if words != self._words:
            self._words = words
            self.arrange()

    def arrange(self) -> None:
        """Sort and filter what is known by now; the selection stays with its rows."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        self._order()
        after = [
            self.index(self._place[n], index.column()) if n in self._place else QModelIndex()
            for n, index in zip(numbers, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def repaint(self, theme: Theme) -> None:
        """In other colours."""
        self.theme = theme
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, len(HEADERS) - 1)
            )

    def _order(self) -> None:
        words = self._words.casefold().split()
        shown = [n for n, row in enumerate(self.rows) if all(w in _searched(row) for w in words)]
        if self._sorted is not None:
            column, order = self._sorted
            known = [(rows.value(self.rows[n], column), n) for n in shown]
            last = [n for value, n in known if value is None]
            known = [pair for pair in known if pair[0] is not None]
            known.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
            shown = [n for _, n in known] + last
        self._shown = shown
        self._place = {n: place for place, n in enumerate(shown)}

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADERS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{tip}. Click to sort", tip=tr(TIPS[section]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row_at(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return rows.text(row, column)
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                tr("{name}, picture", name=row.name)
                if column == PICTURE
                else rows.text(row, column)
            )
        if role == Qt.ItemDataRole.ToolTipRole and column in (NAME, REMARK, PICTURE):
            words = rows.text(row, REMARK)
            where = printable(row.source.file)
            return tooltip(f"{row.name}: {words}" if words else f"{row.name} ({where})")
        if role == Qt.ItemDataRole.ForegroundRole and row.line is not None:
            if row.failed and column in (CERTIFIED, REMARK):
                return self.theme.color("uncertified")
            if column == CERTIFIED:
                return self.theme.color("certified" if row.line.certified else "uncertified")
            if column == REMARK:
                return self.theme.color("secondary")
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in _LEFT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _searched(row: Row) -> str:
    return f"{row.name} {rows.text(row, CERTIFIED)} {rows.text(row, REMARK)}".casefold()
