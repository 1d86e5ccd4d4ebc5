"""Running sums by blocks, against sums that are rounded once."""

from __future__ import annotations

from math import fsum

import numpy as np
import pytest

from mirrors_engine.dictionaries.prefix_sums import largest_tail
from mirrors_engine.utils.running_sums import LONG, running_sum


@pytest.mark.parametrize("n", [0, 1, 15, LONG - 1, LONG, LONG + 1, LONG + 17])
def test_running_sums_of_integers_are_exact(n):
    values = np.random.default_rng(n).integers(-9, 10, n)
    found = running_sum(values.astype(float), 5.0)
    assert found.tolist() == (5 + np.cumsum(values)).tolist()


@pytest.mark.parametrize("n", [2, 3, 15, 100, LONG + 17, 100_003])
def test_the_largest_tail_is_that_of_sums_from_the_back(n):
    for values in np.random.default_rng(n).integers(-9, 10, (5, n)):
        largest = np.abs(np.cumsum(values[:0:-1])).max()
        assert largest_tail(values.astype(float)) == largest


def test_running_sums_of_floats_are_rounded_less_than_one_by_one():
    values = np.random.default_rng(0).standard_normal(20_003)
    exact = np.array([fsum(values[: k + 1]) for k in range(0, len(values), 97)])
    found, plain = running_sum(values)[::97], np.cumsum(values)[::97]
    assert np.abs(found - exact).max() <= np.abs(plain - exact).max()
