"""What draws a fit: a curve on the line, a surface on the plane, a curve per column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.features.features import place_of
from mirrors_gui.compute.polyline import Curve, curve_of, sum_of

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

MARGIN = 0.06  # of the range, around the data
FINEST, COARSEST = 256, 64  # cells along a side
WORK = 2e7  # values of features a picture may cost


@dataclass(frozen=True, eq=False, slots=True)
class Surface:
    """A function of two columns over the rectangle around the data.

    Attributes
    ----------
    low, high : (2,) ndarray
        Corners of the rectangle.
    values : (G, G) ndarray
        At the middles of equal cells, first index along the first column.
    """

    low: np.ndarray
    high: np.ndarray
    values: np.ndarray


@dataclass(frozen=True, eq=False, slots=True)
class Partials:
    """A sum of functions of one column each.

    Attributes
    ----------
    curves : tuple of Curve
        The partial function of every column, with mean 0 over the samples.
    at_samples : (N, d) ndarray
        Its values at the samples.
    level : float
        The mean of the fit.
    """

    curves: tuple[Curve, ...]
    at_samples: np.ndarray
    level: float


Picture = Curve | Surface | Partials


def picture_of(result: FitResult) -> Picture:
    """The picture of a result, by the inputs of its network."""
    if result.architecture.inputs == "plane":
        return _surface_of(result)
    if result.architecture.inputs == "additive":
        return _partials_of(result)
    return curve_of(result)


def rectangle(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners of the rectangle around points, with a margin; never empty."""
    low, high = x.min(axis=0), x.max(axis=0)
    air = np.where(high > low, MARGIN * (high - low), 0.5)
    return low - air, high + air


def _surface_of(result: FitResult) -> Surface:
    low, high = rectangle(result.signal.x)
    fine = int(np.sqrt(WORK / max(1, len(result.weights))))
    side = min(max(fine, COARSEST), FINEST)
    middles = (np.arange(side) + 0.5) / side
    along = low[:, None] + (high - low)[:, None] * middles
    grid = np.stack(np.meshgrid(*along, indexing="ij"), axis=-1)
    values = np.array(result.line(grid))
    for weight, feature in zip(result.weights, result.features, strict=True):
        n = feature.direction
        assert n is not None  # of a network on the plane
        values += weight * feature.unit.forward(n[0] * along[0][:, None] + n[1] * along[1])
    values.setflags(write=False)
    return Surface(low, high, values)


def _partials_of(result: FitResult) -> Partials:
    x = result.signal.x
    w = result.signal.weights / result.signal.weights.sum()
    curves, at_samples = [], np.zeros_like(x)
    skip, middle = result.level is not None, 0.5 * (x.min(axis=0) + x.max(axis=0))
    level = float(result.line(middle))
    slopes = np.atleast_1d(result.slope)
    for c in range(x.shape[1]):
        mine = [i for i, f in enumerate(result.features) if f.column == c]
        features = [result.features[i] for i in mine]
        weights = result.weights[mine]
        for weight, feature in zip(weights, features, strict=True):
            at_samples[:, c] += weight * feature.unit.forward(x[:, c])
        rise = _rise(float(slopes[c]), float(middle[c])) if skip else None
        if rise is not None:
            at_samples[:, c] += rise(x[:, c])
        mean = float(w @ at_samples[:, c])
        at_samples[:, c] -= mean
        level += mean
        values = np.unique(x[:, c])
        line = None if rise is None else partial(_lowered, rise, mean)
        curves.append(sum_of(features, weights, -mean, values, result.architecture.step, line))
    at_samples.setflags(write=False)
    return Partials(tuple(curves), at_samples, level)


def _rise(slope: float, middle: float) -> Callable[[np.ndarray], np.ndarray]:
    return lambda t: slope * (t - middle)


def _lowered(rise: Callable[[np.ndarray], np.ndarray], mean: float, t: np.ndarray) -> np.ndarray:
    return rise(t) - mean


def share_of(result: FitResult, key: tuple[int, ...]) -> tuple[int, Curve] | None:
    """The column of one active feature of an additive fit, and its share with mean 0."""
    place = place_of(result.features, key)
    feature = None if place is None else result.features[place]
    if place is None or feature is None or feature.column is None:
        return None
    weight = result.weights[place]
    column = result.signal.x[:, feature.column]
    own = weight * feature.unit.forward(column)
    w = result.signal.weights / result.signal.weights.sum()
    curve = sum_of(
        (feature,),
        np.array([weight]),
        -float(w @ own),
        np.unique(column),
        result.architecture.step,
    )
    return feature.column, curve
