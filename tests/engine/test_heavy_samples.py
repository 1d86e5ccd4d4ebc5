"""One sample that weighs 1e16 times the others: centring must not take their digits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.unpenalised import CONSTANT


@pytest.mark.parametrize("heavy", [0, 2, 4])
def test_centring_is_exact_at_the_heavy_sample(heavy):
    rng = np.random.default_rng(heavy)
    values, w = rng.uniform(0.1, 1.0, 5), np.full(5, 1e-16)
    w[heavy] = 1.0
    exact_w, exact = [Fraction(one) for one in w], [Fraction(one) for one in values]
    mean = sum(a * b for a, b in zip(exact_w, exact, strict=True)) / sum(exact_w)
    expected = [float(one - mean) for one in exact]
    np.testing.assert_allclose(CONSTANT.without(values, w), expected, rtol=1e-14)


@pytest.mark.parametrize(
    ("net", "x", "y", "heavy", "ratio"),
    [
        (Architecture("leaky", 3, negative_slope=0.3), [0, 3, 3.1, 3.4], [0, 0, 0, 1], 1, 0.9),
        (Architecture("symmetrized", 3), [0, 1, 2, 3, 4], [-0.6, 0.6, 1.6, -0.6, -0.5], 0, 0.99),
        (Architecture("abs", 5), [1.06, 0.83, 0.33, -0.48, 1.08], [1, 0, 0, 0, 0], 0, 0.01),
        (Architecture("relu", 2), [0, 1, 2, 4, 5], [1, 0, 2, 0, 1], 3, 1e-8),
    ],
)
@pytest.mark.parametrize("loss", ["squared", "huber"])
def test_a_heavy_sample_is_certified(net, x, y, heavy, ratio, loss):
    w = np.ones(len(x))
    w[heavy] = 1e16
    result = Problem(Signal(x, y, w), net, loss).solve(lam_ratio=ratio)
    assert result.certified
