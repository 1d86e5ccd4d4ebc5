"""Runs of kinks where the fit follows the data: moves of λ find their ends by search."""

from __future__ import annotations

import numpy as np
import pytest
from brute import keyed

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.progress import no_check
from mirrors_engine.solvers.nodal import active_set, run_ends
from mirrors_engine.solvers.nodal.interior_point import InteriorPoint
from mirrors_engine.solvers.nodal.known_signs import Fit, Guess
from mirrors_engine.solvers.nodal.nodes import Samples
from mirrors_engine.solvers.nodal.pricing import Priced

NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "relu3": Architecture("relu", 3),
    "relu2 skip": Architecture("relu", 2, skip=True),
}


def curve(kind: str, n: int = 1500) -> Signal:
    """One run, one with weights, and several runs of both signs."""
    rng = np.random.default_rng(3)
    x = np.sort(rng.random(n))
    if kind == "square":
        return Signal(x, x**2)
    if kind == "exponential":
        return Signal(x, np.exp(4 * x), rng.random(n) + 0.3)
    return Signal(x, np.sin(12 * x))


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("kind", ["square", "exponential", "sine"])
def test_moves_of_any_size_end_at_the_answer_from_nothing(name, kind):
    problem = Problem(curve(kind), NETS[name])
    cold = {ratio: problem.solve(lam_ratio=ratio) for ratio in (1e-2, 8e-3, 1e-3, 1e-4)}
    assert max(len(result.weights) for result in cold.values()) > 300
    for here, there in ((1e-2, 8e-3), (8e-3, 1e-2), (1e-3, 1e-4), (1e-4, 1e-3), (1e-2, 1e-4)):
        moved = problem.solve(lam_ratio=there, start=cold[here])
        assert moved.certified
        size = float(np.abs(moved.weights).sum())
        assert keyed(moved) == pytest.approx(keyed(cold[there]), abs=1e-9 * size)


@pytest.mark.parametrize("kind", ["square", "half"])
def test_beyond_so_many_samples_runs_are_what_is_found_from_nothing(kind):
    """A start left 26 000 kinks where the same question from nothing had 8000."""
    rng = np.random.default_rng(3)
    x = np.sort(rng.uniform(-1, 1, 30_000))
    y = x**2 if kind == "square" else np.where(x < 0.9, 0.2 * rng.normal(size=len(x)), x**2)
    problem = Problem(Signal(x, y), NETS["relu2"])
    start = problem.solve(lam_ratio=2e-3)
    for ratio in (1e-3, 2e-4):
        moved, cold = (problem.solve(lam_ratio=ratio, start=s) for s in (start, None))
        assert moved.certified
        assert cold.certified
        size = float(np.abs(cold.weights).sum())
        assert keyed(moved) == pytest.approx(keyed(cold), abs=1e-9 * size)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("factor", [0.8, 0.97, 1.03, 1.25])
