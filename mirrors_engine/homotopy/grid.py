"""The optimum along λ, each value started from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, Progress, silent

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
    return _along(problem, falling(n, min_ratio), solver, monitor)


def _along(
    problem: Problem, ratios: np.ndarray, solver: str, monitor: Monitor
) -> Iterator[FitResult]:
    yield from follow(problem, grid_of(problem, ratios, monitor), solver, monitor)


def falling(n: int, min_ratio: float) -> np.ndarray:
    """n values of λ/λ_max, logarithmically from 1 down to min_ratio.

    Raises
    ------
    SettingError
        If n < 1 or min_ratio is outside (0, 1).
    """
    if not 1 <= n <= MOST_LAMS or int(n) != n:
        raise SettingError(f"n = {n} must be a whole number from 1 to {MOST_LAMS}.")
    check_ratio(min_ratio)
    return np.geomspace(1.0, min_ratio, int(n))


def check_ratio(min_ratio: float) -> None:
    """Refuse a lower end of the path that is none.

    Raises
    ------
    SettingError
        If it is outside (0, 1).
    """
    if not 0 < min_ratio < 1:
        raise SettingError(f"min_ratio = {min_ratio} must lie between 0 and 1.")


def grid_of(problem: Problem, ratios: np.ndarray, monitor: Monitor = silent) -> np.ndarray:
    """λ of these λ/λ_max; 0 alone where λ_max is 0."""
    lam_max = problem.find_lam_max(lambda: monitor(Progress("path")))
    return lam_max * ratios if lam_max > 0 else np.zeros(1)


def follow(
    problem: Problem, lams: np.ndarray, solver: str = "auto", monitor: Monitor = silent
) -> Iterator[FitResult]:
    """One result for each λ, each started from the one before.

    Where λ_max is 0 the constant, also at λ = 0: nobody who follows a path asks to interpolate.
    """
    flat = problem.find_lam_max(lambda: monitor(Progress("path"))) == 0
    result = None
    for lam in lams.tolist():
        asked = {"lam_ratio": 1.0} if flat else {"lam": lam}
        result = problem.solve(**asked, solver=solver, start=result, monitor=monitor)
        yield result
