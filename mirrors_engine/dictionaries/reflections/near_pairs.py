"""Units of two folds built on samples near those of given ones.

A neighbour is a reflection or a midpoint whose two samples lie within a few ranks of the
corresponding points of a unit: O(1) each, so that a solver can let its features slide to better
places between two full passes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mirrors_engine.dictionaries.reflections.pair_names import MIDPOINT, REFLECTION
from mirrors_engine.utils.distinct_rows import distinct

_REACH = np.array([1, 2, 3, 5, 9, 17, 33])  # ranks by which a feature may slide at a time

Strength = Callable[[np.ndarray, int, np.ndarray, np.ndarray], np.ndarray]
"""|A_jᵀv| of units (shape, part, sample, sample), given as arrays that are broadcast."""


def strongest_near(
    shape: np.ndarray, ranks: np.ndarray, n: int, strength_of: Strength, above: float
) -> np.ndarray:
    """For each of K units the strongest neighbour, if above.

    Parameters
    ----------
    shape : (K,) ndarray of int
    ranks : (3, K) ndarray of int
        Of samples near its left point, its centre and its right point.
    n : int
        Number of samples.

    Returns
    -------
    (m, 4) ndarray of int
        Distinct keys.
    """
    step = np.concatenate((-_REACH[::-1], [0], _REACH))
    step = step[np.abs(step) < n]
    left, centre, right = np.clip(ranks[:, :, None] + step, 0, n - 1)  # (K, steps) each
    rows = np.arange(len(shape))
    keys, strengths = [], []
    for part, first, second in (
        (REFLECTION, centre, left),
        (REFLECTION, centre, right),
        (MIDPOINT, left, right),
    ):
        u, w = first[:, :, None], second[:, None, :]
        strength = strength_of(shape[:, None, None], part, u, w)
        if part == MIDPOINT:
            strength[u == w] = 0.0
        strength = strength.reshape(len(shape), -1)
        best = np.argmax(strength, axis=1)
        u, w = first[rows, best // len(step)], second[rows, best % len(step)]
        if part == MIDPOINT:
            u, w = np.minimum(u, w), np.maximum(u, w)
        keys.append(np.column_stack((shape, np.full_like(shape, part), u, w)))
        strengths.append(strength[rows, best])
    best = np.argmax(strengths, axis=0)
    some = np.flatnonzero(np.max(strengths, axis=0) > above)
    return distinct(np.stack(keys)[best[some], some])
