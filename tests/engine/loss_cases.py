"""Losses with their options, and rows to try them on."""

from __future__ import annotations

from typing import Any

import numpy as np

LOSSES: list[dict[str, Any]] = [
    {"loss": "huber", "delta": 0.3},
    {"loss": "huber", "delta": 5.0},
    {"loss": "quantile", "quantile": 0.5},
    {"loss": "quantile", "quantile": 0.9},
    {"loss": "logistic"},
]


def rows(
    seed: int, loss: str, n: int = 18, columns: int = 1, places: int = 11
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unsorted rows, several of one x with different y, weights of many sizes."""
    rng = np.random.default_rng(seed)
    x = 2.5 * rng.integers(0, places, size=(n, columns)) - 7.0
    y = np.where(rng.uniform(size=n) < 0.5, -1.0, 1.0)
    y[:2] = -1.0, 1.0
    if loss != "logistic":
        y = 3.0 * rng.standard_normal(n) + 40.0
        y[rng.integers(0, n, 2)] += 30.0
    return x[:, 0] if columns == 1 else x, y, rng.uniform(0.1, 4.0, n)


def named(options: dict[str, Any]) -> str:
    return "-".join(str(value) for value in options.values())
