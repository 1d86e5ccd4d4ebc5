"""What is known in closed form (manual, Closed forms), as oracles that need no dictionary."""

from __future__ import annotations

import brute
import cvxpy as cp
import numpy as np
import pytest
from brute import NETS, TWO_LAYER, random_signal

from mirrors_engine import Signal, fit, lambda_max
from mirrors_engine.signals import sample

SLOPES = {name: brute.LAYERS[name][0] for name in TWO_LAYER}
KNOWN = [
    # the paper's figures: x, y, then the norm at λ → 0 of each network
    ((0, 4, 5, 7, 10, 11), (0, 0, 0, 2, 3, 3), {"relu2": 2, "relu3": 1, "relu4": 1}),
    ((0, 2, 6, 7), (0, 0, 3, 3), {"relu2": 3 / 2, "relu3": 3 / 4, "relu4": 3 / 4}),
    ((0, 2, 6, 7), (0, 0, 3, 7), {"relu2": 4, "relu3": 4, "relu4": 4}),
]


def norm(result) -> float:
    return float(np.abs(result.weights).sum())


def min_norm_cost(name: str, x: np.ndarray, f: np.ndarray) -> float:
    """Least ||z||₁ of given values at the samples."""
    if name == "sign2":
        return 0.5 * float(np.abs(np.diff(f)).sum())
    if name == "threshold2":
        return float(np.abs(np.diff(f)).sum())
    d = np.diff(f) / np.diff(x)
    bends = float(np.abs(np.diff(d)).sum())
    if name in ("relu3", "relu4"):
        return 0.5 * (abs(d[0]) + bends + abs(d[-1]))
    a_plus, a_minus = SLOPES[name]
    s = bends / abs(a_plus - a_minus)
    c, a = abs(a_plus + a_minus) / 2, max(abs(a_plus), abs(a_minus))
    return s + max(0.0, abs(0.5 * (d[0] + d[-1])) - c * s) / a


@pytest.mark.parametrize(
    ("x", "y", "name", "expected"),
    [(x, y, name, value) for x, y, norms in KNOWN for name, value in norms.items()],
)
def test_known_norms_of_the_paper(x, y, name, expected):
    result = fit(Signal(x, y), NETS[name], lam_ratio=1e-7)
    assert norm(result) == pytest.approx(expected, abs=1e-4)
    np.testing.assert_allclose(result.fitted, y, atol=1e-4)
    assert result.certified


def test_known_two_layer_solution_of_the_six_points():
    result = fit(sample("paper_six"), NETS["relu2"], lam_ratio=1e-7)
    pairs = zip(result.features, result.weights, strict=True)
    active = [(f.parameters, z) for f, z in pairs if abs(z) > 1e-4]  # λ is not yet 0
    found = {(p["kink"], p["direction"]): z for p, z in active}
    expected = {(5.0, 1.0): 1.0, (7.0, 1.0): -2 / 3, (10.0, 1.0): -1 / 3}
    assert found == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("name", ["relu3", "relu4"])
def test_known_three_layer_solution_of_the_six_points(name):
    result = fit(sample("paper_six"), NETS[name], lam_ratio=1e-7)
    found = {
        (f.parameters["start"], f.parameters["end"]): z
        for f, z in zip(result.features, result.weights, strict=True)
        if abs(z) > 1e-4
    }
    assert found == pytest.approx({(5.0, 7.0): 2 / 3, (5.0, 10.0): 1 / 3}, abs=1e-4)


@pytest.mark.parametrize("ratio", [0.6, 0.1, 0.01, 1e-4])
@pytest.mark.parametrize("name", [*TWO_LAYER, "relu3", "relu4", "sign2", "threshold2"])
def test_the_norm_is_the_least_for_its_fit(name, ratio):
    """At every λ, of all networks with the same fit the solution has the least norm."""
    for seed in range(3):
        signal = random_signal(50 + seed, 12, weights=True)
        result = fit(signal, NETS[name], lam_ratio=ratio)
        cost = min_norm_cost(name, signal.x, result.fitted)
        assert norm(result) == pytest.approx(cost, rel=1e-9)


@pytest.mark.parametrize("name", [*TWO_LAYER, "relu3", "relu4", "sign2", "threshold2"])
def test_interpolation_as_lam_vanishes(name):
    rng = np.random.default_rng(60)
    signal = Signal(np.arange(9) + rng.uniform(0, 0.5, 9), rng.standard_normal(9))
    result = fit(signal, NETS[name], lam_ratio=1e-7)
    np.testing.assert_allclose(result.fitted, signal.y, atol=1e-4)
    cost = min_norm_cost(name, signal.x, signal.y)
    assert norm(result) == pytest.approx(cost, rel=1e-4)
    assert norm(result) <= cost * (1 + 1e-9)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("rise", [3.0, -0.7])
@pytest.mark.parametrize("h", [0.25, 40.0])
def test_two_points_are_a_soft_threshold(name, rise, h):
    signal = Signal((1.0, 1.0 + h), (2.0, 2.0 + rise))
    layers = brute.LAYERS[name]
    if layers[0][0] == "step":
        unit = 1.0 if name == "sign2" else 2.0  # threshold at λ/2 is sign at λ
    else:
        unit = 2 / (h * max(abs(layers[0][0]), abs(layers[0][1])) ** len(layers))
    critical = abs(rise) / unit
    assert lambda_max(signal, NETS[name]) == pytest.approx(critical, rel=1e-12)
    for ratio in (1e-6, 0.2, 0.9, 1.0, 1.5):
        result = fit(signal, NETS[name], ratio * critical * (1 + 1e-14))
        expected = np.sign(rise) * max(0.0, abs(rise) - ratio * critical * unit)
        assert result.fitted[1] - result.fitted[0] == pytest.approx(expected, abs=1e-12)
        assert result.fitted.mean() == pytest.approx(2 + rise / 2, rel=1e-14)


