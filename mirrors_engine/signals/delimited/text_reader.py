"""Text to a table: detect the dialect, then parse block by block."""

from __future__ import annotations

from dataclasses import replace

from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.signals.delimited.dialect import Dialect, detect
from mirrors_engine.signals.delimited.parser import Parser
from mirrors_engine.signals.delimited.source import plain_lines
from mirrors_engine.signals.delimited.values import CellFormat
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import Table


def parse_text(
    text: str,
    options: CsvOptions | None = None,
    monitor: Monitor = silent,
    *,
    name: str = "The pasted text",
) -> Table:
    """Read a table from text, such as the clipboard's; see `read_table`."""
    options = replace(options or CsvOptions(), encoding="utf-8")
    return table_of_text(plain_lines(text), options, monitor, name, name)


def _detect(text: str, options: CsvOptions, monitor: Monitor, name: str) -> Dialect:
    if not text.strip():
        raise SignalError(f"{name} is empty: choose a file with rows of numbers.")
    _check_options(options)
    try:
        return detect(text, options, lambda: monitor(Progress(f"Reading {name}", 0.2)))
    except SignalError as error:
        raise SignalError(f"{name}, {error}") from None


def _check_options(options: CsvOptions) -> None:
    """Refuse options that contradict each other."""
    if options.decimal not in (None, ".", ","):
        raise SignalError(f"{options.decimal!r} is no decimal mark: use a point or a comma.")
    if options.thousands not in (None, "", ",", ".", " ", "'"):
        raise SignalError(
            f"{options.thousands!r} does not separate thousands: use a comma, a point, a blank, "
            "an apostrophe or nothing."
        )
    if options.decimal is not None and options.decimal == options.thousands:
        raise SignalError("Decimal and thousands marks are the same: choose different ones.")
    mark = options.delimiter
    if mark is not None and (len(mark) > 1 or mark in ('"', "\n", "\r")):
        raise SignalError(f"{mark!r} is no delimiter: use one character.")
    if options.thin is not None and options.thin < 1:
        raise SignalError(f"Blocks of {options.thin} samples cannot be: give 1 or more.")
    for skip in (options.skip_lines, options.skip_after, options.skip_last):
        if skip is not None and skip < 0:
            raise SignalError("The number of lines to skip is negative: use 0 or more.")


def table_of_text(
    text: str, options: CsvOptions, monitor: Monitor, name: str, source: str
) -> Table:
    """Read a table from text with plain line ends, whose origin has a name."""
    dialect = _detect(text, options, monitor, name)
    first = Parser(text, dialect, monitor, name, source)
    table = first.run()
    notes: list[str] = []
    if dialect.alternative is not None:
        form = dialect.form
        if first.unreadable:
            # The whole file may decide what the sample left open.
            second = Parser(text, dialect.alternative, monitor, name, source)
            other = second.run()
            if second.unreadable < first.unreadable:
                table, form = other, dialect.alternative.form
            if second.unreadable == first.unreadable:
                notes.append(_ambiguity(form))
        else:
            notes.append(_ambiguity(form))
    return replace(table, notes=(*table.notes, *notes)) if notes else table


def _ambiguity(form: CellFormat) -> str:
    """Say how cells were read that could be read in two ways."""
    if form.thousands:
        mark = {" ": "The blank"}.get(form.thousands, f"“{form.thousands}”")
        return f"{mark} in numbers was read as a thousands mark; choose the marks if it is not."
    if form.decimal == ",":
        return "“,” in numbers was read as the decimal mark; choose the marks if it is not."
    order = "day first" if form.day_first else "month first"
    return f"Dates were read with the {order}."
