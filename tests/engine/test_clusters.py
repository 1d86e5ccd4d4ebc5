"""Samples 1e-9 apart, four at a time: certified wherever the digits of a dual point allow it."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal

NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.1),
    "rising": Architecture("piecewise", 2, slopes=(2.0, 0.7)),
    "falling": Architecture("piecewise", 2, slopes=(-0.4, -2.0)),
    "relu3": Architecture("relu", 3),
    "one side": Architecture("piecewise", 3, slopes=(0.0, 0.5)),
    "relu2 skip": Architecture("relu", 2, skip=True),
    "folding skip": Architecture("piecewise", 2, slopes=(1.0, -0.5), skip=True),
    "relu3 skip": Architecture("relu", 3, skip=True),
    "one side skip": Architecture("piecewise", 3, slopes=(0.0, 0.5), skip=True),
}
RATIOS = (0.5, 3e-2, 1e-3, 5e-5, 1e-5)


def clusters(n: int, seed: int) -> Signal:
    rng = np.random.default_rng(seed)
    x = (np.arange(-(-n // 4))[:, None] + 1e-9 * np.arange(4)).ravel()[:n]
    return Signal(x, rng.standard_normal(n), rng.random(n) + 0.2 if seed % 2 else None)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("n", [20, 60, 200, 400])
def test_many_clusters_are_certified(name, n):
    """At small λ the factors of columns that all but coincide had left gaps of 1e-9 to 3e-9."""
    for seed in range(2):
        problem = Problem(clusters(n, seed), NETS[name])
        for ratio in RATIOS:
            result = problem.solve(lam_ratio=ratio)
            assert result.certified, (seed, ratio, result.gap)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("n", [5, 8])
def test_one_or_two_clusters_are_as_exact_as_a_dual_point_in_floats(name, n):
    """With a free line only differences inside the clusters are left, and λ_max is 1e-9 of y.

    A dual point must be normal to 1 and x and keep |A_jᵀu| ≤ λ; its numbers are of the size of y,
    each rounded by a unit in its last place, so no floats meet that to less than eps Σ|u| / λ.
    """
    eps = np.finfo(float).eps
    for seed in range(4):
        problem = Problem(clusters(n, seed), NETS[name])
        for ratio in RATIOS:
            result = problem.solve(lam_ratio=ratio)
            u = result.certificate.dual_point / problem.units.dual
            digits = 4 * eps * float(np.abs(u).sum()) / problem.to_scaled_lam(result.lam)
            possible = not NETS[name].skip or digits < result.certificate.tolerance
            assert result.certified or not possible, (seed, ratio, result.gap)
            assert result.certified or result.gap <= digits, (seed, ratio, result.gap, digits)
