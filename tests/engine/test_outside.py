"""Optimal networks outside the dictionary: as good, and really outside (manual, Landscape)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.landscape.outside import outside
from mirrors_engine.signals.synthetic import paper_six


def test_the_ramp_of_the_paper():
    result = fit(paper_six(), Architecture("relu", 3), lam=0)
    other = outside(result)
    (feature,) = other.features
    assert feature.parameters == pytest.approx({"start": 5, "end": 8})
    assert np.abs(other.weights).sum() == pytest.approx(1)
    assert other.certified and other.objective == pytest.approx(result.objective)
    t = np.linspace(-2, 14, 200)
    np.testing.assert_allclose(other.predict(t), np.clip(t - 5, 0, 3), atol=1e-12)
    assert "8" in feature.describe() and "data point x = 8" not in feature.describe()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-8, 8), min_size=4, max_size=9),
    st.sampled_from([("relu", 2), ("relu", 3), ("relu", 5), ("abs", 2), ("abs", 3), ("leaky", 3)]),
    st.sampled_from([0.0, 0.01, 0.1]),
)
def test_others_are_as_good_and_have_bends_of_their_own(y, kind, ratio):
    x = np.cumsum(1 + np.arange(len(y)) % 3).astype(float)
    net = Architecture(*kind)
    asked = {"lam": 0.0} if ratio == 0 else {"lam_ratio": ratio}
    result = fit(Signal(x, y), net, **asked)
    other = outside(result)
    if other is None:
        return
    assert len(other.weights) < len(result.weights)
    np.testing.assert_allclose(other.predict(x), result.fitted, atol=1e-9 * (1 + np.ptp(y)))
    assert np.abs(other.weights).sum() == pytest.approx(np.abs(result.weights).sum())
    value = (
        other.network.penalty()
        if ratio == 0
        else other.network.objective(result.signal, result.lam)
    )
    assert value == pytest.approx(result.objective, rel=1e-9)
    inside = {tuple(np.round(f.unit.biases, 9)) for f in result.features}
    assert any(tuple(np.round(f.unit.biases, 9)) not in inside for f in other.features)


def test_none_where_nothing_merges_or_it_does_not_apply():
    x = np.array([0.0, 1, 2, 4, 5, 6, 8, 9])
    one = fit(Signal(x, np.abs(np.abs(x - 4) - 3)), Architecture("abs", 3), lam=0)
    assert outside(one) is None
    step = fit(Signal(x, np.sign(x - 3)), Architecture("sign", 2), lam_ratio=0.1)
    assert outside(step) is None
