"""The best line to add to a function, for any loss; and dual points orthogonal to every line.

With the constant alone these are one-dimensional and each loss has its own way (`shift.py`).
All arrays are of the rows: b holds an orthonormal basis of the columns without a penalty.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.huber import Huber
from mirrors_engine.losses.logistic import Logistic
from mirrors_engine.losses.quantile import Quantile

_STEPS = 200
_HALVINGS = 60
_FAR = 30.0  # size of a step of log-odds
_DAMPED, _LEAST = 1e-12, 1e-200
_ROUNDING = 1e-15
_ON_IT = 1e-7  # residuals, relative to the largest value, that the program means to be 0
_SHRUNK = (0.0, 1e-13, 1e-11, 1e-9, 1e-7, 1e-5, 1e-3, 0.1, 0.5)


def best_coefficients(
    loss: Loss, y: np.ndarray, w: np.ndarray, f: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """The c for which f + b c has the least loss."""
    if isinstance(loss, Quantile):
        return _by_program(loss, y - f, w, b)
    if isinstance(loss, Huber | Logistic):
        return _by_newton(loss, y, w, f, b)
    root = np.sqrt(w)
    return np.asarray(np.linalg.lstsq(root[:, None] * b, root * (y - f), rcond=None)[0])


def _by_newton(
    loss: Huber | Logistic, y: np.ndarray, w: np.ndarray, f: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Newton's steps in the few coefficients, each searched along for the least loss."""
    c = np.zeros(b.shape[1])
    if isinstance(loss, Huber):  # from the least-squares line, which outliers bias
        root = np.sqrt(w)
        c = np.linalg.lstsq(root[:, None] * b, root * (y - f), rcond=None)[0]
    for _ in range(_STEPS):
        at = f + b @ c
        gradient = b.T @ (w * loss.neg_gradient(y, at))
        hessian = b.T @ ((w * loss.curvature(y, at))[:, None] * b)
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
    return c


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


def _by_program(loss: Quantile, target: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The pinball loss: the dual linear program, and again exactly through the rows it meets.

    The dual has a row a coefficient, and a bounded variable a row of the data.
    """
    lengths = np.abs(b).max(axis=0)
    b = b / lengths
    k = b.shape[1]
    unit = float(np.abs(target).max())
    if unit == 0:
        return np.zeros(k)
    from mirrors_engine.algorithms.linear_program import minimise  # slow to import

    found = minimise(
        -target / unit,
        b.T,
        np.zeros(k),
        np.zeros(k),
        lambda: None,
        least=(loss.quantile - 1) * w,
        most=loss.quantile * w,
    )
    c = -unit * found.prices
    away = np.abs(target - b @ c)
    on = np.argsort(away, kind="stable")[: 4 * k]
    on = on[away[on] <= _ON_IT * unit]
    if len(on) >= k:
        exact = np.linalg.lstsq(b[on], target[on], rcond=1e-12)[0]
        value = float(w @ loss.value(target, b @ c))
        if float(w @ loss.value(target, b @ exact)) <= value * (1 + 1e-12):
            c = exact
    return np.asarray(c / lengths)


def orthogonal(u: np.ndarray, low: np.ndarray, high: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A u with bᵀu = 0 within the bounds, which must be finite, near one that is within them.

    Each row gives in proportion to its distance from its bounds, so that none leaves them. Where
    too few have any, u is shrunk a little towards 0 first, which is within all bounds.
    """
    for shrunk in _SHRUNK:
        near = (1 - shrunk) * u
        for _ in range(3):
            reach = np.maximum(np.minimum(near - low, high - near), 0.0)
            excess = b.T @ near
            terms = float((np.abs(b).T @ np.abs(near)).max())
            if float(np.abs(excess).max()) <= _ROUNDING * terms:
                return near
            top = float(reach.max())
            if top <= 0:
                break
            gram = b.T @ ((reach / top)[:, None] * b)
            move = b @ np.linalg.lstsq(gram, excess / top, rcond=1e-13)[0]
            if float(np.abs(move).max()) >= 1:
                break
            near = near - reach * move
        else:
            left, terms = np.abs(b.T @ near), float((np.abs(b).T @ np.abs(near)).max())
            if float(left.max()) <= 100 * _ROUNDING * terms:
                return near
    return np.zeros_like(u)
