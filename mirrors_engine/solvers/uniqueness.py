"""Whether optimal weights are the only ones, without a linear program wherever possible.

The optimal weights are {z : supp z ⊆ E, s_j z_j ≥ 0, A_E z = fit} (THEORY 8). Those in use
can move either way, the others only away from zero. So there is a second solution exactly
if some combination of s_j A_j, j not in use, with weights ≥ 0 and not all 0 lies in the span of the
columns in use: if, projected off that span, they hold 0 in their convex hull. Full rank of
A_E suffices for there being none, but is not necessary.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import qr

INSIDE = 1e-9  # share of a column that may stick out of a span it lies in
OUTSIDE = 1e-6  # from where on it certainly does not
MOST = 400  # columns up to which the hull is looked at


def only_one(columns: np.ndarray, support: np.ndarray) -> bool | None:
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
    from scipy.optimize import nnls  # costs a start-up noticeably, and is seldom needed

    goal = np.zeros(len(outside) + 1)
    goal[-1] = 1.0
    try:
        _, distance = nnls(np.vstack((outside, np.ones(len(rest)))), goal)
    except RuntimeError:  # it did not converge
        return None
    if distance > OUTSIDE:
        return True
    return False if distance < INSIDE else None
