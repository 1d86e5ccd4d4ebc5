"""Whether an answer is certified, and which one it is, does not depend on where it started."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS, keyed, random_signal

from mirrors_engine import Problem, Signal

STEP = Signal((1, 2, 3, 5, 10, 12, 16, 20), (0, 0, 0, 0, 0, 0, 1, 1))


def assert_equal(one, other) -> None:
    a, b = keyed(one), keyed(other)
    assert a.keys() == b.keys()
    assert a == pytest.approx(b, abs=1e-6 * float(np.abs(one.weights).sum()))


@pytest.mark.parametrize("solver", ("auto", "active_set"))
def test_a_start_from_other_y_at_a_tiny_lam(solver):
    problem = Problem(STEP, NETS["abs3"])
    cold = problem.solve(lam_ratio=1e-8, solver=solver)
    assert cold.gap < 1e-12
    rng = np.random.default_rng(0)
    for _ in range(100):
        other = Problem(Signal(STEP.x, rng.normal(size=8)), NETS["abs3"])
        start = other.solve(lam_ratio=10 ** rng.uniform(-8, -0.1))
        warm = problem.solve(lam_ratio=1e-8, start=start, solver=solver)
        assert warm.certified
        assert_equal(cold, warm)


@pytest.mark.parametrize("loss", ("squared", "huber", "quantile", "logistic"))
def test_a_start_that_leads_nowhere_is_given_up(loss, monkeypatch):
    """Where the solution from a start is not certified, it is solved without one."""
    y = np.sign(STEP.y - 0.5) if loss == "logistic" else STEP.y
    problem = Problem(Signal(STEP.x, y), NETS["abs3"], loss)
    start, cold = problem.solve(lam_ratio=0.3), problem.solve(lam_ratio=0.01)
    solved, starts = problem._solver.solve, []

    def spoiled(lam, start, step, check, solver):
        starts.append(start)
        return start if start is not None else solved(lam, start, step, check, solver)

    monkeypatch.setattr(problem._solver, "solve", spoiled)
    warm = problem.solve(lam_ratio=0.01, start=start)
    assert [one is None for one in starts] == [False, True]
    assert_equal(cold, warm)


def test_400_pairs_cold_and_warm_are_equal():
    names = ("relu2", "abs2", "relu3", "abs3", "symmetrized3", "leaky3", "sign2", "piecewise3")
    for seed in range(50):
        rng = np.random.default_rng(seed)
        if seed % 2:
            signal = random_signal(seed, 8)
        else:
            signal = Signal(np.arange(8.0), rng.integers(0, 3, 8).astype(float))
        for name in names:
            problem = Problem(signal, NETS[name])
            ratio = 10 ** rng.uniform(-6, -0.05)
            other = Problem(Signal(signal.x, rng.normal(size=8)), NETS[name])
            start = (problem if seed % 3 else other).solve(lam_ratio=10 ** rng.uniform(-6, -0.05))
            cold = problem.solve(lam_ratio=ratio)
            assert cold.certified
            assert_equal(cold, problem.solve(lam_ratio=ratio, start=start))
