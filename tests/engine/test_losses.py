"""Huber, quantile and logistic losses against cvxpy, brute sums and what must hold of them."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import cvxpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn_suite import ReadsFirstColumn, suite

from mirrors_engine import (
    Architecture,
    MirrorClassifier,
    MirrorRegressor,
    Problem,
    Signal,
    fit,
    lambda_max,
    path,
)
from mirrors_engine.certificate import certify_rows
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.losses import Huber, Logistic, Quantile, Rows

LOSSES: list[dict[str, Any]] = [
    {"loss": "huber", "delta": 0.3},
    {"loss": "huber", "delta": 5.0},
    {"loss": "quantile", "quantile": 0.5},
    {"loss": "quantile", "quantile": 0.9},
    {"loss": "logistic"},
]
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


def rows(
    seed: int, loss: str, n: int = 18, columns: int = 1, places: int = 11
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unsorted rows, several of one x with different y, weights of many sizes."""
    rng = np.random.default_rng(seed)
    x = 2.5 * rng.integers(0, places, size=(n, columns)) - 7.0
    y = np.where(rng.uniform(size=n) < 0.5, -1.0, 1.0)
    y[:2] = -1.0, 1.0
    if loss != "logistic":
        y = 3.0 * rng.standard_normal(n) + 40.0
        y[rng.integers(0, n, 2)] += 30.0
    return x[:, 0] if columns == 1 else x, y, rng.uniform(0.1, 4.0, n)


def named(options: dict[str, Any]) -> str:
    return "-".join(str(value) for value in options.values())


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


@pytest.mark.parametrize("net", [Architecture("abs", 3), Architecture("sign", 2)], ids=str)
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_weights_are_repeated_rows(net, options):
    x, y, _ = rows(7, options["loss"], 12)
    counts = np.random.default_rng(0).integers(1, 4, 12)
    lam = 0.1 * lambda_max(Signal(x, y, counts), net, **options)
    weighted = fit(Signal(x, y, counts), net, lam, **options)
    repeated = fit(Signal(x.repeat(counts), y.repeat(counts)), net, lam, **options)
    assert weighted.objective == pytest.approx(repeated.objective, rel=1e-10)
    assert weighted.lam_max == pytest.approx(repeated.lam_max, rel=1e-10)
    size = np.abs(weighted.fitted).max()
    if options["loss"] == "logistic":
        np.testing.assert_allclose(weighted.fitted, repeated.fitted, rtol=0, atol=1e-6 * size)


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
def test_units_of_x_y_and_weights(options):
    """λ keeps its meaning when everything is measured otherwise."""
    x, y, w = rows(3, options["loss"])
    net = Architecture("abs", 3)
    plain = fit(Signal(x, y, w), net, lam_ratio=0.05, **options)
    scaled = {k: v * 1e4 if k == "delta" else v for k, v in options.items()}
    power = 2 if options["loss"] == "huber" else 1
    other = fit(Signal(1e3 * x + 1e6, 1e4 * y - 3e5, 50 * w), net, lam_ratio=0.05, **scaled)
    assert other.objective == pytest.approx(50 * 1e4**power * plain.objective, rel=1e-8)
    assert other.lam == pytest.approx(plain.lam * 50 * 1e4 ** (power - 1) * 1e3, rel=1e-8)


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
@pytest.mark.parametrize("ratio", [0.3, 0.01])
def test_outliers_of_a_million_move_nothing(options, ratio):
    """An outlier further off pulls no harder: the function is the same to the last digits."""
    rng = np.random.default_rng(1)
    x = np.linspace(0, 1, 60)
    y = np.sin(6 * x) + 0.1 * rng.standard_normal(60)
    near, far = y.copy(), y.copy()
    near[[7, 23, 41]] += 60.0
    far[[7, 23, 41]] += 1e6
    net = Architecture("abs", 3)
    problem = Problem(Signal(x, far), net, **options)
    lam = ratio * problem.lam_max
    robust = problem.solve(lam)
    assert robust.certified
    other = fit(Signal(x, near), net, lam, **options)
    if np.abs(other.fitted).max() < 20:  # else the function follows them
        np.testing.assert_allclose(robust.fitted, other.fitted, rtol=0, atol=1e-7)
    else:
        assert ratio < 0.3
    inner = np.delete(np.arange(60), [7, 23, 41])
    if ratio == 0.3:
        assert np.abs(robust.fitted - y)[inner].max() < 2


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_the_path_is_continuous_and_starts_help_not_decide(options):
    x, y, w = rows(5, options["loss"], 25)
    signal, net = Signal(x, y, w), Architecture("abs", 3)
    results = list(path(signal, net, n=40, min_ratio=1e-3, **options))
    assert len(results) == 40 and not len(results[0].weights)
    objectives = np.array([r.objective for r in results])
    assert all(r.certified for r in results)
    assert np.all(np.diff(objectives) <= 1e-9 * objectives[:-1])
    # the value is concave in λ, with slope ||z||₁
    lams = np.array([r.lam for r in results])
    norms = np.array([np.abs(r.weights).sum() for r in results])
    drop, room = -np.diff(objectives), -np.diff(lams)
    slack = 1e-7 * objectives[:-1]
    assert np.all(drop >= norms[:-1] * room - slack) and np.all(drop <= norms[1:] * room + slack)
    cold = fit(signal, net, results[25].lam, **options)
    assert cold.objective == pytest.approx(results[25].objective, rel=1e-9)


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_a_nudged_weight_is_caught(options):
    x, y, w = rows(2, options["loss"], 30)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    result = problem.solve(lam_ratio=0.05)
    solution = problem.solution_of(result)
    assert solution is not None and problem.rows is not None
    lam = problem.to_scaled_lam(result.lam)

    def proof(z: np.ndarray):
        f = problem.dictionary.columns(solution.keys) @ z
        shift = problem.rows.best_shift(f)
        # the optimal dual point is offered: the primal value alone must give the nudge away
        per_row = problem.rows.spread_over_rows(solution.duals[0], problem.rows.pull(f + shift))
        return certify_rows(
            problem.dictionary, problem.rows, lam, shift, solution.keys, z, (per_row,)
        )

    for j in range(len(solution.weights)):
        for sign in (-1, 1):
            nudged = solution.weights.copy()
            nudged[j] += sign * 0.03 * np.abs(nudged).max()
            assert not proof(nudged).certified
    dropped = np.where(np.arange(len(solution.weights)) == 0, 0.0, solution.weights)
    assert not proof(dropped).certified


