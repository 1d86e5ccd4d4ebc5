"""Signals and losses on which networks are trained."""

from __future__ import annotations

import numpy as np
from brute import random_signal

from mirrors_engine import Architecture, Signal

ADDITIVE = Architecture("abs", 3, inputs="additive")


def columns_signal(seed: int = 3, n: int = 12) -> Signal:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (n, 2)) * (3.0, 40.0) + (5.0, -7.0)
    return Signal(x, np.sin(x[:, 0]) + x[:, 1] ** 2 / 500, rng.uniform(0.5, 2, n))


LOSSES = {
    "huber": {"delta": 0.3},
    "quantile": {"quantile": 0.8},
    "logistic": {},
}


def lossy_signal(loss: str) -> Signal:
    """Rows that share an x, weights, an offset; labels for the logistic loss."""
    plain = random_signal(19, 14, weights=True, duplicates=True)
    y = np.where(np.sin(3 * np.arange(len(plain.raw_y))) > 0.1, 1.0, -1.0)
    if loss != "logistic":
        y = 50 + plain.raw_y
    return Signal(plain.raw_x + 30, y, plain.raw_weights)
