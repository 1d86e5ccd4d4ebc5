"""The exact values of a network of one hidden layer: running sums against unit by unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.progress import no_check
from mirrors_engine.rigorous.numbers import times_power
from mirrors_engine.rigorous.primal import values_at_samples

NETS = [
    Architecture("relu", 2),
    Architecture("abs", 2),
    Architecture("leaky", 2, negative_slope=0.3),
    Architecture("piecewise", 2, slopes=(1.5, -0.25)),
    Architecture("relu", 2, skip=True),
]
PLACES = {
    "uneven": np.cumsum(np.random.default_rng(1).exponential(1.0, 40)),
    "timestamps": 1.7e9 + np.cumsum(np.random.default_rng(2).uniform(0.1, 9.0, 40)),
    "close": np.sort(np.r_[np.linspace(-1, 1, 30), 0.25 + 1e-9 * np.arange(10)]),
}


def unit_by_unit(result) -> list[Fraction]:
    x = [Fraction(float(t)) for t in result.signal.x]
    start = result.intercept if result.level is None else result.level
    middle = Fraction(float(result.signal.x[0] + 0.5 * np.ptp(result.signal.x)))
    slope = Fraction(0 if result.level is None else float(result.slope))
    sigma = result.architecture.activations[0]
    found = []
    for t in x:
        f = Fraction(float(start)) + slope * (t - middle)
        for z, feature in zip(result.weights, result.features, strict=True):
            unit = feature.unit
            h = unit.signs[0] * t + Fraction(unit.biases[0]) + Fraction(unit.rest)
            f += Fraction(float(z)) * h * Fraction(sigma.a_plus if h >= 0 else sigma.a_minus)
        found.append(f)
    return found


@pytest.mark.parametrize("net", NETS, ids=lambda net: net.describe())
@pytest.mark.parametrize("where", PLACES)
def test_values_are_those_of_the_units(net, where):
    rng = np.random.default_rng(3)
    x = PLACES[where]
    result = fit(Signal(x, rng.standard_normal(len(x))), net, lam_ratio=1e-3)
    assert len(result.weights) > 5
    for signed in (result, replace(result, weights=-rng.permutation(result.weights))):
        values = values_at_samples(signed, True, no_check)
        expected = unit_by_unit(signed)
        assert [times_power(int(f), values.power) for f in values.f] == expected
        assert not any(values.error)
