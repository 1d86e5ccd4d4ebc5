"""The program `mirrors`, and what only its packaged form meets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mirrors_engine import __version__
from mirrors_gui.__main__ import main

MAIN = Path(__file__).resolve().parents[2] / "main.py"
FIT = ("--x", "t", "--y", "level", "--lam-ratio", "0.1", "--json")


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("t,level\n0,1\n1,3\n2,2\n3,5\n")
    return str(file)


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"Mirrors {__version__}\n"


def test_a_program_without_a_console_has_no_standard_streams(monkeypatch, table, tmp_path):
    """As Windows starts `Mirrors.exe`: files are written all the same, nothing raises."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    out = tmp_path / "out.json"
    assert main(["fit", table, *FIT, str(out)]) == 0
    assert '"objective"' in out.read_text()
    assert main(["fit", table, *FIT, "-"]) == 1
    assert main(["fit", str(tmp_path / "missing.csv"), "--lam", "1"]) == 1


def test_a_code_page_without_greek_letters():
    """As that of a pipe on Windows."""
    done = subprocess.run(
        [sys.executable, MAIN, "fit", "--help"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"lambda" in done.stdout
