"""The best line to add to a function, for any loss; and dual points that no line tells from 0.

With the constant alone these are one-dimensional and each loss has its own way (`shift.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.losses.huber import Huber
from mirrors_engine.losses.logistic import Logistic
from mirrors_engine.losses.quantile import Quantile

if TYPE_CHECKING:
    from mirrors_engine.losses.rows import RowLoss

_STEPS = 200
_HALVINGS = 60
_FAR = 30.0  # size of a step of log-odds
_DAMPED, _LEAST = 1e-12, 1e-200
_ROUNDING = 1e-15
_SAME = 64 * np.finfo(float).eps  # relative to the values
_SHRUNK = (0.0, 1e-13, 1e-11, 1e-9, 1e-7, 1e-5, 1e-3, 0.1, 0.5)


def best_line(rows: RowLoss, f: np.ndarray) -> np.ndarray:
    """The B c, (N,), for which f + B c has the least loss.

    Where y - f is a line to rounding, that is the line, so that a fit without residual has none.
    """
    if rows.rows.single:
        target = rows.rows.y - f
        rest = np.abs(target - rows.free.fit(target, rows.rows.w))
        if not isinstance(rows.loss, Logistic) and rest.max() <= _SAME * np.abs(target).max():
            return np.asarray(target)
    if isinstance(rows.loss, Quantile):
        return _by_program(rows, f)
    if isinstance(rows.loss, Huber | Logistic):
        return _by_newton(rows, f)
    return rows.free.fit(rows.rows.means - f, rows.rows.per_sample(rows.rows.w))


def _by_newton(rows: RowLoss, f: np.ndarray) -> np.ndarray:
    """Newton's steps in the few coefficients, each searched along for the least loss."""
    loss, y, w = rows.loss, rows.rows.y, rows.rows.w
    assert isinstance(loss, Huber | Logistic)
    q = rows.free.orthonormal(_weights(rows))
    b, g = rows.rows.per_row(q), rows.rows.per_row(f)
    c = np.zeros(q.shape[1])
    if isinstance(loss, Huber):  # from the least-squares line: far rows pull it, but not for long
        c = q.T @ (_weights(rows) * (rows.rows.means - f))
    for _ in range(_STEPS):
        at = g + b @ c
        gradient = b.T @ (w * loss.neg_gradient(y, at))
        curved = w * loss.curvature(y, at)
        hessian = b.T @ (curved[:, None] * b)
        # far out some directions have next to no curvature, but may lead down all the same
        hessian += _DAMPED * (float(np.trace(hessian)) + _LEAST) * np.eye(len(c))
        step = np.linalg.solve(hessian, gradient)
        way = b @ step
        size = float(np.abs(way).max())
        if size <= _ROUNDING * (1 + float(np.abs(at).max())):
            break
        most = min(1.0, _FAR / size) if isinstance(loss, Logistic) else 1.0
        share = _along(loss, y, w, at, way, most)
        if share == 0:
            break
        c = c + share * step
    return np.asarray(q @ c)


def _along(
    loss: Huber | Logistic,
    y: np.ndarray,
    w: np.ndarray,
    at: np.ndarray,
    way: np.ndarray,
    most: float,
) -> float:
    """The share of the way, `most` at most, with the least loss."""

    def rise(share: float) -> float:
        return -float((w * loss.neg_gradient(y, at + share * way)) @ way)

    if rise(0.0) >= 0:
        return 0.0
    if rise(most) <= 0:
        return most
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if rise(middle) > 0 else (middle, high)
        if high - low <= 1e-3 * high and low > 0:
            break
    return low if low > 0 else high


def _by_program(rows: RowLoss, f: np.ndarray) -> np.ndarray:
    """The pinball loss: a linear program, and again exactly through the rows it meets."""
    from scipy.sparse import csc_array, eye_array, hstack  # costs a start-up noticeably

    from mirrors_engine.solvers.linear_program import minimise  # solvers know the losses

    loss, y, w = rows.loss, rows.rows.y, rows.rows.w
    assert isinstance(loss, Quantile)
    q = rows.free.orthonormal(_weights(rows))
    lengths = np.abs(q).max(axis=0)
    q = q / lengths
    b = rows.rows.per_row(q)
    target = y - rows.rows.per_row(f)
    m, k = b.shape
    unit = float(np.abs(target).max())
    if unit == 0:
        return np.zeros(len(f))
    one = eye_array(m, format="csc")
    found = minimise(
        np.concatenate((np.zeros(k), loss.quantile * w, (1 - loss.quantile) * w)),
        hstack((csc_array(b), one, -one), format="csc"),
        target / unit,
        target / unit,
        _no_check,
        least=np.append(np.full(k, -np.inf), np.zeros(2 * m)),
    )
    c = unit * found.x[:k]
    value = float(w @ loss.value(target, b @ c))
    on = np.argsort(np.abs(target - b @ c), kind="stable")[: 4 * k]
    on = on[np.abs(target - b @ c)[on] <= 1e-7 * unit]
    if len(on) >= k:
        exact = np.linalg.lstsq(b[on], target[on], rcond=1e-12)[0]
        if float(w @ loss.value(target, b @ exact)) <= value * (1 + 1e-12):
            c = exact
    return np.asarray(q @ c)


def _no_check() -> None:
    pass


def _weights(rows: RowLoss) -> np.ndarray:
    """The weight of each sample, the same object for the same rows."""
    return rows.rows.w if rows.rows.single else rows.rows.per_sample(rows.rows.w)


def orthogonal(rows: RowLoss, u: np.ndarray) -> np.ndarray:
    """(M,) u with Bᵀu = 0 within the bounds of the rows, near one that is within them.

    Each row gives in proportion to its distance from its bounds, so that none leaves them. Where
    too few have any, u is shrunk a little towards 0 first, which is within all bounds.
    """
    low, high = (rows.rows.w * bound for bound in rows.loss.bounds(rows.rows.y))
    if np.isinf(high).all():
        return rows.free_per_row.orthogonal(u, rows.rows.w)
    b = rows.rows.per_row(rows.free.orthonormal(_weights(rows)))
    for shrunk in _SHRUNK:
        near = (1 - shrunk) * u
        for _ in range(3):
            room = np.maximum(np.minimum(near - low, high - near), 0.0)
            excess = b.T @ near
            if float(np.abs(excess).max()) <= _ROUNDING * float((np.abs(b).T @ np.abs(near)).max()):
                return near
            top = float(room.max())
            if top <= 0:
                break
            gram = b.T @ ((room / top)[:, None] * b)
            share = np.linalg.lstsq(gram, excess / top, rcond=1e-13)[0]
            move = b @ share
            if float(np.abs(move).max()) >= 1:
                break
            near = near - room * move
        else:
            left = np.abs(b.T @ near)
            if float(left.max()) <= 1e-13 * float((np.abs(b).T @ np.abs(near)).max()):
                return near
    return np.zeros_like(u)
