"""A fit as a few corner points: what a plot needs, in O(kinks) instead of O(kinks²)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.features import Features, outline_of, place_of
from mirrors_engine.features.unit import Unit

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

_REACH = 1.0  # how far beyond the data a curve goes, in ranges of x


@dataclass(frozen=True, eq=False, slots=True)
class Curve:
    """A piecewise linear or piecewise constant function.

    Attributes
    ----------
    x, y : (P,) ndarray
        Corners, left to right. Where `step`, y[i] holds on [x[i], x[i+1]).
    kinks : (M,) ndarray
        Where the slope (the value, for steps) really changes.
    mirror : (M,) ndarray of bool
        Kinks that every feature there has as a mirror image.
    step : bool
        Whether the function is piecewise constant.
    """

    x: np.ndarray
    y: np.ndarray
    kinks: np.ndarray
    mirror: np.ndarray
    step: bool

    def at(self, t: np.ndarray) -> np.ndarray:
        """Value at `t`; constant beyond the corners."""
        if not self.step:
            return np.interp(t, self.x, self.y)
        return self.y[np.clip(np.searchsorted(self.x, t, side="right") - 1, 0, None)]

    def drawn(self) -> tuple[np.ndarray, np.ndarray]:
        """The polyline to draw: steps get their vertical edges."""
        if not self.step:
            return self.x, self.y
        return np.repeat(self.x, 2)[1:], np.repeat(self.y, 2)[:-1]


def between(old: Curve, new: Curve, share: float) -> tuple[np.ndarray, np.ndarray]:
    """The polyline to draw on the way from one function to another."""
    return on_the_way(old.drawn(), new, share)


def on_the_way(
    start: tuple[np.ndarray, np.ndarray], new: Curve, share: float
) -> tuple[np.ndarray, np.ndarray]:
    """The same from a polyline that is drawn."""
    x, y = new.drawn()
    if share >= 1 or not len(start[0]):
        return x, y
    if new.step:
        t, goal = x, y
    else:
        t = np.union1d(x, start[0])
        goal = np.interp(t, x, y)
    old = np.interp(t, *start)
    return t, old + share * (goal - old)


def curve_of(result: FitResult) -> Curve:
    """The fitted function of a result."""
    return sum_of(
        result.features,
        result.weights,
        result.intercept,
        result.signal.x,
        result.architecture.step,
        None if result.level is None else result.line,
    )


def contribution_of(result: FitResult, key: tuple[int, ...]) -> tuple[Curve, float] | None:
    """z_k g_k of one active feature, raised by how much to have the mean of the fit."""
    place = place_of(result.features, key)
    if place is None:
        return None
    feature, weight = result.features[place], float(result.weights[place])
    mean = weight * float(np.mean(feature.evaluate(result.signal.x)))
    level = float(np.mean(result.fitted)) - mean
    net, x = result.architecture, result.signal.x
    return sum_of((feature,), np.array([weight]), level, x, net.step), level


def sum_of(
    features: Sequence[Feature],
    weights: np.ndarray,
    intercept: float,
    x: np.ndarray,
    step: bool,
    line: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Curve:
    """ξ + Σ z_k g_k over sorted samples, each unit reading x itself; with `line` in place of ξ.

    Steps on a line that is not level are no longer constant: a corner on either side of each.
    """
    span = float(x[-1] - x[0]) or 1.0
    outline = outline_of(features)
    spots, mirrored = outline.position, outline.mirror
    change = np.asarray(weights)[outline.owner] * outline.change
    # kinks a rounding apart are one
    order = np.argsort(spots, kind="stable")
    spots, change, mirrored = spots[order], change[order], mirrored[order]
    if len(spots):
        starts = np.flatnonzero(np.r_[True, np.diff(spots) > 1e-12 * span])
        spots = spots[starts]
        change = np.add.reduceat(change, starts)
        mirrored = np.logical_and.reduceat(mirrored, starts)
    low = min(float(x[0]), float(spots[0]) if len(spots) else np.inf) - _REACH * span
    high = max(float(x[-1]), float(spots[-1]) if len(spots) else -np.inf) + _REACH * span
    corners = np.r_[low, spots, high]
    start, slope = _left_end(features, weights, low, span)
    if line is not None:
        intercept = 0.0
    if step:
        values = intercept + start + np.r_[0.0, np.cumsum(change)]
        values = np.r_[values, values[-1]]
    else:
        slopes = slope + np.r_[0.0, np.cumsum(change)]
        values = intercept + start + np.r_[0.0, np.cumsum(slopes * np.diff(corners))]
    real = np.abs(change) > 1e-9 * (np.abs(change).max() if len(change) else 1.0)
    if line is not None:
        if step:
            before = np.nextafter(spots, -np.inf)
            corners = np.r_[low, np.column_stack((before, spots)).ravel(), high]
            values = np.repeat(values[:-1], 2)
        values, step = values + line(corners), False
    return Curve(corners, values, spots[real], mirrored[real], step)


def _left_end(
    features: Sequence[Feature], weights: np.ndarray, low: float, span: float
) -> tuple[float, float]:
    """Value and slope of Σ z_k g_k left of every kink."""
    if not len(features):
        return 0.0, 0.0
    ends = np.array([low - span, low])
    if isinstance(features, Features) and features.many:
        before, value = features.total(np.asarray(weights), ends)
        return float(value), float(value - before) / span
    units = [f.unit for f in features if isinstance(f.unit, Unit)]
    if len(units) == len(features):  # all at once: there may be thousands
        signs = np.array([u.signs for u in units], dtype=float)
        biases = np.array([u.biases for u in units], dtype=float)
        rests = np.array([u.rests for u in units], dtype=float)
        h = np.tile(ends, (len(units), 1))
        for layer, activation in enumerate(units[0].activations):
            h = activation(
                signs[:, layer, None] * h + biases[:, layer, None] + rests[:, layer, None]
            )
    else:
        h = np.array([f.unit.forward(ends) for f in features])
    before, value = np.asarray(weights) @ h
    return float(value), float(value - before) / span
