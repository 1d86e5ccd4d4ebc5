"""The path as lines: one row of weights per neuron."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mirrors_engine.features.feature import Key

MOST = 300  # lines drawn; the strongest
FINEST = 0.003  # decades between two points of a drawing: less than a pixel


def as_lines(path: Sequence[Any]) -> tuple[list[Key], np.ndarray, np.ndarray]:
    """Keys, -log10(λ/λ_max) and weights (one row per key) of the strongest lines.

    Points closer than can be seen are left out, and neurons that live in between only.
    """
    x = -np.log10(np.array([point.lam_ratio for point in path]))
    kept = thinned(x)
    points, x = [path[i] for i in kept], x[kept]
    row_of: dict[Key, int] = {}
    rows: list[np.ndarray] = []
    last: Any = None
    for point in points:
        # all points of a segment hold the same keys: look them up once
        if last is None or point.keys is not last:
            last = point.keys
            mine = np.array([row_of.setdefault(key, len(row_of)) for key in last], dtype=np.intp)
        rows.append(mine)
    z = np.zeros((len(row_of), len(points)))
    for p, (point, mine) in enumerate(zip(points, rows, strict=True)):
        z[mine, p] = point.weights
    keys = list(row_of)
    if len(keys) > MOST:
        strongest = np.sort(np.argsort(-np.abs(z).max(axis=1), kind="stable")[:MOST])
        keys, z = [keys[i] for i in strongest], z[strongest]
    return keys, x, z


def thinned(x: np.ndarray) -> np.ndarray:
    """Which of rising positions to draw: the first of every cell, and the last of all."""
    new_cell = np.diff(np.floor(x / FINEST), prepend=-np.inf) > 0
    new_cell[-1:] = True
    return np.flatnonzero(new_cell)


def inked(x: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows as one curve (x, y, connect), without points where a weight rests at zero."""
    on = z != 0
    ink = np.zeros(z.shape, dtype=bool)
    if z.size:
        ink[:, :-1] = on[:, :-1] | on[:, 1:]
    drawn = ink.copy()
    drawn[:, 1:] |= ink[:, :-1]
    at = np.flatnonzero(drawn)
    return np.tile(x, len(z))[at], z.ravel()[at], ink.ravel()[at].astype(np.int32)


def births(events: Sequence[Any]) -> dict[Key, float]:
    """λ/λ_max at which every neuron is born for the first time."""
    found: dict[Key, float] = {}
    for event in events:
        for key in event.born:
            found.setdefault(key, event.lam_ratio)
    return found
