"""A batch on several processes or on a cluster: joblib does the scheduling.

The lines come in the order of the sources and are those of one process, since every signal is
solved by itself with one thread of linear algebra; only the seconds differ.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from mirrors_engine.batch.batch import Columns, Line, Source, batch
from mirrors_engine.errors import SettingError
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.options import CsvOptions

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
) -> Generator[Line, None, None]:
    """Fit the sources, several at a time, and yield their lines in order.

    Parameters
    ----------
    sources, solve, x, weights, reading
        As for `batch`; `solve` can be pickled.
    jobs : int
        Processes; 0 for one on each core.
    dask : str, optional
        Address of the scheduler of a Dask cluster, such as tcp://10.0.0.1:8786, that does
        the work instead.

    Raises
    ------
    SettingError
        If `jobs` is negative, or the cluster cannot be reached.
    """
    if jobs < 0:
        raise SettingError(f"{jobs} processes are too few: use 1 or more, or 0 for all cores.")
    if (jobs == 1 and dask is None) or getattr(sys, "frozen", False):
        # a packaged program cannot be started again as a process that computes
        yield from batch(sources, solve, x, weights, reading)
        return
    from joblib import Parallel, delayed

    pieces = _pieces(sources, jobs or 8)
    with _cluster(dask):
        workers = Parallel(n_jobs=jobs or -1, return_as="generator", batch_size=1)
        found = workers(delayed(_piece)(each, solve, x, weights, reading) for each in pieces)
        try:
            for lines in found:
                yield from lines
        finally:
            found.close()  # gives up what has not begun


def _piece(
    sources: Sequence[Source],
    solve: Solve,
    x: Columns,
    weights: str | int | None,
    reading: CsvOptions | None,
) -> list[Line]:
    return list(batch(sources, solve, x, weights, reading))


def _pieces(sources: Sequence[Source], jobs: int) -> list[list[Source]]:
    """Sources in a row, few enough together that all processes end at about the same time."""
    size = max(1, len(sources) // (_PIECES * jobs))
    return [list(sources[k : k + size]) for k in range(0, len(sources), size)]


def _cluster(address: str | None) -> AbstractContextManager[Any]:
    """A context in which joblib works on a Dask cluster."""
    if address is None:
        return nullcontext()
    try:
        from distributed import Client
    except ImportError:
        raise SettingError(
            "A Dask cluster needs the package distributed: install mirrors[dask]."
        ) from None
    return _on_dask(Client, address)


class _on_dask:
    """joblib's backend for Dask, with a client that is closed afterwards."""

    def __init__(self, client: Any, address: str) -> None:
        from joblib import parallel_config

        try:
            self.client = client(address, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            words = " ".join(f"{error}".split())[:80]
            raise SettingError(
                f"There is no Dask cluster at {address} ({words}): start dask scheduler there, or "
                "check the address."
            ) from None
        self.config = parallel_config(backend="dask")

    def __enter__(self) -> None:
        self.config.__enter__()

    def __exit__(self, *why: object) -> None:
        self.config.__exit__(*why)
        self.client.close()
