"""One pass over a text: blocks of cells to columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.dialect import Dialect
from mirrors_engine.signals.records import Block, blocks, header_cells, line_start, split_line
from mirrors_engine.signals.table import Column, PreviewRow, Table
from mirrors_engine.signals.values import (
    MISSING,
    CellFormat,
    inexact_whole,
    mark_of,
    parse_numbers,
    parse_times,
)

_PREVIEWED = 50
_LOOK = 50  # cells of a block in which a currency or per cent mark is looked for
_COMPACT_DATE_NAMES = frozenset(("date", "datum", "day", "tag", "yyyymmdd"))


@dataclass
class _Growing:
    """A column while blocks of it arrive."""

    kind: str
    pieces: list[FloatArray] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    offending: tuple[int, str] | None = None
    inexact: tuple[int, str] | None = None
    missing: int = 0
    marks: set[str] = field(default_factory=set)  # currency or per cent beside its numbers


class Parser:
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
        self.options = replace(
            dialect.options,
            decimal=form.decimal,
            thousands=form.thousands,
            day_first=form.day_first,
        )
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
        if self.text[: line_start(self.text, skipped)].strip():
            what = "line" if skipped == 1 else f"{skipped} lines"
            was = "was" if skipped == 1 else "were"
            place = "header" if self.options.header else "data"
            notes.insert(0, f"The first {what} before the {place} {was} skipped.")
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
                if column.kind == "number" and (column.marks or any(map(mark_of, cells[:_LOOK]))):
                    column.marks |= set(map(mark_of, cells)) - {""}
                if column.kind == "number" and column.inexact is None:
                    i = inexact_whole(cells, values, self.form)
                    if i is not None:
                        column.inexact = (int(block.lines[i]), cells[i].strip())
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
        last_empty = 0 < self.rows == self.columns[-1].missing
        if len(names) == width - 1 and names and not last_empty:
            # R writes row names without a name for their column.
            names.insert(0, "row")
            units = ["", *units] if len(units) == width - 1 else units
        names = (names + [""] * width)[:width]
        units = (units + [""] * width)[:width]
        while (
            width > 1 and 0 < self.rows == self.columns[width - 1].missing and not names[width - 1]
        ):
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
            unit = _bare(units[j])
            if column.marks:
                marks = " and ".join(sorted(column.marks))
                notes.append(f"The {marks} beside the numbers of {name} was left out.")
                if len(column.marks) == 1 and not unit and marks not in name:
                    unit = marks
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
                    unit=unit,
                    position=j,
                    kind=kind,
                    values=_read_only(values),
                    missing=column.missing,
                    unreadable=_read_only(np.array(column.unreadable, dtype=np.int64)),
                    offending=column.offending,
                    inexact=column.inexact,
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
