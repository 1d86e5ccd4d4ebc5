"""The functions of `closed_forms` against brute-force programs and the solver."""

from __future__ import annotations

import itertools

import brute
import cvxpy as cp
import numpy as np
import pytest
from brute import NETS, TWO_LAYER, random_signal

from mirrors_engine import Architecture, MirrorsError, Problem, Signal, fit, lambda_max
from mirrors_engine.closed_forms import (
    SquareWave,
    applies,
    denoise,
    has_min_norm_cost,
    mean_end_slope,
    min_norm_cost,
    segment_slopes,
    two_layer_abs_weights,
    two_point_fit,
)

SLOPED = [*TWO_LAYER, "relu3", "relu4"]


def least_norm(columns: np.ndarray, f: np.ndarray) -> float:
    """min ||z||₁ subject to A z + ξ = f by an interior-point method."""
    z, xi = cp.Variable(columns.shape[1]), cp.Variable()
    problem = cp.Problem(cp.Minimize(cp.norm1(z)), [columns @ z + xi == f])
    brute.solve(problem)
    return float(problem.value)


def step_columns(n: int, m: int, low: float = -1.0) -> np.ndarray:
    """Every vector of 1 and `low` with 1 to m switches."""
    vectors = []
    for vector in itertools.product((1.0, low), repeat=n):
        if 1 <= np.count_nonzero(np.diff(vector)) <= m:
            vectors.append(vector)
    return np.array(vectors).T


