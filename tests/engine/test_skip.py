"""The skip connection: an unpenalised straight line beside the units, against other solvers."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import cvxpy as cp
import numpy as np
import pytest

from mirrors_engine import (
    Architecture,
    MirrorClassifier,
    MirrorRegressor,
    Problem,
    Signal,
    fit,
    path,
)
from mirrors_engine.cli import main
from mirrors_engine.closed_forms import applies, min_norm_cost
from mirrors_engine.errors import MirrorsError, SettingError
from mirrors_engine.export.network import python_source
from mirrors_engine.export.registry import EXPORTERS
from mirrors_engine.homotopy import path_events
from mirrors_engine.landscape import landscape
from mirrors_engine.losses import Huber, Logistic, Quantile
from mirrors_engine.series import forecast
from mirrors_engine.training import TrainingSettings, last, train
from mirrors_engine.training.objective import Objective
from mirrors_engine.training.scaling import Scaling
from tests.engine.skip_cases import CASES, LINE, LOSSES, SEVERAL, data
from tests.engine.test_homotopy import assert_same_as_solved


def by_cvxpy(problem, lam):
    """The optimum over the explicit columns with a free line, in scaled units."""
    columns = problem.dictionary.columns(problem.dictionary.all_keys())
    t = problem.dictionary.grid.t.reshape(len(columns), -1)
    z, c, beta = cp.Variable(columns.shape[1]), cp.Variable(), cp.Variable(t.shape[1])
    rows, loss = problem.rows.rows, problem.rows.loss
    f = (columns @ z + c + t @ beta)[rows.sample]
    r = rows.y - f
    if isinstance(loss, Huber):
        value = 0.5 * cp.huber(r, loss.delta)
    elif isinstance(loss, Quantile):
        value = cp.maximum(loss.quantile * r, (loss.quantile - 1) * r)
    elif isinstance(loss, Logistic):
        value = cp.logistic(-cp.multiply(rows.y, f))
    else:
        value = 0.5 * cp.square(r)
    asked = cp.Problem(cp.Minimize(rows.w @ value + lam * cp.norm1(z)))
    asked.solve(solver="CLARABEL")
    return asked.value


# on some processors Clarabel is not sure of its last digits; those compared here it has
@pytest.mark.filterwarnings("ignore:Solution may be inaccurate")
@pytest.mark.parametrize(
    ("net", "loss"), CASES, ids=lambda v: v["loss"] if isinstance(v, dict) else v.describe()
)
def test_the_optimum_is_that_of_another_solver(net, loss):
    options = {k: v for k, v in loss.items() if k != "loss"}
    signal = data(net, loss["loss"])
    problem = Problem(signal, net, loss["loss"], **options)
    for ratio in (1.0, 0.05):
        result = problem.solve(lam_ratio=ratio)
        assert result.certified
        wanted = by_cvxpy(problem, problem.to_scaled_lam(result.lam))
        mine = (result.objective - problem.units.constant) / problem.units.value
        assert mine == pytest.approx(wanted, rel=1e-5, abs=1e-7)
        assert np.shape(result.slope) == (() if net.inputs == "line" else (2,))
        np.testing.assert_allclose(result.predict(signal.x), result.fitted, atol=1e-9)
        free = (
            result.intercept + signal.x @ result.slope
            if net.inputs != "line"
            else (result.intercept + result.slope * signal.x)
        )
        np.testing.assert_allclose(result.line(signal.x), free, atol=1e-9)
        np.testing.assert_allclose(result.network.forward(signal.x), result.fitted, atol=1e-9)
        value = result.network.objective(signal, result.lam)
        assert value == pytest.approx(result.objective, rel=1e-9)


@pytest.mark.parametrize("net", [LINE[0], LINE[3], LINE[8], *SEVERAL], ids=Architecture.describe)
def test_from_lambda_max_up_it_is_linear_regression(net):
    signal = data(net, "squared", n=30, seed=4)
    x = signal.x.reshape(len(signal), -1)
    b = np.column_stack((np.ones(len(x)), x))
    root = np.sqrt(signal.weights)
    wanted, *_ = np.linalg.lstsq(root[:, None] * b, root * signal.y, rcond=None)
    result = fit(signal, net, lam_ratio=1.0)
    assert not len(result.weights) and result.certified
    np.testing.assert_allclose(np.append(result.intercept, result.slope), wanted, rtol=1e-9)
    assert result.degrees_of_freedom == b.shape[1]
    assert len(fit(signal, net, lam_ratio=0.999).weights) > 0


def test_two_layers_are_trend_filtering():
    rng = np.random.default_rng(2)
    x = np.sort(rng.uniform(0, 4, 25))
    y = np.cumsum(rng.standard_normal(25))
    net, lam = Architecture("piecewise", 2, slopes=(1.5, -0.5), skip=True), 0.7
    f = cp.Variable(25)
    slopes = cp.multiply(1 / np.diff(x), cp.diff(f))
    value = 0.5 * cp.sum_squares(f - y) + lam / 2.0 * cp.norm1(cp.diff(slopes))
    wanted = cp.Problem(cp.Minimize(value)).solve(solver="CLARABEL")
    result = fit(Signal(x, y), net, lam=lam)
    assert result.objective == pytest.approx(wanted, rel=1e-6)
    np.testing.assert_allclose(result.fitted, f.value, atol=1e-3)


@pytest.mark.parametrize("net", LINE[:4] + LINE[6:7], ids=Architecture.describe)
def test_interpolation_has_the_norm_of_the_closed_form(net):
    rng = np.random.default_rng(7)
    x = np.sort(rng.uniform(0, 4, 12))
    y = rng.standard_normal(12)
    signal = Signal(x, y)
    result = fit(signal, net, lam=0)
    np.testing.assert_allclose(result.fitted, y, atol=1e-9)
    assert result.certified
    if net.activation == "relu" or net.layers == 2:
        k = np.diff(np.diff(y) / np.diff(x))
        a_plus, a_minus = net.activations[0].a_plus, net.activations[0].a_minus
        cost = np.abs(k).sum() / abs(a_plus - a_minus)
        if net.layers == 3:
            cost = max(k[k > 0].sum(), -k[k < 0].sum())
        assert result.objective == pytest.approx(cost, rel=1e-9)
        assert min_norm_cost(x, y, net) == pytest.approx(cost)
    for ratio in (1.0, 0.1):
        for form in applies(signal, net, fit(signal, net, lam_ratio=ratio)):
            assert form.difference is None or form.difference < 1e-8


@pytest.mark.parametrize("net", [LINE[0], LINE[3], LINE[8], SEVERAL[2]], ids=Architecture.describe)
def test_the_path_is_exact(net):
    problem = Problem(data(net, "squared", n=12, seed=3), net)
    *_, path = path_events(problem, 0.05)
    assert path.complete and len(path.events) > 2
    ends = [s.bottom.lam / path.segments[0].top.lam for s in path.segments[:4]]
    if net.inputs == "line":
        for high, low in itertools.pairwise(ends):
            assert_line_as_solved(problem, path, np.sqrt(high * low))
    else:
        assert path.result_at(0.5 * problem.lam_max).certified


def assert_line_as_solved(problem, path, ratio):
    known, solved = path.result_at(ratio * problem.lam_max), problem.solve(lam_ratio=ratio)
    if known is None:
        return
    np.testing.assert_allclose(known.fitted, solved.fitted, atol=1e-9)
    assert known.slope == pytest.approx(solved.slope, abs=1e-8)
    assert known.objective == pytest.approx(solved.objective, rel=1e-10)
    assert known.certified


def test_without_a_skip_connection_nothing_changes():
    problem = Problem(data(LINE[0], "squared", n=16, seed=3), replace(LINE[0], skip=False))
    *_, path = path_events(problem, 0.05)
    assert_same_as_solved(problem, path, 0.3)
    assert problem.solve(lam_ratio=0.1).slope == 0.0


@pytest.mark.parametrize("net", [LINE[0], LINE[3]], ids=Architecture.describe)
def test_landscape(net):
    signal = data(net, "squared", n=12, seed=6)
    result = fit(signal, net, lam_ratio=0.05)
    found = landscape(result)
    assert found.computed
    band = found.band()
    low, high = band.at(signal.x)
    np.testing.assert_allclose(low, result.fitted, atol=1e-7)
    np.testing.assert_allclose(high, result.fitted, atol=1e-7)
    t = np.linspace(signal.x[0], signal.x[-1], 101)
    low, high = band.at(t)
    for one in (result, *found.sample(3)):
        assert np.all(one.predict(t) >= low - 1e-6) and np.all(one.predict(t) <= high + 1e-6)
        assert one.certified


def test_long_signals_go_by_segments():
    rng = np.random.default_rng(1)
    x = np.linspace(-3, 5, 3000)
    y = 2 * x + np.sin(3 * x) + 0.1 * rng.standard_normal(3000)
    result = fit(Signal(x, y), LINE[0], lam_ratio=1e-3)
    assert result.certified and len(result.weights) > 5
    assert result.slope == pytest.approx(np.mean(np.diff(result.fitted) / np.diff(x)), abs=5)


def test_far_offsets_keep_their_digits():
    x = 1.7e9 + np.linspace(0, 50, 20)
    rng = np.random.default_rng(0)
    signal = Signal(x, 3 * (x - x[0]) + rng.standard_normal(20))
    result = fit(signal, LINE[1], lam_ratio=0.05)
    assert result.certified and result.slope == pytest.approx(3, abs=0.2)
    np.testing.assert_allclose(result.predict(x), result.fitted, atol=1e-5)
    np.testing.assert_allclose(result.network.forward(x), result.fitted, atol=1e-5)


def test_data_on_a_line_need_no_neuron():
    x = np.linspace(0, 3, 11)
    for loss in ("squared", "huber", "quantile"):
        result = fit(Signal(x, 0.1 + 0.3 * x), LINE[3], lam_ratio=0.1, loss=loss)
        assert result.lam_max == 0 and not len(result.weights) and result.certified
        assert result.slope == pytest.approx(0.3)


@pytest.mark.parametrize("net", [LINE[3], LINE[9], *SEVERAL], ids=Architecture.describe)
def test_exports_carry_the_line(net):
    signal = data(net, "squared", n=14, seed=8)
    result = fit(signal, net, lam_ratio=0.05)
    room: dict = {}
    exec(python_source(result), room)
    t = signal.x + 0.01
    np.testing.assert_allclose(room["network"](t), result.predict(t), atol=1e-9)
    if net.inputs == "line":
        t = np.linspace(-4, 7, 40)
        pieces = result.pieces()
        by_pieces = [next(p for p in pieces if p.start <= s < p.end)(s) for s in t]
        np.testing.assert_allclose(by_pieces, result.predict(t), atol=1e-9)
    if net.inputs == "additive":
        total = np.full(len(t), result.intercept)
        for c in range(2):
            pieces = result.pieces(c)
            total += [next(p for p in pieces if p.start <= s < p.end)(s) for s in t[:, c]]
        np.testing.assert_allclose(total, result.predict(t), atol=1e-9)


def test_what_has_no_skip_connection_says_so():
    x = np.linspace(0, 1, 8)
    labels = np.where(x > 0.5, 1.0, -1.0)
    with pytest.raises(SettingError, match="separates the labels"):
        fit(Signal(x, labels), LINE[0], lam_ratio=0.1, loss="logistic")
    result = fit(Signal(x, np.sin(9 * x)), LINE[0], lam_ratio=0.1)
    assert all(entry(result) for entry in EXPORTERS)
    with pytest.raises(MirrorsError, match="True or False"):
        Architecture("relu", 2, skip="yes")


def test_estimators_and_command_line(tmp_path, capsys):
    signal = data(LINE[0], "squared", n=20, seed=5)
    model = MirrorRegressor("relu", 2, lam_ratio=0.1, skip=True)
    model.fit(signal.raw_x[:, None], signal.raw_y, signal.raw_weights)
    assert model.result_.objective == pytest.approx(fit(signal, LINE[0], lam_ratio=0.1).objective)
    labels = np.tile([0, 1, 1], 7)[:20]
    classifier = MirrorClassifier("relu", 2, lam_ratio=0.1, skip=True)
    assert classifier.fit(np.arange(20.0)[:, None], labels).result_.certified
    file = tmp_path / "a.csv"
    rows = zip(signal.x.tolist(), signal.y.tolist(), strict=True)
    file.write_text("x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in rows))
    common = ("fit", str(file), "--x", "x", "--skip", "--lam-ratio", "0.1")
    assert main((*common, "--json", "-")) == 0
    got = json.loads(capsys.readouterr().out)
    wanted = fit(Signal(signal.x, signal.y), LINE[0], lam_ratio=0.1)
    assert got["slope"] == pytest.approx(wanted.slope)
    assert got["architecture"]["skip"] is True
    assert main(common) == 0
    out = capsys.readouterr().out
    assert "slope" in out and "with skip connection" in out


def test_a_forecast_at_lambda_max_is_the_linear_autoregression():
    rng = np.random.default_rng(3)
    s = np.zeros(60)
    for k in range(2, 60):
        s[k] = 0.6 * s[k - 1] - 0.2 * s[k - 2] + rng.standard_normal()
    found = forecast(
        Signal(np.arange(60.0), s), LINE[1], lags=(1, 2), lam_ratio=1.0, validate=False
    )
    mine, theirs = found.entry("convex"), found.entry("linear")
    np.testing.assert_allclose(mine.one_step, theirs.one_step, rtol=1e-9)
    np.testing.assert_allclose(mine.future, theirs.future, rtol=1e-9)
    plain = forecast(
        Signal(np.arange(60.0), s), replace(LINE[1], skip=False), lags=(1, 2), lam_ratio=1.0,
        validate=False,
    )  # fmt: skip
    assert np.ptp(plain.entry("convex").one_step) < 1e-9  # a constant


def test_validation_falls_back_on_the_linear_autoregression():
    """Where nothing but noise bends, the first λ of the grid is chosen, and is exactly linear."""
    rng = np.random.default_rng(1)
    s = np.zeros(80)
    for k in range(1, 80):
        s[k] = 0.6 * s[k - 1] + rng.standard_normal()
    found = forecast(Signal(np.arange(80.0), s), LINE[0], lags=(1,), validate=False)
    assert found.choice.lams[0] == found.choice.lam_max and found.lam_ratio == 1
    mine, theirs = found.entry("convex"), found.entry("linear")
    np.testing.assert_allclose(mine.one_step, theirs.one_step, rtol=1e-9)
    np.testing.assert_allclose(mine.future, theirs.future, rtol=1e-9)


@pytest.mark.parametrize("loss", LOSSES[1:], ids=lambda loss: loss["loss"])
@pytest.mark.parametrize("net", [LINE[0], LINE[3], LINE[8], *SEVERAL], ids=Architecture.describe)
def test_other_losses_have_interpolation_path_landscape_and_training(net, loss):
    signal = data(net, loss["loss"], n=9, seed=8)
    along = list(path(signal, net, 4, 0.05, **loss))
    assert all(result.certified for result in along) and not len(along[0].weights)
    result = along[-1]
    wanted = fit(signal, net, lam=result.lam, **loss)
    assert result.objective == pytest.approx(wanted.objective, rel=1e-9)
    np.testing.assert_allclose(result.line(signal.x), wanted.line(signal.x), atol=1e-6)
    assert not landscape(result).computed
    if loss["loss"] == "logistic":
        with pytest.raises(SettingError, match="logistic loss falls on"):
            fit(signal, net, lam=0, **loss)
    else:  # the optimum at λ = 0 is one of the norm, whatever the loss
        once = Signal(signal.x, signal.y)
        exact, other = fit(once, net, lam=0, **loss), fit(once, net, lam=0)
        np.testing.assert_allclose(exact.fitted, once.y, atol=1e-9)
        assert exact.certified and exact.objective == pytest.approx(other.objective, rel=1e-9)
    if not net.step and net.inputs != "plane":
        settings = TrainingSettings(from_optimum=True, steps=20, method="lbfgs")
        trained = last(train(result, settings))
        assert trained.objectives[0][0] == pytest.approx(result.objective, rel=1e-9)
        assert trained.final[0] >= result.objective * (1 - 1e-9)


@pytest.mark.parametrize("net", [LINE[3], SEVERAL[2]], ids=Architecture.describe)
def test_training_has_the_line_too(net):
    signal = data(net, "squared", n=14, seed=8)
    result = fit(signal, net, lam_ratio=0.05)
    settings = TrainingSettings(from_optimum=True, steps=20, method="lbfgs")
    trained = last(train(result, settings))
    assert trained.objectives[0][0] == pytest.approx(result.objective, rel=1e-9)
    assert trained.final[0] >= result.objective * (1 - 1e-9)
    network = trained.networks[0]
    np.testing.assert_allclose(network.slope, result.slope, rtol=1e-5)
    assert network.objective(signal, result.lam) == pytest.approx(trained.final[0], rel=1e-9)
    if net.inputs == "line":
        (chain,) = trained.chains(0)
        np.testing.assert_allclose(chain.forward(signal.x), network.forward(signal.x), atol=1e-9)
    objective = Objective(Scaling.of(result), net.activations, np.array([0, 0, 0]), True)
    theta = np.random.default_rng(1).standard_normal((2, objective.size))
    _, gradient = objective.gradient(theta)
    for p in range(objective.size):
        step = np.zeros_like(theta)
        step[:, p] = 1e-6
        slope = (objective.value(theta + step) - objective.value(theta - step)) / 2e-6
        np.testing.assert_allclose(gradient[:, p], slope, rtol=1e-4, atol=1e-4)
