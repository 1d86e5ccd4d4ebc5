"""The search over biases against passes over every feature, and against exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from mirrors_engine import Architecture, MirrorsError, Problem, Signal, fit
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations, hinge_sums, prefix_sums
from mirrors_engine.dictionaries.reflections import three_layers
from mirrors_engine.dictionaries.reflections.fold_cells import cells
from mirrors_engine.dictionaries.reflections.fold_systems import systems
from mirrors_engine.dictionaries.reflections.folds import SEARCH_FROM, Folds
from mirrors_engine.dictionaries.reflections.search.bias_search import BiasSearch
from mirrors_engine.dictionaries.reflections.search.regions import apart
from mirrors_engine.dictionaries.reflections.search.same_units import again
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import no_check
from mirrors_engine.rigorous import prove

SHAPES = {"abs": (W_SHAPE,), "symmetrized": (VALLEY, TENT)}
XS = ("uniform", "equispaced", "cluster6", "cluster9", "lognormal", "nearly equal")
YS = ("noise", "jumps", "outliers", "smooth", "pieces")


def samples(kind: str, n: int, rng: np.random.Generator) -> np.ndarray:
    if kind == "equispaced":
        return np.arange(n) / 7
    if kind.startswith("cluster"):
        return np.unique(
            rng.integers(0, n // 4 + 2, n) / 5 + 10.0 ** -int(kind[-1]) * rng.random(n)
        )
    if kind == "lognormal":
        return np.cumsum(np.exp(4 * rng.standard_normal(n)))
    x = np.sort(rng.random(n))
    if kind == "nearly equal":
        x = np.sort(np.concatenate((x[::2], np.nextafter(x[::2], 2.0))))
    return x


def residual(kind: str, x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    s = (x - x[0]) / (x[-1] - x[0])
    noise = rng.standard_normal(len(x))
    v = {
        "noise": noise,
        "jumps": noise + 1000.0 * (s > 0.3) - 3000.0 * (s > 0.7),
        "outliers": noise + 100.0 * (rng.random(len(x)) < 0.1),
        "smooth": np.sin(9 * s),
        "pieces": np.floor(5 * s),
    }[kind]
    return v - v.mean()


CASES = [(x, YS[k % 5]) for k, x in enumerate(XS)] + [("uniform", y) for y in YS[1:]]


@pytest.mark.parametrize("activation", SHAPES)
@pytest.mark.parametrize(("x_kind", "y_kind"), CASES)
def test_two_folds_price_as_a_pass_over_all_pairs(x_kind, y_kind, activation, monkeypatch):
    monkeypatch.setattr(three_layers, "SEARCH_FROM", 2)
    rng = np.random.default_rng(len(x_kind) + len(y_kind))
    for n in (5, 40):
        x = samples(x_kind, n, rng)
        dictionary = three_layers.Mirrors(Grid.of(x), SHAPES[activation])
        v = residual(y_kind, x, rng)
        exact = dictionary.price_all(v).bound
        assert exact * (1 - 1e-12) <= dictionary.price(v).bound <= exact * (1 + 1e-11)
        above = 0.8 * exact
        every, full = (
            price(v, above=above, every=True) for price in (dictionary.price, dictionary.price_all)
        )
        listed = {tuple(key) for key in every.keys.tolist()}
        assert len(listed) == len(every.keys)
        if x_kind != "nearly equal":  # of samples 1e-16 apart one stands for both
            wanted = full.keys[np.abs(full.correlations) > above * (1 + 1e-9)]
            assert {tuple(key) for key in wanted.tolist()} <= listed
        columns = dictionary.columns(every.keys)
        assert np.allclose(v @ columns, every.correlations, rtol=0, atol=1e-9 * exact)
        some = dictionary.price(v, above=above, limit=3)
        assert 0 < len(some.keys) <= 3
        assert np.abs(some.correlations[0]) == pytest.approx(exact, rel=1e-9)
        assert some.bound >= exact * (1 - 1e-12)
        assert not len(dictionary.price(v, above=exact * (1 + 1e-9)).keys)


DEEP = [("abs", 4, 14, kind) for kind in XS[:5]] + [("symmetrized", 4, 8, kind) for kind in XS[:5]]
DEEP += [("abs", 5, 6, "equispaced"), ("symmetrized", 5, 5, "uniform")]


@pytest.mark.parametrize(("activation", "layers", "n", "x_kind"), DEEP)
def test_more_folds_price_as_the_lists_of_vertices(activation, layers, n, x_kind):
    rng = np.random.default_rng(n)
    x = samples(x_kind, n, rng)
    grid = Grid.of(x)
    dictionary = build_dictionary(Architecture(activation, layers), x)
    search = BiasSearch(grid.t, SHAPES[activation], layers - 1)
    for kind in YS[: 2 if layers == 4 else 1]:
        v = residual(kind, x, rng)
        exact = dictionary.price(v).bound
        phi = hinge_correlations(grid.t, v)
        assert search.maximum(phi, no_check) == pytest.approx(exact, rel=1e-12)
        assert not len(search.above(phi, exact * (1 + 1e-9), True, no_check).values)


@pytest.mark.parametrize(
    ("activation", "layers", "n", "x_kind"),
    [("abs", 4, 30, "equispaced"), ("symmetrized", 4, 20, "cluster6"), ("abs", 5, 7, "equispaced")],
)
def test_vertices_of_many_names_have_one(activation, layers, n, x_kind, monkeypatch):
    """A unit is named alike however it was found, and its key gives back its column."""
    rng = np.random.default_rng(n)
    x = samples(x_kind, n, rng)
    listed = Folds(Grid.of(x), SHAPES[activation], layers)
    monkeypatch.setitem(SEARCH_FROM, layers, 2)
    searched = Folds(listed.grid, SHAPES[activation], layers)
    assert searched.slidable and not listed.slidable
    v = residual("noise", x, rng)
    exact = listed.price(v).bound
    every = searched.price(v, above=0.9 * exact, every=True)
    assert np.allclose(v @ searched.columns(every.keys), every.correlations, atol=1e-11 * exact)
    biases = np.column_stack((every.keys[:, :1], searched._biases(every.keys).T.round(9)))
    assert len(np.unique(biases, axis=0)) == len(every.keys)
    some = searched.price(v, above=0.9 * exact, limit=10).keys
    assert {tuple(key) for key in some.tolist()} <= {tuple(key) for key in every.keys.tolist()}
    kinks, t = searched.breakpoints(every.keys), searched.grid.t
    hinges = np.maximum(t[:, None, None] - kinks.positions, 0)
    columns = t[:, None] * kinks.slopes + (hinges * kinks.changes).sum(axis=2)
    wanted = searched.columns(every.keys)
    assert np.allclose(columns - columns[0], wanted - wanted[0], rtol=0, atol=1e-12)


@pytest.mark.parametrize("activation", SHAPES)
@pytest.mark.parametrize(("folds", "n"), [(2, 30_000), (3, 3000)])
def test_of_a_plateau_few_units_are_found_in_each_region(folds, n, activation):
    """Around a smooth peak thousands of vertices exceed what is just below it."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(n))
    v = residual("smooth", x, rng) + 0.1 * residual("noise", x, rng)
    search = BiasSearch(Grid.of(x).t, SHAPES[activation], folds)
    phi = hinge_correlations(Grid.of(x).t, v)
    exact = search.maximum(phi, no_check)
    found = search.above(phi, 0.99 * exact, False, no_check)
    strength = np.abs(found.values)
    assert strength[0] == pytest.approx(exact, rel=1e-12)
    assert exact * (1 - 1e-12) <= found.bound <= exact * (1 + 1e-12)
    regions = apart(found.biases, found.shape)
    assert 30 <= len(regions) <= len(strength) <= 16 * len(regions)
    # a search that stops early says what it has not looked at
    some = search.above(phi, 0.99 * exact, False, no_check, rough=True)
    assert some.bound >= exact * (1 - 1e-12)


