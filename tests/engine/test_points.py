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
from mirrors_engine.cli import main
from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.signals.positions import date_words, position_words

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
    for ask in (dated.predict, dated.network.forward):
        assert np.isnan(ask([np.nan, 18690.0])).tolist() == [True, False]
        assert np.isnan(ask(np.nan)) and np.isfinite(ask(18690.0))


@pytest.mark.parametrize("activation, inputs", [("relu", "plane"), ("sign", "additive")])
def test_a_point_with_a_missing_coordinate_has_no_value(activation, inputs):
    x = np.random.default_rng(1).normal(size=(12, 2))
    result = fit(Signal(x, x[:, 0]), Architecture(activation, 2, inputs=inputs), lam_ratio=0.1)
    points = np.array([[0.0, np.nan], [0.1, 0.2], [np.nan, 0.0]])
    for ask in (result.predict, result.network.forward):
        assert np.isnan(ask(points)).tolist() == [True, False, True]


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
    for step, unit in ((250, "ms"), (10, "ms"), (20, "us"), (1, "us")):
        x = np.datetime64("2024-05-01T10:00:00", unit) + step * np.arange(9)
        signal = Signal(x, np.arange(9.0))
        write = position_words(signal)
        words = [write(t) for t in signal.x]
        assert len(set(words)) == 9 and words[0] == "2024-05-01T10:00:00"
        assert [np.datetime64(word, unit) for word in words] == list(x)
    assert date_words(0.5) == "1970-01-01T12:00:00"


def test_times_near_1970_print_to_the_nanosecond():
    x = np.datetime64("1970-01-01T00:00:01", "ns") + 3 * np.arange(9)
    signal = Signal(x, np.arange(9.0))
    words = [position_words(signal)(t) for t in signal.x]
    assert [np.datetime64(word, "ns") for word in words] == list(x)


def test_whole_numbers_of_a_file_that_would_change_are_refused(tmp_path):
    file = tmp_path / "ticks.csv"
    ticks = [1700000000000000001 + k for k in range(5)]
    file.write_text("t,y,n\n" + "".join(f"{t},{k},{t}\n" for k, t in enumerate(ticks)))
    for x, y, weights in (("t", "y", None), ("y", "n", None), ("y", "y", "t"), (None, "t", None)):
        with pytest.raises(SignalError, match=r"line 2: column [tn] holds 1700000000000000001,"):
            Signal.from_csv(file, x, y, weights)
    assert Signal.from_csv(file, None, "y").y.tolist() == [0, 1, 2, 3, 4]  # not asked for
    exact = [2**53 + 2 * k for k in range(5)]
    file.write_text("t,y\n" + "".join(f"{t},{k}\n" for k, t in enumerate(exact)))
    assert [int(t) for t in Signal.from_csv(file, "t", "y").x] == exact
    for cell in (
        "9007199254740993",
        "9'007'199'254'740'993",
        "-9007199254740993",
        "$9007199254740993",
    ):
        file.write_text(f"t;y\n1;2\n2;3\n{cell};4\n")
        with pytest.raises(SignalError, match=r"line 4: column t holds .* more digits"):
            Signal.from_csv(file, "t", "y")


def test_command_line_refuses_dates_where_x_is_no_time(tmp_path, capsys):
    file = tmp_path / "plain.csv"
    file.write_text("x,y\n1,2\n2,3\n3,1\n")
    common = ["fit", str(file), "--x", "x", "--y", "y", "--lam-ratio", "0.5", "--at"]
    assert main([*common, "2020-01-01"]) == 2
    said = capsys.readouterr().err
    assert "'2020-01-01' is a date, but x is no time" in said and said.count("\n") == 1
    assert main([*common, "2.5"]) == 0
    capsys.readouterr()
    forecast = ["forecast", str(file), "--x", "x", "--y", "y", "--start", "1970-01-03"]
    assert main(forecast) == 2
    assert "--start '1970-01-03' is a date, but x is no time" in capsys.readouterr().err


def test_estimators_refuse_dates():
    for model in (MirrorRegressor(), MirrorClassifier(), MirrorRegressorCV()):
        with pytest.raises(ValueError, match="X holds dates"):
            model.fit(DAYS[:, None], Y > 5)
    fitted = MirrorRegressor().fit(np.arange(30.0)[:, None], Y)
    with pytest.raises(ValueError, match="X holds dates"):
        fitted.predict(DAYS[:, None])
