"""What the import dialog computes beside the window: a table, and what it would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mirrors_engine.errors import Remedy, SignalError
from mirrors_engine.progress import Monitor
from mirrors_engine.signals import CsvOptions, Signal, Table, parse_text, read_table
from mirrors_engine.signals.tables.missing import other_readings
from mirrors_gui.model.table_signal import signal_of
from mirrors_gui.text.translate import tr


@dataclass(frozen=True)
class Source:
    """A file, or text from the clipboard."""

    path: Path | None = None
    text: str = ""

    @property
    def name(self) -> str:
        return tr("The pasted text") if self.path is None else self.path.name


@dataclass(frozen=True)
class Columns:
    """Positions of the columns in use; without `chosen` they are guessed."""

    x: tuple[int, ...] = ()
    y: int | None = None
    weights: int | None = None
    chosen: bool = False


@dataclass(frozen=True, eq=False)
class Reading:
    """How a source reads under some options, and the signal its columns give.

    Attributes
    ----------
    table : Table or None
        None where the source cannot be read at all.
    columns : Columns
        In use.
    signal : Signal or None
        None where `problem` says why not.
    remedies : tuple of Remedy
        Other ways to read it, each for a click.
    rows : tuple of two (N,) ndarray
        x, of several columns the first, in ascending order, and y: as they are drawn.
    """

    table: Table | None
    columns: Columns
    signal: Signal | None
    problem: str = ""
    remedies: tuple[Remedy, ...] = ()
    rows: tuple[np.ndarray, np.ndarray] = (np.empty(0), np.empty(0))


def read(source: Source, options: CsvOptions, columns: Columns, monitor: Monitor) -> Reading:
    """Read the source; a refusal is part of the answer."""
    try:
        if source.path is None:
            table = parse_text(source.text, options, monitor)
        else:
            table = read_table(source.path, options, monitor)
    except SignalError as error:
        return Reading(None, columns, None, str(error), error.remedies)
    return choose(table, columns, monitor)


def choose(table: Table, columns: Columns, monitor: Monitor) -> Reading:
    """Take columns of a table that has been read."""
    if not columns.chosen or _widest(columns) >= len(table.columns):
        x, y = table.default_columns()
        columns = Columns(() if x is None else (x,), y)
    try:
        if columns.chosen:
            signal = signal_of(table, _x(columns), columns.y, columns.weights, monitor)
        else:  # the same columns, and it says why
            signal = signal_of(table, None, None, None, monitor)
    except SignalError as error:
        return Reading(table, columns, None, str(error), (*error.remedies, *other_readings(table)))
    at = signal.raw_x if signal.dimension == 1 else signal.raw_x[:, 0]
    order = np.argsort(at, kind="stable")
    rows = at[order], signal.raw_y[order]
    return Reading(table, columns, signal, remedies=other_readings(table), rows=rows)


def reading_job(source: Source, options: CsvOptions, columns: Columns) -> Any:
    """A job for a Task: one event, the Reading."""

    def job(monitor: Monitor) -> Iterator[Reading]:
        yield read(source, options, columns, monitor)

    return job


def choosing_job(table: Table, columns: Columns) -> Any:
    """A job for a Task: other columns of a table already read."""

    def job(monitor: Monitor) -> Iterator[Reading]:
        yield choose(table, columns, monitor)

    return job


def _x(columns: Columns) -> int | tuple[int, ...] | None:
    if not columns.x:
        return None
    return columns.x[0] if len(columns.x) == 1 else columns.x


def _widest(columns: Columns) -> int:
    used = (*columns.x, columns.y, columns.weights)
    return max((c for c in used if c is not None), default=-1)
