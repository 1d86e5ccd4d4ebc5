"""A batch on several processes or on a cluster; only the seconds of its lines differ."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from mirrors_engine.batch.batch import Columns, Line, Source, batch
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.utils.parallel import InOrder

_PIECES = 8  # for each process, of the columns of one file, which each piece reads again

Solve = Callable[[Signal], FitResult]


def batch_parallel(
    sources: Sequence[Source],
    solve: Solve,
    x: Columns = None,
    weights: str | int | None = None,
    reading: CsvOptions | None = None,
    *,
    jobs: int = 1,
    dask: str | None = None,
    outlines: bool = False,
    monitor: Monitor = silent,
) -> Generator[Line, None, None]:
    """Fit the sources, several at a time, and yield their lines in order.

    Parameters
    ----------
    sources, solve, x, weights, reading
        As for `batch`; `solve` can be pickled.
    jobs, dask
        As in `InOrder`.
    outlines : bool
        As for `batch`.
    monitor : callable
        Called every 50 ms while other processes work, and may raise `Cancelled`.

    Raises
    ------
    SettingError
        If `jobs` is negative, or the cluster cannot be reached.
    """
    if jobs == 1 and dask is None:
        yield from batch(sources, solve, x, weights, reading, outlines=outlines, monitor=monitor)
        return
    task, pieces = _Piece(solve, x, weights, reading, outlines), _pieces(sources, jobs or 8)
    ways: dict[str, Any] = {"jobs": jobs, "dask": dask, "batch_size": 1}
    with InOrder(task, pieces, monitor_of=lambda _: monitor, **ways) as found:
        for lines in found:
            yield from lines


@dataclass(frozen=True)
class _Piece:
    """How some sources are fitted."""

    solve: Solve
    x: Columns
    weights: str | int | None
    reading: CsvOptions | None
    outlines: bool

    def __call__(self, sources: Sequence[Source], _: Monitor) -> list[Line]:
        how = (self.solve, self.x, self.weights, self.reading)
        return list(batch(sources, *how, outlines=self.outlines))


def _pieces(sources: Sequence[Source], jobs: int) -> list[list[Source]]:
    """Sources in a row, few enough together that all processes end at about the same time."""
    size = max(1, len(sources) // (_PIECES * jobs))
    return [list(sources[k : k + size]) for k in range(0, len(sources), size)]
