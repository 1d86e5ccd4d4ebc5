"""One BLAS thread while solving.

The factors here have tens to hundreds of columns: a second BLAS thread spins for the
core that the window needs, and with both cores busy made single solves 30 times slower.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController

_lock = threading.Lock()
_inside = 0
_before: list[tuple[Any, int]] = []


@cache
def _libraries() -> list[Any]:
    return ThreadpoolController().select(user_api="blas").lib_controllers


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Context in which NumPy's and SciPy's linear algebra uses one thread.

    The number belongs to the whole process: the first thread that enters sets it, and the last
    to leave sets it back. `ThreadpoolController.limit` does so for each, and takes 40 µs for it.
    """
    global _inside, _before
    with _lock:
        if not _inside:
            _before = [(library, library.get_num_threads()) for library in _libraries()]
            _set([(library, 1) for library, _ in _before])
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _set(_before)


def _set(numbers: list[tuple[Any, int]]) -> None:
    for library, number in numbers:
        if number != library.get_num_threads():
            library.set_num_threads(number)
