"""Arrays that grow faster than the samples are refused before they are made, with the way out."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SizeError
from mirrors_engine.export.layers import layers_of
from mirrors_engine.losses import RowLoss, loss_of
from mirrors_engine.problem import Problem
from mirrors_engine.refits.relaxed import relax
from mirrors_engine.refits.segmented import segment
from mirrors_engine.solvers.losses import pinball_programs
from mirrors_engine.uncertainty.bootstrap import bootstrap
from mirrors_engine.uncertainty.conformal import prediction_interval
from mirrors_engine.utils import memory

NET = Architecture("abs", 2)


def _wave(n: int) -> Signal:
    x = np.linspace(0.0, 10.0, n)
    return Signal(x, np.sin(3 * x))


@pytest.fixture
def little(monkeypatch):
    """A machine with 64 kB left."""
    monkeypatch.setattr(memory, "_ASKED_FROM", 0)
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 16)


@pytest.mark.parametrize(
    "net, n",
    [(NET, 1000), (NET, 2000), (Architecture("leaky", 3), 200)],
    ids=["rows", "segments", "deep"],
)
def test_working_columns(net, n, little):
    with pytest.raises(SizeError, match=r"working columns of .* use a larger lam") as found:
        fit(_wave(n), net, lam_ratio=1e-4, solver="active_set")
    assert found.value.remedies


def test_working_columns_of_several_inputs(monkeypatch):
    rng = np.random.default_rng(0)
    table = Signal(rng.random((300, 2)), rng.standard_normal(300))
    problem = Problem(table, Architecture("relu", 2, inputs="additive"))
    monkeypatch.setattr(memory, "_ASKED_FROM", 0)
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 8)
    with pytest.raises(SizeError, match=r"working columns of 300 samples .* use a larger lam"):
        problem.solve(lam_ratio=1e-2)


def test_layers_of_an_export(monkeypatch):
    """Layers of independent units have matrices of neurons² numbers, most of them 0."""
    x = np.linspace(0.0, 1.0, 60)
    result = fit(
        Signal(x, np.sign(np.sin(20 * x))), Architecture("sign", 3, widths=(2,)), lam_ratio=1e-2
    )
    monkeypatch.setattr(memory, "_ASKED_FROM", 0)
    monkeypatch.setattr(memory, "available_memory", lambda: 8)
    with pytest.raises(SizeError, match=r"between two layers of \d+ units .* python or c"):
        layers_of(result)


@pytest.mark.parametrize(
    "run, words",
    [
        (relax, "kinks of 600 samples"),
        (segment, "kinks of 600 samples"),
        (lambda r: prediction_interval(r, 0.9), "600 points from 600 rows .*: ask for fewer"),
        (lambda r: bootstrap(r, 100), "100 replicates at 300 points .*: ask for fewer"),
    ],
    ids=["relaxed", "segmented", "conformal", "bootstrap"],
)
def test_what_follows_a_fit(run, words, monkeypatch):
    result = fit(_wave(600), NET, lam_ratio=1e-2)
    monkeypatch.setattr(memory, "_ASKED_FROM", 0)
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 14)
    with pytest.raises(SizeError, match=words):
        run(result)


@pytest.mark.parametrize("form", [pinball_programs.BySlopes, pinball_programs.ByPrices])
def test_programs_of_the_quantile_loss(form, monkeypatch):
    """Half a million rows with 200 features are 800 MB: refused before any of them is made."""
    problem = Problem(_wave(500_000), NET, "quantile")
    program = form(problem.dictionary, RowLoss.of(problem.signal, loss_of("quantile", 1.0, 0.5)))
    keys = np.column_stack((np.zeros(200, dtype=np.int64), np.arange(200)))
    tracemalloc.start()
    try:
        with pytest.raises(
            SizeError, match=r"program of the quantile loss would take 200"
        ) as found:
            program.extend(keys)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
    assert found.value.remedies[0].thin > 1 and not len(program.keys)
