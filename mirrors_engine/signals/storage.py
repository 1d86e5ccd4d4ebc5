"""Signals and tables as JSON values, exact to the last bit, and back without trust.

Arrays are lists of numbers where they are short and finite, else base64 of their bytes
in pieces. What is read may come from anywhere: every size is checked against the text
that claims it before memory is taken, and nothing is ever run.
"""

from __future__ import annotations

import base64
import math
from dataclasses import asdict, fields, replace
from typing import Any

import numpy as np

from mirrors_engine.errors import ProjectError
from mirrors_engine.signals.cleaning import Cleaning, Dropped
from mirrors_engine.signals.exclusion import excluded_rows, excluding, whole_of
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.column import Column
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import PreviewRow, Table

READABLE = 2000  # numbers up to which an array is written as a list
PIECE = 3 << 18  # bytes in one piece of base64, so that no step takes long
_TYPES = {"f8": np.dtype("<f8"), "i8": np.dtype("<i8")}
_LONGEST = 100_000  # characters of a text


def pack(values: np.ndarray) -> Any:
    """An array of float64 or int64 of one or two axes as JSON values.

    Parameters
    ----------
    values : ndarray of shape (n,) or (n, d)
    """
    if values.ndim == 1 and values.size <= READABLE and np.isfinite(values).all():
        return values.tolist()
    kind = "i8" if values.dtype.kind == "i" else "f8"
    data = np.ascontiguousarray(values, dtype=_TYPES[kind]).reshape(-1).view(np.uint8)
    pieces = [
        base64.b64encode(data[start : start + PIECE].tobytes()).decode("ascii")
        for start in range(0, data.size, PIECE)
    ]
    return {"type": kind, "shape": list(values.shape), "base64": pieces}


def unpack(value: Any, what: str, kind: str = "f8") -> np.ndarray:
    """The array that `pack` was given.

    Raises
    ------
    ProjectError
        If the value is no such array, or is not as long as it claims.
    """
    if isinstance(value, list):
        if not all(type(v) in (int, float) for v in value):
            raise ProjectError(f"{what} does not hold numbers only")
        try:
            return np.array(value, dtype=_TYPES[kind])
        except OverflowError:
            raise ProjectError(f"{what} holds a number out of range") from None
    record = _record(value, what)
    shape, pieces = record.get("shape"), record.get("base64")
    if record.get("type") != kind or not isinstance(shape, list) or not isinstance(pieces, list):
        raise ProjectError(f"{what} is not an array")
    if not 1 <= len(shape) <= 2 or not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise ProjectError(f"{what} has no valid shape")
    if not all(isinstance(piece, str) for piece in pieces):
        raise ProjectError(f"{what} is not an array")
    claimed = math.prod(shape) * 8
    if claimed > sum(map(len, pieces)) * 3 // 4:
        raise ProjectError(f"{what} is shorter than it claims")
    try:
        data = b"".join(base64.b64decode(piece, validate=True) for piece in pieces)
    except ValueError:
        raise ProjectError(f"{what} is not base64") from None
    if len(data) != claimed:
        raise ProjectError(f"{what} is not as long as it claims")
    return np.frombuffer(data, dtype=_TYPES[kind]).reshape(shape)


def signal_to_dict(signal: Signal) -> dict[str, Any]:
    """The usable rows of a signal as they came, its names, and what cleaning did.

    Rows left out by hand follow apart: `x`, `y` and `weights` are those that are fitted.
    """
    cleaning, rows = whole_of(signal).cleaning, excluded_rows(signal)
    record: dict[str, Any] = {
        "name": signal.name,
        "source": signal.source,
        "x_names": list(signal.x_names),
        "y_name": signal.y_name,
        "x_is_time": signal.x_is_time,
        "x": pack(signal.raw_x),
        "y": pack(signal.raw_y),
        "weights": pack(signal.raw_weights),
        "cleaning": {
            "dropped": [asdict(d) for d in cleaning.dropped],
            "notes": list(cleaning.notes),
            "where": cleaning.where,
            "thinned": cleaning.thinned,
        },
    }
    if signal.whole is not None:
        whole = signal.whole
        record["excluded"] = {
            "rows": pack(rows),
            "x": pack(whole.raw_x[rows]),
            "y": pack(whole.raw_y[rows]),
            "weights": pack(whole.raw_weights[rows]),
        }
    return record


