"""Series: exact rows of the past, gaps left out, even and uneven times."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from series_cases import RELU, series, wave

from mirrors_engine import Signal
from mirrors_engine.errors import SettingError, SignalError, SizeError
from mirrors_engine.series import embed, forecast, timeline
from mirrors_engine.signals import sample


def by_hand(y, lags, target):
    """Rows by a plain loop; gaps are NaN."""
    rows = []
    for n in range(len(y)):
        if target == "levels":
            value = {k: y[k] for k in range(len(y))}
        elif target == "differences":
            value = {k: y[k] - y[k - 1] for k in range(1, len(y))}
        else:
            value = {k: np.log(y[k]) - np.log(y[k - 1]) for k in range(1, len(y))}
        past = [value.get(n - lag, np.nan) for lag in lags]
        now = value.get(n, np.nan)
        if np.isfinite([*past, now]).all():
            rows.append((n, *past, now))
    return np.array(rows)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_rows_are_exactly_the_past_and_the_next_value(data):
    n = data.draw(st.integers(8, 40))
    y = np.array(data.draw(st.lists(st.floats(0.5, 100), min_size=n, max_size=n)))
    gaps = data.draw(st.sets(st.integers(2, n - 2), max_size=3))
    lags = sorted(data.draw(st.sets(st.integers(1, 4), min_size=1, max_size=3)))
    target = data.draw(st.sampled_from(["levels", "differences", "returns"]))
    y[list(gaps)] = np.nan
    step, start = data.draw(st.sampled_from([(1.0, 0.0), (0.25, 1959.0), (3600.0, 1.7e9)]))
    rows = embed(Signal(start + step * np.arange(n), y), lags, target=target)
    expected = by_hand(y, lags, target)
    assert len(rows) == len(expected)
    if len(expected):
        np.testing.assert_array_equal(rows.places, expected[:, 0])
        np.testing.assert_array_equal(rows.inputs, expected[:, 1:-1])
        np.testing.assert_allclose(rows.targets, expected[:, -1], rtol=1e-12, atol=1e-12)
        made = rows.signal()
        order = np.lexsort(rows.inputs.T[::-1])
        np.testing.assert_array_equal(np.atleast_2d(made.raw_x.T).T[order], rows.inputs[order])
        np.testing.assert_array_equal(np.sort(made.raw_y), np.sort(rows.targets))


def test_names_weights_and_title_follow_the_series():
    signal = Signal(np.arange(5.0), [1, 2, 4, 8, 16], [1, 2, 3, 4, 5], y_name="flow", name="River")
    rows = embed(signal, (1, 2))
    made = rows.signal()
    assert made.x_names == ("flow(n-1)", "flow(n-2)") and made.y_name == "flow(n)"
    assert made.name == "River: next from lags 1 and 2"
    rate = embed(sample("tbill"), 1, target="differences").signal()
    assert (rate.x_name, rate.y_name) == ("Δ rate(n-1) [% a year]", "Δ rate(n) [% a year]")
    assert rows.weights.tolist() == [3, 4, 5]
    assert made.raw_weights.tolist() == [3, 4, 5]
    change = embed(signal, 1, target="differences").signal()
    assert change.x_names == ("Δ flow(n-1)",)
    np.testing.assert_array_equal(change.x, [1, 2, 4])


def test_gaps_are_left_out_and_counted():
    x = np.array([0, 1, 2, 3, 5, 6, 7, 8.0])
    line = timeline(Signal(x, x**2))
    assert len(line) == 9 and np.isnan(line.values[4]) and line.times[4] == 4.0
    assert line.notes == (
        "1 of 9 evenly spaced times have no sample; what needs them is left out.",
    )
    assert embed(line, 1).places.tolist() == [1, 2, 3, 6, 7, 8]
    consecutive = embed(Signal(x, x**2), 1, spacing="order")
    assert consecutive.places.tolist() == list(range(1, 8))
    assert "consecutive" in consecutive.timeline.notes[0]
    co2 = timeline(sample("co2"))
    assert len(co2) == 2284 and int(np.isnan(co2.values).sum()) == 59


def test_missing_values_are_gaps_not_neighbours():
    y = wave(30)
    y[10] = np.nan
    rows = embed(series(y), 1)
    assert 10 not in rows.places and 11 not in rows.places and len(rows) == 27


def test_uneven_steps_are_refused_with_a_way_out():
    rng = np.random.default_rng(0)
    uneven = Signal(np.cumsum(rng.uniform(0.2, 2, 30)), wave(30))
    with pytest.raises(SignalError, match=r"not evenly spaced.*spacing order"):
        embed(uneven, 1)
    assert len(embed(uneven, 1, spacing="order")) == 29
    with pytest.raises(SizeError, match="consecutive"):
        embed(Signal([0, 1, 2, 3, 1000.0], [1, 2, 3, 4, 5]), 1)
    with pytest.raises(SignalError, match="one column"):
        embed(Signal(rng.standard_normal((9, 2)), np.arange(9)), 1)


@pytest.mark.parametrize(("unit", "months"), [("M", 1), ("M", 3), ("Y", 12)])
def test_calendar_steps_are_even_and_go_on_as_such(unit, months):
    dates = (np.datetime64("1999-01", "M") + months * np.arange(40)).astype("datetime64[D]")
    line = timeline(Signal(dates, wave(40)))
    assert len(line) == 40 and line.months == months
    ahead = line.ahead(3)
    later = (np.datetime64("1999-01", "M") + months * np.arange(40, 43)).astype("datetime64[D]")
    np.testing.assert_array_equal(ahead, later.astype(int))
    np.testing.assert_array_equal(line.ahead(4, 38)[:2], line.times[38:])


def test_ends_of_months_are_steps_of_a_month():
    firsts = np.datetime64("2001-02", "M") + np.arange(36)
    ends = firsts.astype("datetime64[D]") - 1
    line = timeline(Signal(ends, wave(36)))
    assert len(line) == 36 and line.months == 1 and np.isfinite(line.values).all()


@pytest.mark.parametrize("lags", [0, -1, (), (1, 0), 1.5, "x", (1, None)])
def test_lags_that_are_none(lags):
    with pytest.raises(SettingError, match="whole numbers"):
        embed(series(wave(20)), lags)


def test_what_is_too_short_says_so():
    with pytest.raises(SignalError, match="too short to forecast"):
        embed(series(np.array([1.0, 2.0])), 1)
    with pytest.raises(SignalError, match="too short for lag 30"):
        embed(series(wave(20)), 30)
    with pytest.raises(SignalError, match="test part"):
        forecast(series(wave(8)), RELU, lags=5, lam_ratio=0.1, validate=False)
    with pytest.raises(SignalError, match="rolling validation"):
        forecast(series(wave(6)), RELU, lags=1)
    short = forecast(series(wave(12)), RELU, lags=1, lam_ratio=0.1, validate=False, horizon=3)
    assert short.certified and short.entry("convex").test.n == 2
    with pytest.raises(SignalError, match="above 0"):
        embed(series(wave(20) - 3), 1, target="returns")
