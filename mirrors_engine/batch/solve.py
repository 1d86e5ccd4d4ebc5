"""How each signal of a batch is fitted, as one value that goes to other processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mirrors_engine.architecture import Architecture
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.selection.rule import LamRule
from mirrors_engine.signals.signal import Signal


@dataclass(frozen=True)
class Solve:
    """One network, one loss, and one rule for λ, for every signal.

    Attributes
    ----------
    network : Architecture
    rule : LamRule
    loss, solver : str
    loss_options : dict
        `delta` for huber, `quantile` for quantile.
    """

    network: Architecture
    rule: LamRule
    loss: str = "squared"
    loss_options: Mapping[str, float] = field(default_factory=dict)
    solver: str = "auto"

    def __call__(
        self,
        signal: Signal,
        monitor: Monitor = silent,
        warn: Callable[[str], object] | None = None,
    ) -> FitResult:
        """The fit of a signal; what there is to be warned of is in its notes without `warn`."""
        problem = Problem(signal, self.network, self.loss, **self.loss_options)
        notes: list[str] = []
        found = self.rule.fit(problem, self.solver, monitor, warn or notes.append)
        return replace(found, notes=(*found.notes, *notes)) if notes else found


__all__ = ["Solve"]