def values(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples and values; some are straight lines in part, some dominated by a slope."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 4, n))
    f = rng.standard_normal(n) * (seed % 3) + (seed % 4) * 3 * x
    return x, np.round(f, 3)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", SLOPED)
def test_norm_of_given_values(name, seed):
    x, f = values(seed, 5 if name == "relu4" else 7)
    expected = least_norm(brute.dictionary(name, x), f) if np.ptp(f) else 0.0
    assert min_norm_cost(x, f, NETS[name]) == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("slopes", [(2.0, 1.9), (1.0, -3.0), (0.0, 1.0), (-1.0, -2.0), (0.5, -0.5)])
@pytest.mark.parametrize("seed", range(4))
def test_norm_for_any_slopes(slopes, seed):
    x, f = values(seed, 6)
    units = brute.vertex_units((slopes,), x)
    net = Architecture("piecewise", 2, slopes=slopes)
    expected = least_norm(brute.matrix(units, x), f) if np.ptp(f) else 0.0
    assert min_norm_cost(x, f, net) == pytest.approx(expected, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("m", [1, 2, 5, 9])
@pytest.mark.parametrize("seed", range(5))
def test_norm_of_steps(m, seed):
    _, f = values(seed + 1, 6)
    x = np.arange(6.0)
    for activation, low in (("sign", -1.0), ("threshold", 0.0)):
        net = Architecture(activation, 3, widths=(m,))
        expected = least_norm(step_columns(6, m, low), f) if np.ptp(f) else 0.0
        assert min_norm_cost(x, f, net) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    tree = Architecture("sign", 4, kind="tree", widths=(1, 2))
    assert min_norm_cost(x, f, tree) == min_norm_cost(x, f, Architecture("sign", 3, widths=(2,)))


def test_where_no_formula_is_known():
    x = np.arange(6.0)
    nets = [NETS["abs3"], NETS["symmetrized3"], Architecture("sign", 3, widths=(3,))]
    for net in nets:
        assert not has_min_norm_cost(net, 6)
        with pytest.raises(MirrorsError):
            min_norm_cost(x, x, net)
    assert has_min_norm_cost(nets[-1], 4)


def test_slopes():
    x, f = np.array([0.0, 1.0, 3.0]), np.array([0.0, 2.0, 3.0])
    np.testing.assert_array_equal(segment_slopes(x, f), [2.0, 0.5])
    assert mean_end_slope(x, f) == 1.25
    assert mean_end_slope(x[:1], f[:1]) == 0
    assert min_norm_cost(x[:1], f[:1], NETS["relu2"]) == 0
    assert min_norm_cost(x[:1], f[:1], NETS["sign2"]) == 0


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("weights", [(1.0, 1.0), (0.3, 4.0)])
def test_two_points(name, weights):
    signal = Signal((1.0, 3.5), (2.0, -1.0), weights)
    for ratio in (0.01, 0.4, 0.99, 1.2):
        result = fit(signal, NETS[name], lam_ratio=ratio)
        expected = two_point_fit(signal, NETS[name], result.lam)
        np.testing.assert_allclose(result.fitted, expected, atol=1e-12)
    with pytest.raises(ValueError, match="two samples"):
        two_point_fit(random_signal(0, 3), NETS[name], 1.0)


@pytest.mark.parametrize("k", [2, 3, 4, 5, 6, 9])
@pytest.mark.parametrize(("r", "swing", "weight"), [(1, 1.0, 1.0), (4, -2.5, 0.3)])
def test_square_waves(k, r, swing, weight):
    y = 7.0 + swing * (1.0 - 2.0 * (np.repeat(np.arange(k), r) % 2))
    signal = Signal(np.arange(k * r) ** 1.5, y, np.full(k * r, weight))
    wave = SquareWave.of(signal)
    assert (wave.k, wave.r) == (k, r)
    assert wave.lam_max == pytest.approx(lambda_max(signal, NETS["sign2"]), rel=1e-12)
    for ratio in (0.01, 0.3, 0.5, 0.6, 0.9, 0.999, 1.0, 3.0):
        lam = ratio * wave.lam_max
        expected = denoise(signal.y, signal.weights, lam / 2)
        np.testing.assert_allclose(wave.fit(lam), expected, atol=1e-12)


def test_what_is_no_square_wave():
    assert SquareWave.of(Signal((0, 1, 2), (0, 1, 1))) is None
    assert SquareWave.of(Signal((0, 1, 2), (0, 1, 2))) is None
    assert SquareWave.of(Signal((0, 1), (1, 1))) is None
    assert SquareWave.of(Signal((0, 1), (0, 1), (1, 2))) is None


@pytest.mark.parametrize("seed", range(8))
def test_denoising_is_optimal(seed):
    """Optimality conditions: running sums of ω(y - f) within ±μ, at ±μ where f jumps."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 200))
    y = np.round(rng.standard_normal(n).cumsum(), 1) + 1e3
    w = rng.uniform(0.1, 3, n)
    for penalty in (0.0, 1e-3, 0.5, 5.0, 1e4):
        f = denoise(y, w, penalty)
        running = np.cumsum(w * (y - f))
        slack = 1e-9 * (1 + penalty)
        assert abs(running[-1]) <= slack
        assert np.abs(running).max() <= penalty + slack
        jumps = np.diff(f)
        moved = np.abs(jumps) > 1e-9
        np.testing.assert_allclose(
            running[:-1][moved], -penalty * np.sign(jumps[moved]), atol=slack
        )


@pytest.mark.parametrize("ratio", [0.3, 0.01])
def test_denoising_is_two_layer_sign_training(ratio):
    signal = random_signal(12, 300, weights=True)
    sign = fit(signal, NETS["sign2"], lam_ratio=ratio)
    expected = denoise(signal.y, signal.weights, sign.lam / 2)
    np.testing.assert_allclose(sign.fitted, expected, atol=1e-11)
    threshold = fit(signal, NETS["threshold2"], lam=sign.lam / 2)
    np.testing.assert_allclose(threshold.fitted, expected, atol=1e-11)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_family_of_two_layer_absolute_values(share):
    x, y = values(5, 8)
    z = two_layer_abs_weights(x, y, share)
    f = np.abs(x[:, None] - x) @ z
    np.testing.assert_allclose(f - f[0], y - y[0], atol=1e-12)
    assert np.abs(z).sum() == pytest.approx(min_norm_cost(x, y, NETS["abs2"]), rel=1e-12)


@pytest.mark.parametrize("name", NETS)
def test_what_applies_agrees_with_the_solver(name):
    signals = [
        random_signal(30, 9, weights=True),
        Signal((1.0, 2.0), (0.0, 3.0)),
        Signal((5.0,), (1.0,)),
        Signal(np.arange(6.0), (1, 1, -1, -1, 1, 1)),
    ]
    for signal in signals:
        problem = Problem(signal, NETS[name])
        for ratio in (0.0, 0.05, 0.7, 1.0):
            result = problem.solve(lam_ratio=ratio)
            for form in applies(signal, NETS[name], result):
                assert form.statement
                if form.difference is not None:
                    assert form.difference <= 1e-8, form.name


def test_each_statement_is_made_where_it_applies():
    def names(signal, name, lam_ratio=0.2):
        result = fit(signal, NETS[name], lam_ratio=lam_ratio)
        return {form.name for form in applies(signal, NETS[name], result)}

    general = random_signal(31, 8)
    wave = Signal(np.arange(6.0), (1, 1, -1, -1, 1, 1))
    assert names(general, "relu2") == {"interpolation", "norm"}
    assert names(general, "abs2") == {"interpolation", "norm", "sliding-ends"}
    assert names(general, "abs3") == set()
    assert names(general, "abs3", 1.0) == {"constant"}
    assert names(general, "sign2") == {"interpolation", "norm", "total-variation"}
    assert names(wave, "sign2") >= {"square-wave", "square-wave-threshold"}
    assert names(Signal((0, 1), (0, 1)), "abs3") == {"two-points"}
    assert {form.name for form in applies(wave, NETS["threshold2"])} == {
        "interpolation",
        "square-wave-threshold",
    }
