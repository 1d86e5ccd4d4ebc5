"""Raw timestamps and other offsets far larger than the range of the data."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit

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
