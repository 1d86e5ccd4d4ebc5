"""Relaxed and segmented fits leave in every form that says which model it is."""

from __future__ import annotations

import csv
import json
import re

import numpy as np
import pytest
from test_export_runtimes import CC, Tensor, compiled, session_of, torch_of_numpy, value_of_formula

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.commands import export as command
from mirrors_engine.errors import SettingError
from mirrors_engine.export import exporter
from mirrors_engine.export.model import MODELS
from mirrors_engine.export.registry import EXPORTERS, ExportSettings
from mirrors_engine.refits import relax, segment
from mirrors_engine.resources import resource_path
from mirrors_engine.signals import sample

X = np.linspace(-2, 5, 40)
Y = np.abs(X - 0.7) - 0.5 * np.maximum(X - 3, 0) + 0.05 * np.cos(40 * X)
LINES = fit(Signal(X, Y), Architecture("abs", 3), kinks=3)
STEPS = fit(Signal(X, np.round(Y)), Architecture("sign", 2), kinks=3)
CASES = [(LINES, "relaxed"), (LINES, "segmented"), (STEPS, "relaxed")]
T = np.concatenate((X, [-9.0, 0.123, 9.0]))


def least_squares(result, model):
    """Values at T of the best function with the kinks of this model, by numpy alone."""
    refit = relax(result) if model == "relaxed" else segment(result)
    kinks = [k.value for k in refit.kinks]

    def columns(t):
        if result.architecture.step:
            return np.column_stack([np.ones_like(t), *((t >= k) * 1.0 for k in kinks)])
        return np.column_stack([np.ones_like(t), t, *(np.maximum(t - k, 0) for k in kinks)])

    b, *_ = np.linalg.lstsq(columns(result.signal.x), result.signal.y, rcond=None)
    return columns(T) @ b


def exported(name, result, model):
    return exporter(name)(result, ExportSettings(20, model=model))


@pytest.mark.parametrize(("result", "model"), CASES)
def test_programs_compute_the_refit(result, model, tmp_path, monkeypatch):
    right = least_squares(result, model)
    if CC is not None:
        f = compiled(exported("c", result, model), tmp_path)
        np.testing.assert_allclose([f(t) for t in T], right, atol=1e-9)
    module: dict = {}
    exec(exported("python", result, model), module)
    np.testing.assert_allclose(module["network"](T), right, atol=1e-9)
    (f,) = session_of(exported("onnx", result, model)).run(["f"], {"x": T[:, None]})
    np.testing.assert_allclose(f[:, 0], right, atol=1e-9)
    monkeypatch.setitem(__import__("sys").modules, "torch", torch_of_numpy())
    exec(exported("torch", result, model), module)
    np.testing.assert_allclose(module["Network"]()(T.view(Tensor)), right, atol=1e-9)
    formula = exported("excel", result, model)
    for k in (0, 17, -1):
        assert value_of_formula(formula, A1=T[k]) == pytest.approx(right[k], abs=1e-9)
    rows = re.findall(r"^ +(\S+), (\S+), (\S+)$", exported("matlab", result, model), re.M)
    starts = [float(row[0]) for row in rows]
    for t, value in zip(T, right, strict=True):
        at, v, slope = map(float, rows[max(0, sum(t >= s for s in starts[1:]))])
        assert v + slope * (t - at) == pytest.approx(value, abs=1e-9)
    curve = list(csv.DictReader(exported("curve", result, model).splitlines()))
    at = np.array([float(row["x"]) for row in curve])
    values = np.interp(X, at, [float(row["fit"]) for row in curve])
    np.testing.assert_allclose(values, right[:40], atol=1e-9)


@pytest.mark.parametrize(("result", "model"), CASES)
@pytest.mark.parametrize("name", ["c", "excel", "matlab", "python", "torch", "latex", "pieces"])
def test_every_text_says_which_model_it_is(name, result, model):
    text = exported(name, result, model)
    assert f"{model} fit, not certified" in text or f"{model}, not certified" in text
    if name not in ("pieces", "excel"):  # a formula has room for 255 characters
        assert "certified optimal" not in text and "RMSE" in text
        assert ("local optimum" in text) == (model == "segmented")


