"""Networks of five layers of |·| and symmetrised ReLU: the list of all vertices."""

from __future__ import annotations

import brute
import fold_listing
import numpy as np
import pytest
from brute import keyed
from scipy.spatial import ConvexHull

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.dictionaries.reflections import folds
from mirrors_engine.dictionaries.reflections.fold_systems import COUNTS, systems, zero_counts
from mirrors_engine.dictionaries.reflections.transport_bound import FoldedTransport, transport_cost
from mirrors_engine.dictionaries.registry import build_dictionary, dictionary_size
from mirrors_engine.errors import Cancelled, SizeError

ABS, SYMMETRIZED = Architecture("abs", 5), Architecture("symmetrized", 5)


def grids() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(4)
    three = np.array([0.0, 1.0, 2.5])
    return {
        "one": np.array([3.0]),
        "two": np.array([-1.0, 4.0]),
        "random": np.sort(rng.uniform(-3, 9, 6)),
        "regular": np.arange(6) * 0.5 - 20,
        "symmetric": np.array([-4.0, -1.5, -1.0, 1.0, 1.5, 4.0]),
        "clusters": np.sort(np.concatenate((three, three + 1e-6))),
    }


GRIDS = grids()


def vectors(n: int) -> list[np.ndarray]:
    """Random balanced vectors, and integer ones that produce ties."""
    rng = np.random.default_rng(n)
    tied = [rng.integers(-2, 3, n).astype(float) for _ in range(3)]
    for v in tied:
        v[-1] -= v.sum()
    return [brute.balanced(rng.standard_normal(n)) for _ in range(4)] + tied


@pytest.mark.parametrize("folds", [2, 3, 4, 5])
def test_the_systems_are_counted_before_they_are_made(folds):
    assert len(systems(folds)) == COUNTS[folds]
    assert set(zero_counts(folds)) == set(fold_listing.patterns(folds))


@pytest.mark.parametrize("net", [ABS, SYMMETRIZED], ids=["abs", "symmetrized"])
@pytest.mark.parametrize("grid", GRIDS)
def test_price_is_the_dual_norm_of_the_listing(net, grid):
    x = GRIDS[grid]
    dictionary = build_dictionary(net, x)
    half = dictionary.grid.half
    t = dictionary.grid.t
    every = fold_listing.columns(t, fold_listing.biases(t, 4), net.activation)
    for v in vectors(len(x)):
        expected = brute.dual_norm(every, v)
        size = float(np.abs(v).sum())
        bound = dictionary.price(v).bound
        assert abs(bound - expected) <= 1e-10 * size
        # with the memory of this and earlier passes
        found = dictionary.price(v, above=0.5 * bound, every=True)
        assert abs(found.bound - expected) <= 1e-10 * size
        if bound > 1e-9 * size:
            strength = np.abs(v @ dictionary.columns(found.keys))
            np.testing.assert_allclose(strength, np.abs(found.correlations), atol=1e-12 * size)
            feature = dictionary.feature(tuple(found.keys[0].tolist()))
            assert abs(abs(v @ feature.evaluate(x)) - half * bound) <= 1e-10 * size * half
    assert dictionary.size <= dictionary_size(net, len(x))


def test_candidates_stand_above_and_the_bound_stays_one():
    rng = np.random.default_rng(2)
    x = np.sort(rng.uniform(0, 1, 9))
    dictionary = build_dictionary(ABS, x)
    for _ in range(5):
        v = brute.balanced(rng.standard_normal(9))
        exact = dictionary.price(v).bound
        found = dictionary.price(v, above=0.6 * exact, limit=5)
        assert 0 < len(found.keys) <= 5
        assert exact <= found.bound * (1 + 1e-12)
        assert (np.abs(found.correlations) > 0.6 * exact).all()
        above = dictionary.price(v, above=exact * (1 - 1e-9))
        assert abs(above.correlations[0]) == pytest.approx(exact, rel=1e-12)
        assert not len(dictionary.price(v, above=exact * (1 + 1e-9)).keys)


