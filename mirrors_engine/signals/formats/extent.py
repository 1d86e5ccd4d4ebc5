"""How far the cells of a workbook reach, asked before they are read.

The library that reads workbooks takes memory for the whole rectangle from the first to the last
cell of a sheet. One cell in the last corner, typed by mistake or written by a damaged file, would
take hundreds of gigabytes, and so would a last row above the first: the library then ends the
program.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from mirrors_engine.errors import SignalError

MOST_CELLS = 30_000_000  # of a rectangle; 40 bytes each
_FAR = re.compile(rb'r="(?:([A-Z]{2,3})\d+|[A-Z]*(\d{6,}))"')
_ROW = re.compile(rb'r="[A-Z]*(\d+)"')
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]{0,2000})>")
_REPEATED = re.compile(rb'-repeated="(\d{1,9})"')
_CELL_RECORDS = frozenset((0x6, 0x27E, 0x203, 0x204, 0x205, 0x201, 0xD6, 0xFD, 0xBD, 0xBE))
_BOF = (0x809, 0x409, 0x209, 0x9)
_DIMENSIONS = 0x200
_COLUMNS_OF_XLS = 256
_END = 0xFFFFFFFA  # from here on numbers of sectors have other meanings


def check_extent(content: bytes, name: str) -> None:
    """Refuse a workbook whose cells reach too far.

    Raises
    ------
    SignalError
    """
    reach = _of_old(content) if content.startswith(b"\xd0\xcf\x11\xe0") else _of_zip(content)
    for rows, columns in reach:
        if rows * columns > MOST_CELLS:
            raise SignalError(
                f"{name} has a sheet with cells as far as row {rows} and column {columns}, too far "
                "apart to be read: delete the cells far from the table, or save it as CSV."
            )


def _of_zip(content: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet; upper bounds where they are small."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                yield _of_sheet(archive.read(part))
            elif part == "content.xml":
                yield _of_ods(archive.read(part))


def _of_sheet(sheet: bytes) -> tuple[int, int]:
    first, last = _ROW.search(sheet), _ROW.match(sheet, max(0, sheet.rfind(b'r="')))
    if first and last and int(last[1]) < int(first[1]):
        raise ValueError("rows out of order")
    rows, columns = 99_999, 26
    for letters, far in _FAR.findall(sheet):
        if far:
            rows = max(rows, int(far))
        else:
            columns = max(columns, _column(letters))
    if rows * columns > MOST_CELLS and rows == 99_999:
        rows = max(map(int, _ROW.findall(sheet)), default=1)
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _of_ods(sheet: bytes) -> tuple[int, int]:
    """As far as cells that hold something; empty ones are repeated to the end of every sheet."""
    rows = columns = empty = 0
    for row in sheet.split(b"</table:table-row>")[:-1]:
        start = max(0, row.rfind(b"<table:table-row"))
        attributes, _, body = row[start:].partition(b">")
        times = _times(attributes)
        if b"office:value" not in body and b"<text:p" not in body:
            empty += times
            continue
        rows, empty = rows + empty + times, 0
        if b"-repeated" not in body:
            columns = max(columns, body.count(b"<table:table-cell"))
            continue
        width = 0
        for tag in _ODS_CELL.finditer(body):
            width += _times(tag[1])
            if b"office:value" in tag[1] or not tag[1].endswith(b"/"):
                columns = max(columns, width)
    return rows, columns


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _of_old(content: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns of the records of cells in an xls file."""
    stream = _stream(content)
    at, rows, columns, first, last = 0, 0, 0, 0, 0
    while at + 8 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BOF:
            yield rows, columns
            rows = columns = first = last = 0
        elif kind == _DIMENSIONS:
            form = "<IIHH" if size == 14 else "<HHHH"
            top, bottom, left, right = struct.unpack_from(form, stream, at + 4)
            if bottom < top or right < left:
                raise ValueError("rows or columns out of order")
            yield bottom - top, right - left
        elif kind in _CELL_RECORDS:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if column >= _COLUMNS_OF_XLS:
                raise ValueError(f"a cell in column {column}")
            first, last = (first if rows else row), row
            if last < first:
                raise ValueError("rows out of order")
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + size
    yield rows, columns


def _stream(content: bytes) -> bytes:
    """The stream of the workbook in a compound file; by its chain of sectors."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError("sectors of no known size")

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    blocks = [n for n in struct.unpack_from("<109I", content, 76) if n < _END]
    more = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if more >= _END:
            break
        *found, more = struct.unpack(f"<{size // 4}I", sector(more))
        blocks += [n for n in found if n < _END]
    table = struct.unpack(f"<{len(blocks) * size // 4}I", b"".join(map(sector, blocks)))

    def chain(number: int, links: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while number < len(links) and len(found) <= len(links):
            found.append(number)
            number = links[number]
        return found

    def whole(number: int) -> bytes:
        return b"".join(map(sector, chain(number, table)))

    folder = whole(struct.unpack_from("<I", content, 48)[0])
    least = struct.unpack_from("<I", content, 56)[0]
    small = whole(struct.unpack_from("<I", content, 60)[0])
    small_links = struct.unpack(f"<{len(small) // 4}I", small)
    for at in range(0, len(folder), 128):
        entry = folder[at : at + 128]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le")
        if name not in ("Workbook", "Book"):
            continue
        start, length = struct.unpack_from("<II", entry, 116)
        if length >= least:
            return whole(start)[:length]
        body = whole(struct.unpack_from("<I", folder, 116)[0])
        parts = [body[64 * k : 64 * k + 64] for k in chain(start, small_links)]
        return b"".join(parts)[:length]
    raise ValueError("no stream of a workbook")
