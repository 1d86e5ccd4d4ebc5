"""Typed places on an axis: numbers, or dates where x is a time."""

from __future__ import annotations

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.text.numbers import read_number


def read_place(text: str, what: str, dates: bool) -> float:
    """The place that was typed; an ISO date as days since 1970-01-01.

    Parameters
    ----------
    text, what : str
        As in `read_number`.
    dates : bool
        Whether x is a time. Otherwise dates are refused.

    Raises
    ------
    SettingError
        If it is neither a number nor a date, a date where x is no time, or one finer than
        days since 1970 keep.
    """
    try:
        return read_number(text, what)
    except SettingError:
        if text.strip().lstrip("+-").isdigit():
            raise  # numpy takes it for a year
        try:
            stamp = np.datetime64(text.strip())
        except ValueError:
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
