"""Solvers of the Lasso over an implicit dictionary."""

from __future__ import annotations

from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import coordinate_descent, working_set
from mirrors_engine.solvers.base import Report, Scaled, Solution

SOLVERS = ("auto", "coordinate_descent", "active_set")


def run(
    name: str,
    problem: Scaled,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check = no_check,
) -> Solution:
    """Solve with the named solver; `lam` is below λ_max, both in scaled units."""
    if name == "coordinate_descent":
        return coordinate_descent.solve(problem, lam, start, step, check)
    return working_set.solve(problem, lam, start, step, check, descent=name == "auto")
