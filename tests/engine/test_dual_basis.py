"""The fast descent over many columns against least squares and the exact active set."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.algorithms.triangular import thin_qr
from mirrors_engine.solvers import active_set
from mirrors_engine.solvers.active_set import finish, negligible
from mirrors_engine.solvers.dual_basis import DualBasis, approach


def _basis(matrix: np.ndarray, target: np.ndarray, lam: float, index: list[int]) -> DualBasis:
    """These columns active, each with weight 1."""
    active = DualBasis(matrix, target, lam, negligible(np.linalg.norm(matrix, axis=0)))
    ones = np.ones(len(index))
    active.take(*thin_qr(matrix[:, index]), np.array(index, dtype=np.int64), ones, ones)
    return active


def _hinges(n: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Nearly parallel columns, and a smooth target that needs most of them."""
    x = np.sort(np.random.default_rng(3).random(n))
    matrix = np.maximum(x[:, None] - np.linspace(0, 1, columns), 0.0)
    matrix -= matrix.mean(axis=0)
    target = x**2
    return matrix, target - target.mean()


@pytest.mark.parametrize("start", [0, 12])
def test_the_optimum_follows_columns_that_come_and_go(start):
    """More than are gathered before D changes; one column is nearly another."""
    rng = np.random.default_rng(start)
    matrix, target, lam = rng.standard_normal((60, 40)), rng.standard_normal(60), 0.3
    matrix[:, 7] = matrix[:, 3] + 1e-4 * rng.standard_normal(60)
    active = _basis(matrix, target, lam, list(range(start)))
    for _ in range(150):
        outside = np.setdiff1d(np.arange(40), active.index)
        if active.size < 25 and (active.size < 5 or rng.random() < 0.5):
            j = int(rng.choice(outside))
            assert active.enter(j, float(matrix[:, j] @ active.residual))
        else:
            active.leave(int(rng.integers(active.size)))
        columns, signs = matrix[:, active.index], active.signs
        gram = columns.T @ columns
        goal = np.linalg.solve(gram, columns.T @ target - lam * signs)
        np.testing.assert_allclose(active.goal, goal, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(active.residual, target - columns @ goal, atol=1e-8)
    drifted = active.residual
    active.renew()
    assert active.changes == 0
    np.testing.assert_allclose(active.residual, drifted, atol=1e-9)


def test_a_column_that_depends_on_active_ones_is_refused():
    rng = np.random.default_rng(0)
    matrix, target = rng.standard_normal((20, 6)), rng.standard_normal(20)
    matrix[:, 5] = matrix[:, 1] - 2 * matrix[:, 2]
    active = _basis(matrix, target, 0.1, [0, 1, 2])
    before = active.residual
    assert not active.enter(5, 1.0)
    assert active.size == 3 and active.residual is before


@pytest.mark.parametrize("lam", [1e-2, 1e-5])
def test_it_comes_near_the_optimum_in_few_looks_at_all_columns(lam):
    """So near that the exact method has next to nothing left to exchange."""
    matrix, target = _hinges(150, 300)
    active = _basis(matrix, target, lam, [])
    approach(active)
    correlations = matrix.T @ (target - matrix[:, active.index] @ active.z)
    assert np.abs(correlations).max() <= lam * (1 + 1e-6)
    np.testing.assert_allclose(correlations[active.index], lam * active.signs, rtol=1e-5)


@pytest.mark.parametrize("dependent", [False, True])
def test_the_finish_is_the_same_with_and_without_it(dependent, monkeypatch):
    matrix, target = _hinges(120, 240)
    start = np.zeros(240)
    if dependent:
        matrix[:, 10] = 0.5 * (matrix[:, 9] + matrix[:, 11])
        start[9:12] = 0.1
    fast, near = finish(matrix, target, 1e-5, start)
    monkeypatch.setattr(active_set, "MANY", 10**9)
    slow, residual = finish(matrix, target, 1e-5, start)
    assert np.count_nonzero(fast) > 40
    np.testing.assert_allclose(near, residual, atol=1e-12)
    np.testing.assert_allclose(np.abs(fast).sum(), np.abs(slow).sum(), rtol=1e-9)


def test_the_exact_method_changes_few_columns_after_it(monkeypatch):
    """Counted: the changes of QR factors, which take several times as long."""
    matrix, target = _hinges(200, 400)
    counts = []
    enter = active_set.ActiveSet.enter

    def counted(self, *column):
        counts.append(column)
        enter(self, *column)

    monkeypatch.setattr(active_set.ActiveSet, "enter", counted)
    z, _ = finish(matrix, target, 1e-6, np.zeros(400))
    assert np.count_nonzero(z) > 100
    assert len(counts) <= 10
