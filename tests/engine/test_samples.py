"""The gallery: every sample loads, and says where it comes from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mirrors_engine import resources
from mirrors_engine.errors import SignalError
from mirrors_engine.resources import resource_path
from mirrors_engine.signals import sample, samples
from mirrors_engine.signals.synthetic import FUNCTIONS, donoho_johnstone, square_wave

KEYS = [s.key for s in samples()]


@pytest.mark.parametrize("entry", samples(), ids=KEYS)
def test_loads_with_source_and_licence(entry):
    signal = entry.load()
    assert len(signal) >= 4
    assert entry.title and entry.description and entry.source and entry.licence
    assert signal.name and signal.source
    assert sample(entry.key).x.tolist() == signal.x.tolist()
    assert sample(entry.key).y.tolist() == signal.y.tolist()


@pytest.mark.parametrize(
    ("key", "rows", "used", "first", "last"),
    [
        ("nile", 100, 100, (1871, 1120), (1970, 740)),
        ("sunspots", 309, 309, (1700, 5), (2008, 2.9)),
        # 1958-03-29 and 2001-12-29 in days since 1970-01-01
        ("co2", 2284, 2225, (-4296, 316.1), (11685, 371.5)),
        # 1959-01-01 and 2009-07-01
        ("tbill", 203, 203, (-4018, 2.82), (14426, 0.12)),
    ],
)
def test_real_data_is_complete(key, rows, used, first, last):
    signal = sample(key)
    assert signal.cleaning.rows_read == rows
    assert len(signal) == used
    assert (signal.x[0], signal.y[0]) == first
    assert (signal.x[-1], signal.y[-1]) == last


def test_missing_weeks_are_shown_and_dates_are_dates():
    signal = sample("co2")
    assert signal.x_is_time
    assert any("59 rows dropped: y is missing" in s for s in signal.cleaning.sentences())


def test_every_bundled_file_is_named_with_its_licence():
    notice = resource_path("samples", "README.md").read_text(encoding="utf-8")
    for file in resource_path("samples").glob("*.csv"):
        assert f"`{file.name}`" in notice


def test_unknown_key_lists_the_known_ones():
    with pytest.raises(SignalError, match="nile, sunspots"):
        sample("nil")


def test_paper_points():
    assert sample("paper_six").x.tolist() == [0, 4, 5, 7, 10, 11]
    assert sample("paper_six").y.tolist() == [0, 0, 0, 2, 3, 3]
    assert sample("paper_four").x.tolist() == [0, 2, 6, 7]
    assert sample("paper_four").y.tolist() == [0, 0, 3, 3]


@pytest.mark.parametrize("key", FUNCTIONS)
def test_test_functions_have_the_papers_scale(key):
    pure = donoho_johnstone(key, 2048, noise=0.0)
    assert pure.y.std() == pytest.approx(7.0)
    noisy = donoho_johnstone(key, 2048)
    assert (noisy.y - pure.y).std() == pytest.approx(1.0, rel=0.1)
    assert donoho_johnstone(key).y.tolist() == donoho_johnstone(key).y.tolist()
    assert donoho_johnstone(key, seed=1).y.tolist() != donoho_johnstone(key, seed=2).y.tolist()


def test_blocks_are_piecewise_constant():
    y = donoho_johnstone("blocks", 2048, noise=0.0).y
    assert np.count_nonzero(np.abs(np.diff(y)) > 1e-9) <= 22


def test_square_wave():
    assert square_wave(3, 2).y.tolist() == [1, 1, -1, -1, 1, 1]
    with pytest.raises(SignalError):
        square_wave(0, 2)


def test_a_sample_that_is_missing_from_the_installation(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "files", lambda package: tmp_path / package)
    with pytest.raises(SignalError, match=r"nile\.csv does not exist"):
        sample("nile")


@pytest.mark.parametrize("place", ["mirrors_engine/resources", "resources"])
def test_resources_are_found_installed_and_in_a_checkout(place, tmp_path):
    """Inside the package where a wheel was installed, beside it in a checkout; the working
    directory does not matter."""
    root = tmp_path / "somewhere"
    copied = root / "mirrors_engine"
    copied.mkdir(parents=True)
    for module in ("__init__.py", "resources.py"):
        shutil.copy(Path(resources.__file__).with_name(module), copied)
    (root / place / "samples").mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "resources" / "samples").mkdir(parents=True)
    ask = "from mirrors_engine.resources import resource_path as p; print(p('samples', 'a.csv'))"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        check=True,
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert Path(done.stdout.strip()) == root / place / "samples" / "a.csv"