def exact_maximum(t: np.ndarray, v: np.ndarray, shapes, folds: int) -> Fraction:
    """max |vᵀg| over the solutions of every system of conditions, in fractions."""
    points = [Fraction(float(x)) for x in t]
    weights = [Fraction(float(x)) for x in v]
    best = Fraction(0)
    for system in systems(folds):
        inverse = [
            [Fraction(float(c)).limit_denominator(64) for c in row] for row in system.inverse
        ]
        for chosen in product(points, repeat=folds):
            a = [sum(c * p for c, p in zip(row, chosen, strict=True)) for row in inverse]
            h = [x - a[0] for x in points]
            for bias in a[1:]:
                h = [abs(x) - abs(bias) for x in h]
            for shape in shapes:
                sign = shape.last_sign
                last = [abs(x) if shape is W_SHAPE else max(sign * x, Fraction(0)) for x in h]
                best = max(best, abs(sum(w * x for w, x in zip(weights, last, strict=True))))
    return best


@pytest.mark.parametrize("activation", SHAPES)
@pytest.mark.parametrize(("folds", "n"), [(2, 9), (3, 5)])
@pytest.mark.parametrize("far", [0.0, 1e6])
def test_the_bound_with_its_rounding_holds_in_exact_arithmetic(folds, n, activation, far):
    rng = np.random.default_rng(n)
    # large terms that cancel, so that rounding is far above the last digit of the answer
    x = np.concatenate(([-1.0], np.sort(rng.uniform(-1, 1, n - 2)), [1.0]))
    t = Grid.of(x).t
    v = np.round(rng.standard_normal(n) * 2**20) / 2**20
    v[:2] += np.array([far, -far])
    v[-1] -= v.sum()
    assert sum(map(Fraction, v.tolist())) == 0
    search = BiasSearch(t, SHAPES[activation], folds)
    phi = hinge_correlations(t, v)
    bound, rounding = search.maximum(phi, no_check), search.rounding(v, phi)
    exact = exact_maximum(t, v, SHAPES[activation], folds)
    assert Fraction(bound) + Fraction(rounding) >= exact
    assert bound - rounding <= float(exact) * (1 + 1e-12)
    assert rounding <= 1e-12 * max(1.0, far)


