"""The quantile loss over the values of the fit, against the linear program over features."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import keyed

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import SizeError
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.losses import pinball
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


@pytest.fixture
def no_program(monkeypatch):
    """No linear program over features is begun."""

    def refused(*_):
        raise AssertionError("the linear program is asked")

    monkeypatch.setattr(pinball.Pinball, "__init__", refused)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("level", [0.5, 0.9])
def test_thousands_of_kinks(name, level, no_program):
    """A curve without noise needs a kink at nearly every sample; its weights are the only ones."""
    x = np.sort(np.random.default_rng(0).random(3000))
    curve = Signal(x, np.sin(40 * x) if "3" in name else x**2)
    problem = Problem(curve, NETS[name], "quantile", quantile=level)
    result = problem.solve(lam_ratio=1e-3)
    assert result.certified and result.gap < 1e-9
    assert len(result.weights) > 1500
    assert "vertex" in result.solver
    above = problem.solve(lam_ratio=2e-3)
    assert keyed(problem.solve(lam_ratio=1e-3, start=above)) == keyed(result)


@pytest.mark.parametrize("name", ["abs2", "relu3", "leaky2 skip"])
def test_where_no_vertex_is_found_the_interior_point_is_the_answer(name, monkeypatch, no_program):
    monkeypatch.setattr(quantile, "vertex", lambda *_: None)
    problem = Problem(signal(1200, 4), NETS[name], "quantile", quantile=0.5)
    result = problem.solve(lam_ratio=0.01)
    assert result.solver == "interior point" and result.gap < 1e-9
    monkeypatch.undo()
    other = problem.solve(lam_ratio=0.01, solver="active_set")
    assert result.objective == pytest.approx(other.objective, rel=1e-9)


def test_dual_values_that_are_no_numbers_prove_nothing():
    problem = Problem(signal(150, 3), NETS["relu2"], "quantile")
    found = quantile.solve(
        problem.dictionary, problem.rows, problem.to_scaled_lam(0.1), lambda *_: None, lambda: None
    )
    assert found is not None
    lost = replace(found, duals=(np.full(150, np.nan),))
    gaps = [
        relative_gap_of(problem.dictionary, problem.rows, problem.to_scaled_lam(0.1), one, int)
        for one in (found, lost)
    ]
    assert gaps[0] < 1e-10 and gaps[1] == np.inf


def test_memory_is_asked_before_every_sample_is_a_node(monkeypatch):
    def refused(*_):
        raise SizeError("no memory")

    monkeypatch.setattr(quantile, "check_memory", refused)
    x = np.sort(np.random.default_rng(0).random(3000))
    problem = Problem(Signal(x, x**2), NETS["relu2"], "quantile")
    with pytest.raises(SizeError, match="no memory"):
        problem.solve(lam_ratio=1e-3)


def test_thousands_of_kinks_leave_rounding_in_the_gap():
    """Sums over all kinks are 10⁷ times a weight: what they lose had left gaps of 1e-9."""
    x = np.linspace(0, 1, 20_000)
    data = Signal(x, np.sin(400 * np.pi * x))
    problem = Problem(data, NETS["relu3"], "quantile", quantile=0.5)
    result = problem.solve(lam_ratio=1e-4)
    assert len(result.weights) > 10_000
    assert result.gap < 1e-10
    dual = problem.solution_of(result).duals[0]
    phi = problem.dictionary.price(dual).bound
    assert phi == pytest.approx(problem.to_scaled_lam(result.lam), rel=1e-12)


def test_ramps_keep_the_slope_changes_they_are_made_of():
    rng = np.random.default_rng(0)
    n = 30_000
    dictionary = build_dictionary(NETS["relu3"], np.linspace(0, 1, n))
    changes = 1000 * rng.standard_normal(n)
    keys, weights = dictionary.of_slopes(3.0, changes)
    sums = np.zeros(n)
    np.add.at(sums, keys[:, 0], weights)
    np.add.at(sums, keys[:, 1], -weights)
    np.testing.assert_allclose(sums[1:-1], changes[1:-1], rtol=0, atol=1e-9)
