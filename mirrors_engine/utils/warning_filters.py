"""Warnings of a library that are expected, ignored on several threads at once."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0
_filters = warnings.catch_warnings()


@contextmanager
def ignoring(category: type[Warning]) -> Iterator[None]:
    """Ignore one kind of warning while any thread is inside.

    `warnings.catch_warnings` belongs to the whole process: of two threads that overlap, the
    first to leave takes the filter from the other, and the last to leave keeps it for ever.
    """
    global _inside, _filters
    with _lock:
        if not _inside:
            _filters = warnings.catch_warnings()
            _filters.__enter__()
        _inside += 1
        warnings.simplefilter("ignore", category)
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _filters.__exit__(None, None, None)


__all__ = ["ignoring"]
