"""Positions on the x axis as a reader takes them: dates, or numbers that can be told apart."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from mirrors_engine.signals.signal import Signal


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
    """The digits a time needs: "ms", and "us" where samples are less than 0.1 s apart."""
    gaps = np.diff(signal.x) if signal.dimension == 1 else np.empty(0)
    return "us" if len(gaps) and float(gaps.min()) * 86400 < 0.1 else "ms"


def date_words(days: float, unit: str = "ms") -> str:
    """Days since 1970-01-01 as an ISO date, with the time of day where there is one.

    `unit`, "ms" or "us", is what is rounded to; a fraction of a second that is 0 is left out.
    """
    per_second = {"ms": 1000, "us": 1_000_000}[unit]
    ticks = round(float(days) * 86400 * per_second)
    moment = np.asarray(ticks).astype(f"datetime64[{unit}]")[()]
    if ticks % per_second:
        return str(moment)
    whole = ticks % (86400 * per_second) == 0
    return str(moment.astype("datetime64[D]" if whole else "datetime64[s]"))
