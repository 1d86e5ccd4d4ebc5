"""Reading Φ at places kept among the samples, against searching for them each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections import three_layers as mirrors
from mirrors_engine.dictionaries.reflections.interpolation_stencil import Stencil
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors


@given(st.integers(0, 2**32), st.integers(2, 40), st.sampled_from([1.0, 1e-6]))
@settings(max_examples=50, deadline=None)
def test_places_read_as_interpolation_does(seed, n, width):
    """Inside, outside and at the samples, clusters included."""
    rng = np.random.default_rng(seed)
    t = np.unique(rng.choice(rng.uniform(-1, 1, 3), n) + width * rng.uniform(0, 1, n))
    if len(t) < 2:
        return
    points = np.concatenate((rng.uniform(-3, 3, (4, 20)), np.resize(t, (1, 20))))
    values = rng.standard_normal(len(t))
    some = (slice(1, 5), slice(3, None))
    read = Stencil.of(points, t).read(values, some)
    np.testing.assert_allclose(read, np.interp(points, t, values)[some], atol=1e-9)


@pytest.mark.parametrize("shapes", [(W_SHAPE,), (VALLEY, TENT)])
def test_a_pass_with_places_kept_is_the_pass_without(shapes, monkeypatch):
    rng = np.random.default_rng(2)
    x = np.sort(rng.uniform(0, 1, 60))
    v = rng.standard_normal(60)
    v -= v.mean()
    dictionary = Mirrors(Grid.of(x), shapes)
    first = dictionary.price(v, above=0.5)
    for _ in range(mirrors.PASSES):
        kept = dictionary.price(v, above=0.5)
    assert "_placed" in vars(dictionary)
    assert kept.bound == pytest.approx(first.bound, rel=1e-13)
    np.testing.assert_array_equal(kept.keys, first.keys)
    np.testing.assert_allclose(kept.correlations, first.correlations, rtol=1e-12)
