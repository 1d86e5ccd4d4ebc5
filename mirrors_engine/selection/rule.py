"""How λ is chosen, as one value: given, by the size of the network, or by a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, silent

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult
    from mirrors_engine.selection.result import Selection
    from mirrors_engine.signals.signal import Signal

VALIDATED = ("min", "1se")


def usual_splits(signal: Signal) -> str:
    """Blocks where the order is time, random folds elsewhere."""
    return "blocked" if signal.x_is_time or signal.dimension > 1 else "random"


@dataclass(frozen=True)
class LamRule:
    """One of the ways to choose λ; can be pickled.

    Attributes
    ----------
    lam, lam_ratio, neurons, kinks
        As in `fit`.
    select : str, optional
        "min", "1se", "aic", "aicc" or "bic", as in `select`.
    splits : str, optional
        Of cross-validation; None for those that suit the signal.
    folds, order, seed
        As in `select`.
    """

    lam: float | None = None
    lam_ratio: float | None = None
    neurons: int | None = None
    kinks: int | None = None
    select: str | None = None
    splits: str | None = None
    folds: int = 5
    order: str | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        ways = (self.lam, self.lam_ratio, self.neurons, self.kinks, self.select)
        if sum(way is not None for way in ways) != 1:
            raise SettingError("Give one of lam, lam_ratio, neurons, kinks and select.")

    def fit(
        self,
        problem: Problem,
        solver: str = "auto",
        monitor: Monitor = silent,
        warn: Callable[[str], object] = lambda words: None,
        **where: Any,
    ) -> FitResult:
        """The optimum at the λ of this rule.

        Parameters
        ----------
        problem : Problem
        solver, monitor
            As in `fit`.
        warn : callable
            Receives a sentence if a rule picked an end of its grid.
        **where
            jobs and dask, as in `select`.

        Raises
        ------
        MirrorsError
            With one sentence that says what to change.
        """
        if self.neurons is not None or self.kinks is not None:
            from mirrors_engine.homotopy.by_size import fit_by_size

            return fit_by_size(problem, self.neurons, self.kinks, solver=solver, monitor=monitor)
        if self.select is None:
            return problem.solve(self.lam, lam_ratio=self.lam_ratio, solver=solver, monitor=monitor)
        from mirrors_engine.homotopy.grid import follow

        found = self.scores(problem, solver, monitor, **where)
        words = found.edge_words(self.select)
        if words:
            warn(words)
        return next(follow(problem, np.array([found.lam(self.select)]), solver, monitor))

    def scores(self, problem: Problem, solver: str, monitor: Monitor, **where: Any) -> Selection:
        """What the rule `select` chooses by."""
        from mirrors_engine.selection.choosing import select

        usual = self.splits or usual_splits(problem.signal)
        return select(
            problem.signal,
            problem.architecture,
            splits=usual if self.select in VALIDATED else None,
            folds=self.folds,
            order=self.order,
            seed=self.seed,
            solver=solver,
            loss=problem.loss,
            monitor=monitor,
            **where,
            **problem.loss_options,
        )
