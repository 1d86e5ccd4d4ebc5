"""The quantile loss with most rows settled by their side: the optimum of all rows."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.errors import SizeError
from mirrors_engine.losses import RowLoss
from mirrors_engine.losses.rows import Rows
from mirrors_engine.solvers.losses import pinball, pinball_near, pinball_programs
from mirrors_engine.solvers.losses.pinball import Pinball
from mirrors_engine.solvers.losses.pinball_near import ByNear
from mirrors_engine.solvers.losses.pinball_programs import ByPrices, BySlopes
from mirrors_engine.solvers.thinning import fewer_rows

NETS = (
    Architecture("abs", 3),
    Architecture("abs", 3, skip=True),
    Architecture("relu", 2, skip=True),
    Architecture("symmetrized", 3),
)


def quiet(*_args: object) -> None:
    pass


def problem_of(seed: int, n: int) -> Problem:
    """With rows that share an x, values that are often the same, or weights, in turn."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 5, n))
    if seed % 3 == 0:
        x = np.round(x * n / 10) / n
    y = np.sin(2 * x) + 0.3 * rng.standard_normal(n)
    if seed % 3 == 1:
        y = np.round(3 * y)
    weights = rng.exponential(size=n) + 0.01 if seed % 3 == 2 else None
    quantile = float(rng.choice((0.5, 0.2, 0.9)))
    return Problem(Signal(x, y, weights), NETS[seed % len(NETS)], "quantile", quantile=quantile)


def value_of(problem: Problem, lam: float, keys: np.ndarray, z: np.ndarray) -> float:
    raw = problem.dictionary.columns(keys) @ z
    total = problem.rows.total(raw, problem.rows.best_shift(raw))
    return total + lam * float(np.abs(z).sum())


def by_all_rows(problem: Problem, lam: float) -> float:
    solver = Pinball(problem.dictionary, problem.rows)
    found, gap = solver._over(ByPrices(problem.dictionary, problem.rows), lam, quiet, quiet)
    assert gap < 1e-9
    return value_of(problem, lam, found.keys, found.weights)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("off", [0.0, 0.5, 5.0])
def test_any_guess_leads_to_the_optimum_of_all_rows(monkeypatch, seed, off):
    """Also where it has most rows on their wrong side."""
    monkeypatch.setattr(pinball_near, "_AT_LEAST", 5)
    monkeypatch.setattr(pinball_near, "_SHARE", 0.2)
    problem = problem_of(seed, 90)
    rows = problem.rows.rows
    lam = problem.to_scaled_lam(0.05 * problem.lam_max)
    guess = rows.y - off * np.random.default_rng(seed).standard_normal(len(rows.y))
    near = ByNear(problem.dictionary, problem.rows, guess)
    assert not near._is_open.all()
    found, gap = Pinball(problem.dictionary, problem.rows)._over(near, lam, quiet, quiet)
    value = value_of(problem, lam, found.keys, found.weights)
    assert gap < 1e-9
    assert value == pytest.approx(by_all_rows(problem, lam), rel=1e-9)
    (u,) = found.duals
    assert problem.rows.lower_bound(u) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_long_signals_are_solved_over_the_rows_near_the_function(monkeypatch, seed):
    """Levels of every fourth sample, each of which guesses for the next."""
    monkeypatch.setattr(pinball, "NEAR_FROM", 100)
    monkeypatch.setattr(pinball, "MOST_USED", 0.2)
    monkeypatch.setattr(pinball_near, "_AT_LEAST", 50)
    sizes = []
    open_rows = ByNear._open

    def opened(self, is_open):
        sizes.append((len(is_open), int(is_open.sum())))
        open_rows(self, is_open)

    monkeypatch.setattr(ByNear, "_open", opened)
    problem = problem_of(seed, 1500)
    for ratio in (0.1, 0.02):
        lam = problem.to_scaled_lam(ratio * problem.lam_max)
        found = Pinball(problem.dictionary, problem.rows).solve(lam, None, quiet, quiet)
        value = value_of(problem, lam, found.keys, found.weights)
        assert value == pytest.approx(by_all_rows(problem, lam), rel=1e-9)
    every = len(problem.rows.rows.y)
    assert len({rows for rows, _ in sizes}) >= 2  # levels
    assert max(few for rows, few in sizes if rows == every) < every


def test_fewer_rows_keep_all_rows_of_their_samples():
    problem = problem_of(0, 60)
    rows = problem.rows.rows
    assert not rows.single
    fewer, few, ranks = fewer_rows(problem.dictionary, problem.rows, 4)
    kept = np.flatnonzero(np.isin(rows.sample, ranks))
    np.testing.assert_array_equal(few.rows.y, rows.y[kept])
    np.testing.assert_array_equal(few.rows.w, 4 * rows.w[kept])
    np.testing.assert_array_equal(ranks[few.rows.sample], rows.sample[kept])
    assert len(fewer.grid) == len(ranks) == few.rows.samples
    single = RowLoss(problem.rows.loss, Rows(rows.y[:9], rows.w[:9], 9))
    _, few, ranks = fewer_rows(problem.dictionary.thinned(np.arange(9)), single, 4)
    np.testing.assert_array_equal(ranks, [2, 6])
    np.testing.assert_array_equal(few.rows.y, rows.y[ranks])


def test_a_signal_too_long_for_the_whole_program_is_refused_in_a_sentence(monkeypatch):
    """Where the rows near a function are no way either: a million rows took all memory."""
    monkeypatch.setattr(pinball, "NEAR_FROM", 100)
    monkeypatch.setattr(pinball_near, "_AT_LEAST", 50)
    monkeypatch.setattr(pinball, "DUAL_FROM", 100)
    monkeypatch.setattr(pinball_programs, "MAX_SAMPLES", 300)
    monkeypatch.setattr(pinball_programs, "MAX_ROWS", 1000)
    with pytest.raises(SizeError, match="of 900 rows: choose a larger λ or thin") as refused:
        problem_of(2, 900).solve(lam_ratio=0.01)
    assert refused.value.remedies
    with pytest.raises(SizeError, match="of 900 samples at once: thin the signal"):
        BySlopes(problem_of(2, 900).dictionary, problem_of(2, 900).rows)._check_size(1)
