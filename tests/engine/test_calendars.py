"""Series by business days, by ends of months, and of eight values."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.architecture import Architecture
from mirrors_engine.cli import main
from mirrors_engine.errors import SignalError
from mirrors_engine.series import Settings, forecast
from mirrors_engine.series.timeline import timeline
from mirrors_engine.signals import Signal


def dates(values):
    return [str(np.datetime64(int(v), "D")) for v in values]


def test_no_saturday_is_forecast():
    days = np.arange("2026-11-02", "2026-11-25", dtype="datetime64[D]")  # Monday to Tuesday
    days = days[np.is_busday(days)]
    days = days[days != np.datetime64("2026-11-11")]  # a holiday is a gap
    line = timeline(Signal(days, np.arange(len(days)) % 4))
    assert line.business
    assert len(line) == 17 and int(np.isnan(line.values).sum()) == 1
    assert dates(line.times[6:9]) == ["2026-11-10", "2026-11-11", "2026-11-12"]
    assert dates(line.ahead(5)) == [
        *("2026-11-25", "2026-11-26", "2026-11-27"),
        *("2026-11-30", "2026-12-01"),
    ]
    assert dates(line.ahead(3, 15)) == ["2026-11-23", "2026-11-24", "2026-11-25"]
    assert "no Saturday or Sunday is forecast" in line.notes[0]
    order = timeline(Signal(days, np.arange(len(days)) % 4), "order")
    assert len(order) == 16
    assert dates(order.ahead(4))[-1] == "2026-11-30"


@pytest.mark.parametrize(
    ("week", "ahead", "words"),
    [
        # the series ends on Sunday 2026-11-29, or the last day of its week before
        ("1111001", ["2026-11-30", "2026-12-01", "2026-12-02"], "no Friday or Saturday is"),
        ("1111110", ["2026-11-30", "2026-12-01", "2026-12-02"], "no Sunday is"),
        ("1001000", ["2026-11-30", "2026-12-03", "2026-12-07"], "no Tuesday, Wednesday, Friday, "),
    ],
)
def test_weeks_of_other_countries(week, ahead, words):
    days = np.arange("2026-11-02", "2026-11-30", dtype="datetime64[D]")
    days = days[np.is_busday(days, weekmask=week)]
    line = timeline(Signal(days, np.arange(len(days)) % 4))
    assert line.business == week and len(line) == len(days)
    assert dates(line.ahead(3)) == ahead
    assert words in line.notes[0]


def test_one_missing_sunday_of_a_daily_series_is_a_gap():
    days = np.arange("2026-11-02", "2026-11-15", dtype="datetime64[D]")
    line = timeline(Signal(days[days != np.datetime64("2026-11-08")], np.arange(12) % 4))
    assert not line.business and len(line) == 13


@pytest.mark.parametrize("skip", [0, 7])
def test_days_with_a_weekend_are_not_business_days(skip):
    days = np.datetime64("2026-11-02") + np.arange(14)
    line = timeline(Signal(days, np.arange(14) % 3))
    assert not line.business
    weekly = np.datetime64("2026-11-02") + 7 * np.arange(10)  # Mondays
    line = timeline(Signal(weekly, np.arange(10) % 3))
    assert not line.business and len(line) == 10
    assert dates(line.ahead(1)) == ["2027-01-11"]


@pytest.mark.parametrize(
    ("days", "ahead"),
    [
        (["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], ["2026-05-31", "2026-06-30"]),
        (["2023-11-30", "2023-12-31", "2024-01-31"], ["2024-02-29", "2024-03-31"]),
        (["2026-01-30", "2026-02-28", "2026-03-30"], ["2026-04-30", "2026-05-30"]),
        (["2025-12-31", "2026-01-31", "2026-02-28"], ["2026-03-31", "2026-04-30"]),
        (["2025-06-30", "2025-09-30", "2025-12-31"], ["2026-03-31", "2026-06-30"]),
        (["2026-01-15", "2026-02-15", "2026-03-15"], ["2026-04-15", "2026-05-15"]),
    ],
)
def test_ends_of_months_do_not_drift(days, ahead):
    line = timeline(Signal(np.array(days, dtype="datetime64[D]"), [1.0, 3, 2, 5][: len(days)]))
    assert line.months and len(line) == len(days)
    assert dates(line.ahead(2)) == ahead


def test_a_missing_month_end_is_a_gap():
    days = np.array(["2026-01-31", "2026-02-28", "2026-04-30"], dtype="datetime64[D]")
    line = timeline(Signal(days, [1.0, 3, 2]))
    assert len(line) == 4 and np.isnan(line.values[2])


def test_eight_values_are_a_series(tmp_path, capsys):
    values = [1.0, 2, 4, 3, 5, 6, 8, 7]
    net = Architecture("relu", 2)
    found = forecast(Signal(np.arange(8.0), values), net, Settings(lags=(1,), horizon=2))
    future = found.entry("convex").future
    assert np.isfinite(future).all() and len(future) == 2
    assert found.certified
    file = tmp_path / "s.csv"
    file.write_text("t,v\n" + "".join(f"{k},{v}\n" for k, v in enumerate(values)))
    assert main(["forecast", str(file), "--x", "t", "--lags", "1", "--horizon", "2"]) == 0
    assert "too few" not in capsys.readouterr().err
    with pytest.raises(SignalError, match="too few"):
        forecast(Signal(np.arange(5.0), values[:5]), net, Settings(lags=(1,), horizon=1))
