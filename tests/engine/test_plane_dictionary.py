"""Two inputs: kink lines and dichotomies are the features that brute force finds."""

from __future__ import annotations

import itertools

import brute
import numpy as np
import pytest
from brute import scale_of, vectors
from plane_brute import ALL, CASES, CLOUDS, NETS, STEPS, columns, dichotomies, random_columns

from mirrors_engine.dictionaries.plane.half_planes import widest_line
from mirrors_engine.dictionaries.registry import build_dictionary, dictionary_size


@CASES
def test_price_is_the_dual_norm(name, x):
    dictionary = build_dictionary(NETS[name], x)
    expected = columns(name, x)
    for v in vectors(len(x), 4):
        norm = brute.dual_norm(expected, v) if expected.size else 0.0
        size = float(np.abs(v).sum()) * scale_of(dictionary)
        # far from the origin the coordinates themselves are rounded
        room = 1e-12 if name in STEPS else 1e-12 + 1e-15 * np.abs(x).max() / dictionary.grid.half
        assert abs(dictionary.price(v).bound * scale_of(dictionary) - norm) <= room * size


@CASES
def test_the_dichotomies_are_all_there_once(name, x):
    if name not in STEPS:
        return
    dictionary = build_dictionary(NETS[name], x)
    upper = dictionary.columns(dictionary.all_keys()) == STEPS[name][1]
    sides = [frozenset(np.flatnonzero(u if not u[0] else ~u).tolist()) for u in upper.T]
    assert len(set(sides)) == len(sides)
    assert set(sides) == dichotomies(x)


@CASES
def test_every_and_candidates_are_columns(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = dictionary.all_keys()
    assert len(np.unique(keys, axis=0)) == len(keys) <= dictionary.size
    assert dictionary.size == dictionary_size(NETS[name], len(x))
    full = dictionary.columns(keys)
    for v in vectors(len(x), 2):
        size = float(np.abs(v).sum())
        strength = np.abs(full.T @ v)
        bound = dictionary.price(v).bound
        assert bound == pytest.approx(strength.max(initial=0.0), abs=1e-13 * size)
        above = 0.4567 * bound
        if bound <= 1e-12 * size or np.abs(strength - above).min() <= 1e-13 * size:
            continue
        for every in (True, False):
            found = dictionary.price(v, above=above, every=every)
            mine = dictionary.columns(found.keys).T @ v
            np.testing.assert_allclose(found.correlations, mine, rtol=0, atol=1e-13 * size)
            assert abs(found.correlations[0]) == pytest.approx(bound, abs=1e-13 * size)
            assert (np.diff(np.abs(found.correlations)) <= 0).all()
            got = set(map(tuple, found.keys.tolist()))
            assert len(got) == len(found.keys)
            expected = set(map(tuple, keys[strength > above].tolist()))
            assert got == expected if every else got <= expected


@CASES
def test_features_are_their_columns(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = dictionary.all_keys()
    atol = 1e-12 * (1 + np.abs(x).max())
    for key, column in zip(keys.tolist(), dictionary.columns(keys).T, strict=True):
        feature = dictionary.feature(tuple(key))
        assert np.ptp(column * scale_of(dictionary) - feature.evaluate(x)) <= atol
        assert np.abs(feature.direction).sum() == pytest.approx(1, rel=1e-14)
        normal = [feature.parameters["normal_1"], feature.parameters["normal_2"]]
        assert feature.direction == tuple(normal)
        assert feature.kinks == ()
        on_line = np.abs((x - x[0]) @ normal - (feature.parameters["offset"] - x[0] @ normal))
        if name not in STEPS:
            assert on_line.min() <= atol


@ALL
def test_no_unit_exceeds_the_bound(name):
    rng = np.random.default_rng(11)
    for x in CLOUDS.values():
        dictionary = build_dictionary(NETS[name], x)
        units = np.concatenate([random_columns(name, x, rng, 2000) for _ in range(3)], axis=1)
        for v in vectors(len(x), 4):
            bound = dictionary.price(v).bound * scale_of(dictionary)
            size = float(np.abs(v).sum()) * scale_of(dictionary)
            room = 1e-12 + 1e-15 * np.abs(x).max() / dictionary.grid.half
            assert brute.dual_norm(units, v) <= bound + room * size


def test_the_theorem_is_false_on_the_circle():
    """ℓ2-normalised weights: a kink line through one point only can be the best.

    See the manual, Dictionaries.
    """
    rng = np.random.default_rng(0)
    exceeded = 0
    for _ in range(20):
        x = rng.uniform(-1, 1, (6, 2))
        v = brute.balanced(rng.standard_normal(6))
        lines = [(np.array((1.0, 0.0)), p) for p in x] + [(np.array((0.0, 1.0)), p) for p in x]
        for i, j in itertools.combinations(range(6), 2):
            d = x[j] - x[i]
            lines.append((np.array((d[1], -d[0])) / np.hypot(*d), x[i]))
        best = max(
            abs(float(v @ np.maximum(s * ((x - p) @ w), 0))) for w, p in lines for s in (1, -1)
        )
        angle = np.linspace(0, 2 * np.pi, 2000)
        w = np.column_stack((np.cos(angle), np.sin(angle)))
        u = np.concatenate([(x - p) @ w.T for p in x], axis=1)
        exceeded += float(np.abs(v @ np.maximum(u, 0)).max()) > best * (1 + 1e-3)
    assert exceeded >= 10


def test_dichotomies_of_clusters_are_real():
    """General position: one for each pair, and each feature's own line parts the points so."""
    dictionary = build_dictionary(NETS["sign"], CLOUDS["clusters"])
    keys = dictionary.all_keys()
    assert len(keys) == 28
    full = dictionary.columns(keys)
    assert len(np.unique(full * full[0], axis=1).T) == 28
    for key, column in zip(keys.tolist(), full.T, strict=True):
        np.testing.assert_array_equal(
            dictionary.feature(tuple(key)).evaluate(CLOUDS["clusters"]), column
        )


def test_the_widest_line_halves_the_gap():
    upper, lower = np.array([[0.0, 2.0], [1.0, 3.0]]), np.array([[-5.0, 0.0], [5.0, 0.0]])
    normal, offset = widest_line(upper, lower)
    np.testing.assert_allclose(normal, (0, 1), atol=1e-15)
    assert offset == pytest.approx(1.0)
