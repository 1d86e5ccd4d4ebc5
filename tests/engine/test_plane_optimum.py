"""Two inputs: the optimum is that of all units, whichever way λ came and whatever the cloud."""

from __future__ import annotations

import brute
import numpy as np
import pytest
from plane_brute import ALL, CASES, CLOUDS, NETS, cloud, columns
from scipy.optimize import linprog

from mirrors_engine import Signal, fit, lambda_max, path


@pytest.mark.parametrize("ratio", [0.4, 0.05, 1e-3])
@CASES
def test_the_optimum_is_that_of_the_dense_dictionary(name, x, ratio):
    rng = np.random.default_rng(len(x))
    y, w = rng.standard_normal(len(x)), rng.uniform(0.3, 2, len(x))
    signal = Signal(x, y, w)
    dense = columns(name, signal.x)
    top = brute.lam_max(dense, y, w) if dense.size else 0.0
    assert lambda_max(signal, NETS[name]) == pytest.approx(top, rel=1e-9, abs=1e-14)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    assert result.gap <= 1e-9
    if top == 0:
        assert len(result.weights) == 0
        return
    upper, lower, fitted = brute.lasso(dense, y, w, ratio * top)
    room = 1e-9 + 1e-14 * np.abs(x).max()
    assert lower * (1 - room) <= result.objective <= upper * (1 + room)
    assert result.objective == pytest.approx(upper, rel=1e-7)
    np.testing.assert_allclose(result.fitted, fitted, atol=1e-3)


@ALL
def test_both_directions_of_lam_agree(name):
    for signal in (cloud(4, 16), Signal(CLOUDS["grid"], np.sin(np.arange(9.0)))):
        down = list(path(signal, NETS[name], n=12, min_ratio=1e-3))
        start = None
        for result in reversed(down[1:]):
            up = fit(signal, NETS[name], result.lam, start=start)
            start = up
            assert up.certified
            assert result.certified
            assert up.objective == pytest.approx(result.objective, rel=1e-10)
            assert brute.keyed(up) == pytest.approx(brute.keyed(result), rel=1e-6, abs=1e-8)


@ALL
@pytest.mark.parametrize("solver", ["active_set", "coordinate_descent"])
def test_other_solvers(name, solver):
    signal = cloud(5, 10)
    exact = fit(signal, NETS[name], lam_ratio=0.1)
    other = fit(signal, NETS[name], lam_ratio=0.1, solver=solver)
    assert other.objective == pytest.approx(exact.objective, rel=1e-5)
    assert other.objective >= exact.objective * (1 - 1e-12)


@ALL
def test_interpolation(name):
    signal = cloud(8, 9)
    result = fit(signal, NETS[name], 0.0)
    assert result.certified
    np.testing.assert_allclose(result.predict(signal.x), signal.y, atol=1e-8)
    near = fit(signal, NETS[name], lam_ratio=1e-7)
    assert np.abs(near.weights).sum() == pytest.approx(result.objective, rel=1e-4)
    dense = columns(name, signal.x)
    dense = dense - dense.mean(axis=0)
    k = dense.shape[1]
    answer = linprog(
        np.ones(2 * k),
        np.empty((0, 2 * k)),
        [],
        np.hstack((dense, -dense)),
        signal.y - signal.y.mean(),
    )
    assert result.objective == pytest.approx(answer.fun, rel=1e-7)


def test_a_larger_cloud_certifies():
    rng = np.random.default_rng(9)
    x = np.round(rng.uniform(-1, 1, (100, 2)), 1)  # many points line up, some coincide
    y = np.abs(x[:, 0] + x[:, 1]) + 0.1 * rng.standard_normal(100)
    for name in ("relu", "abs", "sign"):
        for ratio in (0.3, 0.01):
            result = fit(Signal(x, y), NETS[name], lam_ratio=ratio)
            assert result.certified
            value = result.network.objective(result.signal, result.lam)
            assert value == pytest.approx(result.objective, rel=1e-9)


@pytest.mark.parametrize("spacing", [1e-3, 1e-6, 1e-9])
def test_clusters(spacing):
    rng = np.random.default_rng(12)
    pairs = rng.uniform(-1, 1, (5, 2))
    x = np.concatenate((pairs, pairs + spacing * rng.uniform(-1, 1, (5, 2))))
    signal = Signal(x, rng.standard_normal(10))
    for name in NETS:
        for ratio in (0.3, 1e-2, 1e-4):
            result = fit(signal, NETS[name], lam_ratio=ratio)
            assert result.certified
            np.testing.assert_allclose(result.predict(signal.x), result.fitted, atol=1e-7)