def test_units_exactly_at_the_threshold_do_not_end_the_search():
    # a dual point of few values: a hundred units reach λ, and in single precision exceed it
    y = [-0.25, -0.66, 0.54, -0.12, -1.29, 0.1]
    result = fit(Signal(np.arange(6), y), ABS, lam_ratio=0.1, loss="quantile", quantile=0.333)
    assert result.certified


@pytest.mark.parametrize("net", [ABS, SYMMETRIZED], ids=["abs", "symmetrized"])
def test_lambda_max_of_a_quantile_is_reached(net):
    # a search for candidates ends before the whole dictionary is seen: no bound to build on
    signal = Signal(np.arange(6), [-0.25, -0.66, 0.54, -0.12, -1.29, 0.1])
    for level in (0.333, 0.5, 0.9):
        options = {"loss": "quantile", "quantile": level}
        assert len(fit(signal, net, lam_ratio=0.999, **options).weights)
        assert not len(fit(signal, net, lam_ratio=1.0, **options).weights)


def test_every_pattern_of_zeros_is_irreplaceable():
    """Each of the 14 patterns alone reaches some corner of the set {Az : ||z||₁ ≤ 1}."""
    pattern_of = np.array(
        [zero_counts(4).index(tuple(s.layers.count(k) for k in range(4))) for s in systems(4)]
    )
    needed = np.zeros(len(zero_counts(4)), dtype=bool)
    for seed in (9, 17, 18):
        needed |= _needed(np.sort(np.random.default_rng(seed).uniform(0, 1, 7)), pattern_of)
    assert needed.all()


def _needed(x: np.ndarray, pattern_of: np.ndarray) -> np.ndarray:
    """The patterns without which the dual norm of some v is more than 1e-7 too small."""
    n = len(x)
    dictionary = build_dictionary(ABS, x)
    keys = dictionary.all_keys()
    columns = dictionary.columns(keys)
    columns = (columns - columns.mean(axis=0)).T
    centred = np.linalg.svd(np.eye(n) - 1 / n)[0][:, : n - 1]
    _, first, name = np.unique(
        np.round(columns / 1e-9), axis=0, return_index=True, return_inverse=True
    )
    points = columns[first]
    hull = ConvexHull(np.concatenate((points, -points)) @ centred)
    patterns = np.zeros((len(points), pattern_of.max() + 1), dtype=bool)
    patterns[name.ravel(), pattern_of[keys[:, 1]]] = True
    needed = np.zeros(patterns.shape[1], dtype=bool)
    for corner in np.unique(hull.vertices % len(points)):
        normals = [
            hull.equations[(hull.simplices == k).any(axis=1), :-1].sum(axis=0)
            for k in (corner, corner + len(points))
        ]
        v = centred @ (normals[0] - normals[1])
        reached = np.abs(points @ v)
        near = patterns[reached > (1 - 1e-7) * reached.max()].any(axis=0)
        if near.sum() == 1 and not needed[near].any():
            assert dictionary.price(v).bound == pytest.approx(reached.max(), rel=1e-12)
            needed |= near
    return needed


def test_no_continuous_unit_exceeds_the_bound():
    rng = np.random.default_rng(11)
    for net, last in ((ABS, brute.ABS), (SYMMETRIZED, brute.RELU)):
        for n in (4, 7):
            x = np.sort(rng.uniform(-1, 1, n))
            layers = (brute.ABS,) * 3 + (last,)
            units = brute.matrix(brute.random_units(layers, x, rng, 3000), x)
            dictionary = build_dictionary(net, x)
            for v in vectors(n):
                bound = dictionary.price(v).bound * dictionary.grid.half
                reached = brute.dual_norm(units, v)
                assert reached <= bound + 1e-13 * np.abs(v).sum()
                assert reached > 0.2 * bound


