"""Rows left out of a signal by hand, and taken in again: every row stays accounted for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import Dropped, FloatArray, IntArray
from mirrors_engine.signals.signal import Signal

BY_HAND = "left out by hand"


def excluding(signal: Signal, rows: ArrayLike) -> Signal:
    """The signal without some rows, which it remembers.

    Parameters
    ----------
    signal : Signal
        If rows were left out of it already, they are taken in again first.
    rows : array_like of int
        Positions in `raw_x` of the whole signal.

    Returns
    -------
    Signal
        Its `whole` is the signal with all rows, its `excluded` the rows left out; the whole signal
        itself where there are none.

    Raises
    ------
    SignalError
        If no row would stay.
    """
    whole = whole_of(signal)
    left_out = np.unique(np.asarray(rows, dtype=np.int64))
    if not left_out.size:
        return whole
    if left_out[0] < 0 or left_out[-1] >= whole.raw_y.size:
        raise SignalError("Rows to exclude must be positions among those of the signal.")
    keep = np.ones(whole.raw_y.size, dtype=bool)
    keep[left_out] = False
    if not keep.any():
        raise SignalError("One point has to stay: include another one first.")
    before = whole.cleaning
    made = Signal._from_rows(
        whole.raw_x[keep],
        whole.raw_y[keep],
        whole.raw_weights[keep],
        x_name=whole.x_names,
        y_name=whole.y_name,
        x_is_time=whole.x_is_time,
        name=whole.name,
        source=whole.source,
    )
    # rows that were merged before a thinning are no rows any more
    earlier = before.merged - (whole.raw_y.size - len(whole))
    gone = before.shared - before.merged if earlier else 0
    account = replace(
        before,
        rows_used=len(made),
        dropped=(*before.dropped, Dropped(BY_HAND, int(left_out.size))),
        merged=made.cleaning.merged + earlier,
        shared=made.cleaning.shared + (earlier + gone if earlier else 0),
        sorted=made.cleaning.sorted,
    )
    left_out.setflags(write=False)
    more = {"cleaning": account, "whole": whole, "excluded": left_out}
    made.__setstate__({**made.__getstate__(), **more})
    return made


def whole_of(signal: Signal) -> Signal:
    """The signal with the rows that were left out of it."""
    return signal if signal.whole is None else signal.whole


def excluded_rows(signal: Signal) -> IntArray:
    """Positions of the rows left out by hand, in `raw_x` of the whole signal."""
    return np.empty(0, dtype=np.int64) if signal.excluded is None else signal.excluded


def kept_rows(signal: Signal) -> IntArray:
    """Positions of the other rows, in the order of `raw_x` of the signal."""
    keep = np.ones(whole_of(signal).raw_y.size, dtype=bool)
    keep[excluded_rows(signal)] = False
    return np.flatnonzero(keep)


def rows_of_sample(signal: Signal, sample: int) -> IntArray:
    """Positions of the rows whose mean a sample is, in `raw_x` of the whole signal.

    The signal has one column of x.
    """
    mine = np.searchsorted(signal.x, signal.raw_x, side="right") - 1 == sample
    return kept_rows(signal)[mine]


def excluded_points(signal: Signal) -> tuple[FloatArray, FloatArray]:
    """x and y of the rows left out by hand."""
    whole, rows = whole_of(signal), excluded_rows(signal)
    return whole.raw_x[rows], whole.raw_y[rows]


def with_excluded_of(signal: Signal, other: Signal) -> Signal:
    """A signal that takes the place of `other`, with the rows that were left out of that."""
    rows = excluded_rows(other)
    if not rows.size:
        return signal
    all_rows = whole_of(other)
    x, y = excluded_points(other)
    whole = Signal(
        np.concatenate((signal.raw_x, x)),
        np.concatenate((signal.raw_y, y)),
        np.concatenate((signal.raw_weights, all_rows.raw_weights[rows])),
        x_name=other.x_names if other.dimension > 1 else other.x_name,
        y_name=other.y_name,
        x_is_time=other.x_is_time,
        name=other.name,
        source=other.source,
    )
    return excluding(whole, np.arange(signal.raw_y.size, whole.raw_y.size))
