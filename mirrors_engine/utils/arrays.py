"""Arrays as results hold them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def frozen(values: ArrayLike) -> np.ndarray:
    """A copy that cannot be written to, so that results may be shared between threads."""
    copy = np.array(values)
    copy.setflags(write=False)
    return copy


def sealed(fresh: np.ndarray) -> np.ndarray:
    """An array that nobody else holds, read-only from here on."""
    fresh.setflags(write=False)
    return fresh


def diff(values: np.ndarray) -> np.ndarray:
    """values[1:] - values[:-1] of (N,) numbers; `np.diff` takes several times as long on few."""
    return values[1:] - values[:-1]


def lengths_of(starts: np.ndarray, n: int) -> np.ndarray:
    """Of consecutive pieces of n samples, from their first samples."""
    out = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=out[:-1])
    out[-1:] = n - starts[-1:]
    return out


def others(n: int, some: np.ndarray) -> np.ndarray:
    """The numbers below n that are not among some of them, increasing."""
    left = np.ones(n, dtype=bool)
    left[some] = False
    return np.flatnonzero(left)