def test_prefix_sums_are_rounded_once():
    rng = np.random.default_rng(0)
    values = rng.standard_normal(3000) * 10.0 ** rng.uniform(-8, 8, 3000)
    values[1::2] = -values[::2] * (1 + 1e-9)
    exact, total = [], Fraction(0)
    for value in values.tolist():
        total += Fraction(value)
        exact.append(float(total))
    assert np.allclose(prefix_sums(values), exact, rtol=3e-16, atol=1e-18)


@pytest.mark.parametrize(("folds", "count"), [(2, 1), (3, 2), (4, 7), (5, 41)])
def test_cells_cover_all_biases(folds, count):
    found = cells(folds, (W_SHAPE,))
    assert len(found) == count
    rng = np.random.default_rng(folds)
    for a in rng.random((200, folds)):
        assert sum(bool((cell.sides @ a >= 0).all()) for cell in found) == 1


@pytest.mark.parametrize("folds", [2, 3, 4, 5])
def test_units_of_left_out_biases_have_smaller_ones(folds):
    """Step by step: folds at a and b with b <= a <= 2b that reach past the end are one at a - b."""
    rng = np.random.default_rng(folds)
    u = np.linspace(0, 1, 400)
    sets = again(folds, folds - 1)
    assert len(sets) == folds * (folds - 1) // 2
    biases = rng.random((3000, folds)) * np.array([1, *[0.8] * (folds - 1)])
    seen = set()
    for a in biases:
        reach = [1.0]
        for bias in a:
            reach.append(max(bias, reach[-1] - bias))
        if (a > reach[:-1]).any():
            continue  # a fold beyond the data
        for k, sides in enumerate(sets):
            if (sides[:, :-1] @ a + sides[:, -1] < 1e-9).any():
                continue
            first, last = [(i, j) for i in range(folds - 1) for j in range(i, folds - 1)][k]
            other = a.copy()
            for fold in range(last, first - 1, -1):
                other[fold] += other[fold + 1] * (1 if fold > first else -1)
                if fold + 2 < folds:
                    other[fold + 2] = other[fold + 1] - other[fold + 2]
            assert other.min() >= 0 and other[first] < a[first]
            assert (other[:first] == a[:first]).all()
            h, g = u, u
            for one, two in zip(a, other, strict=True):
                h, g = np.abs(h - one), np.abs(g - two)
            assert min(np.ptp(h - g), np.ptp(h + g)) <= 1e-12
            seen.add(k)
    assert len(seen) >= len(sets) - (folds == 5) * 4