def test_a_move_takes_no_interior_point_and_few_exact_solves(name, factor, monkeypatch):
    """It had taken an interior point over all samples that are in no run."""
    problem = Problem(curve("square", 4000), NETS[name])
    start = problem.solve(lam_ratio=1e-3)

    def never(*_):
        raise AssertionError("an interior point")

    solves = []
    monkeypatch.setattr(InteriorPoint, "run", never)
    monkeypatch.setattr(run_ends, "Fit", lambda *of: solves.append(of) or Fit(*of))
    result = problem.solve(lam_ratio=factor * 1e-3, start=start)
    assert result.certified and len(result.weights) > 1500
    assert 1 < len(solves) <= 16


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("end", [150, 400, 700])
def test_one_run_ends_where_no_multiplier_exceeds_and_no_sign_is_wrong(sign, end):
    n = 1000
    x = np.linspace(-1, 1, n)
    y = sign * x**2
    scale = (n - 1) / 2
    cost = NETS["relu2 skip"]
    problem = Problem(Signal(x, y), cost)
    lam = 1e-3 * problem.to_scaled_lam(problem.lam_max) * scale
    samples = Samples((x + 1) * scale, problem.scaled.y, problem.scaled.w,
                      problem.dictionary.slope_cost(True))  # fmt: skip
    inside = np.arange(500 - end // 2, 500 + end // 2)
    nodes = np.concatenate(([0], inside, [n - 1]))
    signs = np.concatenate(([0.0], np.full(len(inside), sign), [0.0]))
    found = run_ends.with_moved_ends(samples, lam, Guess(nodes, signs, 0.0, False), no_check)
    fit = Fit(samples, samples.mass(found.nodes), found, lam)
    priced = Priced(fit)
    assert not fit.wrong.any() and not len(priced.violations()[0])
    assert priced.gap < 1e-12
    run = found.nodes[1:-1]
    assert np.all(np.diff(run) == 1)
    # the data are symmetric
    assert abs((run[0] + run[-1]) - (n - 1)) <= 1


def test_a_kink_at_the_flat_end_is_found_from_nothing_too():
    """Its multiplier exceeds the bound by less than the rounding of the bound."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(5000))
    problem = Problem(Signal(x, x**2 + 1e-7 * rng.standard_normal(5000)), NETS["relu3"])
    start = problem.solve(lam_ratio=8e-3)
    cold, warm = problem.solve(lam_ratio=1e-2), problem.solve(lam_ratio=1e-2, start=start)
    size = float(np.abs(cold.weights).sum())
    assert keyed(cold) == pytest.approx(keyed(warm), abs=1e-9 * size)


@pytest.mark.parametrize("name", ["relu2", "relu3", "relu2 skip"])
def test_neighbours_that_lie_close_for_their_range_are_told_apart_by_every_way(name):
    """Multipliers of neighbours differ by less than a part in 10¹¹ of the bound."""
    rng = np.random.default_rng(5)
    x = np.cumsum(np.geomspace(1, 1e12, 200))
    for _ in range(6):
        problem = Problem(Signal(x, rng.standard_normal(200), rng.random(200) + 0.2), NETS[name])
        for ratio in (0.9, 0.7, 0.4):
            cold = problem.solve(lam_ratio=ratio)
            size = float(np.abs(cold.weights).sum())
            for other in (0.95, 1.1):
                start = problem.solve(lam_ratio=ratio * other)
                warm = problem.solve(lam_ratio=ratio, start=start)
                assert warm.certified
                assert keyed(warm) == pytest.approx(keyed(cold), abs=1e-7 * size)


@pytest.mark.parametrize("name", ["relu2", "abs2"])
def test_an_attempt_is_not_given_up_while_its_gap_falls(name):
    """300 000 samples whose distances grow by 1e12 had no answer in minutes."""
    x = np.cumsum(np.geomspace(1, 1e12, 300_000))
    problem = Problem(Signal(x, np.sin(3 * np.log(x))), NETS[name])
    result = problem.solve(lam_ratio=1e-5)
    assert result.certified and "nodal" in result.solver and len(result.weights) > 10_000


@pytest.mark.parametrize("factor", [0.98, 0.5])
def test_a_long_signal_does_not_list_runs_that_are_not_used(factor, monkeypatch):
    """A small move of λ listed 27 000 kinks on the way to an answer of 8000."""
    x = np.sort(np.random.default_rng(3).uniform(-1, 1, 30_000))
    problem = Problem(Signal(x, x**2), NETS["relu2"])
    start = problem.solve(lam_ratio=1e-4)
    counts = []
    passed = active_set.Priced

    def counted(fit):
        counts.append(len(fit.nodes))
        return passed(fit)

    monkeypatch.setattr(active_set, "Priced", counted)
    moved = problem.solve(lam_ratio=factor * 1e-4, start=start)
    assert moved.certified
    assert counts and max(counts) <= 1.5 * len(moved.weights)
