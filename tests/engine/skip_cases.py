"""Networks with a straight line beside the units, losses, and data for each."""

from __future__ import annotations

import numpy as np

from mirrors_engine import Architecture, Signal

LINE = [
    Architecture("relu", 2, skip=True),
    Architecture("abs", 2, skip=True),
    Architecture("relu", 3, skip=True),
    Architecture("abs", 3, skip=True),
    Architecture("symmetrized", 3, skip=True),
    Architecture("leaky", 3, skip=True),
    Architecture("piecewise", 2, slopes=(1.5, -0.5), skip=True),
    Architecture("abs", 4, skip=True),
    Architecture("sign", 2, skip=True),
    Architecture("threshold", 3, widths=(2,), skip=True),
]
SEVERAL = [
    Architecture("relu", 2, inputs="plane", skip=True),
    Architecture("sign", 2, inputs="plane", skip=True),
    Architecture("abs", 3, inputs="additive", skip=True),
]
LOSSES = [
    {"loss": "squared"},
    {"loss": "huber", "delta": 0.5},
    {"loss": "quantile", "quantile": 0.3},
    {"loss": "logistic"},
]

CASES = [
    *((net, loss) for net in (*LINE, *SEVERAL) for loss in LOSSES),
]


def data(net, loss, seed=0, n=9):
    """Rows with one repeated x, and labels that no line separates."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-2, 5, n))
    x[3] = x[2]
    y = rng.standard_normal(n) + x
    if loss == "logistic":
        y = np.tile([1.0, -1.0], n)[:n]
    if net.inputs != "line":
        x = np.column_stack((x, rng.permutation(np.round(rng.uniform(0, 3, n), 1))))
    return Signal(x, y, rng.uniform(0.5, 2, n))