def signal_from_dict(value: Any) -> Signal:
    """The signal that `signal_to_dict` was given, sample for sample and bit for bit.

    Raises
    ------
    ProjectError, SignalError
        If the values do not make a signal.
    """
    record = _record(value, "the signal")
    x, y, weights = (unpack(record.get(key), key) for key in ("x", "y", "weights"))
    names = _texts(record.get("x_names"), "x_names")
    if y.ndim != 1 or weights.ndim != 1 or (x.ndim == 2) != (len(names) > 1) or not names:
        raise ProjectError("x, y and weights do not fit together")
    left_out = np.empty(0, dtype=np.int64)
    if record.get("excluded") is not None:
        left_out, (x, y, weights) = _with_excluded(record["excluded"], (x, y, weights))
    cleaning = _record(record.get("cleaning"), "cleaning")
    dropped = []
    for entry in _list(cleaning.get("dropped"), "cleaning"):
        entry = _record(entry, "cleaning")
        rows = tuple(_whole(n, "cleaning") for n in _list(entry.get("rows"), "cleaning"))
        count = _whole(entry.get("count"), "cleaning")
        dropped.append(Dropped(_text(entry.get("reason"), "cleaning"), count, rows))
    made = Signal._from_rows(
        x,
        y,
        weights,
        dropped=tuple(dropped),
        where=_text(cleaning.get("where"), "cleaning"),
        x_name=names,
        y_name=_text(record.get("y_name"), "y_name"),
        x_is_time=record.get("x_is_time") is True,
        name=_text(record.get("name"), "name"),
        source=_text(record.get("source"), "source"),
    )
    thinned = _whole(cleaning.get("thinned", 0), "cleaning")
    account: Cleaning = replace(
        made.cleaning,
        notes=tuple(_texts(cleaning.get("notes"), "cleaning")),
        rows_read=made.cleaning.rows_read + thinned,
        thinned=thinned,
    )
    made.__setstate__({**made.__getstate__(), "cleaning": account})
    return excluding(made, left_out)


