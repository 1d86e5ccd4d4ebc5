"""The same task for many items, here or on several processes or a cluster: joblib schedules.

Results come in the order of the items and are those of one process, bit by bit: each task is
computed by itself with one thread of linear algebra, and depends on nothing but its item.

Starting the processes takes about a second, so that several are worth it only where all tasks
together take some seconds. They stay for the next call until five minutes without work have
passed or the program ends; a call that is given up ends them.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, TypeVar

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.utils.background import POLL_S
from mirrors_engine.utils.threads import one_blas_thread

T = TypeVar("T")
Task = Callable[[Any, Monitor], T]

_WAITING = Progress("waiting for other processes")


class InOrder(Generic[T]):
    """The results of a task, in order; a context that gives up what is not done at its end.

    Parameters
    ----------
    task : callable
        Called with an item and a monitor. It can be pickled, as the items can, unless `jobs`
        is 1.
    items : sequence
    jobs : int
        Processes; 0 for one on each core. With 1 the tasks are done here, when their results
        are asked for; else at once.
    dask : str, optional
        Address of the scheduler of a Dask cluster, such as tcp://10.0.0.1:8786, that does the
        work instead.
    monitor_of : callable
        The monitor for the item of a number. While other processes work on it, it is called
        every 50 ms, and may raise `Cancelled`.
    batch_size : int or str
        Of joblib: how many items go to a process together.

    Raises
    ------
    SettingError
        If `jobs` is negative, or the cluster cannot be reached.
    """

    def __init__(
        self,
        task: Task[T],
        items: Sequence[Any],
        *,
        jobs: int = 1,
        dask: str | None = None,
        monitor_of: Callable[[int], Monitor] = lambda _: silent,
        batch_size: int | str = "auto",
    ) -> None:
        if jobs < 0:
            raise SettingError(f"{jobs} processes are too few: use 1 or more, or 0 for all cores.")
        self._task, self._items, self._monitor_of = task, items, monitor_of
        self._workers: Any = None
        self._context: AbstractContextManager[Any] = nullcontext()
        # a packaged program cannot be started again as a process that computes
        if (jobs == 1 and dask is None) or len(items) == 0 or getattr(sys, "frozen", False):
            return
        from joblib import Parallel

        self._found: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        self._context = _cluster(dask)
        self._context.__enter__()
        self._workers = Parallel(n_jobs=jobs or -1, return_as="generator", batch_size=batch_size)
        self._thread = threading.Thread(target=self._collect, name="mirrors-processes")
        self._thread.start()

    def __iter__(self) -> Iterator[T]:
        if self._workers is None:
            for number, item in enumerate(self._items):
                yield _alone(self._task, item, self._monitor_of(number))
            return
        for number in range(len(self._items)):
            done, value = self._next(self._monitor_of(number))
            if not done:
                raise value
            yield value

    def __enter__(self) -> InOrder[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *why: Any) -> None:
        if self._workers is None:
            return
        if self._thread.is_alive() and kind is not None:
            self._workers._abort()  # kills the processes, or forgets the tasks of a cluster
        self._thread.join()
        self._workers = None
        self._context.__exit__(kind, *why)

    def _next(self, monitor: Monitor) -> tuple[bool, Any]:
        while True:
            try:
                return self._found.get(timeout=POLL_S)
            except queue.Empty:
                monitor(_WAITING)

    def _collect(self) -> None:
        """On a thread of its own, because joblib waits without asking anybody."""
        from joblib import delayed

        try:
            calls = (delayed(_alone)(self._task, item, silent) for item in self._items)
            for value in self._workers(calls):
                self._found.put((True, value))
        except BaseException as error:
            self._found.put((False, error))


def end_processes() -> None:
    """End the processes that wait for the next call."""
    from joblib.externals.loky import get_reusable_executor

    get_reusable_executor().shutdown(wait=True, kill_workers=True)


def _alone(task: Task[T], item: Any, monitor: Monitor) -> T:
    with one_blas_thread():
        return task(item, monitor)


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
    return _OnDask(Client, address)


class _OnDask:
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
