"""`forecast` of the command line: the contract of its JSON, its table, its refusals."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mirrors_engine import Architecture
from mirrors_engine.cli import main
from mirrors_engine.resources import resource_path
from mirrors_engine.series import forecast
from mirrors_engine.signals import sample

SUNSPOTS = str(resource_path("samples", "sunspots.csv"))
TBILL = str(resource_path("samples", "tbill.csv"))


def run(capsys, *arguments):
    assert main(["forecast", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_json_is_what_the_engine_finds(capsys):
    text = run(
        capsys,
        *(SUNSPOTS, "--x", "year", "--y", "sunspots", "--lags", "1,2", "--lam-ratio", "0.05"),
        *("--horizon", "5", "--period", "11", "--test", "60", "--json", "-"),
    )
    got = json.loads(text)
    found = forecast(
        sample("sunspots"),
        Architecture("relu", 2),
        lags=(1, 2),
        lam_ratio=0.05,
        horizon=5,
        period=11,
        test=60,
    )
    assert got["lags"] == [1, 2] and got["lam_chosen"] is False and got["certified"] is True
    assert got["fit"]["objective"] == found.result.objective and got["fit"]["gap"] <= 1e-9
    assert got["refit"]["n_samples"] > got["fit"]["n_samples"]
    assert [m["key"] for m in got["models"]] == ["convex", "linear", "seasonal", "last"]
    for model, entry in zip(got["models"], found.entries, strict=True):
        assert model["test"] == {
            "n": 60,
            "rmse": entry.test.rmse,
            "mae": entry.test.mae,
            "mase": entry.test.mase,
        }
        assert len(model["rmse_by_step"]) == 5
        assert model["validation"]["rmse"] == entry.validation.rmse
    assert [row["x"] for row in got["one_step"]] == list(range(1949, 2009))
    assert [row["convex"] for row in got["one_step"]] == found.entry("convex").one_step.tolist()
    assert [row["x"] for row in got["future"]] == [2009, 2010, 2011, 2012, 2013]
    assert got["future"][0]["last"] == 2.9
    assert [row["linear"] for row in got["rolled"]] == found.entry("linear").rolled.tolist()


def test_dates_go_on_by_the_calendar(tmp_path, capsys):
    out = tmp_path / "forecast.json"
    common = [TBILL, "--x", "quarter", "--y", "rate", "--target", "differences"]
    text = run(capsys, *common, "--start", "2005-01-01", "--horizon", "3", "--json", str(out))
    assert text == ""
    got = json.loads(out.read_text())
    assert got["lam_chosen"] is True and got["selection"]["certified"] is True
    assert got["test_from"]["date"] == "2005-01-01"
    assert [row["date"] for row in got["future"]] == ["2009-10-01", "2010-01-01", "2010-04-01"]


def test_the_table_compares(capsys):
    text = run(capsys, SUNSPOTS, "--x", "year", "--lam-ratio", "0.05", "--horizon", "2")
    lines = text.splitlines()
    assert any("certified" in line and "NOT" not in line for line in lines)
    for name in ("optimal network", "linear autoregression", "last value"):
        row = next(line for line in lines if line.startswith(name))
        assert len(row.removeprefix(name).split()) == 7
    assert [line.split()[0] for line in lines[-2:]] == ["2009", "2010"]


def test_ordinary_training_stands_beside(capsys):
    arguments = (SUNSPOTS, "--x", "year", "--lam-ratio", "0.05", "--train", "--json", "-")
    got = json.loads(run(capsys, *arguments))
    trained = next(m for m in got["models"] if m["key"] == "trained")
    assert trained["excess"] >= -1e-9 and trained["test"]["n"] == 62
    again = json.loads(run(capsys, *arguments))
    assert again["models"] == got["models"]
    sign = (SUNSPOTS, "--x", "year", "--lam-ratio", "0.05", "--train", "--activation", "sign")
    assert "Ordinary training is left out" in run(capsys, *sign)


def test_uneven_series_are_refused_and_may_be_taken_in_order(tmp_path, capsys):
    file = tmp_path / "uneven.csv"
    x = np.cumsum(np.random.default_rng(0).uniform(0.2, 2, 40))
    file.write_text("t,v\n" + "".join(f"{a!r},{float(np.sin(a))!r}\n" for a in x.tolist()))
    assert main(["forecast", str(file), "--x", "t", "--lam-ratio", "0.1"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "not evenly spaced" in err
    text = run(capsys, str(file), "--x", "t", "--lam-ratio", "0.1", "--spacing", "order")
    assert "consecutive" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lags", "0"),
        ("--lags", "400"),
        ("--test", "0"),
        ("--test", "308"),
        ("--start", "2020"),
        ("--horizon", "0"),
        ("--period", "-1"),
        ("--band", "0.9,0.1"),
        ("--lam-ratio", "-1"),
        ("--target", "returns"),
        ("--loss", "logistic"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_exits_with_one_sentence(capsys, arguments):
    assert main(["forecast", SUNSPOTS, "--x", "year", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("mirrors: ") and err.endswith(".\n") and err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--target", "squares"),
        ("--horizon", "two"),
        ("--lags", "1,x"),
        ("--lags", "1.5"),
        ("--band", "0.1"),
        ("--lam-ratio", "nan"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_two(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(["forecast", SUNSPOTS, *arguments])
    assert stop.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_start_that_cannot_be_read_is_wrong_usage(capsys):
    assert main(["forecast", SUNSPOTS, "--x", "year", "--start", "soon"]) == 2
    assert "--start 'soon' is neither" in capsys.readouterr().err


def test_a_band_is_written_with_its_certificates(capsys):
    common = (SUNSPOTS, "--x", "year", "--lam-ratio", "0.05", "--band", "0.1,0.9")
    got = json.loads(run(capsys, *common, "--json", "-"))
    band = got["band"]
    assert band["quantiles"] == [0.1, 0.9] and all(fit["certified"] for fit in band["fits"])
    inside = [
        row["low"] <= true["y"] <= row["high"]
        for row, true in zip(band["one_step"], got["one_step"], strict=True)
    ]
    assert band["coverage"] == pytest.approx(np.mean(inside))
    assert "of the test values" in run(capsys, *common)
