"""Whether optimal weights are the only ones, without a linear program wherever possible.

The optimal weights are {z : supp z ⊆ E, s_j z_j ≥ 0, A_E z = fit} (manual, Landscape). Those in use
can move either way, the others only away from zero. So there is a second solution exactly
if some combination of s_j A_j, j not in use, with weights ≥ 0 and not all 0 lies in the span of the
columns in use: if, projected off that span, they hold 0 in their convex hull. Full rank of
A_E suffices for there being none, but is not necessary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.linalg import qr

from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

INSIDE = 1e-9  # share of a column that may stick out of a span it lies in
OUTSIDE = 1e-6  # from where on it certainly does not
MOST = 400  # columns up to which the hull is looked at


def only_one(columns: np.ndarray, support: np.ndarray, check: Check = no_check) -> bool | None:
    """Whether no other z ≥ 0 has the same columns @ z, given one that is positive on `support`.

    Parameters
    ----------
    columns : (m, E) ndarray
        Of rank m, with the signs of the correlations, so that all weights are ≥ 0.
    support : (K,) ndarray of int
        Columns in use.

    Returns
    -------
    bool, or None where rounding or sheer size leaves it open.
    """
    m, size = columns.shape
    if size == len(support):
        return size <= m
    if len(support) >= m:
        return False  # they span whatever is not in use
    work = 4.0 * m * size * (len(support) + 1)
    return in_background(lambda: _only_one(columns, support), check, work)


def _only_one(columns: np.ndarray, support: np.ndarray) -> bool | None:
    """The same where fewer columns are in use than there are rows."""
    lengths = np.linalg.norm(columns, axis=0)
    q, r = qr(columns[:, support], mode="economic", check_finite=False)
    if len(support) and np.abs(np.diag(r)).min() <= INSIDE * lengths[support].max():
        return False
    rest = np.setdiff1d(np.arange(columns.shape[1]), support)
    outside = columns[:, rest] - q @ (q.T @ columns[:, rest])
    sticking = np.linalg.norm(outside, axis=0)
    if np.any(sticking <= INSIDE * lengths[rest]):
        return False
    if np.any(sticking <= OUTSIDE * lengths[rest]) or len(rest) > MOST:
        return None
    outside /= sticking
    # all on one side of a plane through 0: the sum is often normal to such a plane
    if (outside.sum(axis=1) @ outside).min() > OUTSIDE * len(rest):
        return True
    from scipy.optimize import nnls  # slow to import, and seldom needed

    goal = np.zeros(len(outside) + 1)
    goal[-1] = 1.0
    try:
        _, distance = nnls(np.vstack((outside, np.ones(len(rest)))), goal)
    except RuntimeError:  # it did not converge
        return None
    if distance > OUTSIDE:
        return True
    return False if distance < INSIDE else None


def one_of_each(
    features: Sequence[Feature],
    signs: np.ndarray,
    used: set[tuple[int, ...]],
    check: Check = no_check,
    line: bool = False,
) -> list[int]:
    """Of features that are one function up to a constant (several keys may name one), those
    in use, or else the first: weight that trades places between them moves nothing.

    With `line` up to a straight line, which a skip connection makes free.
    """
    places = np.unique([place for feature in features for place in _breakpoints(feature)])
    span = float(np.ptp(places)) or 1.0
    # straight lines in between; a step is sampled on either side
    ends = (places[0] - span, places[-1] + span)
    probes = np.concatenate((places, 0.5 * (places[1:] + places[:-1]), ends))
    mixed = np.random.default_rng(0).uniform(0.5, 1.5, (2, len(probes))) / len(probes)
    names: dict[tuple[float, ...], list[int]] = {}
    for j, feature in enumerate(features):
        check()
        values = signs[j] * feature.unit.forward(probes)  # along what the unit reads
        values -= values[0]
        if line:
            values -= values[-1] * ((probes - probes[0]) / (probes[-1] - probes[0]))
        name = tuple(np.round(mixed @ values / (np.abs(values).max() or 1.0), 9) + 0.0)
        names.setdefault((*name, *(feature.direction or ())), []).append(j)
    kept = []
    for same in names.values():
        kept += [j for j in same if features[j].key in used] or same[:1]
    return sorted(kept)


def _breakpoints(feature: Feature) -> list[float]:
    """Where a feature changes slope or switches along what it reads: x, or n·x."""
    if feature.kinks:
        return [kink.position for kink in feature.kinks]
    return [feature.parameters.get("offset", 0.0)]
