"""Smooth curves, noise and quantiles over the values of the fit: thousands of kinks."""

from __future__ import annotations

import importlib
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers import coordinate_descent
from tests.bench import peers
from tests.bench.isolated import timed

NETS = {
    "ReLU 2": Architecture("relu", 2),
    "ReLU 3": Architecture("relu", 3),
    "|·| 2": Architecture("abs", 2),
    "|·| 3": Architecture("abs", 3),
    "ReLU 2, line": Architecture("relu", 2, skip=True),
    "ReLU 2, 3 columns": Architecture("relu", 2, inputs="additive"),
    "sign 2": Architecture("sign", 2),
}


@dataclass(frozen=True)
class Row:
    """One line; `peer` where trend filtering by interior points is asked the same.

    `old` is the time of version 0.1.0, in words where it had no answer.
    """

    kind: str
    n: int
    ratio: float
    net: str = "ReLU 2"
    loss: str = "squared"
    quantile: float = 0.5
    peer: bool = False
    old: str = ""


ROWS = (
    Row("square", 2000, 1e-4, peer=True, old="23.6 s"),
    Row("square", 10_000, 1e-3, peer=True, old="20.7 s"),
    Row("square", 100_000, 1e-4, old="none in 40 s"),
    Row("square", 100_000, 1e-4, "ReLU 2, line"),
    Row("square", 1_000_000, 1e-4),
    Row("square", 10_000, 1e-3, "ReLU 3"),
    Row("square", 10_000, 1e-3, "|·| 2"),
    Row("noise", 100_000, 1e-3, old="1.2 s"),
    Row("noise", 100_000, 1e-5),
    Row("noise", 1_000_000, 1e-3, old="1.6 s"),
    Row("sine", 100_000, 1e-4, peer=True, old="none in 60 s"),
    Row("sine", 100_000, 1e-4, "ReLU 3"),
    Row("steps", 20_000, 0.01, loss="quantile", old="none in 90 s"),
    Row("steps", 20_000, 0.01, loss="quantile", quantile=0.9),
    Row("steps", 100_000, 0.01, loss="quantile"),
    Row("steps", 100_000, 0.01, loss="quantile", quantile=0.9),
    Row("square", 20_000, 1e-3, loss="quantile"),
    Row("waves", 100_000, 1e-5, loss="quantile", quantile=0.9),
    Row("sine", 100_000, 1e-4, "ReLU 3", loss="quantile"),
    Row("steps", 100_000, 0.01, loss="huber"),
    Row("noise", 20_000, 0.01, "sign 2", loss="quantile"),
    Row("noise", 20_000, 0.01, "sign 2", loss="huber"),
    Row("steps", 100_000, 0.01, "sign 2", loss="quantile"),
    Row("curve", 1000, 1e-3, "|·| 3"),
    Row("curve", 3000, 1e-3, "|·| 3"),
    Row("table", 100_000, 0.02, "ReLU 2, 3 columns", old="3.3 s"),
)
SWITCHES = ((1.0, "0.56 s"), (100.0, "0.33 s"))  # λ of total variation, and the time of 0.1.0

TURNS = 9  # of ours and of each peer, of which the least counts


def signal(kind: str, n: int) -> Signal:
    """y = x², noise, a thousand periods of a sine, a hundred with noise, three without, or a
    noisy jump."""
    rng = np.random.default_rng(0)
    if kind == "table":
        x = rng.random((n, 3))
        y = np.sin(6 * x[:, 0]) + np.abs(x[:, 1] - 0.4) + x[:, 2] ** 2
        return Signal(x, y + 0.2 * rng.standard_normal(n))
    x = np.linspace(0, 1, n) if kind == "sine" else np.sort(rng.random(n))
    if kind == "square":
        return Signal(x, x**2)
    if kind == "noise":
        return Signal(x, rng.standard_normal(n))
    if kind == "waves":
        return Signal(x, np.sin(200 * np.pi * x) + 0.1 * rng.standard_normal(n))
    if kind == "curve":
        return Signal(x, np.sin(20 * x))
    if kind == "sine":
        return Signal(x, np.sin(2000 * np.pi * x))
    return Signal(x, np.sin(6 * x) + 0.7 * (x > 0.6) + 0.2 * rng.standard_normal(n))


def fit(row: Row) -> dict[str, Any]:
    """Cold: dictionary, λ_max, solution and certificate; processor time, the least of three."""
    coordinate_descent.load()
    data = signal(row.kind, row.n)
    seconds: list[float] = []
    while len(seconds) < 3 and sum(seconds) < 3.0:
        began = time.process_time()
        problem = Problem(data, NETS[row.net], row.loss, quantile=row.quantile, delta=0.2)
        result = problem.solve(lam_ratio=row.ratio)
        seconds.append(time.process_time() - began)
    return {
        "seconds": min(seconds),
        "gap": result.gap,
        "used": len(result.weights),
        "solver": result.solver,
    }


def trend_filtering(row: Row, peer: str) -> dict[str, Any]:
    """The same problem by cvxpy and an interior point."""
    solve = peers.TREND_FILTERING[peer]
    problem = Problem(signal(row.kind, row.n), NETS[row.net])
    t, y = problem.dictionary.grid.t, problem.scaled.centred
    lam = problem.to_scaled_lam(row.ratio * problem.lam_max)
    solve(t[:10], y[:10], lam)  # imports
    seconds, f = timed(lambda: solve(t, y, lam))
    return {"seconds": seconds, "gap": peers._gap(problem, lam, *peers._as_relus(t, f))}


def switches(n: int, lam: float) -> dict[str, Any]:
    """Sign with two layers beside the compiled peers that are there; their λ is half of ours.

    All in turn: what else the machine does changes from second to second.
    """
    coordinate_descent.load()
    data = signal("steps", n)
    fits: dict[str, Any] = {}
    for name, (module, function) in peers.JUMPS.items():
        with suppress(ImportError):
            fits[name] = getattr(importlib.import_module(module), function)
    seconds: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in fits}
    found: dict[str, np.ndarray] = {}
    for _ in range(TURNS):
        began = time.process_time()
        result = Problem(data, NETS["sign 2"]).solve(2 * lam)
        seconds.append(time.process_time() - began)
        for name, solve in fits.items():
            began = time.process_time()
            found[name] = np.asarray(solve(data.y, lam))
            times[name].append(time.process_time() - began)
    beside = {
        name: {
            "seconds": min(times[name]),
            "jumps": int(np.count_nonzero(np.diff(f))),
            "apart": float(np.abs(f - result.fitted).max()),
        }
        for name, f in found.items()
    }
    used = len(result.weights)
    return {"seconds": min(seconds), "gap": result.gap, "used": used, "peers": beside}


def tick(kind: str, n: int, count: int) -> dict[str, Any]:
    """Slider moves between λ/λ_max = 1e-2 and 1e-4, each from the one before."""
    problem = Problem(signal(kind, n), NETS["ReLU 2"])
    result = problem.solve(lam_ratio=1.1e-2)
    seconds = []
    for ratio in np.geomspace(1e-2, 1e-4, count):
        began = time.process_time()
        result = problem.solve(lam_ratio=float(ratio), start=result)
        seconds.append(time.process_time() - began)
    return {"p95": float(np.percentile(seconds, 95)), "median": float(np.median(seconds))}
