"""Columns of a table that become x, y and weights, without the rows that have no number there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.errors import Remedy, SignalError
from mirrors_engine.signals.cleaning import Dropped, FloatArray, IntArray, drop_where
from mirrors_engine.signals.tables.column import Column
from mirrors_engine.signals.tables.table import Table
from mirrors_engine.text.printable import shortened

LEAVE_OUT = "choose to leave out such rows."
ROW = "row"  # as x: the row number, where no column is called so


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
        notes = _why_row_number(table) if x is None else _passed_over(table, x)
        notes += () if x is None or y is None else _counters(table, x, y)
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
    """Say what keeps columns from being x: the first that is text, or numbers in no order."""
    for column in table.columns:
        if column.kind == "text" and column.offending is not None:
            line, cell = column.offending
            return (
                f"x is the row number, because column {column.name} holds text "
                f"({_quote(cell)}, line {line}).",
            )
    if sum(c.usable for c in table.columns) == 1:
        return ("x is the row number, because there is no other column of numbers.",)
    return (
        "x is the row number, because no column holds times, is named like an x, or rises or "
        "falls throughout: choose another if it is x.",
    )


def _passed_over(table: Table, x: str | int) -> tuple[str, ...]:
    """Say that a column before x looks like times or numbers, and is text."""
    chosen = table.column(x)
    for column in table.columns[: chosen.position]:
        if column.kind == "text" and column.offending is not None:
            line, cell = column.offending
            if cell.strip()[:1].isdigit():
                return (
                    f"x is {chosen.name}, because column {column.name} holds text "
                    f"({_quote(cell)}, line {line}).",
                )
    return ()


def _counters(table: Table, x: str | int, y: str | int) -> tuple[str, ...]:
    """Say that a column of numbers before y only counts rows."""
    for column in table.columns[: table.column(y).position]:
        if column.kind == "number" and column.position != x and column.counts:
            return (
                f"y is {table.column(y).name}, because column {column.name} counts the rows: "
                "choose it if it is y.",
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
            f"{kind}: correct it, or {LEAVE_OUT}",
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
