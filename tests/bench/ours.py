"""Our own solver: cold fits with the floor, and slider ticks."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine import Problem
from mirrors_engine.solvers import coordinate_descent
from tests.bench.cases import family, signal
from tests.bench.isolated import timed

ENOUGH = 3.0  # seconds after which a fit is not repeated


def fit(name: str, n: int, ratio: float) -> dict[str, Any]:
    """Cold fit: dictionary, λ_max, solution and certificate; the median of up to three."""
    coordinate_descent.load()  # the window loads it in the background, too
    data, net = signal(n), family(name).net

    def cold() -> Any:
        return Problem(data, net).solve(lam_ratio=ratio)

    seconds: list[float] = []
    while len(seconds) < 3 and sum(seconds) < ENOUGH:
        once, result = timed(cold)
        seconds.append(once)
    problem = Problem(data, net)
    r = problem.scaled.w * problem.scaled.centred
    passes = [timed(lambda: problem.dictionary.price(r))[0] for _ in range(3)]
    return {
        "seconds": float(np.median(seconds)),
        "floor": min(passes),
        "gap": result.gap,
        "features": float(problem.dictionary_size),
        "used": len(result.weights),
        "iterations": result.iterations,
        "solver": result.solver,
    }


def ticks(name: str, n: int, low: float, count: int) -> dict[str, Any]:
    """Slider moves over the whole strip, each started from the one before."""
    coordinate_descent.load()
    problem = Problem(signal(n), family(name).net)
    problem.solve(lam_ratio=0.5)
    seconds, gaps, result = [], [], None
    for ratio in np.geomspace(1, low, count):
        once, result = timed(
            lambda ratio=ratio, start=result: problem.solve(lam_ratio=float(ratio), start=start)
        )
        seconds.append(once)
        gaps.append(result.gap)
    return {
        "median": float(np.median(seconds)),
        "p95": float(np.percentile(seconds, 95)),
        "longest": max(seconds),
        "gap": max(gaps),
    }
