"""The implicit dictionaries against explicit units (manual, Dictionaries)."""

from __future__ import annotations

import brute
import numpy as np
import pytest
from brute import CONTINUOUS, LAYERS, NETS, scale_of, vectors

from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.registry import build_dictionary, dictionary_size, family_of


def grids() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    base = np.array([0.0, 1.0, 2.5, 7.0])
    return {
        "one": np.array([3.0]),
        "two": np.array([-1.0, 4.0]),
        "three": np.array([0.0, 1.0, 5.0]),
        "regular": np.arange(7) * 0.5 - 20,
        "random": np.sort(rng.uniform(-3, 9, 8)),
        "symmetric": np.array([-4.0, -1.5, -1.0, 0.0, 1.0, 1.5, 4.0]),
        "clusters": np.sort(np.concatenate((base, base + 1e-6))),
        "geometric": 10.0 ** np.arange(-3, 4),
    }


GRIDS = grids()
PAIRS = pytest.mark.parametrize(
    ("name", "x"),
    [
        pytest.param(n, x[:5] if len(LAYERS[n]) == 3 else x, id=f"{n}-{g}")
        for n in NETS
        for g, x in GRIDS.items()
    ],
)


@PAIRS
def test_price_is_the_dual_norm(name, x):
    dictionary = build_dictionary(NETS[name], x)
    columns = brute.dictionary(name, x)
    for v in vectors(len(x), 6):
        expected = brute.dual_norm(columns, v)
        size = float(np.abs(v).sum()) * scale_of(dictionary)
        bound = dictionary.price(v).bound * scale_of(dictionary)
        assert abs(bound - expected) <= 1e-10 * max(size, expected)


@PAIRS
def test_candidates_are_their_columns_correlations(name, x):
    dictionary = build_dictionary(NETS[name], x)
    for v in vectors(len(x), 6):
        bound = dictionary.price(v).bound
        found = dictionary.price(v, above=0.3 * bound)
        size = float(np.abs(v).sum())
        np.testing.assert_allclose(
            found.correlations, dictionary.columns(found.keys).T @ v, rtol=0, atol=1e-13 * size
        )
        if bound > 1e-12 * size:
            assert abs(found.correlations[0]) == pytest.approx(bound, rel=1e-12)
            strength = np.abs(found.correlations)
            assert (np.diff(strength) <= 0).all()
            assert (strength > 0.3 * bound).all()
        assert len(np.unique(found.keys, axis=0)) == len(found.keys)


