"""The function and the numbers of a pinned fit, computed anew where they are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.progress import Monitor
from mirrors_gui.compute.fit_drawing import picture_of
from mirrors_gui.compute.polyline import Curve
from mirrors_gui.compute.runner import Job, guarded

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_gui.compute.fit_drawing import Picture


@dataclass(frozen=True, eq=False, slots=True)
class PinnedFit:
    """What is shown of a pinned fit.

    Attributes
    ----------
    lam, lam_max, objective, rmse, r2 : float
    norm : float
        Σ |z|.
    neurons, kinks, parameters : int
        The last is the effective number of parameters.
    certified : bool
    curve : Curve or None
        Its function, on the line.
    """

    lam: float
    lam_max: float
    objective: float
    rmse: float
    r2: float
    norm: float
    neurons: int
    kinks: int
    parameters: int
    certified: bool
    curve: Curve | None


@dataclass(frozen=True, eq=False, slots=True)
class Refit:
    """A pinned fit that was computed anew; `note` says why there is none."""

    asked: tuple[Any, ...]
    fit: PinnedFit | None
    note: str = ""

    @property
    def slot(self) -> tuple[Any, ...]:
        """Every pin is delivered."""
        return type(self), self.asked


def summary_of(result: FitResult, picture: Picture) -> PinnedFit:
    """What to keep of a result and its picture."""
    return PinnedFit(
        lam=result.lam,
        lam_max=result.lam_max,
        objective=result.objective,
        rmse=result.rmse,
        r2=result.r2,
        norm=float(np.abs(result.weights).sum()),
        neurons=len(result.weights),
        kinks=len(result.kink_table),
        parameters=result.degrees_of_freedom,
        certified=result.certified,
        curve=picture if isinstance(picture, Curve) else None,
    )


def refits(pins: Sequence[Any]) -> Job:
    """A job that solves the questions of pins, one after the other."""

    def job(monitor: Monitor) -> Iterator[Refit]:
        for pin in pins:
            found: list[PinnedFit] = []

            def work(pin: Any = pin, found: list[PinnedFit] = found) -> None:
                found.append(_solve(pin, monitor))

            note = guarded(work, f"the pinned fit {pin.name!r}")
            yield Refit(pin.asked, found[0] if found else None, note)

    return job


def _solve(pin: Any, monitor: Monitor) -> PinnedFit:
    from mirrors_engine.problem import Problem

    problem = Problem(pin.signal, pin.architecture, pin.loss, **dict(pin.loss_options))
    lam = pin.lam_ratio * (problem.lam_max or 1.0)  # as the worker asks for it
    result = problem.solve(lam, solver=pin.solver, monitor=monitor)
    return summary_of(result, picture_of(result))
