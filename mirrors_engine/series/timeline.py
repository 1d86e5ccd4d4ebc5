"""The samples of a series on an even grid of times, gaps and all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.errors import Remedy, SettingError, SignalError, SizeError
from mirrors_engine.signals.signal import Signal

SPACINGS = ("clock", "order")
JITTER = 0.2  # of a step; months have 28 to 31 days
THINNEST = 20  # grid places a sample
_MONDAY_TO_FRIDAY = "1111100"
_WEEKS = 3
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CONSECUTIVE = Remedy("Take the samples as consecutive", settings={"spacing": "order"})


@dataclass(frozen=True, eq=False)
class Timeline:
    """A series at the places 0, 1, …, P-1 of an even grid.

    Attributes
    ----------
    signal : Signal
        The series.
    values, weights : (P,) ndarray
        y and its weight; NaN and 0 where there is no sample.
    times : (P,) ndarray
        x of the samples, and where there is none the place's own time.
    step : float
        From one place to the next, in units of x; typical where steps differ.
    months : int
        Calendar months a step, 0 if steps are of one length.
    day : int
        Day of the month of a series by months, 31 for ends of months.
    business : str
        Where steps are from one business day to the next, which weekdays are, as NumPy writes
        them: "1111100" from Monday to Friday. Empty elsewhere.
    spacing : str
        "clock" (places follow x, missing ones are gaps) or "order" (samples are consecutive).
    notes : tuple of str
        What was found, in sentences.
    """

    signal: Signal
    values: np.ndarray
    weights: np.ndarray
    times: np.ndarray
    step: float
    months: int
    spacing: str
    notes: tuple[str, ...]
    day: int = 0
    business: str = ""

    def __len__(self) -> int:
        return int(self.values.size)

    def ahead(self, n: int, place: int | None = None) -> np.ndarray:
        """Times of `n` places from `place` on, by default from beyond the last one.

        Places on the grid have the times they have; later ones continue the steps.
        """
        place = len(self) if place is None else place
        beyond = max(0, place + n - len(self))
        last = float(self.times[-1])
        steps = np.arange(1, beyond + 1)
        if self.business:
            later = _add_business_days(last, steps, self.business)
        elif self.months:
            later = _add_months(last, self.months * steps, self.day)
        else:
            later = last + self.step * steps
        return np.concatenate((self.times, later))[place : place + n]


def timeline(signal: Signal, spacing: str = "clock") -> Timeline:
    """Place the samples of a series on an even grid.

    Parameters
    ----------
    signal : Signal
        One column of x, its time; steps may differ by up to a fifth, or be calendar months.
    spacing : str
        "clock": a sample that is missing leaves a gap. Where samples are days and none is a
        Saturday or Sunday (or other weekdays, for three weeks at least), these are no gaps but
        no part of the series. "order": samples are consecutive whatever their x.

    Raises
    ------
    SignalError
        If x has several columns, or steps are uneven and spacing is "clock".
    SizeError
        If nearly all of the grid would be gaps.
    """
    if spacing not in SPACINGS:
        raise SettingError(f"There is no spacing {spacing!r}: choose {' or '.join(SPACINGS)}.")
    if signal.dimension != 1:
        raise SignalError(
            f"A series has one column of x, its time, but this signal has {signal.dimension}: "
            "choose one column."
        )
    if len(signal) < 3:
        raise SignalError(
            f"A series of {len(signal)} samples is too short to forecast: give more of it."
        )
    gaps = np.diff(signal.x)
    # the shortest steps are single ones, however many samples are missing
    step = float(np.median(gaps[gaps <= 1.5 * gaps.min()]))
    months, day = _months(signal) if signal.x_is_time else (None, 0)
    business = _business_week(signal) if signal.x_is_time else ""
    base = 0 if months is None else int(np.diff(months).min())
    if months is None or (np.diff(months) % base).any():
        base = 0
    if spacing == "order":
        places = np.arange(len(signal))
        step = float(np.median(gaps))
        if months is None or (np.diff(months) != base).any():
            base = 0
    elif base and months is not None:
        places = (months - months[0]) // base
    elif business:
        dates = _days(signal)
        places = np.busday_count(dates[0], dates, weekmask=business)
    else:
        places = _places(signal, gaps, step)
    return _filled(
        signal, places, step, base, spacing, day if base else 0, "" if base else business
    )


def _places(signal: Signal, gaps: np.ndarray, step: float) -> np.ndarray:
    """Whole numbers of steps between samples, or a refusal."""
    steps = np.rint(gaps / step)
    odd = (np.abs(gaps / step - steps) > JITTER) | (steps < 1)
    if odd.any():
        where = int(np.argmax(odd))
        raise SignalError(
            f"The samples are not evenly spaced: from {signal.x_name} = {signal.x[where]:.10g} to "
            f"the next it is {gaps[where]:.4g}, not {step:.4g} or a multiple; resample the series, "
            "or take its samples as consecutive (spacing order).",
            [_CONSECUTIVE],
        )
    places = np.concatenate(([0.0], np.cumsum(steps)))
    if places[-1] + 1 > THINNEST * len(signal):
        raise SizeError(
            f"The grid of steps of {step:.4g} would have {places[-1] + 1:.0f} places for "
            f"{len(signal)} samples: take the samples as consecutive (spacing order).",
            [_CONSECUTIVE],
        )
    return places.astype(np.int64)


def _filled(
    signal: Signal,
    places: np.ndarray,
    step: float,
    months: int,
    spacing: str,
    day: int,
    business: str,
) -> Timeline:
    size = int(places[-1]) + 1
    if size > THINNEST * len(signal):
        raise SizeError(
            f"The series would have {size} places for {len(signal)} samples: take the samples "
            "as consecutive (spacing order).",
            [_CONSECUTIVE],
        )
    values, weights = np.full(size, np.nan), np.zeros(size)
    values[places], weights[places] = signal.y, signal.weights
    times = np.interp(np.arange(size), places, signal.x)
    if business and spacing == "clock":
        later = _add_business_days(signal.x[0], np.arange(1, size), business)
        times = np.concatenate((signal.x[:1], later))
    for array in (values, weights, times):
        array.setflags(write=False)
    notes = []
    missing = size - len(signal)
    if business:
        free = [day for day, works in zip(_WEEK, business, strict=True) if works == "0"]
        names = " or ".join([", ".join(free[:-1]), free[-1]] if len(free) > 1 else free)
        notes.append(f"The samples are business days: no {names} is forecast.")
    if missing:
        notes.append(
            f"{missing} of {size} evenly spaced times have no sample; what needs them is left out."
        )
    elif (
        spacing == "order" and not business and float(np.ptp(np.diff(signal.x))) > 2 * JITTER * step
    ):
        notes.append("The samples are taken as consecutive although their spacing is uneven.")
    return Timeline(
        signal, values, weights, times, step, months, spacing, tuple(notes), day, business
    )


def _months(signal: Signal) -> tuple[np.ndarray | None, int]:
    """Months since 1970-01 if every sample is at the same day and time of its month.

    The day comes second. Where a month has no such day its last one is the same: 31
    January, 28 February, 31 March; 31 where every sample is the last day of its month.
    """
    days = np.floor(signal.x)
    if np.ptp(signal.x - days) > 1e-9:
        return None, 0
    dates = days.astype(np.int64).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    into = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    lengths = _lengths(months)
    day = 31 if (into == lengths).all() else int(into.max())
    counts = months.astype(np.int64)
    if (into != np.minimum(day, lengths)).any() or not (np.diff(counts) > 0).all():
        return None, 0
    return counts, day


def _lengths(months: np.ndarray) -> np.ndarray:
    """Days of months."""
    following = (months + 1).astype("datetime64[D]")
    return (following - months.astype("datetime64[D]")).astype(np.int64)


def _add_months(last: float, months: np.ndarray, day: int) -> np.ndarray:
    """Days since 1970-01-01 so many calendar months after `last`, at a day of the month."""
    whole = int(np.floor(last))
    later = np.datetime64(whole, "D").astype("datetime64[M]") + months
    first = later.astype("datetime64[D]").astype(np.int64)
    return first + np.minimum(day, _lengths(later)) - 1 + (last - whole)


def _days(signal: Signal) -> np.ndarray:
    return np.floor(signal.x).astype(np.int64).astype("datetime64[D]")


def _business_week(signal: Signal) -> str:
    """The weekdays that samples of consecutive business days fall on; "" if they are none.

    From Monday to Friday over a weekend at least. Other weeks, such as from Sunday to
    Thursday, over three weeks, because one missing day of a daily series makes none.
    """
    if np.ptp(signal.x - np.floor(signal.x)) > 1e-9:
        return ""
    dates = _days(signal)
    spans = int((dates[-1] - dates[0]).astype(np.int64))
    seen = set(((dates.astype(np.int64) + 3) % 7).tolist())  # 1970-01-01 was a Thursday
    if seen <= set(range(5)):
        found = _steps_of(dates, _MONDAY_TO_FRIDAY)
        if found is not None and (np.diff(signal.x) - found).sum() // 2 >= 1:
            return _MONDAY_TO_FRIDAY
    if len(seen) in (1, 7) or spans < 7 * _WEEKS:
        return ""
    week = "".join("1" if day in seen else "0" for day in range(7))
    return "" if _steps_of(dates, week) is None else week


def _steps_of(dates: np.ndarray, week: str) -> np.ndarray | None:
    """Business days between samples, None unless most follow each other."""
    steps = np.busday_count(dates[:-1], dates[1:], weekmask=week)
    return steps if np.median(steps) == 1 else None


def _add_business_days(last: float, steps: np.ndarray, week: str) -> np.ndarray:
    """Days since 1970-01-01 so many business days after `last`."""
    whole = int(np.floor(last))
    dates = np.busday_offset(np.datetime64(whole, "D"), steps, roll="forward", weekmask=week)
    return dates.astype(np.int64) + (last - whole)
