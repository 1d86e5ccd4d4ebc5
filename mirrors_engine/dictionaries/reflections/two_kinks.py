"""The strongest units of two folds that have one of their three kinks outside the data.

There Φ is a constant, so a correlation is a sum of Φ at two samples, and a strong one has both
at local extrema of Φ. The best partner of each extremum is read from running extremes: all such
units together cost O(N), wherever they lie. Two thirds of what passes found between solutions
for neighbouring λ were such units, most of them of kinks that are in use in other pairs.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.pair_names import REFLECTION
from mirrors_engine.utils.distinct_rows import positions

_MOST = 32  # features: more at a time were measured to be exchanged for one another


def strongest_two_kinks(
    coefficients: np.ndarray, t: np.ndarray, phi: np.ndarray, above: float
) -> np.ndarray:
    """For each local extremum of Φ the strongest reflection with another, some of those above.

    Parameters
    ----------
    coefficients : (S, 3) ndarray
        What vᵀx, Φ at the outer points and Φ at the centre count in units of each shape.
    t, phi : (N,) ndarray
        Samples, and Φ there.

    Returns
    -------
    (m, 4) ndarray of int
        Distinct keys, strongest first.
    """
    rising = phi[1:] > phi[:-1]
    rank = np.flatnonzero(rising[1:] != rising[:-1]) + 1
    x, value = t[rank], phi[rank]
    first, last = t[0], t[-1]
    # which side the mirror image leaves the data on; for each centre the other points with one
    # there, for each other point the centres: all those before a place, or all behind it
    sides = (
        (1.0, x.searchsorted(2 * x - first, "right"), x.searchsorted(0.5 * (first + x)), False),
        (0.0, x.searchsorted(2 * x - last), x.searchsorted(0.5 * (last + x), "right"), True),
    )
    keys, strengths = [], []
    for shape, (line, outer, inner) in enumerate(coefficients):
        if inner == 0:  # one kink: its centre does not matter
            continue
        for left, others, centres, before in sides:
            constant = (line + outer * left) * phi[0]
            for sign in (1.0, -1.0):
                at_centre = sign * inner * value
                at_other = sign * outer * value
                u, largest, w = _best(at_other, others, before)
                keys.append((shape, u, w))
                strengths.append(sign * constant + at_centre[u] + largest)
                w, largest, u = _best(at_centre, centres, not before)
                keys.append((shape, u, w))
                strengths.append(sign * constant + at_other[w] + largest)
    strength = np.concatenate((np.empty(0), *strengths))
    some = np.flatnonzero(strength > above)
    some = some[np.argsort(-strength[some], kind="stable")[: 2 * _MOST]]
    every = [
        np.column_stack((np.full_like(u, shape), np.full_like(u, REFLECTION), rank[u], rank[w]))
        for shape, u, w in keys
    ]
    found = np.concatenate((np.empty((0, 4), dtype=np.int64), *every))[some]
    return found[np.sort(positions(found)[0])[:_MOST]]


def _best(
    values: np.ndarray, cuts: np.ndarray, before: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each cut with values before it, or from it on, the largest of them and its place.

    Returns
    -------
    (m,) ndarray each
        Which cuts, values, places.
    """
    n = len(values)
    if not before:
        which, largest, place = _best(values[::-1], n - cuts, True)
        return which, largest, n - 1 - place
    running = np.maximum.accumulate(values)
    places = np.maximum.accumulate(np.where(values == running, np.arange(n), 0))
    which = np.flatnonzero(cuts)
    last = cuts[which] - 1
    return which, running[last], places[last]