def test_a_false_dual_point_gains_nothing():
    """Whatever is offered as a dual point, the bound stays below the optimum."""
    rng = np.random.default_rng(0)
    for options in LOSSES:
        x, y, w = rows(4, options["loss"], 20)
        problem = Problem(Signal(x, y, w), Architecture("relu", 2), **options)
        best = problem.solve(lam_ratio=0.1)
        assert problem.rows is not None
        offers = [10.0**k * rng.standard_normal(20) for k in range(-3, 4)]
        keys = np.empty((0, problem.dictionary.key_width), dtype=np.int64)
        shift = problem.rows.best_shift(np.zeros(len(problem.signal)))
        found = certify_rows(
            problem.dictionary,
            problem.rows,
            problem.to_scaled_lam(best.lam),
            shift,
            keys,
            np.empty(0),
            offers,
        )
        scale = best.lam / problem.to_scaled_lam(best.lam) * problem.to_user_weights(np.ones(1))[0]
        assert found.dual * scale <= best.objective * (1 + 1e-9)
        assert not found.certified


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 1), st.booleans())
@settings(max_examples=200, deadline=None)
def test_conjugates_bound_the_loss_everywhere(f, y, share, positive):
    """inf over f of ℓ(y, f) + u f is a lower bound, attained where u is the pull."""
    for loss in (Huber(0.7), Quantile(0.3), Logistic()):
        label = np.array([1.0 if positive else -1.0]) if isinstance(loss, Logistic) else [y]
        at = np.asarray(label, dtype=float)
        low, high = loss.bounds(at)
        u = low + share * (high - low)
        here = np.array([f])
        bound = loss.bounded_below(at, u)[0]
        assert loss.value(at, here)[0] + u[0] * f >= bound - 1e-9
        pull = loss.pull(at, here)
        touched = loss.bounded_below(at, pull)[0]
        assert loss.value(at, here)[0] + pull[0] * f == pytest.approx(touched, abs=1e-8)


def test_rows_of_several_columns_find_their_sample():
    rng = np.random.default_rng(3)
    x = rng.integers(0, 4, size=(40, 3)) + 1e-17 * rng.standard_normal((40, 3))
    signal = Signal(x, rng.standard_normal(40), rng.uniform(1, 2, 40))
    found = Rows.of(signal)
    assert len(signal) < 40
    means = found.per_sample(found.w * found.y) / found.per_sample(found.w)
    np.testing.assert_allclose(means, signal.y, atol=1e-12)
    np.testing.assert_allclose(found.per_sample(found.w), signal.weights, rtol=1e-14)


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


