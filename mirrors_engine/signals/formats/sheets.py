"""Workbooks and JSON: cells of any kind, laid out as text and read like a text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.delimited.source import decode
from mirrors_engine.signals.delimited.text_reader import table_of_text
from mirrors_engine.signals.formats.extent import check_extent
from mirrors_engine.signals.formats.typed import File, Values, needed, of_equal_length, table_of
from mirrors_engine.signals.tables.table import Table


def workbook(file: File) -> Table:
    """The first sheet with numbers of an Excel or ODS workbook, or the one asked for."""
    calamine = needed("python_calamine", "python-calamine", "excel")
    check_extent(file.content, file.name)
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    names = list(book.sheet_names)
    wanted = file.options.part
    if wanted and wanted not in names:
        raise SignalError(
            f"{file.name} has no sheet {wanted}: choose one of {', '.join(names[:12])}."
        )
    name, rows = wanted, []
    for candidate in [wanted] if wanted else names:
        rows = book.get_sheet_by_name(candidate).to_python(skip_empty_area=False)
        name = candidate
        if any(type(cell) in (int, float) for row in rows for cell in row):
            break
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    for row in rows:
        cells = [_written(cell) for cell in row]
        if any(cells):
            writer.writerow(cells)
        else:
            text.write("\n")
    others = [n for n in names if n != name]
    more = ", …" if len(others) > 5 else ""
    said = f"The sheet {name} was read; others are {', '.join(others[:5])}{more}."
    notes = (*file.notes, said) if others else file.notes
    options = replace(
        file.options, encoding="utf-8", delimiter="\t", decimal=file.options.decimal or "."
    )
    found = table_of_text(text.getvalue(), options, file.monitor, file.name, file.source)
    return replace(found, notes=(*notes, *found.notes))


def _written(cell: Any) -> str:
    """A cell of a workbook as a text has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    if isinstance(cell, dt.timedelta):
        seconds = cell.total_seconds()
        hours, rest = divmod(seconds, 3600)
        minutes, rest = divmod(rest, 60)
        return f"{int(hours)}:{int(minutes):02d}:{rest:09.6f}"
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return " ".join(str(cell).split())


def _decimal(text: str) -> float | str:
    """A number; its text where that has more digits than a float64 keeps, to be compared."""
    value = float(text)
    return value if len(text) <= 16 or Decimal(repr(value)) == Decimal(text) else text


def json_table(file: File) -> Table:
    """Records, columns or rows in JSON, or a record on every line."""
    text, _ = decode(file.content, file.options.encoding, file.name)
    try:
        found = json.loads(text, parse_float=_decimal)
    except RecursionError:
        raise SignalError(f"{file.name} is nested too deeply: give records or columns.") from None
    except ValueError as error:
        try:
            found = [
                json.loads(line, parse_float=_decimal) for line in text.split("\n") if line.strip()
            ]
        except (ValueError, RecursionError):
            where = f"line {getattr(error, 'lineno', 1)}"
            raise SignalError(f"{file.name}, {where}: this is not valid JSON: mend it.") from None
    columns = _columns(found, PurePath(file.name).stem)
    if not columns:
        raise SignalError(
            f"{file.name} holds no table: give a list of records, or columns by name."
        )
    taken, notes = of_equal_length(file, columns)
    return table_of(file, taken, notes)


def _columns(found: Any, name: str) -> list[Values]:
    if isinstance(found, dict):
        if isinstance(found.get("columns"), list) and isinstance(found.get("data"), list):
            return _of_rows(found["data"], [str(c) for c in found["columns"]])
        lists = {str(k): v for k, v in found.items() if isinstance(v, list)}
        if any(v and isinstance(v[0], dict | list) for v in lists.values()):
            key, rows = max(lists.items(), key=lambda item: len(item[1]))
            return _columns(rows, key)
        if lists:
            return [Values(k, v) for k, v in lists.items()]
        inner = {str(k): v for k, v in found.items() if isinstance(v, dict)}
        if len(inner) == len(found) and inner:  # pandas: each column a map from the index
            index = list(dict.fromkeys(i for v in inner.values() for i in v))
            columns = [Values(k, [v.get(i) for i in index]) for k, v in inner.items()]
            counted = index == [str(i) for i in range(len(index))]
            return columns if counted else [Values("index", index), *columns]
        return []
    if not isinstance(found, list) or not found:
        return []
    if all(isinstance(row, dict) for row in found):
        flat = [_flat(row) for row in found]
        names = list(dict.fromkeys(k for row in flat for k in row))
        return [Values(k, [row.get(k) for row in flat]) for k in names]
    if all(isinstance(row, list) for row in found):
        head = found[0] if all(isinstance(c, str) for c in found[0]) and len(found) > 1 else None
        width = max(map(len, found))
        names = head or [f"column {j}" for j in range(width)]
        return _of_rows(found[1:] if head else found, names)
    return [Values(name, found)]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{k}": v for k, v in value.items()})
        else:
            flat[str(key)] = value
    return flat


def _of_rows(rows: Sequence[Any], names: Sequence[str]) -> list[Values]:
    return [
        Values(name, [row[j] if isinstance(row, list) and j < len(row) else None for row in rows])
        for j, name in enumerate(names)
    ]
