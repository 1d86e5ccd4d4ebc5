"""All pairs as one sparse product, against their columns and against a pass by blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections import three_layers as mirrors
from mirrors_engine.dictionaries.reflections.placed_pairs import PlacedPairs
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors
from mirrors_engine.progress import no_check

SHAPES = [(W_SHAPE,), (VALLEY, TENT)]


def sampled(kind, n, rng):
    if kind == "even":
        return np.arange(float(n))
    width = 1e-6 if kind == "clusters" else 1.0
    return np.unique(rng.choice(rng.uniform(-1, 1, 3), n) + width * rng.uniform(0, 1, n))


def balanced(n, rng):
    v = rng.standard_normal(n)
    return v - v.mean()


@given(st.integers(0, 2**32), st.integers(2, 30), st.sampled_from(["even", "random", "clusters"]))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("shapes", SHAPES)
def test_every_pair_correlates_as_its_column(shapes, seed, n, kind):
    rng = np.random.default_rng(seed)
    x = sampled(kind, n, rng)
    if len(x) < 2:
        return
    dictionary, v = Mirrors(Grid.of(x), shapes), balanced(len(x), rng)
    t = dictionary.grid.t
    phi = np.maximum(t - t[:, None], 0.0) @ v
    found = PlacedPairs(t, shapes).price(phi, (Candidates(-1.0, True),)).result(4, 1)
    order = np.lexsort(found.keys.T[::-1])
    np.testing.assert_array_equal(found.keys[order], dictionary.all_keys())
    expected = v @ dictionary.columns(found.keys)
    np.testing.assert_allclose(
        found.correlations, expected, atol=1e-8 if kind == "clusters" else 1e-12
    )
    assert found.bound == np.abs(found.correlations).max()


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("kind", ["even", "random"])
def test_the_candidates_are_those_of_a_pass_by_blocks(shapes, kind, monkeypatch):
    monkeypatch.setattr(mirrors, "_BLOCK", 200)
    rng = np.random.default_rng(3)
    x = sampled(kind, 40, rng)
    dictionary, v = Mirrors(Grid.of(x), shapes), balanced(len(x), rng)
    most = dictionary.price_all(v).bound
    for above, tied in ((2.0, 1.9), (2.0, 0.5), (0.6, 0.5), (0.1, 0.05)):
        first, then = (
            dictionary._pass(
                v, (Candidates(above * most, False), Candidates(tied * most, True)), no_check
            )
            for dictionary._passes in (0, mirrors.PASSES)
        )
        assert then.above == first.above and then.every == first.every
        first, then = (found.result(4, 10**6) for found in (first, then))
        assert then.bound == pytest.approx(first.bound, rel=1e-13)
        assert then.every_above == first.every_above
        # one unit may have several names: of equally strong ones the order is that of rounding
        a, b = (np.lexsort(found.keys.T[::-1]) for found in (first, then))
        np.testing.assert_array_equal(then.keys[b], first.keys[a])
        np.testing.assert_allclose(then.correlations[b], first.correlations[a], rtol=1e-12)


def test_places_are_kept_after_some_passes():
    rng = np.random.default_rng(2)
    dictionary, v = Mirrors(Grid.of(np.sort(rng.uniform(0, 1, 60))), (W_SHAPE,)), balanced(60, rng)
    for _ in range(mirrors.PASSES):
        dictionary.price(v, above=0.5)
    assert "_placed" not in vars(dictionary)
    dictionary.price(v, above=0.5)
    assert "_placed" in vars(dictionary)


@pytest.mark.parametrize("offset, width", [(0.0, 1e-7), (1.0, 1e-9)])
def test_no_places_are_kept_where_x_is_known_to_few_digits(offset, width):
    """Which of features that are equal to rounding comes first must not depend on the route."""
    x = offset + width * np.arange(16.0) + (np.arange(16) // 8 if not offset else 0.0)
    dictionary, v = Mirrors(Grid.of(x), (W_SHAPE,)), balanced(16, np.random.default_rng(2))
    for _ in range(mirrors.PASSES + 1):
        dictionary.price(v, above=0.5)
    assert "_placed" not in vars(dictionary)
