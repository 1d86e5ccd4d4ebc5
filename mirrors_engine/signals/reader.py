"""Reading CSV as people have it: detect the dialect, then parse block by block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.dialect import CsvOptions, Dialect, detect
from mirrors_engine.signals.records import Block, blocks, header_cells, line_start, split_line
from mirrors_engine.signals.source import decode, plain_lines, read_bytes
from mirrors_engine.signals.table import Column, PreviewRow, Table
from mirrors_engine.signals.values import MISSING, CellFormat, parse_numbers, parse_times

_PREVIEWED = 50
_COMPACT_DATE_NAMES = frozenset(("date", "datum", "day", "tag", "yyyymmdd"))


def sniff(path: str | Path) -> CsvOptions:
    """Return how a file would be read, every field set.

    Parameters
    ----------
    path : str or Path
        A CSV file.

    Raises
    ------
    SignalError
        If it cannot be read or is not text.
    """
    path = Path(path)
    text, encoding = decode(read_bytes(path, silent), None, path.name)
    return replace(_detect(text, CsvOptions(), path.name).options, encoding=encoding)


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
        `to_signal` then says so.

    Raises
    ------
    SignalError
        If the file cannot be read or is not text; one sentence naming file, line
        and remedy.
    """
    path = Path(path)
    options = options or CsvOptions()
    content = read_bytes(path, monitor)
    text, encoding = decode(content, options.encoding, path.name)
    del content
    return _table(text, replace(options, encoding=encoding), monitor, path.name, str(path))


def parse_text(
    text: str,
    options: CsvOptions | None = None,
    monitor: Monitor = silent,
    *,
    name: str = "The pasted text",
) -> Table:
    """Read a table from text, such as the clipboard's; see `read_table`."""
    options = replace(options or CsvOptions(), encoding="utf-8")
    return _table(plain_lines(text), options, monitor, name, name)


def _detect(text: str, options: CsvOptions, name: str) -> Dialect:
    if not text.strip():
        raise SignalError(f"{name} is empty: choose a file with rows of numbers.")
    _check_options(options)
    return detect(text, options)


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
    if options.skip_lines is not None and options.skip_lines < 0:
        raise SignalError("The number of lines to skip is negative: use 0 or more.")


def _table(text: str, options: CsvOptions, monitor: Monitor, name: str, source: str) -> Table:
    dialect = _detect(text, options, name)
    first = _Parser(text, dialect, dialect.form, monitor, name, source)
    table = first.run()
    notes: list[str] = []
    if dialect.alternative is not None:
        form = dialect.form
        if first.unreadable:
            # The whole file may decide what the sample left open.
            second = _Parser(text, dialect, dialect.alternative, monitor, name, source)
            other = second.run()
            if second.unreadable < first.unreadable:
                table, form = other, dialect.alternative
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


@dataclass
class _Growing:
    """A column while blocks of it arrive."""

    kind: str
    pieces: list[FloatArray] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    offending: tuple[int, str] | None = None
    missing: int = 0


