"""Lines of a batch as CSV, JSON, Parquet or SQLite, kept as they come so that a batch goes on.

Beside the output grows a journal, a JSON object on each line. What it holds is not computed
again as long as the file and the settings are the same; it is removed when all is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from mirrors_engine.batch.batch import COLUMNS, Line, Source
from mirrors_engine.errors import SettingError
from mirrors_engine.files import WriteError

FORMATS = ("csv", "json", "parquet", "sqlite")
_SUFFIXES = {".json": "json", ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite"}
_SQL = {"str": "TEXT", "int": "INTEGER", "bool": "INTEGER", "float": "REAL"}


def format_of(out: str, given: str | None = None) -> str:
    """The format of an output: the one given, or by the ending of its name; csv else.

    Raises
    ------
    SettingError
        If a binary format has no file to go to.
    """
    kind = given or _SUFFIXES.get(Path(out).suffix.lower(), "csv")
    if out == "-" and kind in ("parquet", "sqlite"):
        raise SettingError(f"{kind} is no text: name a file by --out.")
    return kind


def content_of(lines: Sequence[Line], kind: str, pieces: bool = False) -> str | bytes:
    """The whole output.

    Parameters
    ----------
    lines : sequence of Line
    kind : str
        One of `FORMATS`.
    pieces : bool
        Whether JSON and SQLite have the functions too, a row a piece, of lines with outlines;
        the other formats hold one table, and `pieces_of` is the other.
    """
    if kind == "json":
        from mirrors_engine.serialize import dump

        names = [name for name, _ in PIECES[2:]]
        of = [_pieces(line) for line in lines]
        extra = [[dict(zip(names, row[2:], strict=True)) for row in rows] for rows in of]
        return dump(
            [
                line.to_dict() | ({"pieces": each} if pieces else {})
                for line, each in zip(lines, extra, strict=True)
            ]
        )
    table = _Sheet("lines", _COLUMNS, [list(line.to_dict().values()) for line in lines])
    if kind == "sqlite":
        return _sqlite([table, _pieces_sheet(lines)] if pieces else [table])
    return _csv(table) if kind == "csv" else _parquet(table)


def pieces_of(lines: Sequence[Line], kind: str) -> str | bytes:
    """The functions of lines with outlines, a row a piece, as CSV or Parquet."""
    table = _pieces_sheet(lines)
    return _csv(table) if kind == "csv" else _parquet(table)


@dataclass(frozen=True)
class _Sheet:
    """A table: its name, its columns with their types, and its rows."""

    name: str
    columns: Sequence[tuple[str, str]]
    rows: list[list[Any]]


def _pieces_sheet(lines: Sequence[Line]) -> _Sheet:
    """Places are text, since some are dates: numbers are written in full."""
    rows = [row for line in lines for row in _pieces(line)]
    text = [[*r[:3], *(None if p is None else str(p) for p in r[3:5]), *r[5:]] for r in rows]
    dates = any(isinstance(place, str) for r in rows for place in r[3:5])
    kinds = [(n, "str" if dates and n in ("start", "end") else k) for n, k in PIECES]
    return _Sheet("pieces", kinds, text if dates else rows)


def _pieces(line: Line) -> list[list[Any]]:
    if line.outline is None:
        return []
    return [[line.file, line.y, *row] for row in line.outline.rows()]


def _csv(table: _Sheet) -> str:
    from mirrors_engine.export.tables import csv_text

    return csv_text([[name for name, _ in table.columns], *table.rows])


def _parquet(table: _Sheet) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise SettingError("Parquet needs the package pyarrow: install mirrors[parquet].") from None
    types = {"str": pyarrow.string(), "int": pyarrow.int64(), "bool": pyarrow.bool_()}
    schema = pyarrow.schema([(n, types.get(k, pyarrow.float64())) for n, k in table.columns])
    columns = {
        name: [_plain(row[place]) for row in table.rows]
        for place, (name, _) in enumerate(table.columns)
    }
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(columns, schema=schema), sink)
    return bytes(sink.getvalue().to_pybytes())


def _sqlite(tables: Sequence[_Sheet]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.sqlite"
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            for table in tables:
                declared = ", ".join(f'"{n}" {_SQL.get(k, "REAL")}' for n, k in table.columns)
                database.execute(f"CREATE TABLE {table.name} ({declared})")
                marks = ", ".join("?" for _ in table.columns)
                database.executemany(
                    f"INSERT INTO {table.name} VALUES ({marks})",
                    [[_plain(value) for value in row] for row in table.rows],
                )
        return path.read_bytes()


def _base(kind: Any) -> str:
    return str(kind).split(" | ", maxsplit=1)[0]


def _plain(value: Any) -> Any:
    """Text without halves of letters, as names of files may have."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value


_COLUMNS = tuple((f.name, _base(f.type)) for f in fields(Line) if f.name in COLUMNS)
PIECES = (
    *((name, "str") for name in ("file", "y", "input")),
    *((name, "float") for name in ("start", "end", "value", "slope")),
)


def key_of(source: Source, settings: str = "") -> str:
    """What decides whether a line of a signal is still valid: its file, column and settings."""
    state: Any = None
    with contextlib.suppress(OSError, ValueError):
        found = Path(source.file).stat()
        state = [found.st_size, found.st_mtime_ns]
    text = json.dumps([source.file, source.y, state, settings])
    return hashlib.sha256(text.encode()).hexdigest()


class Journal:
    """What a batch has done so far, in a file beside its output.

    Parameters
    ----------
    out : str
        The output; - keeps no journal.
    settings : str
        Everything besides the file that the lines depend on.
    """

    def __init__(self, out: str, settings: str) -> None:
        self.path = None if out == "-" else Path(f"{out}.journal")
        self.settings = settings
        self.done = dict(self._entries())
        self._file: TextIO | None = None

    def __enter__(self) -> Journal:
        if self.path is not None:
            try:
                self._file = self.path.open("a", encoding="utf-8")
            except OSError as error:
                raise WriteError(
                    f"{self.path.name} cannot be written ({error.strerror}): choose another place."
                ) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def find(self, source: Source) -> Line | None:
        """The line of a source that was fitted before."""
        return self.done.get(key_of(source, self.settings))

    def add(self, source: Source, line: Line) -> None:
        """Keep a line at once, so that no kill loses it; failures are tried again."""
        if self._file is None or line.error:
            return
        entry = {"key": key_of(source, self.settings), "line": line.to_dict()}
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()

    def finish(self) -> None:
        """Remove the journal: everything is in the output."""
        if self.path is not None:
            if self._file is not None:
                self._file.close()
            self.path.unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[str, Line]]:
        if self.path is None or not self.path.is_file():
            return
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for text in file:
                with contextlib.suppress(ValueError, TypeError, KeyError):  # cut by the kill
                    entry = json.loads(text)
                    yield str(entry["key"]), Line(**entry["line"])
