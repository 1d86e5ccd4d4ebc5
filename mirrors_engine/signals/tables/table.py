"""A table as read, and how two or three of its columns become a signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mirrors_engine.errors import Remedy, SignalError
from mirrors_engine.signals.cleaning import Dropped, FloatArray, IntArray, drop_where
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.text.printable import shortened

ASKED = "choose to leave out such rows."
ROW = "row"  # as x: the row number, where no column is called so
NAMES_OF_X = frozenset(
    ("x", "x1", "x_1", "t", "time", "date", "datetime", "timestamp", "year", "zeit")
)


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name, unit : str
        From the header and the units row; "column 3" where there is no header.
    position : int
        Counted from 0.
    kind : str
        "number", "time" (values in days since 1970-01-01) or "text".
    values : ndarray of shape (n_rows,)
        NaN where missing, unreadable or text. Read-only.
    missing : int
        How many cells are missing.
    unreadable : ndarray of int
        Rows whose cell is neither a number (a time) nor missing. Read-only.
    offending : tuple of (int, str) or None
        Line and text of the first such cell.
    inexact : tuple of (int, str) or None
        Line and text of the first whole number that its float64 is not equal to.
    merging : tuple of (int, str) or None
        Line and text of the first cell that another cell differs from, though not as a
        float64: the column cannot be x.
    doubtful : tuple of (int, str) or None
        Line and text of the first unreadable cell that looks like a number (a time of
        day in a column of times): the column is not used before it is decided upon.
    parts : tuple of str
        Further names by which it is found: of the date and of the time of day in it, of the
        columns it was put together from, or of another row above the data.
    derived : bool
        Whether it was put together from two others and is not in the file.
    """

    name: str
    unit: str
    position: int
    kind: str
    values: FloatArray
    missing: int
    unreadable: IntArray
    offending: tuple[int, str] | None = None
    inexact: tuple[int, str] | None = None
    doubtful: tuple[int, str] | None = None
    parts: tuple[str, ...] = ()
    derived: bool = False
    merging: tuple[int, str] | None = None

    @property
    def label(self) -> str:
        """Name with its unit, for an axis."""
        stated = not self.unit or self.name.endswith(("]", ")"))
        return self.name if stated else f"{self.name} [{self.unit}]"

    @property
    def usable(self) -> bool:
        """Whether there is at least one finite value."""
        return self.kind != "text" and bool(np.isfinite(self.values).any())

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the columns that it was put together from, such as year and month."""
        return self.parts if self.derived else ()

    @property
    def monotone(self) -> bool:
        """Whether the finite values strictly rise or strictly fall."""
        steps = np.diff(self.values[np.isfinite(self.values)])
        return bool((steps > 0).all() or (steps < 0).all())

    @property
    def repeats(self) -> bool:
        """Whether it holds few distinct values, each of them several times."""
        finite = self.values[np.isfinite(self.values)]
        return bool(finite.size >= 4 and 2 * np.unique(finite).size <= finite.size)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A line of the file as the window previews it.

    Attributes
    ----------
    line : int
        Number, from 1.
    role : str
        "skipped", "header", "units" or "data".
    cells : tuple of str
        Its cells.
    """

    line: int
    role: str
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A file read into columns.

    Attributes
    ----------
    name, source : str
        File name and path (or what the text was).
    columns : tuple of Column
        In the order of the file.
    options : CsvOptions
        How it was read, every field set.
    n_rows : int
        Rows of the right width; what the columns hold.
    line_of_row : ndarray of shape (n_rows,)
        Line number of each row, from 1. Read-only.
    ragged : ndarray of shape (m,)
        Line numbers of the rows with too few or too many cells. Read-only.
    preview : tuple of PreviewRow
        The first lines of the file.
    notes : tuple of str
        What the user should know, each a sentence.
    excluded : ndarray of shape (k,)
        Line numbers of the rows left out by hand. Read-only.
    """

    name: str
    source: str
    columns: tuple[Column, ...]
    options: CsvOptions
    n_rows: int
    line_of_row: IntArray
    ragged: IntArray
    preview: tuple[PreviewRow, ...]
    notes: tuple[str, ...] = ()
    excluded: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def width(self) -> int:
        """How many columns the file has."""
        return sum(not column.derived for column in self.columns)

    def column(self, key: str | int) -> Column:
        """Return a column by name or position.

        Parameters
        ----------
        key : str or int
            Name, in any case, or position from 0; a string of digits that is no
            name counts as a position.

        Raises
        ------
        SignalError
            If there is no such column; the message lists those there are.
        """
        if isinstance(key, str):
            wanted = key.strip()
            for same in (str, str.casefold):
                for column in self.columns:
                    if same(wanted) in (same(column.name), same(column.label)):
                        return column
            for column in self.columns:
                if wanted.casefold() in map(str.casefold, column.parts):
                    return column
        try:
            position = int(key)
        except ValueError:
            position = -1
        if 0 <= position < len(self.columns):
            return self.columns[position]
        shown = [f"{shortened(c.name)} ({c.position})" for c in self.columns[:12]]
        more = ", …" if len(self.columns) > 12 else ""
        wanted = shortened(str(key))
        raise SignalError(
            f"{self.name} has no column {wanted}: choose one of {', '.join(shown)}{more}."
        )

    def default_columns(self, taken: int | None = None) -> tuple[int | None, int | None]:
        """Choose the positions of x and y where nobody has.

        x is a column of times (of a date and a time of day together first), else one that
        is named like an x, else the first that strictly rises or falls, else the first of
        two columns or one that repeats its values, and None (the row number) where there
        is nothing left for y; y is the column of that name, else the first other column
        of numbers, None if there is none. `taken` is in use for the weights.
        """
        usable = [c for c in self.columns if c.usable and c.position != taken]
        numbers = [c for c in usable if c.kind == "number"]
        times = sorted((c for c in usable if c.kind == "time"), key=lambda c: not c.derived)
        named = [c for c in numbers if c.name.casefold() in NAMES_OF_X]
        steady = [c for c in numbers if c.monotone]
        x: int | None = None
        if times and numbers:
            x = times[0].position
        elif len(numbers) >= 2 and (named or steady):
            x = (named or steady)[0].position
        elif len(numbers) == 2 or (len(numbers) > 2 and numbers[0].repeats):
            x = numbers[0].position
        used = () if x is None else self.columns[x].sources
        rest = [c for c in numbers if c.position != x and c.name not in used]
        called = [c for c in rest if c.name.casefold() == "y"]
        return x, next((c.position for c in (*called, *rest)), None)


@dataclass(frozen=True)
class SelectedRows:
    """Columns of a table, without the rows that hold no number in one of them.

    Attributes
    ----------
    x, y, weights : ndarray
        As many values each; x has one column or several, weights may be None.
    lines : (n,) ndarray of int
        The line of the file of each row.
    dropped : tuple of Dropped
        The rows left out, and why.
    x_names, y_name, x_is_time
        Of the columns.
    notes : tuple of str
        Why the row number is x where nobody asked for it.
    """

    x: FloatArray
    y: FloatArray
    weights: FloatArray | None
    lines: IntArray
    dropped: tuple[Dropped, ...]
    x_names: str | list[str]
    y_name: str
    x_is_time: bool
    notes: tuple[str, ...] = ()


def select_rows(
    table: Table,
    x: str | int | Sequence[str | int] | None = None,
    y: str | int | None = None,
    weights: str | int | None = None,
) -> SelectedRows:
    """The rows of a table that have a number in each of the columns named.

    Parameters
    ----------
    table : Table
        What was read.
    x, y, weights : str or int, optional
        Columns by name or position. Without both, those of `Table.default_columns`.
        Without x, or with x "row" where no column is called so, the row number 0, 1, 2, …
        is x; without y the first column of numbers that is neither x nor the weights.
        Several columns may be x.

    Raises
    ------
    SignalError
        If a column does not exist or does not hold numbers.
    """
    if table.n_rows == 0:
        raise SignalError(_no_rows(table))
    notes: tuple[str, ...] = ()
    if x is None and y is None:
        x, y = table.default_columns(None if weights is None else table.column(weights).position)
        notes = _why_row_number(table) if x is None else ()
    elif x == ROW and not any(c.name.casefold() == ROW for c in table.columns):
        x = None
    keys = () if x is None else (x,) if isinstance(x, str | int) else tuple(x)
    x_columns = [_chosen(table, key, "x") for key in keys]
    w_column = None if weights is None else _chosen(table, weights, "weights")
    y = _first_numbers(table, *x_columns, w_column).position if y is None else y
    y_column = _chosen(table, y, "y")

    dropped: list[Dropped] = []
    if table.ragged.size:
        every = np.ones(table.ragged.size, dtype=bool)
        width = table.width
        reason = f"the line does not have {width} cell{'' if width == 1 else 's'}"
        dropped += [d for d in [drop_where(every, reason, table.ragged)] if d]
    if table.excluded.size:
        every = np.ones(table.excluded.size, dtype=bool)
        dropped += [d for d in [drop_where(every, "left out by hand", table.excluded)] if d]
    keep = np.ones(table.n_rows, dtype=bool)
    several = len(x_columns) > 1
    inputs = [(column, column.label if several else "x") for column in x_columns]
    for column, what in (*inputs, (y_column, "y"), (w_column, "weight")):
        if column is None or column.unreadable.size == 0:
            continue
        bad = np.zeros(table.n_rows, dtype=bool)
        bad[column.unreadable] = True
        kind = "a time" if column.kind == "time" else "a number"
        entry = drop_where(bad & keep, f"{what} is not {kind}", table.line_of_row)
        dropped += [entry] if entry else []
        keep &= ~bad

    if not x_columns:
        # Rows that are left out still count, or the ones after them would shift.
        before = np.searchsorted(table.ragged, table.line_of_row)
        before += np.searchsorted(table.excluded, table.line_of_row)
        x_values = (np.arange(table.n_rows) + before).astype(np.float64)
    elif several:
        x_values = np.column_stack([column.values for column in x_columns])
    else:
        x_values = x_columns[0].values
    return SelectedRows(
        x_values[keep],
        y_column.values[keep],
        None if w_column is None else w_column.values[keep],
        table.line_of_row[keep],
        tuple(dropped),
        [column.label for column in x_columns] or "row",
        y_column.label,
        bool(x_columns) and all(column.kind == "time" for column in x_columns),
        notes,
    )


def _why_row_number(table: Table) -> tuple[str, ...]:
    """Say what keeps the first column that is not numbers from being x."""
    for column in table.columns:
        if column.kind == "text" and column.offending is not None:
            line, cell = column.offending
            return (
                f"x is the row number, because column {column.name} holds text "
                f"({_quote(cell)}, line {line}).",
            )
    return ()


def _chosen(table: Table, key: str | int, what: str) -> Column:
    """Return the column chosen for x, y or the weights, or say why it cannot be."""
    column = table.column(key)
    name = shortened(column.name)
    if column.kind == "text":
        line, cell = column.offending or (int(table.line_of_row[0]), "")
        raise SignalError(
            f"{table.name}, line {line}: column {name} holds text ({_quote(cell)}), "
            f"so it cannot be {what}: choose a column of numbers."
        )
    if column.kind == "time" and what != "x":
        raise SignalError(
            f"{table.name}, line {int(table.line_of_row[0])}: column {name} holds times, "
            f"which only x may be: choose a column of numbers for {what}."
        )
    if column.inexact is not None:
        line, cell = column.inexact
        raise SignalError(
            f"{table.name}, line {line}: column {name} holds {shortened(cell)}, which has more "
            f"digits than a number keeps (2⁵³): subtract an offset from {name} first, or write "
            "dates for times."
        )
    if column.merging is not None and what == "x":
        line, cell = column.merging
        number = "the number of days since 1970" if column.kind == "time" else "a number"
        raise SignalError(
            f"{table.name}, line {line}: {_quote(cell)} in column {name} as {number} is the same "
            "as the different value of another line: subtract the first value from all of them, "
            "as in seconds or nanoseconds since the first sample."
        )
    if column.doubtful is not None:
        line, cell = column.doubtful
        kind = "time of day" if column.kind == "time" else "number"
        if kind == "number" and "%" in (column.unit, cell.strip()[-1:]):
            kind = "number with % like others"
        raise SignalError(
            f"{table.name}, line {line}: {_quote(cell)} in column {name} cannot be read as a "
            f"{kind}: correct it, or {ASKED}",
            [Remedy("Leave such rows out", reading={"drop_unreadable": True})],
        )
    if column.missing == table.n_rows:
        raise SignalError(
            f"{table.name}: every value of column {name} is missing: choose another column."
        )
    return column


def _first_numbers(table: Table, *taken: Column | None) -> Column:
    """Return the first column of numbers that is not in use."""
    used = {name for column in taken if column is not None for name in column.sources}
    for column in table.columns:
        free = column not in taken and column.name not in used
        if column.kind == "number" and column.usable and free:
            return column
    if all(c.missing == table.n_rows for c in table.columns):
        raise SignalError(f"{table.name}: every value is missing: choose another file.")
    shown = next((row for row in table.preview if row.role == "data"), None)
    read = f" (line {shown.line} reads {_quote(' '.join(shown.cells))})" if shown else ""
    other = "other " if any(t is not None for t in taken) else ""
    raise SignalError(
        f"{table.name}: no {other}column holds numbers{read}: choose another file or set the "
        "delimiter and decimal mark."
    )


def _no_rows(table: Table) -> str:
    if table.ragged.size:
        return (
            f"{table.name}, line {int(table.ragged[0])}: no row has the expected "
            f"{table.width} cells: set the delimiter."
        )
    return f"{table.name} has no row of data below its header: add rows of numbers."


def _quote(cell: str) -> str:
    """Return a cell for use within a sentence: one line, and short."""
    return f"“{shortened(cell)}”"