@pytest.mark.parametrize("ratio", [1e-2, 1e-4, 1e-6])
def test_separable_labels_at_small_lambda(ratio):
    x = np.linspace(0, 1, 60)
    y = np.where(np.sin(9 * x) > 0, 1.0, -1.0)
    result = fit(Signal(x, y), Architecture("abs", 3), lam_ratio=ratio, loss="logistic")
    assert result.certified
    if ratio <= 1e-4:
        assert np.all(np.sign(result.fitted) == y)
    assert np.abs(result.residuals).max() <= 1  # shares of a label


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([1.0, 1.0, 1.0], "both classes"),
        ([0.0, 1.0, 0.0], "write 0 as -1 and 1 as 1"),
        ([1.0, 2.0, 3.0], "make two classes"),
        ([0.0, 0.0, 0.0], "one class as -1"),
    ],
)
def test_labels_that_are_none_are_refused_in_one_sentence(labels, words):
    with pytest.raises(SettingError, match=words):
        fit(Signal(np.arange(3.0), labels), Architecture("relu"), 0.1, loss="logistic")


def test_classes_at_the_same_x_are_both_kept():
    """Means of labels would be no labels: three of four rows at x = 0 say 1."""
    x, y = np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0]), np.array([1.0, 1.0, 1.0, -1.0, -1.0, 1.0])
    result = fit(Signal(x, y), Architecture("relu"), 1e-9, loss="logistic")
    np.testing.assert_allclose(result.fitted, [np.log(3), 0.0], atol=1e-6)
    np.testing.assert_allclose(result.residuals, 0.0, atol=1e-6)


def test_medians_at_the_same_x_are_not_means():
    x = np.repeat([0.0, 1.0, 2.0], 3)
    y = np.array([0.0, 1.0, 100.0, 5.0, 6.0, 50.0, -90.0, 2.0, 3.0])
    net = Architecture("relu")
    for options in ({"loss": "quantile"}, {"loss": "huber", "delta": 1e-3}):
        result = fit(Signal(x, y), net, lam_ratio=1e-6, **options)
        np.testing.assert_allclose(result.fitted, [1.0, 6.0, 2.0], atol=2e-3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"loss": "huber", "delta": 0.0}, "above 0"),
        ({"loss": "huber", "delta": float("nan")}, "above 0"),
        ({"loss": "quantile", "quantile": 1.0}, "between 0 and 1"),
        ({"loss": "quantile", "quantile": "a"}, "not a number"),
        ({"loss": "absolute"}, "choose one of squared, huber, quantile, logistic"),
        ({"loss": "quantile", "solver": "coordinate_descent"}, "use solver auto"),
    ],
)
def test_settings_out_of_range_are_refused(options, words):
    signal = Signal(np.arange(5.0), [0.0, 1.0, 0.0, 2.0, 1.0])
    with pytest.raises(SettingError, match=words):
        fit(signal, Architecture("relu"), 0.01, **options)


def test_lambda_zero_is_interpolation_where_that_means_something():
    signal = Signal([0.0, 2.0, 6.0, 7.0], [0.0, 0.0, 3.0, 3.0])
    net = Architecture("relu", 3)
    squared = fit(signal, net, 0.0)
    for options in ({"loss": "huber"}, {"loss": "quantile"}):
        result = fit(signal, net, 0.0, **options)
        assert result.objective == pytest.approx(squared.objective, rel=1e-12)
        assert (result.loss, result.lam) == (options["loss"], 0.0)
        assert result.network.objective(signal, 0.0) == pytest.approx(0.0, abs=1e-10)
        near = fit(signal, net, 1e-6, **options)
        assert np.abs(near.weights).sum() == pytest.approx(squared.objective, rel=1e-4)
    with pytest.raises(SettingError, match="lam above 0"):
        fit(Signal([0.0, 1.0], [-1.0, 1.0]), net, 0.0, loss="logistic")
    twice = Signal([0.0, 0.0, 1.0], [0.0, 1.0, 1.0])
    with pytest.raises(SettingError, match="equal x differ"):
        fit(twice, net, 0.0, loss="huber")


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
def test_nothing_to_fit(options):
    net = Architecture("abs", 3)
    for signal in (Signal([1.0], [4.0]), Signal([0.0, 1.0, 2.0], [3.0, 3.0, 3.0])):
        result = fit(signal, net, 0.5, **options)
        assert result.certified and not len(result.weights) and result.lam_max == 0
        assert result.intercept == signal.y[0]
    same = Signal([2.0, 2.0, 2.0], [1.0, 2.0, 30.0])
    result = fit(same, net, 0.5, **options)
    assert result.certified and not len(result.weights)


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_cancelled_from_within(options):
    x, y, w = rows(5, options["loss"], 40, places=40)
    looks = 0

    def monitor(progress) -> None:
        nonlocal looks
        looks += 1
        if looks == 4:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        fit(Signal(x, y, w), Architecture("abs", 3), lam_ratio=0.01, monitor=monitor, **options)