def _with_excluded(value: Any, kept: tuple[np.ndarray, ...]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Which rows were left out by hand, and x, y and weights with them in their places."""
    record = _record(value, "excluded")
    rows = unpack(record.get("rows"), "excluded", "i8")
    listed = record["rows"]
    if isinstance(listed, list) and not all(type(row) is int for row in listed):
        raise ProjectError("excluded does not name rows")
    n = len(kept[1]) + rows.size
    if rows.ndim != 1 or np.unique(rows).size < rows.size or np.any((rows < 0) | (rows >= n)):
        raise ProjectError("excluded does not name rows")
    places = np.ones(n, dtype=bool)
    places[rows] = False
    whole = []
    for key, values in zip(("x", "y", "weights"), kept, strict=True):
        mine = unpack(record.get(key), "excluded")
        if mine.shape != (rows.size, *values.shape[1:]) or len(values) + rows.size != n:
            raise ProjectError("x, y and weights do not fit together")
        joined = np.empty((n, *values.shape[1:]))
        joined[places], joined[rows] = values, mine
        whole.append(joined)
    return rows, whole


def table_to_dict(table: Table) -> dict[str, Any]:
    """A table with all its columns of numbers, so that others can be chosen later."""
    return {
        "name": table.name,
        "source": table.source,
        "options": asdict(table.options),
        "n_rows": table.n_rows,
        "lines": pack(table.line_of_row),
        "ragged": pack(table.ragged),
        "excluded": pack(table.excluded),
        "notes": list(table.notes),
        "preview": [[row.line, row.role, list(row.cells)] for row in table.preview],
        "columns": [
            {
                "name": column.name,
                "unit": column.unit,
                "kind": column.kind,
                "values": None if column.kind == "text" else pack(column.values),
                "missing": column.missing,
                "unreadable": pack(column.unreadable),
                "offending": None if column.offending is None else list(column.offending),
                "inexact": None if column.inexact is None else list(column.inexact),
                "merging": None if column.merging is None else list(column.merging),
                "doubtful": None if column.doubtful is None else list(column.doubtful),
                "parts": list(column.parts),
                "derived": column.derived,
            }
            for column in table.columns
        ],
    }


def table_from_dict(value: Any) -> Table:
    """The table that `table_to_dict` was given.

    Raises
    ------
    ProjectError
        If the values do not make a table.
    """
    record = _record(value, "the table")
    lines = unpack(record.get("lines"), "lines", "i8")
    if lines.ndim != 1 or len(lines) != _whole(record.get("n_rows"), "n_rows"):
        raise ProjectError("the table does not have the rows it claims")
    preview = []
    for row in _list(record.get("preview"), "preview"):
        line, role, cells = _triple(row)
        preview.append(
            PreviewRow(
                _whole(line, "preview"), _text(role, "preview"), tuple(_texts(cells, "preview"))
            )
        )
    columns = [
        _column(each, position, len(lines))
        for position, each in enumerate(_list(record.get("columns"), "columns"))
    ]
    return Table(
        name=_text(record.get("name"), "name"),
        source=_text(record.get("source"), "source"),
        columns=tuple(columns),
        options=options_from_dict(record.get("options")),
        n_rows=len(lines),
        line_of_row=lines,
        ragged=unpack(record.get("ragged"), "ragged", "i8"),
        preview=tuple(preview),
        notes=tuple(_texts(record.get("notes"), "notes")),
        excluded=unpack(record.get("excluded", []), "excluded", "i8"),
    )


def options_from_dict(value: Any) -> CsvOptions:
    """The way of reading a file that `dataclasses.asdict` was given."""
    record = _record(value, "options")
    known: dict[str, Any] = {}
    for field in fields(CsvOptions):
        entry = record.get(field.name)
        kind = int if "int" in str(field.type) else bool if "bool" in str(field.type) else str
        if entry is not None and (type(entry) is not kind or len(str(entry)) > 100):
            raise ProjectError(f"the option {field.name} is not valid")
        known[field.name] = entry
    return CsvOptions(**known)


def _column(value: Any, position: int, rows: int) -> Column:
    record = _record(value, "a column")
    kind = _text(record.get("kind"), "a column")
    if kind not in ("number", "time", "text"):
        raise ProjectError("a column is of no known kind")
    if kind == "text":  # one NaN seen from every row: no memory for a number that is not there
        values = np.broadcast_to(np.array(np.nan), (rows,))
    else:
        values = unpack(record.get("values"), "a column")
    if values.shape != (rows,):
        raise ProjectError("a column does not have as many rows as the table")
    unreadable = unpack(record.get("unreadable"), "a column", "i8")
    if unreadable.ndim != 1 or (
        unreadable.size and (unreadable.min() < 0 or unreadable.max() >= rows)
    ):
        raise ProjectError("a column counts rows that are not there")
    return Column(
        name=_text(record.get("name"), "a column"),
        unit=_text(record.get("unit"), "a column"),
        position=position,
        kind=kind,
        values=values,
        missing=_whole(record.get("missing"), "a column"),
        unreadable=unreadable,
        offending=_cell(record.get("offending")),
        inexact=_cell(record.get("inexact")),
        merging=_cell(record.get("merging")),
        doubtful=_cell(record.get("doubtful")),
        parts=tuple(_texts(record.get("parts", []), "a column")),
        derived=record.get("derived") is True,
    )


def _cell(value: Any) -> tuple[int, str] | None:
    """A line of a file and the text of a cell there."""
    if value is None:
        return None
    pair = _list(value, "a column")
    if len(pair) != 2:
        raise ProjectError("a column is not valid")
    return _whole(pair[0], "a column"), _text(pair[1], "a column")


def _record(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ProjectError(f"{what} is missing")
    return value


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise ProjectError(f"{what} is not a list")
    return value


def _triple(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) != 3:
        raise ProjectError("the preview is not valid")
    return value


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ProjectError(f"{what} is not a text")
    return value


def _texts(value: Any, what: str) -> list[str]:
    return [_text(each, what) for each in _list(value, what)]


def _whole(value: Any, what: str) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ProjectError(f"{what} is not a whole number")
    return value
