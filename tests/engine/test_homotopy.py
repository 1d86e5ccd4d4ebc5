"""Events of the path against least-angle regression, and its segments against the solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import NETS, keyed
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import lars_path

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.certificates.between import Proved, between, certificate_of
from mirrors_engine.certificates.certificate import certify
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.homotopy import Path, path_events, trace
from mirrors_engine.signals import sample


def whole(problem, min_ratio=1e-3, **options):
    *_, path = path_events(problem, min_ratio, **options)
    assert path.complete
    return path


def noisy(n, seed=0):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-3, 5, n))
    return Signal(x, np.sin(x) + (x > 1) + 0.3 * rng.standard_normal(n))


def assert_same_as_solved(problem, path, ratio):
    """The answer from the path is the solver's, and holds before a full certificate."""
    lam = ratio * problem.lam_max
    known, solved = path.result_at(lam), problem.solve(lam)
    assert known is not None
    assert known.lam == solved.lam
    a, b = keyed(known), keyed(solved)
    assert a.keys() == b.keys()
    size = float(np.abs(solved.weights).sum())
    assert a == pytest.approx(b, abs=1e-9 * size)
    spread = float(np.ptp(problem.signal.y))
    np.testing.assert_allclose(known.fitted, solved.fitted, atol=1e-9 * spread)
    assert known.objective == pytest.approx(solved.objective, rel=1e-10)
    assert known.unique == solved.unique
    assert known.certified
    scaled, at = problem.scaled, problem.to_scaled_lam(lam)
    solution = problem.solution_of(known)
    raw = scaled.dictionary.columns(solution.keys) @ solution.weights
    intercept = -float(scaled.w @ raw) / float(scaled.w.sum())
    full = certify(scaled.dictionary, problem.rows, at, intercept, solution.keys, solution.weights)
    assert full.gap <= 1e-9
    # the mixed dual point is feasible, which nothing at this λ has checked
    u = solution.duals[0]
    assert scaled.dictionary.price(u - u.mean()).bound <= at * (1 + 1e-9)


def explicit(name, x):
    """The columns written down."""
    if name == "sign2":
        return np.where(x[:, None] >= x[1:], 1.0, -1.0)
    return np.abs(x[:, None] - x)


@pytest.mark.parametrize("name", ["sign2", "abs2"])
@pytest.mark.parametrize("seed", range(4))
def test_events_are_those_of_least_angle_regression(name, seed):
    signal = noisy(14, seed)
    problem = Problem(signal, NETS[name])
    # all columns of |·| together are dependent: stop before they are all in use
    lowest = {"sign2": 1e-3, "abs2": 0.1}[name]
    path = whole(problem, lowest)
    columns = explicit(name, signal.x)
    alphas, _, _ = lars_path(
        columns - columns.mean(axis=0),
        signal.y - signal.y.mean(),
        method="lasso",
        alpha_min=lowest * problem.lam_max / len(signal),
    )
    expected = alphas * len(signal)
    expected = expected[expected > lowest * problem.lam_max * (1 + 1e-9)]
    found = np.array([e.lam for e in path.events])
    assert len(found) == len(expected) > 3
    np.testing.assert_allclose(found, expected, rtol=1e-8)
    assert all(e.exact and len(e.keys) == 1 for e in path.events)


CASES = [
    (key, name)
    for key in ("paper_six", "paper_four", "square_wave")
    for name in NETS
    if not (key == "square_wave" and name in ("abs4", "symmetrized4"))
] + [("nile", name) for name in ("relu2", "relu3", "abs2", "abs3", "sign2")]


@pytest.mark.parametrize(("key", "name"), CASES)
def test_inside_segments_the_path_is_the_solver(key, name):
    problem = Problem(sample(key), NETS[name])
    lowest = 0.05 if key == "nile" else 1e-3
    path = whole(problem, lowest)
    assert all(e.exact for e in path.events)
    rng = np.random.default_rng(1)
    for ratio in lowest ** rng.uniform(0, 1, 5):
        assert_same_as_solved(problem, path, ratio)
    # every segment, however short
    for segment in path.segments[:: max(1, len(path.segments) // 5)]:
        middle = 0.5 * (segment.top.lam + segment.bottom.lam) / path.segments[0].top.lam
        if segment.top.lam > segment.bottom.lam * (1 + 1e-6):
            assert_same_as_solved(problem, path, middle)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(-3, 3), min_size=3, max_size=9),
    st.sampled_from(["relu2", "relu3", "abs2", "abs3", "symmetrized3", "sign2"]),
    st.floats(0.02, 0.98),
)
def test_ties_of_every_sort(levels, name, ratio):
    """Integers on a grid: many events at one λ, dependent columns, weights not unique."""
    y = np.array(levels, dtype=float)
    problem = Problem(Signal(np.arange(len(y)), y), NETS[name])
    path = whole(problem, 0.01)
    if problem.lam_max == 0:
        assert path.segments == () and path.events == ()
        return
    assert all(e.exact for e in path.events)
    if path.result_at(ratio * problem.lam_max) is None:  # an event, to 8 digits
        ratio *= 1 + 1e-5
    assert_same_as_solved(problem, path, ratio)


