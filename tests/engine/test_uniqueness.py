"""Whether the weights are the only optimal ones: against linear programs of our own."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS, random_signal
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.landscape import landscape
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.canonical.canonical import optimal_face
from mirrors_engine.solvers.canonical.uniqueness import only_one


def another(columns: np.ndarray, z: np.ndarray) -> bool:
    """Whether some weight has a range over {v ≥ 0 : columns v = columns z}, by HiGHS."""
    size = len(z)
    for j in range(size):
        for sign in (1.0, -1.0):
            costs = np.zeros(size)
            costs[j] = sign
            found = linprog(costs, A_eq=columns, b_eq=columns @ z, bounds=(0, 10))
            if abs(found.x[j] - z[j]) > 1e-6:
                return True
    return False


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_hull_decides_as_linear_programs_do(data):
    rows = data.draw(st.integers(1, 4))
    size = data.draw(st.integers(1, 7))
    numbers = st.integers(-2, 2)
    drawn = data.draw(
        st.lists(st.lists(numbers, min_size=size, max_size=size), min_size=rows, max_size=rows)
    )
    columns = np.array(drawn, dtype=float)
    if not np.any(columns, axis=0).all():
        return  # features are never 0 at all samples
    z = np.array(
        data.draw(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5]), min_size=size, max_size=size))
    )
    # any invertible combination of the rows is as good, and the function takes full rank
    _, s, vt = np.linalg.svd(columns)
    rank = int(np.sum(s > 1e-9))
    got = only_one(s[:rank, None] * vt[:rank], np.flatnonzero(z))
    assert got is (not another(columns, z))


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(
    "name", ["abs2", "relu2", "relu3", "abs3", "symmetrized3", "leaky3", "sign2"]
)
def test_a_result_agrees_with_its_landscape(name, whole):
    """On whole numbers several features depend on each other without being of any use."""
    for seed in range(6):
        signal = random_signal(seed, 9)
        if whole:
            y = np.random.default_rng(seed).integers(-2, 3, 9).astype(float)
            signal = Signal(np.arange(9.0), y)
        problem = Problem(signal, NETS[name])
        for ratio in (0.6, 0.1, 0.0):
            result = problem.solve(lam_ratio=ratio)
            assert result.unique is not None
            assert result.unique == landscape(result, problem).unique


def test_dependent_features_that_no_optimum_uses():
    """E has four features of rank three, and yet one optimum (in test_landscape in full)."""
    x = np.arange(6.0)
    r = np.diff(np.diff([0.0, 1.0, -1.0, 1.0, -1.0, 0.0]), prepend=0.0, append=0.0)
    for name in ("relu3", "leaky3"):
        signal = Signal(x, np.clip(x - 1, 0, 1) + r)
        problem = Problem(signal, NETS[name])
        result = problem.solve(2.0)
        assert result.unique == landscape(result, problem).unique
    assert Problem(Signal(x, np.clip(x - 1, 0, 1) + r), NETS["relu3"]).solve(2.0).unique is True


def test_doubtful_cases_are_left_open():
    columns = np.array([[1.0, 1.0, 1.0], [0.0, 1e-8, -1e-8]])
    assert only_one(columns, np.array([0])) is None


def test_as_many_tied_features_as_samples_are_not_taken_for_independent():
    """Centred columns have a rank below the number of samples, whatever solves with them."""
    problem = Problem(Signal(np.arange(4.0), [0.0, 1.0, 0.0, 1.0]), Architecture("relu", 2))
    keys = problem.dictionary.all_keys()[:4]
    found = Pricing(1.0, keys, np.ones(4), 1.0)
    empty = Solution(keys[:0], np.empty(0), (), 0, "")
    face = optimal_face(problem.scaled, found, empty)
    assert len(face.working.small) < 4 and not face.unique