@pytest.mark.parametrize("net", [ABS, SYMMETRIZED], ids=["abs", "symmetrized"])
@pytest.mark.parametrize("ratio", [0.3, 0.01])
def test_the_optimum_is_that_of_the_dense_problem(net, ratio):
    rng = np.random.default_rng(7)
    x = np.sort(rng.uniform(-2, 3, 6))
    y = np.sin(2 * x) + rng.standard_normal(6)
    signal = Signal(x, y)
    result = fit(signal, net, lam_ratio=ratio)
    assert result.certificate.certified
    # weak duality over the listing: no network of the architecture does better
    dense = fold_listing.columns(x, fold_listing.biases(x, 4), net.activation)
    r = brute.balanced(y - result.fitted)
    u = r * min(1.0, result.lam / brute.dual_norm(dense, r))
    lower = float(u @ (y - y.mean()) - 0.5 * u @ u)
    assert lower == pytest.approx(result.objective, rel=1e-9)
    assert result.network.objective(signal, result.lam) == pytest.approx(result.objective, rel=1e-9)


def test_where_many_units_agree_at_the_samples_one_is_chosen():
    rng = np.random.default_rng(0)
    x, y = np.sort(rng.uniform(0, 1, 10)), rng.standard_normal(10)
    result = fit(Signal(x, y), ABS, lam_ratio=1e-3)
    assert result.certificate.certified
    assert result.unique is False
    assert result.objective <= fit(
        Signal(x, y), Architecture("abs", 4), lam=result.lam
    ).objective * (1 + 1e-9)


@pytest.mark.parametrize("net", [ABS, SYMMETRIZED], ids=["abs", "symmetrized"])
@pytest.mark.parametrize("grid", ("random", "regular", "symmetric"))
def test_canonical_costs_count_the_kinks_inside(net, grid):
    x = GRIDS[grid]
    dictionary = build_dictionary(net, x)
    keys = dictionary.all_keys()[::97]
    edge = 1e-9 * np.ptp(x)
    inside = [
        sum(
            x[0] + edge < kink.position < x[-1] - edge
            for kink in dictionary.feature(tuple(key)).kinks
        )
        for key in keys.tolist()
    ]
    assert dictionary.canonical_costs(keys)[:, 0].tolist() == inside


@pytest.mark.parametrize("net", [ABS, SYMMETRIZED], ids=["abs", "symmetrized"])
def test_one_key_of_a_unit_stands_for_all(net):
    dictionary = build_dictionary(net, GRIDS["regular"])
    keys = dictionary.all_keys()[::29]
    keys = np.unique(keys, axis=0)
    names = dictionary.named(keys)
    assert np.array_equal(dictionary.named(names), names)
    assert 1 < len(np.unique(names, axis=0)) < len(keys)
    for key, name in zip(keys.tolist(), names.tolist(), strict=True):
        unit, own = (dictionary.feature(tuple(k)).unit for k in (key, name))
        assert np.allclose(unit.biases, own.biases, rtol=0, atol=1e-9)
        assert key[0] == name[0]


def test_every_column_of_additive_inputs_has_its_own_units():
    x = np.random.default_rng(0).integers(0, 6, (14, 2)) * 1.0
    dictionary = build_dictionary(Architecture("abs", 5, inputs="additive"), np.unique(x, axis=0))
    keys = dictionary.all_keys()[::211]
    names = dictionary.named(keys)
    assert 1 < len(np.unique(names, axis=0)) < len(keys)
    assert np.array_equal(names[:, 0], keys[:, 0])
    for c, part in enumerate(dictionary.parts):
        mine = keys[:, 0] == c
        assert np.array_equal(names[mine, 1:], part.named(keys[mine, 1:]))


@pytest.mark.parametrize(("net", "seed"), [(ABS, 0), (SYMMETRIZED, 1)], ids=["abs", "symmetrized"])
def test_the_same_weights_whichever_way_lambda_moved(net, seed):
    """Which of a unit's keys a solver meets first depends on where it starts."""
    rng = np.random.default_rng(seed)
    x = np.arange(9.0) if seed % 2 else np.sort(rng.uniform(0, 9, 9))
    y = rng.standard_normal(9)
    problem = Problem(Signal(x, y), net)
    ratios = (0.4, 0.05, 0.04)
    result, down, up = None, [], []
    for ratio in ratios:
        down.append(result := problem.solve(lam_ratio=ratio, start=result))
    for ratio in ratios[::-1]:
        up.append(result := problem.solve(lam_ratio=ratio, start=result))
    for ratio, one, other in zip(ratios, down, up[::-1], strict=True):
        cold = Problem(Signal(x, y), net).solve(lam_ratio=ratio)
        assert one.certified
        for result in (one, other):
            assert keyed(result).keys() == keyed(cold).keys()
            assert keyed(result) == pytest.approx(
                keyed(cold), abs=1e-7 * float(np.abs(cold.weights).sum())
            )


