"""Many signals, one network: one line a signal, and a failure stops no other."""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.errors import Cancelled, MirrorsError, SignalError
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.formats import SUFFIXES
from mirrors_engine.signals.reader import read_table
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.row_selection import ROW
from mirrors_engine.signals.tables.table import Table
from mirrors_engine.text.printable import printable

if TYPE_CHECKING:
    from mirrors_engine.batch.outline import Outline

log = logging.getLogger(__name__)

Columns = str | int | Sequence[str | int] | None


@dataclass(frozen=True)
class Source:
    """A signal to be fitted: a file, and the column of it that is y (None: the first)."""

    file: str
    y: str | int | None = None


@dataclass(frozen=True)
class Line:
    """What became of one signal; numbers are None where it failed.

    Attributes
    ----------
    error : str
        One sentence, "" if it was fitted.
    rows_dropped, merged : int
        What cleaning left out, and merged.
    notes : str
        What should be known of the choice of λ.
    outline : Outline or None
        What a picture of the fit needs, where it was asked for; in no output.
    """

    file: str
    y: str
    error: str
    n_samples: int | None = None
    rows_dropped: int | None = None
    merged: int | None = None
    features: int | None = None
    lam: float | None = None
    lam_ratio: float | None = None
    lam_max: float | None = None
    intercept: float | None = None
    slope: float | list[float] | None = None
    norm: float | None = None
    objective: float | None = None
    dual_objective: float | None = None
    gap: float | None = None
    certified: bool | None = None
    rmse: float | None = None
    r2: float | None = None
    degrees_of_freedom: int | None = None
    notes: str = ""
    seconds: float | None = None
    outline: Outline | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(f.name for f in fields(Line) if f.name != "outline")


def files_of(patterns: Sequence[str]) -> tuple[str, ...]:
    """Files in the order given, those of a pattern such as data/*.csv sorted; none twice.

    A folder stands for the tables in it. A pattern that matches nothing stays, so that its
    line says so.
    """
    found: dict[str, None] = {}
    for pattern in patterns:
        matches = [pattern]
        if glob.has_magic(pattern) and not os.path.lexists(pattern):
            matches = sorted(glob.glob(pattern, recursive=True)) or [pattern]  # noqa: PTH207
        for match in matches:
            found.update(dict.fromkeys(_unfolded(match)))
    return tuple(found)


def _unfolded(match: str) -> list[str]:
    with contextlib.suppress(SignalError, ValueError, OSError):  # its line says so
        if Path(match).is_dir():
            return tables_in(match)
    return [match]


def tables_in(folder: str) -> list[str]:
    """Files of a folder that are tables by their ending, run2 before run10.

    Raises
    ------
    SignalError
        If there is none, or the folder cannot be read.
    """
    name = printable(Path(folder).absolute().name)
    try:
        with os.scandir(folder) as entries:
            found = [e.path for e in entries if e.name.lower().endswith(SUFFIXES) and e.is_file()]
    except OSError as error:
        raise SignalError(f"{name} cannot be read ({error.strerror}): check the path.") from None
    if not found:
        raise SignalError(f"{name} holds no table (.csv, .txt, .xlsx, …): choose another folder.")
    return sorted(found, key=_natural)


def _natural(path: str) -> list[tuple[int, str]]:
    """Numbers within a name by their value."""
    words = re.split(r"([0-9]+)", Path(path).name.casefold())
    return [(int(w), "") if w.isdecimal() else (-1, w) for w in words]


def columns_as_sources(
    file: str, x: Columns, weights: Columns, reading: CsvOptions | None = None
) -> tuple[Source, ...]:
    """One source for each column of numbers that is neither x nor the weights."""
    return sources_of(read_table(file, reading), x, weights, file)


