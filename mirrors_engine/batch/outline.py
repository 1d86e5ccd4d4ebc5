"""What a picture of a fit needs, in a few numbers, kept when the signal is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.signals.positions import date_words, time_unit
from mirrors_engine.utils.arrays import frozen

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_engine.signals.signal import Signal

DOTS = 150  # most samples of a picture
CORNERS = 400  # most corners of its function

Row = tuple[str, float | str | None, float | str | None, float, float]


@dataclass(frozen=True, eq=False)
class Outline:
    """A fit in small.

    Attributes
    ----------
    x, y : ndarray
        Some of the samples, the highest and lowest of each stretch among them; x is the first
        column of several.
    fit_x, fit_y : ndarray
        Corners of the function over the range of the data; empty for several columns of x.
    pieces : (k, 5) ndarray
        Column of x, start, end, value and slope of each piece, as in `FitResult.pieces`; none
        on the plane.
    x_names : tuple of str
    unit : str
        Of the times on x, "" where x is none.
    """

    x: np.ndarray
    y: np.ndarray
    fit_x: np.ndarray
    fit_y: np.ndarray
    pieces: np.ndarray
    x_names: tuple[str, ...]
    unit: str = ""

    def rows(self) -> list[Row]:
        """Input, start, end, value and slope of each piece; tails have no start, or no end."""

        def place(t: float) -> float | str | None:
            if not np.isfinite(t):
                return None
            return date_words(t, self.unit) if self.unit else t

        return [
            (self.x_names[int(column)], place(start), place(end), value, slope)
            for column, start, end, value, slope in self.pieces.tolist()
        ]


def outline_of(result: FitResult) -> Outline:
    """A fit in small."""
    signal, net = result.signal, result.architecture
    x = signal.x if signal.dimension == 1 else signal.x[:, 0]
    some = _extremes(signal.y)
    columns: tuple[int | None, ...] = (None,) if signal.dimension == 1 else ()
    if net.inputs == "additive":
        columns = tuple(range(signal.dimension))
    pieces = [(float(c or 0), *piece) for c in columns for piece in result.pieces(c)]
    table = np.array(pieces, dtype=float).reshape(-1, 5)
    fit_x, fit_y = np.empty(0), np.empty(0)
    if signal.dimension == 1:
        fit_x, fit_y = _corners(table, float(x[0]), float(x[-1]))
    return Outline(
        frozen(x[some]),
        frozen(signal.y[some]),
        frozen(fit_x),
        frozen(fit_y),
        frozen(table),
        x_names=signal.x_names,
        unit=time_unit(signal) if signal.x_is_time and signal.dimension == 1 else "",
    )


def sample_outline(signal: Signal) -> Outline:
    """The samples alone, of a signal whose fit failed."""
    x = signal.x if signal.dimension == 1 else signal.x[:, 0]
    some, none = _extremes(signal.y), np.empty(0)
    return Outline(
        frozen(x[some]),
        frozen(signal.y[some]),
        none,
        none,
        np.empty((0, 5)),
        x_names=signal.x_names,
    )


def _extremes(y: np.ndarray) -> np.ndarray:
    """Positions of all samples, or of the lowest and highest of each of many stretches."""
    n = len(y)
    if n <= DOTS:
        return np.arange(n)
    edges = np.linspace(0, n, DOTS // 2 + 1).astype(int)
    found = [
        a + at(y[a:b])
        for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
        for at in (np.argmin, np.argmax)
    ]
    return np.unique(np.array([0, n - 1, *found]))


def _corners(pieces: np.ndarray, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """The function from `low` to `high`, which steps at both ends of each of its pieces."""
    start, end, value, slope = pieces[:, 1], pieces[:, 2], pieces[:, 3], pieces[:, 4]
    anchor = np.where(np.isfinite(start), start, np.where(np.isfinite(end), end, 0.0))
    left, right = np.clip(start, low, high), np.clip(end, low, high)
    inside = (right > left) | (low == high)
    t = np.column_stack((left, right))[inside]
    f = value[inside, None] + slope[inside, None] * (t - anchor[inside, None])
    every = max(1, -(-len(t) // (CORNERS // 2)))
    keep = np.unique(np.append(np.arange(0, len(t), every), len(t) - 1)[: len(t)])
    return t[keep].ravel(), f[keep].ravel()
