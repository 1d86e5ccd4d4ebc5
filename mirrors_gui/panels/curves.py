"""Curves of many units at once, exact at their kinks.

Units are piecewise linear or piecewise constant, so a curve through the kinks and the
ends of the range is the function itself, whatever the resolution of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mirrors_engine.feature import Feature


def data_range(x: np.ndarray) -> tuple[float, float]:
    """First and last sample, opened a little where they are the same."""
    low, high = float(x[0]), float(x[-1])
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def grids(
    features: Sequence[Feature], low: float, high: float, points: int = 2, steps: bool = False
) -> np.ndarray:
    """One row of abscissae per feature: `points` even ones and its own kinks, sorted.

    Rows are padded with `high`. For step functions each kink is preceded by its
    nearest left neighbour, so that the jump is vertical.
    """
    even = np.linspace(low, high, max(points, 2))
    marks = [
        [k.position for k in f.kinks] + ([] if f.mirror_axis is None else [f.mirror_axis])
        for f in features
    ]
    most = max((len(m) for m in marks), default=0)
    own = np.full((len(features), most), high)
    for row, mark in zip(own, marks, strict=True):
        row[: len(mark)] = mark
    own = np.clip(own, low, high)
    parts = [np.broadcast_to(even, (len(features), len(even))), own]
    if steps:
        parts.append(np.clip(np.nextafter(own, -np.inf), low, high))
    return np.sort(np.concatenate(parts, axis=1), axis=1)


def layer_values(features: Sequence[Feature], t: np.ndarray) -> list[np.ndarray]:
    """Every hidden layer of every unit at its own row of `t`, first layer first.

    One vectorised pass where all units have the same activations, as those of one
    architecture do; feature by feature otherwise. Units that are no plain chain of
    layers give their output alone.
    """
    if not len(features):
        return []
    first = getattr(features[0].unit, "activations", None)
    if first is not None and all(
        getattr(f.unit, "activations", None) == first and len(f.unit.signs) == len(first)
        for f in features
    ):
        signs = np.array([f.unit.signs for f in features], dtype=float)
        biases = np.array([f.unit.biases for f in features], dtype=float)
        h = t
        layers = []
        for number, activation in enumerate(first):
            h = activation(signs[:, number, None] * h + biases[:, number, None])
            layers.append(h)
        return layers
    return [np.array([f.evaluate(row) for f, row in zip(features, t, strict=True)])]


def contributions(
    features: Sequence[Feature], weights: np.ndarray, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    """z_k g_k as polylines: abscissae and values, one row per feature."""
    steps = any(a.step for f in features[:1] for a in getattr(f.unit, "activations", ()))
    t = grids(features, low, high, steps=steps)
    if not len(features):
        return t, t
    return t, np.asarray(weights)[:, None] * layer_values(features, t)[-1]


def joined(t: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows laid end to end as (x, y, connect) for one plot item."""
    connect = np.ones(t.shape, dtype=np.int32)
    if connect.size:
        connect[:, -1] = 0
    return t.ravel(), values.ravel(), connect.ravel()