@pytest.mark.parametrize("loss", ["huber", "logistic"])
def test_the_dense_reference_comes_close_and_says_how_close(loss):
    x, y, w = rows(6, loss, 14)
    signal, net = Signal(x, y, w), Architecture("relu", 2)
    exact = fit(signal, net, lam_ratio=0.2, loss=loss)
    dense = fit(signal, net, lam_ratio=0.2, loss=loss, solver="coordinate_descent")
    assert dense.objective >= exact.objective * (1 - 1e-9)
    assert dense.dual_objective <= exact.objective * (1 + 1e-9)
    assert dense.objective == pytest.approx(exact.objective, rel=1e-4)


def test_the_command_line(tmp_path, capsys):
    x, y, _ = rows(1, "huber", 20)
    table = tmp_path / "rows.csv"
    table.write_text(
        "x,y\n" + "\n".join(f"{a},{b}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    )
    common = [str(table), "--x", "x", "--y", "y", "--activation", "abs", "--layers", "3"]
    for options in LOSSES[:4]:
        words = [part for name, v in options.items() for part in (f"--{name}", str(v))]
        assert main(["fit", *common, "--lam", "0.7", *words, "--json", "-"]) == 0
        found = json.loads(capsys.readouterr().out)
        direct = fit(Signal(x, y), Architecture("abs", 3), 0.7, **options)
        assert found["objective"] == pytest.approx(direct.objective, rel=1e-12)
        assert found["loss"] == options["loss"]
        assert found["loss_options"] == {k: v for k, v in options.items() if k != "loss"}
    assert main(["path", *common, "--loss", "quantile", "--quantile", "0.9", "--n", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4 and all(line.split(",")[7] == "1" for line in lines[1:])
    assert main(["fit", *common, "--lam", "1", "--loss", "logistic"]) == 1
    assert "labels -1 and 1" in capsys.readouterr().err
    assert main(["fit", *common, "--lam", "1", "--loss", "quantile", "--quantile", "7"]) == 1
    assert "between 0 and 1" in capsys.readouterr().err


def test_the_regressor_passes_its_loss_on():
    x, y, w = rows(8, "huber", 20)
    for options in LOSSES[:4]:
        model = MirrorRegressor("abs", 3, lam=0.5, **options).fit(x[:, None], y, w)
        direct = fit(Signal(x, y, w), Architecture("abs", 3), 0.5, **options)
        np.testing.assert_array_equal(model.result_.weights, direct.weights)
        assert dict(model.result_.loss_options) == dict(direct.loss_options)


def test_the_classifier():
    rng = np.random.default_rng(0)
    X = rng.uniform(0, 1, (80, 1))
    y = np.where(np.abs(X[:, 0] - 0.5) < 0.2, "in", "out")
    model = MirrorClassifier("abs", 2, lam_ratio=0.01).fit(X, y)
    assert model.classes_.tolist() == ["in", "out"]
    assert model.score(X, y) > 0.95
    chances = model.predict_proba(X)
    np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-15)
    np.testing.assert_array_equal(model.predict(X) == "out", chances[:, 1] > 0.5)
    labels = np.where(y == "out", 1.0, -1.0)
    direct = fit(Signal(X[:, 0], labels), Architecture("abs"), lam_ratio=0.01, loss="logistic")
    np.testing.assert_allclose(
        model.decision_function(X), direct.predict(X[:, 0]), rtol=0, atol=1e-12
    )
    with pytest.raises(ValueError, match="one class"):
        MirrorClassifier().fit(X, y, sample_weight=(y == "in").astype(float))


class FirstColumn(ReadsFirstColumn, MirrorClassifier):
    pass


CHECKED = {"logistic": FirstColumn(lam_ratio=1e-3)}


@pytest.mark.parametrize(("estimator", "check"), suite(CHECKED))
def test_the_suite_of_scikit_learn(estimator, check):
    check(estimator)


def test_the_result_remembers_its_loss():
    x, y, w = rows(1, "huber")
    result = fit(Signal(x, y, w), Architecture("relu"), lam_ratio=0.1, loss="huber", delta=0.4)
    assert result.loss_options == {"delta": 0.4}
    other = replace(result, loss_options={"delta": 0.1})
    assert other.network.objective(result.signal, result.lam) < result.objective


@pytest.mark.parametrize("net", [Architecture("relu", 2), Architecture("abs", 3)], ids=str)
def test_two_ways_to_solve_huber_agree(net, monkeypatch):
    """Newton's steps on many rows, and outliers as features, which is exact."""
    from mirrors_engine.solvers import rows as solvers

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


def test_more_outliers_than_memory_are_refused(monkeypatch):
    from mirrors_engine.errors import SizeError
    from mirrors_engine.solvers import outliers

    monkeypatch.setattr(outliers, "MEMORY_LIMIT", 8 * 40 * 20)
    signal = Signal(np.arange(40.0), np.random.default_rng(0).standard_normal(40))
    with pytest.raises(SizeError, match="raise delta"):
        fit(signal, Architecture("relu"), lam_ratio=0.1, loss="huber", delta=0.01)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_weights_of_many_sizes(options, seed):
    """Newton's first steps overshoot here, and most curvatures are next to nothing."""
    rng = np.random.default_rng(seed)
    x, y, _ = rows(seed, options["loss"], 12)
    signal = Signal(x, y, 10.0 ** rng.uniform(-3, 3, 12))
    for net in (Architecture("sign", 2), Architecture("relu", 2), Architecture("abs", 3)):
        for ratio in (0.5, 0.01, 1e-5):
            assert fit(signal, net, lam_ratio=ratio, **options).certified


@pytest.mark.parametrize("seed", [0, 2, 7])
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_samples_that_all_but_coincide(options, seed):
    """Twenty samples within a millionth of each other: slopes between them lose digits."""
    rng = np.random.default_rng(seed)
    x = np.concatenate([rng.uniform(0, 1, 20), 0.5 + 1e-6 * rng.standard_normal(20)])
    y = rng.standard_normal(40)
    signal = Signal(x, np.where(y > 0, 1.0, -1.0) if options["loss"] == "logistic" else y)
    for net in (Architecture("relu", 2), Architecture("abs", 3)):
        for ratio in (0.5, 0.01, 1e-4):
            assert fit(signal, net, lam_ratio=ratio, **options).certified


@pytest.mark.parametrize(("loss", "options"), [("huber", {"delta": 1.0}), ("quantile", {})])
def test_a_constant_signal_is_certified_at_any_share_of_its_zero_lambda_max(loss, options):
    result = fit(
        Signal([0, 1, 2, 3], [2.0] * 4), Architecture("abs", 3), loss=loss, lam_ratio=0.5, **options
    )
    assert result.certified and result.objective == 0 and len(result.weights) == 0


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("options", [{"loss": "squared"}, *LOSSES], ids=str)
def test_rows_that_cancel_at_every_x_leave_nothing_to_fit(options, seed):
    # groups with the same spread of y each, such as labels balanced in every group
    rng = np.random.default_rng(seed)
    groups, size = int(rng.integers(2, 5)), 6
    values = np.array([-1.0, 1.0] * 3)
    if options["loss"] != "logistic":
        values *= np.repeat(rng.uniform(0.1, 9, 3), 2)
    x = np.repeat(rng.normal(size=groups), size)
    y = np.concatenate([rng.permutation(values) for _ in range(groups)])
    w = np.repeat(rng.uniform(0.3, 4, groups), size)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    assert problem.lam_max == 0
    for lam in ({"lam_ratio": 1.0}, {"lam_ratio": 0.3}, {"lam": 1e-12}):
        result = problem.solve(**lam)
        assert result.certified and not len(result.weights)


@pytest.mark.parametrize("net", [Architecture("relu", 2), Architecture("abs", 3)], ids=str)
def test_quantiles_are_certified_at_tiny_lambda(net):
    # the solver's tolerances are absolute, and λ comes down to them
    for seed in range(6):
        rng = np.random.default_rng(seed)
        signal = Signal(rng.normal(size=20), rng.normal(size=20))
        problem = Problem(signal, net, "quantile", quantile=0.9)
        assert problem.solve(lam_ratio=1e-6).certified
        assert problem.solve(lam_ratio=1e-9).gap < 1e-4
