"""The optimal band follows every function that is extreme between two kinks."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.landscape.band import OptimalFunctions, band_of


@pytest.mark.parametrize("count", (5, 60))
def test_many_functions_take_turns_between_two_kinks(count):
    """The tangents of 1 - (t - 1.5)² there are the lower bound's lines, their mirror images
    the upper bound's: as many corners as there are tangents, all of them on the band."""
    x, kinks = np.array([0.0, 3.0]), np.array([1.0, 2.0])
    at = np.linspace(1.0, 2.0, count)
    slopes, levels = 2 * (at - 1.5), (at - 1.5) ** 2 + 1

    def rows(t):
        inner = levels + slopes * (np.clip(t, 1, 2)[:, None] - at)
        share = np.minimum(np.minimum(t, 3 - t), 1)[:, None]  # 0 at the samples, 1 between
        return np.concatenate((share * inner, -share * inner), axis=1)

    def extreme(costs):
        v = np.zeros(len(costs))
        v[np.argmin(costs)] = 1.0
        return v

    band = band_of(
        OptimalFunctions(rows, 0.0, extreme), x, np.zeros(2), kinks, 0.0, lambda share: None
    )
    t = np.linspace(0.0, 3.0, 3001)
    low, high = band.at(t)
    every = rows(t)
    assert high == pytest.approx(every.max(axis=1), abs=1e-5)
    assert low == pytest.approx(every.min(axis=1), abs=1e-5)
