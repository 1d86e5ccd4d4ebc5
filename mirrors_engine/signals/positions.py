"""Positions on the x axis as text, written and read: numbers, or dates where x is a time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.signals.signal import Signal
from mirrors_engine.text.numbers import read_number

_NO_DATE = re.compile(r"[+-]?\d+(:| days?$)")  # a time of day, or how long something takes
PER_SECOND = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}


def position_words(signal: Signal) -> Callable[[float], str]:
    """Writes a position with the digits its column needs, however far from 0 it lies."""
    if signal.x_is_time:
        unit = time_unit(signal)
        return lambda days: date_words(days, unit)
    far = float(np.abs(signal.x).max(initial=0.0))
    span = float(np.ptp(signal.x, axis=0).max(initial=0.0))
    digits = 6 if span == 0 else min(15, 6 + max(0, math.floor(math.log10(far / span))))
    return lambda value: f"{value:.{digits}g}"


def time_unit(signal: Signal) -> str:
    """The digits a time needs: "ms", "us" for samples under 0.1 s apart, "ns" under 10 µs."""
    gaps = np.diff(signal.x) if signal.dimension == 1 else np.empty(0)
    seconds = 86400 * float(gaps.min(initial=np.inf))
    return "ns" if seconds < 1e-5 else "us" if seconds < 0.1 else "ms"


def date_words(days: float, unit: str = "ms") -> str:
    """Days since 1970-01-01 as an ISO date, with the time of day where there is one.

    `unit`, "ms", "us" or "ns", is what is rounded to. Of the units up to it the coarsest that
    gives the same float64 again is written; a fraction of a second that is 0 is left out.
    """
    if abs(days) > 1e13:  # beyond what datetime64 counts
        return f"{days:g}"
    return str(moment_of(days, unit)).removesuffix("T00:00:00")


def moment_of(days: float, unit: str) -> Any:
    """Days since 1970-01-01 as a datetime64 in "s", or the coarsest finer unit that it needs.

    No finer than `unit`.
    """
    days = float(days)
    units = list(PER_SECOND)
    if unit == "ns" and abs(days) > 1e5:  # datetime64 counts nanoseconds up to 2262
        unit = "us"
    whole = math.floor(days)
    for each in units[: units.index(unit) + 1]:
        day = 86400 * PER_SECOND[each]
        # the whole days in integers: in float64 their nanoseconds would lose digits
        ticks = whole * day + round((days - whole) * day)
        if ticks / day == days:
            break
    if ticks % PER_SECOND[each] == 0:
        each, ticks = "s", ticks // PER_SECOND[each]
    return np.asarray(ticks).astype(f"datetime64[{each}]")[()]


def read_position(text: str, what: str, dates: bool, day_first: bool | None = None) -> float:
    """The position that was typed; a date as days since 1970-01-01.

    Parameters
    ----------
    text, what : str
        As in `read_number`.
    dates : bool
        Whether x is a time. Otherwise dates are refused.
    day_first : bool, optional
        Whether 03/04/2020 is the third of April; None if nothing says so.

    Raises
    ------
    SettingError
        If it is neither a number nor a date, a date where x is no time, one that can be read in
        two ways, or one finer than days since 1970 keep.
    """
    try:
        return read_number(text, what)
    except SettingError:
        if text.strip().lstrip("+-").isdigit():
            raise  # numpy takes it for a year
        try:
            stamp = np.datetime64(text.strip())
        except ValueError:
            days = _date_of_a_table(text, what, day_first) if dates else None
            if days is not None:
                return days
            raise SettingError(
                f"{what} {text!r} is neither a number such as 0.5 nor an ISO date."
            ) from None
        if not dates:
            raise SettingError(
                f"{what} {text!r} is a date, but x is no time: give numbers."
            ) from None
        from mirrors_engine.signals.exact import keeps, read_stamps  # slow to start with

        days = float(read_stamps(np.asarray(stamp))[0])
        if not keeps(days, stamp):
            raise SettingError(
                f"{what} {text!r} is finer than days since 1970 keep: write at most six "
                "digits of the second."
            ) from None
        return days


def _date_of_a_table(text: str, what: str, day_first: bool | None) -> float | None:
    """A date written as in files, None if it is none; a time of day alone is none."""
    from mirrors_engine.signals.delimited.dates import parse_time
    from mirrors_engine.signals.delimited.values import CellFormat

    if _NO_DATE.match(text.strip()):
        return None
    orders = (True, False) if day_first is None else (day_first,)
    read = (parse_time(text, CellFormat(day_first=order)) for order in orders)
    found = {days for days in read if days is not None and math.isfinite(days)}
    if len(found) > 1:
        raise SettingError(f"{what} {text!r} can be read in two ways: write an ISO date.")
    return next(iter(found), None)
