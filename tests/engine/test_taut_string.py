"""Total-variation denoising: optimality conditions, an independent solver, closed forms."""

from __future__ import annotations

import itertools
from fractions import Fraction

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.algorithms import taut_gates, taut_rounds
from mirrors_engine.algorithms import taut_string as module
from mirrors_engine.algorithms.taut_string import taut_pieces, taut_string
from mirrors_engine.errors import Cancelled

SIGN = Architecture("sign", 2)


def series(kind: str, n: int, rng: np.random.Generator) -> np.ndarray:
    """Data that a string meets in different ways: noise, drift, ties, smooth monotone runs."""
    t = np.linspace(0, 1, n)
    return {
        "noise": rng.standard_normal(n),
        "walk": np.cumsum(rng.standard_normal(n)) / np.sqrt(n),
        "steps": rng.integers(-2, 3, n).astype(float),
        "square": np.sign(np.sin(40 * t) + 1e-9),
        "smooth": np.sin(20 * t),
        "jump": np.sin(6 * t) + 0.7 * (t > 0.6) + 0.2 * rng.standard_normal(n),
        "outliers": rng.standard_t(1.5, n),
    }[kind]


KINDS = ("noise", "walk", "steps", "square", "smooth", "jump", "outliers")


def assert_optimal(y, w, radius, f, pull, tolerance=1e-10):
    """f minimises iff the running sum of w(y - f) stays in the tube and touches at every jump."""
    np.testing.assert_allclose(pull, w * (y - f), atol=1e-12 * np.abs(w * y).max())
    running = np.cumsum(pull)
    assert abs(running[-1]) <= tolerance * radius + 1e-12 * np.abs(w * y).sum()
    assert np.abs(running[:-1]).max(initial=0.0) <= radius * (1 + tolerance)
    jumps = np.diff(f)
    at = np.flatnonzero(np.abs(jumps) > 1e-12 * np.abs(y).max())  # others are ties, rounded
    # where f rises the data lie below it so far, by the whole radius
    np.testing.assert_allclose(
        running[at], -radius * np.sign(jumps[at]), rtol=0, atol=radius * tolerance
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weighted", [False, True])
def test_optimality_conditions_at_a_hundred_thousand_samples(kind, weighted):
    rng = np.random.default_rng(3)
    n = 100_000
    y = series(kind, n, rng)
    w = rng.uniform(0.1, 1, n) if weighted else np.ones(n)
    y -= (w @ y) / w.sum()
    largest = np.abs(np.cumsum(w * y)).max()
    for ratio in (0.1, 1e-3, 1e-5):
        rounds = []
        f, pull = taut_string(y, w, ratio * largest, lambda rounds=rounds: rounds.append(1))
        assert_optimal(y, w, ratio * largest, f, pull)
        assert len(rounds) < 200  # six in a round, blocks of samples included


@given(st.sampled_from(KINDS), st.integers(2, 60), st.integers(0, 2**32), st.floats(-4, 1))
@settings(max_examples=200, deadline=None)
def test_rounds_and_the_single_pass_agree(kind, n, seed, power):
    rng = np.random.default_rng(seed)
    y = series(kind, n, rng)
    w = rng.integers(1, 4, n).astype(float)
    radius = 10.0**power
    string = taut_rounds.by_rounds(y, w, radius, lambda: None)
    assert string is not None
    pull = string.dual
    f = np.repeat(y[string.starts] + string.rise, np.diff(string.starts, append=n))
    scale = np.abs(y).max()
    np.testing.assert_allclose(
        f, module._one_by_one(y, w, radius, lambda: None), atol=1e-10 * scale
    )
    assert np.abs(np.cumsum(pull)[:-1]).max() <= radius * (1 + 1e-9) + 1e-12 * scale * n


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weighted", [False, True])
def test_wrong_and_missing_gates_are_given_up_and_set(kind, weighted, monkeypatch):
    """The running sums that find the gates are rounded: the look at the data has the last word."""
    rng = np.random.default_rng(11)
    n = 500
    y = series(kind, n, rng)
    w = rng.integers(1, 4, n).astype(float) if weighted else np.ones(n)
    some = np.sort(rng.choice(np.arange(1, n), 60, replace=False))
    wrong = some, rng.choice([-1.0, 1.0], 60)
    monkeypatch.setattr(taut_rounds, "gates_of", lambda tube, check, near: wrong)
    for radius in (0.1, 3.0, 40.0):
        string = taut_rounds.by_rounds(y, w, radius, lambda: None)
        f = np.repeat(y[string.starts] + string.rise, np.diff(string.starts, append=n))
        assert_optimal(y, w, radius, f, string.dual)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weighted", [False, True])
def test_the_gates_are_those_of_the_string(kind, weighted, monkeypatch):
    """With every 16th knot first, nothing is left to give up or set where sums are exact."""
    monkeypatch.setattr(taut_gates, "LONG", 40)
    rng = np.random.default_rng(12)
    n = 3000
    y = np.round(2**20 * series(kind, n, rng)) / 2**20
    w = rng.integers(1, 4, n).astype(float) if weighted else None
    ones = np.ones(n) if w is None else w
    for radius in (0.125, 3.0, 40.0):
        tube = taut_gates.Tube.of(y, w, radius, lambda: None)
        assert tube.end == ones.sum()
        at, side = taut_gates.gates_of(tube, lambda: None)
        best = module._one_by_one(y, ones, radius, lambda: None)
        jumps = np.diff(best)
        jumps[np.abs(jumps) < 1e-9] = 0.0
        strict = np.flatnonzero(jumps) + 1  # others are gates that the string does not bend at
        assert np.isin(strict, at).all()
        np.testing.assert_array_equal(side[np.isin(at, strict)], np.sign(jumps[strict - 1]))
        assert len(at) <= len(strict) + 0.01 * n


@pytest.mark.parametrize("weighted", [False, True])
def test_a_narrow_tube_begins_at_all_knots_that_look_like_gates(weighted):
    """Most of them are: 9 calls of `check`, and some 50 where the string begins at blocks."""
    rng = np.random.default_rng(13)
    n = 20_000
    y = rng.standard_normal(n)
    w = rng.uniform(0.5, 1.0, n) if weighted else None
    tube = taut_gates.Tube.of(y, w, 0.05, lambda: None)
    rounds = []
    at, _ = taut_gates.gates_of(tube, lambda: rounds.append(1))
    assert len(at) > 0.9 * n
    assert len(rounds) <= 12
    few = []  # a start with few gates is not used
    again, _ = taut_gates.gates_of(tube, lambda: few.append(1), (at[:10], np.ones(10)))
    np.testing.assert_array_equal(again, at)
    assert len(few) == len(rounds)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ratio", (0.5, 0.1, 1e-2, 1e-3))
def test_a_start_changes_rounds_and_not_the_string(kind, ratio):
    """From any pieces, ties included; from those of its answer nothing is left to change."""
    rng = np.random.default_rng(7)
    n = 700
    y = series(kind, n, rng)
    y -= y.mean()
    w = np.ones(n)
    radius = ratio * np.abs(np.cumsum(y)).max()

    def string(near):
        rounds = []
        starts, levels, *_ = taut_pieces(y, w, radius, lambda: rounds.append(1), near)
        return np.repeat(levels, np.diff(starts, append=n)), (starts, levels), len(rounds)

    f, pieces, cold = string(None)
    some = np.unique(np.append([0], rng.integers(1, n, 30)))
    for near in (pieces, (some, rng.standard_normal(len(some)))):
        again, _, rounds = string(near)
        np.testing.assert_allclose(again, f, rtol=0, atol=1e-13 * np.abs(y).max())
        assert near is not pieces or (rounds <= cold and rounds <= 8)


def test_a_start_that_is_a_few_samples_off_is_moved():
    """Gates of blocks of seven samples: no other ones are set before they are given up."""
    rng = np.random.default_rng(8)
    n, jumps = 1000, np.array([208, 502, 814])
    y = np.repeat([0.0, 1.0, 0.4, 0.7], np.diff(jumps, prepend=0, append=n))
    y += 0.01 * rng.standard_normal(n)
    f, _ = taut_string(y, np.ones(n), 3.0)
    near = np.array([0, 210, 499, 815]), np.array([0.0, 1.0, 0.5, 0.6])
    calls = []
    for reach in (0, 3):
        rounds = []
        found = taut_pieces(y, None, 3.0, lambda rounds=rounds: rounds.append(1), near, reach)
        np.testing.assert_array_equal(found.starts[1:], jumps)
        again = np.repeat(found.levels, np.diff(found.starts, append=n))
        np.testing.assert_allclose(again, f, rtol=0, atol=1e-15)
        calls.append(len(rounds))
    assert calls[1] < calls[0]


def test_sign_fits_from_a_guess_and_from_another_optimum_are_the_same():
    """Whatever λ was before; tied values, where a string may pass one gate more or less."""
    rng = np.random.default_rng(2)
    for y in (rng.integers(0, 3, 600).astype(float), np.repeat(rng.integers(-2, 3, 30), 20) * 1.0):
        problem = Problem(Signal(np.arange(600.0), y), SIGN)
        before = problem.solve(lam_ratio=0.5)
        for ratio in (0.3, 0.1, 0.03, 0.3, 0.6):
            cold, warm = (problem.solve(lam_ratio=ratio, start=s) for s in (None, before))
            assert cold.certified and warm.certified
            np.testing.assert_array_equal(cold.features.keys, warm.features.keys)
            np.testing.assert_allclose(cold.weights, warm.weights, rtol=0, atol=1e-13 * np.ptp(y))
            before = warm


def test_a_string_whose_rounds_do_not_end_is_drawn_in_one_pass(monkeypatch):
    rng = np.random.default_rng(0)
    y, w = series("jump", 2000, rng), np.ones(2000)
    best, _ = taut_string(y, w, 3.0)
    monkeypatch.setattr(taut_rounds, "MAX_ROUNDS", 2)
    f, pull = taut_string(y, w, 3.0)
    np.testing.assert_allclose(f, best, atol=1e-12)
    assert_optimal(y, w, 3.0, f, pull)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weighted", [False, True])
def test_pieces_looked_at_a_few_at_a_time(kind, weighted, monkeypatch):
    """Each part of the signal begins where the string was left by the one before."""
    for its in (taut_gates, taut_rounds):
        monkeypatch.setattr(its, "CACHED", 50)
    rng = np.random.default_rng(2)
    n = 12_345  # from 10 000 samples on, every 16th knot comes first
    y = series(kind, n, rng)
    w = rng.integers(1, 4, n).astype(float) if weighted else np.ones(n)
    for radius in (0.1, 3.0, 40.0):
        f, pull = taut_string(y, w, radius)
        assert_optimal(y, w, radius, f, pull)
        best = module._one_by_one(y, w, radius, lambda: None)
        np.testing.assert_allclose(f, best, rtol=0, atol=1e-10 * np.abs(y).max())


def test_cancelled_between_rounds():
    def check():
        raise Cancelled

    with pytest.raises(Cancelled):
        taut_string(np.arange(1000.0), np.ones(1000), 1.0, check)


def test_against_an_interior_point_solver():
    rng = np.random.default_rng(5)
    n = 800
    y, w = series("jump", n, rng), rng.uniform(0.5, 2, n)
    for radius in (0.05, 2.0):
        f = cp.Variable(n)
        loss = 0.5 * cp.sum_squares(cp.multiply(np.sqrt(w), f - y))
        problem = cp.Problem(cp.Minimize(loss + radius * cp.norm1(cp.diff(f))))
        problem.solve(solver="CLARABEL", tol_gap_abs=1e-12, tol_gap_rel=1e-12, tol_feas=1e-12)
        np.testing.assert_allclose(taut_string(y, w, radius)[0], f.value, atol=1e-6)


@pytest.mark.parametrize("ratio", [0.1, 0.01, 0.001])
@pytest.mark.parametrize("kind", ["jump", "walk", "outliers"])
def test_sign_networks_on_long_signals_are_certified(kind, ratio):
    rng = np.random.default_rng(1)
    n = 100_000
    signal = Signal(np.sort(rng.uniform(0, 1, n)), series(kind, n, rng))
    result = fit(signal, SIGN, lam_ratio=ratio)
    assert result.gap <= 1e-9
    assert result.certificate.stationarity <= 1e-8  # y - f of data a million times smaller
    # the value recomputed from what the user gets, dense
    f = result.fitted
    value = 0.5 * np.sum((signal.y - f) ** 2) + result.lam * 0.5 * np.abs(np.diff(f)).sum()
    assert value == pytest.approx(result.objective, rel=1e-11)


@pytest.mark.parametrize("runs", [2, 4, 5])
def test_a_long_square_wave_shrinks_as_the_closed_form_says(runs):
    """Interior runs by λ/r, end runs by λ/(2r) (manual, Closed forms)."""
    length = 20_000
    wave = np.repeat((-1.0) ** np.arange(runs), length)
    signal = Signal(np.arange(len(wave), dtype=float), wave)
    lam = 0.3 * length
    result = fit(signal, SIGN, lam)
    shrink = np.full(runs, lam / length)
    shrink[[0, -1]] /= 2
    expected = np.repeat((-1.0) ** np.arange(runs) * (1 - shrink), length)
    np.testing.assert_allclose(result.fitted, expected, atol=1e-9)
    assert result.lam_max == pytest.approx(2 * length * (1 if runs % 2 == 0 else 1 - 1 / runs))


def test_many_more_jumps_than_any_factor_could_hold():
    """A noiseless curve jumps at most samples: no column is formed for any of them."""
    n = 100_000
    x = np.linspace(0, 1, n)
    result = fit(Signal(x, np.sin(20 * x)), SIGN, lam_ratio=1e-3)
    assert len(result.weights) > 50_000
    assert result.gap <= 1e-9


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("size", (1e16, 1e-16, 1e30))
def test_weights_of_very_different_size(place, size):
    """Against the conditions of optimality in fractions, from the sums of what is pulled."""
    y, w = np.array([0.0, 1.0, 0.0, 2.0]), np.ones(4)
    w[place] = size
    f, pull = taut_string(y, w, 0.1)
    walls = np.cumsum(pull)[:-1]
    assert np.all(np.abs(walls) <= 0.1 * (1 + 1e-9))
    assert pull.sum() == pytest.approx(0, abs=1e-12)
    steps = np.diff(f)
    bends = np.abs(steps) > 1e-12
    np.testing.assert_allclose(walls[bends], -0.1 * np.sign(steps[bends]), rtol=1e-9)
    np.testing.assert_allclose(f + pull / w, y, atol=1e-12)
    if size > 1:  # the heavy sample stays where it is, a light neighbour moves by what it is worth
        assert f[place] == pytest.approx(y[place], abs=1e-12)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("n", [300, 20_000])
def test_no_running_sum_exceeds_its_reach_and_that_is_near_the_radius(n, weighted):
    """Sums of exact fractions; what the string tells replaces a pricing pass of the solver."""
    rng = np.random.default_rng(2)
    y = np.sin(np.linspace(0, 6, n)) + 0.2 * rng.standard_normal(n)
    y -= y.mean()
    w = rng.uniform(0.5, 1, n) if weighted else None
    for radius in (0.3, 3.0):
        found = taut_pieces(y, w, radius)
        sums = [abs(s) for s in itertools.accumulate(map(Fraction, found.dual))]
        assert max(sums[:-1]) <= found.reach <= radius * (1 + 1e-11)
        assert sums[-1] <= found.reach - radius
        at_gates = [sums[k - 1] for k in found.starts[1:]]
        assert min(at_gates) >= 2 * radius - found.reach