@PAIRS
def test_every_returns_exactly_the_features_above(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = np.unique(dictionary.all_keys(), axis=0)
    if isinstance(dictionary, Folds):  # lists some units that are no vertices
        keys = keys[dictionary._named(keys)[1]]
    keys = np.unique(dictionary.named(keys), axis=0)  # one key a unit
    columns = dictionary.columns(keys)
    for v in vectors(len(x), 3):
        strength = np.abs(columns.T @ v)
        levels = np.unique(np.append(strength, 0.0))
        gaps = np.diff(levels)
        if not len(gaps):
            assert not len(dictionary.price(v, above=0.0, every=True).keys)
            continue
        at = int(np.argmax(gaps))
        above = levels[at] + 0.5 * gaps[at]
        found = dictionary.price(v, above=above, every=True)
        expected = {tuple(k) for k in keys[strength > above].tolist()}
        assert {tuple(k) for k in found.keys.tolist()} == expected
        assert len(found.keys) == len(expected)


@PAIRS
def test_all_keys_are_the_features(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = dictionary.all_keys()
    assert keys.shape == (dictionary.size, dictionary.key_width)
    if family_of(NETS[name]).size_is_bound:
        assert dictionary.size <= dictionary_size(NETS[name], len(x))
    else:
        assert dictionary.size == dictionary_size(NETS[name], len(x))
    assert len(np.unique(keys, axis=0)) == len(keys)
    columns = dictionary.columns(keys) * scale_of(dictionary)
    for key, column in zip(keys.tolist(), columns.T, strict=True):
        feature = dictionary.feature(tuple(key))
        assert feature.key == tuple(key)
        difference = column - feature.evaluate(x)
        assert np.ptp(difference) <= 1e-12 * (1 + np.abs(x).max())


@PAIRS
def test_the_columns_are_those_of_the_brute_force(name, x):
    """Each implicit column is a legitimate unit, so that the bound is never too large."""
    dictionary = build_dictionary(NETS[name], x)
    mine = dictionary.columns(dictionary.all_keys()) * scale_of(dictionary)
    theirs = brute.matrix(brute.vertex_units(LAYERS[name], x), x)
    mine, theirs = mine - mine.mean(axis=0), theirs - theirs.mean(axis=0)
    atol = 1e-12 * (1 + np.abs(x).max())
    for column in mine.T:
        near = np.minimum(
            np.abs(theirs.T - column).max(axis=1), np.abs(theirs.T + column).max(axis=1)
        )
        assert near.min(initial=np.abs(column).max()) <= atol


@pytest.mark.parametrize("name", NETS)
def test_no_continuous_unit_exceeds_the_bound(name):
    """The vertex theorem, attacked with random biases."""
    rng = np.random.default_rng(11)
    for n in (3, 5, 8):
        x = np.sort(rng.uniform(-1, 1, n))
        columns = brute.matrix(brute.random_units(LAYERS[name], x, rng, 2000), x)
        dictionary = build_dictionary(NETS[name], x)
        for v in vectors(n, 6):
            bound = dictionary.price(v).bound * scale_of(dictionary)
            reached = brute.dual_norm(columns, v)
            assert reached <= bound + 1e-13 * np.abs(v).sum()
            assert reached > 0.2 * bound  # the attack comes near, so it means something


@pytest.mark.parametrize("dropped", [0, 1], ids=["reflections", "midpoints"])
@pytest.mark.parametrize("name", ["abs3", "symmetrized3"])
def test_reflections_and_midpoints_are_irreplaceable(name, dropped):
    rng = np.random.default_rng(3)
    worst = 1.0
    for _ in range(60):
        x = np.sort(rng.uniform(0, 1, 7))
        dictionary = build_dictionary(NETS[name], x)
        keys = dictionary.all_keys()
        rest = dictionary.columns(keys[keys[:, 1] != dropped])
        v = brute.balanced(rng.standard_normal(7))
        worst = min(worst, brute.dual_norm(rest, v) / dictionary.price(v).bound)
    assert worst < 0.999


@pytest.mark.parametrize("name", CONTINUOUS)
@pytest.mark.parametrize("grid", ["random", "regular", "symmetric"])
def test_kinks_are_where_the_slope_changes(name, grid):
    x = GRIDS[grid][: 4 if len(LAYERS[name]) == 3 else None]
    dictionary = build_dictionary(NETS[name], x)
    span = float(np.ptp(x))
    probe = np.linspace(x[0] - 3 * span, x[-1] + 3 * span, 701)
    for key in dictionary.all_keys().tolist():
        feature = dictionary.feature(tuple(key))
        positions = np.array([kink.position for kink in feature.kinks])
        assert (np.diff(positions) > 0).all()
        nodes = np.concatenate(([probe[0] - 1], positions, [probe[-1] + 1]))
        values = feature.evaluate(nodes)
        # straight between the kinks, so there are no others
        np.testing.assert_allclose(
            feature.evaluate(probe), np.interp(probe, nodes, values), atol=1e-11 * span
        )
        changes = np.diff(np.diff(values) / np.diff(nodes))
        np.testing.assert_allclose(changes, [k.change for k in feature.kinks], atol=1e-9)


@pytest.mark.parametrize("name", ["sign2", "threshold2"])
def test_switches_jump_where_they_say(name):
    x = GRIDS["random"]
    dictionary = build_dictionary(NETS[name], x)
    for key in dictionary.all_keys().tolist():
        feature = dictionary.feature(tuple(key))
        (kink,) = feature.kinks
        left, right = feature.evaluate(np.array([kink.position - 1e-9, kink.position]))
        assert right - left == kink.change
        assert np.ptp(feature.evaluate(x[x < kink.position])) == 0
        assert np.ptp(feature.evaluate(x[x >= kink.position])) == 0


@pytest.mark.parametrize("name", NETS)
def test_mirror_flags(name):
    """On random samples a kink is at one of them if and only if it is no mirror image."""
    x = GRIDS["random"][:6]
    dictionary = build_dictionary(NETS[name], x)
    seen = set()
    for key in dictionary.all_keys().tolist():
        for kink in dictionary.feature(tuple(key)).kinks:
            at_sample = bool(np.isclose(x, kink.position, rtol=0, atol=1e-12).any())
            assert at_sample is not kink.mirror
            seen.add(kink.mirror)
    # two slopes of one sign never give two samples the same value
    folding = name in ("abs3", "symmetrized3", "piecewise3", "abs4", "symmetrized4")
    assert seen == ({False, True} if folding else {False})


@pytest.mark.parametrize("name", ["abs3", "symmetrized3", "abs4", "symmetrized4"])
def test_features_are_symmetric_about_their_mirror_axis(name):
    x = GRIDS["random"][:6]
    dictionary = build_dictionary(NETS[name], x)
    folded = 0
    for key in dictionary.all_keys().tolist():
        feature = dictionary.feature(tuple(key))
        if feature.mirror_axis is not None:
            folded += 1
            t = np.linspace(0.0, 20.0, 50)
            right = feature.evaluate(feature.mirror_axis + t)
            np.testing.assert_allclose(feature.evaluate(feature.mirror_axis - t), right, atol=1e-12)
    assert folded > len(x) ** 2
