"""Functions through given rows by tridiagonal systems, against dense ones."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers.base import tie_level
from mirrors_engine.solvers.canonical.canonical import equicorrelated
from mirrors_engine.solvers.canonical.determined import determined
from mirrors_engine.solvers.nodal.collocation import Collocation

SURE = 1e6  # condition up to which the two must agree, and beyond whose square there is none


def dense(cell, place, flat, count, balance):
    """The matrix, and the values at all nodes from the unknowns."""
    rank = np.arange(len(cell))
    rows = np.zeros((len(cell), count))
    rows[rank, cell] = 1 - place
    rows[rank, cell + 1] += place
    tied, gone = np.eye(count), []
    if flat[0]:
        tied[0] = tied[1]
        gone.append(0)
    if flat[1]:
        tied[-1] = tied[-2]
        gone.append(count - 1)
    tied = np.delete(tied, gone, axis=1)
    return np.vstack([rows] + ([] if balance is None else [balance])) @ tied, tied


def case(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(3, 9))
    flat = tuple(bool(side) for side in rng.integers(0, 2, 2))
    balance = rng.standard_normal(count) if rng.random() < 0.5 else None
    size = count - sum(flat) - (balance is not None)
    cell = np.sort(rng.integers(0, count - 1, size))
    if rng.random() < 0.7:  # mostly rows that interlace
        cell = np.minimum(np.arange(size) + rng.integers(0, 2), count - 2)
    place = np.where(rng.random(size) < 0.5, rng.random(size), rng.choice([0.0, 1.0], size))
    order = rng.permutation(size)
    return cell[order], place[order], flat, count, balance


def test_values_and_weights_are_those_of_the_dense_system():
    rng = np.random.default_rng(0)
    solved = singular = 0
    for seed in range(400):
        asked = case(seed)
        cell, count, balance = asked[0], *asked[3:]
        if not len(cell):
            continue
        matrix, tied = dense(*asked)
        condition = np.linalg.cond(matrix)
        try:
            system = Collocation.of(*asked)
            y, rest = rng.standard_normal(len(cell)), rng.standard_normal()
            target = rng.standard_normal(count)
            found, (weights, amount) = system.through(y, rest), system.weights(target)
        except np.linalg.LinAlgError:
            assert condition > SURE, seed
            singular += 1
            continue
        if condition > SURE:
            continue
        right = y if balance is None else np.append(y, rest)
        exact = tied @ np.linalg.solve(matrix, right)
        assert found == pytest.approx(exact, abs=1e-8 * np.abs(exact).max()), seed
        exact = np.linalg.solve(matrix.T, tied.T @ target)
        got = weights if balance is None else np.append(weights, amount)
        assert got == pytest.approx(exact, abs=1e-8 * np.abs(exact).max()), seed
        solved += 1
    assert solved > 100 and singular > 30


NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "relu3": Architecture("relu", 3),
    "left only": Architecture("piecewise", 4, slopes=(0.0, 0.5)),
    "relu2 skip": Architecture("relu", 2, skip=True),
    "relu3 skip": Architecture("relu", 3, skip=True),
}


@pytest.mark.parametrize("name", NETS)
def test_what_samples_determine_is_what_no_sum_of_columns_moves(name):
    """The rank of all columns is that of their rows at the fixed samples, where it says so."""
    rng = np.random.default_rng(1)
    net, said, known = NETS[name], 0, 0
    for trial in range(60):
        n = int(rng.integers(5, 14))
        dictionary = Problem(Signal(np.sort(rng.random(n)), rng.standard_normal(n)), net).dictionary
        every = dictionary.all_keys()
        keys = every[rng.choice(len(every), min(len(every), int(rng.integers(1, 5))), False)]
        fixed = rng.random(n) < 0.7
        if not fixed.any():
            continue
        columns = np.column_stack((dictionary.columns(keys), np.ones(n)))
        if net.skip:
            columns = np.column_stack((columns, dictionary.grid.t))
        truth = np.linalg.matrix_rank(columns) == np.linalg.matrix_rank(columns[fixed])
        found = determined(dictionary, keys, fixed, net.skip)
        assert truth or not found, (trial, keys)
        said, known = said + int(found), known + int(truth)
    assert said > 0.3 * known > 1


@pytest.mark.parametrize("name", NETS)
def test_no_sample_determines_nothing(name):
    problem = Problem(Signal(np.arange(6.0), np.zeros(6)), NETS[name])
    keys, none = problem.dictionary.all_keys()[:2], np.zeros(6, dtype=bool)
    assert not determined(problem.dictionary, keys, none, NETS[name].skip)


@pytest.mark.parametrize("n", [2, 4, 6])
@pytest.mark.parametrize(("loss", "options"), [("quantile", {}), ("huber", {"delta": 0.2})])
def test_a_constant_that_may_lie_between_the_samples_is_certified(n, loss, options):
    """At λ_max no residual need be at the edge of the loss, so that no sample's value is known."""
    x = np.arange(float(n))
    problem = Problem(Signal(x, x**2 % 7), Architecture("abs", 2), loss, **options)
    result = problem.solve(lam_ratio=1.0)
    assert result.certified and np.ptp(result.fitted) == 0


@pytest.mark.parametrize("name", NETS)
def test_spanning_features_span_the_equicorrelated_ones(name):
    rng = np.random.default_rng(2)
    x = np.arange(12.0)
    problem = Problem(Signal(x, rng.integers(0, 3, 12) + 0.0), NETS[name], "quantile")
    result = problem.solve(lam_ratio=0.3)
    for v in (result.certificate.dual_point, rng.integers(-2, 3, 12) + 0.0):
        v = problem.rows.balanced(v - v.mean())
        lam = problem.dictionary.price(v).bound
        level = tie_level(lam, v)
        every = equicorrelated(problem.dictionary, lam, v).keys
        some = problem.dictionary.spanning(v, level)
        ones = np.ones((12, 1))
        both = np.hstack((problem.dictionary.columns(some), ones))
        all_of_them = np.hstack((both, problem.dictionary.columns(every)))
        assert len(some) <= 2 * 12 + 2
        assert np.linalg.matrix_rank(all_of_them) == np.linalg.matrix_rank(both)
