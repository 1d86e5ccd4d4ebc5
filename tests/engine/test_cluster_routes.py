"""Samples 1e-9 apart: of features that they do not tell apart a rule chooses, not the route."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.solvers.canonical.alike import first_equal, grouped
from tests.fuzz_routes import NEITHER, asked, differences

# each differed by as much as the whole norm: the kink at one or another sample of a cluster
FOUND = [4000035, 4000055, 4000340, 4000375, 4000515, 4000585, 4000600, 4000620]


@pytest.mark.parametrize("seed", FOUND)
def test_a_cluster_has_one_answer(seed):
    assert asked("squared", seed)[0] == "cluster"
    _, pairs, found = differences("squared", seed)
    assert pairs and not found


def test_the_cheapest_of_a_group_stands_for_it():
    """Columns 1 and 3 are alike, and 0 equals 2; the cheapest of each stays, whatever its place."""
    columns = np.array([[1.0, 0.0, 1.0, 1e-11, 0.0], [0.0, 1.0, 0.0, 1.0, 0.0], [0, 0, 0, 0, 1.0]])
    costs = np.column_stack(([2.0, 5.0, 1.0, 4.0, 0.0], np.zeros(5)))
    found = grouped(columns, costs, first_equal(columns))
    assert found.first.tolist() == [2, 3, 2, 3, 4]
    assert found.kept.tolist() == [2, 3, 4]
    assert found.columns.shape == (3, 3) and not found.unsure
    np.testing.assert_array_equal(found.costs, costs[[2, 3, 4]])


def test_directions_within_a_group_are_left_out():
    """Three columns that differ by 1e-10 span one direction and not three."""
    rng = np.random.default_rng(0)
    columns = rng.standard_normal((3, 1)) + 1e-10 * rng.standard_normal((3, 3))
    found = grouped(columns, generic_costs(np.arange(3)[:, None])[:, None], first_equal(columns))
    assert len(found.kept) == 1 and found.columns.shape == (1, 1) and found.unsure
    assert len(set(first_equal(columns).tolist())) == 1


@pytest.mark.parametrize(
    "loss, seed",
    [
        ("quantile", 9000000),  # weights on one side of a cluster or the other
        ("quantile", 9000020),  # the linear program from a start was refused
        ("quantile", 9000240),  # columns of several inputs
        ("logistic", 9000125),  # samples 1e-9 apart around 1.05, known to seven digits
    ],
)
def test_no_start_decides_where_numbers_do_not(loss, seed):
    _, pairs, found = differences(loss, seed)
    assert pairs and all(one.what == NEITHER for one in found)
    _, make, ratios = asked(loss, seed)
    assert not any(make().solve(lam_ratio=ratio).unique for ratio in ratios)


def test_samples_as_near_as_chance_brings_them_are_started_from():
    rng = np.random.default_rng(0)
    for x in (rng.uniform(0, 10, 2000), np.arange(20_000) * 1.0, np.array([0.0, 1e-4, 1.0])):
        signal, net = Signal(x, np.sign(np.sin(x))), Architecture("abs", 2)
        assert not Problem(signal, net, "quantile")._ill_posed
        assert not Problem(Signal(x * 1e-6, signal.raw_y), net, "quantile")._ill_posed


@pytest.mark.parametrize("loss", ["huber", "quantile", "logistic"])
def test_a_cluster_with_a_skip_connection_raises_nothing(loss):
    """Log-odds so far out that no curvature is left, and programs whose costs are 0."""
    problem = asked(loss, 9000020)[1]()
    for ratio in (0.9, 0.03):
        assert np.isfinite(problem.solve(lam_ratio=ratio).objective)
