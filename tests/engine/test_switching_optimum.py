"""Optima of sign and threshold networks of three or more layers, whichever way they are found."""

from __future__ import annotations

import json
import math

import brute
import numpy as np
import pytest
from brute import keyed, random_signal
from switching_brute import dense_columns, rectangular, tree

from mirrors_engine import Architecture, MirrorRegressor, Problem, Signal, fit, lambda_max, path
from mirrors_engine.cli import main
from mirrors_engine.dictionaries.steps.several_switches import Switching
from mirrors_engine.errors import Cancelled
from mirrors_engine.serialize import dump, result_to_dict
from mirrors_engine.utils.weighting import weighted


@pytest.mark.parametrize("ratio", [0.5, 0.08, 1e-3])
@pytest.mark.parametrize(
    ("net", "most"),
    [
        (rectangular(1), 1),
        (rectangular(2), 2),
        (rectangular(3, "threshold"), 3),
        (rectangular(5), 5),
        (rectangular(8), 8),
        (tree(2, 2), 4),
        (tree(3, 2), 6),
    ],
    ids=str,
)
def test_objective_is_the_brute_force_optimum(net, most, ratio):
    signal = random_signal(most, 9, weights=True, duplicates=True)
    columns = dense_columns(net, len(signal), most)
    x_weights, y = signal.weights, signal.y
    top = brute.lam_max(columns, y, x_weights)
    assert lambda_max(signal, net) == pytest.approx(top, rel=1e-12)
    upper, lower, fitted = brute.lasso(columns, y, x_weights, ratio * top)
    for solver in ("auto", "active_set"):
        result = fit(signal, net, ratio * top, solver=solver)
        assert result.certified
        assert lower + signal.loss_constant <= result.objective * (1 + 1e-12)
        assert result.objective == pytest.approx(upper + signal.loss_constant, rel=1e-8)
        np.testing.assert_allclose(result.fitted, fitted, atol=1e-4 * np.ptp(y))


@pytest.mark.parametrize(("net", "most"), [(rectangular(3), 3), (tree(2, 2), 4)], ids=str)
def test_the_solver_does_not_depend_on_foresight(net, most, monkeypatch):
    """Column generation alone reaches the same optimum from nothing."""
    signal = random_signal(4, 40)
    best = fit(signal, net, lam_ratio=0.02)

    def nothing(self, y, w, lam, near, check, reach):
        return np.empty((0, self.key_width), dtype=np.int64), np.empty(0), weighted(w, y), np.inf

    monkeypatch.setattr(Switching, "warm_start", nothing)
    result = fit(signal, net, lam_ratio=0.02)
    assert result.certified
    assert result.iterations > best.iterations
    assert result.objective == pytest.approx(best.objective, rel=1e-12)
    assert keyed(result) == pytest.approx(keyed(best), rel=1e-8)


@pytest.mark.parametrize("ratio", [0.5, 0.05, 1e-3])
def test_more_features_than_can_be_listed(ratio):
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 1, 300))
    signal = Signal(x, np.sin(9 * x) + (x > 0.6) + 0.3 * rng.standard_normal(300))
    result = fit(signal, rectangular(50), lam_ratio=ratio)
    assert result.dictionary_size > 10**50
    assert result.certified
    assert max(len(f.kinks) for f in result.features) <= 50
    value = result.network.objective(signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-9)
    again = json.loads(dump(result_to_dict(result)))
    assert again["dictionary_size"] == result.dictionary_size


def test_threshold_is_sign_at_twice_lambda():
    signal = random_signal(6, 30, weights=True)
    for widths in (1, 2, 3, 7):
        lam = 0.1 * lambda_max(signal, rectangular(widths))
        sign = fit(signal, rectangular(widths), lam)
        threshold = fit(signal, rectangular(widths, "threshold"), lam / 2)
        assert threshold.objective == pytest.approx(sign.objective, rel=1e-12)
        np.testing.assert_allclose(threshold.fitted, sign.fitted, atol=1e-12)
        doubled = {key: 2 * z for key, z in keyed(sign).items()}
        assert keyed(threshold) == pytest.approx(doubled, rel=1e-9)


