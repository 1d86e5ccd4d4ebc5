"""What the window asks of the worker, and what the worker says: frozen, all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from mirrors_engine.architecture import Architecture
from mirrors_engine.progress import Progress
from mirrors_gui.compute.fit_drawing import Picture
from mirrors_gui.compute.problem_cache import PathOutline

if TYPE_CHECKING:  # they import numpy and scipy, after the window is there
    from mirrors_engine.results import FitResult
    from mirrors_engine.signals import CsvOptions, Signal, Table


@dataclass(frozen=True, slots=True)
class Fit:
    """Solve one problem at one λ, then follow its path."""

    job: int
    signal: Signal
    architecture: Architecture
    loss: str
    solver: str
    lam_ratio: float
    loss_options: Mapping[str, float] = field(default_factory=dict)

    def same_problem(self, other: object) -> TypeGuard[Fit]:
        """Whether only λ differs."""
        return self.same_drag(other) and self.signal is other.signal

    def same_drag(self, other: object) -> TypeGuard[Fit]:
        """Whether only λ differs, or where points of the same data lie."""
        return (
            isinstance(other, Fit)
            and (self.signal.name, self.signal.source) == (other.signal.name, other.signal.source)
            and (self.architecture, self.loss, self.loss_options, self.solver)
            == (other.architecture, other.loss, other.loss_options, other.solver)
        )


@dataclass(frozen=True, slots=True)
class Load:
    """Read a file or pasted text, or take other columns of a table already read.

    Without `chosen` the columns are guessed (those that are None, if y is given), and without
    `options` the way to read them. `settings` are fields of the question that come with the data.
    """

    job: int
    path: Path | None = None
    text: str | None = None
    table: Table | None = None
    options: CsvOptions | None = None
    x: str | int | tuple[int, ...] | None = None
    y: str | int | None = None
    weights: str | int | None = None
    chosen: bool = False
    settings: tuple[tuple[str, Any], ...] = ()

    def same_problem(self, other: object) -> bool:
        return False


Request = Fit | Load


@dataclass(frozen=True, slots=True)
class Answer:
    """A fit, with the picture that draws it."""

    request: Fit
    result: FitResult
    curve: Picture


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: a table and the signal of its columns, or a project and neither of them."""

    request: Load
    signal: Signal | None
    table: Table | None
    columns: tuple[Any, Any] | None = None
    project: Any = None


@dataclass(frozen=True, slots=True)
class Failure:
    request: Request
    sentence: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user cancelled this request."""

    request: Request

    @property
    def slot(self) -> tuple[type, int]:
        """What was running says so after what was waiting, and must not take its place."""
        return type(self), self.request.job


@dataclass(frozen=True, slots=True)
class Progressed:
    request: Request
    progress: Progress


@dataclass(frozen=True, slots=True)
class PathGrown:
    request: Fit
    outline: PathOutline


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """Compute something about an answer.

    Attributes
    ----------
    fit : Fit
        The request that the answer is to.
    result : FitResult
    name : str
        A key of `compute.analyses.ANALYSES`.
    about : optional
        Which part of the answer, for an analysis of a part.
    """

    fit: Fit
    result: FitResult
    name: str
    about: Any = None


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What an analysis found; `note` says why there is nothing."""

    request: AnalysisRequest | None
    value: Any = None
    note: str = ""

    @property
    def slot(self) -> tuple[type, str]:
        """Results of different analyses do not replace each other before they are delivered."""
        return type(self), "" if self.request is None else self.request.name
