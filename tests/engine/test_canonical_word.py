"""A result says whether its weights are known to be the canonical choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.homotopy import path_events
from mirrors_engine.serialize import result_to_dict
from mirrors_engine.solvers import two_layers
from mirrors_engine.solvers.canonical import canonical, canonical_fit

ABS = Architecture("abs", layers=3)
LOSSES = ("squared", "huber", "quantile")


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("ratio", [1.0, 0.1, 0.0])
def test_small_problems_have_their_canonical_weights(name, ratio):
    result = fit(random_signal(3, 7), NETS[name], lam_ratio=ratio)
    assert result.canonical
    assert result_to_dict(result)["canonical"] is True


@pytest.mark.parametrize("loss", LOSSES)
def test_where_too_many_are_tied_the_solver_s_weights_are_called_that(loss, monkeypatch):
    signal = Signal(np.arange(9.0), (0, 1, 0, 0, 1, 1, 0, 1, 0))
    chosen = fit(signal, ABS, loss=loss, lam_ratio=0.05)
    assert chosen.canonical and chosen.unique is not None
    monkeypatch.setattr(canonical, "MAX_FACE", 0)
    found = fit(signal, ABS, loss=loss, lam_ratio=0.05)
    assert found.certified and not found.canonical and found.unique is None
    assert found.objective == pytest.approx(chosen.objective, rel=1e-9)


def test_the_function_of_a_loss_that_is_not_chosen_is_called_that(monkeypatch):
    problems = [Problem(random_signal(seed, 7), ABS, loss="quantile") for seed in range(20)]
    chosen = [problem.solve(lam_ratio=0.3) for problem in problems]
    assert all(result.canonical for result in chosen)
    monkeypatch.setattr(canonical_fit, "MAX_PROGRAM", 0)
    found = [problem.solve(lam_ratio=0.3) for problem in problems]
    assert not all(result.canonical for result in found)
    for one, other in zip(chosen, found, strict=True):
        assert other.certified
        if other.canonical:
            np.testing.assert_allclose(other.fitted, one.fitted, atol=1e-9)


def test_coordinate_descent_s_weights_are_its_own():
    result = fit(random_signal(3, 7), ABS, lam_ratio=0.1, solver="coordinate_descent")
    assert not result.canonical


def test_convex_data_need_no_choice(monkeypatch):
    """Their two-layer weights are canonical, though hundreds of folds are tied with them."""
    x = np.linspace(-1, 1, 40)
    monkeypatch.setattr(two_layers, "_CHOSEN", 0)
    result = fit(Signal(x, x**2), ABS, lam_ratio=0.01)
    assert result.certified and result.canonical and result.unique is None


AFTER_A_DEATH = [
    ("abs", 3, (2, 0, 0, 0, 1, 2, 1, 0, 1)),
    ("abs", 3, (2, 0, 2, 1, 1, 1, 0, 0, 1)),
    ("abs", 3, (2, 1, 1, 1, 2, 2, 0, 0, 1)),
    ("symmetrized", 3, (2, 2, 0, 0, 2, 2, 1, 0, 2)),
    ("abs", 4, (2, 1, 0, 1, 2, 0, 0)),
]


@pytest.mark.parametrize(("activation", "layers", "y"), AFTER_A_DEATH)
def test_a_feature_that_vanishes_may_enter_again_at_the_same_event(activation, layers, y):
    """Where others enter too: the path had features there that are not the canonical choice."""
    net = Architecture(activation, layers=layers)
    signal = Signal(np.arange(float(len(y))), y)
    problem = Problem(signal, net)
    *_, path = path_events(problem, 0.03)
    followed = [segment for segment in path.segments if segment.solved is None]
    assert followed
    for segment in followed:
        assert segment.is_chosen
        solved = Problem(signal, net).solve(segment.lam)
        assert solved.canonical
        assert [f.key for f in solved.features] == [tuple(key) for key in segment.names.tolist()]


def test_a_path_gives_no_answer_where_other_weights_are_the_canonical_ones():
    problem = Problem(random_signal(3, 9), ABS)
    *_, path = path_events(problem, 0.03)
    segment = next(s for s in path.segments if s.solved is None and len(s.keys) > 1)
    assert path.result_at(segment.lam).canonical
    vars(segment)["chosen"] = replace(segment.chosen, keys=segment.chosen.keys[1:])
    vars(segment).pop("is_chosen")
    assert path.result_at(segment.lam) is None


def test_an_answer_whose_gap_leaves_the_choice_open_is_not_called_canonical():
    """A smooth signal had 429 neurons, or 425 or 426 by way of another λ, all called canonical."""
    problem = Problem(random_signal(3, 7), ABS)
    result = problem.solve(lam_ratio=0.1)
    assert result.canonical and result.unique is not None
    solution = problem.solution_of(result)
    near = replace(solution, weights=solution.weights * (1 + 1e-5))
    found = problem.result_of(result.lam, near, 0.0)
    assert 5e-12 < found.gap < 1e-9 and found.certified
    assert not found.canonical and found.unique is not True
