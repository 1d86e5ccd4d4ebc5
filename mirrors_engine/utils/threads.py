"""One BLAS thread while solving.

The factors here have tens to hundreds of columns: a second BLAS thread spins for the
core that the window needs, and with both cores busy made single solves 30 times slower.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_blas_thread() -> AbstractContextManager:
    """Context in which NumPy's and SciPy's linear algebra uses one thread."""
    return _controller().limit(limits=1, user_api="blas")
