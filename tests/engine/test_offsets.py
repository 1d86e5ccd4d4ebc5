"""Raw timestamps and other offsets far larger than the range of the data."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.rigorous import prove

NETS = [
    Architecture("relu", 2),
    Architecture("relu", 4),
    Architecture("abs", 3),
    Architecture("symmetrized", 4),
    Architecture("leaky", 3),
    Architecture("sign", 2),
    Architecture("sign", 3, widths=(3,)),
]


@pytest.mark.parametrize("net", NETS, ids=Architecture.describe)
@pytest.mark.parametrize("x_offset", [0.0, -1e9, 1.7e9])
@pytest.mark.parametrize("y_offset", [0.0, 1e9])
def test_the_network_attains_the_optimum_far_from_zero(net, x_offset, y_offset):
    rng = np.random.default_rng(3)
    x = x_offset + np.sort(rng.uniform(0, 1000, 12))
    y = y_offset + rng.standard_normal(12)
    signal = Signal(x, y)
    for ratio in (0.3, 0.01):
        result = fit(signal, net, lam_ratio=ratio)
        assert result.certified
        value = result.network.objective(signal, result.lam)
        assert value == pytest.approx(result.objective, rel=1e-9)
        np.testing.assert_allclose(
            result.network.forward(signal.x), result.fitted, rtol=0, atol=1e-6
        )


@pytest.mark.parametrize(
    "activation, layers, n, slopes",
    [
        ("abs", 3, 60, None),
        ("abs", 4, 20, None),
        ("abs", 5, 9, None),
        ("symmetrized", 3, 60, None),
        ("piecewise", 3, 60, (1.0, -0.5)),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_microseconds_since_1970_are_predicted_as_certified(activation, layers, n, slopes, seed):
    # neighbours are three units in the last place apart: no float64 holds their middle
    x = np.datetime64("2024-05-01T10:00:00", "us") + np.arange(n)
    y = np.cumsum(np.random.default_rng(seed).normal(size=n))
    options = {} if slopes is None else {"slopes": slopes}
    result = fit(Signal(x, y), Architecture(activation, layers, **options), lam_ratio=0.05)
    assert result.certified
    size = np.abs(result.fitted).max()
    for t in (x, result.signal.x):
        assert np.abs(result.predict(t) - result.fitted).max() <= 1e-12 * size
        assert np.abs(result.network.forward(t) - result.fitted).max() <= 1e-12 * size
    value = result.network.objective(result.signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-12)
    assert prove(result).gap <= 1e-11  # in exact arithmetic over the same float64 samples


def test_the_middle_of_two_samples_is_exact_far_from_zero():
    x = 1.7e9 + np.arange(40) * 2.0**-22  # neighbouring float64
    for points in (x, -x[::-1], 1e-3 * x):
        dictionary = build_dictionary(Architecture("abs", 3), points)
        middles = 0
        for key in dictionary.all_keys()[::7].tolist():
            feature = dictionary.feature(tuple(key))
            left, right = feature.parameters.get("left"), feature.parameters.get("right")
            if left is None:
                continue
            middles += 1
            centre = -(Fraction(feature.unit.biases[0]) + Fraction(feature.unit.rest))
            assert centre == (Fraction(left) + Fraction(right)) / 2
        assert middles > 50
