"""Lines to rows of cells: quotes, runs of blanks, and rows of the wrong width."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.delimited.cells import Rows

# Small enough that a monitor is called every few tens of milliseconds.
BLOCK_CHARS = 150_000
BLOCK_ROWS = 5_000
# A quoted cell longer than this is a quote that somebody forgot to close.
_LONGEST_RECORD = 200

# A blank between a date, its time of day and its zone separates nothing.
_BLANKS = re.compile(
    r'"[^"]*"|\d+([-/.])\d\d?\1\d+ +\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?'
    r"(?: (?:Z|UTC|[+-]\d\d:\d\d)(?=\s|$))?(?=\s|$)|\S+"
)
Fits = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows, column by column.

    Attributes
    ----------
    columns : tuple of sequence of str
        Cells of the rows of the right width.
    lines : sequence of int
        Line number of each of them, from 1.
    ragged : tuple of (int, int)
        Line number and number of cells of each other row.
    done : int
        Characters of the text consumed so far.
    """

    columns: tuple[Sequence[str], ...]
    lines: Sequence[int]
    ragged: tuple[tuple[int, int], ...]
    done: int


def split_line(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, stripped of blanks and quotes."""
    if delimiter == "":
        return [_unquote(line)]
    if delimiter == " ":
        if '"' in line or ":" in line:
            cells = [_unquote(found[0]) for found in _BLANKS.finditer(line)]
        else:
            cells = line.split()
        if " #" in line or "\t#" in line:  # a comment behind the numbers
            marked = [k for k, cell in enumerate(cells) if k and cell[:1] == "#"]
            if marked and cells[0][:1] != "#":
                cells = cells[: marked[0]]
        return cells
    if '"' in line:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            cells = line.split(delimiter)
        return [cell.strip() for cell in cells]
    return [cell.strip() for cell in line.split(delimiter)]


def _unquote(cell: str) -> str:
    text = cell.strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"').strip()
    return text


def line_start(text: str, lines: int) -> int:
    """Return where in a text the line after that many lines starts."""
    at = 0
    for _ in range(lines):
        found = text.find("\n", at)
        if found < 0:
            return len(text)
        at = found + 1
    return at


def blocks(
    text: str,
    start: int,
    line: int,
    delimiter: str,
    width: int,
    name: str,
    fits: Fits | None = None,
) -> Iterator[Block]:
    """Yield the rows of a text from position `start`, which is line `line`, in blocks.

    Blank lines are no rows, except within a single column, where they are
    missing values. A row of two or more cells for which `fits` holds may lack its last
    ones, which are then missing.

    Raises
    ------
    SignalError
        If a quote is opened and never closed.
    """
    if delimiter not in ("", " ") and '"' in text:
        yield from _quoted_blocks(text, start, line, delimiter, width, name, fits)
        return
    end = len(text.rstrip()) if width == 1 else len(text)
    while start < end:
        stop = text.find("\n", min(start + BLOCK_CHARS, end))
        stop = end if stop < 0 or stop > end else stop
        yield _block(text[start:stop], line, delimiter, width, stop, fits)
        line += 1 + text.count("\n", start, stop)
        start = stop + 1


def _block(text: str, line: int, delimiter: str, width: int, done: int, fits: Fits | None) -> Block:
    """Return a block of unquoted lines."""
    if width > 1 and (cut := Rows.cut(text, delimiter, width)) is not None:
        return Block(cut.columns(), range(line, line + len(cut.starts)), (), done)
    lines = text.split("\n")
    if delimiter == "":
        return Block(([_unquote(cell) for cell in lines],), _count_on(line, lines), (), done)
    # Rows that all have the right number of delimiters are cut in one go, an
    # order of magnitude faster than one by one.
    if delimiter != " " and width > 1:
        counts = set(map(str.count, lines, [delimiter] * len(lines)))
        if counts == {width - 1}:
            cells = delimiter.join(lines).split(delimiter)
            columns = tuple(cells[j::width] for j in range(width))
            return Block(columns, _count_on(line, lines), (), done)
    rows = (
        (line + i, split_line(row, delimiter) if row.strip() else []) for i, row in enumerate(lines)
    )
    return _gather(rows, width, done, None if delimiter == " " else fits)


def _count_on(line: int, lines: Sequence[str]) -> range:
    return range(line, line + len(lines))


def _gather(
    rows: Iterator[tuple[int, list[str]]], width: int, done: int, fits: Fits | None
) -> Block:
    """Sort rows into those of the right width and the others."""
    kept: list[list[str]] = []
    numbers: list[int] = []
    ragged: list[tuple[int, int]] = []
    for number, cells in rows:
        if not cells:
            if width != 1:
                continue
            cells = [""]
        if len(cells) > width and not any(cells[width:]):
            # Nothing is lost with delimiters at the end of a line.
            cells = cells[:width]
        elif 2 <= len(cells) < width and fits is not None and fits(cells):
            cells = cells + [""] * (width - len(cells))
        if len(cells) == width:
            kept.append(cells)
            numbers.append(number)
        else:
            ragged.append((number, len(cells)))
    columns = tuple(zip(*kept, strict=True)) if kept else ((),) * width
    return Block(columns, numbers, tuple(ragged), done)


def _quoted_blocks(
    text: str, start: int, line: int, delimiter: str, width: int, name: str, fits: Fits | None
) -> Iterator[Block]:
    """Yield blocks of a text with quotes, in which a cell may span lines."""
    at = start

    def feed() -> Iterator[str]:
        nonlocal at
        while at < len(text):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            piece = text[at:stop]
            at = stop + 1
            yield piece + "\n"

    reader = csv.reader(feed(), delimiter=delimiter, skipinitialspace=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise _open_quote(name, line + before) from None
        if cells is None:
            break
        # At the end of the text the reader closes an open quote by itself; its
        # cell then ends with the line end that feed() added.
        swallowed = at >= len(text) and bool(cells) and cells[-1].endswith("\n")
        if swallowed or reader.line_num - before > _LONGEST_RECORD:
            raise _open_quote(name, line + before)
        rows.append(
            (line + before, [c.strip() for c in cells] if any(cells) or len(cells) > 1 else [])
        )
        before = reader.line_num
        if len(rows) >= BLOCK_ROWS:
            yield _gather(iter(rows), width, at, fits)
            rows = []
    if rows:
        while width == 1 and rows and not rows[-1][1]:
            rows.pop()
        yield _gather(iter(rows), width, len(text), fits)


def _open_quote(name: str, line: int) -> SignalError:
    return SignalError(
        f"{name}, line {line}: a quotation mark is opened and not closed: close or delete it."
    )
