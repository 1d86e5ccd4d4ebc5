"""Training as a problem in the values of the fit, by cvxpy, and a certificate checked by hand.

Nothing here uses the engine's numbers: the costs are the manual's closed forms, the features are
written out.
"""

from __future__ import annotations

import warnings

import cvxpy as cp
import numpy as np
from scipy.special import xlogy

from mirrors_engine import Architecture, FitResult

TIGHT = {"tol_gap_abs": 1e-12, "tol_gap_rel": 1e-12, "tol_feas": 1e-12, "max_iter": 500}
FEASIBLE = 1e-9  # excess of a correlation, a sum or a gap that is rounding
SAME = 1e-7  # relative difference of two optimal values
LOSSES = ("squared", "huber", "quantile", "logistic")


def slopes_of(net: Architecture) -> tuple[float, float]:
    """Slopes of σ right and left of 0."""
    named = {"relu": (1.0, 0.0), "abs": (1.0, -1.0), "leaky": (1.0, net.negative_slope)}
    return net.slopes or named[net.activation]


def columns(net: Architecture, x: np.ndarray) -> np.ndarray:
    """Every feature at the samples, (N, P): two layers of any slopes, ramps for more."""
    plus, minus = slopes_of(net)
    if net.layers == 2:
        away = x[:, None] - x
        both = np.hstack((away, -away))
        return np.where(both > 0, plus, minus) * both
    first, last = np.triu_indices(len(x), 1)
    gain = max(abs(plus), abs(minus)) ** (net.layers - 1)
    return gain * np.clip(x[:, None] - x[first], 0, x[last] - x[first])


def least_norm(net: Architecture, slopes: cp.Expression) -> tuple[cp.Expression, list]:
    """Least ||z||₁ of a network with these slopes between samples, and its constraints."""
    plus, minus = slopes_of(net)
    bends = cp.diff(slopes)
    if net.layers >= 3:
        gain = max(abs(plus), abs(minus)) ** (net.layers - 1)
        ends = cp.abs(slopes[-1] - slopes[0])
        if not net.skip:
            ends = cp.abs(slopes[0]) + cp.abs(slopes[-1])
        return 0.5 * (cp.norm1(bends) + ends) / gain, []
    change, middle = abs(plus - minus), 0.5 * abs(plus + minus)
    if net.skip:
        return cp.norm1(bends) / change, []
    sizes, more = cp.Variable(bends.size), cp.Variable(nonneg=True)
    total = cp.sum(sizes) / change
    mean = cp.abs(0.5 * (slopes[0] + slopes[-1]))
    rules = [sizes >= cp.abs(bends), more >= mean - middle * total]
    return total + more / max(abs(plus), abs(minus)), rules


def loss_of(name: str, f, y: np.ndarray, w: np.ndarray, delta: float, quantile: float):
    """Σ ω ℓ(y, f) as an expression."""
    if name == "squared":
        return 0.5 * cp.sum(cp.multiply(w, cp.square(f - y)))
    if name == "huber":
        return 0.5 * cp.sum(cp.multiply(w, cp.huber(f - y, delta)))
    if name == "quantile":
        above = cp.multiply(quantile * w, cp.pos(y - f))
        return cp.sum(above + cp.multiply((1 - quantile) * w, cp.neg(y - f)))
    return cp.sum(cp.multiply(w, cp.logistic(-cp.multiply(y, f))))


def optimum(
    net: Architecture,
    x: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    lam: float,
    loss: str = "squared",
    delta: float = 1.0,
    quantile: float = 0.5,
) -> tuple[float, bool]:
    """The least value, by Clarabel, or by HiGHS where it is a linear program; whether it is sure.

    Raises
    ------
    cvxpy.SolverError
        If the solver gives up.
    """
    f = cp.Variable(len(x))
    cost, rules = least_norm(net, cp.multiply(cp.diff(f), 1 / np.diff(x)))
    goal = cp.Minimize(loss_of(loss, f, y, w, delta, quantile) + lam * cost)
    problem = cp.Problem(goal, rules)
    with warnings.catch_warnings(action="ignore"):  # a value that is not sure is said so
        if loss == "quantile":
            problem.solve(solver="HIGHS")
        else:
            problem.solve(solver="CLARABEL", **TIGHT)
    return float(problem.value), problem.status == cp.OPTIMAL


def bound_of(
    u: np.ndarray, y: np.ndarray, w: np.ndarray, loss: str, delta: float, quantile: float
) -> float:
    """The lower bound that a dual point proves, -inf where it is beyond the bounds of the loss."""
    share = u / w
    slack = 1e-12 * float(np.abs(share).max())
    if loss == "quantile":
        inside = share.min() >= quantile - 1 - slack and share.max() <= quantile + slack
        return float(u @ y) if inside else -np.inf
    if loss == "logistic":
        p = y * share
        if p.min() < -slack or p.max() > 1 + slack:
            return -np.inf
        p = np.clip(p, 0.0, 1.0)
        return -float(w @ (xlogy(p, p) + xlogy(1 - p, 1 - p)))
    if loss == "huber" and np.abs(share).max() > delta + slack:
        return -np.inf
    return float(u @ y) - 0.5 * float(u @ share)


def broken(net: Architecture, x: np.ndarray, lam: float, u: np.ndarray, every: np.ndarray) -> float:
    """By how much a dual point breaks |A_jᵀu| ≤ λ, 1ᵀu = 0 and, with a free line, xᵀu = 0.

    The first relative to λ, the others to the size of their terms.
    """
    size = float(np.abs(u).sum())
    worst = max(float(np.abs(every.T @ u).max()) / lam - 1, abs(float(u.sum())) / size)
    if net.skip:
        span = x - x.mean()
        worst = max(worst, abs(float(span @ u)) / (size * float(np.abs(span).max())))
    return worst


def faults_of(
    result: FitResult,
    net: Architecture,
    x: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    loss: str,
    **options: float,
) -> str:
    """What is wrong with an answer, in words; nothing if it is the proved optimum."""
    given = {"delta": 1.0, "quantile": 0.5, **options}
    u, value = result.certificate.dual_point, result.objective
    wrong = "" if result.certified else f" gap {result.gap:.1e}"
    beyond = broken(net, x, result.lam, u, columns(net, x))
    if beyond > FEASIBLE:
        wrong += f" the dual point breaks its bounds by {beyond:.1e}"
    proved = (value - bound_of(u, y, w, loss, **given)) / value
    if not abs(proved - result.gap) <= FEASIBLE:
        wrong += f" the dual point proves {proved:.1e}, not {result.gap:.1e}"
    try:
        least, sure = optimum(net, x, y, w, result.lam, loss, **given)
    except cp.SolverError:
        return wrong
    apart = (value - least) / least
    if apart > SAME or (sure and apart < -SAME):
        wrong += f" value {value:.9g}, cvxpy {least:.9g}"
    return wrong
