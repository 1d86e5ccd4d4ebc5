"""select, batch, export, fit that chooses λ: what is written, its order, and exit codes."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit, select, selection
from mirrors_engine.batch.batch import files_of
from mirrors_engine.cli import main
from mirrors_engine.commands import choice

RNG = np.random.default_rng(4)
X = np.sort(RNG.uniform(0, 10, 24))
Y = np.abs(X - 4) + 0.3 * RNG.standard_normal(24)
ABS2 = ("--activation", "abs")


@pytest.fixture
def table(tmp_path) -> str:
    path = tmp_path / "data.csv"
    rows = [f"{x!r},{y!r},n,{-y!r}" for x, y in zip(X.tolist(), Y.tolist(), strict=True)]
    path.write_text("\n".join(("t,level,note,=b", *rows)) + "\n")
    return str(path)


def run(capsys, *arguments: str, code: int = 0) -> tuple[str, str]:
    assert main(arguments) == code
    return capsys.readouterr()


@pytest.mark.parametrize("splits", ["blocked", "rolling", "random"])
def test_select_is_select(table, capsys, splits):
    out, err = run(
        capsys, "select", table, "--x", "t", *ABS2, "--splits", splits, "--folds", "3", "--n", "9",
        "--rule", "min", "--json",
    )  # fmt: skip
    got = json.loads(out)
    found = select(Signal(X, Y), Architecture("abs", 2), splits=splits, folds=3, n=9)
    assert err.strip() == found.edge_words("min")
    assert got["lam"] == found.lam("min")
    assert got["scores"] == found.scores.tolist()
    assert got["certified"] is True
    for rule in ("min", "1se", "aic", "aicc", "bic"):
        assert got["picks"][rule]["lam"] == found.lam(rule)


def test_select_in_words_and_to_a_file(table, tmp_path, capsys):
    common = ("select", table, "--x", "t", *ABS2, "--n", "6", "--folds", "3")
    out, _ = run(capsys, *common)
    first, *lines = out.splitlines()
    assert "all certified" in first and "24 fits" in first
    assert lines[0].startswith("  1se")
    assert sorted(line.split()[0] for line in lines) == sorted(("1se", "min", "aic", "aicc", "bic"))
    file = tmp_path / "scores.json"
    out, _ = run(capsys, *common, "--json", str(file))
    assert out == ""
    assert json.loads(file.read_text())["solves"] == 24


def test_select_refuses_in_one_line(table, capsys):
    _, err = run(capsys, "select", table, "--x", "t", "--folds", "30", code=1)
    assert err.count("\n") == 1
    assert "24" in err
    for settings in (("--splits", "random", "--seed", "-1"), ("--n", "10000000000")):
        _, err = run(capsys, "select", table, "--x", "t", *settings, code=1)
        assert err.count("\n") == 1


@pytest.mark.parametrize("rule", ["bic", "1se"])
def test_fit_can_choose(table, capsys, rule):
    out, _ = run(capsys, "fit", table, "--x", "t", *ABS2, "--select", rule, "--json", "-")
    found = select(Signal(X, Y), Architecture("abs", 2))
    assert json.loads(out)["lam"] == found.lam(rule)


def test_fit_takes_one_way_of_saying_lambda(table, capsys):
    for arguments in ((), ("--lam", "1", "--select", "bic")):
        with pytest.raises(SystemExit) as stop:
            main(["fit", table, *arguments])
        assert stop.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize("what", ["features", "curve", "network", "python", "json"])
def test_export_writes_the_fit(table, tmp_path, capsys, what):
    common = ("export", table, "--x", "t", *ABS2, "--lam-ratio", "0.1", "--what", what)
    out, err = run(capsys, *common)
    assert err == ""
    file = tmp_path / "out"
    file.write_text("old")
    assert run(capsys, *common, "--out", str(file)) == ("", "")
    result = fit(Signal(X, Y), Architecture("abs", 2), lam_ratio=0.1)
    if what == "python":
        module: dict = {}
        exec(file.read_text(encoding="utf-8"), module)
        np.testing.assert_allclose(module["network"](X), result.fitted, atol=1e-9)
    elif what in ("network", "json"):
        got = json.loads(file.read_text(encoding="utf-8"))
        assert got["objective"] == result.objective
        assert got["intercept"] == result.intercept
    else:
        assert file.read_text(encoding="utf-8") == out
        lines = list(csv.DictReader(io.StringIO(out)))
        key, value = ("kind", "weight") if what == "features" else ("t", "fit")
        got = {line[key]: float(line[value]) for line in lines}
        if what == "features":
            assert got["intercept"] == result.intercept
        else:
            assert [got[repr(x)] for x in X.tolist()] == result.predict(X).tolist()
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_export_to_a_place_that_does_not_exist(table, tmp_path, capsys):
    _, err = run(
        capsys, "export", table, "--x", "t", "--lam", "1", "--what", "curve",
        "--out", str(tmp_path / "no" / "out.csv"), code=1,
    )  # fmt: skip
    assert err.count("\n") == 1


def test_batch_goes_on_after_a_failure(table, tmp_path, capsys):
    (tmp_path / "bad.csv").write_text("a,b\n1,x\n2,y\n")
    (tmp_path / "empty.csv").write_text("")
    pattern = str(tmp_path / "*.csv")
    common = ("batch", pattern, str(tmp_path / "gone.csv"), "--x", "0", *ABS2, "--lam-ratio", "0.2")
    out, err = run(capsys, *common, code=1)
    lines = list(csv.DictReader(io.StringIO(out)))
    names = [line["file"].rsplit("/", 1)[-1] for line in lines]
    assert names == ["bad.csv", "data.csv", "empty.csv", "gone.csv"]
    result = fit(Signal(X, Y), Architecture("abs", 2), lam_ratio=0.2)
    for name, line in zip(names, lines, strict=True):
        if name == "data.csv":
            assert line["error"] == ""
            assert float(line["objective"]) == result.objective
            assert int(line["features"]) == len(result.weights)
            assert line["certified"] == "1"
            assert line["y"] == "level"
        else:
            assert line["error"].endswith(".") and "\n" not in line["error"]
            assert line["objective"] == ""
    assert err.splitlines()[-1] == "1 of 4 fitted, 3 failed."
    assert [part.split("]")[0] for part in err.splitlines()[:4]] == [
        f"[{k}/4" for k in (1, 2, 3, 4)
    ]
    again, _ = run(capsys, *common, code=1)
    seconds = len(lines[0]) - 1
    assert [r.split(",")[:seconds] for r in again.splitlines()] == [
        r.split(",")[:seconds] for r in out.splitlines()
    ]


def test_batch_over_every_column_as_json(table, tmp_path, capsys):
    file = tmp_path / "lines.json"
    out, err = run(
        capsys, "batch", table, "--x", "t", "--every-column", *ABS2, "--select", "bic",
        "--format", "json", "--out", str(file),
    )  # fmt: skip
    assert out == ""
    assert err.splitlines()[-1] == "2 of 2 fitted."
    lines = json.loads(file.read_text())
    assert [line["y"] for line in lines] == ["level", "=b"]
    found = select(Signal(X, Y), Architecture("abs", 2), splits=None)
    assert lines[0]["lam"] == found.lam("bic")
    assert lines[1]["objective"] == pytest.approx(lines[0]["objective"], rel=1e-9)
    out, _ = run(capsys, "batch", table, "--x", "t", "--y", "=b", "--lam", "1")
    assert ",'=b," in out.splitlines()[1]


def test_batch_cannot_mean_one_column_and_every_one(table, capsys):
    _, err = run(capsys, "batch", table, "--y", "1", "--every-column", "--lam", "1", code=1)
    assert "--every-column" in err


def test_the_options_are_the_engine_s():
    """Listed twice, so that `--help` need not load the engine."""
    assert choice.RULES == selection.RULES
    assert set(choice.SPLITS) == set(selection.SPLITS)


def test_files_of_patterns(tmp_path):
    for name in ("b.csv", "a.csv", "a[1].csv"):
        (tmp_path / name).write_text("1\n")
    names = [str(tmp_path / name) for name in ("a.csv", "a[1].csv", "b.csv")]
    assert files_of([str(tmp_path / "*.csv")]) == tuple(names)
    assert files_of([names[2], str(tmp_path / "*.csv")]) == (names[2], *names[:2])
    assert files_of([names[1]]) == (names[1],)  # a name, though it looks like a pattern
    assert files_of([str(tmp_path / "c*")]) == (str(tmp_path / "c*"),)


def test_a_choice_at_the_edge_of_its_grid_is_said(table, capsys):
    common = (table, "--x", "t", *ABS2, "--folds", "3")
    _, err = run(capsys, "select", *common, "--n", "4", "--min-ratio", "0.5", "--rule", "min")
    assert "smallest λ that was tried" in err and "smaller ones" in err
    _, err = run(capsys, "select", *common, "--n", "30", "--min-ratio", "1e-3", "--rule", "min")
    assert err == ""
    noise = np.tile([1.0, -1.0], 12)
    none = select(Signal(X, noise), Architecture("abs", 2), folds=4, n=12)
    assert none.pick("bic") == 0 and "no network better than none" in none.edge_words("bic")
    given = select(Signal(X, noise), Architecture("abs", 2), folds=4, lams=[1e-3, 2e-3, 3e-3])
    assert given.pick("min") == 0 and "largest λ that was tried" in given.edge_words("min")
    assert given.to_dict()["picks"]["min"]["warning"] == given.edge_words("min")
