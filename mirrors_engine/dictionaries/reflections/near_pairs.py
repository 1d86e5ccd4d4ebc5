"""Units of two folds built on samples near those of given ones.

A neighbour is a reflection or a midpoint whose two samples lie within a few ranks of the
corresponding points of a unit: O(1) each, so that a solver can let its features slide to better
places between two full passes.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.pair_names import MIDPOINT, REFLECTION
from mirrors_engine.utils.distinct_rows import distinct

# ranks by which a feature may slide at a time, and those of one that is sent further
_REACH = np.array([1, 2, 3, 5, 9, 17, 33])
_FAR = np.array([1, 2, 4, 9, 20, 45, 100])


def strongest_near(
    shape: np.ndarray,
    ranks: np.ndarray,
    coefficients: np.ndarray,
    t: np.ndarray,
    phi: np.ndarray,
    above: float,
    far: bool = False,
) -> np.ndarray:
    """For each of K units the strongest neighbour, if above.

    Parameters
    ----------
    shape : (K,) ndarray of int
    ranks : (3, K) ndarray of int
        Of samples near its left point, its centre and its right point.
    coefficients : (S, 3) ndarray
        What vᵀx, Φ at the outer points and Φ at the centre count in units of each shape.
    t, phi : (N,) ndarray
        Samples, and Φ there.
    far : bool
        Whether neighbours may be further away.

    Returns
    -------
    (m, 4) ndarray of int
        Distinct keys.
    """
    n = len(t)
    line, outer, inner = coefficients[shape].T[:, :, None]  # (K, 1) each
    straight = line * phi[0]
    reach = _FAR if far else _REACH
    step = np.concatenate((-reach[::-1], [0], reach))
    step = step[np.abs(step) < n]
    left, centre, right = np.clip(ranks[:, :, None] + step, 0, n - 1)  # (K, steps) each
    rows = np.arange(len(shape))
    keys, strengths = [], []
    for part, first, second in (
        (REFLECTION, centre, left),
        (REFLECTION, centre, right),
        (MIDPOINT, left, right),
    ):
        # the third point is a·t[first] + b·t[second]: opposite the second, or between both
        middle = part == MIDPOINT
        a, b, bend, at_third = (0.5, 0.5, outer, inner) if middle else (2.0, -1.0, inner, outer)
        third = (a * t[first])[:, :, None] + (b * t[second])[:, None]
        strength = np.interp(third, t, phi) * at_third[:, :, None]
        strength += (bend * phi[first] + straight)[:, :, None] + (outer * phi[second])[:, None]
        np.abs(strength, out=strength)
        if middle:
            strength[first[:, :, None] == second[:, None]] = 0.0
        strength = strength.reshape(len(shape), -1)
        best = np.argmax(strength, axis=1)
        u, w = first[rows, best // len(step)], second[rows, best % len(step)]
        if middle:
            u, w = np.minimum(u, w), np.maximum(u, w)
        keys.append(np.column_stack((shape, np.full_like(shape, part), u, w)))
        strengths.append(strength[rows, best])
    best = np.argmax(strengths, axis=0)
    some = np.flatnonzero(np.max(strengths, axis=0) > above)
    return distinct(np.stack(keys)[best[some], some])
