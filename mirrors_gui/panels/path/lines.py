"""The lines of the path as strokes of ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mirrors_engine.features.feature import Key


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
