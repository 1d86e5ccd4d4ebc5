"""A batch on several processes and on a cluster: order, equality, failures, going on."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import mirrors_engine
from mirrors_engine.batch.batch import Source, batch
from mirrors_engine.batch.output import Journal, content_of, format_of
from mirrors_engine.batch.parallel import batch_parallel
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.fitting import fit

ROOT = Path(mirrors_engine.__file__).parent.parent
FIT = ("--x", "t", "--lam-ratio", "0.1")


def solve(signal):
    """How the tests fit; other processes find it by name."""
    from mirrors_engine import Architecture

    if signal.y[0] == 77:
        raise RuntimeError("injected")
    return fit(signal, Architecture("relu", 2), lam_ratio=0.1)


@pytest.fixture
def files(tmp_path):
    rng = np.random.default_rng(5)
    for k in range(12):
        y = rng.normal(size=30).cumsum()
        y[0] = 77 if k == 7 else y[0]
        rows = "".join(f"{t},{v:.6f}\n" for t, v in enumerate(y))
        (tmp_path / f"s{k:02d}.csv").write_text("t,v\n" + ("" if k == 4 else rows))
    return [Source(str(tmp_path / f"s{k:02d}.csv")) for k in range(12)]


def timeless(lines):
    return [{**line.to_dict(), "seconds": None} for line in lines]


def test_processes_give_the_same_lines_in_order(files):
    one = list(batch(files, solve))
    several = list(batch_parallel(files, solve, jobs=2))
    assert timeless(several) == timeless(one)
    failed = [k for k, line in enumerate(several) if line.error]
    assert failed == [4, 7]
    assert "injected" in several[7].error


def test_a_cluster_gives_the_same_lines_in_order(files):
    distributed = pytest.importorskip("distributed")
    one = list(batch(files, solve))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Dask about ports and its own clean-up
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster:
            several = list(batch_parallel(files, solve, dask=cluster.scheduler_address))
    assert timeless(several) == timeless(one)


def test_no_cluster_is_one_sentence(files):
    pytest.importorskip("distributed")
    with pytest.raises(SettingError, match="There is no Dask cluster at nowhere"):
        list(batch_parallel(files, solve, dask="nowhere"))
    with pytest.raises(SettingError, match="too few"):
        list(batch_parallel(files, solve, jobs=-2))


def test_every_output_holds_the_same(files, tmp_path, capsys):
    from pyarrow import parquet

    pattern = str(tmp_path / "s*.csv")
    for name in ("lines.csv", "lines.json", "lines.sqlite", "lines.parquet"):
        out = tmp_path / name
        assert main(["batch", pattern, *FIT, "--out", str(out)]) == 1
        assert (tmp_path / f"{name}.journal").exists()  # the failed one is tried again
    capsys.readouterr()
    found = json.loads((tmp_path / "lines.json").read_text())
    assert len(found) == 12
    with (tmp_path / "lines.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    with sqlite3.connect(tmp_path / "lines.sqlite") as database:
        stored = database.execute("SELECT file, objective, certified FROM lines").fetchall()
    database.close()
    columns = parquet.read_table(tmp_path / "lines.parquet").to_pylist()
    for k, line in enumerate(found):
        assert rows[k]["file"] == stored[k][0] == columns[k]["file"] == line["file"]
        if line["error"]:
            assert stored[k][1] is None and columns[k]["objective"] is None
            continue
        assert float(rows[k]["objective"]) == stored[k][1] == columns[k]["objective"]
        assert stored[k][1] == line["objective"]
        assert bool(stored[k][2]) is columns[k]["certified"] is line["certified"]


def test_a_binary_output_needs_a_file():
    with pytest.raises(SettingError, match="name a file by --out"):
        format_of("-", "sqlite")
    assert format_of("a.parquet") == "parquet"
    assert format_of("a.x") == "csv"


def test_a_cancelled_batch_keeps_what_is_done_and_goes_on(files, tmp_path, monkeypatch, capsys):
    from mirrors_engine.batch.solve import Solve

    (tmp_path / "s04.csv").unlink()
    out = tmp_path / "lines.json"
    calls = []
    real = Solve.__call__

    def counted(solve, signal, *more):
        if len(calls) == 5:
            raise Cancelled("enough")
        calls.append(signal.name)
        return real(solve, signal, *more)

    monkeypatch.setattr(Solve, "__call__", counted)
    common = ["batch", str(tmp_path / "s*.csv"), *FIT, "--out", str(out)]
    assert main(common) == 1
    assert [Path(line["file"]).stem for line in json.loads(out.read_text())] == calls
    monkeypatch.setattr(
        Solve, "__call__", lambda self, s, *more: calls.append(s.name) or real(self, s, *more)
    )
    assert main(common) == 0
    assert "5 of 11 were fitted before." in capsys.readouterr().err
    assert len(calls) == 11 and len(set(calls)) == 11
    assert len(json.loads(out.read_text())) == 11
    assert not Path(f"{out}.journal").exists()
    other = ["batch", str(tmp_path / "s*.csv"), "--x", "t", "--lam-ratio", "0.2"]
    assert main([*other, "--out", str(out)]) == 0


def test_a_killed_batch_goes_on_where_it_was(files, tmp_path):
    out = tmp_path / "lines.csv"
    (tmp_path / "s04.csv").unlink()
    code = (
        "import os, sys\n"
        "from mirrors_engine.batch.solve import Solve\n"
        "from mirrors_engine.cli import main\n"
        "real, n = Solve.__call__, [0]\n"
        "def dying(*given):\n"
        "    n[0] += 1\n"
        "    if n[0] == 7: os._exit(9)\n"
        "    return real(*given)\n"
        "Solve.__call__ = dying\n"
        "main(sys.argv[1:])\n"
    )
    common = ["batch", str(tmp_path / "s*.csv"), *FIT, "--out", str(out)]
    died = subprocess.run(
        [sys.executable, "-c", code, *common], cwd=ROOT, capture_output=True, timeout=120
    )
    assert died.returncode == 9
    assert not out.exists()
    journal = Path(f"{out}.journal")
    kept = journal.read_text().splitlines()
    assert len(kept) == 6
    journal.write_text("\n".join([*kept, kept[0][:40]]))  # a line that the kill cut
    assert main(common) == 0
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    whole = tmp_path / "whole.csv"
    assert main([*common[:-1], str(whole)]) == 0
    with whole.open(newline="") as file:
        again = list(csv.DictReader(file))
    for row in (*rows, *again):
        row.pop("seconds")
    assert rows == again


def test_a_changed_file_is_fitted_again(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("t,v\n0,1\n1,3\n2,2\n")
    out = str(tmp_path / "out.csv")
    (line,) = batch([Source(str(path))], solve)
    with Journal(out, "settings") as journal:
        journal.add(Source(str(path)), line)
    assert Journal(out, "settings").find(Source(str(path))) == line
    assert Journal(out, "others").find(Source(str(path))) is None
    path.write_text("t,v\n0,1\n1,3\n2,2\n3,5\n")
    assert Journal(out, "settings").find(Source(str(path))) is None
    assert content_of([line], "csv").startswith("file,y,error")
