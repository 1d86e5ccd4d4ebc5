"""Analyses of an answer, computed on the worker only when a view asks for them.

`ANALYSES` lists them; another one joins by an entry there. What has settings of its own (forecast,
bands, a choice of λ, a batch) is no entry: its view starts it on a `Runner`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mirrors_engine.progress import Monitor
from mirrors_gui.compute.messages import AnalysisRequest, AnalysisResult
from mirrors_gui.text.translate import mark

if TYPE_CHECKING:  # they import scipy, after the window is there
    from mirrors_engine.landscape import Landscape
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

MAP, CLOSER, LINES, LANDSCAPE, RANGES, BAND, OTHERS, FORMS, OUTSIDE, PIECES = (
    mark("mirror map"),
    mark("mirror map close up"),
    mark("lines of the path"),
    "landscape",
    mark("weight ranges"),
    mark("optimal band"),
    mark("other optimal networks"),
    mark("closed forms"),
    mark("networks outside the dictionary"),
    mark("pieces of the function"),
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
    about : optional
        Which part of the answer.
    """

    result: FitResult
    problem: Problem | None
    landscapes: LandscapeCache
    monitor: Monitor
    about: Any = None

    def landscape(self) -> Landscape:
        return self.landscapes.get(self.result, self.problem, self.monitor)


Found = tuple[Any, str]
"""The value, and why there is none."""
Compute = Callable[[Context], Iterator[Found]]
"""Yields what it finds, from coarse to fine."""

NEVER_WAITED_FOR, WAITED_FOR, LOOKED_AT = range(3)


@dataclass(frozen=True, slots=True)
class Analysis:
    """One kind of analysis.

    Attributes
    ----------
    name : str
    compute : callable
    urgency : int
        It is interrupted for any of a greater one: `NEVER_WAITED_FOR` is what nobody may have
        asked for, `LOOKED_AT` a part that the user goes along.
    """

    name: str
    compute: Compute
    urgency: int = WAITED_FOR


def _mirror_map(context: Context) -> Iterator[Found]:
    from mirrors_engine.landscape.mirror_map import mirror_maps

    return ((found, "") for found in mirror_maps(context.result, monitor=context.monitor))


def _closer(context: Context) -> Iterator[Found]:
    overview, rows, columns = context.about
    return ((found, "") for found in overview.closer(rows, columns, context.monitor))


def _path_lines(context: Context) -> Iterator[Found]:
    from mirrors_gui.compute.path_lines import path_lines

    path, part, coarse = context.about
    start, monitor = context.result, context.monitor
    return (
        (found, "") for found in path_lines(path, part, coarse, context.problem, start, monitor)
    )


def _closed_forms(context: Context) -> Iterator[Found]:
    from mirrors_engine.closed_forms import applies

    result = context.result
    yield applies(result.signal, result.architecture, result), ""


def _outside(context: Context) -> Iterator[Found]:
    from mirrors_engine.landscape.outside import outside

    yield outside(context.result, context.monitor), NONE_OUTSIDE


def _pieces(context: Context) -> Iterator[Found]:
    from mirrors_gui.compute.pieces import piece_table

    yield piece_table(context.result), ""


def _of_landscape(part: Callable[[Landscape, Monitor], Any]) -> Compute:
    """Computes `part` of the landscape where there is one."""

    def compute(context: Context) -> Iterator[Found]:
        land = context.landscape()
        yield (part(land, context.monitor), "") if land.computed else (None, land.note)

    return compute


ANALYSES = {
    analysis.name: analysis
    for analysis in (
        Analysis(MAP, _mirror_map),
        Analysis(CLOSER, _closer, LOOKED_AT),
        Analysis(LINES, _path_lines, LOOKED_AT),
        Analysis(LANDSCAPE, _of_landscape(lambda land, _: land)),
        Analysis(RANGES, _of_landscape(lambda land, monitor: land.weight_ranges(monitor))),
        Analysis(
            BAND,
            _of_landscape(lambda land, monitor: land.band(monitor=monitor)),
            NEVER_WAITED_FOR,
        ),
        Analysis(
            OTHERS, _of_landscape(lambda land, monitor: land.sample(MOST_OTHERS, monitor=monitor))
        ),
        Analysis(FORMS, _closed_forms),
        Analysis(OUTSIDE, _outside),
        Analysis(PIECES, _pieces),
    )
}


def analyse(
    request: AnalysisRequest,
    problem: Problem | None,
    landscapes: LandscapeCache,
    monitor: Monitor,
) -> Iterator[AnalysisResult]:
    """Compute what was requested, from coarse to fine; on the worker's thread."""
    context = Context(request.result, problem, landscapes, monitor, request.about)
    for found in ANALYSES[request.name].compute(context):
        yield AnalysisResult(request, *found)