@pytest.mark.parametrize("name", ["relu2", "abs3"])
def test_found_from_either_end_the_events_are_the_same(name):
    problem = Problem(noisy(25), NETS[name])
    down, up = whole(problem, 0.01), whole(problem, 0.01, near=lambda: 0.01)
    assert len(down.events) == len(up.events) > 10
    for a, b in zip(down.events, up.events, strict=True):
        assert (a.kind, a.born, a.died) == (b.kind, b.born, b.died)
        assert a.lam == pytest.approx(b.lam, rel=1e-8)


def test_the_surroundings_asked_for_come_first(monkeypatch):
    monkeypatch.setattr(trace, "STEP_S", 0.0)  # one event at a time
    problem = Problem(noisy(60), NETS["relu2"])
    for path in path_events(problem, 1e-3, near=lambda: 0.02):
        exact = [e.lam_ratio for e in path.events if e.exact]
        if exact:
            break
    assert exact == [pytest.approx(0.02, rel=0.3)]


@pytest.mark.parametrize("name", ["relu2", "abs3", "relu3"])
@pytest.mark.parametrize("seed", [6, 8])
def test_the_path_is_the_same_however_often_it_is_told(name, seed, monkeypatch):
    """A step that lasted too long before its first event made the path lose its way."""
    problem = Problem(noisy(25 + seed, seed), NETS[name])
    told = []
    for seconds in (0.0, np.inf):
        monkeypatch.setattr(trace, "STEP_S", seconds)
        told.append(list(path_events(problem, 0.01)))
    often, seldom = told
    assert len(often) > len(seldom)
    for a, b in zip(often[-1].events, seldom[-1].events, strict=True):
        assert (a.born, a.died) == (b.born, b.died)
        assert a.lam == pytest.approx(b.lam, rel=1e-8)


def test_events_told_while_the_path_grows_are_those_of_its_segments():
    problem = Problem(noisy(30, 5), NETS["abs3"])
    for path in path_events(problem, 1e-3):
        anew = Path(problem, path.segments, path.min_ratio)
        assert path.events == anew.events
    assert len(path.events) > 20


def test_events_join_the_segments_beside_them():
    problem = Problem(noisy(40), NETS["abs3"])
    path = whole(problem, 0.01)
    assert path.events[0].lam == pytest.approx(problem.lam_max, rel=1e-12)
    for event, above, below in zip(path.events, path.segments, path.segments[1:], strict=False):
        assert set(below.keys) - set(above.keys) <= set(event.born)
        assert set(above.keys) - set(below.keys) <= set(event.died)
        assert event.kind == {(1, 0): "birth", (0, 1): "death"}.get(
            (len(event.born), len(event.died)), "exchange" if event.born and event.died else "birth"
        )
        assert path.result_at(event.lam) is None
    for above, below in zip(path.segments, path.segments[1:], strict=False):
        assert above.bottom.lam == below.top.lam
        for spot in (path.spots(above)[-1], path.spots(below)[0]):
            assert spot.lam_ratio == pytest.approx(below.top.lam / path.segments[0].top.lam)
    assert path.result_at(1.01 * problem.lam_max) is None
    assert path.result_at(0.009 * problem.lam_max) is None


@pytest.mark.parametrize("net", ["relu2", "abs3"])
def test_the_first_event_is_one_number_seen_from_both_sides(net):
    """Whatever rounding made of λ_max, where the constant alone is known."""
    for seed in range(12):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(15, 40))
        x = np.sort(rng.random(n))
        signal = Signal(x, np.sin(6 * x) + 0.3 * rng.standard_normal(n))
        problem = Problem(signal, NETS[net])
        path = whole(problem, 0.5)
        top = problem.to_scaled_lam(problem.lam_max)
        assert path.segments[0].bottom.lam == path.segments[1].top.lam
        assert path.segments[0].bottom.lam == pytest.approx(top, rel=1e-12)


def test_cancelled_and_taken_up_again_it_is_the_same_path():
    problem = Problem(noisy(30), NETS["relu2"])
    expected = whole(problem, 0.01)
    path, cancelled, calls = None, 0, 0

    def impatient(_):
        nonlocal calls
        calls += 1
        if calls > 10 * (cancelled + 1):  # with more patience each time, so that it ends
            calls = 0
            raise Cancelled("not now")

    while path is None or not path.complete:
        try:
            for grown in path_events(problem, 0.01, monitor=impatient, start=path):
                path = grown
        except Cancelled:
            cancelled += 1
    assert cancelled > 3
    assert [e.keys for e in path.events] == [e.keys for e in expected.events]
    np.testing.assert_allclose(
        [e.lam for e in path.events], [e.lam for e in expected.events], rtol=1e-8
    )


