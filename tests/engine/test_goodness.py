"""RMSE and R² of a result: of all rows, as scikit-learn's metrics count them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, mean_squared_error, r2_score

from mirrors_engine import Architecture, MirrorRegressor, Signal, fit
from mirrors_engine.cli import main
from tests.engine.loss_cases import LOSSES, named, rows

NET = Architecture("relu", 2)


@pytest.mark.parametrize("options", [{"loss": "squared"}, *LOSSES], ids=named)
def test_the_rows_count_each_with_their_own_y_and_weight(options):
    for seed in range(3):
        x, y, w = rows(seed, options["loss"])
        signal = Signal(x, y, w)
        assert len(signal) < len(y)  # several rows of one x
        result = fit(signal, NET, lam_ratio=0.1, **options)
        f = result.predict(x)
        if options["loss"] == "logistic":
            f, y = 1 / (1 + np.exp(-f)), 0.5 * (1 + y)
            brier = brier_score_loss(y, f, sample_weight=w)
            assert result.rmse == pytest.approx(np.sqrt(brier), rel=1e-12)
        error = np.sqrt(np.sum(w * (y - f) ** 2) / np.sum(w))
        mean = np.sum(w * y) / np.sum(w)
        assert result.rmse == pytest.approx(error, rel=1e-12)
        assert result.rmse**2 == pytest.approx(mean_squared_error(y, f, sample_weight=w))
        share = 1 - np.sum(w * (y - f) ** 2) / np.sum(w * (y - mean) ** 2)
        assert result.r2 == pytest.approx(share, abs=1e-12)
        assert result.r2 == pytest.approx(r2_score(y, f, sample_weight=w), abs=1e-12)


def test_the_squared_loss_is_half_the_squares():
    x, y, w = rows(7, "squared")
    result = fit(Signal(x, y, w), NET, lam_ratio=0.05)
    loss = result.objective - result.lam * np.abs(result.weights).sum()
    assert 0.5 * result.rmse**2 * w.sum() == pytest.approx(loss, rel=1e-12)


def test_at_lambda_max_the_mean_explains_nothing():
    x, y, w = rows(1, "squared")
    result = fit(Signal(x, y, w), NET, lam_ratio=1.0)
    mean = np.sum(w * y) / np.sum(w)
    assert result.r2 == pytest.approx(0.0, abs=1e-14)
    assert result.rmse == pytest.approx(np.sqrt(np.sum(w * (y - mean) ** 2) / np.sum(w)))


@pytest.mark.parametrize("loss", ["squared", "huber", "quantile"])
def test_a_constant_that_is_met_is_explained(loss):
    result = fit(Signal([0, 1, 1, 2], [0.1] * 4, [1, 2, 3, 0.3]), NET, lam_ratio=0.1, loss=loss)
    assert (result.rmse, result.r2) == (0.0, 1.0)  # as r2_score has it
    assert fit(Signal([3.0], [7.3]), NET, lam_ratio=0.1).r2 == 1.0


def test_a_function_through_every_sample_leaves_only_what_rows_differ_by():
    signal = Signal([0, 1, 1, 2], [0, 1, 3, 1])
    result = fit(signal, NET, lam=0.0)
    assert result.rmse == pytest.approx(np.sqrt(2 / 4))
    assert result.r2 == pytest.approx(1 - 2 / 4.75)


@pytest.mark.parametrize("unit", [1e-150, 1e-90, 1e90])
def test_units_leave_the_share_alone(unit):
    x = np.arange(12.0)
    y = np.sin(x)
    one, other = (fit(Signal(x, y * u), NET, lam_ratio=0.1) for u in (1.0, unit))
    assert other.r2 == pytest.approx(one.r2, rel=1e-9)
    assert other.rmse / unit == pytest.approx(one.rmse, rel=1e-9)


def test_an_offset_costs_no_more_digits_than_y_lost():
    x = np.arange(40.0)
    y = 1e8 + np.sin(x)
    one, other = (fit(Signal(x, v), NET, lam_ratio=0.1) for v in (np.sin(x), y))
    assert other.r2 == pytest.approx(one.r2, abs=1e-6)


def test_every_command_says_them(tmp_path, capsys):
    x, y, w = rows(3, "squared")
    file = tmp_path / "data.csv"
    lines = [",".join(map(repr, map(float, row))) for row in zip(x, y, w, strict=True)]
    file.write_text("\n".join(["x,y,w", *lines]) + "\n")
    chosen = [str(file), "--x", "x", "--y", "y", "--weights", "w"]
    result = fit(Signal(x, y, w), NET, lam_ratio=0.1)

    assert main(["fit", *chosen, "--lam-ratio", "0.1", "--json", "-"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["rmse"] == pytest.approx(result.rmse) and got["r2"] == pytest.approx(result.r2)

    assert main(["fit", *chosen, "--lam-ratio", "0.1"]) == 0
    assert f"RMSE {result.rmse:.6g}, R2 {result.r2:.4g}" in capsys.readouterr().out

    out = ["--format", "json"]
    assert main(["batch", *chosen, "--lam-ratio", "0.1", *out]) == 0
    line = json.loads(capsys.readouterr().out)[0]
    assert line["degrees_of_freedom"] == result.degrees_of_freedom
    assert line["rmse"] == pytest.approx(result.rmse) and line["r2"] == pytest.approx(result.r2)

    assert main(["path", *chosen, "--n", "3", "--min-ratio", "0.1"]) == 0
    head, *_, last = capsys.readouterr().out.splitlines()
    said = dict(zip(head.split(","), last.split(","), strict=True))
    assert float(said["rmse"]) == pytest.approx(result.rmse)
    assert float(said["r2"]) == pytest.approx(result.r2)
    assert int(said["degrees_of_freedom"]) == result.degrees_of_freedom


def test_the_estimator_scores_what_the_result_says():
    x, y, w = rows(5, "squared")
    model = MirrorRegressor(lam_ratio=0.1).fit(x[:, None], y, sample_weight=w)
    assert model.score(x[:, None], y, sample_weight=w) == pytest.approx(model.result_.r2)
