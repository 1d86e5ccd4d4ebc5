"""The set of optimal networks against programs over brute-force units, and its edges."""

from __future__ import annotations

import itertools
from dataclasses import replace

import brute
import numpy as np
import pytest
from brute import LAYERS, NETS, TWO_LAYER, random_signal
from scipy.optimize import linprog

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.errors import Cancelled
from mirrors_engine.landscape import MAX_FEATURES, landscape, polytope

DEEP = ["abs4", "symmetrized4"]
KINKS_AT_DATA = [*TWO_LAYER, "relu3", "relu4", "leaky3"]
RATIOS = [0.3, 0.03, 0.003, 0.0]


def coarse_signal(seed: int, n: int = 7) -> Signal:
    """Samples on a grid, far apart, where many optimal networks exist."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.choice(20, n, replace=False)).astype(float)
    return Signal(x, np.round(rng.standard_normal(n), 2), rng.uniform(0.5, 2, n))


def problems(name):
    """Problems with their results; four-layer mirrors have hundreds of equally good features."""
    for seed in range(1 if name in DEEP else 2):
        problem = Problem(coarse_signal(seed, 5 if name in DEEP else 7), NETS[name])
        for ratio in RATIOS[1:2] if name in DEEP else RATIOS:
            yield problem, problem.solve(lam_ratio=ratio)


def units_of(name: str, x: np.ndarray) -> list[brute.Unit]:
    """The units of a dictionary as listed (manual, Dictionaries), and none besides."""
    layers = LAYERS[name]
    if len(layers) == 1:
        return brute.vertex_units(layers, x)
    pairs = [(a, abs(b - a)) for a in x for b in x]
    pairs += [(0.5 * (a + b), 0.5 * (b - a)) for a, b in itertools.combinations(x, 2)]
    signs = (1.0,) if layers[1] == brute.ABS else (1.0, -1.0)
    return [(layers, (1.0, s), (-a, -s * h)) for a, h in pairs for s in signs]


class Brute:
    """The optimal weights of a result over all brute-force units, as a linear program."""

    def __init__(self, name, result):
        signal = result.signal
        self.signal, self.w = signal, signal.weights / signal.weights.sum()
        self.units = units_of(name, signal.x)
        columns = brute.matrix(self.units, signal.x)
        u, level = result.certificate.dual_point, result.lam or 1.0
        correlations = columns.T @ brute.balanced(u)
        equal = np.flatnonzero(np.abs(correlations) >= level * (1 - 1e-8))
        self.units = [self.units[j] for j in equal]
        self.signs = np.sign(correlations[equal])
        self.columns = columns[:, equal] * self.signs
        self.target = result.fitted

    def bounds(self, t: float) -> tuple[float, float]:
        """Least and greatest f(t)."""
        here = brute.matrix(self.units, np.array([t]))[0] * self.signs
        equations = np.column_stack((self.columns, np.ones(len(self.target))))
        box = [*[(0, None)] * len(here), (None, None)]
        values = []
        for sign in (1, -1):
            answer = linprog(
                sign * np.append(here, 1.0), A_eq=equations, b_eq=self.target, bounds=box
            )
            assert answer.status == 0
            values.append(sign * answer.fun)
        return values[0], values[1]


@pytest.mark.parametrize("name", ["abs3", "symmetrized3", *TWO_LAYER])
def test_the_band_is_that_of_the_brute_force_units(name):
    rng = np.random.default_rng(1)
    for _, result in problems(name):
        band = landscape(result).band(margin=0.3)
        program = Brute(name, result)
        x = result.signal.x
        size = 1 + np.ptp(result.signal.y)
        for t in rng.uniform(x[0] - 0.29 * np.ptp(x), x[-1] + 0.29 * np.ptp(x), 8):
            low, high = band.at(t)
            assert (low, high) == pytest.approx(program.bounds(t), abs=1e-5 * size)


@pytest.mark.parametrize("name", NETS)
def test_weight_ranges_are_those_of_a_dense_program(name):
    for problem, result in problems(name):
        found = landscape(result, problem)
        if found.unique or len(found.features) > 60:
            continue
        ranges = found.weight_ranges()
        x = result.signal.x
        columns = np.column_stack([f.evaluate(x) for f in found.features]) * found.signs
        equations = np.column_stack((columns, np.ones(len(x))))
        box = [*[(0, None)] * len(found.signs), (None, None)]
        norm = np.abs(result.weights).sum()
        for j in range(0, len(found.signs), 3):
            cost = np.zeros(equations.shape[1])
            cost[j] = 1.0
            ends = []
            for sign in (1, -1):
                answer = linprog(sign * cost, A_eq=equations, b_eq=result.fitted, bounds=box)
                ends.append(found.signs[j] * sign * answer.fun)
            assert ranges[j] == pytest.approx(sorted(ends), abs=1e-6 * norm)
            assert found.movable[j] == (np.abs(ranges[j]).max() > 1e-7 * norm)


@pytest.mark.parametrize("name", NETS)
def test_other_networks_are_optimal_too_and_lie_within_everything(name):
    for problem, result in problems(name):
        found = landscape(result, problem)
        assert found.computed
        band, ranges = found.band(), found.weight_ranges()
        others = found.sample(4, seed=5)
        assert (len(others) > 0) == (found.unique is False)
        size = 1 + np.ptp(result.signal.y)
        keys = [feature.key for feature in found.features]
        used = [brute.keyed(other) for other in (result, *others)]
        for other, weights in zip((result, *others), used, strict=True):
            assert other.certified
            assert other.lam == result.lam
            assert other.objective == pytest.approx(result.objective, rel=1e-9)
            np.testing.assert_allclose(other.fitted, result.fitted, atol=1e-9 * size)
            np.testing.assert_allclose(
                other.network.forward(result.signal.x), result.fitted, atol=1e-8 * size
            )
            f = other.predict(band.t)
            assert (f >= band.low - 1e-6 * size).all()
            assert (f <= band.high + 1e-6 * size).all()
            assert set(weights) <= set(keys)
            z = np.array([weights.get(key, 0.0) for key in keys])
            slack = 1e-6 * np.abs(z).sum()
            assert (z >= ranges[:, 0] - slack).all()
            assert (z <= ranges[:, 1] + slack).all()
            assert (z * found.signs >= 0).all()
        for i, one in enumerate(used):
            for two in used[:i]:
                assert one != pytest.approx(two, abs=1e-9)


def test_the_same_seed_gives_the_same_networks():
    result = fit(coarse_signal(0), NETS["abs3"], lam_ratio=0.003)
    one, two = (landscape(result).sample(4, seed=3) for _ in range(2))
    three = landscape(result).sample(4, seed=4)
    assert [brute.keyed(r) for r in one] == [brute.keyed(r) for r in two]
    assert [brute.keyed(r) for r in one] != [brute.keyed(r) for r in three]


@pytest.mark.parametrize("name", KINKS_AT_DATA)
def test_where_all_kinks_are_data_the_function_inside_is_unique(name):
    for problem, result in problems(name):
        found = landscape(result, problem)
        band = found.band()
        size = 1 + np.ptp(result.signal.y)
        assert band.widest <= 1e-9 * size
        inside = np.linspace(result.signal.x[0], result.signal.x[-1], 50)
        expected = np.interp(inside, result.signal.x, result.fitted)
        np.testing.assert_allclose(band.at(inside), (expected, expected), atol=1e-9 * size)


def test_for_mirrors_it_often_is_not():
    wide = 0
    for seed in range(6):
        result = fit(random_signal(seed, 8), NETS["abs3"], lam_ratio=0.003)
        band = landscape(result).band()
        wide += band.widest > 1e-3 * np.ptp(result.signal.y)
        low, high = band.at(result.signal.x)
        np.testing.assert_allclose(low, result.fitted, atol=1e-9)
        np.testing.assert_allclose(high, result.fitted, atol=1e-9)
    assert wide >= 2


@pytest.mark.parametrize("name", NETS)
def test_full_rank_means_unique(name):
    verdicts = set()
    for problem, result in problems(name):
        found = landscape(result, problem)
        assert found.unique == (found.dimension == 0)
        if found.rank == len(found.features):
            assert found.unique
        x = result.signal.x
        columns = np.column_stack([f.evaluate(x) for f in found.features])
        assert found.rank == np.linalg.matrix_rank(columns - columns.mean(axis=0), tol=1e-7)
        verdicts.add(found.unique)
    assert verdicts


def test_unique_weights_may_have_dependent_features():
    """Full rank of A_E is sufficient, not necessary: E may hold features no optimum uses."""
    x = np.arange(6.0)
    phi = np.array([0.0, 1.0, -1.0, 1.0, -1.0, 0.0])  # Σ r_i (x_i - x_k)_+
    slopes = np.diff(phi)
    r = np.diff(slopes, prepend=0.0, append=0.0)
    f = np.clip(x - 1, 0, 1)  # the ramp from 1 to 2, whose correlation is φ(1) - φ(2) = 2
    result = fit(Signal(x, f + r), NETS["relu3"], lam=2.0)
    np.testing.assert_allclose(result.fitted, f, atol=1e-12)
    found = landscape(result)
    assert [feature.key for feature in found.features] == [(1, 2), (1, 4), (2, 3), (3, 4)]
    assert found.rank == 3
    assert found.unique
    np.testing.assert_allclose(found.weights, [1, 0, 0, 0], atol=1e-12)
    np.testing.assert_array_equal(found.movable, [True, False, False, False])


def test_two_layer_absolute_value_slides_between_the_ends():
    """λ = 0, |·|, L = 2: z_1 = t m̄ and z_N = -(1 - t) m̄ for any t in [0, 1].

    See the manual, Closed forms.
    """
    signal = random_signal(3, 8)
    d = np.diff(signal.y) / np.diff(signal.x)
    mean = 0.5 * (d[0] + d[-1])
    found = landscape(fit(signal, NETS["abs2"], lam=0))
    assert found.dimension == 1
    ranges = dict(zip([f.key for f in found.features], found.weight_ranges(), strict=True))
    assert ranges[0, 0] == pytest.approx(sorted((0.0, mean)), abs=1e-9)
    assert ranges[0, 7] == pytest.approx(sorted((0.0, -mean)), abs=1e-9)
    for n in range(1, 7):
        half = 0.5 * (d[n] - d[n - 1])
        assert ranges[0, n] == pytest.approx((half, half), abs=1e-9)


def test_a_unique_network_needs_no_program(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a program was solved")

    result = fit(random_signal(1, 30), NETS["sign2"], lam_ratio=0.05)
    monkeypatch.setattr(polytope, "minimise", refuse)
    found = landscape(result)
    assert found.unique
    assert found.sample(3) == ()
    np.testing.assert_array_equal(found.weight_ranges()[:, 0], found.weights)
    band = found.band()
    np.testing.assert_array_equal(band.low, band.high)
    t = np.linspace(*result.signal.x[[0, -1]], 40)
    np.testing.assert_allclose(band.at(t)[0], result.predict(t), atol=1e-12)


@pytest.mark.parametrize("name", NETS)
def test_constant_fits(name):
    signal = random_signal(2, 6)
    for result in (
        fit(signal, NETS[name], lam_ratio=1.0),
        fit(Signal((2.0,), (1.0,)), NETS[name], lam=1.0),
        fit(Signal((0.0, 1.0), (4.0, 4.0)), NETS[name], lam=0),
    ):
        found = landscape(result)
        assert found.unique
        assert found.features == ()
        assert found.sample(2) == ()
        band = found.band()
        assert (band.low == result.intercept).all()
        assert (band.high == result.intercept).all()


@pytest.mark.parametrize("name", ["abs3", "symmetrized3", "relu3"])
def test_offset_and_scale_of_the_data_only_scale_it(name):
    one = coarse_signal(4)
    other = Signal(1e6 + 8 * one.x, 1e3 + 16 * one.y, one.weights)
    a, b = (landscape(fit(s, NETS[name], lam_ratio=0.003)) for s in (one, other))
    assert [f.key for f in a.features] == [f.key for f in b.features]
    assert a.dimension == b.dimension
    np.testing.assert_allclose(2 * a.weight_ranges(), b.weight_ranges(), atol=1e-6)
    p, q = a.band(), b.band()
    t = np.linspace(one.x[0] - 1, one.x[-1] + 1, 31)
    for u, v in zip(p.at(t), q.at(1e6 + 8 * t), strict=True):
        np.testing.assert_allclose(1e3 + 16 * u, v, atol=1e-4)


def test_beyond_the_band_there_is_no_answer():
    band = landscape(fit(coarse_signal(0), NETS["abs3"], lam_ratio=0.01)).band(margin=0.1)
    low, high = band.at(np.array([-1e3, 1e3]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_what_is_not_known_is_said():
    signal = Signal(np.linspace(0, 1, 120), np.sin(9 * np.linspace(0, 1, 120)))
    rough = fit(signal, NETS["relu2"], lam_ratio=1e-3, solver="coordinate_descent")
    assert not rough.certified
    found = landscape(rough)
    assert not found.computed
    assert "not certified" in found.note
    assert found.unique is None
    assert found.band() is None
    assert found.sample(3) == ()


def test_a_set_too_large_is_said_to_be():
    x = np.linspace(0, 1, 300)
    result = fit(Signal(x, np.sin(7 * x) + (x > 0.6)), NETS["relu3"], lam_ratio=1e-3)
    found = landscape(result)
    assert not found.computed
    assert str(MAX_FEATURES) in found.note


def test_it_can_be_cancelled_everywhere():
    problem = Problem(coarse_signal(1), NETS["abs3"])
    result = problem.solve(lam_ratio=0.003)
    found = landscape(result, problem)

    def refuse(progress):
        raise Cancelled("enough")

    for work in (
        lambda: landscape(result, problem, refuse),
        lambda: found.weight_ranges(refuse),
        lambda: found.band(monitor=refuse),
        lambda: found.sample(2, monitor=refuse),
    ):
        with pytest.raises(Cancelled):
            work()


@pytest.mark.parametrize("layers", [3, 4])
def test_two_names_of_one_function_are_no_way_to_move(layers):
    """On a regular grid 0 mirrored about 2 and the middle of 0 and 4 are one function."""
    x = np.arange(7.0)
    y = np.abs(np.abs(x - 3.0) - 2.0) + np.where(x == 5, 0.3, 0.0)
    result = fit(Signal(x, y), Architecture("abs", layers), lam_ratio=0.2)
    land = landscape(result)
    t = np.linspace(-40, 50, 3601)
    shapes = np.array(
        [
            s * (f.evaluate(t) - f.evaluate(t).mean())
            for f, s in zip(land.features, land.signs, strict=True)
        ]
    )
    unused = np.flatnonzero(land.weights == 0)
    assert len(unused)
    for j in unused:
        others = np.delete(shapes, j, axis=0)
        assert np.abs(others - shapes[j]).max(axis=1).min() > 1e-6


def test_correlations_that_are_not_known_well_enough_are_called_that():
    """A certified fit of 200 000 samples was said not to be certified."""
    result = fit(coarse_signal(0), NETS["relu2"], lam_ratio=0.1)
    rough = replace(result.certificate, max_correlation=1 + 2e-7)
    found = landscape(replace(result, certificate=rough))
    assert "not certified" not in found.note and "known to 2e-07 of λ" in found.note
