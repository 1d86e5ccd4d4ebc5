"""A measurement in a process of its own, with a time limit and its peak memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any

STARTING = 40.0  # seconds beyond its limit that a process may take to import and compile


def run(work: Callable[..., dict[str, Any]], *data: Any, limit: float) -> dict[str, Any]:
    """What `work(*data)` returns with "peak_mb" added; otherwise why there is none, as "failed"."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(there, work, data))
    process.start()
    there.close()
    answer = {"failed": f"no answer in {limit:g} s"}
    try:
        if here.poll(limit + STARTING):
            answer = here.recv()
    except EOFError:
        process.join()
        answer = {"failed": f"the process ended with {process.exitcode}"}
    process.kill()
    process.join()
    return answer


def _work(pipe: Any, work: Callable[..., dict[str, Any]], data: tuple[Any, ...]) -> None:
    warnings.simplefilter("ignore")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, str(os.cpu_count() or 1))
    try:
        answer = work(*data)
    except Exception as error:
        traceback.print_exc(limit=1, file=sys.stderr)
        pipe.send({"failed": f"{type(error).__name__}: {error}".split("\n")[0]})
        return
    answer["peak_mb"] = peak_mb()
    pipe.send(answer)


def peak_mb() -> float:
    """Largest resident size of this process so far, libraries included."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    out = work()
    return time.perf_counter() - began, out
