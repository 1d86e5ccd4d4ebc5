"""Weights of samples as long passes read them: None where all are 1, and none is read.

A pass over a million weights takes as long as one over the values.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine.utils.chunks import extremes


def weighting_of(w: np.ndarray) -> np.ndarray | None:
    """The weights, None where all are 1."""
    return None if extremes(w) == (1.0, 1.0) else w


def part_of(w: Any, part: slice) -> Any:
    """Those of some samples."""
    return None if w is None else w[part]


def weighted(w: np.ndarray | None, values: np.ndarray) -> np.ndarray:
    """w times values; the values themselves where all w are 1."""
    return values if w is None else w * values


def weighted_sum(w: np.ndarray | None, values: np.ndarray) -> float:
    """Σ w values."""
    return float(values.sum() if w is None else w @ values)


def total_weight(w: np.ndarray | None, n: int) -> float:
    """Σ w of n samples."""
    return float(n if w is None else w.sum())
