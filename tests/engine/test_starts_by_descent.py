"""Every cold solve of the squared loss begins with scikit-learn's coordinate descent, once."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.linear_model

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers.coordinate_descent import FIRST, SWEEPS, first_guess, reach

NETS = {
    "relu2": (Architecture("relu", 2), 40, "nodal"),
    "relu2, longer": (Architecture("relu", 2), 200, "nodal"),
    "relu4": (Architecture("relu", 4), 40, "nodal"),
    "skip": (Architecture("relu", 2, skip=True), 40, "nodal"),
    "sign2": (Architecture("sign", 2), 40, "total variation"),
    "abs3": (Architecture("abs", 3), 20, "active set"),
    "abs3, from fewer samples": (Architecture("abs", 3), 130, "active set"),
    "abs3, by search": (Architecture("abs", 3), 1100, "active set"),
    "symmetrized4": (Architecture("symmetrized", 4), 12, "active set"),
    "abs4, by search": (Architecture("abs", 4), 62, "active set"),
    "abs5": (Architecture("abs", 5), 8, "active set"),
    "leaky3": (Architecture("leaky", 3), 20, "active set"),
}


def signal_of(n: int) -> Signal:
    rng = np.random.default_rng(3)
    x = np.sort(rng.random(n))
    return Signal(x, np.sin(9 * x) + 0.1 * rng.standard_normal(n))


@pytest.fixture
def calls(monkeypatch):
    """Number of columns and of sweeps of each call of scikit-learn's coordinate descent."""
    made: list[tuple[int, int]] = []
    real = sklearn.linear_model.enet_path

    def enet_path(matrix, *rest, **options):
        made.append((matrix.shape[1], options["max_iter"]))
        return real(matrix, *rest, **options)

    monkeypatch.setattr(sklearn.linear_model, "enet_path", enet_path)
    return made


@pytest.mark.parametrize("name", NETS)
def test_a_cold_solve_begins_with_one_bounded_call(name, calls):
    net, n, finish = NETS[name]
    problem = Problem(signal_of(n), net)
    result = problem.solve(lam_ratio=0.1)
    assert result.certified
    assert calls[0][1] == SWEEPS and 0 < calls[0][0] <= FIRST
    assert sum(columns < 200 for columns, _ in calls) == 1
    assert result.solver.startswith("coordinate descent + ") and finish in result.solver


def test_what_is_no_cold_default_solve_says_what_ran(calls):
    problem = Problem(signal_of(30), Architecture("abs", 3))
    cold = problem.solve(lam_ratio=0.1)
    calls.clear()
    warm = problem.solve(lam_ratio=0.09, start=cold)
    only = problem.solve(lam_ratio=0.1, solver="active_set")
    assert not calls
    assert warm.solver == only.solver == "active set"
    assert only.objective == pytest.approx(cold.objective, rel=1e-12)
    assert [f.key for f in only.features] == [f.key for f in cold.features]
    assert problem.solve(lam_ratio=1.0).solver == "none needed"


def test_other_losses_and_inputs_begin_with_it(calls):
    signal = signal_of(60)
    huber = Problem(signal, Architecture("abs", 3), loss="huber", delta=0.1).solve(lam_ratio=0.1)
    assert huber.certified and calls
    calls.clear()
    x = np.random.default_rng(0).integers(0, 9, (40, 2)) / 1.0
    additive = Signal(x, np.abs(x[:, 0] - 3) + np.sin(x[:, 1]))
    for net in (
        Architecture("relu", 2, inputs="additive"),
        Architecture("sign", 2, inputs="plane"),
    ):
        result = Problem(additive, net).solve(lam_ratio=0.1)
        assert result.certified and result.solver == "coordinate descent + active set"


@pytest.mark.parametrize("jump", [203, 204, 205, 206, 207])
def test_the_first_guess_of_a_step_is_where_its_blocks_part(jump):
    """Of seven samples each; one that falls into a block is nearest to one of its ends."""
    n = 1000
    y = np.where(np.arange(n) < jump, 0.0, 1.0)
    problem = Problem(Signal(np.arange(float(n)), y), Architecture("sign", 2))
    lam = problem.to_scaled_lam(0.5 * problem.lam_max)
    guess = first_guess(problem.scaled, lam, lambda *_: None)
    assert guess.keys.shape == (1, 1)
    assert guess.keys[0, 0] in ((203,) if jump < 205 else (203, 210))
    assert reach(n) == 3  # from both of two that are a block apart
