"""Features of several switches from their definition, sharing no code with the engine."""

from __future__ import annotations

import itertools

import numpy as np

from mirrors_engine import Architecture


def rectangular(m: int, activation: str = "sign") -> Architecture:
    return Architecture(activation, 3, widths=(m,))


def tree(*widths: int, activation: str = "sign") -> Architecture:
    return Architecture(activation, len(widths) + 2, kind="tree", widths=widths)


STEPS = {"sign": (1.0, -1.0), "threshold": (1.0, 0.0)}


def explicit(net: Architecture, n: int, most: int) -> dict[tuple[int, ...], np.ndarray]:
    """Columns by their switches, from the definition."""
    right, left = STEPS[net.activation]
    out = {}
    for k in range(1, most + 1):
        for switches in itertools.combinations(range(1, n), k):
            passed = (np.arange(n)[:, None] >= np.array(switches)).sum(axis=1)
            out[switches] = np.where(passed % 2 == 1, right, left)
    return out


def dense_columns(net: Architecture, n: int, most: int) -> np.ndarray:
    return np.array(list(explicit(net, n, min(most, n - 1)).values())).T