def test_a_long_signal_keeps_weights_only():
    problem = Problem(noisy(50), NETS["relu2"])
    path = whole(problem, 0.01, memory=1000)
    assert path.covered
    assert all(s.light for s in path.segments)
    assert path.result_at(path.segments[5].sample.lam) is None
    assert path.events and not any(e.exact for e in path.events)
    assert all(0 < e.width < 0.2 for e in path.events)


def test_other_losses_are_sampled():
    problem = Problem(noisy(20), NETS["relu2"], "huber")
    path = whole(problem, 0.01)
    assert path.events and not any(e.exact for e in path.events)
    assert path.result_at(0.1 * problem.lam_max) is None


def test_a_solver_without_a_proof_joins_nothing():
    problem = Problem(noisy(12), NETS["relu2"])
    path = whole(problem, 0.3, solver="coordinate_descent")
    assert all(s.sample.certified or s.top is s.bottom for s in path.segments)


@pytest.mark.parametrize("ratio", [0.0, 1.0, -1.0])
def test_the_lower_end_lies_inside(ratio):
    with pytest.raises(SettingError):
        next(path_events(Problem(noisy(5), NETS["relu2"]), ratio))


# the certificate in between, which knows no path


def test_a_mixture_that_is_no_optimum_shows_its_gap():
    problem = Problem(noisy(30), NETS["relu2"])
    path = whole(problem, 0.05)
    segment = max(path.segments[1:], key=lambda s: s.top.lam - s.bottom.lam)
    scaled = problem.scaled
    lam = 0.5 * (segment.top.lam + segment.bottom.lam)

    def gap(a: Proved, b: Proved) -> float:
        return certificate_of(between(a, b, lam), problem.rows, 1).gap

    assert gap(segment.top, segment.bottom) <= 1e-10
    column = scaled.dictionary.columns(segment.sample.features[0].key)[:, 0]
    column = column - column.mean()
    wrong = replace(
        segment.bottom,
        weights=segment.bottom.weights + 0.01 * np.eye(len(segment.bottom.weights))[0],
        fitted=segment.bottom.fitted + 0.01 * column,
    )
    assert gap(segment.top, wrong) > 1e-8


def test_bounds_in_between_hold():
    problem = Problem(noisy(40), NETS["abs3"])
    path = whole(problem, 0.02)
    scaled = problem.scaled
    for segment in path.segments[1:]:
        lam = 0.3 * segment.top.lam + 0.7 * segment.bottom.lam
        mixed = between(segment.top, segment.bottom, lam)
        r = scaled.w * (scaled.y - mixed.fitted)
        assert scaled.dictionary.price(r).bound / lam <= mixed.max_correlation + 1e-9
        assert scaled.dictionary.price_all(mixed.dual).bound <= lam * (1 + 1e-12)
    with pytest.raises(ValueError, match="between"):
        between(segment.top, segment.bottom, 2 * segment.top.lam)


def test_large_offsets_and_weights_change_nothing():
    base = noisy(25)
    weights = np.random.default_rng(3).uniform(0.2, 3.0, 25)
    there = Signal(base.x + 1e6, base.y + 1e6, weights)
    problem = Problem(there, Architecture("abs", 3))
    path = whole(problem, 0.02)
    for ratio in (0.7, 0.2, 0.05):
        known, solved = (path.result_at(ratio * problem.lam_max), problem.solve(lam_ratio=ratio))
        assert known.certified
        assert keyed(known).keys() == keyed(solved).keys()
        assert known.objective == pytest.approx(solved.objective, rel=1e-9)


@pytest.mark.parametrize("y", [[2, 2, 0, 3], [2, 3, 1, 2], [3, 3, 3, 3, 0, 3, 3]])
def test_nothing_is_born_of_rounding_at_lam_max(y):
    # all weights vanish there at once, and what is left of them is their rounding
    problem = Problem(Signal(np.arange(len(y)), np.array(y, dtype=float)), Architecture("relu", 2))
    events = whole(problem, 0.5).events
    assert events[0].lam_ratio == pytest.approx(1, abs=1e-14)
    assert all(event.lam_ratio < 0.99 for event in events[1:])
    for distance in (1e-7, 1e-9, 1e-11):
        found = problem.solve((1 - distance) * problem.lam_max)
        more = problem.solve((1 - 1e-4) * problem.lam_max)
        assert [f.key for f in found.features] == [f.key for f in more.features]
        np.testing.assert_allclose(found.weights, distance / 1e-4 * more.weights, rtol=1e-3)
