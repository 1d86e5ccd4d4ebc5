"""Sums over features from their bends, against the dense columns."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture
from mirrors_engine.dictionaries.products import matvec, rmatvec
from mirrors_engine.dictionaries.registry import build_dictionary

NETS = (
    Architecture("relu", 2),
    Architecture("leaky", 2),
    Architecture("abs", 2),
    Architecture("piecewise", 2, slopes=(2.0, -0.5)),
    Architecture("relu", 3),
    Architecture("abs", 3),
    Architecture("symmetrized", 3),
    Architecture("sign", 2),
    Architecture("threshold", 2),
    # no bends of these are known: columns, a few at a time
    Architecture("leaky", 3),
    Architecture("abs", 4),
    Architecture("sign", 3, widths=(3,)),
)


@st.composite
def problems(draw):
    """Samples in clusters, far from 0, with some keys of the dictionary and weights."""
    net = draw(st.sampled_from(NETS))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    width = 10.0 ** draw(st.integers(-7, 0))
    centres = rng.uniform(-1, 1, draw(st.integers(1, 4)))
    x = np.unique(rng.choice(centres, 12) + width * rng.uniform(0, 1, 12))
    x = np.unique(draw(st.sampled_from([0.0, 1.0, 1e5])) + x)
    if len(x) < 2:
        x = np.array([0.0, 1.0])
    dictionary = build_dictionary(net, x)
    every = dictionary.all_keys()
    keys = every[rng.integers(0, len(every), draw(st.integers(0, 40)))]
    z = rng.standard_normal(len(keys)) * 10.0 ** rng.uniform(-3, 3, len(keys))
    return dictionary, keys, z, rng.standard_normal(len(x)) + draw(st.sampled_from([0.0, 5.0]))


@given(problems())
@settings(max_examples=300, deadline=None)
def test_sums_are_those_of_the_columns(problem):
    dictionary, keys, z, v = problem
    columns = dictionary.columns(keys)
    # rounding of the dense products themselves: every term counts
    bound = 1e-13 * (1 + float(np.abs(columns) @ np.abs(z) @ np.ones(len(v))))
    np.testing.assert_allclose(matvec(dictionary, keys, z), columns @ z, rtol=0, atol=bound)
    bound = 1e-13 * (1 + float(np.abs(columns).max(initial=1.0) * np.abs(v).sum()))
    np.testing.assert_allclose(rmatvec(dictionary, keys, v), columns.T @ v, rtol=0, atol=bound)


@pytest.mark.parametrize("net", NETS[:9], ids=str)
def test_no_column_is_formed(net, monkeypatch):
    """Long signals would pay N × K for one: only the first sample is looked at."""
    dictionary = build_dictionary(net, np.linspace(0, 1, 50))
    keys = dictionary.all_keys()[:30]
    assert dictionary.compressible
    shapes = []
    columns = dictionary.columns

    def watched(*data):
        out = columns(*data)
        shapes.append(out.shape)
        return out

    monkeypatch.setattr(dictionary, "columns", watched)
    matvec(dictionary, keys, np.ones(len(keys)))
    rmatvec(dictionary, keys, np.ones(50))
    assert shapes == [(1, len(keys))] * 2


@pytest.mark.parametrize("net", [Architecture("sign", 2), Architecture("sign", 3, widths=(2,))])
def test_levels_between_many_jumps_are_rounded_once(net):
    """The certificate's sums over the residual would gather what a running level loses."""
    n = 2000
    dictionary = build_dictionary(net, np.linspace(0, 1, n))
    rng = np.random.default_rng(1)
    jumps = rng.permutation(np.arange(1, n))
    z = rng.standard_normal(len(jumps)) * 10.0 ** rng.uniform(-6, 0, len(jumps))
    # a unit of one switch is -1 before it, 1 from it on
    keys = np.full((len(jumps), dictionary.key_width), n)
    keys[:, 0] = jumps
    change = dict(zip(jumps.tolist(), map(Fraction, z.tolist()), strict=True))
    level = -sum(change.values())
    exact = [level] + [level := level + 2 * change[k] for k in range(1, n)]
    error = [abs(Fraction(f) - e) for f, e in zip(matvec(dictionary, keys, z), exact, strict=True)]
    assert max(error) <= 4 * Fraction(np.finfo(float).eps) * max(map(abs, exact))
