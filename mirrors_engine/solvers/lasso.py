"""Solvers of the Lasso (the squared loss) over an implicit dictionary."""

from __future__ import annotations

from dataclasses import replace

from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import coordinate_descent, nodal, two_layers, working_set
from mirrors_engine.solvers.base import LossSolver, Report, Scaled, Solution, gap_of
from mirrors_engine.solvers.canonical import canonical
from mirrors_engine.solvers.needless import without_needless

SOLVERS = ("auto", "coordinate_descent", "active_set")


def run(
    name: str,
    problem: Scaled,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check = no_check,
) -> Solution:
    """Solve with the named solver; `lam` is below λ_max, both in scaled units.

    "auto" without a start begins with one bounded call of scikit-learn's coordinate descent on
    the first working set, whatever finishes exactly.
    """
    if name == "coordinate_descent":
        return coordinate_descent.solve(problem, lam, start, step, check)
    cold = start is None
    if name == "auto" and nodal.applies(problem.dictionary):
        first = coordinate_descent.first_guess(problem, lam, step, check) if cold else start
        found = nodal.solve(problem, lam, first, step, check, cold)
        if found is not None:
            return _after_descent(found) if cold else found
    if name == "auto":
        found = two_layers.solve(problem, lam, cold, step, check)
        if found is not None:
            return _after_descent(found) if cold else found
    found = working_set.solve(problem, lam, start, step, check, descent=name == "auto")
    if name == "auto" and nodal.clustered(problem.dictionary):
        # the columns of a cluster agree to more digits than their factors have
        gap, _ = gap_of(problem, lam, found, check)
        exact = nodal.solve(problem, lam, None, step, check) if gap > nodal.ENOUGH else None
        if exact is not None:
            return replace(exact, solver=f"{found.solver} + {exact.solver}")
    return found


def _after_descent(found: Solution) -> Solution:
    """The same, its name saying that the bounded call came first."""
    return replace(found, solver=f"{coordinate_descent.NAME} + {found.solver}")


class LassoSolver(LossSolver):
    """Solves the squared loss.

    Parameters
    ----------
    scaled : Scaled
        Dictionary, values and weights of the merged samples.
    """

    def __init__(self, scaled: Scaled) -> None:
        self.scaled = scaled

    @property
    def clustered(self) -> bool:
        return nodal.clustered(self.scaled.dictionary)

    def solve(
        self, lam: float, start: Solution | None, step: Report, check: Check, solver: str
    ) -> Solution:
        solution = run(solver, self.scaled, lam, start, step, check)
        if solver == "coordinate_descent":
            return solution  # the reference stays as it is
        solution = canonical.choose(self.scaled, lam, solution, check)
        return without_needless(self.scaled, lam, solution, check)
