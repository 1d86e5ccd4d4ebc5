"""Warnings of a library that are expected, ignored on several threads at once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from mirrors_engine.utils.shared_context import SharedContext

_filters = SharedContext(warnings.catch_warnings)


@contextmanager
def ignoring(category: type[Warning]) -> Iterator[None]:
    """Ignore one kind of warning while any thread is inside."""
    with _filters:
        warnings.simplefilter("ignore", category)
        yield
