"""The simplex over optimal weights, against linear programs solved by HiGHS stage by stage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from mirrors_engine.algorithms import simplex


def _lexicographic(columns: np.ndarray, target: np.ndarray, costs: np.ndarray) -> np.ndarray:
    """The least of the second cost among the least of the first, by two programs."""
    first = linprog(costs[:, 0], A_eq=columns, b_eq=target, method="highs")
    level = [first.fun * (1 + 1e-9)]
    second = linprog(costs[:, 1], costs[:, :1].T, level, columns, target, method="highs")
    return np.asarray(second.x)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("rows", "count"), [(4, 30), (12, 6000), (40, 3000)])
def test_lexicographic_minimum(seed: int, rows: int, count: int) -> None:
    # reflections: shares of kinks of whole-numbered cost, so that the first stage has ties
    random = np.random.default_rng(seed)
    columns = np.abs(np.linspace(-1, 1, rows)[:, None] - random.uniform(-1, 1, count))
    columns = np.abs(columns - random.uniform(0, 1, count))
    costs = np.column_stack((random.integers(1, 4, count), random.uniform(1, 2, count)))
    start = np.zeros(count)
    start[random.choice(count, rows // 2, replace=False)] = random.uniform(0.5, 1, rows // 2)
    found = simplex.minimise(columns, start, costs.astype(float))
    assert found is not None
    assert found.min() >= 0
    assert np.allclose(columns @ found, columns @ start, atol=1e-9)
    expected = _lexicographic(columns, columns @ start, costs)
    reached, least = costs.T @ found, costs.T @ expected
    assert np.isclose(reached[0], least[0], rtol=2e-9)
    assert np.isclose(reached[1], least[1], rtol=1e-4)  # that slack of the first is worth as much


def test_exchanges_solve_like_new_factors() -> None:
    random = np.random.default_rng(0)
    columns = random.standard_normal((20, 200))
    basic = simplex._Basis(columns, np.arange(20), lambda: None)
    right, costs = random.standard_normal(20), random.standard_normal(200)
    for step in range(50):  # new factors come in between
        entering = 20 + step
        change = basic.solve(columns[:, entering])
        assert np.allclose(columns[:, basic.index] @ change, columns[:, entering])
        basic.exchange(int(np.argmax(np.abs(change))), entering, change)
        square = columns[:, basic.index]
        assert np.allclose(square @ basic.solve(right), right)
        assert np.allclose(square.T @ basic.prices(costs), costs[basic.index])
        assert np.array_equal(np.flatnonzero(basic.holds), np.sort(basic.index))
