"""The canonical solution: one answer whichever way λ arrived (manual, Canonical choice)."""

from __future__ import annotations

import itertools

import brute
import numpy as np
import pytest
from brute import LAYERS, NETS, keyed, random_signal
from scipy.optimize import linprog

from mirrors_engine import Problem, Signal, fit
from mirrors_engine.dictionaries.registry import build_dictionary

ALL = pytest.mark.parametrize("name", NETS)
RATIOS = np.geomspace(0.8, 1e-3, 12)


def signals() -> dict[str, Signal]:
    x = np.arange(7.0)
    rng = np.random.default_rng(2)
    return {
        "random": random_signal(90, 9, weights=True),
        "grid": Signal(x, np.abs(x - 2.0)),
        "zeros and ones": Signal(x, (0, 1, 0, 0, 1, 1, 0)),
        "symmetric": Signal(x - 3, (x - 3) ** 2),
        "six": Signal((0, 4, 5, 7, 10, 11), (0, 0, 0, 2, 3, 3)),
        "noise on a grid": Signal(np.arange(25.0), rng.standard_normal(25)),
    }


def assert_same(one, other) -> None:
    """Same features with the same weights, and hence the same function."""
    a, b = keyed(one), keyed(other)
    assert a.keys() == b.keys()
    size = float(np.abs(one.weights).sum())
    assert a == pytest.approx(b, abs=1e-7 * size)
    assert one.unique == other.unique


@ALL
@pytest.mark.parametrize("which", signals())
def test_both_directions_and_cold_agree(name, which):
    signal = signals()[which]
    if NETS[name].layers == 4:
        signal = Signal(signal.x[:12], signal.y[:12], signal.weights[:12])  # N³ features
    problem = Problem(signal, NETS[name])
    down, result = [], None
    for ratio in RATIOS:
        result = problem.solve(lam_ratio=ratio, start=result)
        down.append(result)
    up = []
    for ratio in RATIOS[::-1]:
        result = problem.solve(lam_ratio=ratio, start=result)
        up.append(result)
    for ratio, one, other in zip(RATIOS, down, up[::-1], strict=True):
        assert one.certified
        assert_same(one, other)
        assert_same(one, problem.solve(lam_ratio=ratio))
        assert_same(one, problem.solve(lam_ratio=ratio, solver="active_set"))


@ALL
@pytest.mark.parametrize("which", ("random", "grid", "noise on a grid"))
def test_a_start_from_other_y_changes_nothing(name, which):
    """A point that is dragged: what the features were is known, what they are is found anew."""
    signal = signals()[which]
    if NETS[name].layers == 4:
        signal = Signal(signal.x[:12], signal.y[:12], signal.weights[:12])
    before = Problem(signal, NETS[name]).solve(lam_ratio=0.03)
    y = signal.y.copy()
    for k, by in ((3, 0.1), (3, 5.0), (0, -2.0)):
        y[k] += by * (np.ptp(signal.y) or 1.0)
        problem = Problem(Signal(signal.x, y, signal.weights), NETS[name])
        after = problem.solve(lam_ratio=0.03, start=before)
        assert after.certified
        assert_same(after, problem.solve(lam_ratio=0.03))
        before = after


def test_a_start_of_another_network_or_other_samples_is_passed_by():
    signal = signals()["random"]
    start = fit(signal, NETS["abs3"], lam_ratio=0.05)
    moved = signal.x.copy()
    moved[2] += 1e-3  # its features are named by samples: a dragged sample keeps them
    for other, begins in (
        (Problem(signal, NETS["relu3"]), False),
        (Problem(Signal(moved, signal.y, signal.weights), NETS["abs3"]), True),
        (Problem(Signal(signal.x[:-1], signal.y[:-1]), NETS["abs3"]), False),
    ):
        assert (other.start_of(start) is not None) == begins
        assert_same(other.solve(lam_ratio=0.05, start=start), other.solve(lam_ratio=0.05))


def test_a_large_face_has_a_canonical_vertex_too():
    """On a regular grid thousands of four-layer features are optimal together."""
    x = np.arange(25.0)
    signal = Signal(x, np.random.default_rng(2).standard_normal(25))
    problem = Problem(signal, NETS["abs4"])
    above = problem.solve(lam_ratio=0.02)
    warm = problem.solve(lam_ratio=0.01, start=above)
    cold = problem.solve(lam_ratio=0.01)
    assert_same(warm, cold)


def kinks_inside(unit: brute.Unit, x: np.ndarray) -> int:
    """Kinks strictly inside the data: zeros of any layer where the slope does change."""
    layers, signs, biases = unit
    points = np.array([x[0], x[-1]])
    for depth in range(len(layers)):
        h = brute.evaluate((layers[:depth], signs[:depth], biases[:depth]), points)
        u = signs[depth] * h + biases[depth]
        # linear between the points so far, so that every zero is found exactly
        cross = np.flatnonzero(u[:-1] * u[1:] < 0)
        share = u[cross] / (u[cross] - u[cross + 1])
        zeros = points[cross] + share * (points[cross + 1] - points[cross])
        points = np.unique(np.round(np.concatenate((points, zeros)), 10))
    slopes = np.diff(brute.evaluate(unit, points)) / np.diff(points)
    return int(np.sum(np.abs(np.diff(slopes)) > 1e-6))


