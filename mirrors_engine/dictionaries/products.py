"""Sums over features, A z and Aᵀv, without the columns where a family says how they bend.

A sum of K piecewise-linear features is itself piecewise linear: its value at the first
sample, and slopes that change at the kinks. So it costs O(N + K), not O(N K), and so do
the correlations of K features, from one Φ (manual, Pricing).
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary, as_keys, hinge_correlations
from mirrors_engine.progress import Check, no_check

_BLOCK = 1 << 21  # elements of a block of columns: some 16 MB
_BENDS = 1 << 19  # bends of a block of features: some 50 ms


def combine(
    dictionary: Dictionary, keys: np.ndarray, z: np.ndarray, check: Check = no_check
) -> np.ndarray:
    """A z at the samples."""
    keys = as_keys(keys, dictionary.key_width)
    out = np.zeros(len(dictionary.grid))
    if dictionary.compressible:
        for some in _blocks(len(keys), dictionary.key_width, _BENDS):
            check()
            out += _combine_bends(dictionary, keys[some], z[some])
        return out
    for some in _blocks(len(keys), len(out)):
        check()
        out += dictionary.columns(keys[some]) @ z[some]
    return out


def correlate(
    dictionary: Dictionary, keys: np.ndarray, v: np.ndarray, check: Check = no_check
) -> np.ndarray:
    """Aᵀv of the given columns."""
    keys = as_keys(keys, dictionary.key_width)
    parts = []
    if dictionary.compressible:
        for some in _blocks(len(keys), dictionary.key_width, _BENDS):
            check()
            parts.append(_correlate_bends(dictionary, keys[some], v))
        return np.concatenate(parts) if parts else np.empty(0)
    for some in _blocks(len(keys), len(v)):
        check()
        parts.append(dictionary.columns(keys[some]).T @ v)
    return np.concatenate(parts) if parts else np.empty(0)


def _blocks(count: int, n: int, most: int = _BLOCK) -> list[slice]:
    """Slices of `count` columns of n numbers, each of about `most` numbers."""
    step = max(1, most // max(n, 1))
    return [slice(begin, begin + step) for begin in range(0, count, step)]


def _combine_bends(dictionary: Dictionary, keys: np.ndarray, z: np.ndarray) -> np.ndarray:
    t = dictionary.grid.t
    bends = dictionary.bends(keys)
    changes = (bends.changes * z[:, None]).ravel()
    start = float((dictionary.columns(keys, np.zeros(1, dtype=np.int64)) @ z)[0])
    if dictionary.degree == 0:
        jumps = np.bincount(np.searchsorted(t, bends.places.ravel()), changes, len(t) + 1)
        jumps[0] = start
        return np.cumsum(jumps[: len(t)])
    # a kink left of the samples changes their slope as one at the first sample does
    places = np.clip(bends.places.ravel(), t[0], t[-1])
    knots, which = np.unique(np.concatenate((t[[0, -1]], places)), return_inverse=True)
    slopes = np.cumsum(np.bincount(which[2:], changes, len(knots)))[:-1] + float(bends.slopes @ z)
    values = start + np.concatenate(([0.0], np.cumsum(slopes * np.diff(knots))))
    return np.interp(t, knots, values)


def _correlate_bends(dictionary: Dictionary, keys: np.ndarray, v: np.ndarray) -> np.ndarray:
    t = dictionary.grid.t
    bends = dictionary.bends(keys)
    total = float(v.sum())  # a constant counts where 1ᵀv is not 0
    constant = total * dictionary.columns(keys, np.zeros(1, dtype=np.int64))[0]
    if dictionary.degree == 0:
        tail = np.append(np.cumsum(v[::-1])[::-1], 0.0)
        return constant + (bends.changes * tail[np.searchsorted(t, bends.places)]).sum(axis=1)
    phi = hinge_correlations(t, v)
    return (
        constant + bends.slopes * phi[0] + (bends.changes * np.interp(bends.places, t, phi)).sum(1)
    )
