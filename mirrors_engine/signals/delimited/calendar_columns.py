"""Dates in several columns: a date and a time of day; year, month, day and hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray, IntArray
from mirrors_engine.signals.tables.column import Column


@dataclass(frozen=True)
class _Part:
    """What a part of a date is called, and from where to where it counts."""

    names: frozenset[str]
    least: float
    most: float


def _part(names: str, least: float, most: float) -> _Part:
    return _Part(frozenset(names.split()), least, most)


# in English, German, French, Spanish, Portuguese and Italian, as agencies shorten them
_YEAR = _part("year yr yyyy yy jahr année annee año ano anno", 1500, 2200)
_MONTH = _part("month mon mo mm monat mois mes mês mese", 1, 12)
_DAY = _part("day dy dd tag jour día dia giorno dom", 1, 31)
_CLOCK = (
    _part("hour hr hh h stunde heure hora ora", 0, 24),
    _part("minute min mn mm mi", 0, 59),
    _part("second seconds sec ss s sekunde seconde", 0, 60.999999),
)
_LENGTHS = (3600.0, 60.0, 1.0)


def with_dates(
    columns: list[Column], names: set[str], notes: list[str], lines: IntArray
) -> list[Column]:
    """Add a column for each date that stands in several; a clock passes midnight.

    `names` are those in use, `lines` the line of the file of each row; sentences go to `notes`.
    """
    made: list[Column] = []
    paired: set[int] = set()
    dates = [c for c in columns if _is_date(c)]
    clocks = [c for c in columns if _is_clock(c)]
    for date in dates:
        if date.position in paired:
            continue
        near = [c for step in (1, -1) for c in clocks if c.position == date.position + step]
        if not near and len(dates) == len(clocks) == 1:
            near = clocks  # apart from each other, but there is no other one
        clock = next((c for c in near if c.position not in paired), None)
        if clock is None:
            continue
        paired |= {date.position, clock.position}
        made.append(_together(date, clock, len(columns) + len(made), names, lines))
        notes.append(f"Columns {date.name} and {clock.name} are offered as one, {made[-1].name}.")
    if not dates and not any(c.kind == "time" and not _is_clock(c) for c in columns):
        whole = _of_parts(columns, len(columns) + len(made), names)
        if whole is not None:
            made.append(whole)
            *first, last = whole.parts
            notes.append(f"Columns {', '.join(first)} and {last} are offered as one, {whole.name}.")
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


def distinct_name(name: str, taken: set[str]) -> str:
    """A name that is not in use, and now is."""
    stem, again = name, 1
    while name in taken:
        again += 1
        name = f"{stem} ({again})"
    taken.add(name)
    return name


def _is_date(column: Column) -> bool:
    days = column.values[np.isfinite(column.values)] if column.kind == "time" else np.empty(0)
    return bool(days.size and (days == np.floor(days)).all() and (np.abs(days) > 1).any())


def _is_clock(column: Column) -> bool:
    days = column.values[np.isfinite(column.values)] if column.kind == "time" else np.empty(0)
    return bool(days.size and (days >= 0).all() and (days <= 1).all())


def _together(
    date: Column, clock: Column, position: int, names: set[str], lines: IntArray
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
        name=distinct_name(f"{date.name} {clock.name}", names),
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


def _of_parts(columns: Sequence[Column], position: int, names: set[str]) -> Column | None:
    """The date of neighbouring columns of year, month, day, hour, minute and second."""
    for start in range(len(columns) - 1):
        for order in ((_YEAR, _MONTH, _DAY), (_DAY, _MONTH, _YEAR), (_MONTH, _DAY, _YEAR)):
            taken = _match(columns[start:], order)
            if taken == 2 and order[0] is _YEAR:
                return _date_of(columns[start : start + 2], order[:2], position, names)
            if taken == 3:
                clock = _match(columns[start + 3 :], _CLOCK)
                parts = (*order, *_CLOCK[:clock])
                return _date_of(columns[start : start + 3 + clock], parts, position, names)
    return None


def _match(columns: Sequence[Column], parts: Sequence[_Part]) -> int:
    """How many of the parts the first columns are, by name and by range."""
    for k, part in enumerate(parts):
        if k >= len(columns) or not _is_part(columns[k], part):
            return k
    return len(parts)


def _is_part(column: Column, part: _Part) -> bool:
    if column.kind != "number" or column.unreadable.size:
        return False
    if not {word.casefold() for word in (column.name, *column.parts)} & part.names:
        return False
    values = column.values[np.isfinite(column.values)]
    whole = part is _CLOCK[2] or bool((values == np.floor(values)).all())
    return bool(values.size and whole and part.least <= values.min() <= values.max() <= part.most)


def _date_of(
    columns: Sequence[Column], parts: Sequence[_Part], position: int, names: set[str]
) -> Column | None:
    """None if one of the days does not exist."""
    value = {id(part): c.values for part, c in zip(parts, columns, strict=True)}
    known = np.all([np.isfinite(c.values) for c in columns], axis=0)
    if not known.any():
        return None
    year, month = (value[id(part)][known].astype(np.int64) for part in (_YEAR, _MONTH))
    first = (12 * (year - 1970) + month - 1).astype("datetime64[M]")
    days = first.astype("datetime64[D]").astype(np.float64)
    if _DAY in parts:
        day = value[id(_DAY)][known]
        days += day - 1
        if bool((days >= (first + 1).astype("datetime64[D]").astype(np.float64)).any()):
            return None
    seconds = np.zeros(days.size)
    for part, length in zip(_CLOCK, _LENGTHS, strict=True):
        if part in parts:
            seconds += length * value[id(part)][known]
    full = np.full(known.size, np.nan)
    full[known] = days + seconds / 86400.0
    return Column(
        name=distinct_name(" ".join(c.name for c in columns), names),
        unit="",
        position=position,
        kind="time",
        values=_read_only(full),
        missing=int(np.count_nonzero(~known)),
        unreadable=_read_only(np.empty(0, dtype=np.int64)),
        parts=tuple(c.name for c in columns),
        derived=True,
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


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
