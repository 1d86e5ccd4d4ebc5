"""Huber, quantile and logistic losses: optimum and λ_max against cvxpy and plain sums."""

from __future__ import annotations

import warnings
from typing import Any

import cvxpy
import numpy as np
import pytest
from loss_cases import LOSSES, named, rows
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from mirrors_engine import Architecture, Problem, Signal, fit, lambda_max

LINE = [
    Architecture("relu", 2),
    Architecture("abs", 3),
    Architecture("relu", 4),
    Architecture("leaky", 3, negative_slope=0.3),
    Architecture("symmetrized", 3),
    Architecture("piecewise", 2, slopes=(1.0, -0.5)),
    Architecture("sign", 2),
    Architecture("sign", 3, widths=(2,)),
    Architecture("threshold", 3, kind="tree", widths=(3,)),
]
COLUMNS = [
    Architecture("relu", 2, inputs="plane"),
    Architecture("sign", 2, inputs="plane"),
    Architecture("abs", 3, inputs="additive"),
]
NETS = [*LINE, *COLUMNS, Architecture("abs", 4)]


def value(options: dict[str, Any], y: np.ndarray, f: np.ndarray, w: np.ndarray) -> float:
    """Σ ω loss(y, f) by the definition of each loss, a row at a time."""
    total = 0.0
    for a, b, weight in zip(y.tolist(), f.tolist(), w.tolist(), strict=True):
        r = a - b
        if options["loss"] == "huber":
            delta = options["delta"]
            cost = 0.5 * r * r if abs(r) <= delta else delta * (abs(r) - 0.5 * delta)
        elif options["loss"] == "quantile":
            cost = options["quantile"] * r if r > 0 else (options["quantile"] - 1) * r
        else:
            cost = float(np.logaddexp(0.0, -a * b))
        total += weight * cost
    return total


