"""Anything array-like to flat float64 arrays, dates included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import FloatArray

_DAY = np.timedelta64(1, "D")


def as_numbers(
    values: ArrayLike, what: str, *, dates: bool = False, columns: bool = False
) -> tuple[FloatArray, bool]:
    """Return a fresh float64 copy of shape (n,), and whether it came from dates.

    With `columns` the shape may also be (n, d), d ≥ 2.
    """
    try:
        array = np.ma.asarray(values) if np.ma.isMaskedArray(values) else np.asarray(values)
        if array.dtype == object and array.size and isinstance(array.flat[0], dt.date):
            array = np.array([_naive(v) for v in array.flat], dtype="datetime64[us]").reshape(
                array.shape
            )
        if array.dtype.kind in "mM":
            numbers, is_time = _days(array, what, dates), array.dtype.kind == "M"
        elif array.dtype.kind == "c":
            raise SignalError(f"{what} holds complex numbers: give real ones.")
        elif np.ma.isMaskedArray(array):
            numbers, is_time = np.ma.filled(array.astype(np.float64), np.nan), False
        else:
            numbers, is_time = np.array(array, dtype=np.float64), False
    except (TypeError, ValueError, OverflowError):
        raise SignalError(
            f"{what} holds something that is not a number: give a flat list of numbers."
        ) from None
    if numbers.ndim == 2 and numbers.shape[1] == 1:
        numbers = numbers[:, 0]
    if columns and numbers.ndim == 2 and numbers.shape[1] >= 2:
        return numbers, is_time
    if numbers.ndim != 1:
        raise SignalError(
            f"{what} has shape {numbers.shape}, but a signal has one number per row: "
            "choose one column."
        )
    return numbers, is_time


def _naive(value: Any) -> Any:
    """Return a date as numpy takes it: in UTC where it names its zone."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    return value


def _days(array: Any, what: str, allowed: bool) -> FloatArray:
    """Return dates as days since 1970-01-01 (durations as days), NaT as NaN."""
    if not allowed:
        raise SignalError(f"{what} holds dates or durations: only x may be a time.")
    missing = np.isnat(np.asarray(array))
    if np.ma.isMaskedArray(array):
        missing = missing | np.ma.getmaskarray(array)
    plain = np.asarray(array)
    origin = np.datetime64(0, "D") if plain.dtype.kind == "M" else np.timedelta64(0, "D")
    days = (plain - origin) / _DAY
    return np.where(missing, np.nan, days).astype(np.float64)
