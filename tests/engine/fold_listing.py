"""Every vertex of a chain of folds by plain enumeration, for short signals only.

An oracle for `mirrors_engine.dictionaries.reflections.folds`: it shares no code with it,
solves every system for every choice of samples in double precision and keeps what satisfies its
own zero conditions.
"""

from __future__ import annotations

import itertools

import numpy as np


def patterns(folds: int) -> list[tuple[int, ...]]:
    """Numbers of zero conditions per layer that fix all biases."""
    return [
        k
        for k in itertools.product(range(folds + 1), repeat=folds)
        if sum(k) == folds and all(sum(k[layer:]) >= folds - layer for layer in range(folds))
    ]


def biases(x: np.ndarray, folds: int) -> np.ndarray:
    """a_1..a_D of every vertex, (K, D), distinct."""
    return np.unique(
        np.concatenate([_of_pattern(x, counts) for counts in patterns(folds)]).round(12), axis=0
    )


def _of_pattern(x: np.ndarray, counts: tuple[int, ...]) -> np.ndarray:
    folds = len(counts)
    layers = [layer for layer in range(folds) for _ in range(counts[layer])]
    choices = [
        [(1, *s) + (0,) * (folds - 1 - layer) for s in itertools.product((1, -1), repeat=layer)]
        for layer in layers
    ]
    matrices = np.array(list(itertools.product(*choices)), dtype=float)
    matrices = matrices[np.abs(np.linalg.det(matrices)) > 0.5]
    # a_l and -a_l are one unit: the first row of a layer that sees a_l has it positive
    first = np.array([layers.index(max(layers))])
    matrices = matrices[(matrices[:, first[0], 1:] >= 0).all(axis=1)]
    points = x[np.array(list(itertools.product(range(len(x)), repeat=folds)))]
    found = []
    for matrix in matrices:
        a = points @ np.linalg.inv(matrix).T
        a[:, 1:] = np.abs(a[:, 1:])
        fine = np.ones(len(a), dtype=bool)
        for row, layer in enumerate(layers):
            value = points[:, row]
            for fold in range(layer + 1):
                value = np.abs(value - a[:, fold])
            fine &= value <= 1e-11
        found.append(np.unique(a[fine].round(12), axis=0))
    return np.concatenate(found)


def columns(x: np.ndarray, a: np.ndarray, activation: str) -> np.ndarray:
    """The units at the samples, one column each; both signs of the last ReLU."""
    value = x[:, None]
    for bias in a.T[:-1]:
        value = np.abs(value - bias)
    value = value - a.T[-1]
    if activation == "abs":
        return np.abs(value)
    return np.hstack((np.maximum(value, 0), np.maximum(-value, 0)))
