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

from mirrors_engine.algorithms.triangular import thin_qr
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.arrays import others
from mirrors_engine.utils.background import in_background

INSIDE = 1e-9  # share of a column that may stick out of a span it lies in
OUTSIDE = 1e-6  # from where on it certainly does not
TOLD_APART = 1e-9  # of the half range, from which on numbers say which of two samples has a kink
MOST = 400  # columns up to which the hull is looked at


def undecided(dictionary: Dictionary, keys: np.ndarray) -> bool:
    """Whether one of these features bends among samples that are all but equal.

    A kink that moves from one such sample to its neighbour changes the fit by less than rounding:
    which of them the optimum has is not known then, nor whether other weights are as good.
    """
    if not (len(keys) and dictionary.compressible and dictionary.degree == 1):
        return False
    t, kinks = dictionary.grid.t, dictionary.breakpoints(keys).positions.ravel()
    first = np.searchsorted(t, kinks - TOLD_APART)
    return bool(np.any(np.searchsorted(t, kinks + TOLD_APART, side="right") - first > 1))


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
    q, r = thin_qr(columns[:, support])
    if len(support) and np.abs(np.diag(r)).min() <= INSIDE * lengths[support].max():
        return False
    rest = others(columns.shape[1], support)
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
    probes = _probes(places)
    values = np.empty((len(features), len(probes)))
    for j, feature in enumerate(features):
        check()
        values[j] = signs[j] * feature.unit.forward(probes)  # along what the unit reads
    names = _names(values, probes, line)
    named = [
        (*name, *(feature.direction or ())) for name, feature in zip(names, features, strict=True)
    ]
    return _first_of_each(named, [feature.key in used for feature in features])


def one_key_of_each(
    dictionary: Dictionary,
    keys: np.ndarray,
    signs: np.ndarray,
    used: set[tuple[int, ...]],
    check: Check = no_check,
    line: bool = False,
) -> list[int]:
    """The same from keys; where their breakpoints are known no feature is made."""
    names = list(map(tuple, keys.tolist()))
    if not (dictionary.compressible and dictionary.degree == 1):
        return one_of_each([dictionary.feature(k) for k in names], signs, used, check, line)
    at = dictionary.breakpoints(keys)
    places = np.unique(at.positions)
    probes = _probes(places)
    values = at.slopes[:, None] * probes
    for position, change in zip(at.positions.T, at.changes.T, strict=True):
        check()
        values += change[:, None] * np.maximum(probes - position[:, None], 0.0)
    named = _names(signs[:, None] * values, probes, line)
    return _first_of_each(named, [name in used for name in names])


def _probes(places: np.ndarray) -> np.ndarray:
    """Points at which functions that bend at these places, or jump there, differ."""
    span = float(np.ptp(places)) or 1.0
    # straight lines in between; a step is sampled on either side
    ends = (places[0] - span, places[-1] + span)
    return np.concatenate((places, 0.5 * (places[1:] + places[:-1]), ends))


def _names(values: np.ndarray, probes: np.ndarray, line: bool) -> list[tuple[float, ...]]:
    """Numbers that agree for rows of values that are one function up to a constant, or a line."""
    mixed = np.random.default_rng(0).uniform(0.5, 1.5, (2, len(probes))) / len(probes)
    values = values - values[:, :1]
    if line:
        share = (probes - probes[0]) / (probes[-1] - probes[0])
        values -= values[:, -1:] * share
    largest = np.abs(values).max(axis=1, keepdims=True)
    largest[largest == 0] = 1.0
    return list(map(tuple, (np.round((values / largest) @ mixed.T, 9) + 0.0).tolist()))


def _first_of_each(names: list[tuple[float, ...]], in_use: list[bool]) -> list[int]:
    groups: dict[tuple[float, ...], list[int]] = {}
    for j, name in enumerate(names):
        groups.setdefault(name, []).append(j)
    kept = []
    for same in groups.values():
        kept += [j for j in same if in_use[j]] or same[:1]
    return sorted(kept)


def _breakpoints(feature: Feature) -> list[float]:
    """Where a feature changes slope or switches along what it reads: x, or n·x."""
    if feature.kinks:
        return [kink.position for kink in feature.kinks]
    return [feature.parameters.get("offset", 0.0)]
