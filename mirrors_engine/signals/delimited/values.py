"""Cells to numbers: decimal and thousands marks, missing values, and how people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.delimited.cells import Cells

_MISSING_WORDS = (
    "na n/a n.a. #n/a #na nan -nan +nan nat null none nil missing - -- --- – — . .. ... … ? "
    "#value! #div/0! #ref! #num!"
)
MISSING = frozenset(("", *_MISSING_WORDS.split()))
_INFINITE = {
    "inf": np.inf,
    "+inf": np.inf,
    "-inf": -np.inf,
    "infinity": np.inf,
    "+infinity": np.inf,
    "-infinity": -np.inf,
    "∞": np.inf,
    "+∞": np.inf,
    "-∞": -np.inf,
}
_GROUPS = {",": ",", ".": r"\.", " ": "[ \u00a0\u2009\u202f]", "'": "['\u2019]"}
_CURRENCIES = "$€£¥₹"
_BEFORE = frozenset(_CURRENCIES + "%~≈")
_AFTER = frozenset(_CURRENCIES + "%*†‡§#!?^")
# a letter after a blank is a flag (5.2 e, estimated), unless it may be a power of ten
_FLAG = re.compile(r"(.*[\d.,])(?:\s([ABCDEFIPQRSXbeqrsxz])|\s?(\[[\da-z]{1,2}\]))", re.ASCII)
_LONGEST = 80  # characters of a number with anything unusual about it
_LETTERS = {
    **dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"), "-"),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD), None),
}
_LIST_END = re.compile(r",(?!\d)", re.ASCII)  # "1," is the end of a list
_WHOLE = re.compile(r"([+-]?\d+)(?:[.,]0*)?", re.ASCII)
_MICROSOFT = re.compile(r"[+-]?1\.#(s?nan|qnan|ind|inf)0*")
_PROTECTED = re.compile(r'="?([^"]*)"?')
_POWER = re.compile(
    r"(?:\s*[x×·*]\s*10\s*(?:(?:\^|\*\*)\s*\(?([+-]?\d+)\)?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))|\s[eE]([+-]\d+))$",
    re.ASCII,
)
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_FORTRAN = re.compile(
    r"([+-]?(?:\d+[.,]?\d*|[.,]\d+))[dD]([+-]?\d+)|([+-]?\d*[.,]\d+)([+-]\d{3})", re.ASCII
)
_ODD = re.compile(r"[^\d.,+-]", re.ASCII)  # in a number with a mark or a power of ten
_NUMBER_LIKE = re.compile(r"[-+~≈<>=±(']*\s*[$€£¥₹]?\s*[.,]?\d")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How numbers and dates are written in one column.

    Attributes
    ----------
    decimal : str
        "." or ",".
    thousands : str
        "", ",", ".", " " (any kind of space) or "'".
    day_first : bool
        Whether 03/04/2020 is the third of April.
    """

    decimal: str = "."
    thousands: str = ""
    day_first: bool = True


