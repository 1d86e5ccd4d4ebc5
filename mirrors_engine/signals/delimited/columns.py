"""Raw columns to columns: names, units, compact dates, codes for missing, dates with times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import ROWS_NAMED, FloatArray, IntArray, name_rows
from mirrors_engine.signals.delimited.calendar_columns import distinct_name, with_dates
from mirrors_engine.signals.delimited.compact import read_compact
from mirrors_engine.signals.delimited.dialect import Dialect
from mirrors_engine.signals.delimited.values import is_currency
from mirrors_engine.signals.tables.column import Column
from mirrors_engine.signals.tables.missing import missing_codes, read_codes
from mirrors_engine.signals.tables.options import CsvOptions


@dataclass
class Raw:
    """What was found in the cells of one column; see `Column`."""

    kind: str
    values: FloatArray
    missing: int
    unreadable: IntArray
    offending: tuple[int, str] | None
    doubtful: tuple[int, str] | None
    inexact: tuple[int, str] | None
    marks: frozenset[str]
    merging: tuple[int, str] | None = None


def finish(
    raw: Sequence[Raw],
    head: Sequence[Sequence[str]],
    lines: IntArray,
    dialect: Dialect,
    notes: list[str],
) -> tuple[tuple[Column, ...], CsvOptions]:
    """Name the columns and settle what their numbers mean; sentences go to `notes`.

    Returns
    -------
    The columns, and the options with every field set.
    """
    rows = lines.size
    width = len(raw)
    names = list(head[0]) if head else []
    units = list(head[1]) if len(head) > 1 else []
    if dialect.row_names and len(names) == width - 1 and not 0 < rows == raw[-1].missing:
        # R writes row names without a name for their column.
        names.insert(0, "row")
        units = ["", *units] if len(units) == width - 1 else units
    words = [(list(row) + [""] * width)[:width] for row in dialect.aliases]
    names = (names + [""] * width)[:width]
    units = (units + [""] * width)[:width]
    while width > 1 and 0 < rows == raw[width - 1].missing and not names[width - 1]:
        # Every line ends with a delimiter.
        width -= 1
    columns: list[Column] = []
    seen: set[str] = set()
    codes: list[float] = []
    for j, column in enumerate(raw[:width]):
        name = distinct_name(names[j] or f"column {j}", seen)
        unit = _bare(units[j])
        if column.marks:
            marks = " and ".join(sorted(column.marks))
            notes.append(f"The {marks} beside the numbers of {name} was left out.")
            if len(column.marks) == 1 and is_currency(marks) and not unit and marks not in name:
                unit = marks
        kind, values, missing = column.kind, column.values, column.missing
        if kind == "number" and dialect.scale != 1.0:
            values = values * dialect.scale
        found = read_compact(values, dialect.compact[j]) if dialect.compact[j] else None
        if found is not None:
            kind, (values, lost) = "time", found
            missing += lost
            gone = f"; {lost} that are no dates count as missing" if lost else ""
            what = "times" if dialect.compact[j].startswith("H") else "dates"
            notes.append(f"Column {name} was read as {what} written {dialect.compact[j]}{gone}.")
        elif kind == "number":
            values, taken = _without_codes(values, name, lines, dialect.options, notes)
            missing += int(np.count_nonzero(np.isnan(values))) - int(
                np.count_nonzero(np.isnan(column.values))
            )
            codes += taken
        columns.append(
            Column(
                name=name,
                unit=unit,
                position=j,
                kind=kind,
                values=_read_only(values),
                missing=missing,
                unreadable=_read_only(column.unreadable),
                offending=column.offending,
                inexact=None if found is not None else column.inexact,
                doubtful=column.doubtful,
                merging=column.merging,
                parts=(*(name.split() if j in dialect.joined else ()), *_aliases(words, j)),
            )
        )
    if dialect.scale != 1.0:
        notes.append(f"All numbers were multiplied by {dialect.scale:g}, as the file says.")
    columns = with_dates(columns, seen, notes, lines)
    given = dialect.options.missing_codes
    said = ", ".join(f"{c:g}" for c in dict.fromkeys(codes)) if given is None else given
    return tuple(columns), replace(dialect.options, missing_codes=said)


def _aliases(rows: Sequence[Sequence[str]], j: int) -> tuple[str, ...]:
    """Words of further rows above the data that belong to one column only."""
    return tuple(row[j] for row in rows if row[j] and row.count(row[j]) == 1)


def _without_codes(
    values: FloatArray, name: str, lines: IntArray, options: CsvOptions, notes: list[str]
) -> tuple[FloatArray, tuple[float, ...]]:
    """The values with NaN for the codes that stand for missing ones."""
    if options.missing_codes is None:
        codes = missing_codes(values)
    else:
        try:
            codes = read_codes(options.missing_codes)
        except ValueError:
            raise SignalError(
                f"“{options.missing_codes}” is no list of numbers: write it like -9999, 999.9."
            ) from None
    hit = np.isin(values, codes) if codes else np.zeros(0, dtype=bool)
    if not hit.any():
        return values, ()
    rows = np.flatnonzero(hit)
    where = name_rows([int(n) for n in lines[rows[:ROWS_NAMED]]], rows.size, "line")
    which = " and ".join(f"{code:g}" for code in codes)
    count = "1 row" if rows.size == 1 else f"{rows.size} rows"
    notes.append(f"{which} in column {name} was taken for missing in {count} ({where}).")
    values = values.copy()
    values[hit] = np.nan
    return values, codes


def _bare(unit: str) -> str:
    """Return a unit without the brackets it is often put in."""
    text = unit.strip()
    if len(text) > 1 and text[0] + text[-1] in ("[]", "()"):
        text = text[1:-1].strip()
    return "" if text in ("-", "–") else text


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
