"""Analyses of an answer, computed on the worker only when a view asks for them.

`ANALYSES` lists them; another one joins by an entry there. What has settings of its own (forecast,
bands, a choice of λ, a batch) is no entry: its view starts it on a `Runner`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mirrors_engine.progress import Monitor
from mirrors_gui.compute.messages import AnalysisRequest, AnalysisResult
from mirrors_gui.text.translate import mark

if TYPE_CHECKING:  # they import scipy, after the window is there
    from mirrors_engine.landscape import Landscape
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

MAP, LANDSCAPE, RANGES, BAND, OTHERS, FORMS, OUTSIDE = (
    mark("mirror map"),
    "landscape",
    mark("weight ranges"),
    mark("optimal band"),
    mark("other optimal networks"),
    mark("closed forms"),
    mark("networks outside the dictionary"),
)
MOST_OTHERS = 8
NONE_OUTSIDE = mark("None was found: no two neurons merge into one that bends where no sample is.")


class LandscapeCache:
    """The landscape of the last result, which several analyses need."""

    def __init__(self) -> None:
        self._landscape: Landscape | None = None

    def get(self, result: FitResult, problem: Problem | None, monitor: Monitor) -> Landscape:
        from mirrors_engine.landscape import landscape

        if self._landscape is None or self._landscape.result is not result:
            self._landscape = None  # its memory is free before the next one is computed
            self._landscape = landscape(result, problem, monitor)
        return self._landscape


@dataclass(frozen=True, slots=True)
class Context:
    """What an analysis can use.

    Attributes
    ----------
    result : FitResult
        The answer to analyse.
    problem : Problem or None
        One that may have made it.
    landscapes : LandscapeCache
    monitor : callable
    """

    result: FitResult
    problem: Problem | None
    landscapes: LandscapeCache
    monitor: Monitor

    def landscape(self) -> Landscape:
        return self.landscapes.get(self.result, self.problem, self.monitor)


Compute = Callable[[Context], tuple[Any, str]]
"""Returns the value, and why there is none."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One kind of analysis.

    Attributes
    ----------
    name : str
    compute : callable
    background : bool
        Whether nobody may be waiting for it, so that it is interrupted for any other.
    """

    name: str
    compute: Compute
    background: bool = False


def _mirror_map(context: Context) -> tuple[Any, str]:
    from mirrors_engine.landscape.mirror_map import mirror_map

    return mirror_map(context.result, monitor=context.monitor), ""


def _closed_forms(context: Context) -> tuple[Any, str]:
    from mirrors_engine.closed_forms import applies

    result = context.result
    return applies(result.signal, result.architecture, result), ""


def _outside(context: Context) -> tuple[Any, str]:
    from mirrors_engine.landscape.outside import outside

    return outside(context.result, context.monitor), NONE_OUTSIDE


def _of_landscape(part: Callable[[Landscape, Monitor], Any]) -> Compute:
    """Computes `part` of the landscape where there is one."""

    def compute(context: Context) -> tuple[Any, str]:
        land = context.landscape()
        return (part(land, context.monitor), "") if land.computed else (None, land.note)

    return compute


ANALYSES = {
    analysis.name: analysis
    for analysis in (
        Analysis(MAP, _mirror_map),
        Analysis(LANDSCAPE, _of_landscape(lambda land, _: land)),
        Analysis(RANGES, _of_landscape(lambda land, monitor: land.weight_ranges(monitor))),
        Analysis(BAND, _of_landscape(lambda land, monitor: land.band(monitor=monitor)), True),
        Analysis(
            OTHERS, _of_landscape(lambda land, monitor: land.sample(MOST_OTHERS, monitor=monitor))
        ),
        Analysis(FORMS, _closed_forms),
        Analysis(OUTSIDE, _outside),
    )
}


def analyse(
    request: AnalysisRequest,
    problem: Problem | None,
    landscapes: LandscapeCache,
    monitor: Monitor,
) -> AnalysisResult:
    """Compute what was requested; on the worker's thread."""
    context = Context(request.result, problem, landscapes, monitor)
    return AnalysisResult(request, *ANALYSES[request.name].compute(context))
