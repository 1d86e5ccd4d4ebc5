"""Raw columns to columns: names, units, compact dates, codes for missing, dates with times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import ROWS_NAMED, FloatArray, IntArray, name_rows
from mirrors_engine.signals.delimited.compact import read_compact
from mirrors_engine.signals.delimited.dialect import Dialect
from mirrors_engine.signals.delimited.values import is_currency
from mirrors_engine.signals.tables.missing import missing_codes, read_codes
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import Column


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
    names = (names + [""] * width)[:width]
    units = (units + [""] * width)[:width]
    while width > 1 and 0 < rows == raw[width - 1].missing and not names[width - 1]:
        # Every line ends with a delimiter.
        width -= 1
    columns: list[Column] = []
    seen: set[str] = set()
    codes: list[float] = []
    for j, column in enumerate(raw[:width]):
        name = _distinct(names[j] or f"column {j}", seen)
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
                parts=tuple(name.split()) if j in dialect.joined else (),
            )
        )
    if dialect.scale != 1.0:
        notes.append(f"All numbers were multiplied by {dialect.scale:g}, as the file says.")
    columns = _dates_with_times(columns, seen, notes, lines)
    given = dialect.options.missing_codes
    said = ", ".join(f"{c:g}" for c in dict.fromkeys(codes)) if given is None else given
    return tuple(columns), replace(dialect.options, missing_codes=said)


def _distinct(name: str, seen: set[str]) -> str:
    stem, again = name, 1
    while name in seen:
        again += 1
        name = f"{stem} ({again})"
    seen.add(name)
    return name


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


def _dates_with_times(
    columns: list[Column], seen: set[str], notes: list[str], lines: IntArray
) -> list[Column]:
    """Add a column for each pair of a date and a time of day; a clock passes midnight."""
    made: list[Column] = []
    paired: set[int] = set()
    for date in columns:
        if not _is_date(date) or date.position in paired:
            continue
        for position in (date.position + 1, date.position - 1):
            clock = columns[position] if 0 <= position < len(columns) else None
            if clock is None or position in paired or not _is_clock(clock):
                continue
            paired |= {date.position, position}
            made.append(_together(date, clock, len(columns) + len(made), seen, lines))
            names = f"{date.name} and {clock.name}"
            notes.append(f"Columns {names} are offered as one, {made[-1].name}.")
            break
    found = []
    for column in columns:
        days = None
        if column.position not in paired and _is_clock(column):
            days = _past_midnight(column.values)
        if days is not None:
            notes.append(f"The clock of column {column.name} passes midnight: days were added.")
            column = replace(column, values=_read_only(days))
        found.append(column)
    return found + made


def _is_date(column: Column) -> bool:
    days = column.values[np.isfinite(column.values)] if column.kind == "time" else np.empty(0)
    return bool(days.size and (days == np.floor(days)).all() and (np.abs(days) > 1).any())


def _is_clock(column: Column) -> bool:
    days = column.values[np.isfinite(column.values)] if column.kind == "time" else np.empty(0)
    return bool(days.size and (days >= 0).all() and (days <= 1).all())


def _together(
    date: Column, clock: Column, position: int, seen: set[str], lines: IntArray
) -> Column:
    values = date.values + clock.values
    order = np.lexsort((clock.values, date.values))
    rises = (np.diff(clock.values[order]) > 0) & (np.diff(date.values[order]) == 0)
    lost = np.flatnonzero(rises & (np.diff(values[order]) == 0))
    merging = clock.merging
    if lost.size and merging is None:
        row = int(order[lost[0] + 1])
        seconds = 86400 * float(clock.values[row])
        merging = (int(lines[row]), f"{seconds:.9f} s of the day")
    unreadable = np.union1d(date.unreadable, clock.unreadable)
    missing = int(np.count_nonzero(np.isnan(values))) - unreadable.size
    return Column(
        name=_distinct(f"{date.name} {clock.name}", seen),
        unit="",
        position=position,
        kind="time",
        values=_read_only(values),
        missing=missing,
        unreadable=_read_only(unreadable),
        offending=date.offending or clock.offending,
        doubtful=date.doubtful or clock.doubtful,
        derived=True,
        merging=merging,
    )


def _past_midnight(values: FloatArray) -> FloatArray | None:
    """Times of day that fall by more than half a day from row to row, with days added."""
    finite = np.isfinite(values)
    steps = np.diff(values[finite])
    if not (steps < 0).any() or not (steps[steps < 0] < -0.5).all():
        return None
    added = values.copy()
    added[finite] += np.concatenate(([0], np.cumsum(steps < 0)))
    return added


def _bare(unit: str) -> str:
    """Return a unit without the brackets it is often put in."""
    text = unit.strip()
    if len(text) > 1 and text[0] + text[-1] in ("[]", "()"):
        text = text[1:-1].strip()
    return "" if text in ("-", "–") else text


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
