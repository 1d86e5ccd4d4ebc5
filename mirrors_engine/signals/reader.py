"""Files to tables, whatever their format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mirrors_engine.progress import Monitor, silent
from mirrors_engine.signals.delimited.source import decode, read_bytes
from mirrors_engine.signals.delimited.text_reader import parse_text, table_of_text
from mirrors_engine.signals.formats import File, read
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import Table


def sniff(path: str | Path) -> CsvOptions:
    """Return how a file is read, every field set.

    Parameters
    ----------
    path : str or Path
        A CSV file.

    Raises
    ------
    SignalError
        If it cannot be read or is not text.
    """
    return read_table(path).options


def read_table(
    path: str | Path, options: CsvOptions | None = None, monitor: Monitor = silent
) -> Table:
    """Read a CSV file.

    Parameters
    ----------
    path : str or Path
        The file.
    options : CsvOptions, optional
        Fields set are taken as given, the others are detected.
    monitor : callable
        Receives `Progress` and may raise `Cancelled`.

    Returns
    -------
    Table
        Also where no column holds numbers, so that the preview can show why;
        `Signal.from_table` then says so.

    Raises
    ------
    SignalError
        If the file cannot be read or is not text; one sentence naming file, line
        and remedy.
    """
    path = Path(path)
    file = File(path.name, str(path), read_bytes(path, monitor), options or CsvOptions(), monitor)
    return _read(file)


def parse_bytes(
    content: bytes,
    options: CsvOptions | None = None,
    monitor: Monitor = silent,
    *,
    name: str = "The data",
) -> Table:
    """Read a table from the content of a file, such as standard input; see `read_table`."""
    return _read(File(name, name, content, options or CsvOptions(), monitor))


def _read(file: File) -> Table:
    """The table in a file of any format."""
    found = read(file)
    if isinstance(found, Table):
        return found
    text, encoding = decode(found.content, found.options.encoding, found.name)
    options, name, notes = replace(found.options, encoding=encoding), found.name, found.notes
    monitor, source = file.monitor, file.source
    del file, found  # the bytes, before the text is cut
    table = table_of_text(text, options, monitor, name, source)
    return replace(table, notes=(*notes, *table.notes)) if notes else table


__all__ = ["parse_bytes", "parse_text", "read_table", "sniff"]