class _Parser:
    """One pass over a text with one dialect."""

    def __init__(
        self,
        text: str,
        dialect: Dialect,
        form: CellFormat,
        monitor: Monitor,
        name: str,
        source: str,
    ) -> None:
        self.text = text
        self.options = replace(dialect.options, decimal=form.decimal, thousands=form.thousands)
        self.form = form
        self.monitor = monitor
        self.name = name
        self.source = source
        self.columns = [_Growing(kind) for kind in dialect.kinds]
        self.rows = 0
        self.unreadable = 0

    def run(self) -> Table:
        """Parse everything and return the table."""
        delimiter = self.options.delimiter or ""
        head, start, line = self._head()
        width = len(self.columns)
        numbers: list[np.ndarray] = []
        ragged: list[int] = []
        for block in blocks(self.text, start, line, delimiter, width, self.name):
            numbers.append(np.asarray(block.lines, dtype=np.int64))
            ragged += [line for line, _ in block.ragged]
            self._take(block)
            done = 0.2 + 0.8 * block.done / max(1, len(self.text))
            self.monitor(Progress(f"Reading {self.name}", done))
        lines = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
        notes: list[str] = []
        columns = self._finish(head, notes)
        skipped = self.options.skip_lines or 0
        if (
            skipped
            and line_start(self.text, skipped)
            and self.text[: line_start(self.text, skipped)].strip()
        ):
            what = "line" if skipped == 1 else f"{skipped} lines"
            place = "header" if self.options.header else "data"
            notes.insert(
                0,
                f"The first {what} before the {place} {'was' if skipped == 1 else 'were'} skipped.",
            )
        return Table(
            name=self.name,
            source=self.source,
            columns=columns,
            options=self.options,
            n_rows=self.rows,
            line_of_row=_read_only(lines),
            ragged=_read_only(np.array(ragged, dtype=np.int64)),
            preview=self._preview(start, line),
            notes=tuple(notes),
        )

    def _head(self) -> tuple[list[list[str]], int, int]:
        """Return [names, units], where the data starts, and its line number."""
        skip = self.options.skip_lines or 0
        at = line_start(self.text, skip)
        line = skip + 1
        head: list[list[str]] = []
        wanted = int(bool(self.options.header)) + int(bool(self.options.units_row))
        while at < len(self.text) and len(head) < wanted:
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop
            row = self.text[at:stop]
            if row.strip():
                head.append(header_cells(row, self.options.delimiter or ""))
            at, line = stop + 1, line + 1
        if self.options.units_row and not self.options.header:
            head.insert(0, [])
        return head, at, line

    def _take(self, block: Block) -> None:
        """Add the cells of a block to the columns."""
        for column, cells in zip(self.columns, block.columns, strict=True):
            if not cells:
                continue
            if column.kind == "text":
                values = np.full(len(cells), np.nan)
                bad = [i for i, c in enumerate(cells) if c.strip().lower() not in MISSING]
            else:
                parse = parse_times if column.kind == "time" else parse_numbers
                values, bad = parse(cells, self.form)
                self.unreadable += len(bad)
            if bad and column.offending is None:
                column.offending = (int(block.lines[bad[0]]), cells[bad[0]].strip())
            column.missing += int(np.count_nonzero(np.isnan(values))) - len(bad)
            if column.kind != "text":
                column.unreadable += [self.rows + i for i in bad]
                column.pieces.append(values)
        self.rows += len(block.columns[0])

    def _finish(self, head: list[list[str]], notes: list[str]) -> tuple[Column, ...]:
        """Name the columns and put their pieces together."""
        nothing = _read_only(np.full(self.rows, np.nan))
        width = len(self.columns)
        names = list(head[0]) if head else []
        units = list(head[1]) if len(head) > 1 else []
        last_empty = self.columns[-1].missing == self.rows
        if len(names) == width - 1 and names and not last_empty:
            # R writes row names without a name for their column.
            names.insert(0, "row")
            units = ["", *units] if len(units) == width - 1 else units
        names = (names + [""] * width)[:width]
        units = (units + [""] * width)[:width]
        if width > 1 and last_empty and not names[-1]:
            # Every line ends with a delimiter.
            width -= 1
        columns = []
        seen: set[str] = set()
        for j, column in enumerate(self.columns[:width]):
            name = names[j] or f"column {j}"
            stem, again = name, 1
            while name in seen:
                again += 1
                name = f"{stem} ({again})"
            seen.add(name)
            values = np.concatenate(column.pieces) if column.pieces else nothing
            kind = column.kind
            if kind == "number" and name.casefold() in _COMPACT_DATE_NAMES:
                days = _compact_dates(values)
                if days is not None:
                    kind, values = "time", days
                    notes.append(f"Column {name} was read as dates written YYYYMMDD.")
            columns.append(
                Column(
                    name=name,
                    unit=_bare(units[j]),
                    position=j,
                    kind=kind,
                    values=_read_only(values),
                    missing=column.missing,
                    unreadable=_read_only(np.array(column.unreadable, dtype=np.int64)),
                    offending=column.offending,
                )
            )
        return tuple(columns)

    def _preview(self, start: int, line: int) -> tuple[PreviewRow, ...]:
        """Return the first lines, each with what it was taken for."""
        at = line_start(self.text, max(0, line - 1 - _PREVIEWED // 2))
        number = max(0, line - 1 - _PREVIEWED // 2) + 1
        waiting = (["header"] if self.options.header else []) + (
            ["units"] if self.options.units_row else []
        )
        rows: list[PreviewRow] = []
        while at < len(self.text) and len(rows) < _PREVIEWED:
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop
            cells = split_line(self.text[at:stop][:10_000], self.options.delimiter or "")
            role = "data"
            if at < start:
                role = "skipped"
                if number > (self.options.skip_lines or 0) and waiting and any(cells):
                    role = waiting.pop(0)
            rows.append(PreviewRow(number, role, tuple(cells)))
            at, number = stop + 1, number + 1
        return tuple(rows)


def _bare(unit: str) -> str:
    """Return a unit without the brackets it is often put in."""
    text = unit.strip()
    if len(text) > 1 and text[0] + text[-1] in ("[]", "()"):
        text = text[1:-1].strip()
    return "" if text in ("-", "–") else text


def _compact_dates(values: FloatArray) -> FloatArray | None:
    """Return numbers like 20200131 as days since 1970-01-01, None if they are no dates."""
    finite = np.isfinite(values)
    stamps = values[finite]
    if stamps.size == 0 or not bool(
        ((stamps >= 1583_01_01) & (stamps <= 2200_12_31) & (stamps == np.floor(stamps))).all()
    ):
        return None
    text = [f"{s // 10000:04d}-{s // 100 % 100:02d}-{s % 100:02d}" for s in map(int, stamps)]
    days, bad = parse_times(text, CellFormat())
    if bad:
        return None
    full = np.full(values.shape, np.nan)
    full[finite] = days
    return full


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
