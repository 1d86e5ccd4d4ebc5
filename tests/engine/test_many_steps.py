"""Sums of many steps are formed from their jumps, without a feature for each."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.features.features import MANY


@pytest.mark.parametrize(
    "network",
    [
        Architecture("sign", 2),
        Architecture("threshold", 2),
        Architecture("sign", 3, widths=(3,)),
    ],
    ids=str,
)
def test_a_sum_of_many_steps_is_that_of_its_features_everywhere(network):
    rng = np.random.default_rng(3)
    x = np.sort(rng.normal(1e4, 5.0, 1500))
    result = Problem(Signal(x, rng.normal(size=1500)), network).solve(lam_ratio=1e-3)
    assert len(result.weights) > MANY
    gaps = 0.5 * (x[1:] + x[:-1])
    ends = [x[0] - 3.0, np.nextafter(x[0], -np.inf), np.nextafter(x[-1], np.inf), x[-1] + 3.0]
    t = np.r_[ends, x, gaps, np.nextafter(x, -np.inf)]
    expected = result.intercept + sum(
        z * g.evaluate(t) for z, g in zip(result.weights, result.features, strict=True)
    )
    np.testing.assert_allclose(result.predict(t), expected, rtol=0, atol=1e-11)
    np.testing.assert_allclose(result.predict(x), result.fitted, rtol=0, atol=1e-11)


def test_no_step_is_made_to_evaluate_many(monkeypatch):
    rng = np.random.default_rng(4)
    problem = Problem(Signal(np.arange(2000.0), rng.normal(size=2000)), Architecture("sign", 2))
    made = []
    feature = problem.dictionary.feature
    monkeypatch.setattr(problem.dictionary, "feature", lambda key: made.append(key) or feature(key))
    result = problem.solve(lam_ratio=1e-3)
    assert len(result.weights) > MANY
    result.predict(np.linspace(-5, 2005, 100))
    assert len(result.pieces()) == len(result.weights) + 1
    assert not made