def least_kinks(name: str, result) -> float:
    """min Σ c_j|z_j| over all optimal weights, as a program over brute-force units."""
    signal, lam = result.signal, result.lam
    units = brute.vertex_units(LAYERS[name], signal.x)
    columns = brute.matrix(units, signal.x)
    r = signal.weights * result.residuals
    correlations = columns.T @ brute.balanced(r, signal.weights)
    equal = np.flatnonzero(np.abs(correlations) >= lam * (1 - 1e-7))
    costs = [kinks_inside(units[j], signal.x) for j in equal]
    signed = columns[:, equal] * np.sign(correlations[equal])
    signed = signed - np.average(signed, axis=0, weights=signal.weights)
    fitted = result.fitted - np.average(result.fitted, weights=signal.weights)
    answer = linprog(costs, A_eq=signed, b_eq=fitted, bounds=(0, None), method="highs")
    assert answer.status == 0
    return float(answer.fun)


@pytest.mark.parametrize("name", [n for n in NETS if n not in ("sign2", "threshold2")])
@pytest.mark.parametrize("seed", range(5))
def test_no_optimal_weights_have_fewer_kinks(name, seed):
    rng = np.random.default_rng(seed)
    n = {3: 5, 4: 4}.get(NETS[name].layers, 6)
    x = np.sort(rng.choice(40, n, replace=False)).astype(float)  # well apart
    signal = Signal(x, rng.standard_normal(n))
    for ratio in (0.4, 0.05, 0.005):
        result = fit(signal, NETS[name], lam_ratio=ratio)
        cost = 0.0
        for feature, z in zip(result.features, result.weights, strict=True):
            inside = [k for k in feature.kinks if x[0] + 1e-6 < k.position < x[-1] - 1e-6]
            layers = tuple((a.a_plus, a.a_minus) for a in feature.unit.activations)
            unit = (layers, feature.unit.signs, feature.unit.biases)
            assert len(inside) == kinks_inside(unit, x)
            cost += len(inside) * abs(float(z))
        size = float(np.abs(result.weights).sum())
        assert cost == pytest.approx(least_kinks(name, result), abs=1e-6 * size)


def functions(dictionary, keys) -> int:
    """How many of the features differ by more than a constant and a sign, on a fine grid."""
    x = dictionary.grid.x
    t = np.linspace(2 * x[0] - x[-1], 2 * x[-1] - x[0], 4001)
    values = np.array([dictionary.feature(tuple(key)).evaluate(t) for key in keys.tolist()])
    values -= values[:, :1]
    different: list[np.ndarray] = []
    for own in values:
        near = 1e-7 * np.abs(own).max()
        if not any(min(np.abs(own - v).max(), np.abs(own + v).max()) < near for v in different):
            different.append(own)
    return len(different)


@ALL
@pytest.mark.parametrize("seed", range(2))
def test_unique_agrees_with_the_rank(name, seed):
    """The optimal weights are unique if and only if A_E has full column rank.

    Where two keys name one function, it counts once.
    """
    signal = random_signal(300 + seed, 7, weights=True)
    dictionary = build_dictionary(NETS[name], signal.x)
    keys = dictionary.all_keys()
    columns = dictionary.columns(keys)
    columns = columns - np.average(columns, axis=0, weights=signal.weights)
    for ratio in (0.5, 0.1, 0.01):
        result = fit(signal, NETS[name], lam_ratio=ratio)
        lam = result.lam / dictionary.grid.half**dictionary.degree
        r = brute.balanced(signal.weights * result.residuals, signal.weights)
        share = np.abs(columns.T @ r) / lam
        equal = share >= 1 - 1e-8
        assert not ((share > 1 - 1e-6) & ~equal).any()  # in general position E is clear-cut
        chosen = columns[:, equal]
        assert equal.sum() >= len(result.weights)
        values = np.linalg.svd(chosen, compute_uv=False)
        rank = int(np.sum(values > 1e-9 * values[0]))
        assert result.unique is bool(rank == functions(dictionary, keys[equal]))
        support = dictionary.columns(np.array([f.key for f in result.features]))
        support = support - np.average(support, axis=0, weights=signal.weights)
        # basic: the canonical columns are independent
        assert np.linalg.matrix_rank(support, tol=1e-9 * values[0]) == len(result.weights)


@pytest.mark.parametrize("name", ["abs3", "symmetrized3", "relu2", "relu3"])
def test_both_verdicts_on_uniqueness_occur(name):
    verdicts = {
        fit(random_signal(seed, 7), NETS[name], lam_ratio=ratio).unique
        for seed in range(10)
        for ratio in (0.9, 0.03)
    }
    assert verdicts == {True, False}


@ALL
def test_the_path_is_linear_between_events(name):
    problem = Problem(random_signal(95, 10, weights=True), NETS[name])
    ratios = np.geomspace(0.9, 2e-3, 60)
    results = [problem.solve(lam_ratio=ratio) for ratio in ratios]
    segments = 0
    for one, other in itertools.pairwise(results):
        a, b = keyed(one), keyed(other)
        signs = {key: np.sign(z) for key, z in a.items()}
        if {key: np.sign(z) for key, z in b.items()} != signs:
            continue
        segments += 1
        middle = problem.solve(0.5 * (one.lam + other.lam))
        expected = {key: 0.5 * (a[key] + b[key]) for key in a}
        size = float(np.abs(middle.weights).sum())
        assert keyed(middle) == pytest.approx(expected, abs=1e-9 * size)
        assert middle.intercept == pytest.approx(0.5 * (one.intercept + other.intercept), abs=1e-8)
        np.testing.assert_allclose(middle.fitted, 0.5 * (one.fitted + other.fitted), atol=1e-9)
    assert segments >= 10