def test_transport_bounds_every_unit_of_any_depth():
    rng = np.random.default_rng(3)
    t = np.sort(rng.uniform(-1, 1, 12))
    first = rng.uniform(-1, 1, 50)
    folded = FoldedTransport(t, first - 1e-3, first + 1e-3)
    for v in vectors(12):
        bounds, whole = folded.bounds(v), transport_cost(t, v)
        best = 0.0
        for a, bound in zip(first, bounds, strict=True):
            value = np.abs(t - a - 1e-3)
            for _ in range(6):
                value = np.abs(value - rng.uniform(0, 1))
                assert abs(v @ value) <= bound
                assert abs(v @ value) <= whole
                best = max(best, abs(float(v @ value)) / whole)
        # reached by the Lipschitz function that always moves with the flow
        flow = np.cumsum(v)[:-1]
        steepest = np.concatenate(([0.0], np.cumsum(-np.sign(flow) * np.diff(t))))
        assert v @ steepest == pytest.approx(whole, rel=1e-9)
        assert best > 0.3


def test_what_does_not_fit_is_refused_with_what_does():
    x = np.linspace(0, 1, 2000)
    with pytest.raises(SizeError, match=r"thin the signal to \d+ samples or use layers = 4"):
        fit(Signal(x, np.sin(9 * x)), ABS, lam_ratio=0.1)


def test_listing_can_be_cancelled():
    def stop() -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        build_dictionary(ABS, np.linspace(0, 1, 30)).price(np.zeros(30), check=stop)


@pytest.mark.parametrize(
    ("net", "n"), [(Architecture("abs", 4), 10), (Architecture("symmetrized", 4), 8), (ABS, 5)]
)
@pytest.mark.parametrize("kind", ["random", "grid", "steps", "thirds"])
def test_a_listing_and_a_search_give_one_answer(net, n, kind, monkeypatch):
    """Features, weights, function and verdict: what is chosen does not depend on the back end."""
    rng = np.random.default_rng(n)
    x = np.sort(rng.random(n)) if kind in ("random", "steps") else np.arange(n) / 3
    y = np.sign(np.sin(9 * x)) if kind == "steps" else rng.standard_normal(n)
    for ratio in (0.3, 0.05):
        answers = []
        for searched_from in (2, 10**6):
            monkeypatch.setitem(folds.SEARCH_FROM, net.layers, searched_from)
            result = Problem(Signal(x, y), net).solve(lam_ratio=ratio)
            assert result.certified
            weights = {f.key: z for f, z in zip(result.features, result.weights, strict=True)}
            answers.append((weights, result.unique))
        (searched, one), (listed, other) = answers
        assert searched.keys() == listed.keys()
        assert searched == pytest.approx(listed, abs=1e-9 * np.abs(result.weights).sum())
        assert one == other


def test_thousands_of_tied_features_have_one_answer(monkeypatch):
    """Where the fit goes through all samples of a plateau: listed, searched, and from another λ."""
    x = np.sort(np.random.default_rng(40).random(40))
    signal, net = Signal(x, np.sign(np.sin(9 * x))), Architecture("abs", 4)
    listed = Problem(signal, net).solve(lam_ratio=0.1)
    monkeypatch.setitem(folds.SEARCH_FROM, 4, 2)
    problem = Problem(signal, net)
    searched = problem.solve(lam_ratio=0.1)
    warm = problem.solve(lam_ratio=0.1, start=problem.solve(lam_ratio=0.3))
    wanted = keyed(listed)
    size = np.abs(listed.weights).sum()
    for other in (searched, warm):
        assert other.certified
        assert keyed(other) == pytest.approx(wanted, abs=1e-9 * size)
