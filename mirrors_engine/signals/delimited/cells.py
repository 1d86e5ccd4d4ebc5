"""Rows of equally many cells cut in one go, and whole columns of plain numbers or dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from mirrors_engine.signals.cleaning import FloatArray, IntArray
from mirrors_engine.signals.exact import LONG_FRACTION, SURE

Bytes = NDArray[np.uint8]

_WINDOW = 16  # letters of a cell that are read at once: two words of 8 bytes
_NEWLINE, _BLANK, _PLUS, _MINUS, _ZERO = b"\n +-0"
_ROW = f"V{_WINDOW}"
# for each size of a cell, 1 where its letters are in a window that ends where it ends
_KEPT = np.tril(np.ones((_WINDOW + 1, _WINDOW), np.uint8), -1)[:, ::-1].copy().view(_ROW).ravel()
_TENS = 10 ** np.arange(_WINDOW + 1, dtype=np.uint64)
# characters that neither quote, comment nor stand in a time of day
_OF_NUMBERS = b"0123456789.,+-eE \n"
# 2020-01-31 with T or a blank before 12:30, :59 and a fraction; 0 is a digit
_STAMP = b"0000-00-00 00:00:00.000000"
_STAMPS = frozenset((10, 16, 19, 23, 26))  # letters of such a date


class Rows:
    """The letters of rows without quotes, and where each cell begins and ends.

    Attributes
    ----------
    text : str
        The rows, in ASCII.
    starts, ends : ndarray of shape (rows, width)
        Positions in `text`.
    """

    def __init__(
        self, text: str, delimiter: str, starts: IntArray, ends: IntArray, letters: Bytes
    ) -> None:
        self.text, self.starts, self.ends = text, starts, ends
        self._delimiter = delimiter
        self._letters = letters  # of the text, behind a window of blanks

    @classmethod
    def cut(cls, text: str, delimiter: str, width: int) -> Rows | None:
        """Cut lines at a delimiter; None where they are not all of `width` cells in ASCII."""
        if not (text.isascii() and delimiter.isascii()) or not delimiter:
            return None
        content = text.encode()
        if delimiter == " " and content.translate(None, _OF_NUMBERS):
            return None
        letters = np.frombuffer(b" " * _WINDOW + content + b"\n", np.uint8)
        body = letters[_WINDOW:]
        lines = body == _NEWLINE
        if delimiter == " ":
            inside = letters[_WINDOW - 1 :] != _BLANK
            inside[1:] &= ~lines
            inside[0] = False
            steps = np.flatnonzero(inside[1:] != inside[:-1])
            starts, ends = steps[0::2], steps[1::2]
        else:
            ends = np.flatnonzero(lines | (body == ord(delimiter)))
            starts = np.empty_like(ends)
            starts[0], starts[1:] = 0, ends[:-1] + 1
        if ends.size != width * np.count_nonzero(lines):
            return None
        starts, ends = starts.reshape(-1, width), ends.reshape(-1, width)
        if delimiter == " ":
            stops = np.flatnonzero(lines)
            whole = (ends[:, -1] <= stops).all() and (starts[1:, 0] > stops[:-1]).all()
        else:
            whole = (body[ends[:, -1]] == _NEWLINE).all()
        return cls(text, delimiter, starts, ends, letters) if whole else None

    @cached_property
    def every(self) -> list[str]:
        """All cells, row by row."""
        if self._delimiter == " ":
            return self.text.split()
        return self.text.replace("\n", self._delimiter).split(self._delimiter)

    def columns(self) -> tuple[Cells, ...]:
        """The columns of the rows."""
        return tuple(Cells(self, j) for j in range(self.starts.shape[1]))

    def windows(self, ends: IntArray, size: int) -> Bytes:
        """The last `size` letters before each of some positions, a row each."""
        shape = (self._letters.size - size + 1,)
        every = np.ndarray(shape, f"V{size}", self._letters, strides=(1,))
        return every[ends + (_WINDOW - size)].view(np.uint8).reshape(-1, size)

    def letters_at(self, positions: IntArray) -> Bytes:
        """The letters at some positions."""
        return self._letters[_WINDOW:][positions]


class Cells(Sequence[str]):
    """A column of `Rows`: a sequence of text, of which no cell is made before it is asked for."""

    def __init__(self, rows: Rows, column: int) -> None:
        self._rows = rows
        self._column = column

    def __len__(self) -> int:
        return len(self._rows.starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self.at(np.arange(len(self))[at])
        return self.text[self._rows.starts[at, self._column] : self._rows.ends[at, self._column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.every[self._column :: self._rows.starts.shape[1]])

    def at(self, positions: IntArray) -> list[str]:
        """The cells at some positions."""
        if 8 * positions.size > len(self):  # cutting all of them takes less than so many slices
            cells = list(self)
            return [cells[i] for i in positions.tolist()]
        starts, ends = (a[positions, self._column] for a in (self._rows.starts, self._rows.ends))
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        return [self.text[a:b] for a, b in pairs]

    @property
    def text(self) -> str:
        """The rows that the column is part of."""
        return self._rows.text

    @cached_property
    def longest(self) -> int:
        """Letters of the longest cell."""
        return int(self._lengths.max())

    @property
    def _lengths(self) -> IntArray:
        return self._rows.ends[:, self._column] - self._rows.starts[:, self._column]

    def numbers(self, decimal: str) -> tuple[FloatArray, IntArray]:
        """The column as numbers, and the positions of the cells that are to be read otherwise.

        Read are at most 15 digits with a sign and a decimal mark: as a whole number, divided
        by a power of ten. Both are exact, so that the one rounding is that of `float`.
        """
        starts, ends = self._rows.starts[:, self._column], self._rows.ends[:, self._column]
        first = self._rows.letters_at(starts)
        if (blank := first == _BLANK).any():  # "1, 2": one that follows the delimiter
            starts = starts + blank
            first = self._rows.letters_at(starts)
        minus = first == _MINUS
        sizes = ends - starts - (minus | (first == _PLUS))
        plain = (sizes >= 1) & (sizes <= _WINDOW)
        sizes = np.where(plain, sizes, 0)

        letters = self._rows.windows(ends, _WINDOW)
        digits = letters - np.uint8(_ZERO)
        digits *= _KEPT[sizes].view(np.uint8).reshape(-1, _WINDOW)
        marked = np.flatnonzero(digits == (ord(decimal) - _ZERO) % 256)
        digits.ravel()[marked] = 0
        row, place = marked // _WINDOW, marked % _WINDOW
        behind = np.full(len(self), -1)  # digits behind the mark, -1 without one
        behind[row] = _WINDOW - 1 - place
        marks = np.bincount(row, minlength=len(self))
        count = sizes - marks
        plain &= (marks <= 1) & (count >= 1) & (count <= SURE)
        if decimal == ",":
            plain &= behind != 0  # "1," is the end of a list
        if digits.max(initial=0) > 9:
            plain &= (digits <= 9).all(axis=1)

        if (behind == behind[0]).all():
            behind = behind[:1]
        whole = _sixteen_digits(digits)
        tens = _TENS[np.maximum(behind, 0)]
        if behind.max() >= 0:
            # the mark was a digit 0: take it out
            nines = np.where(behind < 0, np.uint64(0), np.uint64(9) * tens)
            whole -= whole // (np.uint64(10) * tens) * nines
        values = whole.astype(np.float64)
        values /= tens
        np.negative(values, out=values, where=minus)
        return values, np.flatnonzero(~plain)

    def stamps(self) -> NDArray[np.datetime64] | None:
        """The column as times, where each is a date or a date and a time alike; else None."""
        size = self.longest
        if size not in _STAMPS or not (self._lengths == size).all():
            return None
        ends = self._rows.ends[:, self._column]
        if size > _WINDOW:
            head = self._rows.windows(ends - (size - _WINDOW), _WINDOW)
            letters = np.hstack((head, self._rows.windows(ends, size - _WINDOW)))
        else:
            letters = self._rows.windows(ends, size)
        form = np.frombuffer(_STAMP[:size], np.uint8)
        digit = form == _ZERO
        apart = letters == form
        if size > 10:
            apart[:, 10] |= letters[:, 10] == ord("T")
        if not apart[:, ~digit].all() or (letters[:, digit] - np.uint8(_ZERO)).max() > 9:
            return None
        try:
            return letters.view(f"S{size}").ravel().astype("datetime64[us]")
        except ValueError:  # such as February 30
            return None

    def as_bytes(self) -> np.ndarray:
        """The cells as an array of byte strings."""
        return np.array(list(self), dtype=f"S{max(1, self.longest)}")


def long_cells(cells: Sequence[str], times: bool) -> np.ndarray:
    """Cells that may have more digits than a float64 keeps, in UTF-8; b"" each if none has."""
    cut = cells if isinstance(cells, Cells) else None
    longest = max(map(len, cells), default=0) if cut is None else cut.longest
    text = "\n".join(cells) if cut is None and times else "" if cut is None else cut.text
    if longest <= SURE or (times and LONG_FRACTION.search(text) is None):
        return np.zeros(len(cells), "S1")
    return np.array([cell.encode() for cell in cells]) if cut is None else cut.as_bytes()


def _sixteen_digits(digits: Bytes) -> NDArray[np.uint64]:
    """Whole numbers of 16 digits each, added up by pairs within words of 8 bytes."""
    words = digits.view("<u8").astype(np.uint64)
    for mask, factor, shift in (
        (0x0F0F0F0F0F0F0F0F, 10 * 2**8 + 1, 8),
        (0x00FF00FF00FF00FF, 100 * 2**16 + 1, 16),
        (0x0000FFFF0000FFFF, 10000 * 2**32 + 1, 32),
    ):
        words &= np.uint64(mask)
        words *= np.uint64(factor)
        words >>= np.uint64(shift)
    return words[:, 0] * np.uint64(10**8) + words[:, 1]
