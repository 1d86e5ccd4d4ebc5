"""The path is followed in one way, for a user, a choice of λ and a fold alike."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, path, select
from mirrors_engine.errors import Cancelled
from mirrors_engine.homotopy.grid import falling, follow, grid_of, path_of
from mirrors_engine.problem import Problem


def problem(seed: int = 0, n: int = 25) -> Problem:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 1, n))
    return Problem(Signal(x, np.sin(7 * x) + 0.1 * rng.standard_normal(n)), Architecture("abs", 3))


def test_a_path_is_one_solve_after_another_at_its_ratios():
    p = problem()
    results = list(path_of(p, 9, 1e-3))
    np.testing.assert_array_equal([r.lam for r in results], p.lam_max * np.geomspace(1, 1e-3, 9))
    start = None
    for result in results:
        start = p.solve(result.lam, start=start)
        np.testing.assert_array_equal(result.fitted, start.fitted)
        assert result.certified


def test_where_lam_max_is_0_there_is_the_constant_alone():
    flat = Problem(Signal(np.arange(5.0), np.full(5, 2.0)), Architecture("abs", 3))
    assert grid_of(flat, falling(7, 0.1)).tolist() == [0.0]
    (result,) = path(flat.signal, flat.architecture, 7)
    assert result.certified and not len(result.weights) and result.intercept == 2.0
    assert select(flat.signal, flat.architecture, splits=None).lams.tolist() == [0.0]


def test_above_lam_max_the_fit_is_the_constant_of_its_own_lam():
    p = problem()
    high, low = follow(p, p.lam_max * np.array([3.0, 0.5]))
    assert not len(high.weights) and len(low.weights)
    assert high.lam == 3 * p.lam_max and high.certified


@pytest.mark.parametrize(
    "begin",
    [
        lambda s, net, stop: list(path(s, net, 5, monitor=stop)),
        lambda s, net, stop: select(s, net, splits=None, monitor=stop),
    ],
)
def test_the_pass_for_lam_max_can_be_cancelled(begin, monkeypatch):
    over, heard = False, 0
    price = type(problem().dictionary).price

    def watched(self, v, above=np.inf, *rest, **options):
        nonlocal over
        found = price(self, v, above, *rest, **options)
        over = True
        return found

    def stop(progress) -> None:
        nonlocal heard
        heard += 1
        assert not over, "something else was told before the first pass was over"
        raise Cancelled

    monkeypatch.setattr(type(problem().dictionary), "price", watched)
    p = problem()
    with pytest.raises(Cancelled):
        begin(p.signal, p.architecture, stop)
    assert heard == 1
