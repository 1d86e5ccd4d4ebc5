"""Columns as slopes and slope changes: the same linear equations, sparse and well scaled.

Features of one unit bend at a handful of points, so after differencing along the samples
each column has a handful of entries of the size of its slope changes, however close the
samples are. The intercept drops out. Linear programs are given these rows; neighbouring
features, almost parallel as columns, are far apart in them.
"""

from __future__ import annotations

import numpy as np

_ROUNDING = 32 * np.finfo(float).eps


def differences(columns: np.ndarray, t: np.ndarray, degree: int) -> np.ndarray:
    """First slope and slope changes (degree 1) or jumps (degree 0) of each column.

    Parameters
    ----------
    columns : (N, K) ndarray
        Functions at the samples; constants do not matter.
    t : (N,) ndarray
        Samples, increasing.
    degree : int
        1 for piecewise-linear features, 0 for steps.

    Returns
    -------
    (N - 1, K) ndarray
        Entries of the size of rounding are exact zeros.
    """
    rows = np.diff(columns, axis=0)
    noise = np.full(len(rows), _ROUNDING)
    if degree == 1 and len(rows):
        width = np.diff(t)
        rows /= width[:, None]
        noise /= width
        rows[1:] = np.diff(rows, axis=0)
        noise[1:] += noise[:-1]
    if rows.size:
        rows[np.abs(rows) <= noise[:, None] * np.abs(columns).max()] = 0.0
    return rows


def prices_at_samples(prices: np.ndarray, t: np.ndarray, degree: int) -> np.ndarray:
    """The u with uᵀc = pricesᵀ differences(c) for every c; 1ᵀu = 0."""
    flow = prices.copy()
    if degree == 1:
        flow[:-1] -= prices[1:]
        flow /= np.diff(t)
    return -np.diff(flow, prepend=0.0, append=0.0)