def test_the_table_of_pieces_has_errors_and_intervals():
    moved = segment(LINES)
    rows = list(csv.DictReader(exported("pieces", LINES, "segmented").splitlines()))
    assert len(rows) == len(moved.slopes) == len(moved.kinks) + 1
    for row, slope, kink in zip(rows[1:], moved.slopes[1:], moved.kinks, strict=True):
        assert float(row["start"]) == kink.value
        assert float(row["start_error"]) == kink.standard_error > 0
        assert float(row["start_low_95"]) == kink.low < kink.value < float(row["start_high_95"])
        assert float(row["slope_low_95"]) == slope.low < slope.value < float(row["slope_high_95"])
    assert rows[0]["start"] == rows[0]["start_error"] == ""
    relaxed = list(csv.DictReader(exported("pieces", LINES, "relaxed").splitlines()))
    assert all(row["start_error"] == "" and float(row["slope_error"]) > 0 for row in relaxed)
    steps = list(csv.DictReader(exported("pieces", STEPS, "relaxed").splitlines()))
    assert all(float(row["value_error"]) > 0 for row in steps)


def test_dates_of_a_moved_kink_and_its_interval():
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-03-01"))
    y = np.abs(np.arange(60) - 30.4) + 0.3 * np.cos(np.arange(60.0))
    result = fit(Signal(days, y), Architecture("relu", 2), kinks=1)
    second = list(csv.DictReader(exported("pieces", result, "segmented").splitlines()))[1]
    low, at, high = (second[name] for name in ("start_low_95", "start", "start_high_95"))
    assert "2020-01-30" < low < at < high < "2020-02-01" and at.startswith("2020-01-31")


def test_json_holds_both_models():
    found = json.loads(exported("json", LINES, "segmented"))
    assert found["certified"] and not found["segmented"]["certified"]
    assert found["segmented"]["rmse"] < found["rmse"]
    assert "local optimum" in found["segmented"]["label"]


@pytest.mark.parametrize("name", [entry.name for entry in EXPORTERS if not entry.refits])
def test_what_is_proved_is_of_the_certified_fit_alone(name):
    with pytest.raises(SettingError, match="certified fit only, not of a relaxed one: choose"):
        exported(name, LINES, "relaxed")


def test_what_has_no_refit_is_refused():
    with pytest.raises(SettingError, match="piecewise constant"):
        exported("c", STEPS, "segmented")
    with pytest.raises(SettingError, match="no model 'other': choose lasso, relaxed"):
        exported("c", LINES, "other")
    assert command.MODELS == MODELS


def test_command_line(tmp_path, capsys):
    nile = sample("nile")
    file = tmp_path / "nile.csv"
    rows = zip(nile.x.tolist(), nile.y.tolist(), strict=True)
    file.write_text("year,flow\n" + "".join(f"{a!r},{b!r}\n" for a, b in rows))
    common = ("export", str(file), "--x", "year", "--kinks", "4", "--model", "segmented")
    assert main((*common, "--what", "pieces")) == 0
    text = capsys.readouterr().out
    assert text.count("\n") == 6 and "segmented, not certified" in text
    assert main((*common, "--what", "proof")) == 1
    assert "certified fit only" in capsys.readouterr().err


def test_overlays_are_for_the_page(tmp_path, capsys):
    nile = [
        str(resource_path("samples", "nile.csv")),
        "--x",
        "year",
        "--y",
        "flow",
        "--skip",
        "--kinks",
        "3",
    ]
    out = tmp_path / "page.html"
    extra = ["--what", "html", "--relaxed", "--bootstrap", "3", "--interval", "0.8", "--out"]
    assert main(["export", *nile, *extra, str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert (
        "relaxed fit at" in page and "80 % bootstrap band" in page and "segmented fit" not in page
    )
    assert main(["export", *nile, "--what", "c", "--segmented"]) == 1
    assert "--segmented is drawn on the web page only" in capsys.readouterr().err
