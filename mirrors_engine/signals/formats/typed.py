"""Columns that are arrays already, made a table with the same account of rows as a text."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.signals.delimited.columns import Raw, finish
from mirrors_engine.signals.delimited.compact import compact_style
from mirrors_engine.signals.delimited.dates import parse_times
from mirrors_engine.signals.delimited.dialect import Dialect
from mirrors_engine.signals.delimited.layout import classify
from mirrors_engine.signals.delimited.values import (
    MISSING,
    CellFormat,
    inexact_whole,
    parse_numbers,
)
from mirrors_engine.signals.exact import equal_as_floats, merging, read_stamps
from mirrors_engine.signals.tables.options import CsvOptions, read_lines
from mirrors_engine.signals.tables.table import PreviewRow, Table

_PREVIEWED = 50
_SAMPLED = 300
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class File:
    """The content of a file, and how it is to be read."""

    name: str
    source: str
    content: bytes
    options: CsvOptions
    monitor: Monitor = silent
    notes: tuple[str, ...] = ()


class Missing(Exception):
    """A package that is not installed, and the extra of ours that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package)
        self.package, self.extra = package, extra


def needed(module: str, package: str, extra: str) -> Any:
    """Import a module of an extra.

    Raises
    ------
    Missing
        If it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Missing(package, extra) from None


@dataclass
class Values:
    """A column of an array file: numbers, datetime64, or cells of any kind."""

    name: str
    values: Any
    unit: str = ""
    notes: list[str] = field(default_factory=list)


def table_of(file: File, columns: Sequence[Values], notes: Sequence[str] = ()) -> Table:
    """A table of columns of equal length; its lines are counted from 1.

    Raises
    ------
    SignalError
        If there is none.
    """
    if not columns:
        raise SignalError(f"{file.name} holds no column of numbers: choose another file.")
    rows = len(columns[0].values)
    options = file.options
    lines = np.arange(1, rows + 1, dtype=np.int64)
    keep = np.ones(rows, dtype=bool)
    try:
        for first, last in read_lines(options.exclude or ""):
            keep[first - 1 : last] = False
    except ValueError:
        raise SignalError(
            f"“{options.exclude}” is no list of lines: write it like 5, 17-20."
        ) from None
    excluded = lines[~keep]
    skipped = options.skip_last or 0
    if skipped:
        keep[max(0, rows - skipped) :] = False
    taken = columns if keep.all() else [replace(c, values=_rows(c.values, keep)) for c in columns]
    lines = lines[keep]
    raw = [_raw(column, lines) for column in taken]
    compact = tuple(
        _compact(column, each) if options.compact_dates is not False else ""
        for column, each in zip(raw, taken, strict=True)
    )
    settled = replace(
        options,
        encoding=options.encoding or "utf-8",
        delimiter="",
        decimal=".",
        thousands="",
        skip_lines=0,
        header=True,
        units_row=False,
        day_first=options.day_first is not False,
        skip_after=0,
        skip_last=skipped,
        compact_dates=options.compact_dates is not False,
        exclude=options.exclude or "",
        drop_unreadable=bool(options.drop_unreadable),
        part=options.part or "",
        thin=options.thin or 1,
    )
    form = CellFormat(day_first=options.day_first is not False)
    kinds = tuple(column.kind for column in raw)
    dialect = Dialect(
        replace(settled, missing_codes=options.missing_codes),
        form,
        (form,) * len(raw),
        kinds,
        compact,
    )
    said = [*file.notes, *notes]
    head = [[c.name for c in columns], [c.unit for c in columns]]
    made, options = finish(raw, head, lines, dialect, said)
    return Table(
        name=file.name,
        source=file.source,
        columns=made,
        options=options,
        n_rows=lines.size,
        line_of_row=_frozen(lines),
        ragged=_frozen(np.empty(0, dtype=np.int64)),
        preview=_preview(columns),
        notes=tuple(said),
        excluded=_frozen(excluded),
    )


def _rows(values: Any, keep: np.ndarray) -> Any:
    if isinstance(values, np.ndarray):
        return values[keep]
    return [v for v, kept in zip(values, keep.tolist(), strict=True) if kept]


def _raw(column: Values, lines: np.ndarray) -> Raw:
    """What a column holds."""
    values = column.values
    array = values if isinstance(values, np.ndarray) else None
    if array is None and all(v is None or isinstance(v, int | float) for v in values):
        wide = next((v for v in values if type(v) is int and abs(v) > 2**53), None)
        if wide is not None and float(wide) == wide:
            wide = None
        array = np.array([np.nan if v is None else float(v) for v in values])
        if wide is not None:
            return _number(array, (int(lines[values.index(wide)]), str(wide)))
    if array is not None and array.dtype.kind in "biuf":
        inexact = None
        if array.dtype.kind in "iu" and array.dtype.itemsize == 8 and array.size:
            wide_rows = np.flatnonzero(array.astype(np.float64).astype(array.dtype) != array)
            if wide_rows.size:
                inexact = (int(lines[wide_rows[0]]), str(array[wide_rows[0]]))
        made = _number(array.astype(np.float64), inexact)
        same = equal_as_floats(array, made.values) if array.dtype.itemsize > 8 else None
        made.merging = None if same is None else (int(lines[same]), str(array[same]))
        return made
    if array is not None and array.dtype.kind in "Mm":
        return _stamps(array, lines)
    cells = ["" if v is None else str(v).strip() for v in values]
    form = CellFormat()
    filled = [c for c in cells if c.lower() not in MISSING]
    kinds = Counter(classify(c, form) for c in filled[:_SAMPLED])
    if kinds["x"] > kinds["n"] + kinds["t"] or not filled:
        bad = next((i for i, c in enumerate(cells) if c.lower() not in MISSING), None)
        offending = None if bad is None else (int(lines[bad]), cells[bad])
        nothing = np.full(len(cells), np.nan)
        return Raw("text", nothing, len(cells) - len(filled), _none(), offending, None, None, _NO)
    parse = parse_times if kinds["t"] > kinds["n"] else parse_numbers
    parsed, unreadable = parse(cells, form)
    offending = (int(lines[unreadable[0]]), cells[unreadable[0]]) if unreadable else None
    same = merging(cells, parsed, parse is parse_times, form.decimal)
    merged = None if same is None else (int(lines[same]), cells[same])
    if parse is parse_times:
        made = _times(parsed, unreadable, offending)
        made.merging = merged
        return made
    wide_cell = inexact_whole(cells, parsed, form)
    made = _number(parsed, None if wide_cell is None else (int(lines[wide_cell]), cells[wide_cell]))
    made.merging = merged
    made.unreadable, made.offending = np.array(unreadable, dtype=np.int64), offending
    made.missing -= len(unreadable)
    return made


def _stamps(array: np.ndarray, lines: np.ndarray) -> Raw:
    """A column of datetime64 or timedelta64."""
    days, same = read_stamps(array)
    made = _times(days, [], None)
    made.merging = None if same is None else (int(lines[same]), str(array[same]))
    return made


_NO: frozenset[str] = frozenset()


def _none() -> np.ndarray:
    return np.empty(0, dtype=np.int64)


def _number(values: np.ndarray, inexact: tuple[int, str] | None) -> Raw:
    missing = int(np.count_nonzero(np.isnan(values)))
    return Raw("number", values, missing, _none(), None, None, inexact, _NO)


def _times(values: np.ndarray, bad: list[int], offending: tuple[int, str] | None) -> Raw:
    missing = int(np.count_nonzero(np.isnan(values))) - len(bad)
    unreadable = np.array(bad, dtype=np.int64)
    return Raw("time", values, missing, unreadable, offending, None, None, _NO)


def _compact(raw: Raw, column: Values) -> str:
    """How whole numbers write dates; numbers with a fraction or of another type do not."""
    sample = raw.values[np.isfinite(raw.values)][:_SAMPLED]
    if raw.kind != "number" or not sample.size or bool((sample != np.floor(sample)).any()):
        return ""
    if float(np.abs(sample).max()) >= 1e15:
        return ""
    return compact_style([str(int(v)) for v in sample], column.name)


def _preview(columns: Sequence[Values]) -> tuple[PreviewRow, ...]:
    rows = min(_PREVIEWED, len(columns[0].values))
    shown = [[_cell(v) for v in column.values[:rows]] for column in columns]
    names = PreviewRow(0, "header", tuple(column.name for column in columns))
    return (names, *(PreviewRow(i + 1, "data", tuple(c[i] for c in shown)) for i in range(rows)))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float | np.floating) else str(value)


def _frozen(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values


def of_equal_length(file: File, columns: Sequence[Values]) -> tuple[list[Values], list[str]]:
    """The largest group of columns of one length, and a sentence on the others."""
    usable = [c for c in columns if len(c.values) > 1]
    if not usable:
        return list(columns)[:1], []
    counts = Counter(len(c.values) for c in usable)
    rows = max(counts, key=lambda n: (counts[n], n))
    taken = [c for c in usable if len(c.values) == rows]
    others = [c.name for c in usable if len(c.values) != rows]
    if not others:
        return taken, []
    more = ", …" if len(others) > 5 else ""
    return taken, [
        f"Of {PurePath(file.name).name} the columns of {rows} values were taken; others are "
        f"{', '.join(others[:5])}{more}."
    ]
