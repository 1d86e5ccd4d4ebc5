"""One pass over a text: blocks of cells to columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.signals.cleaning import FloatArray, IntArray
from mirrors_engine.signals.delimited.cells import long_cells
from mirrors_engine.signals.delimited.columns import Raw, finish
from mirrors_engine.signals.delimited.dates import clock_like, parse_times
from mirrors_engine.signals.delimited.dialect import Dialect
from mirrors_engine.signals.delimited.headers import names_of
from mirrors_engine.signals.delimited.layout import classify
from mirrors_engine.signals.delimited.records import Block, blocks, line_start, split_line
from mirrors_engine.signals.delimited.values import (
    MISSING,
    CellFormat,
    inexact_whole,
    mark_of,
    number_like,
    parse_numbers,
)
from mirrors_engine.signals.exact import merging
from mirrors_engine.signals.tables.options import read_lines
from mirrors_engine.signals.tables.table import PreviewRow, Table
from mirrors_engine.utils.background import in_background

_PREVIEWED = 50
_LOOK = 50  # cells of a block in which a currency or per cent mark is looked for
_SORT_WORK = 1000.0  # multiply-adds that a cell takes the time of, to be sorted
_LOOK_TEXT = 200  # cells of a block in which one that is text is looked for


@dataclass
class _Growing:
    """A column while blocks of it arrive."""

    kind: str
    form: CellFormat
    pieces: list[FloatArray] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    offending: tuple[int, str] | None = None
    surely: bool = False  # whether the offending cell is neither a number nor a time
    doubtful: tuple[int, str] | None = None
    inexact: tuple[int, str] | None = None
    long: list[np.ndarray] = field(default_factory=list)  # of each block, see `long_cells`
    missing: int = 0
    marks: set[str] = field(default_factory=set)  # currency or per cent beside its numbers
    bare: tuple[int, str] | None = None  # the first number without a mark
    percent: tuple[int, str] | None = None  # the first one with per cent


class Parser:
    """One pass over a text with one dialect."""

    def __init__(
        self, text: str, dialect: Dialect, monitor: Monitor, name: str, source: str
    ) -> None:
        self.text = text
        self.dialect = dialect
        self.options = dialect.options
        self.monitor = monitor
        self.name = name
        self.source = source
        self.columns = [_Growing(*pair) for pair in zip(dialect.kinds, dialect.forms, strict=True)]
        self.rows = 0
        self.unreadable = 0

    def run(self) -> Table:
        """Parse everything and return the table."""
        delimiter = self.options.delimiter or ""
        head, start, line = self._head()
        left_out = self._excluded()
        stop = self._end(start)
        width = len(self.columns)
        numbers: list[np.ndarray] = []
        ragged: list[int] = []
        excluded: list[int] = []
        text = self.text if stop == len(self.text) else self.text[:stop]
        for block in blocks(text, start, line, delimiter, width, self.name, self._fits):
            if left_out:
                block, gone = _without(block, left_out)
                excluded += gone
            numbers.append(_as_array(block.lines))
            ragged += [line for line, _ in block.ragged]
            self._take(block)
            self._report(0.2 + 0.75 * block.done / max(1, len(text)))
        lines = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
        notes = [*self._skipped(start, line, stop), *self.dialect.notes]
        self._report(0.98)
        columns, options = finish(self._raw(lines), head, lines, self.dialect, notes)
        return Table(
            name=self.name,
            source=self.source,
            columns=columns,
            options=options,
            n_rows=self.rows,
            line_of_row=_read_only(lines),
            ragged=_read_only(np.array(ragged, dtype=np.int64)),
            preview=self._preview(start, line),
            notes=tuple(notes),
            excluded=_read_only(np.array(sorted(excluded), dtype=np.int64)),
        )

    def _report(self, done: float) -> None:
        self.monitor(Progress(f"Reading {self.name}", done))

    def _raw(self, lines: IntArray) -> list[Raw]:
        nothing = np.full(self.rows, np.nan)
        return [
            Raw(
                kind=column.kind,
                values=np.concatenate(column.pieces) if column.pieces else nothing,
                missing=column.missing,
                unreadable=np.array(column.unreadable, dtype=np.int64),
                offending=column.offending,
                doubtful=column.doubtful or self._mixed(column),
                inexact=column.inexact,
                marks=frozenset(column.marks),
                merging=self._merging(column, lines),
            )
            for column in self.columns
        ]

    def _merging(self, column: _Growing, lines: IntArray) -> tuple[int, str] | None:
        """The first cell that another one differs from, though not as a float64."""
        if not any(cells.dtype.itemsize > 1 for cells in column.long):
            return None
        cells = np.concatenate(column.long)
        form, times = column.form, column.kind == "time"
        values = np.concatenate(column.pieces)
        found = in_background(
            lambda: merging(cells, values, times, form.decimal),
            lambda: self._report(0.95),
            _SORT_WORK * values.size,
        )
        return None if found is None else (int(lines[found]), cells[found].decode().strip())

    def _mixed(self, column: _Growing) -> tuple[int, str] | None:
        """Where per cent stands beside some numbers and not beside others."""
        if column.percent is None or column.bare is None or self.options.drop_unreadable:
            return None
        return max(column.percent, column.bare)

    def _head(self) -> tuple[list[list[str]], int, int]:
        """Return [names, units], where the data starts, and its line number."""
        skip = self.options.skip_lines or 0
        at = line_start(self.text, skip)
        line = skip + 1
        head: list[list[str]] = []
        wanted = int(bool(self.options.header)) + int(bool(self.options.units_row))
        below = self.options.skip_after or 0
        while at < len(self.text) and (len(head) < wanted or below > 0):
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop
            row = self.text[at:stop]
            if row.strip() and len(head) < wanted:
                head.append(
                    names_of(
                        row, self.options.delimiter or "", len(self.columns), self.dialect.joined
                    )
                )
            elif row.strip():
                below -= 1
            at, line = stop + 1, line + 1
        if self.options.units_row and not self.options.header:
            head.insert(0, [])
        return head, at, line

    def _end(self, start: int) -> int:
        """Return where the data ends."""
        end = len(self.text)
        for _ in range(self.options.skip_last or 0):
            end = len(self.text[:end].rstrip())
            found = self.text.rfind("\n", start, end)
            end = start if found < 0 else found
        return end

    def _excluded(self) -> tuple[tuple[int, int], ...]:
        try:
            return read_lines(self.options.exclude or "")
        except ValueError:
            raise SignalError(
                f"“{self.options.exclude}” is no list of lines: write it like 5, 17-20."
            ) from None

    def _skipped(self, start: int, line: int, stop: int) -> list[str]:
        """Sentences on the lines that are neither names nor data."""
        notes = []
        skipped = self.options.skip_lines or 0
        if self.text[: line_start(self.text, skipped)].strip():
            what = "line" if skipped == 1 else f"{skipped} lines"
            was = "was" if skipped == 1 else "were"
            place = "header" if self.options.header else "data"
            notes.append(f"The first {what} before the {place} {was} skipped.")
        after = self.options.skip_after or 0
        if after:
            which = f"line {line - 1}" if after == 1 else f"lines {line - after} to {line - 1}"
            notes.append(f"{which.capitalize()} between the names and the data was skipped.")
        if stop < len(self.text) and self.options.skip_last:
            first = self.text.count("\n", 0, stop) + 2
            one = self.options.skip_last == 1
            which = f"The last line ({first})" if one else f"The lines from {first} to the end"
            notes.append(f"{which} {'was' if one else 'were'} skipped.")
        return notes

    def _fits(self, cells: list[str]) -> bool:
        """Whether a row that is too short holds what its columns hold."""
        known = False
        for cell, column in zip(cells, self.columns, strict=False):
            if column.kind == "text":
                continue
            kind = classify(cell, column.form)
            if kind not in (column.kind[0], "m"):
                return False
            known = known or kind != "m"
        return known

    def _take(self, block: Block) -> None:
        """Add the cells of a block to the columns."""
        for j, (column, cells) in enumerate(zip(self.columns, block.columns, strict=True)):
            if not cells:
                continue
            if j in self.dialect.halves:
                cells = [
                    f"{a} {b}".strip() for a, b in zip(cells, block.columns[j + 1], strict=True)
                ]
            if column.kind == "text":
                values = np.full(len(cells), np.nan)
                bad = [i for i, c in enumerate(cells) if c.strip().lower() not in MISSING]
                self._offend(column, block, cells, bad)
            else:
                parse = parse_times if column.kind == "time" else parse_numbers
                values, bad = parse(cells, column.form)
                column.long.append(long_cells(cells, column.kind == "time"))
                if column.kind == "number":
                    self._look(column, block, cells, values)
                self.unreadable += len(bad)
                if bad:
                    self._doubt(column, block, cells, bad)
            column.missing += int(np.count_nonzero(np.isnan(values))) - len(bad)
            if column.kind != "text":
                column.unreadable += [self.rows + i for i in bad]
                column.pieces.append(values)
        self.rows += len(block.columns[0])

    def _look(
        self, column: _Growing, block: Block, cells: Sequence[str], values: FloatArray
    ) -> None:
        """Find marks beside numbers, and whole numbers that float64 does not hold."""
        if column.marks or any(map(mark_of, cells[:_LOOK])) or bool(np.isnan(values).any()):
            marks = list(map(mark_of, cells))
            there = zip(marks, (values == values).tolist(), strict=True)
            column.marks |= {mark for mark, number in there if mark and number}
            for i, mark in enumerate(marks):
                if column.bare is not None and column.percent is not None:
                    break
                here = (int(block.lines[i]), cells[i].strip())
                if mark == "%" and column.percent is None:
                    column.percent = here
                elif not mark and column.bare is None and values[i] == values[i]:
                    column.bare = here
        elif column.bare is None:
            column.bare = (int(block.lines[0]), cells[0].strip())
        if column.inexact is None:
            found = inexact_whole(cells, values, column.form)
            if found is not None:
                column.inexact = (int(block.lines[found]), cells[found].strip())

    def _doubt(self, column: _Growing, block: Block, cells: Sequence[str], bad: list[int]) -> None:
        """Record the first cell that cannot be read, and the first that ought to be."""
        if column.offending is None:
            column.offending = (int(block.lines[bad[0]]), cells[bad[0]].strip())
        if column.doubtful is None and not self.options.drop_unreadable:
            like = number_like if column.kind == "number" else clock_like
            worst = next((i for i in bad if like(cells[i])), None)
            if worst is not None:
                column.doubtful = (int(block.lines[worst]), cells[worst].strip())

    def _offend(self, column: _Growing, block: Block, cells: Sequence[str], bad: list[int]) -> None:
        """Record the first cell of a column of text that is neither a number nor a time."""
        if column.surely or not bad:
            return
        sure = next((i for i in bad[:_LOOK_TEXT] if classify(cells[i], column.form) == "x"), None)
        if sure is not None or column.offending is None:
            i = bad[0] if sure is None else sure
            column.offending = (int(block.lines[i]), cells[i].strip())
        column.surely = sure is not None

    def _preview(self, start: int, line: int) -> tuple[PreviewRow, ...]:
        """Return the first lines, each with what it was taken for."""
        at = line_start(self.text, max(0, line - 1 - _PREVIEWED // 2))
        number = max(0, line - 1 - _PREVIEWED // 2) + 1
        waiting = (["header"] if self.options.header else []) + (
            ["units"] if self.options.units_row else []
        )
        left_out = self._excluded()
        rows: list[PreviewRow] = []
        while at < len(self.text) and len(rows) < _PREVIEWED:
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop
            piece = self.text[at:stop][:10_000]
            delimiter = self.options.delimiter or ""
            cells = split_line(piece, delimiter)
            role = "data"
            if at < start:
                role = "skipped"
                if number > (self.options.skip_lines or 0) and waiting and any(cells):
                    role = waiting.pop(0)
                    cells = names_of(piece, delimiter, len(self.columns), self.dialect.joined)
            elif any(a <= number <= b for a, b in left_out):
                role = "skipped"
            rows.append(PreviewRow(number, role, tuple(cells)))
            at, number = stop + 1, number + 1
        return tuple(rows)


def _as_array(lines: Sequence[int]) -> IntArray:
    if isinstance(lines, range):
        return np.arange(lines.start, lines.stop, lines.step)
    return np.asarray(lines, dtype=np.int64)


def _without(block: Block, ranges: tuple[tuple[int, int], ...]) -> tuple[Block, list[int]]:
    """A block without the lines left out by hand, and those lines."""

    def gone(line: int) -> bool:
        return any(a <= line <= b for a, b in ranges)

    kept = [i for i, line in enumerate(block.lines) if not gone(line)]
    lost = [line for line in (*block.lines, *(line for line, _ in block.ragged)) if gone(line)]
    if not lost:
        return block, []
    columns = tuple([column[i] for i in kept] for column in block.columns)
    ragged = tuple(pair for pair in block.ragged if not gone(pair[0]))
    return Block(columns, [block.lines[i] for i in kept], ragged, block.done), lost


def _read_only(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values
