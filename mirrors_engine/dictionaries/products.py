"""Matrix-vector products A z and Aᵀv, without columns where the breakpoints are known.

A sum of K piecewise-linear features is itself piecewise linear: its value at the first
sample, and slopes that change at the kinks. So it costs O(N + K), not O(N K), and so do
the correlations of K features, from one Φ (manual, Pricing).
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.answers import Breakpoints
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations, prefix_sums
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.arrays import diff

_BLOCK = 1 << 21  # elements of a block of columns: some 16 MB
_BREAKPOINTS = 1 << 19  # breakpoints of a block of features: some 50 ms


def matvec(
    dictionary: Dictionary, keys: np.ndarray, z: np.ndarray, check: Check = no_check
) -> np.ndarray:
    """A z at the samples."""
    keys = as_keys(keys, dictionary.key_width)
    out = None
    if dictionary.compressible:
        for some in _blocks(len(keys), dictionary.key_width, _BREAKPOINTS):
            check()
            part = _matvec_by_breakpoints(dictionary, keys[some], z[some])
            out = part if out is None else np.add(out, part, out=out)
        return np.zeros(len(dictionary.grid)) if out is None else out
    out = np.zeros(len(dictionary.grid))
    for some in _blocks(len(keys), len(out)):
        check()
        out += dictionary.columns(keys[some]) @ z[some]
    return out


def rmatvec(
    dictionary: Dictionary, keys: np.ndarray, v: np.ndarray, check: Check = no_check
) -> np.ndarray:
    """Aᵀv of the given columns."""
    keys = as_keys(keys, dictionary.key_width)
    parts = []
    if dictionary.compressible:
        for some in _blocks(len(keys), dictionary.key_width, _BREAKPOINTS):
            check()
            parts.append(_rmatvec_by_breakpoints(dictionary, keys[some], v))
        return np.concatenate(parts) if parts else np.empty(0)
    for some in _blocks(len(keys), len(v)):
        check()
        parts.append(dictionary.columns(keys[some]).T @ v)
    return np.concatenate(parts) if parts else np.empty(0)


def sum_at(dictionary: Dictionary, keys: np.ndarray, z: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Σ z_k g_k at any x in the user's units, in time O(K + n log K).

    Parameters
    ----------
    dictionary : Dictionary
        That is `compressible`.
    z : (K,) ndarray
        Weights in the user's units.
    x : ndarray
    """
    grid = dictionary.grid
    at = dictionary.breakpoints(keys)
    first = float((dictionary.columns(keys, np.zeros(1, dtype=np.int64)) @ z)[0])
    if dictionary.degree == 0:  # right of a sample a step has the value at the sample
        levels = _levels(first, at, z, len(grid))
        return np.asarray(levels[np.maximum(np.searchsorted(grid.x, x, side="right") - 1, 0)])
    knots, which = np.unique(
        np.concatenate((grid.t[[0, -1]], at.positions.ravel())), return_inverse=True
    )
    changes = np.bincount(which[2:], (at.changes * z[:, None]).ravel(), len(knots))
    before = float(at.slopes @ z)
    slopes = before + np.cumsum(changes)
    values = np.concatenate(([0.0], np.cumsum(slopes[:-1] * np.diff(knots))))
    values += first - values[np.searchsorted(knots, grid.t[0])]
    t = ((x - grid.x[0]) - (grid.x[-1] - x)) / (grid.x[-1] - grid.x[0])
    out = np.interp(t, knots, values)
    out += before * np.minimum(t - knots[0], 0.0) + slopes[-1] * np.maximum(t - knots[-1], 0.0)
    return np.asarray(grid.half * out)


def first_samples(dictionary: Dictionary, keys: np.ndarray) -> np.ndarray:
    """Ranks of the samples at which pieces without a kink or jump inside begin; increasing.

    Parameters
    ----------
    dictionary : Dictionary
        That is `compressible`.
    keys : (K, key_width) ndarray of int
    """
    at = dictionary.breakpoints(keys).positions.ravel()
    cuts = np.searchsorted(dictionary.grid.t, at) if dictionary.degree else at
    return np.unique(np.concatenate(([0], cuts[cuts < len(dictionary.grid)])))


def _blocks(count: int, n: int, most: int = _BLOCK) -> list[slice]:
    """Slices of `count` columns of n numbers, each of about `most` numbers."""
    step = max(1, most // max(n, 1))
    return [slice(begin, begin + step) for begin in range(0, count, step)]


def _matvec_by_breakpoints(dictionary: Dictionary, keys: np.ndarray, z: np.ndarray) -> np.ndarray:
    at = dictionary.breakpoints(keys)
    start = float((dictionary.columns(keys, np.zeros(1, dtype=np.int64)) @ z)[0])
    if dictionary.degree == 0:
        return _levels(start, at, z, len(dictionary.grid))
    changes = (at.changes * z[:, None]).ravel()
    # a kink left of the samples changes their slope as one at the first sample does
    t = dictionary.grid.t
    positions = np.clip(at.positions.ravel(), t[0], t[-1])
    knots, which = np.unique(np.concatenate((t[[0, -1]], positions)), return_inverse=True)
    slopes = np.cumsum(np.bincount(which[2:], changes, len(knots)))[:-1] + float(at.slopes @ z)
    values = start + np.concatenate(([0.0], np.cumsum(slopes * np.diff(knots))))
    return np.interp(t, knots, values)


def _rmatvec_by_breakpoints(dictionary: Dictionary, keys: np.ndarray, v: np.ndarray) -> np.ndarray:
    at = dictionary.breakpoints(keys)
    total = float(v.sum())  # a constant counts where 1ᵀv is not 0
    constant = total * dictionary.columns(keys, np.zeros(1, dtype=np.int64))[0]
    if dictionary.degree == 0:
        return constant + (at.changes * _tails(v, at.positions)).sum(axis=1)
    t = dictionary.grid.t
    phi = hinge_correlations(t, v)
    return constant + at.slopes * phi[0] + (at.changes * np.interp(at.positions, t, phi)).sum(1)


def _tails(v: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Σ_{i≥n} v_i at some ranks n."""
    where = ranks.ravel()
    order = where.argsort(kind="stable")
    where = where[order]
    # a sum up to the next rank, which is no sum of none where that is the same
    sums = np.zeros(len(where))
    inside = int(where.searchsorted(len(v)))
    sums[:inside] = np.add.reduceat(v, where[:inside])
    sums[:-1][where[1:] == where[:-1]] = 0.0
    tails = np.empty(len(where))
    tails[order] = sums[::-1].cumsum()[::-1]
    return tails.reshape(ranks.shape)


def _levels(start: float, at: Breakpoints, z: np.ndarray, n: int) -> np.ndarray:
    """A sum of steps at all n samples, `start` at the first."""
    ranks = at.positions.ravel()
    order = ranks.argsort(kind="stable")
    jumps, ends = np.empty(len(ranks) + 1), np.empty(len(ranks) + 2, dtype=np.int64)
    jumps[0], jumps[1:] = start, (at.changes * z[:, None]).ravel()[order]
    ends[0], ends[1:-1], ends[-1] = 0, ranks[order], n
    # a level is the sum of all jumps before it, so that its rounding would be that of a run
    return prefix_sums(jumps).repeat(diff(ends))
