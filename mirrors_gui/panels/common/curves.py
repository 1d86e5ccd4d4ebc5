"""Curves of many units at once, exact at their kinks.

Units are piecewise linear or piecewise constant, so a curve through the kinks and the
ends of the range is the function itself, whatever the resolution of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit


def range_of(x: np.ndarray) -> tuple[float, float]:
    """Lowest and highest value, opened a little where they are the same."""
    low, high = float(x.min()), float(x.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def data_range(x: np.ndarray) -> tuple[float, float]:
    """First and last sample, opened a little where they are the same."""
    return range_of(x[[0, -1]])


def ranges(features: Sequence[Feature], x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Range of the data along what each feature reads: a column, or a direction of the plane."""
    if x.ndim == 1:
        low, high = data_range(x)
        return np.full(len(features), low), np.full(len(features), high)
    found = np.array([range_of(x @ np.array(f.direction)) for f in features]).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def breakpoints(feature: Feature) -> list[float]:
    """Where a feature bends or switches along what it reads."""
    if not feature.kinks and "offset" in feature.parameters:
        return [feature.parameters["offset"]]
    return [k.position for k in feature.kinks]


def grids(
    features: Sequence[Feature],
    low: float | np.ndarray,
    high: float | np.ndarray,
    points: int = 2,
    steps: bool = False,
) -> np.ndarray:
    """One row of abscissae per feature: `points` even ones and its own kinks, sorted.

    Rows are padded with `high`. For step functions each kink is preceded by its
    nearest left neighbour, so that the jump is vertical.
    """
    low, high = (np.broadcast_to(v, len(features))[:, None] for v in (low, high))
    even = low + (high - low) * np.linspace(0, 1, max(points, 2))
    even[:, -1:] = high
    marks = [breakpoints(f) + ([] if f.mirror_axis is None else [f.mirror_axis]) for f in features]
    most = max((len(m) for m in marks), default=0)
    own = np.repeat(high, most, axis=1)
    for row, mark in zip(own, marks, strict=True):
        row[: len(mark)] = mark
    own = np.clip(own, low, high)
    parts = [even, own]
    if steps:
        parts.append(np.clip(np.nextafter(own, -np.inf), low, high))
    return np.sort(np.concatenate(parts, axis=1), axis=1)


def outputs(features: Sequence[Feature], t: np.ndarray) -> np.ndarray:
    """g_k at its own row of `t`, shape like `t`; one vectorised pass where units are chains."""
    if not len(features):
        return t
    chained = _chained(features, t)
    if chained is not None:
        return chained[-1]
    return np.array([f.unit.forward(row) for f, row in zip(features, t, strict=True)])


def layers(features: Sequence[Feature], t: np.ndarray) -> list[list[np.ndarray]]:
    """Every hidden layer of every unit at its own row of `t`, (neurons, points) each."""
    if not len(features):
        return []
    chained = _chained(features, t)
    if chained is not None:
        return [[layer[k][None] for layer in chained] for k in range(len(features))]
    return [
        [np.atleast_2d(layer) for layer in f.unit.layers(row)]
        for f, row in zip(features, t, strict=True)
    ]


def _chained(features: Sequence[Feature], t: np.ndarray) -> list[np.ndarray] | None:
    """All layers of units with one neuron a layer, (features, points) each; None for others."""
    units = [f.unit for f in features if isinstance(f.unit, Unit)]
    if len(units) < len(features) or any(u.activations != units[0].activations for u in units):
        return None
    signs = np.array([u.signs for u in units], dtype=float)
    biases = np.array([u.biases for u in units], dtype=float)
    rests = np.array([u.rests for u in units], dtype=float)
    h = t
    values = []
    for number, activation in enumerate(units[0].activations):
        h = activation(
            signs[:, number, None] * h + biases[:, number, None] + rests[:, number, None]
        )
        values.append(h)
    return values


def is_step(features: Sequence[Feature]) -> bool:
    """Whether these are units of a sign or threshold network."""
    return bool(len(features)) and features[0].unit.activations[0].step


def contributions(
    features: Sequence[Feature],
    weights: np.ndarray,
    low: float | np.ndarray,
    high: float | np.ndarray,
    also: np.ndarray | Sequence[float] = (),
) -> tuple[np.ndarray, np.ndarray]:
    """z_k g_k as polylines: abscissae, with those of `also`, and values, a row per feature."""
    t = grids(features, low, high, steps=is_step(features))
    if len(also):
        t = np.sort(np.concatenate([t, np.broadcast_to(also, (len(t), len(also)))], axis=1), axis=1)
    return t, np.asarray(weights)[:, None] * outputs(features, t)


def joined(t: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows laid end to end as (x, y, connect) for one plot item."""
    connect = np.ones(t.shape, dtype=np.int32)
    if connect.size:
        connect[:, -1] = 0
    return t.ravel(), values.ravel(), connect.ravel()