@lru_cache(maxsize=32)
def _number_patterns(decimal: str, thousands: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an ungrouped and of a grouped number."""
    mark = re.escape(decimal)
    # "1." is common output of programs, "1," is the end of a list.
    tail = rf"{mark}\d*" if decimal == "." else rf"{mark}\d+"
    exponent = r"(?:[eE][+-]?\d+)?"
    plain = re.compile(rf"[+-]?(?:\d+(?:{tail})?|{mark}\d+){exponent}", re.ASCII)
    group = _GROUPS.get(thousands)
    if group is None:
        return plain, re.compile(r"(?!)")
    # One kind of mark within a number, and no leading zero: 0,123 is no thousand. Three
    # digits and an exponent are a mantissa, unless decimals follow the thousands.
    groups = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    if thousands == ",":
        groups = rf"(?:{groups}|[1-9]\d?(?:,\d\d)+,\d{{3}})"  # 12,34,567 of India
    several = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}}){{2,}}{exponent}"
    return plain, re.compile(rf"[+-]?(?:{groups}(?:{tail}{exponent})?|{several})", re.ASCII)


def normal(cell: str) -> str:
    """Return a cell without blanks around it and zero-width letters, its dashes as minus."""
    return (cell if cell.isascii() else cell.translate(_LETTERS)).strip()


def parse_number(cell: str, form: CellFormat) -> float | None:
    """Return a cell as a number, NaN where it is missing, None where it is neither."""
    text = normal(cell)
    number = _written(text, form)
    if number is not None:
        return number
    low = text.lower()
    if low in MISSING:
        return np.nan
    if low in _INFINITE:
        return _INFINITE[low]
    if "1.#" in low and (found := _MICROSOFT.fullmatch(low)):
        return (-np.inf if low[0] == "-" else np.inf) if found[1] == "inf" else np.nan
    return _unusual(text, form) if len(text) <= _LONGEST else None


def _written(text: str, form: CellFormat) -> float | None:
    """A number with at most marks between its thousands."""
    plain, grouped = _number_patterns(form.decimal, form.thousands)
    if plain.fullmatch(text):
        return float(text.replace(",", ".") if form.decimal == "," else text)
    if grouped.fullmatch(text):
        whole, mark, rest = text.partition(form.decimal)
        return float(re.sub(r"[^\d+\-eE]", "", whole) + ("." + rest if mark else ""))
    return None


def _unusual(text: str, form: CellFormat) -> float | None:
    """A number as accountants, Fortran, spreadsheets or instruments write it."""
    if text[0] == "=" and (found := _PROTECTED.fullmatch(text)):
        return _finite(found[1], form)  # ="1.5" keeps a spreadsheet from changing it
    if text[0] in "'\u2019`" and text[-1] not in "'\u2019`":
        return _finite(text[1:], form)
    if text[0] == "(" and text[-1] == ")":
        number = _finite(text[1:-1], form)
        return -number if number is not None and number >= 0 else None
    if text[-1] == "-" and text[-2:-1].isdigit():
        number = _finite(text[:-1], form)
        return -number if number is not None and text[0] not in "+-" else None
    if text[0] in "+-" and text[1:2].isspace() and text[1:].lstrip()[:1] not in ("+", "-"):
        return _finite(text[0] + text[1:].lstrip(), form)
    if found := _FORTRAN.fullmatch(text):
        mantissa, exponent = (found[1], found[2]) if found[1] else (found[3], found[4])
        return _finite(f"{mantissa}e{exponent}", form)
    if _ODD.search(text) is None:
        return None
    if found := _POWER.search(text):
        exponent = found[1] or found[3] or found[2].translate(_RAISED)
        return _finite(f"{text[: found.start()]}e{exponent}", form)
    mark, bare = _marked(text)
    return None if not mark or mark_of(bare) else _finite(bare, form)


def _finite(text: str, form: CellFormat) -> float | None:
    """A number and nothing else: "$ n/a" is no number, and "$" alone neither."""
    number = parse_number(text, form)
    return None if number is None or not np.isfinite(number) else number


def mark_of(cell: str) -> str:
    """Return the one currency, per cent mark or flag beside a number, "" without one."""
    if cell[:1].isdigit() and cell[-1:].isdigit():
        return ""
    text = normal(cell)
    if text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1]
    return _marked(text)[0]


def _marked(text: str) -> tuple[str, str]:
    """Return that mark, and the number without it."""
    sign = text[0] if text.startswith(("+", "-")) else ""
    rest = text[len(sign) :].lstrip()
    before = rest[0] if len(rest) > 1 and rest[0] in _BEFORE else ""
    rest = rest[len(before) :].lstrip()
    after = rest[-1] if len(rest) > 1 and rest[-1] in _AFTER else ""
    if after in ("*", "!"):
        rest = rest[: len(rest.rstrip(after)) + 1]
    rest = rest[: len(rest) - len(after)].rstrip()
    if not before and not after and len(text) <= _LONGEST and (flag := _FLAG.fullmatch(rest)):
        return flag[2] or flag[3], sign + flag[1]
    return ("", text) if bool(before) == bool(after) else (before or after, sign + rest)


def is_currency(mark: str) -> bool:
    """Return whether a mark is a unit: a currency or per cent."""
    return mark == "%" or mark in _CURRENCIES


def number_like(cell: str) -> bool:
    """Return whether a cell that cannot be read begins as a number does: 1.5k, <3, 0x1F."""
    text = normal(cell)[:_LONGEST]
    return _NUMBER_LIKE.match(text) is not None or text[:1].isnumeric()


def parse_numbers(cells: Sequence[str], form: CellFormat) -> tuple[FloatArray, list[int]]:
    """Return a column of numbers, NaN where missing, and the positions of the unreadable.

    Whole columns of plain numbers go through `Cells.numbers` or `float` at C speed; only
    columns with something else in them are looked at cell by cell.
    """
    if isinstance(cells, Cells):
        values, others = cells.numbers(form.decimal)
        if others.size:
            values[others], bad = parse_numbers(cells.at(others), form)
            return values, others[bad].tolist()
        return values, []
    joined = "\n".join(cells)
    pointed = cells
    fast = "_" not in joined
    if form.decimal == ",":
        fast = fast and "." not in joined and _LIST_END.search(joined) is None
        pointed = joined.replace(",", ".").split("\n") if fast else cells
    if fast and len(pointed) == len(cells):
        try:
            return np.fromiter(map(float, pointed), np.float64, len(pointed)), []
        except ValueError:
            pass
    point = form.decimal == "." and "_" not in joined
    values = np.empty(len(cells))
    unreadable = []
    for i, cell in enumerate(cells):
        if point:
            try:
                values[i] = float(cell)
                continue
            except ValueError:
                pass
        number = parse_number(cell, form)
        if number is None:
            unreadable.append(i)
            number = np.nan
        values[i] = number
    return values, unreadable


def inexact_whole(cells: Sequence[str], values: FloatArray, form: CellFormat) -> int | None:
    """Return the position of the first whole number that its float64 is not equal to."""
    for i in np.flatnonzero(np.abs(values) >= 2.0**53).tolist():
        bare = _marked(normal(cells[i]))[1]
        digits = re.sub("[ \u00a0\u2009\u202f'\u2019]", "", bare.replace(form.thousands or " ", ""))
        whole = _WHOLE.fullmatch(digits)
        if whole and np.isfinite(values[i]) and int(values[i]) != int(whole[1]):
            return i
    return None
