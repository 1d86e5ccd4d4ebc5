"""What would not fit into memory is refused before any is taken."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

import mirrors_engine
from mirrors_engine.errors import SignalError
from mirrors_engine.progress import silent
from mirrors_engine.signals.delimited import source
from mirrors_engine.signals.reader import read_table
from mirrors_engine.utils.memory import available_memory

resource = pytest.importorskip("resource")
ROOT = Path(mirrors_engine.__file__).parents[1]


def test_the_free_memory_is_that_of_the_machine():
    free = available_memory()
    assert free is not None
    assert 2**24 < free < 2**50


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have other rules")
def test_freed_memory_is_used_again():
    """Arrays of 8 MB, 120 MB together, are still the process's after they are freed."""
    program = """
import os
import numpy as np
from mirrors_engine.utils.memory import keep_freed_memory

def taken():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

keep_freed_memory()
before = taken()
arrays = [np.ones(1_000_000) for _ in range(15)]
during = taken()
del arrays
print(during - before, taken() - before)
"""
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    during, after = map(int, out.stdout.split())
    assert during >= after > 0.9 * during > 100e6


def test_a_file_larger_than_the_free_memory_allows_is_not_opened(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    with path.open("wb") as sparse:
        sparse.truncate(300 * 2**20)
    monkeypatch.setattr(source, "available_memory", lambda: 2**30)
    tracemalloc.start()
    try:
        with pytest.raises(SignalError, match=r"300 MB and needs some 3000 MB .* 1024 MB are free"):
            source.read_bytes(path, silent)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_unknown_memory_refuses_nothing(tmp_path, monkeypatch):
    path = tmp_path / "small.csv"
    path.write_text("1,2\n3,4\n")
    monkeypatch.setattr(source, "available_memory", lambda: None)
    assert read_table(path).n_rows == 2


def test_a_file_that_grows_without_end_is_left(tmp_path, monkeypatch):
    path = tmp_path / "log.csv"
    path.write_text("1,2\n" * 100)
    monkeypatch.setattr(source, "LARGEST_FILE", 500)
    monkeypatch.setattr(source, "_BLOCK", 100)

    def write_on(_progress):
        with path.open("a") as file:
            file.write("1,2\n" * 100)

    with pytest.raises(SignalError, match="grows while it is read"):
        source.read_bytes(path, write_on)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_the_limit_of_the_process_counts(tmp_path):
    """`ulimit -v` ends in a sentence, where it ended in whatever ran out first."""
    path = tmp_path / "large.csv"
    with path.open("wb") as sparse:
        sparse.truncate(400 * 2**20)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1_200 * 2**20,) * 2)

    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "batch", str(path), "--lam-ratio", "0.1"],
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "400 MB and needs some 4000 MB of memory" in done.stdout
