"""Running sums of long arrays, by matrix products.

In a running sum each addition waits for the one before: 2.9 ms a million numbers. Sums within
blocks by a product with a triangular matrix, and a running sum over the blocks, take 1.3 ms, and
rounding is less. Several BLAS threads would wait for each other: callers use `one_blas_thread`.
"""

from __future__ import annotations

import numpy as np

_BLOCK = 16
_TRIANGLE = np.triu(np.ones((_BLOCK, _BLOCK)))
LONG = 4096  # numbers from which it is faster


def running_sum(
    values: np.ndarray, before: float = 0.0, out: np.ndarray | None = None
) -> np.ndarray:
    """before + values[0], before + values[0] + values[1], … of finite numbers."""
    n = len(values)
    if n < LONG and before == 0:
        return values.cumsum(out=out)
    out = np.empty(n) if out is None else out
    whole = n - n % _BLOCK if n >= LONG else 0
    if whole:
        blocks = out[:whole].reshape(-1, _BLOCK)
        np.matmul(values[:whole].reshape(-1, _BLOCK), _TRIANGLE, out=blocks)
        ends = np.empty(len(blocks))
        ends[0], ends[1:] = before, blocks[:-1, -1]
        blocks += ends.cumsum()[:, None]
        before = out[whole - 1]
    if whole < n:
        values[whole:].cumsum(out=out[whole:])
        out[whole:] += before
    return out
