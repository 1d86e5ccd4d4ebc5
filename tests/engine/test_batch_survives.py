"""One bad file never stops a batch: it becomes a line that says why."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mirrors_engine
from mirrors_engine.batch import batch as batches
from mirrors_engine.cli import main

ROOT = Path(mirrors_engine.__file__).parent.parent
GOOD = "t,level\n" + "".join(f"{k},{(k * 7) % 5}\n" for k in range(12))
STRANGE = os.fsdecode(b"caf\xe9.csv")
posix = pytest.mark.skipif(os.name != "posix", reason="names and pipes of POSIX")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Files of every bad kind between two good ones."""
    for name in ("a.csv", "z.csv"):
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "b.csv").mkdir()
    (tmp_path / "c.csv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "d.csv").write_text("")
    (tmp_path / "e.csv").write_text("t,level\nno,number\n")
    (tmp_path / "f.csv").write_text('t,level\n1,"2\n3,4\n' + "5,6\n" * 500)
    (tmp_path / "g.csv").write_text("t,other\n1,2\n3,4\n")
    (tmp_path / "h.csv").write_text("t,level\n" + "9" * 5000 + ",1\n1e400,2\n1,3\n2,4\n")
    if os.name == "posix":
        os.mkfifo(tmp_path / "i.csv")
        (tmp_path / "j.csv").symlink_to("nowhere")
        (tmp_path / "k.csv").symlink_to("k.csv")
        (tmp_path / STRANGE).write_text(GOOD)
    with (tmp_path / "l.csv").open("wb") as sparse:
        sparse.truncate(2**40)  # takes no place, and would not fit into memory
    return tmp_path


def lines(capsys, *arguments: str) -> dict[str, dict]:
    main(["batch", *arguments, "--x", "t", "--lam-ratio", "0.1", "--format", "json"])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return {os.path.basename(line["file"]): line for line in json.loads(out)}  # noqa: PTH119


@pytest.mark.parametrize("more", [("--y", "level"), ("--every-column",)], ids=["named", "every"])
def test_every_bad_file_has_its_line(folder, capsys, more):
    found = lines(capsys, str(folder / "*.csv"), str(folder / ("n" * 300 + "*")), *more)
    good = {"a.csv", "z.csv"} | ({STRANGE} if os.name == "posix" else set())
    good |= {"g.csv"} if "--every-column" in more else set()
    good |= {"h.csv"} & set(found) if not found["h.csv"]["error"] else set()
    assert {name for name, line in found.items() if not line["error"]} == good
    assert {p.name for p in folder.iterdir()} <= set(found)
    for name in set(found) - good:
        assert found[name]["error"].endswith("."), name
        assert "unexpected" not in found[name]["error"]


def test_what_nobody_expected_has_its_line_too(folder, capsys, monkeypatch):
    read = batches.read_table

    def broken(file, options=None, monitor=None):
        if file.endswith(("b.csv", "c.csv")):
            raise {"b.csv": ZeroDivisionError("by\nzero"), "c.csv": MemoryError()}[file[-5:]]
        return read(file)

    monkeypatch.setattr(batches, "read_table", broken)
    found = lines(capsys, *(str(folder / f"{name}.csv") for name in "abcz"))
    assert "(ZeroDivisionError: by zero)." in found["b.csv"]["error"]
    assert "Out of memory" in found["c.csv"]["error"]
    assert found["a.csv"]["error"] == found["z.csv"]["error"] == ""


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="needs to give rights away")
def test_a_file_that_may_not_be_read(capfd, tmp_path):
    from mirrors_engine.batch.batch import Source, batch

    (tmp_path / "closed.csv").write_text(GOOD)
    (tmp_path / "closed.csv").chmod(0)
    child = os.fork()
    if not child:  # without root's privileges, to which every file is readable
        os.setuid(65534)
        found = list(batch([Source(str(tmp_path / "closed.csv"))], lambda _: None))
        print(found[0].error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    assert "closed.csv" in capfd.readouterr().out


@posix
@pytest.mark.parametrize("form", ["csv", "json"])
def test_names_that_are_no_utf8_through_the_shell(tmp_path, form):
    (tmp_path / STRANGE).write_text(GOOD)
    out = tmp_path / os.fsdecode(b"out\xff")
    command = [sys.executable, str(ROOT / "main.py"), "batch", "*.csv", "--x", "t"]
    network = ["--lam-ratio", "0.1", "--format", form, "--out", str(out)]
    for encoding in ("utf-8", "ascii"):
        done = subprocess.run(
            [*command, *network],
            capture_output=True,
            cwd=tmp_path,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        assert (done.returncode, done.stdout) == (0, b"")
        assert rb"caf\udce9.csv" in done.stderr
        text = out.read_text(encoding="utf-8")
        if form == "json":
            assert json.loads(text)[0]["file"] == STRANGE
        else:
            assert next(csv.DictReader(io.StringIO(text)))["file"] == r"caf\udce9.csv"


@posix
def test_a_fit_of_a_name_that_is_no_utf8(tmp_path, capsys):
    path, out = tmp_path / STRANGE, tmp_path / os.fsdecode(b"out\xff.json")
    path.write_text(GOOD)
    common = ["fit", str(path), "--x", "t", "--lam-ratio", "0.1"]
    assert main([*common, "--json", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["certified"]
    assert main(common) == 0
    for what in ("features", "curve", "network", "python", "json"):
        assert main(["export", *common[1:], "--what", what, "--out", str(out)]) == 0
    assert main(["path", *common[1:4], "--n", "3", "--out", str(out)]) == 0
    assert main(["fit", str(path) + "x", "--lam", "1"]) == 1
    assert r"caf\udce9.csvx" in capsys.readouterr().err
