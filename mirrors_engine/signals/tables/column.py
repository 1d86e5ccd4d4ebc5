"""One column of a table, and what it may be used for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray, IntArray


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
    def in_order(self) -> bool:
        """Whether the finite values never fall or never rise."""
        steps = np.diff(self.values[np.isfinite(self.values)])
        return bool((steps >= 0).all() or (steps <= 0).all())

    @property
    def counts(self) -> bool:
        """Whether it holds whole numbers that rise by one, as the numbers of records do."""
        values = self.values
        whole = values.size > 1 and bool((np.diff(values) == 1.0).all())
        return whole and float(values[0]).is_integer()

    @property
    def repeats(self) -> bool:
        """Whether it holds few distinct values, each of them several times."""
        finite = self.values[np.isfinite(self.values)]
        return bool(finite.size >= 4 and 2 * np.unique(finite).size <= finite.size)
