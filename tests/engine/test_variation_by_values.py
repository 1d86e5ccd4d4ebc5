"""Switches with Huber's and the quantile loss, by a dynamic program over the values of the fit."""

from __future__ import annotations

from itertools import product

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.algorithms.variation_by_values import (
    Derivatives,
    least_variation,
    minimisers,
)
from mirrors_engine.errors import Cancelled
from mirrors_engine.losses import Huber, Loss, Quantile

SIGN = Architecture("sign", 2)


def quiet(share: float) -> None:
    assert 0 <= share <= 1


def derivatives(loss: Loss, y: np.ndarray, w: np.ndarray, sample: np.ndarray) -> Derivatives:
    low, high = loss.bounds(y)
    at, jumps, bends = loss.corners(y)
    return Derivatives(sample, -w * high, -w * low, at, w[:, None] * jumps, w[:, None] * bends)


@st.composite
def few_rows(draw):
    """At most six samples, some with several rows, whose values and weights often tie."""
    n = draw(st.integers(1, 6))
    sample = sorted([*range(n), *draw(st.lists(st.integers(0, n - 1), max_size=3))])
    m = len(sample)
    y = draw(st.lists(st.integers(0, 4), min_size=m, max_size=m))
    w = draw(st.lists(st.integers(1, 3), min_size=m, max_size=m))
    return np.array(y, float), np.array(w, float), np.array(sample)


@settings(deadline=None, max_examples=150)
@given(few_rows(), st.sampled_from([0.5, 0.25, 0.9]), st.sampled_from([0.1, 0.25, 0.5, 1.0, 1.5]))
def test_all_optimal_quantiles_by_brute_force(rows, tau, lam):
    """Some optimum takes values of y only, and the least and greatest optima do."""
    y, w, sample = rows
    fits = np.array(list(product(np.unique(y), repeat=int(sample[-1]) + 1)))
    loss = Quantile(tau)
    losses = derivatives(loss, y, w, sample)
    variation = np.abs(np.diff(fits, axis=1)).sum(axis=1)
    costs = loss.value(y, fits[:, sample]) @ w + lam * variation
    best = costs <= costs.min() + 1e-9
    low, high = minimisers(losses, lam, quiet)
    np.testing.assert_array_equal(low, fits[best].min(axis=0))
    np.testing.assert_array_equal(high, fits[best].max(axis=0))
    found, only = least_variation(losses, lam, quiet)
    least = best & (variation <= variation[best].min() + 1e-9)
    np.testing.assert_array_equal(found, fits[least].min(axis=0))
    assert only == (low == high).all()


