"""The optimum along λ, each value started from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, silent

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

MOST_LAMS = 1_000_000  # values of λ on one path


def path_of(
    problem: Problem,
    n: int = 100,
    min_ratio: float = 1e-4,
    *,
    solver: str = "auto",
    monitor: Monitor = silent,
) -> Iterator[FitResult]:
    """Results at n values of λ from λ_max down to min_ratio · λ_max.

    Where λ_max is 0 (constant y, a single sample) there is one result.

    Raises
    ------
    SettingError
        If n < 1 or min_ratio is outside (0, 1).
    """
    if not 1 <= n <= MOST_LAMS or int(n) != n:
        raise SettingError(f"n = {n} must be a whole number from 1 to {MOST_LAMS}.")
    if not 0 < min_ratio < 1:
        raise SettingError(f"min_ratio = {min_ratio} must lie between 0 and 1.")
    return _follow(problem, int(n), min_ratio, solver, monitor)


def _follow(
    problem: Problem, n: int, min_ratio: float, solver: str, monitor: Monitor
) -> Iterator[FitResult]:
    if problem.lam_max == 0:
        yield problem.solve(lam_ratio=1.0)
        return
    result = None
    for ratio in np.geomspace(1.0, min_ratio, n):
        result = problem.solve(lam_ratio=float(ratio), solver=solver, start=result, monitor=monitor)
        yield result