def oracle(
    options: dict[str, Any], A: np.ndarray, y: np.ndarray, w: np.ndarray, lam: float
) -> float:
    """The optimum on explicit columns, one row of A for each row of the data, by Clarabel."""
    z, xi = cvxpy.Variable(A.shape[1]), cvxpy.Variable()
    f = A @ z + xi
    if options["loss"] == "huber":
        cost = 0.5 * cvxpy.multiply(w, cvxpy.huber(y - f, options["delta"]))
    elif options["loss"] == "quantile":
        tau = options["quantile"]
        cost = cvxpy.multiply(w, cvxpy.maximum(tau * (y - f), (tau - 1) * (y - f)))
    else:
        cost = cvxpy.multiply(w, cvxpy.logistic(-cvxpy.multiply(y, f)))
    goal = cvxpy.Problem(cvxpy.Minimize(cvxpy.sum(cost) + lam * cvxpy.norm1(z)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own remarks about accuracy are not ours
        goal.solve(solver=cvxpy.CLARABEL, tol_gap_rel=1e-10, tol_gap_abs=1e-10, tol_feas=1e-10)
    return float(goal.value)


def explicit(problem: Problem, x: np.ndarray) -> np.ndarray:
    """Every feature of the dictionary, evaluated at the rows in the user's units."""
    keys = problem.dictionary.all_keys().tolist()
    return np.column_stack([problem.dictionary.feature(tuple(key)).evaluate(x) for key in keys])


@pytest.mark.parametrize("options", LOSSES, ids=named)
@pytest.mark.parametrize("net", NETS, ids=lambda net: f"{net.describe()} {net.inputs}")
def test_the_optimum_is_that_of_cvxpy_over_all_rows(net, options):
    columns = 1 if net.inputs == "line" else 2
    places = 4 if columns == 2 else 6 if net.layers == 4 and net.activation == "abs" else 9
    x, y, w = rows(net.layers + len(net.activation), options["loss"], 16, columns, places)
    signal = Signal(x, y, w)
    assert len(signal) < len(y)  # several y at one x
    problem = Problem(signal, net, **options)
    A = explicit(problem, x)
    for ratio in (0.4, 0.03):
        result = problem.solve(lam_ratio=ratio)
        assert result.certified and result.gap <= 1e-8
        assert result.certificate.tolerance == 1e-8
        best = oracle(options, A, y, w, result.lam)
        assert result.objective == pytest.approx(best, rel=1e-7)
        # the value of this very function on the user's rows, and of its deep network
        norm = float(np.abs(result.weights).sum())
        own = value(options, y, result.predict(x), w) + result.lam * norm
        assert own == pytest.approx(result.objective, rel=1e-11)
        network = result.network.objective(signal, result.lam)
        assert network == pytest.approx(result.objective, rel=1e-11)
        # the dual point is feasible over the explicit dictionary
        u = result.certificate.dual_point
        at = explicit(problem, signal.x)
        assert np.abs(at.T @ u).max() <= result.lam * (1 + 1e-9)
        assert abs(u.sum()) <= 1e-10 * np.abs(u).sum()


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_lambda_max_parts_constant_from_not(options):
    for seed, net in enumerate(LINE[:4] + COLUMNS):
        x, y, w = rows(seed, options["loss"], 14, 1 if net.inputs == "line" else 2, 5)
        signal = Signal(x, y, w)
        top = lambda_max(signal, net, **options)
        above = fit(signal, net, top * (1 + 1e-9), **options)
        below = fit(signal, net, top * (1 - 1e-6), **options)
        assert not len(above.weights) and above.certified
        assert len(below.weights) and below.certified
        best = minimize_scalar(
            lambda c, y=y, w=w: value(options, y, np.full(len(y), c), w),
            bounds=(y.min() - 5, y.max() + 5),
            method="bounded",
            options={"xatol": 1e-12},
        )
        # a search that stops a little beside the corner of the quantile loss
        assert best.fun * (1 - 1e-7) <= above.objective <= best.fun * (1 + 1e-12)
        assert below.objective <= above.objective * (1 + 1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_quantile_of_ties_has_the_least_subgradient(seed):
    """Most y equal the quantile: λ_max is a linear program over the subgradients."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, 20)
    y = rng.integers(0, 3, 20).astype(float)
    signal, net = Signal(x, y), Architecture("abs", 3)
    top = lambda_max(signal, net, "quantile", quantile=0.5)
    problem = Problem(signal, net, "quantile")
    A = explicit(problem, signal.x)
    u, bound = cvxpy.Variable(20), cvxpy.Variable()
    r = signal.y - np.median(signal.y)
    limits = [u >= np.where(r > 0, 0.5, -0.5), u <= np.where(r < 0, -0.5, 0.5), cvxpy.sum(u) == 0]
    goal = cvxpy.Problem(cvxpy.Minimize(bound), [cvxpy.abs(A.T @ u) <= bound, *limits])
    goal.solve(solver=cvxpy.CLARABEL)
    assert top == pytest.approx(float(bound.value), rel=1e-6)
    assert problem.solve(top * (1 + 1e-9)).certified
    for ratio in (0.99, 0.3, 0.01):
        result = problem.solve(lam_ratio=ratio)
        assert result.certified and len(result.weights)


def test_the_quantile_of_constant_fits():
    x, y = np.arange(10.0), np.arange(10.0) ** 2
    for level, expected in ((0.5, 20.5), (0.9, 72.5), (0.25, 4.0)):
        result = fit(Signal(x, y), Architecture("relu"), 1e6, loss="quantile", quantile=level)
        assert result.intercept == pytest.approx(expected, abs=1e-12)


def test_logistic_agrees_with_scikit_learn_on_one_feature():
    """At L = 2 sign with two distinct x: one column, which LogisticRegression knows."""
    x = np.array([0.0] * 9 + [1.0] * 7)
    y = np.array([1.0] * 2 + [-1.0] * 7 + [1.0] * 5 + [-1.0] * 2)
    lam = 0.3
    result = fit(Signal(x, y), Architecture("sign", 2), lam, loss="logistic")
    column = np.where(x > 0, 1.0, -1.0)[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(
            penalty="l1", C=1 / lam, solver="saga", tol=1e-12, max_iter=100_000
        ).fit(column, y)
    np.testing.assert_allclose(
        result.predict(np.array([0.0, 1.0])), model.decision_function([[-1.0], [1.0]]), atol=1e-6
    )


@pytest.mark.parametrize("net", [Architecture("relu", 2), Architecture("abs", 3)], ids=str)
def test_two_ways_to_solve_huber_agree(net, monkeypatch):
    """Newton's steps on many rows, and outliers as features, which is exact."""
    from mirrors_engine.solvers.losses import loss_solvers as solvers

    rng = np.random.default_rng(2)
    x = np.sort(rng.uniform(0, 1, 120))
    y = np.sin(6 * x) + 0.2 * rng.standard_normal(120)
    y[::12] += 1e4
    signal = Signal(x, y)
    for ratio in (0.1, 3e-3):
        exact = fit(signal, net, lam_ratio=ratio, loss="huber", delta=0.15)
        monkeypatch.setattr(solvers, "FEW", 10)
        steps = fit(signal, net, lam_ratio=ratio, loss="huber", delta=0.15)
        monkeypatch.undo()
        assert "Newton" in steps.solver and "Newton" not in exact.solver
        assert steps.certified and exact.certified
        assert steps.objective == pytest.approx(exact.objective, rel=1e-10)


@pytest.mark.parametrize("loss", ["huber", "logistic"])
def test_the_dense_reference_comes_close_and_says_how_close(loss):
    x, y, w = rows(6, loss, 14)
    signal, net = Signal(x, y, w), Architecture("relu", 2)
    exact = fit(signal, net, lam_ratio=0.2, loss=loss)
    dense = fit(signal, net, lam_ratio=0.2, loss=loss, solver="coordinate_descent")
    assert dense.objective >= exact.objective * (1 - 1e-9)
    assert dense.dual_objective <= exact.objective * (1 + 1e-9)
    assert dense.objective == pytest.approx(exact.objective, rel=1e-4)
