"""The function of a fit as the list of its linear or constant pieces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SettingError
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.features import Features, outline_of

_ROUNDING = 8 * np.finfo(float).eps
_SAME = 1e-12  # of the range of x: distance of two kinks that are one


class Piece(NamedTuple):
    """f(t) = value + slope · (t - anchor) for start ≤ t < end.

    Attributes
    ----------
    start, end : float
        -inf and inf where the function goes on as it is. Where x is a time, days since
        1970-01-01.
    value : float
        f at `start`; at `end` for the first piece, which has no start; at 0 for a function
        without any kink.
    slope : float
        Change of f per unit of x (per day where x is a time); 0 for a constant piece.
    """

    start: float
    end: float
    value: float
    slope: float

    @property
    def anchor(self) -> float:
        """Where f equals `value`."""
        return next((t for t in (self.start, self.end) if math.isfinite(t)), 0.0)

    def __call__(self, t: float) -> float:
        """The line of this piece at t."""
        return self.value + self.slope * (t - self.anchor)


def pieces_of(
    net: Architecture,
    x: np.ndarray,
    weights: np.ndarray,
    features: Sequence[Feature],
    intercept: float,
    column: int | None = None,
    slope: float = 0.0,
    level: float | None = None,
    middle: float = 0.0,
) -> tuple[Piece, ...]:
    """The pieces of ξ + βt + Σ z_k g_k from left to right, the two tails beyond the data included.

    Parameters
    ----------
    net : Architecture
    x : (N,) or (N, d) ndarray
        The samples; kinks closer than a rounding of their range are one.
    weights, features, intercept
        z, g and ξ.
    slope, level, middle : float
        Of a skip connection: β of this input, and the value of ξ + βt at t = middle.
    column : int, optional
        For additive inputs, where f is ξ plus one function for each input: whose pieces,
        without ξ.

    Raises
    ------
    SettingError
        For a function on the plane, and for additive inputs without a column.
    """
    if net.inputs == "plane":
        raise SettingError(
            "A function on the plane has no pieces on a line: take the network itself "
            "(python, torch, onnx)."
        )
    if net.inputs == "additive":
        last = x.shape[1] - 1
        if column is None:
            raise SettingError(
                "The function of additive inputs has pieces in each of them: "
                f"name a column from 0 to {last}."
            )
        if not 0 <= column <= last:
            raise SettingError(f"There is no input column {column}: choose one from 0 to {last}.")
        x, intercept = x[:, column], 0.0
        level = None if level is None else slope * middle  # without ξ
    weights = np.asarray(weights, dtype=float)
    outline = outline_of(features)
    mine = np.flatnonzero(outline.column == (0 if column is None else column))
    owned = np.isin(outline.owner, mine) if column is not None else slice(None)
    change = (weights[outline.owner] * outline.change)[owned]
    start, change = _breaks(outline.position[owned], outline.mirror[owned], change, x, net.step)

    def value(t: np.ndarray) -> np.ndarray:
        free = intercept if level is None else level + slope * (t - middle)
        if isinstance(features, Features) and features.many:  # all of them at once, as `predict`
            return features.total(weights, t) + free
        total = np.zeros(t.shape) + free
        for k in mine.tolist():
            total += weights[k] * features[k].unit.forward(t)
        return total

    if not len(start):
        return (Piece(-math.inf, math.inf, float(value(np.zeros(1))[0]), slope),)
    values = value(start)
    first = values[0] if not net.step else value(np.nextafter(start[:1], -np.inf))[0]
    steps = np.zeros(len(start) + 1)
    slopes = steps if net.step else _slopes(weights[mine] * outline.left[mine], change)
    slopes = slopes + slope
    edges = [-math.inf, *start.tolist(), math.inf]
    at = [float(first), *values.tolist()]
    return tuple(
        Piece(edges[k], edges[k + 1], at[k], float(slopes[k])) for k in range(len(edges) - 1)
    )


def _breaks(
    position: np.ndarray, mirror: np.ndarray, change: np.ndarray, x: np.ndarray, step: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Where the sum changes slope (or jumps), and by how much; equal kinks are one."""
    order = np.lexsort((mirror, position))
    at, images, by = (values[order].tolist() for values in (position, mirror, change))
    # steps switch at samples, which are exact; elsewhere a mirror point may also be a sample
    near, rounding = (0.0, 0.0) if step else (_SAME * float(np.ptp(x)), _ROUNDING)
    positions: list[float] = []
    changes: list[float] = []
    first = 0
    while first < len(at):
        last = first + 1
        reach = near + rounding * abs(at[first])
        while last < len(at) and at[last] - at[first] <= reach:
            last += 1
        total = math.fsum(by[first:last])
        if abs(total) > _ROUNDING * sum(map(abs, by[first:last])):
            sample = next((k for k in range(first, last) if not images[k]), first)
            positions.append(at[sample])
            changes.append(total)
        first = last
    return np.array(positions), np.array(changes)


def _slopes(left: np.ndarray, change: np.ndarray) -> np.ndarray:
    """Slope of each piece: that of the left tail, and the changes at the kinks."""
    slopes = np.cumsum(np.append(math.fsum(left), change))
    size = np.cumsum(np.append(float(np.abs(left).sum()), np.abs(change)))
    slopes[np.abs(slopes) <= _ROUNDING * size] = 0.0  # what the rounding of its terms left
    return slopes
