"""Our own solver: cold fits with the floor."""

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
    # another vector each time: what a pass has proved is known of vectors near its own
    passes = [timed(lambda v=c * r: problem.dictionary.price(v))[0] for c in (1.0, 2.0, 4.0)]
    return {
        "seconds": float(np.median(seconds)),
        "floor": min(passes),
        "gap": result.gap,
        "features": float(problem.dictionary_size),
        "used": len(result.weights),
        "iterations": result.iterations,
        "solver": result.solver,
    }
