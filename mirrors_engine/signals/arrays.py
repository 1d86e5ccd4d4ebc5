"""Anything array-like to flat float64 arrays, dates included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.exact import check_exact, days_of


def as_numbers(
    values: ArrayLike, what: str, *, dates: bool = False, columns: bool = False
) -> tuple[FloatArray, bool]:
    """Return a fresh float64 copy of shape (n,), and whether it came from dates.

    With `columns` the shape may also be (n, d), d ≥ 2.
    """
    try:
        array = np.ma.asarray(values) if np.ma.isMaskedArray(values) else np.asarray(values)
        if array.dtype == object and array.size and isinstance(array.flat[0], dt.date):
            array = _stamps(array)
        if array.dtype.kind in "mM":
            numbers, is_time = _days(array, what, dates), array.dtype.kind == "M"
        elif array.dtype.kind == "c":
            raise SignalError(f"{what} holds complex numbers: give real ones.")
        elif np.ma.isMaskedArray(array):
            numbers, is_time = np.ma.filled(array.astype(np.float64), np.nan), False
        else:
            numbers, is_time = np.array(array, dtype=np.float64), False
        if array.dtype.kind not in "mM":
            check_exact(values, np.ma.getdata(array), what, apart=columns)
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


def as_points(values: Any, x_is_time: bool) -> FloatArray:
    """Points at which a function of x is asked for, as float64 of the same shape.

    Parameters
    ----------
    values : array_like
        Numbers; where x is a time also dates (datetime64 of any unit, `datetime`, pandas),
        which become days since 1970-01-01. A date that names its zone is taken in UTC. NaN
        stays NaN.
    x_is_time : bool
        Whether x counts days since 1970-01-01.

    Raises
    ------
    SettingError
        For dates where x is no time, durations, missing dates, masked or infinite points, and
        whatever is no number.
    """
    if isinstance(values, np.ndarray) and type(values) is np.ndarray and values.dtype == np.float64:
        points = values
    else:
        if np.ma.isMaskedArray(values):
            if np.ma.getmaskarray(values).any():
                raise SettingError("Some points to predict at are masked: leave them out.")
            values = np.ma.getdata(values)
        try:
            array = np.asarray(values)
            first = next((v for v in array.flat if v is not None), None)
            if array.dtype == object and isinstance(first, dt.date):
                array = _stamps(array)
            if array.dtype.kind == "m":
                raise SettingError("The points to predict at are durations: give dates or numbers.")
            if array.dtype.kind == "M":
                if not x_is_time:
                    raise SettingError(
                        "The points to predict at are dates, but x is no time: give numbers."
                    )
                if np.isnat(array).any():
                    raise SettingError(
                        "Some dates to predict at are missing (NaT): leave them out."
                    )
                points = days_of(array)
            elif array.dtype.kind == "c":
                raise TypeError
            else:
                points = array.astype(np.float64)
                check_exact(values, array, "The list of points to predict at")
        except SettingError:  # a ValueError too
            raise
        except SignalError as error:
            raise SettingError(str(error)) from None
        except (TypeError, ValueError, OverflowError):
            raise SettingError(
                "The points to predict at hold something that is not a number"
                f"{' or a date' if x_is_time else ''}: give numbers."
            ) from None
    if np.isinf(points).any():
        raise SettingError("Some points to predict at are infinite: give finite ones.")
    return points


def _stamps(array: Any) -> Any:
    """Date objects as numpy takes them, in UTC where they name their zone."""
    naive = [_naive(v) for v in array.flat]
    # pandas counts nanoseconds, `datetime` microseconds, which reach further than 2262
    fine = any(getattr(v, "nanosecond", 0) for v in naive)
    if fine:
        naive = [v.to_datetime64() if hasattr(v, "to_datetime64") else v for v in naive]
    return np.array(naive, dtype=f"datetime64[{'ns' if fine else 'us'}]").reshape(array.shape)


def _naive(value: Any) -> Any:
    """Return a date as numpy takes it: in UTC where it names its zone."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    return value


def _days(array: Any, what: str, allowed: bool) -> FloatArray:
    """Return dates as days since 1970-01-01 (durations as days), NaT as NaN."""
    if not allowed:
        raise SignalError(f"{what} holds dates or durations: only x may be a time.")
    days = days_of(np.asarray(array), what)
    if np.ma.isMaskedArray(array):
        days[np.ma.getmaskarray(array)] = np.nan
    return days
