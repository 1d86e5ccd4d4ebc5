"""A series as regression: its value against its own past (manual, Time series)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.series.timeline import Timeline, timeline
from mirrors_engine.signals.signal import Signal


@dataclass(frozen=True)
class Change:
    """What of the series is modelled, and the way back to its values.

    Attributes
    ----------
    order : int
        Values of the past that one value of the change needs beside its own.
    of : callable
        (…, n) values to (…, n - order) changes.
    back : callable
        The last value and the change to the next value.
    word : str
        Written before the name of y.
    """

    order: int
    of: Callable[[np.ndarray], np.ndarray]
    back: Callable[[np.ndarray, np.ndarray], np.ndarray]
    word: str


CHANGES = {
    "levels": Change(0, lambda values: values, lambda last, change: change, ""),
    "differences": Change(1, np.diff, lambda last, change: last + change, "Δ "),
    "returns": Change(
        1,
        lambda values: np.diff(np.log(values)),
        lambda last, change: last * np.exp(change),
        "Δ log ",
    ),
}


@dataclass(frozen=True, eq=False)
class Embedding:
    """Rows (past → next) of a series.

    Attributes
    ----------
    timeline : Timeline
        The series.
    lags : tuple of int
        How many steps before the target each column lies, ascending.
    target : str
        "levels", "differences" or "returns", of inputs and target alike.
    places : (M,) ndarray of int
        The target's place on the timeline.
    inputs : (M, d) ndarray
        Column c is the value `lags[c]` steps before.
    targets, weights : (M,) ndarray
    """

    timeline: Timeline
    lags: tuple[int, ...]
    target: str
    places: np.ndarray
    inputs: np.ndarray
    targets: np.ndarray
    weights: np.ndarray

    def __len__(self) -> int:
        return int(self.places.size)

    def between(self, first: int, end: int) -> Embedding:
        """The rows whose target lies at a place in [first, end)."""
        keep = slice(*np.searchsorted(self.places, (first, end)))
        return replace(
            self,
            places=self.places[keep],
            inputs=self.inputs[keep],
            targets=self.targets[keep],
            weights=self.weights[keep],
        )

    def signal(self) -> Signal:
        """The rows as a signal: x is the past, y the next value.

        Rows of equal past merge, as they do in every signal; `raw_x` and `raw_y` keep all.

        Raises
        ------
        SignalError
            If there is no row.
        """
        series = self.timeline.signal
        name, bracket, unit = series.y_name.partition(" [")
        word = CHANGES[self.target].word + name
        unit = "" if self.target == "returns" else bracket + unit
        names = [f"{word}(n-{lag}){unit}" for lag in self.lags]
        title = f"{series.name or series.y_name}: next from {lag_words(self.lags)}"
        one = len(self.lags) == 1
        return Signal(
            self.inputs[:, 0] if one else self.inputs,
            self.targets,
            self.weights,
            x_name=names[0] if one else names,
            y_name=f"{word}(n){unit}",
            name=title,
            source=series.source,
        )


def lag_words(lags: tuple[int, ...]) -> str:
    """ "lag 1", "lags 1, 2 and 12"."""
    if len(lags) == 1:
        return f"lag {lags[0]}"
    return f"lags {', '.join(map(str, lags[:-1]))} and {lags[-1]}"


def check_lags(lags: int | Iterable[int]) -> tuple[int, ...]:
    """Distinct whole lags of at least 1, ascending.

    Raises
    ------
    SettingError
    """
    given = [lags] if isinstance(lags, (int, float, np.integer)) else list(lags)
    try:
        whole = sorted({int(lag) for lag in given})
        fine = bool(whole) and whole[0] >= 1 and all(int(lag) == lag for lag in given)
    except (TypeError, ValueError, OverflowError):
        fine = False
    if not fine:
        raise SettingError(
            f"lags = {lags!r} must be whole numbers of at least 1, such as 1 or 1,2,12."
        )
    return tuple(whole)


def embed(
    series: Signal | Timeline,
    lags: int | Iterable[int] = 1,
    *,
    target: str = "levels",
    spacing: str = "clock",
) -> Embedding:
    """Write a series as rows: its value at a time against those `lags` steps before.

    Parameters
    ----------
    series : Signal or Timeline
        One column of x, (nearly) evenly spaced, see `timeline`.
    lags : int or iterable of int
        Steps back. One makes a signal of one column, several of one column each, which an
        additive network reads.
    target : str
        "levels", "differences" (s_n - s_{n-1}) or "returns" (log s_n/s_{n-1}).
    spacing : str
        "clock" or "order"; not used for a Timeline.

    Returns
    -------
    Embedding
        Every row whose target and lagged values are all known; none is filled in.

    Raises
    ------
    MirrorsError
        If the series is too short, uneven, or not positive for returns.
    """
    line = series if isinstance(series, Timeline) else timeline(series, spacing)
    lags = check_lags(lags)
    if target not in CHANGES:
        raise SettingError(f"There is no target {target!r}: choose {', '.join(CHANGES)}.")
    if target == "returns" and float(line.signal.y.min()) <= 0:
        raise SignalError(
            f"Returns need values above 0, but {line.signal.y_name} reaches "
            f"{line.signal.y.min():.4g}: forecast levels or differences."
        )
    change = CHANGES[target]
    depth = lags[-1] + change.order
    if len(line) <= depth:
        raise SignalError(
            f"The series has {len(line)} places, too short for lag {lags[-1]}: "
            f"use lags below {max(1, len(line) - change.order)}."
        )
    values = np.concatenate((np.full(change.order, np.nan), change.of(line.values)))
    places = np.arange(depth, len(line))
    inputs = np.stack([values[places - lag] for lag in lags], axis=1)
    known = np.isfinite(values[places]) & np.isfinite(inputs).all(axis=1)
    places = places[known]
    arrays = (places, inputs[known], values[places], line.weights[places])
    for array in arrays:
        array.setflags(write=False)
    return Embedding(line, lags, target, *arrays)
