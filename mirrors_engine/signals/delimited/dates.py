"""Cells to days since 1970-01-01: dates, times of day, durations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.delimited.cells import Cells
from mirrors_engine.signals.delimited.values import MISSING, CellFormat, normal

_CLOCK = r"(\d\d?):(\d\d)(?::(\d\d(?:[.,]\d+)?))?"
_HALF = r"(?:\s?([AaPp])\.?[Mm]\.?)?"
_ZONE = r"(?:\s*(Z|UTC|[+-]\d\d(?::?\d\d)?))?"
_YEAR = r"(1[5-9]\d\d|2[01]\d\d)"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d\d?)\2(\d\d?)(?:[T ]\s*{_CLOCK}{_HALF}{_ZONE})?", re.ASCII)
_BASIC = re.compile(rf"{_YEAR}(\d\d)(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d))?Z?", re.ASCII)
# a part of a year stands for its first day, as a month does
_PART = re.compile(rf"{_YEAR}[- ]?([QHM])(\d\d?)|([QH])(\d)[-/ ]{_YEAR}", re.ASCII)
_PARTS = {"Q": 4, "H": 2, "M": 12}
# two digits of the month, so that 1200/1 or 2001/3 stay what they are: numbers of things
_YEAR_MONTH = re.compile(rf"{_YEAR}[-/](\d\d)", re.ASCII)
_MONTH_YEAR = re.compile(rf"(\d\d?)[-/]{_YEAR}", re.ASCII)
_DAY_MONTH = re.compile(rf"(\d\d?)([-/.])(\d\d?)\2(\d{{4}})(?:[T ,]\s*{_CLOCK}{_ZONE})?", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = tuple(month[:3] for month in _MONTHS)
_WORD = r"([A-Za-z]{3,9})\.?"
_NAMED = re.compile(
    rf"(?:(\d\d?)[ -]{_WORD}[ ,-] ?{_YEAR}|{_WORD} (\d\d?),? {_YEAR}|{_WORD}[ -]{_YEAR}"
    rf"|{_YEAR}[ -]?{_WORD})"
    rf"(?: {_CLOCK}{_HALF})?",
    re.ASCII,
)
_TIME_OF_DAY = re.compile(_CLOCK + _HALF, re.ASCII)
_DURATION = re.compile(
    r"([+-])?(?:(\d{1,6}) days?,? )?(\d{1,6}):(\d\d):(\d\d(?:[.,]\d+)?)", re.ASCII
)
_DAYS_ONLY = re.compile(r"(\d{1,6}) days?", re.ASCII)
_CLOCK_LIKE = re.compile(r"\d+:\d\d(?:[:.,]\d+)*", re.ASCII)
# what every form of a time has in it
_TIME_LIKE = re.compile(r"\w-|[:/A-Za-z]|\..*\.|\d{8} ", re.ASCII)
_EPOCH = dt.date(1970, 1, 1).toordinal()
_LONGEST = 80  # characters of a date, with blanks between
_PLAIN_CHARACTERS = frozenset("0123456789-:. T")


def parse_time(cell: str, form: CellFormat) -> float | None:
    """Return a cell as days since 1970-01-01, NaN if missing, None if it is no time."""
    text = cell.strip()
    if text.lower() in MISSING:
        return np.nan
    if len(text) > _LONGEST:
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            return None
    try:
        return _days(text, form.day_first)
    except ValueError:
        return None


def _days(text: str, day_first: bool) -> float | None:
    if _TIME_LIKE.search(text) is None:
        return None
    if found := _ISO.fullmatch(text):
        year, _, month, day, hour, minute, second, half, zone = found.groups()
        return _date(year, month, day) + _clock(hour, minute, second, half) - _offset(zone)
    if found := _DAY_MONTH.fullmatch(text):
        first, _, then, year, hour, minute, second, zone = found.groups()
        day, month = (first, then) if day_first else (then, first)
        return _date(year, month, day) + _clock(hour, minute, second) - _offset(zone)
    if found := _TIME_OF_DAY.fullmatch(text):
        hour, minute, second, half = found.groups()
        if second is None or half is not None or int(hour) <= 24:
            return _clock(hour, minute, second, half)
    if found := _DURATION.fullmatch(text):
        sign, days, hour, minute, second = found.groups()
        seconds = float(second.replace(",", "."))
        if int(minute) > 59 or seconds >= 61:
            return None
        length = int(days or 0) + (int(hour) * 3600 + int(minute) * 60 + seconds) / 86400.0
        return -length if sign == "-" else length
    if found := _DAYS_ONLY.fullmatch(text):
        return float(found[1])
    if found := _YEAR_MONTH.fullmatch(text):
        return _date(found[1], found[2], "1")
    if found := _MONTH_YEAR.fullmatch(text):
        return _date(found[2], found[1], "1")
    if found := _BASIC.fullmatch(text):
        year, month, day, hour, minute, second = found.groups()
        return _date(year, month, day) + _clock(hour, minute, second)
    if found := _NAMED.fullmatch(text):
        day, a, year_a, b, day_b, year_b, c, year_c, year_d, d, *clock = found.groups()
        month = _month(a or b or c or d)
        date = _date(year_a or year_b or year_c or year_d, month, day or day_b or "1")
        return date + _clock(*clock)
    if found := _PART.fullmatch(text):
        year, part = found[1] or found[6], found[2] or found[4]
        number, count = int(found[3] or found[5]), _PARTS[part]
        if not 1 <= number <= count:
            raise ValueError("no part of a year")
        return _date(year, str(1 + (number - 1) * 12 // count), "1")
    return None


def _date(year: str, month: str, day: str) -> float:
    return dt.date(int(year), int(month), int(day)).toordinal() - _EPOCH


def _month(word: str) -> str:
    low = word.lower()
    if low in _MONTHS or low in _SHORT or low == "sept":
        return str(_SHORT.index(low[:3]) + 1)
    raise ValueError("no month")


def _clock(
    hour: str | None, minute: str | None, second: str | None, half: str | None = None
) -> float:
    if hour is None or minute is None:
        return 0.0
    seconds = float(second.replace(",", ".")) if second else 0.0
    hours = int(hour)
    if half is not None:
        if not 1 <= hours <= 12:
            raise ValueError("no hour of half a day")
        hours = hours % 12 + (12 if half in "Pp" else 0)
    if hours > 24 or int(minute) > 59 or seconds >= 61:
        raise ValueError("no time of day")
    return (hours * 3600 + int(minute) * 60 + seconds) / 86400.0


def _offset(zone: str | None) -> float:
    """Return the days by which a zone is ahead of UTC."""
    if zone is None or zone in ("Z", "UTC"):
        return 0.0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    days = (int(digits[:2]) * 60 + int(digits[2:])) / 1440.0
    return -days if zone[0] == "-" else days


def parse_times(cells: Sequence[str], form: CellFormat) -> tuple[FloatArray, list[int]]:
    """Return a column of days since 1970-01-01, and the positions of the unreadable."""
    if isinstance(cells, Cells) and (stamps := cells.stamps()) is not None:
        return stamps.astype(np.int64) / 86400e6, []
    lengths = set(map(len, cells))
    joined = "".join(cells)
    # numpy takes zones and relative dates too, but not as we mean them.
    zoned = not set(joined) <= _PLAIN_CHARACTERS or joined.count("-") != 2 * len(cells)
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


def clock_like(cell: str) -> bool:
    """Return whether a cell looks like a time of day or a duration, such as 25:00."""
    return _CLOCK_LIKE.fullmatch(normal(cell)) is not None


def is_day_month(cell: str) -> bool:
    """Return whether a cell is a date whose day and month could be swapped."""
    return _DAY_MONTH.fullmatch(cell.strip()) is not None


def order_of_day(cells: Sequence[str]) -> bool | None:
    """Return whether dates like 03/04/2020 put the day first, None if undecided.

    A point between or a number above 12 decides. Else the order that makes the dates of
    a column, taken in the order of their rows, rise at equal steps (days or months):
    1/1/2020, 2/1/2020, … 12/1/2020, 1/1/2021 are months.
    """
    pairs = []
    for cell in cells:
        found = _DAY_MONTH.fullmatch(cell.strip())
        if found is None:
            continue
        if found[2] == "." or int(found[1]) > 12:
            return True
        if int(found[3]) > 12:
            return False
        pairs.append((int(found[4]), int(found[1]), int(found[3])))
    try:
        day_first = _regularity([dt.date(y, b, a) for y, a, b in pairs])
        month_first = _regularity([dt.date(y, a, b) for y, a, b in pairs])
    except ValueError:
        return None
    if day_first == month_first == 3 and len(set(pairs)) >= 12:
        # days 1 to 12 of one month, or twelve months: a whole year is the likelier
        return len({first for _, first, _ in pairs}) < len({then for _, _, then in pairs})
    return None if day_first == month_first else day_first > month_first


def _regularity(dates: Sequence[dt.date]) -> int:
    """How evenly dates follow each other: 3 equal steps, 2 short ones, 1 in order, 0."""
    distinct = [d for d, before in zip(dates, [None, *dates], strict=False) if d != before]
    if len(distinct) < 3:
        return 0
    days = np.diff([d.toordinal() for d in distinct])
    months = np.diff([12 * d.year + d.month for d in distinct])
    if not ((days > 0).all() or (days < 0).all()):
        return 0
    if (days == days[0]).all():
        return 3
    if len({d.day for d in distinct}) == 1 and (months == months[0]).all():
        return 3
    return 2 if np.abs(days).max() <= 4 else 1