@pytest.mark.parametrize("activation", SHAPES)
def test_four_layers_beyond_a_list(activation, monkeypatch):
    """Certified by the search, and by the list of all features, which shares nothing with it."""
    n = 40
    rng = np.random.default_rng(1)
    x = np.sort(rng.random(n))
    y = np.sin(8 * x) + 0.5 * (x > 0.5) + 0.1 * rng.standard_normal(n)
    listed = Folds(Grid.of(x), SHAPES[activation], 4)
    monkeypatch.setitem(SEARCH_FROM, 4, 2)
    problem = Problem(Signal(x, y), Architecture(activation, 4))
    assert problem.dictionary.slidable and not listed.slidable
    result = problem.solve(lam_ratio=0.05)
    assert result.certified
    u = result.certificate.dual_point / problem.units.dual
    assert listed.price(u).bound <= problem.to_scaled_lam(result.lam) * (1 + 1e-10)
    first = listed.price(problem.scaled.w * problem.scaled.centred).bound
    assert problem.lam_max == pytest.approx(first * problem.units.lam, rel=1e-11)


@pytest.mark.parametrize("activation", SHAPES)
def test_a_fit_of_many_samples_is_certified_by_a_pass_over_all(activation):
    n = 1200
    rng = np.random.default_rng(1)
    x = np.sort(rng.random(n))
    y = np.sin(8 * x) + 0.5 * (x > 0.5) + 0.1 * rng.standard_normal(n)
    problem = Problem(Signal(x, y), Architecture(activation, 3))
    result = problem.solve(lam_ratio=0.01)
    assert result.certified
    u = result.certificate.dual_point / problem.units.dual
    lam = problem.to_scaled_lam(result.lam)
    assert problem.dictionary.price_all(u).bound <= lam * (1 + 1e-11)
    first = problem.dictionary.price_all(problem.scaled.w * problem.scaled.centred).bound
    assert problem.lam_max == pytest.approx(first * problem.units.lam, rel=1e-12)


def test_a_search_can_be_cancelled():
    x = np.sort(np.random.default_rng(2).random(3000))
    dictionary = build_dictionary(Architecture("abs", 3), x)
    v = residual("noise", x, np.random.default_rng(3))
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        dictionary.price(v, check=check)
    assert dictionary.price(v).bound == pytest.approx(dictionary.price_all(v).bound, rel=1e-12)


def test_proofs_of_searched_features_and_where_they_are_refused():
    rng = np.random.default_rng(4)
    x = np.sort(rng.random(66))
    signal = Signal(x, np.sin(8 * x) + 0.1 * rng.standard_normal(66))
    proof = prove(fit(signal, Architecture("abs", 4), lam_ratio=0.2))
    assert 0 <= proof.gap <= 1e-9
    x = np.sort(rng.random(40_000))
    many = fit(Signal(x, np.sin(8 * x)), Architecture("abs", 3), lam_ratio=0.3)
    assert many.certified
    with pytest.raises(MirrorsError, match="thin the signal, or rely on the certificate"):
        prove(many)


@pytest.mark.parametrize(
    ("activation", "layers", "n"),
    [("abs", 3, 60), ("symmetrized", 3, 60), ("abs", 3, 1200), ("abs", 4, 64)],
)
def test_one_pass_lists_what_exceeds_or_what_is_tied(activation, layers, n):
    rng = np.random.default_rng(n)
    dictionary = build_dictionary(Architecture(activation, layers), np.sort(rng.uniform(0, 1, n)))
    v = rng.standard_normal(n)
    v -= v.mean()
    top = dictionary.price(v).bound
    some = dictionary.price_or_tied(v, 0.9 * top, 0.8 * top, limit=5)
    assert some.every_above == np.inf
    assert 0 < len(some.keys) <= 5
    assert np.abs(some.correlations).min() > 0.9 * top
    above, tied = 1.001 * top, 0.97 * top
    found = dictionary.price_or_tied(v, above, tied)
    every = dictionary.price(v, above=tied, every=True)
    assert found.every_above == every.every_above == tied
    assert set(map(tuple, found.keys.tolist())) == set(map(tuple, every.keys.tolist()))
    np.testing.assert_allclose(found.correlations, every.correlations, rtol=1e-12)


@pytest.mark.parametrize("n", [1, 2, 50])
def test_plain_hinge_sums_are_the_products_with_ramps(n):
    rng = np.random.default_rng(n)
    t, v = np.sort(rng.uniform(-1, 1, n)), rng.standard_normal(n)
    v -= v.mean()
    expected = np.maximum(t[None, :] - t[:, None], 0.0) @ v
    assert hinge_sums(t, v) == pytest.approx(expected, abs=1e-13)
