"""Cells to numbers: decimal and thousands marks, missing values, dates and times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray

_MISSING_WORDS = (
    "na n/a n.a. #n/a #na nan -nan +nan nat null none nil missing - -- --- – — . .. ... … ? "
    "#value! #div/0! #ref! #num! 1.#qnan -1.#ind 1.#ind"
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
    "1.#inf": np.inf,
    "-1.#inf": -np.inf,
}
_GROUPS = {",": ",", ".": r"\.", " ": "[ \u00a0\u2009\u202f]", "'": "['\u2019]"}
_MARKS = frozenset("$€£¥₹%")
_CLOCK = r"(\d\d?):(\d\d)(?::(\d\d(?:[.,]\d+)?))?"
_ZONE = r"(?:\s*(Z|UTC|[+-]\d\d(?::?\d\d)?))?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d\d?)(?:\2(\d\d?)(?:[T ]\s*{_CLOCK}{_ZONE})?)?", re.ASCII)
_DAY_MONTH = re.compile(rf"(\d\d?)([-/.])(\d\d?)\2(\d{{4}})(?:[T ,]\s*{_CLOCK})?", re.ASCII)
_TIME_OF_DAY = re.compile(_CLOCK, re.ASCII)
_WHOLE = re.compile(r"([+-]?\d+)(?:[.,]0*)?", re.ASCII)
_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How numbers and dates are written in one table.

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
    # One kind of mark within a number, and no leading zero: 0,123 is no thousand.
    grouped = rf"[+-]?[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{tail})?{exponent}"
    return plain, re.compile(grouped, re.ASCII)


def parse_number(cell: str, form: CellFormat) -> float | None:
    """Return a cell as a number, NaN where it is missing, None where it is neither."""
    text = cell.strip().replace("\u2212", "-")
    plain, grouped = _number_patterns(form.decimal, form.thousands)
    if plain.fullmatch(text):
        return float(text.replace(",", ".") if form.decimal == "," else text)
    if grouped.fullmatch(text):
        whole, mark, rest = text.partition(form.decimal)
        digits = re.sub(r"[^\d+\-eE]", "", whole)  # 1.234e-5 has no decimal mark but an exponent
        return float(digits + ("." + rest if mark else ""))
    low = text.lower()
    if low in MISSING:
        return np.nan
    mark, bare = _marked(text)
    if mark:
        number = None if mark_of(bare) else parse_number(bare, form)
        # "$ n/a" is no number, and "$" alone neither
        return None if number is None or not np.isfinite(number) else number
    return _INFINITE.get(low)


def mark_of(cell: str) -> str:
    """Return the one currency or per cent mark before or after a number, "" without one."""
    return _marked(cell.strip().replace("\u2212", "-"))[0]


def _marked(text: str) -> tuple[str, str]:
    """Return that mark, and the number without it."""
    sign = text[0] if text.startswith(("+", "-")) else ""
    rest = text[len(sign) :].lstrip()
    before = rest[0] if len(rest) > 1 and rest[0] in _MARKS else ""
    rest = rest[len(before) :].lstrip()
    after = rest[-1] if len(rest) > 1 and rest[-1] in _MARKS else ""
    rest = rest[: len(rest) - len(after)].rstrip()
    return ("", text) if bool(before) == bool(after) else (before or after, sign + rest)


def parse_time(cell: str, form: CellFormat) -> float | None:
    """Return a cell as days since 1970-01-01, NaN if missing, None if it is no time."""
    text = cell.strip()
    if text.lower() in MISSING:
        return np.nan
    try:
        if found := _ISO.fullmatch(text):
            year, _, month, day, hour, minute, second, zone = found.groups()
            days = dt.date(int(year), int(month), int(day or 1)).toordinal() - _EPOCH
            return days + _clock(hour, minute, second) - _offset(zone)
        if found := _DAY_MONTH.fullmatch(text):
            first, _, then, year, hour, minute, second = found.groups()
            day, month = (first, then) if form.day_first else (then, first)
            days = dt.date(int(year), int(month), int(day)).toordinal() - _EPOCH
            return days + _clock(hour, minute, second)
        if found := _TIME_OF_DAY.fullmatch(text):
            return _clock(*found.groups())
    except ValueError:
        return None
    return None


def _clock(hour: str | None, minute: str | None, second: str | None) -> float:
    if hour is None or minute is None:
        return 0.0
    seconds = float(second.replace(",", ".")) if second else 0.0
    if int(hour) > 24 or int(minute) > 59 or seconds >= 61:
        raise ValueError("no time of day")
    return (int(hour) * 3600 + int(minute) * 60 + seconds) / 86400.0


def _offset(zone: str | None) -> float:
    """Return the days by which a zone is ahead of UTC."""
    if zone is None or zone in ("Z", "UTC"):
        return 0.0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    days = (int(digits[:2]) * 60 + int(digits[2:])) / 1440.0
    return -days if zone[0] == "-" else days


def classify(cell: str, form: CellFormat) -> str:
    """Return what a cell holds: "n"umber, "t"ime, "m"issing or te"x"t."""
    number = parse_number(cell, form)
    if number is not None:
        return "m" if np.isnan(number) else "n"
    return "x" if parse_time(cell, form) is None else "t"


def parse_numbers(cells: Sequence[str], form: CellFormat) -> tuple[FloatArray, list[int]]:
    """Return a column of numbers, NaN where missing, and the positions of the unreadable.

    Whole columns of plain numbers go through `float` at C speed; only columns
    with something else in them are looked at cell by cell.
    """
    joined = "\n".join(cells)
    pointed = cells
    fast = "_" not in joined
    if form.decimal == ",":
        fast = fast and "." not in joined
        pointed = joined.replace(",", ".").split("\n") if fast else cells
    if fast and len(pointed) == len(cells):
        try:
            return np.array(list(map(float, pointed))), []
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
        bare = _marked(cells[i].strip().replace("\u2212", "-"))[1]
        digits = re.sub("[ \u00a0\u2009\u202f'\u2019]", "", bare.replace(form.thousands or " ", ""))
        whole = _WHOLE.fullmatch(digits)
        if whole and np.isfinite(values[i]) and int(values[i]) != int(whole[1]):
            return i
    return None


def parse_times(cells: Sequence[str], form: CellFormat) -> tuple[FloatArray, list[int]]:
    """Return a column of days since 1970-01-01, and the positions of the unreadable."""
    lengths = set(map(len, cells))
    joined = "".join(cells)
    # numpy takes zones and relative dates too, but not as we mean them.
    zoned = any(mark in joined for mark in "Z+,") or joined.count("-") != 2 * len(cells)
    if len(lengths) == 1 and lengths <= {10, 16, 19, 23, 26} and not zoned:
        text = np.array(cells)
        letters = text.view("U1").reshape(len(cells), -1)
        if bool((letters[:, 4] == "-").all() and (letters[:, 7] == "-").all()):
            try:
                stamps = text.astype("datetime64[us]")
            except ValueError:
                pass
            else:
                return stamps.astype(np.int64) / 86400e6, []
    values = np.empty(len(cells))
    unreadable = []
    for i, cell in enumerate(cells):
        days = parse_time(cell, form)
        if days is None:
            unreadable.append(i)
            days = np.nan
        values[i] = days
    return values, unreadable


def order_of_day(cells: Sequence[str]) -> bool | None:
    """Return whether dates like 03/04/2020 put the day first, None if nothing tells."""
    for cell in cells:
        found = _DAY_MONTH.fullmatch(cell.strip())
        if found is None:
            continue
        if found[2] == "." or int(found[1]) > 12:
            return True
        if int(found[3]) > 12:
            return False
    return None


def is_day_month(cell: str) -> bool:
    """Return whether a cell is a date whose day and month could be swapped."""
    return _DAY_MONTH.fullmatch(cell.strip()) is not None