@pytest.mark.parametrize("seed", range(12))
def test_optimal_huber_fits_by_a_quadratic_program(seed):
    """The value, and how far each sample may move with it."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 12))
    sample = np.sort(np.concatenate((np.arange(n), rng.integers(0, n, 2))))
    y, w = rng.integers(0, 5, n + 2).astype(float), rng.integers(1, 4, n + 2).astype(float)
    delta, lam = float(rng.choice([0.3, 1.0])), float(rng.choice([0.3, 0.9, 1.5]))
    losses = derivatives(Huber(delta), y, w, sample)
    low, high = minimisers(losses, lam, quiet)

    def objective(f):
        return float(w @ Huber(delta).value(y, f[sample]) + lam * np.abs(np.diff(f)).sum())

    f = cp.Variable(n)
    cost = 0.5 * cp.sum(cp.multiply(w, cp.huber(f[sample] - y, delta)))
    cost += lam * cp.norm1(cp.diff(f))
    least = cp.Problem(cp.Minimize(cost)).solve(solver="CLARABEL")
    assert objective(low) == pytest.approx(least, abs=1e-7)
    assert objective(high) == pytest.approx(least, abs=1e-7)
    # nothing outside is as good: the cost is convex, so a step of any size shows it
    for i in range(n):
        for end, limit in ((low, -0.05), (high, 0.05)):
            moved = cp.Problem(cp.Minimize(cost), [f[i] == end[i] + limit])
            assert moved.solve(solver="CLARABEL") > least + 1e-6


@pytest.mark.parametrize("loss", ["huber", "quantile"])
@pytest.mark.parametrize("name", ["sign", "threshold"])
def test_the_canonical_optimum_of_the_programs_over_features(loss, name):
    """Values, weights and whether they are the only ones, of ties and of generic data."""
    for seed in range(40):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(2, 25))
        x = np.concatenate((np.arange(n), rng.integers(0, n, 2))).astype(float)
        y = rng.standard_normal(n + 2) if seed % 2 else rng.integers(0, 4, n + 2).astype(float)
        w = rng.integers(1, 4, n + 2).astype(float)
        options = {"delta": 0.5} if loss == "huber" else {"quantile": float(rng.choice([0.5, 0.8]))}
        problem = Problem(Signal(x, y, w), Architecture(name, 2), loss, **options)
        lam = float(rng.choice([0.25, 0.5, 1.0, 0.37]))
        if lam >= problem.lam_max:
            continue
        found, slow = problem.solve(lam), problem.solve(lam, solver="active_set")
        assert found.solver == "total variation" != slow.solver
        assert found.certified and found.canonical and found.gap < 1e-11
        np.testing.assert_allclose(found.fitted, slow.fitted, rtol=0, atol=1e-9)
        assert [f.key for f in found.features] == [f.key for f in slow.features]
        assert found.unique == slow.unique


@pytest.mark.parametrize("loss", ["huber", "quantile"])
@pytest.mark.parametrize("ratio", [0.1, 0.01])
def test_ten_thousand_samples_of_noise_from_both_directions(loss, ratio):
    """The programs over features had no answer in a minute."""
    rng = np.random.default_rng(0)
    problem = Problem(Signal(np.arange(10_000.0), rng.standard_normal(10_000)), SIGN, loss)
    found = problem.solve(lam_ratio=ratio)
    assert found.certified and found.canonical and found.gap < 1e-11
    for other in (0.5 * ratio, 2 * ratio):
        warm = problem.solve(lam_ratio=ratio, start=problem.solve(lam_ratio=other))
        np.testing.assert_array_equal(warm.fitted, found.fitted)


def test_clusters_heavy_rows_and_far_outliers_are_certified():
    """Weights over twelve powers of ten, x in clusters, values of 1e12."""
    rng = np.random.default_rng(1)
    x = np.sort(np.concatenate((rng.random(200), 0.5 + 1e-9 * rng.random(200))))
    y = np.where(np.arange(400) % 50 == 7, 1e12, rng.standard_normal(400))
    w = 10.0 ** rng.uniform(-6, 6, 400)
    for loss in ("huber", "quantile"):
        for weights in (np.ones(400), w):
            for ratio in (0.3, 0.01):
                found = Problem(Signal(x, y, weights), SIGN, loss).solve(lam_ratio=ratio)
                assert found.certified, (loss, ratio)


def test_it_is_cancelled_between_blocks():
    rng = np.random.default_rng(2)
    problem = Problem(Signal(np.arange(9000.0), rng.standard_normal(9000)), SIGN, "quantile")
    shares: list[float] = []

    def stop(progress) -> None:
        if progress.fraction is not None:
            shares.append(progress.fraction)
        if len(shares) > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        problem.solve(lam_ratio=0.1, monitor=stop)
    assert 0 == shares[0] < shares[1] < 0.5


def test_weights_over_twenty_powers_of_ten_are_left_to_the_other_methods():
    """λ is far below the rounding of a derivative there, whose values decide nothing."""
    x, y = np.arange(5.0), np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    w = np.array([3e-21, 1.0, 7e-3, 3e-2, 7e-23])
    problem = Problem(Signal(x, y, w), SIGN, "huber", delta=0.5)
    found = problem.solve(lam_ratio=0.99)
    assert found.certified and found.solver != "total variation"
