"""The command line keeps its contract: JSON keys, exit codes, one sentence on stderr."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import mirrors_engine
from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main

ROOT = Path(mirrors_engine.__file__).parent.parent
CONTRACT = {
    "objective",
    "dual_objective",
    "gap",
    "lam",
    "lam_max",
    "intercept",
    "n_samples",
    "dictionary_size",
    "seconds",
    "solver",
    "active",
    "fitted",
    "predictions",
}
X = np.array([3.0, 0.0, 1.0, 4.5, 6.0, 1.0])
Y = np.array([1.0, 2.0, -1.0, 0.5, 3.0, 0.0])


@pytest.fixture
def table(tmp_path) -> str:
    path = tmp_path / "data.csv"
    rows = [f"{x},{y},words,{k + 1}" for k, (x, y) in enumerate(zip(X, Y, strict=True))]
    path.write_text("\n".join(("t,level,note,w", *rows)) + "\n")
    return str(path)


def run_json(capsys, *arguments: str) -> dict:
    assert main([*arguments, "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out, parse_constant=lambda c: pytest.fail(f"{c} is no JSON"))


def test_json_contract(table, capsys):
    got = run_json(
        capsys,
        *("fit", table, "--x", "t", "--y", "level", "--activation", "abs", "--layers", "3"),
        *("--lam", "0.05", "--at=-1,2.5,7"),
    )
    assert got.keys() >= CONTRACT
    result = fit(Signal(X, Y), Architecture("abs", 3), 0.05)
    for key in ("objective", "dual_objective", "gap", "lam", "lam_max", "intercept", "solver"):
        assert got[key] == getattr(result, key)
    assert got["n_samples"] == 5
    assert got["dictionary_size"] == result.dictionary_size == 35
    assert got["seconds"] > 0
    assert len(got["active"]) == len(result.weights) > 0
    for entry, weight, feature in zip(got["active"], result.weights, result.features, strict=True):
        assert entry.keys() >= {"kind", "weight", "kinks", "parameters"}
        assert entry["weight"] == weight
        assert entry["kind"] == feature.kind
        assert entry["kinks"] == [k.position for k in feature.kinks]
        assert entry["parameters"] == dict(feature.parameters)
    assert [row["x"] for row in got["fitted"]] == [0.0, 1.0, 3.0, 4.5, 6.0]
    assert [row["y"] for row in got["fitted"]] == [2.0, -0.5, 1.0, 0.5, 3.0]
    assert [row["fit"] for row in got["fitted"]] == result.fitted.tolist()
    assert [row["x"] for row in got["predictions"]] == [-1.0, 2.5, 7.0]
    expected = result.predict(np.array([-1.0, 2.5, 7.0])).tolist()
    assert [row["fit"] for row in got["predictions"]] == expected


def test_columns_by_position_and_row_number(table, capsys):
    named = run_json(capsys, "fit", table, "--x", "t", "--y", "level", "--lam-ratio", "0.1")
    placed = run_json(capsys, "fit", table, "--x", "0", "--y", "1", "--lam-ratio", "0.1")
    assert placed["objective"] == named["objective"]
    assert placed["predictions"] == []
    counted = run_json(capsys, "fit", table, "--y", "level", "--lam-ratio", "0.1")
    assert [row["x"] for row in counted["fitted"]] == [0, 1, 2, 3, 4, 5]
    weighted = run_json(
        capsys, "fit", table, "--x", "t", "--y", "level", "--weights", "w", "--lam", "0.3"
    )
    direct = fit(Signal(X, Y, np.arange(1, 7)), Architecture("relu", 2), 0.3)
    assert weighted["objective"] == direct.objective


@pytest.mark.parametrize(
    "network",
    [
        ("--activation", "leaky", "--negative-slope", "0.3"),
        ("--activation", "piecewise", "--slopes=1,-0.5"),
        ("--activation", "piecewise", "--slopes=-1,0.5"),
        ("--activation", "relu", "--layers", "4"),
        ("--activation", "symmetrized", "--layers", "3"),
        ("--activation", "sign"),
        ("--activation", "threshold", "--solver", "active_set"),
    ],
    ids=" ".join,
)
def test_every_network(table, capsys, network):
    got = run_json(capsys, "fit", table, "--x", "t", "--y", "level", "--lam-ratio", "0.1", *network)
    assert got["gap"] <= 1e-9


@pytest.mark.parametrize("points", ["-1,2.5", "-1e0", "-3"])
def test_a_list_may_begin_with_a_minus(table, capsys, points):
    """`--at t1,t2,…` of the contract, with a first point below zero."""
    got = run_json(capsys, "fit", table, "--x", "t", "--y", "level", "--lam", "0.1", "--at", points)
    assert [row["x"] for row in got["predictions"]] == [float(p) for p in points.split(",")]


def test_json_file_and_plain_report(table, tmp_path, capsys):
    out = tmp_path / "result.json"
    common = ["fit", table, "--x", "t", "--y", "level", "--lam", "0.05", "--at", "2"]
    assert main([*common, "--json", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text()).keys() >= CONTRACT
    assert [p.name for p in tmp_path.glob(".*")] == []  # no temporary file left behind
    assert main(common) == 0
    text = capsys.readouterr().out
    assert "certified" in text
    assert "NOT" not in text
    assert "f(2) = " in text


def test_the_report_names_the_columns_it_took(table, capsys):
    assert main(["fit", table, "--x", "row", "--lam-ratio", "0.1"]) == 0
    assert "\nt against row.\n" in capsys.readouterr().out
    assert main(["fit", table, "--lam-ratio", "0.1"]) == 0
    said = capsys.readouterr()
    assert "\nlevel against t.\n" in said.out
    assert said.err == "x is t and y is level; --x and --y choose others.\n"
    assert main(["fit", table, "--x", "t", "--y", "level", "--lam-ratio", "0.1"]) == 0
    said = capsys.readouterr()
    assert "\nlevel against t.\n" in said.out
    assert said.err == ""


def test_a_table_may_come_from_standard_input(table, monkeypatch, capsys):
    content = Path(table).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert main(["fit", "-", "--x", "t", "--y", "level", "--lam-ratio", "0.1"]) == 0
    assert "\nlevel against t.\n" in capsys.readouterr().out


def test_reading_is_decided_by_options(tmp_path, capsys):
    file = tmp_path / "raw.csv"
    file.write_text("t,v\n0,1\n1,<2\n2,4\n3,-9999\n4,2\n5,1\n6,900\n", encoding="utf-8")
    common = ["fit", str(file), "--lam-ratio", "0.1", "--json", "-"]
    assert main(common) == 1
    said = capsys.readouterr().err
    assert "line 3: “<2” in column v cannot be read" in said
    assert "choose to leave out such rows by --drop-unreadable." in said
    assert main([*common, "--drop-unreadable", "--exclude", "8"]) == 0
    said = capsys.readouterr()
    assert [row["y"] for row in json.loads(said.out)["fitted"]] == [1, 4, 2, 1]
    assert "-9999 in column v was taken for missing in 1 row (line 5)." in said.err
    assert main([*common, "--drop-unreadable", "--missing", "900"]) == 0
    fitted = json.loads(capsys.readouterr().out)["fitted"]
    assert [row["y"] for row in fitted] == [1, 4, -9999, 2, 1]


def test_of_many_features_the_largest_are_printed(tmp_path, capsys):
    rng = np.random.default_rng(0)
    y = rng.standard_normal(300)
    file = tmp_path / "noise.csv"
    file.write_text("x,y\n" + "\n".join(f"{n},{v!r}" for n, v in enumerate(y.tolist())))
    arguments = ["fit", str(file), "--activation", "relu", "--layers", "2", "--lam-ratio", "1e-6"]
    assert main([*arguments, "--json", "-"]) == 0
    active = json.loads(capsys.readouterr().out)["active"]
    assert len(active) > 100
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line for line in lines if line.startswith("  ") and "relu" in line]
    largest = sorted(active, key=lambda f: -abs(f["weight"]))[:50]
    shown = [float(line.split()[0]) for line in listed]
    expected = [f["weight"] for f in active if f in largest]
    np.testing.assert_allclose(shown, expected, rtol=1e-5)
    share = sum(abs(f["weight"]) for f in largest) / sum(abs(f["weight"]) for f in active)
    rest = f"and {len(active) - 50} more: --json or export --what features has all."
    assert f"These are the 50 largest, with {100 * share:.3g} % of all weight; {rest}" in lines[-1]


def test_path_is_a_table(table, tmp_path, capsys):
    common = ["path", table, "--x", "t", "--y", "level", "--activation", "abs", "--layers", "3"]
    assert main([*common, "--n", "7", "--min-ratio", "1e-3"]) == 0
    out, said = capsys.readouterr()
    assert "Sampled at 7 values of λ; events between them are not listed." in said
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 7
    ratios = [float(row["lam_ratio"]) for row in rows]
    np.testing.assert_allclose(ratios, np.geomspace(1, 1e-3, 7), rtol=1e-12)
    assert all(float(row["gap"]) <= 1e-9 and row["certified"] == "1" for row in rows)
    norms = [float(row["norm"]) for row in rows]
    assert norms == sorted(norms)
    file = tmp_path / "path.csv"
    assert main([*common, "--n", "7", "--min-ratio", "1e-3", "--out", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert len(file.read_text().splitlines()) == 8


def bad_files(folder: Path) -> dict[str, str]:
    contents: dict[str, bytes] = {
        "empty.csv": b"",
        "blank.csv": b"\n\n  \n",
        "header.csv": b"a,b\n",
        "text.csv": b"a,b\n1,x\n2,y\n3,z\n",
        "nan.csv": b"a,b\n1,nan\n2,nan\n3,NaN\n",
        "binary.csv": bytes(range(256)) * 20,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: str(folder / name) for name in contents}


@pytest.mark.parametrize(
    "name",
    [
        "empty.csv",
        "blank.csv",
        "header.csv",
        "text.csv",
        "nan.csv",
        "binary.csv",
        "missing.csv",
        ".",
    ],
)
def test_unreadable_files_say_so_in_one_line(tmp_path, capsys, name):
    path = bad_files(tmp_path).get(name, str(tmp_path / name))
    assert main(["fit", path, "--x", "0", "--y", "1", "--lam", "1"]) == 1
    one_line(capsys)


def one_line(capsys) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("mirrors: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lam", "-1"),
        ("--lam", "5e-324"),
        ("--lam-ratio", "1e-300"),
        ("--lam-ratio", "1e308"),
        ("--lam-ratio", "-0.1"),
        ("--lam", "1", "--layers", "1"),
        ("--lam", "1", "--layers", "1000"),
        ("--lam", "1", "--activation", "sign", "--layers", "3"),
        ("--lam", "1", "--activation", "piecewise"),
        ("--lam", "1", "--activation", "piecewise", "--slopes", "1,1"),
        ("--lam", "1", "--activation", "piecewise", "--slopes", "1e300,-1e300"),
        ("--lam", "1", "--activation", "piecewise", "--slopes", "1e-50,0"),
        ("--lam", "1", "--activation", "piecewise", "--slopes", "1e5,0", "--layers", "64"),
        ("--lam", "1", "--activation", "leaky", "--negative-slope", "2"),
        ("--lam", "1", "--negative-slope", "0.2"),
        ("--lam", "1", "--quantile", "0.9"),
        ("--lam", "1", "--loss", "quantile", "--delta", "1"),
        ("--lam", "1", "--y", "nothing"),
        ("--lam", "1", "--y", "17"),
        ("--lam", "1", "--y", "note"),
        ("--lam", "1", "--x", "nothing"),
        ("--lam", "1", "--weights", "nothing"),
        ("--lam", "1", "--json", "/nowhere/at/all.json"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_exits_with_one(table, capsys, arguments):
    columns = ["--x", "t"] if "--x" not in arguments else []
    columns += ["--y", "level"] if "--y" not in arguments else []
    assert main(["fit", table, *columns, *arguments]) == 1
    one_line(capsys)


def test_a_setting_of_another_loss_or_method_is_not_ignored(table, capsys):
    columns = ("--x", "t", "--y", "level", "--lam", "1")
    assert main(["fit", table, *columns, "--quantile", "0.9"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "mirrors: --quantile is no setting of --loss squared: leave it out, or choose --loss "
        "quantile.\n"
    )
    assert main(["train", table, *columns, "--method", "lbfgs", "--batch", "2"]) == 1
    assert "--batch is no setting of --method lbfgs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("fit --lam 1 --folds 3", "--folds is a setting of --select, which is not given"),
        ("fit --neurons 2 --splits random", "leave it out, or choose --select min or --select 1se"),
        ("fit --select bic --order rows", "--order is no setting of --select bic"),
        ("export --what curve --lam 1 --folds 3", "--folds is a setting of --select"),
        ("batch --lam 1 --splits rolling", "--splits is a setting of --select"),
        ("fit --lam 1 --bootstrap-kind pairs", "leave it out, or choose --bootstrap."),
        ("train --lam 1 --from-optimum --starts 3", "starts once, from the optimum"),
    ],
)
def test_a_setting_of_what_is_not_asked_for_is_not_ignored(table, capsys, arguments, words):
    command, *others = arguments.split()
    assert main([command, table, "--x", "t", "--y", "level", *others]) == 1
    assert words in one_line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--n", "0"),
        ("--n", "100000000000"),
        ("--min-ratio", "0"),
        ("--min-ratio", "2"),
        ("--out", "/no/p.csv"),
    ],
)
def test_bad_paths_exit_with_one(table, capsys, arguments):
    assert main(["path", table, "--x", "t", "--y", "level", *arguments]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("fit",),
        ("fit", "data.csv"),
        ("fit", "data.csv", "--lam", "1", "--lam-ratio", "0.1"),
        ("fit", "data.csv", "--lam", "much"),
        ("fit", "data.csv", "--lam", "1", "--layers", "two"),
        ("fit", "data.csv", "--lam", "1", "--activation", "tanh"),
        ("fit", "data.csv", "--lam", "1", "--colour", "red"),
        ("fit", "data.csv", "--lam", "nan"),
        ("fit", "data.csv", "--lam", "inf"),
        ("fit", "data.csv", "--lam", "1", "--activation", "piecewise", "--slopes", "1"),
        ("fit", "data.csv", "--lam", "1", "--activation", "piecewise", "--slopes", "1,x"),
        (
            "fit",
            "data.csv",
            "--lam",
            "1",
            "--activation",
            "sign",
            "--layers",
            "3",
            "--widths",
            "nan",
        ),
        (
            "fit",
            "data.csv",
            "--lam",
            "1",
            "--activation",
            "sign",
            "--layers",
            "3",
            "--widths",
            "inf",
        ),
        ("fit", "data.csv", "--lam", "1", "--loss", "cubic"),
        ("fit", "data.csv", "--lam", "1", "--solver", "magic"),
        ("fit", "data.csv", "--lam", "1,000"),
        ("forecast", "data.csv", "--lags", "1.5"),
        ("forecast", "data.csv", "--band", "0.1"),
        ("path", "data.csv", "--n", "ten"),
        ("export", "data.csv", "--lam", "1", "--what", "everything"),
        ("train", "data.csv", "--lam", "1", "--method", "magic"),
        ("select", "data.csv", "--rule", "magic"),
        ("nonsense",),
        ("selct", "data.csv"),
        (),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_two(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "error:" in err.splitlines()[-1]
    assert "Traceback" not in err


@pytest.mark.parametrize("points", ["1,two", "inf", "1,,2", "1, 2,5"])
def test_points_that_cannot_be_read_are_wrong_usage(table, capsys, points):
    assert main(["fit", table, "--x", "t", "--lam", "1", "--at", points]) == 2
    assert "--at" in one_line(capsys)


def test_by_way_of_main_py(table, tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, str(ROOT / "main.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    done = run("fit", table, "--x", "t", "--y", "level", "--lam-ratio", "0.1", "--json", "-")
    assert (done.returncode, done.stderr) == (0, "")
    got = json.loads(done.stdout)
    assert got.keys() >= CONTRACT
    assert all(math.isfinite(row["fit"]) for row in got["fitted"])
    failed = run("fit", str(tmp_path / "missing.csv"), "--lam", "1")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.count("\n") == 1
    assert "missing.csv" in failed.stderr
    misused = run("fit", table, "--lam", "much")
    assert misused.returncode == 2
    assert "Traceback" not in misused.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_written_to_and_not_replaced(table, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(pipe.read_text)
        columns = ("--x", "t", "--y", "level")
        assert main(["fit", table, *columns, "--lam-ratio", "0.1", "--json", str(pipe)]) == 0
        assert json.loads(reader.result(timeout=20))["certified"]
    assert pipe.is_fifo()