def test_one_switch_at_any_depth_is_the_two_layer_network():
    signal = random_signal(7, 25)
    two = fit(signal, Architecture("sign", 2), lam_ratio=0.05)
    for net in (rectangular(1), tree(1, 1), Architecture("sign", 5, widths=(1, 4, 2))):
        deep = fit(signal, net, two.lam)
        assert keyed(deep) == pytest.approx(keyed(two), rel=1e-9)
        assert deep.unique


def test_depth_beyond_the_first_width_adds_nothing():
    signal = random_signal(8, 30)
    three = fit(signal, rectangular(3), lam_ratio=0.02)
    four = fit(signal, Architecture("sign", 4, widths=(3, 5)), three.lam)
    five = fit(signal, tree(3, 1, 1), three.lam)
    six = fit(signal, tree(3, 2), three.lam)
    assert keyed(three) == keyed(four) == keyed(five)
    assert six.objective < three.objective * (1 - 1e-6)  # a tree of depth does


@pytest.mark.parametrize("net", [rectangular(2), rectangular(5), tree(2, 3)], ids=str)
def test_both_directions_of_lambda_agree(net):
    signal = random_signal(11, 40, weights=True)
    problem = Problem(signal, net)
    down = list(path(signal, net, n=8, min_ratio=1e-3))
    later = None
    for result in reversed(down):
        later = problem.solve(result.lam, start=later)
        assert keyed(later) == pytest.approx(keyed(result), rel=1e-7, abs=1e-12)
        assert later.certified


@pytest.mark.parametrize("net", [rectangular(1), rectangular(9), tree(2, 2)], ids=str)
def test_one_and_two_samples(net):
    one = fit(Signal(np.array([2.0]), np.array([5.0])), net, 0.1)
    assert (one.lam_max, one.dictionary_size, len(one.weights)) == (0, 0, 0)
    two = fit(Signal(np.array([0.0, 3.0]), np.array([1.0, 5.0])), net, 0.5)
    assert np.diff(two.fitted) == pytest.approx(4 - 0.5)  # soft(Δy, λ)
    assert two.certified


def test_estimator_and_command_line(tmp_path, capsys):
    rng = np.random.default_rng(5)
    x = np.arange(40.0)
    y = np.where((x > 10) & (x < 25), 2.0, 0.0) + 0.1 * rng.standard_normal(40)
    model = MirrorRegressor("sign", 3, widths=(2,), lam_ratio=0.1).fit(x[:, None], y)
    assert model.result_.certified
    file = tmp_path / "steps.csv"
    file.write_text("x,y\n" + "".join(f"{a},{b}\n" for a, b in zip(x, y, strict=True)))
    options = ["fit", str(file), "--activation", "sign", "--layers", "3", "--kind", "rectangular"]
    options += ["--x", "x", "--y", "y", "--widths", "2", "--lam-ratio", "0.1"]
    assert main([*options, "--json", "-"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["objective"] == pytest.approx(model.result_.objective, rel=1e-12)
    assert answer["dictionary_size"] == 39 + math.comb(39, 2)
    assert {unit["kind"] for unit in answer["active"]} == {"switches"}
    assert main(options) == 0
    assert "certified" in capsys.readouterr().out


def test_wide_layers_ask_often_whether_to_go_on_and_stop_where_they_are_told():
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(5000))
    data = Signal(x, np.sin(6 * x) + (x > 0.6) + 0.2 * rng.standard_normal(5000))
    net = Architecture("sign", 3, widths=(50,))

    def calls(most):
        count = 0

        def monitor(_):
            nonlocal count
            count += 1
            if count == most:
                raise Cancelled("enough")

        try:
            result = Problem(data, net).solve(lam_ratio=0.01, monitor=monitor)
        except Cancelled:
            return count, None
        return count, result

    every, result = calls(np.inf)
    assert result.certified and every > 50  # one pass over the samples each, or less
    for most in (1, every // 2, every):
        assert calls(most) == (most, None)
