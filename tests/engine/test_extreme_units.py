"""Units so extreme that products of numbers under- or overflow are refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SettingError, SignalError

X, Y = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0, 3.0, 1.0])
NET = Architecture("abs", 2)


@pytest.mark.parametrize(
    ("y", "weight", "loss"),
    [(1e-170, 1.0, "squared"), (1e-170, 1.0, "huber"), (1e-120, 1e-100, "squared")],
)
def test_values_whose_products_underflow_are_refused(y, weight, loss):
    with pytest.raises(SignalError, match="rescale"):
        fit(Signal(X, y * Y, np.full(4, weight)), NET, lam_ratio=0.1, loss=loss)


@pytest.mark.parametrize(("x", "y", "weight"), [(1e100, 1e140, 1e100), (1.0, 1e140, 1e100)])
def test_values_whose_products_overflow_are_refused(x, y, weight):
    with pytest.raises(SignalError, match="rescale"):
        fit(Signal(x * X, y * Y, np.full(4, weight)), NET, lam_ratio=0.1)


@pytest.mark.parametrize("y", [1e-140, 1e140])
def test_units_short_of_that_change_nothing(y):
    here, there = (fit(Signal(X, size * Y), NET, lam_ratio=0.1) for size in (1.0, y))
    assert there.certified
    np.testing.assert_allclose(there.fitted / y, here.fitted, rtol=1e-12)


def test_a_ratio_that_underflows_is_not_interpolation():
    with pytest.raises(SettingError, match="too small"):
        fit(Signal(X, 1e-100 * Y), NET, lam_ratio=1e-280)
