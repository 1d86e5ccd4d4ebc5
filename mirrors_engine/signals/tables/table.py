"""A table as read: its columns, its first lines, and which columns become x and y by default."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import IntArray
from mirrors_engine.signals.tables.column import Column
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.text.printable import shortened

NAMES_OF_X = frozenset(
    ("x", "x1", "x_1", "t", "time", "date", "datetime", "timestamp", "year", "zeit")
)


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
        is named like an x, else the first column if it repeats values in order, else the
        first that strictly rises or falls, else the first of two columns or one that
        repeats its values, and None (the row number) where there is nothing left for y; y
        is the column of that name, else the first other column of numbers that does not
        merely count rows, None if there is none. `taken` is in use for the weights.
        """
        usable = [c for c in self.columns if c.usable and c.position != taken]
        numbers = [c for c in usable if c.kind == "number"]
        times = sorted((c for c in usable if c.kind == "time"), key=lambda c: not c.derived)
        named = [c for c in numbers if c.name.casefold() in NAMES_OF_X]
        steady = [c for c in numbers if c.monotone]
        x: int | None = None
        if times and numbers:
            x = times[0].position
        elif len(numbers) >= 2 and named:
            x = named[0].position
        elif len(numbers) >= 2 and numbers[0].repeats and numbers[0].in_order:
            x = numbers[0].position
        elif len(numbers) >= 2 and steady:
            x = steady[0].position
        elif len(numbers) == 2 or (len(numbers) > 2 and numbers[0].repeats):
            x = numbers[0].position
        used = () if x is None else self.columns[x].sources
        rest = [c for c in numbers if c.position != x and c.name not in used]
        called = [c for c in rest if c.name.casefold() == "y"]
        counters = [] if x is None else [c for c in rest if c.counts]
        rest = [c for c in rest if c not in counters] + counters
        return x, next((c.position for c in (*called, *rest)), None)
