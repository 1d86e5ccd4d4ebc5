"""Long series at every zoom: nothing that is in view is lost, nothing out of view is drawn."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Signal
from mirrors_gui.panels.common.long_series import (
    MANY,
    SLICES,
    LongLine,
    cells,
    course,
    seen,
)


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


@given(
    seed=st.integers(0, 99),
    n=st.integers(MANY + 1, 4 * MANY),
    ends=st.tuples(st.floats(-1, 2), st.floats(-1, 2)),
    clustered=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_cells_are_narrow_and_hold_all_that_is_seen(seed, n, ends, clustered):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 1, n) ** (9 if clustered else 1))
    left, right = sorted(ends)
    right = max(right, left + 1e-3)
    bounds = cells(x, left, right)
    first, last = seen(x, left, right)
    assert bounds[0] == first and bounds[-1] == last and np.all(np.diff(bounds) > 0)
    assert len(bounds) <= 2 * SLICES + 6
    widths = x[bounds[1:] - 1] - x[bounds[:-1]]
    assert widths.max() <= (right - left) / SLICES


def test_a_long_line_goes_through_every_pixel_as_the_whole_one_would(qtbot):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 1, 60_000) ** 3)  # most of them at the left
    y = np.sin(40 * x) + 0.3 * rng.standard_normal(len(x))
    line, stems = pg.PlotCurveItem(), pg.PlotCurveItem(connect="pairs")
    drawn, standing = LongLine(plot, line), LongLine(plot, stems, stems=True)
    drawn.show(x, y)
    standing.show(x, y)
    for left, right in ((-0.1, 1.1), (0.2, 0.21), (0.5, 0.5004)):
        plot.setXRange(left, right, padding=0)
        at, heights = line.getData()
        assert len(at) <= 4 * (2 * SLICES + 6) and np.all(np.diff(at) >= 0)
        inside = (x >= left) & (x <= right)
        seen_now = (at >= left) & (at <= right)
        assert heights[seen_now].max() >= y[inside].max() - 1e-12
        assert heights[seen_now].min() <= y[inside].min() + 1e-12
        pixel = (right - left) / SLICES
        for t in rng.uniform(max(left, 0), min(right, 1), 50):
            near = np.abs(x - t) <= pixel
            if near.any():
                beside = heights[np.abs(at - t) <= 2 * pixel]
                assert beside.max() >= y[near].max() and beside.min() <= y[near].min()
        tops = stems.getData()[1][1::2]
        longest = np.abs(y[inside]).max()
        assert np.abs(tops).max() >= longest
    plot.setXRange(0.5, 0.5004, padding=0)
    at, heights = line.getData()
    shown = (x > 0.5) & (x < 0.5004)
    assert set(np.round(x[shown], 12)) <= set(np.round(at, 12))  # close up every point is there
    drawn.show(x[:3], y[:3])
    np.testing.assert_array_equal(line.getData()[0], x[:3])
    drawn.clear()
    assert line.getData()[0] is None or not len(line.getData()[0])
