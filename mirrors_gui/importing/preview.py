"""The first lines of a file as they are read: roles, kinds, and cells that do not fit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mirrors_engine.signals import Column, Table
from mirrors_engine.text.printable import printable
from mirrors_gui.importing.reading import Columns
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import LIGHT, Theme
from mirrors_gui.text.translate import mark, tr

Index = QModelIndex | QPersistentModelIndex
_KINDS = {"number": mark("numbers"), "time": mark("times"), "text": mark("text")}
_ROLES = {
    "skipped": mark("This line is skipped"),
    "header": mark("Names of the columns"),
    "units": mark("Units of the columns"),
}


class PreviewModel(QAbstractTableModel):
    """Lines of the file, each cell with what it was taken for."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.columns = Columns()
        self.theme: Theme = LIGHT
        self._bad: set[tuple[int, int]] = set()
        self._left_out: set[int] = set()

    def show(self, table: Table | None, columns: Columns) -> None:
        """Take a table (None for none) and the columns in use."""
        self.beginResetModel()
        self.table, self.columns = table, columns
        self._bad = set()
        self._left_out = set() if table is None else set(table.ragged[:1000].tolist())
        if table is not None:
            for column in table.columns:
                rows = column.unreadable[:1000]
                self._bad |= {
                    (int(line), column.position) for line in table.line_of_row[rows].tolist()
                }
        self.endResetModel()

    def repaint(self, theme: Theme) -> None:
        self.theme = theme
        self.layoutChanged.emit()

    def role_of(self, position: int) -> str:
        """ "x", "y", "weights" or "" for a column not in use."""
        if position in self.columns.x:
            return "x"
        if position == self.columns.y:
            return "y"
        return "weights" if position == self.columns.weights else ""

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if self.table is None or parent.isValid() else len(self.table.preview)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if self.table is None or parent.isValid() else self.table.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self.table is not None
        row = self.table.preview[index.row()]
        column = index.column()
        text = row.cells[column] if column < len(row.cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return printable(text)
        if role == Qt.ItemDataRole.FontRole and row.role in ("header", "units"):
            face = themes.font(themes.SMALL)
            face.setBold(row.role == "header")
            face.setItalic(row.role == "units")
            return face
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.theme.color(self._ink(row.role, row.line, column))
        if role == Qt.ItemDataRole.BackgroundRole and self.role_of(column) and row.role == "data":
            return self.theme.color("function", 0.08)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._says(row.role, row.line, column, len(row.cells))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(self.table.preview[section].line)
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            use = self.role_of(section)
            label = printable(column.label)
            return f"{use} ←  {label}" if use else label
        if role == Qt.ItemDataRole.ToolTipRole:
            return _about(column, self.table.n_rows)
        return None

    def _ink(self, role: str, line: int, column: int) -> str:
        assert self.table is not None
        if role == "skipped":
            return "secondary"
        if role == "data" and (
            line in self._left_out or ((line, column) in self._bad and self.role_of(column) != "")
        ):
            return "uncertified"
        unused = role == "data" and not self.role_of(column)
        return "secondary" if unused else "text"

    def _says(self, role: str, line: int, column: int, width: int) -> str:
        assert self.table is not None
        wanted = self.table.width
        if role in _ROLES:
            return tr(_ROLES[role])
        if line in self._left_out:
            return tr(
                "This line has {width} cells, not {wanted}: it is left out",
                width=width,
                wanted=wanted,
            )
        if (line, column) in self._bad:
            return tr("Neither a number nor missing: the row is left out if this column is used")
        return ""


def _about(column: Column, rows: int) -> str:
    parts = [f"{printable(column.label)}: {tr(_KINDS[column.kind])}"]
    if column.missing:
        parts.append(tr("{missing} of {rows} missing", missing=column.missing, rows=rows))
    if len(column.unreadable):
        parts.append(tr("{unreadable} unreadable", unreadable=len(column.unreadable)))
    return ", ".join(parts)
