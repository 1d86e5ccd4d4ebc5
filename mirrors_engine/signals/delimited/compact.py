"""Dates and times written as one number: 20200131, 202001, 2020013114, 093000."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.delimited.values import MISSING

_STYLES = {
    6: "YYYYMM",
    8: "YYYYMMDD",
    10: "YYYYMMDDHH",
    12: "YYYYMMDDHHMM",
    14: "YYYYMMDDHHMMSS",
}
_FIRST_YEAR, _LAST_YEAR = 1800, 2150
_WHOLE = re.compile(r"(\d+)(?:[.,]0*)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(?:0[1-9]|1[0-2])\.(?:1[89]|20)\d\d", re.ASCII)
_YEAR_MONTH = re.compile(r"(?:1[89]|20)\d\d\.(?:0[1-9]|1[0-2]?)", re.ASCII)
_DATE_NAMES = re.compile(
    r"date|datum|day|tag|month|monat|period|mess_?datum|yyyy|time|zeit|jahr|year", re.IGNORECASE
)
_TIME_NAMES = re.compile(r"time|zeit|hhmm|hour|uhr", re.IGNORECASE)
_CODE = -9.0  # whatever is below, or 0, is no date but stands for a missing one


def compact_style(cells: Sequence[str], name: str = "") -> str:
    """Return how the cells of a column write dates, such as "YYYYMMDD", "" if they do not.

    Six digits are taken for months only if they rise from row to row or the name says
    so, and for a time of day only by name, because they are too easily something else.
    """
    if _months_and_years(cells):
        return "MM.YYYY"
    if _years_and_months(cells):
        return "YYYY.MM"
    digits = []
    for cell in cells:
        text = cell.strip()
        if text.lower() in MISSING or _is_code(text) or not any(map(str.isdigit, text)):
            continue  # missing, or a word such as Total
        whole = _WHOLE.fullmatch(text)
        if whole is None:
            return ""
        digits.append(whole[1])
    if not digits or len({len(d) for d in digits}) != 1:
        return ""
    numbers = np.array([float(d) for d in digits])
    size = len(digits[0])
    style = _STYLES.get(size, "")
    if size == 6:
        rising = numbers.size >= 3 and bool((np.diff(numbers) > 0).all())
        if (rising or _DATE_NAMES.search(name)) and read_compact(numbers, style) is not None:
            return style
        style = "HHMMSS" if _TIME_NAMES.search(name) else ""
    elif size == 4 and re.search(r"hhmm|uhr", name, re.IGNORECASE):
        style = "HHMM"
    if not style or read_compact(numbers, style) is None:
        return ""
    return style


def _months_and_years(cells: Sequence[str]) -> bool:
    """Whether cells are like 01.2020, which as numbers would be 1.202."""
    filled = [c.strip() for c in cells if c.strip().lower() not in MISSING]
    months = [c for c in filled if _MONTH_YEAR.fullmatch(c)]
    return len(months) > 1 and months == filled and any(c.startswith("0") for c in months)


def _years_and_months(cells: Sequence[str]) -> bool:
    """Whether cells are like 2019.11, 2019.12, 2020.01: months at equal steps over a year's end.

    Of numbers with a part of the year behind the point the steps would not be equal; a number
    writes October as 2019.1.
    """
    filled = [c.strip() for c in cells if c.strip().lower() not in MISSING]
    if len(filled) < 4 or not all(map(_YEAR_MONTH.fullmatch, filled)):
        return False
    months = np.array([12 * int(c[:4]) + int(c[5:].ljust(2, "0")) for c in filled])
    steps = np.diff(months)
    return bool(steps[0] != 0 and (steps == steps[0]).all() and filled[0][:4] != filled[-1][:4])


def _is_code(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return value == 0 or value <= _CODE


def read_compact(values: FloatArray, style: str) -> tuple[FloatArray, int] | None:
    """Return such numbers as days since 1970-01-01 and how many are no dates but codes.

    None if there is another number among them.
    """
    usable = np.isfinite(values)
    if style not in ("HHMMSS", "HHMM"):
        usable &= (values != 0) & (values > _CODE)
    stamps = values[usable]
    if style == "MM.YYYY":
        months = np.floor(stamps)
        stamps = np.rint((stamps - months) * 10000) * 100 + months
        style = "YYYYMM"
    elif style == "YYYY.MM":
        stamps = np.rint(stamps * 100)
        style = "YYYYMM"
    if stamps.size == 0 or bool((stamps != np.floor(stamps)).any()):
        return None
    whole = stamps.astype(np.int64)
    days = _clock(whole, style) if style.startswith("H") else _dates(whole, style)
    if days is None:
        return None
    full = np.full(values.shape, np.nan)
    full[usable] = days
    return full, int(np.count_nonzero(np.isfinite(values) & ~usable))


def _clock(whole: np.ndarray, style: str) -> FloatArray | None:
    if style == "HHMM":
        whole = whole * 100
    hours, minutes, seconds = whole // 10000, whole // 100 % 100, whole % 100
    if bool(((hours > 24) | (minutes > 59) | (seconds > 60)).any()):
        return None
    return (hours * 3600 + minutes * 60 + seconds) / 86400.0


def _dates(whole: np.ndarray, style: str) -> FloatArray | None:
    clock = np.zeros(whole.shape)
    if len(style) > 8:
        digits = len(style) - 8
        found = _clock(whole % 10**digits * 10 ** (6 - digits), "HHMMSS")
        if found is None:
            return None
        clock, whole = found, whole // 10**digits
    if style == "YYYYMM":
        whole = whole * 100 + 1
    years, months, days = whole // 10000, whole // 100 % 100, whole % 100
    if bool(((years < _FIRST_YEAR) | (years > _LAST_YEAR) | (months < 1) | (months > 12)).any()):
        return None
    first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]")
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(int)
    if bool(((days < 1) | (days > length)).any()):
        return None
    return first.astype("datetime64[D]").astype(np.int64) + days - 1 + clock
