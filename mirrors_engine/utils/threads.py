"""One BLAS thread while solving.

The factors here have tens to hundreds of columns: a second BLAS thread spins for the
core that the window needs, and with both cores busy made single solves 30 times slower.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController

from mirrors_engine.utils.shared_context import SharedContext


@cache
def _libraries() -> list[Any]:
    return ThreadpoolController().select(user_api="blas").lib_controllers


@contextmanager
def _limited() -> Iterator[None]:
    before = [(library, library.get_num_threads()) for library in _libraries()]
    several = [(library, number) for library, number in before if number != 1]
    for library, _ in several:
        library.set_num_threads(1)
    try:
        yield
    finally:
        for library, number in several:
            library.set_num_threads(number)


_one_thread = SharedContext(_limited)


def one_blas_thread() -> SharedContext:
    """Context in which NumPy's and SciPy's linear algebra uses one thread.

    The number belongs to the whole process, and so does the context. Threadpoolctl's own limit
    takes 40 µs each time.
    """
    return _one_thread
