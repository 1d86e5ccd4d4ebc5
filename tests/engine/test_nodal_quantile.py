"""The quantile loss over the values of the fit, against the linear program over features."""

from __future__ import annotations

import numpy as np
import pytest
from brute import keyed

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers.nodal import quantile

NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "both fall": Architecture("piecewise", 2, slopes=(-0.4, -2.0)),
    "relu3": Architecture("relu", 3),
    "left only": Architecture("piecewise", 4, slopes=(0.0, 0.5)),
    "leaky2 skip": Architecture("leaky", 2, negative_slope=0.3, skip=True),
    "relu3 skip": Architecture("relu", 3, skip=True),
}


def signal(n: int, seed: int) -> Signal:
    """Weighted noise on a bent line; some x have several rows."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.random(n))
    x[5:8] = x[5]
    y = 3 * np.abs(x - 0.4) + 0.2 * rng.standard_normal(n)
    return Signal(x, y, rng.random(n) + 0.2)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("level", [0.5, 0.9])
def test_the_vertex_is_the_optimum(name, level):
    problem = Problem(signal(150, 3), NETS[name], "quantile", quantile=level)
    for ratio in (0.5, 0.05, 5e-3):
        lam = ratio * problem.lam_max
        scaled = problem.to_scaled_lam(lam)
        found = quantile.solve(
            problem.dictionary, problem.rows, scaled, lambda *_: None, lambda: None
        )
        assert found is not None, ratio
        result = problem.result_of(lam, found, 0.0)
        other = problem.solve(lam, solver="active_set")
        assert result.certified and result.gap < 1e-10
        assert result.objective == pytest.approx(other.objective, rel=1e-9)


def test_long_signals_take_it_and_stay_canonical():
    for seed, name in enumerate(("relu2", "relu3")):
        problem = Problem(signal(1200, seed), NETS[name], "quantile", quantile=0.5)
        above = problem.solve(lam_ratio=0.05)
        cold = problem.solve(lam_ratio=0.02)
        warm = problem.solve(lam_ratio=0.02, start=above)
        other = problem.solve(lam_ratio=0.02, solver="active_set")
        assert "vertex" in cold.solver and cold.certified
        assert keyed(cold) == keyed(warm)
        size = float(np.abs(cold.weights).sum())
        assert keyed(cold) == pytest.approx(keyed(other), abs=1e-7 * size)


def test_tied_values_are_certified_too():
    """Equal weights and rounded values have many optimal vertices, or degenerate ones."""
    rng = np.random.default_rng(6)
    x = np.arange(1200.0)
    y = np.round(np.sin(x / 100) + 0.3 * rng.standard_normal(1200), 1)
    assert Problem(Signal(x, y), NETS["relu2"], "quantile").solve(lam_ratio=0.05).certified
