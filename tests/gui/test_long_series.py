"""Long series at every zoom: nothing that is in view is lost, nothing out of view is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Signal
from mirrors_gui.panels.common.long_series import MANY, SLICES, course, seen


@given(
    seed=st.integers(0, 99),
    n=st.integers(1, 20_000),
    ends=st.tuples(st.floats(-1, 2), st.floats(-1, 2)),
)
@settings(max_examples=60, deadline=None)
def test_the_course_has_every_extreme_in_view(seed, n, ends):
    rng = np.random.default_rng(seed)
    x, y = np.sort(rng.uniform(0, 1, n)), rng.standard_normal(n)
    left, right = sorted(ends)
    first, last = seen(x, left, right)
    inside = np.flatnonzero((x >= left) & (x <= right))
    assert 0 <= first < last <= n
    assert not len(inside) or (first <= inside[0] and inside[-1] < last)
    at, both = course(x, y, left, right)
    assert len(at) == len(both) <= 2 * (SLICES + 2)
    assert np.all(np.diff(at) >= 0) and np.all(both[::2] <= both[1::2])
    drawn = np.searchsorted(x, at[::2])
    for k, start in enumerate(drawn):  # a slice says the lowest and the highest of its samples
        stop = drawn[k + 1] if k + 1 < len(drawn) else last
        if stop > start:
            assert (both[2 * k], both[2 * k + 1]) == (y[start:stop].min(), y[start:stop].max())


def test_zooming_into_a_long_series_ends_at_its_samples(window, settled):
    session, fit = window.session, window.fit
    settled(session)
    x = np.arange(3.0 * MANY)
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(Signal(x, np.sin(x / 900) + 0.1 * np.cos(7 * x)))
    session.set_lam_ratio(0.1)
    settled(session)
    assert not len(fit._data.data) and len(fit._envelope.getData()[0]) > SLICES / 2
    fit.fit.setXRange(7000, 7040, padding=0)
    spots = fit._data.getData()
    there = np.flatnonzero((x >= 7000) & (x <= 7040))
    assert set(there) <= set(spots[0].astype(int)) and len(spots[0]) <= len(there) + 2
    np.testing.assert_array_equal(spots[1], session.signal.y[spots[0].astype(int)])
    rests = fit._left_over.getData()  # the residuals below follow
    np.testing.assert_array_equal(rests[1], session.result.residuals[rests[0].astype(int)])
    fit.see_all()
    assert not len(fit._data.data)
    assert fit._envelope.getData()[1].max() == pytest.approx(session.signal.y.max())
