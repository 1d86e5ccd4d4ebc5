"""One long library call on a thread of its own, while the caller checks for cancellation.

A factorisation, a sort or a linear program cannot be divided into pieces with a check for
cancellation in between. NumPy, SciPy's LAPACK and HiGHS release the interpreter while they
compute, so such a call runs on a thread of its own while the caller's reports progress.
"""

from __future__ import annotations

import atexit
import contextvars
import os
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from mirrors_engine.progress import Check

POLL_S = 0.05
LONG_WORK = 3e7  # multiply-adds from which a call is worth a thread (0.1 ms): some 10 to 50 ms

T = TypeVar("T")

_abandoned: list[threading.Thread] = []


def in_background(
    call: Callable[[], T],
    check: Check,
    work: float = float("inf"),
    stop: Callable[[], None] = lambda: None,
) -> T:
    """What `call()` returns or raises, while `check` is called every 50 ms.

    Parameters
    ----------
    call : callable
        It must release the interpreter while it computes, and change nothing that others
        can see: if `check` raises, the call may run on and its result is dropped.
    check : callable
        May raise `Cancelled`, which is passed on at once.
    work : float
        Estimated multiply-adds; a short call is made directly.
    stop : callable
        Asks a call that is no longer wanted to end early.
    """
    if work < LONG_WORK:
        return call()
    context = contextvars.copy_context()  # NumPy's error state belongs to it
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(context.run(call))
        except BaseException as error:
            errors.append(error)

    # not a daemon: the interpreter must not be taken down under a library that still computes;
    # a program that ends before calls that were given up ends by `leave`
    thread = threading.Thread(target=run, name="mirrors-call")
    thread.start()
    try:
        thread.join(POLL_S)
        while thread.is_alive():
            check()
            thread.join(POLL_S)
    except BaseException:
        stop()
        _abandoned[:] = [left for left in _abandoned if left.is_alive()] + [thread]
        raise
    if errors:
        raise errors[0]
    return results[0]


def leave(code: int) -> int:
    """The exit code of a program that is done, which ends here if calls that were given up run on.

    Python would wait for them, for seconds and for nothing.
    """
    if not any(thread.is_alive() for thread in _abandoned):
        return code
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)
