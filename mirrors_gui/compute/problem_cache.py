"""Recent problems, each with its warm start and its path as far as it is known.

Going back to a signal or a network finds its path where it was left. Only the worker's
thread touches what is here; what it hands out is frozen.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Monitor

if TYPE_CHECKING:  # scipy comes with it, after the window
    from mirrors_engine.homotopy import Event, Path, Segment
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

MIN_RATIO = 1e-4
OUTLINE_INTERVAL_S = 0.1  # between two outlines of a path that grows
KEPT = 8  # problems
MEMORY = 1 << 28  # bytes that all paths may take, as far as samples are counted


@dataclass(frozen=True, slots=True, eq=False)
class PathPoint:
    """The active features at one λ: enough to draw the path, no more.

    At an event there are two, before and after; what is just being born weighs 0. The (K, width)
    array of keys is the same object all along a segment.
    """

    lam_ratio: float
    neurons: int
    keys: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class PathOutline:
    """A path as it is drawn.

    Attributes
    ----------
    points : tuple of PathPoint
        From λ_max down.
    events : tuple of Event
        The same way; those not exact yet have a width.
    covered, exact : bool
        Whether it reaches all the way down, and whether nothing is left to be found.
    path : Path
        Itself.
    """

    points: tuple[PathPoint, ...]
    events: tuple[Event, ...]
    covered: bool
    exact: bool
    path: Path


@dataclass(eq=False)
class CachedProblem:
    """One problem, the last answer to start from, and its path."""

    problem: Problem
    path: Path
    result: FitResult | None = None
    sent: Path | None = None  # the path of the last outline
    _drawn: dict[Segment, tuple[PathPoint, ...]] = field(default_factory=dict)

    def result_at(self, ratio: float) -> FitResult | None:
        """The answer at λ/λ_max, from the path or the last one; None where it is not known."""
        found = self.path.result_at(ratio * self.problem.lam_max)
        last, lam = self.result, ratio * (self.problem.lam_max or 1.0)
        if found is None and last is not None and last.certified:
            found = last if math.isclose(last.lam, lam, rel_tol=1e-15) else None
        return found

    def follow(
        self, solver: str, near: Callable[[], float], monitor: Monitor
    ) -> Iterator[PathOutline]:
        """Make the path grow until it is exact, the surroundings of `near()` first."""
        from mirrors_engine.homotopy import path_events

        if self.path.segments and self.sent is not self.path:
            yield self._outline()
        last = time.monotonic()
        try:
            for path in path_events(
                self.problem, MIN_RATIO, solver=solver, monitor=monitor, start=self.path, near=near
            ):
                self.path = path
                if time.monotonic() - last >= OUTLINE_INTERVAL_S:
                    yield self._outline()
                    last = time.monotonic()
        except Cancelled:
            if self.sent is not self.path:
                yield self._outline()
            raise
        if self.sent is not self.path:
            yield self._outline()

    def _outline(self) -> PathOutline:
        path, self.sent = self.path, self.path
        drawn = {s: self._drawn.get(s) or _points(path, s) for s in path.segments}
        self._drawn = drawn
        points = tuple(point for some in drawn.values() for point in some)
        if path.complete and not points:  # λ_max is 0: a constant at every λ
            points = (PathPoint(1.0, 0, np.empty((0, 0), dtype=int), np.empty(0)),)
        return PathOutline(points, path.events, path.covered, path.complete, path)

    @property
    def size(self) -> int:
        """Bytes, as far as samples are counted."""
        return self.path.size


class ProblemCache:
    """The problems solved lately, the latest last."""

    def __init__(self) -> None:
        self._problems: dict[Any, tuple[Any, CachedProblem]] = {}

    def of(
        self,
        signal: Any,
        architecture: Any,
        loss: str,
        options: Mapping[str, float],
        solver: str,
    ) -> CachedProblem:
        """The entry of a problem, made where there is none; old entries may be dropped for it.

        Raises
        ------
        MirrorsError
            If there is no such problem.
        """
        from mirrors_engine.homotopy import Path
        from mirrors_engine.problem import Problem

        name = (id(signal), architecture, loss, tuple(sorted(options.items())), solver)
        # the signal is kept along, so that no other can take its id
        kept = self._problems.pop(name, None)
        if kept is None:
            self._drop_old()  # before memory is needed for the new one
            problem = Problem(signal, architecture, loss, **options)
            kept = signal, CachedProblem(problem, Path(problem, (), MIN_RATIO))
        kept[1].sent = None
        self._problems[name] = kept
        return kept[1]

    def _drop_old(self) -> None:
        used = [(name, cached.size) for name, (_, cached) in self._problems.items()]
        while used and (len(used) >= KEPT or sum(size for _, size in used) > MEMORY):
            del self._problems[used.pop(0)[0]]


def _points(path: Path, segment: Segment) -> tuple[PathPoint, ...]:
    return tuple(
        PathPoint(spot.lam_ratio, len(spot.names), spot.names, spot.weights)
        for spot in path.spots(segment)
    )
