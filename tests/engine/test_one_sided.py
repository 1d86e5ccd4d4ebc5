"""Activations with one zero slope and three or more layers: ReLU's ramps, scaled."""

from __future__ import annotations

import brute
import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import build_dictionary

SLOPES = [(2.0, 0.0), (-0.5, 0.0), (0.0, 1.5), (0.0, -3.0)]


@pytest.mark.parametrize("layers", [3, 4])
@pytest.mark.parametrize("slopes", SLOPES)
def test_no_unit_exceeds_the_bound_and_one_reaches_it(slopes, layers):
    rng = np.random.default_rng(3)
    x = np.sort(rng.uniform(-2, 5, 6))
    net = Architecture("piecewise", layers, slopes=slopes)
    dictionary = build_dictionary(net, x)
    half = dictionary.grid.half
    chain = (slopes,) * (layers - 1)
    vertices = brute.matrix(brute.vertex_units(chain, x), x)
    random = brute.matrix(brute.random_units(chain, x, rng, 2000), x)
    for _ in range(5):
        v = brute.balanced(rng.standard_normal(6))
        bound = dictionary.price(v).bound * half
        assert bound == pytest.approx(brute.dual_norm(vertices, v), rel=1e-10)
        assert brute.dual_norm(random, v) <= bound * (1 + 1e-12)
        found = dictionary.price(v, above=0.5 * bound / half, every=True)
        columns = dictionary.columns(found.keys)
        np.testing.assert_allclose(v @ columns, found.correlations, atol=1e-12)
    for key in dictionary.all_keys().tolist():
        difference = dictionary.columns(key)[:, 0] * half - dictionary.feature(tuple(key)).evaluate(
            x
        )
        assert np.ptp(difference) <= 1e-11


@pytest.mark.parametrize("slopes", SLOPES)
def test_the_network_reaches_the_scaled_relu_optimum(slopes):
    """Features g times larger make λ/g of ReLU's problem the same problem."""
    rng = np.random.default_rng(5)
    x = np.sort(rng.uniform(0, 1, 12))
    signal = Signal(x, np.cos(8 * x) + 0.2 * rng.standard_normal(12))
    result = fit(signal, Architecture("piecewise", 3, slopes=slopes), lam_ratio=0.05)
    assert result.certificate.certified
    gain = max(map(abs, slopes)) ** 2
    relu = fit(signal, Architecture("relu", 3), lam=result.lam / gain)
    assert result.objective == pytest.approx(relu.objective, rel=1e-9)
    value = result.network.objective(signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-9)
    t = np.linspace(-1, 2, 500)
    np.testing.assert_allclose(result.network.forward(t), result.predict(t), atol=1e-9)
