"""Positions on the x axis as a reader takes them: dates, or numbers that can be told apart."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from mirrors_engine.signals.signal import Signal


def position_words(signal: Signal) -> Callable[[float], str]:
    """Writes a position with the digits its column needs, however far from 0 it lies."""
    if signal.x_is_time:
        return date_words
    far = float(np.abs(signal.x).max(initial=0.0))
    span = float(np.ptp(signal.x, axis=0).max(initial=0.0))
    digits = 6 if span == 0 else min(15, 6 + max(0, math.floor(math.log10(far / span))))
    return lambda value: f"{value:.{digits}g}"


def date_words(days: float) -> str:
    """Days since 1970-01-01 as an ISO date, with the time of day where there is one."""
    seconds = round(float(days) * 86400)
    moment = np.datetime64(seconds, "s")
    return str(moment.astype("datetime64[D]") if seconds % 86400 == 0 else moment)
