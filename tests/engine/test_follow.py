"""The path from event to event, against columns that are written down and against solves."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest
from brute import NETS, dictionary, dual_norm, keyed
from skip_cases import LINE

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.algorithms.updated_qr import UpdatedQr
from mirrors_engine.homotopy import follow, path_events, trace
from mirrors_engine.homotopy.basis import Basis
from tests.bench.cases import signal as noisy_sine


def rough(n=11, seed=0):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-2, 3, n))
    return Signal(x, np.sin(2 * x) + (x > 0.5) + 0.3 * rng.standard_normal(n))


def weighted():
    base = rough(10, 3)
    return Signal(base.x, base.y, np.random.default_rng(4).uniform(0.2, 4.0, 10))


def twice():
    base = rough(9, 5)
    return Signal(np.repeat(base.x, 2), np.repeat(base.y, 2) + np.tile([0.2, -0.1], 9))


def even(values):
    return Signal(np.arange(len(values)), np.array(values, dtype=float))


SIGNALS = {
    "rough": rough(),
    "weighted": weighted(),
    "twice": twice(),
    "mirrored": even([0, 3, 1, 2, 5, 2, 1, 3, 0]),
    "odd": even([-2, -3, 1, 0, -1, 3, 2]),
    "plateaus": even([0, 0, 0, 2, 2, 2, 2, 1, 1]),
    "outlier": even([0, 1, 0, 1, 50, 1, 0, 1]),
}


def whole(problem, low=1e-3, **options):
    *_, path = path_events(problem, low, **options)
    assert path.complete
    return path


def gap_over(columns, signal, lam, result):
    """The relative gap of a function over columns of any units, by hand."""
    r = signal.weights * (signal.y - result.fitted)
    size = dual_norm(columns, r)
    assert size <= lam * (1 + 1e-7)
    u = r * min(1.0, lam / size) if size else r
    penalty = lam * float(np.abs(result.weights).sum())
    primal = 0.5 * float(r @ (r / signal.weights)) + penalty
    dual = float(u @ signal.y) - 0.5 * float(u @ (u / signal.weights))
    return (primal - dual) / primal


@pytest.mark.parametrize("case", SIGNALS)
@pytest.mark.parametrize("name", [name for name in NETS if not name.endswith("4")])
def test_every_segment_is_optimal_over_columns_written_down(name, case):
    signal = SIGNALS[case]
    problem = Problem(signal, NETS[name])
    path = whole(problem, 0.01)
    columns = dictionary(name, signal.x)
    assert all(event.exact for event in path.events)
    for segment in path.segments[1:]:
        for share in (0.0, 0.5, 1.0):
            lam = ((1 - share) * segment.top.lam + share * segment.bottom.lam) * problem.units.lam
            assert gap_over(columns, signal, lam, segment.result_at(lam)) <= 1e-8


def solved_inside(problem, path, some=slice(None)):
    """Weights in the middle of segments are those of a cold solve there."""
    for segment in path.segments[1:][some]:
        if segment.top.lam < segment.bottom.lam * (1 + 1e-5):
            continue
        known = path.result_at(segment.lam)
        if known is None:  # a weight so small that the solver asks whether it is needed
            continue
        solved = problem.solve(known.lam)
        assert keyed(known).keys() == keyed(solved).keys()
        size = float(np.abs(solved.weights).sum())
        assert keyed(known) == pytest.approx(keyed(solved), abs=1e-8 * size)
        assert known.unique == solved.unique


@pytest.mark.parametrize("case", ["rough", "weighted", "mirrored", "plateaus"])
@pytest.mark.parametrize("name", NETS)
def test_weights_are_those_of_the_solver_on_every_segment(name, case):
    slow = name.endswith("4") and name != "relu4"
    signal = SIGNALS[case] if not slow else rough(6)
    problem = Problem(signal, NETS[name])
    solved_inside(problem, whole(problem, 0.02))


FURTHER = [
    *LINE[:-1],
    Architecture("sign", 3, widths=(2,)),
    Architecture("sign", 3, widths=(5,)),
    Architecture("threshold", 4, widths=(2, 2)),
    Architecture("relu", 2, inputs="additive"),
    Architecture("abs", 3, inputs="additive"),
    Architecture("abs", 5),
]


@pytest.mark.parametrize("net", FURTHER, ids=Architecture.describe)
def test_other_networks_have_the_weights_of_the_solver_too(net):
    if net.inputs == "additive":
        rng = np.random.default_rng(8)
        x = rng.uniform(-1, 1, (12, 2))
        signal = Signal(x, np.sin(3 * x[:, 0]) + np.abs(x[:, 1]) + 0.1 * rng.standard_normal(12))
    else:
        signal = rough(5 if net.layers > 3 and net.activation == "abs" else 10, 2)
    problem = Problem(signal, net)
    path = whole(problem, 0.05)
    assert len(path.events) > 1
    solved_inside(problem, path)


@pytest.mark.parametrize("name", ["relu2", "relu3", "abs3", "symmetrized3", "leaky3", "sign2"])
def test_upwards_and_downwards_it_is_the_same_path(name):
    problem = Problem(rough(30, 7), NETS[name])
    down = whole(problem, 0.01)
    up = whole(problem, 0.01, near=lambda: 0.01)
    middle = whole(problem, 0.01, near=lambda: 0.17)
    for other in (up, middle):
        assert len(other.events) == len(down.events) > 10
        for a, b in zip(down.events, other.events, strict=True):
            assert (a.born, a.died) == (b.born, b.died)
            assert a.lam == pytest.approx(b.lam, rel=1e-9)


@pytest.mark.parametrize(("name", "n", "low"), [("abs3", 60, 1e-3), ("relu2", 200, 1e-3)])
def test_events_take_no_solves_and_few_passes(monkeypatch, name, n, low):
    problem = Problem(noisy_sine(n), NETS[name])
    _ = problem.lam_max
    monkeypatch.setattr(trace, "SHORT_S", np.inf)
    solves, passes = 0, 0
    solve, end_of = problem.solve, follow.end_of
    price = problem.dictionary.price_or_tied

    def counted_solve(*args, **options):
        nonlocal solves
        solves += 1
        return solve(*args, **options)

    def counted_end(*args):
        def counted_price(*args, **options):
            nonlocal passes
            passes += 1
            return price(*args, **options)

        problem.dictionary.price_or_tied = counted_price
        try:
            return end_of(*args)
        finally:
            del problem.dictionary.price_or_tied

    monkeypatch.setattr(problem, "solve", counted_solve)
    monkeypatch.setattr(follow, "end_of", counted_end)
    path = whole(problem, low)
    assert len(path.events) > 150
    assert solves <= 0.05 * len(path.events) + trace.FIRST + 1
    assert passes <= 1.6 * len(path.events)


def test_nothing_known_is_lost_while_it_grows(monkeypatch):
    monkeypatch.setattr(trace, "STEP_S", 0.0)
    problem = Problem(rough(25, 1), NETS["abs3"])
    before = None
    for path in path_events(problem, 0.02, near=lambda: 0.1):
        tops, bottoms = path.table[:, 0], path.table[:, 1]
        single = tops == bottoms  # λ_max, where the first feature enters within a rounding of it
        assert np.all((np.diff(tops) < 0) | single[:-1])
        assert np.all(bottoms[:-1] >= tops[1:] * (1 - 1e-12))
        if before is not None:
            exact = {event.keys for event in before.events if event.exact}
            assert exact <= {event.keys for event in path.events}
            for segment in before.segments[::5]:
                if segment.top.lam < segment.bottom.lam * (1 + 1e-9):
                    continue
                middle = 0.5 * (segment.top.lam + segment.bottom.lam) * problem.units.lam
                held = path.segment_at(middle)
                assert held is not None and held.signed == segment.signed
        before = path


def test_too_long_to_follow_it_is_still_bracketed(monkeypatch):
    monkeypatch.setattr(Basis, "room", lambda *_: False)
    problem = Problem(rough(20, 2), NETS["relu2"])
    path = whole(problem, 0.05)
    monkeypatch.undo()
    followed = whole(problem, 0.05)
    assert [e.keys for e in path.events] == [e.keys for e in followed.events]
    lams = [[e.lam for e in one.events] for one in (path, followed)]
    np.testing.assert_allclose(*lams, rtol=1e-7)


def test_no_more_segments_are_held_than_there_is_memory_for():
    problem, most = Problem(noisy_sine(40), NETS["abs3"]), 90
    memory = trace.BYTES * 40 * most
    path = whole(problem, 1e-3, memory=memory, near=lambda: 0.01)
    assert trace.COARSE < len(path.segments) <= most + 1
    assert path.size <= 2 * memory
    assert path.covered and not all(event.exact for event in path.events)
    assert min(path.events, key=lambda event: abs(np.log10(event.lam_ratio) + 2)).exact


def test_close_neighbours_are_not_followed_where_answers_depend_on_the_start():
    base = rough(14, 3)
    x = base.x.copy()
    x[7] = x[6] + 1e-9
    problem = Problem(Signal(x, base.y), NETS["relu2"])
    assert problem.from_nothing
    path = whole(problem, 0.1)
    assert all(segment.solved is not None for segment in path.segments)


def test_factors_follow_columns():
    rng = np.random.default_rng(0)
    matrix = rng.standard_normal((12, 30))
    factors, held = UpdatedQr.empty(12), []
    for step in range(120):
        if held and (len(held) == 11 or rng.random() < 0.4):
            position = int(rng.integers(len(held)))
            factors.delete(position)
            del held[position]
        else:
            held.append(step % 30)
            column = matrix[:, step % 30] + 0.01 * step
            matrix[:, step % 30] = column
            if held.count(step % 30) > 1:
                held.pop()
                matrix[:, step % 30] -= 0.01 * step
                continue
            factors.append(*factors.project(column))
        np.testing.assert_allclose(factors.q @ factors.r, matrix[:, held], atol=1e-11)
        np.testing.assert_allclose(factors.q.T @ factors.q, np.eye(len(held)), atol=1e-12)


def exact_birth(problem, segment, key):
    """λ at which a feature outside reaches |A_jᵀr| = λ, by elimination in 50 digits."""
    names = [*segment.names.tolist(), list(key)]
    columns = problem.dictionary.columns(np.array(names)).T
    with localcontext() as context:
        context.prec = 50

        def centred(values):
            exact = [Decimal(float(value)) for value in values]
            return [value - sum(exact) / len(exact) for value in exact]

        def product(a, b):
            return sum(p * q for p, q in zip(a, b, strict=True))

        *used, new = map(centred, columns)
        y = centred(problem.scaled.y)
        rows = [[product(a, b) for b in used] for a in used]
        rights = [
            [product(a, y), Decimal(int(s))] for a, s in zip(used, segment.signs, strict=True)
        ]
        for i, row in enumerate(rows):  # Gram's matrix needs no pivots
            for j in range(i + 1, len(rows)):
                share = rows[j][i] / row[i]
                rows[j] = [a - share * b for a, b in zip(rows[j], row, strict=True)]
                rights[j] = [a - share * b for a, b in zip(rights[j], rights[i], strict=True)]
        weights = [[Decimal(0)] * len(rows) for _ in range(2)]
        for i in reversed(range(len(rows))):
            for z, right in zip(weights, rights[i], strict=True):
                z[i] = (right - product(rows[i], z)) / rows[i][i]
        covered = [product(new, a) for a in used]
        rest = product(new, y) - product(covered, weights[0])
        pull = product(covered, weights[1])
        sign = 1 if rest + pull * Decimal(segment.bottom.lam) > 0 else -1
        return float(sign * rest / (1 - sign * pull))


@pytest.mark.parametrize(("name", "n"), [("abs3", 60), ("relu2", 200)])
def test_births_are_where_50_digits_say(name, n):
    problem = Problem(noisy_sine(n), NETS[name])
    path = whole(problem, 1e-3)
    births = 0
    for above, event in zip(path.segments, path.events, strict=False):
        if event.kind == "birth" and len(event.born) == 1:
            births += 1
            expected = exact_birth(problem, above, event.born[0])
            assert above.bottom.lam == pytest.approx(expected, rel=2e-10)
    assert births > 50


def test_what_costs_more_is_looked_at_again_when_a_feature_it_stands_for_leaves():
    problem = Problem(rough(), NETS["abs3"])
    keys = problem.dictionary.all_keys()[[3, 17, 40, 90]]
    first, second, third, other = map(tuple, keys.tolist())
    basis = Basis.of(problem.scaled, keys[:3], np.ones(3))
    basis.dearer = {other: frozenset((first, third))}
    basis.leave(1)
    assert list(basis.dearer) == [other]
    assert basis.enter(second, 1.0)
    basis.leave(1)
    assert not basis.dearer
    basis.dearer = {other: frozenset((first,))}
    assert basis.enter(other, -1.0)  # it is outside no longer
    assert not basis.dearer
    np.testing.assert_array_equal(basis.piece().keys, np.array([first, second, other]))
    np.testing.assert_array_equal(basis.piece().signs, [1.0, 1.0, -1.0])


def test_what_takes_longer_to_factor_than_to_solve_is_not_followed(monkeypatch):
    """Between two λ with 10 000 steps in use the factors took minutes that nothing could end."""
    monkeypatch.setattr(trace, "FOLLOWED", 2.0 * 20**3)  # twenty neurons
    rng = np.random.default_rng(0)
    signal = Signal(np.arange(200.0), rng.standard_normal(200))
    problem = Problem(signal, Architecture("sign", 2))
    (*_, path) = path_events(problem, 0.01)
    assert path.complete and path.covered
    widest = max(len(s.names) for s in path.segments if s.top is not s.bottom)
    assert 10 < widest <= 21
    assert max(len(s.names) for s in path.segments) > 50
    some = [event.exact for event in path.events]
    assert any(some) and not all(some)
    lam = 0.5 * (path.segments[3].top.lam + path.segments[3].bottom.lam) * problem.units.lam
    np.testing.assert_allclose(path.result_at(lam).fitted, problem.solve(lam).fitted, atol=1e-9)
