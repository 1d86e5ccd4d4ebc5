"""Other losses as they are asked for: by the command line and the regressor; refused, cancelled."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from loss_cases import LOSSES, named, rows

from mirrors_engine import Architecture, MirrorRegressor, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"loss": "huber", "delta": 0.0}, "above 0"),
        ({"loss": "huber", "delta": float("nan")}, "above 0"),
        ({"loss": "quantile", "quantile": 1.0}, "between 0 and 1"),
        ({"loss": "quantile", "quantile": "a"}, "not a number"),
        ({"loss": "absolute"}, "choose one of squared, huber, quantile, logistic"),
        ({"loss": "quantile", "solver": "coordinate_descent"}, "use solver auto"),
    ],
)
def test_settings_out_of_range_are_refused(options, words):
    signal = Signal(np.arange(5.0), [0.0, 1.0, 0.0, 2.0, 1.0])
    with pytest.raises(SettingError, match=words):
        fit(signal, Architecture("relu"), 0.01, **options)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([1.0, 1.0, 1.0], "both classes"),
        ([0.0, 1.0, 0.0], "write 0 as -1 and 1 as 1"),
        ([1.0, 2.0, 3.0], "make two classes"),
        ([0.0, 0.0, 0.0], "one class as -1"),
    ],
)
def test_labels_that_are_none_are_refused_in_one_sentence(labels, words):
    with pytest.raises(SettingError, match=words):
        fit(Signal(np.arange(3.0), labels), Architecture("relu"), 0.1, loss="logistic")


def test_more_outliers_than_memory_are_refused(monkeypatch):
    from mirrors_engine.errors import SizeError
    from mirrors_engine.solvers.losses import outliers

    monkeypatch.setattr(outliers, "MEMORY_LIMIT", 8 * 40 * 20)
    signal = Signal(np.arange(40.0), np.random.default_rng(0).standard_normal(40))
    with pytest.raises(SizeError, match="raise delta"):
        fit(signal, Architecture("relu"), lam_ratio=0.1, loss="huber", delta=0.01)


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_cancelled_from_within(options):
    x, y, w = rows(5, options["loss"], 40, places=40)
    looks = 0

    def monitor(progress) -> None:
        nonlocal looks
        looks += 1
        if looks == 4:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        fit(Signal(x, y, w), Architecture("abs", 3), lam_ratio=0.01, monitor=monitor, **options)


def test_the_command_line(tmp_path, capsys):
    x, y, _ = rows(1, "huber", 20)
    table = tmp_path / "rows.csv"
    table.write_text(
        "x,y\n" + "\n".join(f"{a},{b}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    )
    common = [str(table), "--x", "x", "--y", "y", "--activation", "abs", "--layers", "3"]
    for options in LOSSES[:4]:
        words = [part for name, v in options.items() for part in (f"--{name}", str(v))]
        assert main(["fit", *common, "--lam", "0.7", *words, "--json", "-"]) == 0
        found = json.loads(capsys.readouterr().out)
        direct = fit(Signal(x, y), Architecture("abs", 3), 0.7, **options)
        assert found["objective"] == pytest.approx(direct.objective, rel=1e-12)
        assert found["loss"] == options["loss"]
        assert found["loss_options"] == {k: v for k, v in options.items() if k != "loss"}
    assert main(["path", *common, "--loss", "quantile", "--quantile", "0.9", "--n", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4 and all(line.split(",")[7] == "1" for line in lines[1:])
    assert main(["fit", *common, "--lam", "1", "--loss", "logistic"]) == 1
    assert "labels -1 and 1" in capsys.readouterr().err
    assert main(["fit", *common, "--lam", "1", "--loss", "quantile", "--quantile", "7"]) == 1
    assert "between 0 and 1" in capsys.readouterr().err


def test_the_regressor_passes_its_loss_on():
    x, y, w = rows(8, "huber", 20)
    for options in LOSSES[:4]:
        model = MirrorRegressor("abs", 3, lam=0.5, **options).fit(x[:, None], y, w)
        direct = fit(Signal(x, y, w), Architecture("abs", 3), 0.5, **options)
        np.testing.assert_array_equal(model.result_.weights, direct.weights)
        assert dict(model.result_.loss_options) == dict(direct.loss_options)


def test_the_result_remembers_its_loss():
    x, y, w = rows(1, "huber")
    result = fit(Signal(x, y, w), Architecture("relu"), lam_ratio=0.1, loss="huber", delta=0.4)
    assert result.loss_options == {"delta": 0.4}
    other = replace(result, loss_options={"delta": 0.1})
    assert other.network.objective(result.signal, result.lam) < result.objective
