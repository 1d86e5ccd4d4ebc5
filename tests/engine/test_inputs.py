"""Degenerate inputs are solved, impossible ones refused in one sentence, long work cancels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from brute import NETS, keyed, random_signal

from mirrors_engine import Architecture, MirrorsError, Problem, Signal, fit, lambda_max, path
from mirrors_engine.dictionaries.registry import build_dictionary, dictionary_size
from mirrors_engine.errors import Cancelled, SettingError, SizeError

ALL = pytest.mark.parametrize("name", NETS)
X = np.array([0.0, 1.0, 3.0, 4.0])
Y = np.array([1.0, -1.0, 2.0, 0.0])


@ALL
@pytest.mark.parametrize(
    ("x", "y", "mean"),
    [
        pytest.param([2.0], [5.0], 5.0, id="one row"),
        pytest.param([3.0, 3.0, 3.0], [1.0, 2.0, 6.0], 3.0, id="constant x"),
        pytest.param([0.0, 1.0, 5.0], [7.0, 7.0, 7.0], 7.0, id="constant y"),
        pytest.param([0.0, 1.0, 5.0], [0.1, 0.1, 0.1], 0.1, id="constant y, inexact"),
        pytest.param([0.0, 1.0], [0.0, 0.0], 0.0, id="zero y"),
        pytest.param([1.0, 1.0, 2.0, 2.0], [0.0, 2.0, 2.0, 0.0], 1.0, id="equal means"),
    ],
)
def test_nothing_to_learn(name, x, y, mean):
    signal = Signal(x, y)
    assert lambda_max(signal, NETS[name]) == 0.0
    for setting in ({"lam": 0.3}, {"lam_ratio": 0.01}):
        for solver in ("auto", "active_set", "coordinate_descent"):
            result = fit(signal, NETS[name], **setting, solver=solver)
            assert result.weights.size == 0
            assert result.intercept == pytest.approx(mean, rel=1e-15)
            assert result.objective == pytest.approx(signal.loss_constant, abs=1e-30)
            assert result.gap == 0.0
            assert result.certified
            assert result.lam_ratio == 1.0
    assert len(list(path(signal, NETS[name], n=5))) == 1


@ALL
@pytest.mark.parametrize("ratio", [0.3, 1e-3])
def test_duplicates_report_the_loss_of_the_rows(name, ratio):
    signal = random_signal(7, 9, weights=True, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    residual = result.predict(signal.raw_x) - signal.raw_y
    loss = 0.5 * float(np.sum(signal.raw_weights * residual**2))
    penalty = result.lam * float(np.abs(result.weights).sum())
    assert result.objective == pytest.approx(loss + penalty, rel=1e-10)


@ALL
@pytest.mark.parametrize(("x_offset", "y_offset"), [(1e9, 0.0), (0.0, -1e9), (1.7e9, 1e9)])
def test_large_offsets(name, x_offset, y_offset):
    plain = fit(Signal(X, Y), NETS[name], lam_ratio=0.1)
    moved = fit(Signal(X + x_offset, Y + y_offset), NETS[name], lam_ratio=0.1)
    assert moved.certified
    assert moved.objective == pytest.approx(plain.objective, rel=1e-9)
    assert keyed(moved) == pytest.approx(keyed(plain), rel=1e-6)
    np.testing.assert_allclose(moved.fitted - y_offset, plain.fitted, atol=1e-6)
    np.testing.assert_allclose(moved.predict(X + x_offset), moved.fitted, atol=1e-6)


@ALL
@pytest.mark.parametrize("scale", [1e-140, 1e-9, 1e12, 1e140])
def test_extreme_scales(name, scale):
    for signal in (Signal(X * scale, Y), Signal(X, Y * scale), Signal(X, Y, np.full(4, scale))):
        result = fit(signal, NETS[name], lam_ratio=0.1)
        assert result.certified
        assert np.isfinite(result.objective)
        assert result.objective > 0
        assert len(result.weights) > 0


@ALL
def test_weights_of_very_different_size(name):
    rng = np.random.default_rng(4)
    for _ in range(5):
        x, y = np.sort(rng.standard_normal(9)), rng.standard_normal(9)
        signal = Signal(x, y, 10.0 ** rng.uniform(-6, 6, 9))
        for ratio in (0.5, 0.01, 1e-4):
            assert fit(signal, NETS[name], lam_ratio=ratio).certified


def one_sentence(error: pytest.ExceptionInfo) -> None:
    text = str(error.value)
    assert isinstance(error.value, MirrorsError)
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) > 20


@pytest.mark.parametrize(
    "settings",
    [
        {"lam": -1.0},
        {"lam": math.nan},
        {"lam": math.inf},
        {"lam": "much"},
        {"lam_ratio": -0.5},
        {"lam_ratio": math.nan},
        {"lam": 1.0, "lam_ratio": 0.5},
        {},
        {"lam": 1.0, "loss": "cubic"},
        {"lam": 1.0, "solver": "magic"},
    ],
    ids=str,
)
def test_refused_settings(settings):
    with pytest.raises(SettingError) as error:
        fit(Signal(X, Y), NETS["relu2"], **settings)
    one_sentence(error)


@pytest.mark.parametrize(
    "settings",
    [
        {"layers": 1},
        {"layers": 0},
        {"layers": -3},
        {"layers": 1000},
        {"layers": 2.5},
        {"layers": True},
        {"activation": "tanh"},
        {"activation": "leaky", "negative_slope": 0.0},
        {"activation": "leaky", "negative_slope": 1.0},
        {"activation": "leaky", "negative_slope": math.nan},
        {"activation": "piecewise"},
        {"activation": "piecewise", "slopes": (1.0, 1.0)},
        {"activation": "piecewise", "slopes": (1.0, math.nan)},
        {"activation": "piecewise", "slopes": (1.0,)},
        {"activation": "relu", "slopes": (1.0, 0.0)},
        {"activation": "relu", "layers": 3, "widths": (2,)},
        {"activation": "sign", "layers": 3, "widths": (0,)},
        {"activation": "sign", "layers": 3, "widths": (1, 2)},
        {"activation": "sign", "layers": 3, "kind": "round", "widths": (2,)},
        {"inputs": "sphere"},
    ],
    ids=str,
)
def test_refused_architectures(settings):
    with pytest.raises(MirrorsError) as error:
        Architecture(**settings)
    one_sentence(error)


@pytest.mark.parametrize("layers", ["three", None, math.nan, math.inf])
def test_layers_that_are_no_number(layers):
    with pytest.raises(MirrorsError) as error:
        Architecture("relu", layers)
    one_sentence(error)


@pytest.mark.parametrize("settings", [{"n": 0}, {"n": 2.5}, {"min_ratio": 0}, {"min_ratio": 1}])
def test_refused_paths(settings):
    with pytest.raises(SettingError) as error:
        path(Signal(X, Y), NETS["relu2"], **settings)
    one_sentence(error)


@pytest.mark.parametrize("name", ["abs3", "symmetrized3"])
def test_out_of_reach_is_refused_with_what_fits(name):
    n = 2_000_000
    signal = Signal(np.arange(n), np.arange(n) % 7)
    assert dictionary_size(NETS[name], n) > 4 * 10**12
    with pytest.raises(SizeError) as error:
        fit(signal, NETS[name], lam_ratio=0.1)
    one_sentence(error)
    fits = int(str(error.value).split(" to ")[1].split()[0])
    assert dictionary_size(NETS[name], fits) <= 4 * 10**12
    assert build_dictionary(NETS[name], np.arange(fits, dtype=float)).size <= 4 * 10**12


def test_the_dense_reference_is_refused_before_it_is_formed():
    signal = Signal(np.arange(600), np.arange(600) % 5)
    with pytest.raises(SizeError) as error:
        fit(signal, NETS["abs3"], lam_ratio=0.1, solver="coordinate_descent")
    one_sentence(error)


class Stop:
    """A monitor that cancels after a number of calls."""

    def __init__(self, after: int) -> None:
        self.calls, self.after = 0, after

    def __call__(self, progress) -> None:
        self.calls += 1
        if self.calls > self.after:
            raise Cancelled("Cancelled.")


@pytest.mark.parametrize("solver", ["auto", "active_set", "coordinate_descent"])
def test_cancelling_leaves_the_problem_usable(solver):
    signal = random_signal(12, 120)
    problem = Problem(signal, NETS["abs3"])
    counter = Stop(10**9)
    expected = problem.solve(lam_ratio=0.01, monitor=counter, solver="auto")
    assert counter.calls > 50
    for after in (0, 3, 40):
        monitor = Stop(after)
        with pytest.raises(Cancelled):
            problem.solve(lam_ratio=0.01, monitor=monitor, solver=solver)
        assert monitor.calls == after + 1  # nothing runs on after it
    again = problem.solve(lam_ratio=0.01)
    assert keyed(again) == keyed(expected)
    assert again.objective == expected.objective


def test_cancelling_a_path():
    monitor = Stop(200)
    results = []
    with pytest.raises(Cancelled):
        for result in path(random_signal(13, 60), NETS["symmetrized3"], monitor=monitor):
            results.append(result)
    assert results
    assert all(result.certified for result in results)


def test_a_foreign_start_changes_nothing():
    """Results of another signal, network or solver may be offered; the answer is the same."""
    signal = random_signal(14, 12)
    cold = fit(signal, NETS["abs3"], lam_ratio=0.05)
    starts = [
        fit(random_signal(15, 30), NETS["abs3"], lam_ratio=0.05),
        fit(signal, NETS["relu3"], lam_ratio=0.05),
        fit(signal, NETS["abs3"], lam_ratio=2.0),
        fit(signal, NETS["abs3"], lam_ratio=1e-4),
        fit(signal, NETS["abs3"], lam_ratio=0.04, solver="coordinate_descent"),
    ]
    for start in starts:
        warm = fit(signal, NETS["abs3"], lam_ratio=0.05, start=start)
        assert warm.certified
        size = float(np.abs(cold.weights).sum())
        assert keyed(warm) == pytest.approx(keyed(cold), abs=1e-8 * size)


def test_results_are_frozen():
    result = fit(Signal(X, Y), NETS["abs3"], lam_ratio=0.1)
    for values in (result.weights, result.fitted, result.certificate.dual_point):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1.0
    with pytest.raises(AttributeError):
        result.lam = 3.0
