"""Factors that follow the active columns, and triangular systems."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import LinAlgError

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.algorithms.triangular import Lu, pivoted_qr, solve_upper, thin_qr
from mirrors_engine.solvers.active_set import ActiveSet, finish
from tests.bench.cases import signal


@pytest.mark.parametrize("rows", [6, 40])
def test_factors_follow_columns_that_come_and_go(rows):
    """Also where the columns come to span all rows."""
    rng = np.random.default_rng(rows)
    matrix, target = rng.standard_normal((rows, 30)), rng.standard_normal(rows)
    matrix[:, 7] = matrix[:, 3] + 1e-9 * rng.standard_normal(rows)  # nearly dependent
    active = ActiveSet(matrix, target, 0.1)
    for step in range(200):
        outside = np.setdiff1d(np.arange(30), active.index)
        if len(active.index) < min(rows, 20) and rng.random() < 0.6:
            active.enter(int(rng.choice(outside)), 1.0, 1.0)
        elif active.index:
            active.drop([int(rng.integers(len(active.index)))])
        if not active.index or step % 5:
            continue
        columns = matrix[:, active.index]
        u, t = active.factors.q, active.factors.r
        np.testing.assert_allclose(u.T @ u, np.eye(len(active.index)), atol=1e-12)
        np.testing.assert_allclose(u @ np.triu(t), columns, atol=1e-12)
        rest = target - columns @ np.linalg.lstsq(columns, target, rcond=1e-15)[0]
        pull = u @ np.linalg.solve(t.T, active.signs) * active.lam
        np.testing.assert_allclose(active.residual() - pull, rest, atol=1e-6)


def test_the_finish_meets_the_optimality_conditions():
    rng = np.random.default_rng(4)
    matrix, target, lam = rng.standard_normal((50, 120)), rng.standard_normal(50), 2.0
    z, residual = finish(matrix, target, lam, np.zeros(120))
    np.testing.assert_allclose(residual, target - matrix @ z, atol=1e-12)
    correlations = matrix.T @ residual
    assert np.abs(correlations).max() <= lam * (1 + 1e-11)
    np.testing.assert_allclose(correlations[z != 0], lam * np.sign(z[z != 0]), rtol=1e-11)


@pytest.mark.parametrize("order", ["C", "F"])
def test_triangular_systems_and_thin_factors(order):
    rng = np.random.default_rng(1)
    a = np.array(rng.standard_normal((9, 5)), order=order)
    q, r = thin_qr(a)
    np.testing.assert_allclose(q @ r, a, atol=1e-13)
    np.testing.assert_allclose(q.T @ q, np.eye(5), atol=1e-13)
    q, r = thin_qr(a.T)
    np.testing.assert_allclose(q @ r, a.T, atol=1e-13)
    t = np.array(np.triu(rng.standard_normal((5, 5))) + 4 * np.eye(5), order=order)
    b = rng.standard_normal(5)
    np.testing.assert_allclose(t @ solve_upper(t, b), b, atol=1e-13)
    np.testing.assert_allclose(t.T @ solve_upper(t, b, transposed=True), b, atol=1e-13)
    np.testing.assert_allclose(t @ Lu(t).solve(b), b, atol=1e-13)
    np.testing.assert_allclose(t.T @ Lu(t).solve(b, transposed=True), b, atol=1e-13)
    for wide in (a, a.T):
        q, r, pivot = pivoted_qr(wide)
        np.testing.assert_allclose(q @ r, wide[:, pivot], atol=1e-13)
        assert np.all(np.diff(np.abs(np.diag(r))) <= 1e-13)
    t[2, 2] = 0
    with pytest.raises(LinAlgError):
        solve_upper(t, b)


@pytest.mark.parametrize(("activation", "layers"), [("relu", 2), ("abs", 3), ("leaky", 3)])
def test_a_point_dragged_in_x_keeps_what_was_known(activation, layers):
    """Features are named by ranks: the answer before is where the next one starts."""
    before, net = signal(40), Architecture(activation, layers)
    first = Problem(before, net).solve(lam_ratio=0.05)
    x = before.x.copy()
    x[20] += 0.6 * (x[21] - x[20])
    moved = Problem(Signal(x, before.y), net)
    assert moved.start_of(first) is not None
    warm, cold = moved.solve(first.lam, start=first), moved.solve(first.lam)
    assert warm.certified
    assert [f.key for f in warm.features] == [f.key for f in cold.features]
    np.testing.assert_allclose(warm.weights, cold.weights, rtol=1e-7)
    fewer = Problem(Signal(x[1:], before.y[1:]), net)
    assert fewer.start_of(first) is None
