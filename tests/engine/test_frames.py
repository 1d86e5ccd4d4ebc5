"""pandas in and out, and a fit as sound."""

from __future__ import annotations

import io
import sys

import numpy as np
import pytest
from scipy.io import wavfile

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SettingError, SignalError, SizeError
from mirrors_engine.export import exporter
from mirrors_engine.export import wav as wav_module

pandas = pytest.importorskip("pandas")
V = [1.0, 3.0, 2.0, 5.0, 4.0]
DAYS = np.datetime64("2026-01-01") + np.arange(5)


def test_a_series_keeps_index_and_name():
    signal = Signal.from_pandas(pandas.Series(V, index=[0.5, 1, 2, 4, 8], name="flow"))
    assert (signal.x_name, signal.y_name, signal.name) == ("index", "flow", "flow")
    assert signal.x.tolist() == [0.5, 1, 2, 4, 8] and signal.y.tolist() == V
    counted = Signal.from_pandas(pandas.Series(V))
    assert counted.x.tolist() == [0, 1, 2, 3, 4] and counted.x_name == "row"
    years = pandas.RangeIndex(1990, 1995, name="year")
    for index in (years, years.rename(None)):
        assert Signal.from_pandas(pandas.Series(V, index=index)).x[0] == 1990
    assert Signal.from_pandas(pandas.Series(V, index=years)).x_name == "year"


def test_numbers_of_rows_that_a_filter_left_are_not_x():
    frame = pandas.DataFrame({"t": [0.5, 1, 2, 4, 8], "v": V})
    left = Signal.from_pandas(frame[frame["v"] > 2.5])
    assert (left.x_name, left.y_name, left.x.tolist()) == ("t", "v", [1, 4, 8])
    one = Signal.from_pandas(frame[frame["v"] > 2.5][["v"]])
    assert (one.x_name, one.y_name, one.x.tolist()) == ("index", "v", [1, 3, 4])
    named = Signal.from_pandas(frame.rename_axis("run"))
    assert (named.x_name, named.y_name) == ("run", "t")
    periods = pandas.period_range("2026-01", periods=5, freq="M")
    dated = pandas.DataFrame({"month": periods, "v": pandas.array(V, dtype="Float64")})
    assert Signal.from_pandas(dated.iloc[[1, 3, 4]]).x_name == "month"


@pytest.mark.parametrize(
    ("index", "first"),
    [
        (pandas.date_range("2026-01-01", periods=5, name="day"), "2026-01-01"),
        (pandas.period_range("2026-01", periods=5, freq="M", name="day"), "2026-01-01"),
        (
            pandas.date_range("2026-01-01", periods=5, tz="Europe/Berlin", name="day"),
            "2025-12-31T23:00",
        ),
    ],
)
def test_times_of_every_kind(index, first):
    signal = Signal.from_pandas(pandas.DataFrame({"a": V, "b": V[::-1]}, index=index))
    assert signal.x_is_time and signal.x_name == "day" and signal.y_name == "a"
    expected = (np.datetime64(first, "us") - np.datetime64(0, "us")) / np.timedelta64(1, "D")
    assert signal.x[0] == expected
    column = pandas.DataFrame({"when": index, "v": V})
    assert Signal.from_pandas(column).x[0] == expected
    assert Signal.from_pandas(column, "when", "v").x_is_time


def test_columns_of_a_frame():
    frame = pandas.DataFrame(
        {
            "t": pandas.array([1, 2, None, 4, 5], dtype="Int64"),
            "v": V,
            "w": [1, 2, 1, 2, 1],
            "name": list("abcde"),
            "code": [-9999.0] * 5,
        }
    )
    signal = Signal.from_pandas(frame, "t", "v", "w")
    assert signal.x.tolist() == [1, 2, 4, 5] and signal.weights.tolist() == [1, 2, 2, 1]
    assert "1 row dropped: x is missing (line 3)." in signal.cleaning.sentences()
    assert Signal.from_pandas(frame, "t", "code").y.tolist() == [-9999.0] * 4
    with pytest.raises(SignalError, match="column name holds text"):
        Signal.from_pandas(frame, "t", "name")
    with pytest.raises(SignalError, match="several levels"):
        Signal.from_pandas(frame.set_index(["t", "v"]))
    with pytest.raises(SignalError, match="no Series or DataFrame"):
        Signal.from_pandas([1, 2])
    wide = pandas.DataFrame({"id": [2**53 + 1, 2**53 + 2], "v": [1.0, 2.0]})
    with pytest.raises(SignalError, match="more digits"):
        Signal.from_pandas(wide, "id", "v")


def test_a_result_is_a_frame(monkeypatch):
    signal = Signal(DAYS, V, x_name="day", y_name="fitted")
    result = fit(signal, Architecture("relu", 2), lam_ratio=0.1)
    frame = result.to_frame()
    assert frame.index.name == "day"
    assert list(frame.columns) == ["fitted", "weight", "fitted (2)", "residual"]
    assert (frame.index.to_numpy() == DAYS).all()
    np.testing.assert_array_equal(frame["fitted (2)"], result.fitted)
    np.testing.assert_array_equal(frame["residual"], result.residuals)
    again = Signal.from_pandas(frame)
    assert again.x.tolist() == signal.x.tolist() and again.y.tolist() == V
    plane = Signal(np.random.default_rng(0).normal(size=(9, 2)), np.arange(9.0))
    both = fit(plane, Architecture("relu", 2, inputs="plane"), lam_ratio=0.1).to_frame()
    assert list(both.columns)[:3] == ["x1", "x2", "y"]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SettingError, match=r"install mirrors\[pandas\]"):
        result.to_frame()


def test_a_fit_is_heard_at_the_rate_of_the_recording(monkeypatch):
    t = np.arange(400) / 8000
    result = fit(Signal(t, np.sin(900 * t) / 2), Architecture("relu", 2), lam_ratio=0.01)
    rate, sound = wavfile.read(io.BytesIO(exporter("wav")(result)))
    assert rate == 8000 and sound.dtype == np.float32
    np.testing.assert_allclose(sound, result.fitted, atol=1e-6)
    gaps = Signal(np.delete(t, [5, 6, 7]), np.delete(np.sin(900 * t), [5, 6, 7]) * 3)
    result = fit(gaps, Architecture("relu", 2), lam_ratio=0.01)
    rate, sound = wavfile.read(io.BytesIO(exporter("wav")(result)))
    assert len(sound) == 400 and float(np.abs(sound).max()) == 1.0
    expected = result.predict(t)
    np.testing.assert_allclose(sound, expected / np.abs(expected).max(), atol=1e-6)
    yearly = fit(Signal(np.arange(50.0), np.arange(50) % 7), Architecture("relu", 2), lam_ratio=0.1)
    rate, sound = wavfile.read(io.BytesIO(exporter("wav")(yearly)))
    assert rate == 44100 and len(sound) == 50
    monkeypatch.setattr(wav_module, "LONGEST", 10)
    with pytest.raises(SizeError, match="too long"):
        exporter("wav")(yearly)
