"""Forecasts of odd series, their settings, and how they are told and stopped."""

from __future__ import annotations

import numpy as np
import pytest
from series_cases import RELU, series, wave

from mirrors_engine.errors import Cancelled, SettingError, SignalError
from mirrors_engine.series import Settings, forecast, forecasting


@pytest.mark.parametrize("target", ["levels", "differences", "returns"])
def test_a_constant_series_is_forecast_as_itself(target):
    found = forecast(series(np.full(40, 7.0)), RELU, lags=(1, 2), target=target, period=4)
    assert found.certified
    for entry in found.entries:
        np.testing.assert_allclose(entry.rolled, 7.0, rtol=1e-12)
        assert entry.test.rmse == pytest.approx(0, abs=1e-11)
        assert entry.test.mase is None


def test_a_forecast_that_runs_away_is_said_to():
    y = np.cumprod(np.full(60, 3.0))
    found = forecast(series(y), RELU, lags=1, lam_ratio=1e-4, horizon=2000, validate=False)
    gone = found.entry("linear")
    assert np.isinf(gone.rolled[-1]) and np.isfinite(gone.rolled[0])
    assert gone.rolled_test.n == found.entry("last").rolled_test.n
    assert gone.test.rmse is not None


def test_longer_than_the_test_part_and_at_offsets():
    y = 1e9 + wave(50)
    found = forecast(
        series(y, 1.7e9 + 60.0 * np.arange(50)), RELU, lags=1, lam_ratio=0.05, horizon=30
    )
    assert len(found.rolled_times) == 30
    np.testing.assert_allclose(np.diff(found.rolled_times), 60)
    assert found.future_times[0] == 1.7e9 + 60 * 50
    assert found.certified
    assert np.isnan(found.entry("last").by_step[10:]).all()


def test_test_part_by_number():
    assert forecast(series(wave(50)), RELU, lam_ratio=0.1, test=7, validate=False).cut == 43
    y, x = wave(50), 1959 + 0.25 * np.arange(50)
    assert forecast(series(y, x), RELU, lam_ratio=0.1, start=1970.1, validate=False).cut == 45
    with pytest.raises(SignalError, match="test part"):
        forecast(series(y, x), RELU, lam_ratio=0.1, start=1990)
    for bad in (0, -1, float("nan"), 1.5):
        with pytest.raises(SettingError, match="test"):
            Settings(test=bad)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("horizon", 0),
        ("horizon", 10**6),
        ("period", 0),
        ("target", "squares"),
        ("spacing", "sometimes"),
        ("quantiles", (0.9, 0.1)),
        ("quantiles", (0.0, 0.5)),
        ("loss", "logistic"),
        ("rule", "aic"),
        ("start", float("inf")),
        ("lam_ratio", -0.1),
    ],
)
def test_bad_settings_are_refused(field, value):
    with pytest.raises(SettingError):
        Settings(**{field: value})


def test_events_grow_and_cancel_is_obeyed():
    events = list(forecasting(series(wave(80)), RELU, Settings(lags=(1, 2), horizon=3)))
    assert [e.key for e in events[0].entries] == ["linear", "last"]
    assert events[1].result is not None and not events[1].complete
    assert events[-1].complete and events[-1].entry("convex").validation is not None
    last = events[-1]
    entry = last.entry("convex")
    for array in (last.test_places, last.rows.inputs, entry.rolled, entry.future, entry.by_step):
        assert not array.flags.writeable
    fractions: list[float] = []

    def stop(step):
        fractions.append(step.fraction or 0.0)
        if len(fractions) > 40:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(forecasting(series(wave(80)), RELU, Settings(), stop))
    assert all(0 <= f <= 1 for f in fractions)
