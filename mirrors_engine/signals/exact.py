"""Different values of x that are the same float64 would be merged: found here, and refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from numbers import Integral
from typing import Any

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import FloatArray

_FINE = {"ns": 10**9, "ps": 10**12, "fs": 10**15, "as": 10**18}  # ticks of a second
SURE = 15  # digits of a decimal number that a float64 always keeps
_FRACTION = re.compile(r":\d\d[.,](\d+)", re.ASCII)
_MICROSECOND = 6  # digits of a fraction of a second
LONG_FRACTION = re.compile(rf":\d\d[.,]\d{{{_MICROSECOND + 1}}}", re.ASCII)


def days_of(stamps: Any, what: str = "The list of points to predict at") -> FloatArray:
    """datetime64 (timedelta64) of any unit as days since 1970-01-01 (days), NaT as NaN.

    Raises
    ------
    SignalError
        If two different times become the same number.
    """
    days, same = read_stamps(stamps)
    if same is not None:
        raise SignalError(
            f"{what} holds {stamps.flat[same]}, which as days since 1970 is the same number as "
            "another time in it: subtract the first time and give nanoseconds since then."
        )
    return days


def read_stamps(stamps: Any) -> tuple[FloatArray, int | None]:
    """Return `days_of`, and the flat position of a time that equals another only as a float64."""
    kind = stamps.dtype.kind
    missing = np.isnat(stamps)
    micro = np.timedelta64(1, "us")
    if np.datetime_data(stamps.dtype)[0] in _FINE:
        # whole microseconds first: nanoseconds since 1970 are beyond 2^53
        whole = stamps.astype(f"{kind}8[us]")
        rest = (stamps - whole) / micro
        days = (whole.astype(np.int64) + rest) / 86400e6
    else:
        origin = np.datetime64(0, "D") if kind == "M" else np.timedelta64(0, "D")
        days = (stamps - origin) / np.timedelta64(1, "D")
    days = np.where(missing, np.nan, days).astype(np.float64)
    return days, equal_as_floats(stamps, days)


def equal_as_floats(array: Any, numbers: FloatArray) -> int | None:
    """The flat position of the first, in order, that differs from another only in `array`."""
    exact, rounded = array.ravel(), numbers.ravel()
    order = np.argsort(exact, kind="stable")
    before, after = order[:-1], order[1:]
    lost = np.flatnonzero((exact[before] != exact[after]) & (rounded[before] == rounded[after]))
    return int(after[lost[0]]) if lost.size else None


def keeps(days: float, stamp: np.datetime64) -> bool:
    """Whether days since 1970-01-01 give a time again, which is finer than a microsecond."""
    second = _FINE.get(np.datetime_data(stamp.dtype)[0])
    if second is None or np.isnat(stamp):
        return True
    ticks = int(stamp.astype(np.int64))
    micro = ticks % (second // 10**6) == 0
    return micro or round(Fraction(days) * 86400 * second) == ticks


def check_exact(given: Any, array: Any, what: str, apart: bool = False) -> None:
    """Refuse whole numbers that a float64 would change.

    Parameters
    ----------
    given, array : array_like, ndarray
        The numbers, before and after numpy made an array of them.
    what : str
        What they are, with which a refusal begins.
    apart : bool
        Whether different numbers that are not whole must remain different too.

    Raises
    ------
    SignalError
        With the first of them.
    """
    kind = array.dtype.kind
    if kind in "iu":
        if not array.size or (array.max() <= 2**53 and array.min() >= -(2**53)):
            return
    elif kind == "f":
        if array.dtype.itemsize <= 8:
            if isinstance(given, np.ndarray) or not (np.abs(array) >= 2.0**53).any():
                return
            array = np.asarray(given, dtype=object)  # whole numbers and others in one list
    elif kind == "b":
        return
    seen: dict[float, Any] = {}
    for value in map(_exactly, array.flat):
        if value is None:
            continue
        number = float(value)
        whole = abs(number) >= 2.0**53 and number != value
        if whole or (apart and seen.setdefault(number, value) != value):
            why = (
                "has more digits than a number keeps (2⁵³)"
                if whole
                else f"as a number is the same as {seen[number]}"
            )
            raise SignalError(
                f"{what} holds {value}, which {why}: subtract an offset from "
                f"{'x' if what.startswith('The ') else what} first, or give datetime64 for times."
            )


def _exactly(value: Any) -> Any:
    """A finite number that can be compared without rounding; None for a float or no number."""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if isinstance(value, np.longdouble):
        value = Fraction(*value.as_integer_ratio()) if np.isfinite(value) else None
    if isinstance(value, Integral):
        return int(value)
    try:
        value = Decimal(value.strip()) if isinstance(value, str) else value
    except InvalidOperation:
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    return value if isinstance(value, Fraction) else None


def merging(
    cells: Sequence[str] | np.ndarray, values: FloatArray, times: bool, decimal: str
) -> int | None:
    """Return the position of a cell that another one differs from, though not as a float64.

    Parameters
    ----------
    cells, values : sequence of str or bytes, ndarray
        A column as it is written, empty where that does not matter, and as it was read.
    times : bool
        Whether it holds times, in days since 1970-01-01.
    decimal : str
        Its decimal mark.
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    equal = np.flatnonzero(ordered[1:] == ordered[:-1])
    first, second = order[equal], order[equal + 1]
    cells = np.asarray(cells)
    written = cells[first] != cells[second]  # few are, however many samples have one value
    for i, j in zip(first[written].tolist(), second[written].tolist(), strict=True):
        one, other = (c.decode() if isinstance(c, bytes) else str(c) for c in (cells[i], cells[j]))
        if one and other and _differ(one, other, times, decimal):
            return j
    return None


def _differ(one: str, other: str, times: bool, decimal: str) -> bool:
    if times:
        # of times less than a second apart the fractions of the second decide
        written = [found[1] if (found := _FRACTION.search(c)) else "" for c in (one, other)]
        fractions = [f.rstrip("0") for f in written]
        return fractions[0] != fractions[1] and max(map(len, fractions)) > _MICROSECOND
    if max(len(one), len(other)) <= SURE:
        return False
    try:
        exact = [Decimal(cell.strip().replace(decimal, ".")) for cell in (one, other)]
    except InvalidOperation:  # marks and groups, which are written in one way in a column
        digits = [re.sub(r"\D", "", cell).strip("0") for cell in (one, other)]
        return digits[0] != digits[1]
    return exact[0] != exact[1]