def sources_of(
    table: Table, x: Columns, weights: Columns, file: str | None = None
) -> tuple[Source, ...]:
    """The same of a table that has been read, from `file` if not from its own source.

    Raises
    ------
    SignalError
        If there is no such column.
    """
    if x is None:
        x = table.default_columns()[0]
    elif x == ROW and not any(c.name.casefold() == ROW for c in table.columns):
        x = None
    keys = [] if x is None else [x] if isinstance(x, str | int) else list(x)
    keys += [] if weights is None else [weights]  # type: ignore[list-item]
    taken = {table.column(key).position for key in keys}
    parts = {name for k in taken for name in table.columns[k].sources}
    sources = tuple(
        Source(table.source if file is None else file, c.position)
        for c in table.columns
        if c.kind == "number" and c.usable and c.position not in taken and c.name not in parts
    )
    if not sources:
        raise SignalError(f"{table.name} has no column of numbers besides x: choose another file.")
    return sources


def batch(
    sources: Sequence[Source],
    solve: Callable[[Signal], FitResult],
    x: Columns = None,
    weights: str | int | None = None,
    reading: CsvOptions | None = None,
    *,
    outlines: bool = False,
    table: Table | None = None,
    monitor: Monitor = silent,
) -> Iterator[Line]:
    """Fit each source in turn; `solve` says how. Tables are read once if they follow in a row.

    Parameters
    ----------
    sources : sequence of Source
    solve : callable
        Takes a signal, returns its fit.
    x, weights, reading
        Columns of x (None for the usual ones) and of the weights; how files are read.
    outlines : bool
        Whether lines have what a picture of them needs.
    table : Table, optional
        Read already; what has its source as file is taken from it.
    monitor : callable
        Receives the progress of reading, and may raise `Cancelled`.

    Yields
    ------
    Line
        In the order of the sources.

    Raises
    ------
    Cancelled
        If `solve` was; whatever else goes wrong becomes the line's error.
    """
    from mirrors_engine.batch.outline import outline_of, sample_outline

    given = None if table is None else (table.source, table)
    last = given
    for source in sources:
        name = "" if source.y is None else str(source.y)
        signal: Signal | None = None
        try:
            if given is not None and source.file == given[0]:
                last = given
            elif last is None or last[0] != source.file:
                last = None  # two large tables at once are one too many
                last = (source.file, read_table(source.file, reading, monitor))
            table = last[1]
            if source.y is not None:
                name = table.column(source.y).label
            signal = Signal.from_table(table, _x(table, x, source), source.y, weights)
            name = signal.y_name
            result = solve(signal)
            yield _line(source.file, signal, result, outline_of(result) if outlines else None)
        except Cancelled:
            raise
        except MirrorsError as error:
            samples = sample_outline(signal) if outlines and signal is not None else None
            yield Line(source.file, name, str(error), outline=samples)
        except MemoryError:
            last = None  # a table of that size is not kept beside the next one
            yield Line(source.file, name, "Out of memory: thin the signal or use fewer layers.")
        except Exception as error:
            log.info("%s could not be fitted", printable(source.file), exc_info=True)
            words = " ".join(f"{type(error).__name__}: {error}".split())
            yield Line(source.file, name, f"An unexpected error, please report it ({words}).")


def _x(table: Table, x: Columns, source: Source) -> Columns:
    """The columns of x; where y is a column of many, x is the one that all have."""
    return table.default_columns()[0] if x is None and isinstance(source.y, int) else x


def _line(file: str, signal: Signal, result: FitResult, outline: Outline | None) -> Line:
    cleaning = signal.cleaning
    return Line(
        file=file,
        y=signal.y_name,
        error="",
        n_samples=signal.n_samples,
        rows_dropped=sum(d.count for d in cleaning.dropped),
        merged=cleaning.merged,
        features=len(result.weights),
        lam=result.lam,
        lam_ratio=result.lam_ratio,
        lam_max=result.lam_max,
        intercept=result.intercept,
        slope=np.asarray(result.slope).tolist(),
        norm=float(abs(result.weights).sum()),
        objective=result.objective,
        dual_objective=result.dual_objective,
        gap=result.gap,
        certified=result.certified,
        rmse=result.rmse,
        r2=result.r2,
        degrees_of_freedom=result.degrees_of_freedom,
        seconds=result.seconds,
        notes=" ".join(result.notes),
        outline=outline,
    )
