"""What any certified answer costs of a long sign signal: passes over the samples, by NumPy alone.

The solver of total variation is left out: levels and jumps of the optimum are given. What remains
is to bring the data to one scale, λ_max, the fit at the samples, its residual, the certificate
(running sum of the residual, its largest value, primal and dual value) and the result's arrays.
They are made in parts that the processor's cache holds, in new memory only where the result keeps
it. A solver must see every sample at least once besides: the time of one look of the string at
all of them, its gates being those of the optimum, bounds that from below.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from mirrors_engine import Problem
from mirrors_engine.algorithms import taut_rounds
from mirrors_engine.algorithms.taut_string import taut_pieces
from mirrors_engine.progress import no_check
from mirrors_engine.utils.chunks import chunks
from mirrors_engine.utils.running_sums import running_sum
from mirrors_engine.utils.threads import one_blas_thread
from tests.bench.kinks import NETS, SWITCHES, signal

REPEATS = 15
PART = 1 << 15  # numbers of a pass that are looked at together
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
    """Seconds of each pass, of a look, of the string, of the whole fit, and of tvdcondat2013."""
    data = signal("steps", n)
    problem = Problem(data, NETS["sign 2"])
    result = problem.solve(2 * lam)
    y, w = problem.scaled.y, problem.scaled.w
    radius = problem.to_scaled_lam(2 * lam) / 2
    starts, levels, *_ = taut_pieces(y, None, radius)
    lengths = np.diff(starts, append=n)
    f = np.repeat(levels, lengths)
    r = w * (y - f)

    def scale() -> None:
        away = data.y - data.y[0]
        away -= float(data.weights @ away) / float(data.weights.sum())
        away /= max(away.max(), -away.min())
        _ = data.weights.max()

    def largest_sum(of: Callable[[slice], np.ndarray]) -> float:
        before = most = 0.0
        for part in chunks(n, PART):
            sums = running_sum(of(part), before)
            most, before = max(most, float(sums.max()), -float(sums.min())), float(sums[-1])
        return most

    def residual() -> None:
        out, loss = np.empty(n), 0.0
        for part in chunks(n, PART):
            away = y[part] - f[part]
            np.multiply(w[part], away, out=out[part])
            loss += float(out[part] @ away)

    def bound() -> None:
        largest_sum(lambda part: r[part])
        for part in chunks(n, PART):
            _ = r[part] @ y[part], r[part] @ (r[part] / w[part])

    def arrays() -> None:
        fitted, dual = f, r  # in their own memory
        fitted *= 1.0
        fitted += 0.0
        dual *= 1.0

    side = np.append([0.0], np.sign(np.diff(levels)))
    beside = taut_rounds._Look(y, None, radius, float(np.ptp(y)))

    def look() -> None:
        beside.at(starts, side, no_check)

    steps: list[Pass] = [
        ("scale y and the weights", scale),
        ("λ_max", lambda: largest_sum(lambda part: w[part] * y[part])),
        ("the fit at the samples", lambda: np.repeat(levels, lengths)),
        ("residual and loss", residual),
        ("certificate: feasible, dual value", bound),
        ("the result's arrays", arrays),
    ]
    with one_blas_thread():
        found = {name: best(work) for name, work in steps}
        once = best(look)
        alone = best(lambda: taut_pieces(y, None, radius))
    whole = best(lambda: Problem(data, NETS["sign 2"]).solve(2 * lam))
    try:
        peer = importlib.import_module("TVDCondat2013").tvd_2013
        other = best(lambda: peer(data.y, lam))
    except ImportError:
        other = None
    return {
        "passes": found,
        "look": once,
        "string": alone,
        "whole": whole,
        "peer": other,
        "gap": result.gap,
    }


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
        print(f"    {'one look at all samples':36}{1e3 * found['look']:7.1f}")
        print(f"    {'the taut string alone':36}{1e3 * found['string']:7.1f}")
        print(f"    {'ours, certificate included':36}{1e3 * found['whole']:7.1f}")
        other = found["peer"]
        if other is not None:
            ratio = found["whole"] / other
            print(f"    {'tvdcondat2013':36}{1e3 * other:7.1f}, ours × {ratio:.1f}")
            print(f"    {'floor + tvdcondat2013':36}{1e3 * (floor + other):7.1f}", flush=True)
    return rows
