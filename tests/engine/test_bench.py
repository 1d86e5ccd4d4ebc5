"""What `make bench` says about others must be right: their answers judged, figures drawn."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from mirrors_engine import Problem
from mirrors_engine.dictionaries.products import matvec
from tests.bench import isolated, peers, plot, report, tables
from tests.bench.cases import RATIO, family, signal


@pytest.mark.parametrize("shift", [0.0, 40.0, -40.0])
def test_values_are_written_as_the_network_of_least_norm(shift):
    """Σ|z| = max(S, S/2 + |m̄|) in closed form: a peer's f is charged no more than it costs."""
    problem = Problem(signal(60), family("ReLU, 2 layers").net)
    t = problem.dictionary.grid.t
    f = np.sin(5 * t) + shift * t
    keys, z = peers._as_relus(t, f)
    values = matvec(problem.dictionary, keys, z)
    np.testing.assert_allclose(values - values[0], f - f[0], atol=1e-10)
    slopes = np.diff(f) / np.diff(t)
    bends = np.abs(np.diff(slopes)).sum()
    mean = abs(slopes[0] + slopes[-1]) / 2
    assert np.abs(z).sum() == pytest.approx(max(bends, bends / 2 + mean))


@pytest.mark.parametrize(
    ("name", "peer"),
    [
        ("ReLU, 2 layers", "trend filtering, Clarabel"),
        ("sign, 2 layers", "total variation, Clarabel"),
    ],
)
def test_peers_of_the_samples_solve_our_problem(name, peer):
    found = peers.samples(peer, name, 80)
    assert 0 <= found["gap"] <= 1e-7


def test_dense_peer_solves_our_problem():
    assert peers.dense("scikit-learn", "sign, 2 layers", 40)["gap"] <= 1e-7
    problem = Problem(signal(40), family("sign, 2 layers").net)
    lam = problem.to_scaled_lam(RATIO * problem.lam_max)
    nothing = np.empty((0, 1), dtype=np.int64)
    assert peers._gap(problem, lam, nothing, np.empty(0)) > 0.1  # a bad answer is not flattered


def test_exponent_of_a_power():
    rows = [{"n": n, "seconds": 3e-9 * n**1.5} for n in (10, 1000, 10_000, 100_000)]
    assert report.exponent(rows, "seconds") == pytest.approx(1.5)
    assert np.isnan(report.exponent(rows[:1], "seconds"))


def test_a_process_that_takes_too_long_is_no_answer(monkeypatch):
    monkeypatch.setattr(isolated, "STARTING", 0.0)
    found = isolated.run(peers.dense, "scikit-learn", "sign, 2 layers", 40, limit=0.01)
    assert found == {"failed": "no answer in 0.01 s"}


def test_a_process_that_fails_says_why(capfd):
    """A failure is not a time."""
    found = isolated.run(peers.dense, "nobody", "sign, 2 layers", 40, limit=60.0)
    assert found == {"failed": "KeyError: 'nobody'"}
    capfd.readouterr()
    assert isolated.run(os._exit, 3, limit=60.0) == {"failed": "the process ended with 3"}


def test_the_plot_is_a_picture(tmp_path):
    fits = [
        {"name": "a & b", "n": n, "seconds": 1e-5 * n, "floor": 1e-7 * n}
        for n in (100, 1000, 10_000)
    ]
    other = {"peer": "<p>", "name": "a & b", "n": 100, "seconds": 1.0, "gap": 1e-9}
    path = tmp_path / "bench.svg"
    plot.write(path, fits, [other, {"peer": "?", "name": "a & b", "n": 100, "failed": "no answer"}])
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}circle")) == 1
    lines = [e.get("points").split() for e in root.findall(f"{space}polyline")]
    assert sum(len(points) == 3 for points in lines) == 2
    for points in lines:
        for point in points:
            px, py = map(float, point.split(","))
            assert 0 <= px <= plot.WIDTH
            assert 0 <= py <= plot.HEIGHT


def test_figures_of_a_run_are_written_into_the_tables():
    fit = {"seconds": 0.741, "floor": 0.021, "gap": 7e-15, "features": 1.5e12, "peak_mb": 409.0}
    found = {
        "growth": [
            {"name": "|·|, 3 layers", "n": 1000, **fit, "features": 200.0},
            {"name": "|·|, 3 layers", "n": 1_000_000, **fit, "seconds": 1.66},
        ],
        "peers": [
            {"peer": "ours", "name": "a", "n": 100, **fit},
            {"peer": "scikit-learn", "name": "a", "n": 100, "seconds": 7.41, "gap": 1e-9},
            {"peer": "celer", "name": "a", "n": 100, "failed": "no answer in 15 s"},
        ],
    }
    end = "<!-- end -->\n"
    text = f"before\n<!-- bench: readme -->\nold\n{end}<!-- bench: peers -->\n{end}after"
    lines = tables.filled(text, found).split("\n")
    assert lines[0] == "before" and lines[-1] == "after" and "old" not in lines
    assert "| \\|·\\|, 3 layers | 1000 | 200 | 741 ms | 21 ms | 7e-15 |" in lines
    assert "|  | 10⁶ | 1.5·10¹² | 1.66 s | 21 ms | 7e-15 |" in lines
    assert "| a | 100 | 741 ms, 7e-15 | 7.41 s (×10), 1e-09 | – |  |  |  |  |" in lines
    assert tables.filled("\n".join(lines), found).split("\n") == lines


@pytest.mark.parametrize("name", tables.FILES)
def test_every_table_of_the_documents_is_known(name):
    text = (tables.ROOT / name).read_text(encoding="utf-8")
    asked = re.findall(r"<!-- bench: (\w+) -->\n(?:(?!<!--).*\n)*<!-- end -->", text)
    assert asked and len(asked) == text.count("<!-- bench: ")
    assert set(asked) <= set(tables.TABLES)