@pytest.mark.parametrize("name", NETS)
def test_from_lam_max_up_the_fit_is_constant(name):
    """The weighted mean; just below λ_max it is not."""
    signal = random_signal(70, 10, weights=True, duplicates=True)
    top = lambda_max(signal, NETS[name])
    mean = np.average(signal.y, weights=signal.weights)
    for factor in (1.0, 1.0 + 1e-12, 7.0, 1e6):
        result = fit(signal, NETS[name], factor * top)
        assert result.weights.size == 0
        assert result.features == ()
        assert result.intercept == pytest.approx(mean, rel=1e-13)
        np.testing.assert_allclose(result.fitted, mean, rtol=1e-13)
        assert result.certified
    below = fit(signal, NETS[name], 0.999 * top)
    assert 1 <= len(below.weights) <= 2
    assert np.ptp(below.fitted) > 0


def test_threshold_at_half_lam_is_sign():
    signal = random_signal(71, 14, weights=True)
    sign = fit(signal, NETS["sign2"], lam_ratio=0.1)
    threshold = fit(signal, NETS["threshold2"], 0.5 * sign.lam)
    np.testing.assert_allclose(threshold.fitted, sign.fitted, atol=1e-12)
    np.testing.assert_allclose(threshold.weights, 2 * sign.weights, rtol=1e-10)
    assert threshold.objective == pytest.approx(sign.objective, rel=1e-12)


def square_wave(k: int, r: int) -> tuple[Signal, np.ndarray]:
    """k runs of length r at ±1, and the number of the run of each sample."""
    run = np.repeat(np.arange(k), r)
    return Signal(np.arange(k * r), 1.0 - 2.0 * (run % 2)), run


@pytest.mark.parametrize("r", [1, 3, 8])
@pytest.mark.parametrize("k", [2, 3, 4, 5, 8])
def test_square_wave(k, r):
    signal, run = square_wave(k, r)
    signs = 1.0 - 2.0 * (np.arange(k) % 2)
    top = 2 * r if k % 2 == 0 else 2 * r * (1 - 1 / k)
    assert lambda_max(signal, NETS["sign2"]) == pytest.approx(top, rel=1e-12)
    until = {2: 2 * r, 3: 4 * r / 3}.get(k, r)
    for lam in until * np.array([1e-3, 0.2, 0.7, 0.999]):
        level = signs * (1 - lam / r)
        level[[0, -1]] = signs[[0, -1]] * (1 - lam / (2 * r))
        result = fit(signal, NETS["sign2"], lam)
        np.testing.assert_allclose(result.fitted, level[run], atol=1e-12)
    if k < 4:
        return
    for lam in r + (top - r) * np.array([0.01, 0.5, 0.99]):
        inside = 0.0 if k % 2 == 0 else -signs[0] * (1 / (k - 2) - lam / ((k - 2) * r))
        level = np.full(k, inside)
        level[[0, -1]] = signs[[0, -1]] * (1 - lam / (2 * r))
        result = fit(signal, NETS["sign2"], lam)
        np.testing.assert_allclose(result.fitted, level[run], atol=1e-12)


def denoised(name: str, signal: Signal, lam: float) -> tuple[float, np.ndarray]:
    """The same training problem in N variables, without any dictionary."""
    x, y, w = signal.x, signal.y, signal.weights
    f = cp.Variable(len(x))
    loss = 0.5 * cp.sum_squares(cp.multiply(np.sqrt(w), f - y))
    if name == "sign2":
        cost = 0.5 * cp.norm1(cp.diff(f))
    elif name == "threshold2":
        cost = cp.norm1(cp.diff(f))
    else:
        d = cp.multiply(cp.diff(f), 1 / np.diff(x))
        bends = cp.norm1(cp.diff(d))
        if name in ("relu3", "relu4"):
            cost = 0.5 * (cp.abs(d[0]) + bends + cp.abs(d[-1]))
        else:
            a_plus, a_minus = SLOPES[name]
            s, c = 1 / abs(a_plus - a_minus), abs(a_plus + a_minus) / 2
            a, mean = max(abs(a_plus), abs(a_minus)), cp.abs(0.5 * (d[0] + d[-1]))
            # max(S, S(1 - c/A) + |m̄|/A): convex because c ≤ A
            cost = cp.maximum(s * bends, s * (1 - c / a) * bends + mean / a)
    problem = cp.Problem(cp.Minimize(loss + lam * cost))
    brute.solve(problem)
    return float(problem.value), f.value


@pytest.mark.parametrize("name", [*TWO_LAYER, "relu3", "sign2", "threshold2"])
@pytest.mark.parametrize("ratio", [0.5, 0.05, 0.002])
def test_trend_filtering_and_total_variation(name, ratio):
    signal = random_signal(80, 40, weights=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    value, f = denoised(name, signal, result.lam)
    assert result.objective == pytest.approx(value, rel=1e-8)
    np.testing.assert_allclose(result.fitted, f, atol=1e-4)
