"""Points to predict at: dates in any form, and what is refused; whole numbers kept or refused."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from mirrors_engine import (
    Architecture,
    MirrorClassifier,
    MirrorRegressor,
    MirrorRegressorCV,
    Signal,
    fit,
)
from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.signals.words import date_words, position_words

DAYS = np.datetime64("2021-03-01") + np.arange(30)
Y = np.abs(np.arange(30.0) - 11)
NUMBERS = np.array([18687.0, 18690.5])  # 2021-03-01 and 2021-03-04T12:00, counted by hand


@pytest.fixture(scope="module", params=["abs", "sign"])
def dated(request):
    return fit(Signal(DAYS, Y), Architecture(request.param, 2), lam_ratio=0.1)


@pytest.mark.parametrize("unit", ["h", "s", "ms", "us", "ns"])
def test_dates_of_any_unit_are_the_days_of_the_signal(dated, unit):
    dates = np.array(["2021-03-01T00", "2021-03-04T12"], dtype=f"datetime64[{unit}]")
    right = dated.predict(NUMBERS)
    assert np.array_equal(dated.predict(dates), right)
    assert np.allclose(dated.network.forward(dates), right, rtol=1e-9, atol=1e-9)
    assert dated.predict(dates[1]) == right[1]


def test_python_dates_and_zones(dated):
    east = dt.timezone(dt.timedelta(hours=2))
    dates = [dt.date(2021, 3, 1), dt.datetime(2021, 3, 4, 14, tzinfo=east)]
    assert np.array_equal(dated.predict(dates), dated.predict(NUMBERS))
    assert dated.predict(dates[1]) == dated.predict(NUMBERS[1])
    assert np.array_equal(Signal(dates, [1.0, 2.0]).x, NUMBERS)  # the same rule


@pytest.mark.parametrize("asked", ["predict", "forward"])
@pytest.mark.parametrize(
    "points, word",
    [
        (np.array(["NaT", "2021-03-01"], dtype="datetime64[D]"), "missing"),
        (np.array([1, 2], dtype="timedelta64[D]"), "durations"),
        (np.ma.array([1.0, 2.0], mask=[False, True]), "masked"),
        ([1.0, np.inf], "infinite"),
        (["soon"], "not a number"),
        ([1j], "not a number"),
    ],
)
def test_what_is_no_point_is_refused(dated, asked, points, word):
    ask = dated.predict if asked == "predict" else dated.network.forward
    with pytest.raises(SettingError, match=word):
        ask(points)


def test_dates_are_refused_where_x_is_no_time():
    plain = fit(Signal(np.arange(30.0), Y), Architecture("relu", 2), lam_ratio=0.1)
    for ask in (plain.predict, plain.network.forward):
        for dates in (DAYS, [dt.date(2021, 3, 1)]):
            with pytest.raises(SettingError, match="x is no time"):
                ask(dates)


def test_a_missing_point_has_no_value(dated):
    assert np.isnan(dated.predict([np.nan, 18690.0])).tolist() == [True, False]


def test_whole_numbers_that_would_change_are_refused():
    ticks = 1700000000000000001 + np.arange(3)
    for values in (ticks, ticks.tolist(), ticks.astype(np.uint64), [2**70 + 1, 0, 1]):
        with pytest.raises(SignalError, match="more digits"):
            Signal(values, [1.0, 2.0, 3.0])
        with pytest.raises(SignalError, match="y holds"):
            Signal([1.0, 2.0, 3.0], values)
    exact = (2**53 + 2 * np.arange(3)).tolist()
    assert [int(v) for v in Signal(exact, [1.0, 2.0, 3.0]).x] == exact


def test_times_within_a_second_print_apart():
    for step, unit in ((250, "ms"), (10, "ms"), (20, "us")):
        x = np.datetime64("2024-05-01T10:00:00", unit) + step * np.arange(9)
        signal = Signal(x, np.arange(9.0))
        write = position_words(signal)
        words = [write(t) for t in signal.x]
        assert len(set(words)) == 9 and words[0] == "2024-05-01T10:00:00"
        assert [np.datetime64(word, unit) for word in words] == list(x)
    assert date_words(0.5) == "1970-01-01T12:00:00"


def test_estimators_refuse_dates():
    for model in (MirrorRegressor(), MirrorClassifier(), MirrorRegressorCV()):
        with pytest.raises(ValueError, match="X holds dates"):
            model.fit(DAYS[:, None], Y > 5)
    fitted = MirrorRegressor().fit(np.arange(30.0)[:, None], Y)
    with pytest.raises(ValueError, match="X holds dates"):
        fitted.predict(DAYS[:, None])
