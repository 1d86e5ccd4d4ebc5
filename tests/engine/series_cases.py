"""Series to forecast."""

from __future__ import annotations

import numpy as np

from mirrors_engine import Architecture, Signal

RELU = Architecture("relu", 2)
ABS3 = Architecture("abs", 3)


def wave(n=120, seed=0, noise=0.1):
    rng = np.random.default_rng(seed)
    n = np.arange(n)
    return 3 + np.sin(2 * np.pi * n / 12) + 0.01 * n + noise * rng.standard_normal(len(n))


def series(y, x=None, **names):
    return Signal(np.arange(len(y), dtype=float) if x is None else x, y, **names)
