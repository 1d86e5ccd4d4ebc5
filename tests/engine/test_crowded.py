"""Smooth data that deep networks follow sample by sample: an interior point over many folds."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csc_array

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SizeError
from mirrors_engine.problem import Problem
from mirrors_engine.progress import no_check
from mirrors_engine.solvers import crowded, working_set
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.crowded.hats import Hats
from mirrors_engine.solvers.crowded.interior_point import InteriorPoint
from mirrors_engine.solvers.crowded.vertex import of_least_cost
from mirrors_engine.solvers.nodal.nodes import Samples

NETS = [
    Architecture("abs", layers=3),
    Architecture("abs", layers=3, skip=True),
    Architecture("symmetrized", layers=3),
    Architecture("abs", layers=4),
]


def _problem(net: Architecture, n: int = 90, seed: int = 0) -> Problem:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-1, 1, n))
    return Problem(Signal(x, np.sin(9 * x), rng.uniform(0.5, 2, n)), net)


def _hats(problem: Problem, count: int = 25) -> tuple[Hats, np.ndarray]:
    scaled = problem.scaled
    width = scaled.dictionary.key_width
    rng = np.random.default_rng(1)
    some = np.zeros((count, width), dtype=np.int64)
    some[:, 2:] = rng.integers(0, len(scaled.w), (count, width - 2))
    shallow = scaled.dictionary.two_layers()
    cost = shallow.slope_cost(scaled.free.line)
    samples = Samples(scaled.dictionary.grid.t, scaled.centred, scaled.w, cost)
    return Hats(scaled, samples, some), some


def _step(*report: object) -> None:
    pass


@pytest.mark.parametrize("net", NETS, ids=Architecture.describe)
def test_shares_are_the_slope_changes_of_the_columns(net):
    problem = _problem(net)
    hats, keys = _hats(problem)
    assert len(hats.nodes) < len(problem.scaled.w)  # some cells have samples inside
    columns = problem.scaled.dictionary.columns(keys)
    expected = hats.differences(columns[hats.nodes])
    np.testing.assert_allclose(hats.shares.toarray(), expected, atol=1e-9)
    t = problem.scaled.dictionary.grid.t
    between = np.column_stack([np.interp(t, t[hats.nodes], c) for c in columns[hats.nodes].T])
    np.testing.assert_allclose(between, columns, atol=1e-12)


@pytest.mark.parametrize("net", NETS[:2], ids=Architecture.describe)
def test_the_system_of_the_hats_is_that_of_all_samples(net):
    problem = _problem(net)
    scaled = problem.scaled
    hats, keys = _hats(problem)
    rng = np.random.default_rng(2)
    phi = rng.standard_normal(hats.size)
    e = hats.residual(phi)
    v = hats.dual(phi)
    # the dual vector is w times the residual, and its second integral is φ
    missed = v / scaled.w
    assert hats.loss(e) == pytest.approx(0.5 * float(scaled.w @ missed**2), rel=1e-12)
    if not scaled.free.line:
        np.testing.assert_allclose(hats.multipliers(v), phi, atol=1e-9 * np.abs(phi).max())
    np.testing.assert_allclose(
        hats.rows @ phi, v @ scaled.dictionary.columns(keys), atol=1e-9 * np.abs(v).sum()
    )
    whole = np.column_stack([hats.complied(unit) for unit in np.eye(hats.size)])
    np.testing.assert_allclose(hats.compliance().toarray(), whole, atol=1e-10 * np.abs(whole).max())


def test_a_vertex_is_the_solution_of_the_linear_program():
    rng = np.random.default_rng(3)
    columns = csc_array(rng.uniform(-1, 1, (6, 40)) * (rng.random((6, 40)) < 0.5))
    start, cost = rng.uniform(0.5, 2, 40), rng.uniform(1, 2, 40)
    found = of_least_cost(columns, start, cost)
    expected = linprog(cost, A_eq=columns.toarray(), b_eq=columns @ start)
    assert np.count_nonzero(found) <= 6
    np.testing.assert_allclose(found, expected.x, atol=1e-6)


@pytest.mark.parametrize("net", NETS[:3], ids=Architecture.describe)
def test_the_interior_point_ends_at_the_optimum_of_its_columns(net):
    problem = _problem(net)
    hats, keys = _hats(problem, 60)
    scaled = problem.scaled
    lam = 0.02 * problem.to_scaled_lam(problem.lam_max)
    phi = hats.multipliers(scaled.w * scaled.centred)
    found = InteriorPoint(hats, lam, phi, None, 1e-2).run(1e-12)
    v = hats.dual(found.phi)
    correlations = v @ scaled.dictionary.columns(keys)
    assert np.abs(correlations).max() <= lam * (1 + 1e-9)
    strong = np.abs(found.weights) > 1e-6 * np.abs(found.weights).max()
    np.testing.assert_allclose(
        correlations[strong], lam * np.sign(found.weights[strong]), rtol=1e-6
    )
    fit_ = scaled.free.without(scaled.dictionary.columns(keys) @ found.weights, scaled.w)
    np.testing.assert_allclose(scaled.centred - fit_, v / scaled.w, atol=1e-6)


def test_close_samples_do_not_keep_it_from_ending():
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(-1, 1, 200))
    x = np.sort(np.concatenate((x, x[::10] + 1e-8)))
    problem = Problem(Signal(x, np.sin(9 * x)), NETS[0])
    scaled = problem.scaled
    lam = 0.01 * problem.to_scaled_lam(problem.lam_max)
    hats, _ = _hats(problem, 400)
    phi = hats.multipliers(scaled.w * scaled.centred)
    found = InteriorPoint(hats, lam, phi, None, 1e-2).run(1e-4)
    # it did not go on for slope changes that cancel to the last of its steps, 1e-44; at which of
    # them it stops depends on rounding
    assert 1e-30 < found.relative < 1e-4


@pytest.mark.parametrize("net", NETS[:2], ids=Architecture.describe)
def test_the_largest_value_of_slope_changes(net):
    problem = _problem(net)
    hats, keys = _hats(problem)
    z = np.random.default_rng(4).standard_normal(len(keys))
    t = problem.scaled.dictionary.grid.t[hats.nodes]
    f = problem.scaled.dictionary.columns(keys)[hats.nodes] @ z
    if net.skip:
        f = f - np.interp(t, t[[0, -1]], f[[0, -1]])
    assert hats.largest(hats.shares @ z) == pytest.approx(np.ptp(f), rel=1e-9)


@pytest.mark.parametrize("net", NETS[:3], ids=Architecture.describe)
@pytest.mark.parametrize("ratio", [0.1, 0.003])
def test_it_reaches_the_optimum_of_the_exact_method(net, ratio, monkeypatch):
    module = sys.modules["mirrors_engine.solvers.crowded.solve"]
    monkeypatch.setattr(module, "TIED", 0.0)
    problem = _problem(net, 70)
    scaled = problem.scaled
    lam = ratio * problem.to_scaled_lam(problem.lam_max)
    exact = working_set.solve(scaled, lam, None, _step)
    start = Solution(exact.keys[::2], exact.weights[::2], (), 0, "")
    found = crowded.solve(scaled, lam, start, 1, _step)
    assert found is not None
    result, expected = (problem.result_of(problem.lam_max * ratio, s, 0.0) for s in (found, exact))
    assert result.certified
    assert result.gap < 1e-9
    assert result.objective == pytest.approx(expected.objective, rel=1e-9)
    columns = scaled.dictionary.columns(found.keys)
    assert np.linalg.matrix_rank(columns) == len(found.keys)


@pytest.mark.parametrize("net", NETS[:3], ids=Architecture.describe)
def test_smooth_data_are_answered_by_it(net):
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 900))
    result = fit(Signal(x, np.sin(20 * x)), net, lam_ratio=0.003)
    assert "interior point" in result.solver
    assert result.certified
    assert not result.canonical
    assert len(result.weights) < len(x)


def test_where_few_features_are_tied_the_exact_method_ends():
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(-1, 1, 900))
    noisy = fit(Signal(x, np.sin(8 * x) + 0.1 * rng.standard_normal(900)), NETS[0], lam_ratio=0.003)
    assert "interior point" not in noisy.solver
    assert noisy.canonical
    smooth = fit(Signal(x, np.sin(20 * x)), NETS[0], lam_ratio=0.1)
    assert smooth.canonical


@pytest.mark.parametrize(("seed", "ratio"), [(1, 4.1e-4), (5, 3.2e-4)])
def test_noise_on_every_fourth_sample_is_not_taken_for_a_smooth_curve(seed, ratio, monkeypatch):
    """There 700 to 900 features seemed tied, and the next levels had them all: a minute."""
    ended = []
    solve = crowded.solve

    def watched(*arguments, **options):
        ended.append(solve(*arguments, **options))
        return ended[-1]

    monkeypatch.setattr(crowded, "solve", watched)
    rng, n = np.random.default_rng(seed), 3908
    x = np.sort(rng.random(n))
    y = np.sin(8 * x) + (x > 0.5) + 0.1 / 16 * rng.standard_normal(n)
    result = fit(Signal(x, y), NETS[0], lam_ratio=ratio)
    assert not ended  # few of the features of its exact optimum on fewer samples are tied
    assert result.certified
    assert len(result.weights) < 200


def little_noise(n, noise):
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    return Signal(x, np.sin(6 * x) + 0.7 * (x > 0.6) + noise * rng.standard_normal(n))


@pytest.mark.parametrize(("noise", "most"), [(1e-3, 150), (1e-5, 450)])
def test_little_noise_is_not_taken_for_a_smooth_curve(noise, most):
    """With 1e-5 the answer was no vertex, of 1267 features; 100 000 samples were refused."""
    result = fit(little_noise(4000, noise), NETS[0], lam_ratio=1e-3)
    assert result.certified
    assert crowded.NAME not in result.solver
    assert len(result.weights) < most


def test_an_exact_optimum_with_few_ties_is_no_smooth_curve():
    """Its 409 features are a fourth of the coarse samples; on all of these 3788 seemed in use."""
    problem = Problem(little_noise(6250, 0.003 / 4), NETS[0])
    lam = 1e-4 * problem.to_scaled_lam(problem.lam_max)
    start = working_set._begun(problem.scaled, lam, True, _step, no_check, True, 64, nearby=True)
    assert crowded.NAME not in start.solver
    assert len(start.keys) < 600


def much_noise(n, noise):
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(n) * 100)
    return Signal(x, 3 * np.sin(x / 5) + np.abs(x - 40) / 10 + noise * rng.standard_normal(n))


@pytest.mark.parametrize(("noise", "ratio", "most"), [(1 / 8, 0.003, 100), (1 / 16, 0.001, 150)])
def test_noise_of_long_signals_is_not_refused_as_too_smooth(noise, ratio, most):
    """At tolerances of 1e-6 .95 of the features seemed tied, on every level of fewer samples."""
    result = fit(much_noise(16000, noise), NETS[0], lam_ratio=ratio)
    assert result.certified
    assert crowded.NAME not in result.solver
    assert len(result.weights) < most


def test_where_the_gap_is_too_large_the_interior_point_goes_on(monkeypatch):
    """The exact method took minutes instead for one sine of 4000 samples in a few."""
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 900))
    module = sys.modules["mirrors_engine.solvers.crowded.solve"]
    monkeypatch.setattr(module, "_ENOUGH", 3e-11)
    result = fit(Signal(x, np.sin(20 * x)), NETS[0], lam_ratio=0.003)
    assert "interior point" in result.solver
    assert result.gap < 3e-11


def test_a_rough_solve_of_a_smooth_curve_has_an_answer():
    problem = _problem(NETS[0], 1000)
    lam = 1e-3 * problem.to_scaled_lam(problem.lam_max)
    start = working_set._begun(problem.scaled, lam, True, _step, no_check, True, 64, nearby=True)
    assert crowded.NAME in start.solver


def test_a_neighbouring_optimum_is_a_start():
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 1600))
    problem = Problem(Signal(x, np.sin(20 * x)), NETS[0])
    cold = problem.solve(lam_ratio=0.01)
    warm = problem.solve(lam_ratio=0.02, start=cold)
    assert warm.solver == "interior point"
    assert warm.certified
    expected = problem.solve(lam_ratio=0.02)
    assert warm.objective == pytest.approx(expected.objective, rel=1e-9)


def test_without_outliers_hubers_optimum_is_that_of_squares():
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 900))
    signal = Signal(x, np.sin(20 * x))
    squared = fit(signal, NETS[0], lam_ratio=0.003)
    residual = np.abs(squared.signal.y - squared.fitted).max()
    assert residual < 0.5
    found = fit(signal, NETS[0], lam=squared.lam, loss="huber", delta=0.5)
    assert "interior point" in found.solver
    assert found.certified
    assert found.objective == pytest.approx(squared.objective, rel=1e-9)
    np.testing.assert_allclose(found.fitted, squared.fitted, atol=1e-5)


def test_what_would_have_too_many_nodes_is_refused_whatever_the_start(monkeypatch):
    """A sine of 20 000 samples had no answer: thousands of folds were exchanged one by one."""
    module = sys.modules["mirrors_engine.solvers.crowded.solve"]
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 3200))
    signal, net = Signal(x, np.sin(20 * x)), Architecture("abs", 3)
    problem = Problem(signal, net)
    before = problem.solve(lam_ratio=0.1)
    monkeypatch.setattr(module, "MOST_NODES", 700)
    for start in (None, before):
        with pytest.raises(
            SizeError, match=r"3200 samples .* than 700 .* larger lam, .* or thin"
        ) as caught:
            problem.solve(lam_ratio=0.003, start=start)
        (remedy,) = caught.value.remedies
        assert remedy.thin == 4
        few = Problem(signal.thinned(remedy.thin), net).solve(lam_ratio=0.003)
        assert few.certified
