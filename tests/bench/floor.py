"""What any certified answer costs of a long sign signal: passes over the samples, by NumPy alone.

The solver of total variation is left out: levels and jumps of the optimum are given. What remains
is to bring the data to one scale, λ_max, the fit at the samples, its residual, the certificate
(running sum of the residual, its largest value, primal and dual value) and the result's arrays.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from mirrors_engine import Problem
from mirrors_engine.algorithms.taut_string import taut_pieces
from mirrors_engine.utils.threads import one_blas_thread
from tests.bench.kinks import NETS, SWITCHES, signal

REPEATS = 7
Pass = tuple[str, Callable[[], Any]]


def best(work: Callable[[], Any]) -> float:
    """Processor time, the least of some runs."""
    seconds = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def passes(n: int, lam: float) -> dict[str, Any]:
    """Seconds of each pass, of the string alone, of the whole fit, and of tvdcondat2013."""
    data = signal("steps", n)
    problem = Problem(data, NETS["sign 2"])
    result = problem.solve(2 * lam)
    y, w = problem.scaled.y, problem.scaled.w
    radius = problem.to_scaled_lam(2 * lam) / 2
    starts, levels, _ = taut_pieces(y, w, radius)
    lengths = np.diff(starts, append=n)
    f = np.repeat(levels, lengths)
    r = w * (y - f)

    def scale() -> None:
        away = data.y - data.y[0]
        away -= float(data.weights @ away) / float(data.weights.sum())
        away /= max(away.max(), -away.min())
        _ = data.weights / data.weights.max()

    def largest_lam() -> None:
        sums = np.cumsum(w * y)
        _ = max(sums.max(), -sums.min())

    def bound() -> None:
        sums = np.cumsum(r)
        _ = max(sums.max(), -sums.min()), r @ y, r @ r

    def arrays() -> None:
        fitted = f * 2.0
        fitted += 1.0
        _ = r * 2.0

    steps: list[Pass] = [
        ("scale y and the weights", scale),
        ("λ_max", largest_lam),
        ("the fit at the samples", lambda: np.repeat(levels, lengths)),
        ("residual and loss", lambda: float((y - f) @ (w * (y - f)))),
        ("certificate: feasible, dual value", bound),
        ("the result's arrays", arrays),
    ]
    with one_blas_thread():
        found = {name: best(work) for name, work in steps}
        string = best(lambda: taut_pieces(y, w, radius))
    whole = best(lambda: Problem(data, NETS["sign 2"]).solve(2 * lam))
    try:
        peer = importlib.import_module("TVDCondat2013").tvd_2013
        other = best(lambda: peer(data.y, lam))
    except ImportError:
        other = None
    return {"passes": found, "string": string, "whole": whole, "peer": other, "gap": result.gap}


def show(n: int) -> list[dict[str, Any]]:
    """Print the table, at both λ of the bench."""
    rows = []
    for lam, _ in SWITCHES:
        found = passes(n, lam)
        rows.append({"lam": lam, "n": n, **found})
        print(f"sign 2, N = {n}, λ of variation {lam:g}: processor time in ms")
        for name, seconds in found["passes"].items():
            print(f"    {name:36}{1e3 * seconds:7.1f}")
        floor = sum(found["passes"].values())
        print(f"    {'the floor: these together':36}{1e3 * floor:7.1f}")
        print(f"    {'the taut string alone':36}{1e3 * found['string']:7.1f}")
        print(f"    {'ours, certificate included':36}{1e3 * found['whole']:7.1f}")
        other = found["peer"]
        if other is not None:
            ratio = found["whole"] / other
            print(f"    {'tvdcondat2013':36}{1e3 * other:7.1f}, ours × {ratio:.1f}")
            print(f"    {'floor + tvdcondat2013':36}{1e3 * (floor + other):7.1f}", flush=True)
    return rows
