"""Which linear systems fix the biases of a chain of folds (manual, Vertices).

A chain of D folds u ↦ |u - a_l| has a zero at layer l exactly at the points
x = a_1 ± a_2 ± … ± a_l with the signs its folds allow, so a vertex solves M a = x_S with
one row (1, ±1, …, ±1, 0, …) for each of D zero conditions (layer, sample). Layer l has
k_l of them, and k_l + … + k_D ≥ D - l + 1.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np

from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.distinct_rows import positions

COUNTS = {2: 2, 3: 9, 4: 138, 5: 7456}  # systems of each number of folds


@dataclass(frozen=True, eq=False)
class System:
    """One way to fix all biases.

    Attributes
    ----------
    layers : tuple of int
        Layer, from 0, of each zero condition, in increasing order.
    inverse : (D, D) ndarray
        a = inverse @ x_S; the biases after the first count by their absolute value.
    """

    layers: tuple[int, ...]
    inverse: np.ndarray


@cache
def zero_counts(folds: int) -> tuple[tuple[int, ...], ...]:
    """Numbers of zero conditions per layer that fix all biases: 2, 5, 14, … patterns."""
    return tuple(
        k
        for k in itertools.product(range(folds + 1), repeat=folds)
        if sum(k) == folds and all(sum(k[layer:]) >= folds - layer for layer in range(folds))
    )


def systems(folds: int, check: Check = no_check) -> tuple[System, ...]:
    """Every system of every pattern once, in a fixed order.

    Flipping the sign of a column renames a_l as -a_l, and rows of one layer may trade
    their samples: neither gives another unit.
    """
    for counts in zero_counts(folds):
        check()
        _of_pattern(counts)
    return _systems(folds)


@cache
def _systems(folds: int) -> tuple[System, ...]:
    return tuple(system for counts in zero_counts(folds) for system in _of_pattern(counts))


@cache
def inverses(folds: int) -> np.ndarray:
    """The inverse of each of the systems, (systems, D, D)."""
    return np.array([system.inverse for system in systems(folds)])


@cache
def _of_pattern(counts: tuple[int, ...]) -> list[System]:
    folds = len(counts)
    layers = tuple(layer for layer in range(folds) for _ in range(counts[layer]))
    rows = [
        [
            (1, *signs) + (0,) * (folds - 1 - layer)
            for signs in itertools.product((1, -1), repeat=layer)
        ]
        for layer in range(folds)
    ]
    chosen = itertools.product(
        *(itertools.combinations(rows[layer], counts[layer]) for layer in range(folds))
    )
    matrices = np.array([sum(parts, ()) for parts in chosen], dtype=float)
    matrices = matrices.reshape(-1, folds, folds)
    matrices = matrices[np.abs(np.linalg.det(matrices)) > 0.5]
    flips = [np.array((1, *flip)) for flip in itertools.product((1, -1), repeat=folds - 1)]
    # a number for each row, larger in later layers; sorted, they name the set of rows
    names = [
        np.sort((matrices * flip + 1) @ 3.0 ** np.arange(folds) + np.array(layers) * 3.0**folds)
        for flip in flips
    ]
    smallest = names[0]
    for name in names[1:]:
        differ = name != smallest
        at = np.argmax(differ, axis=1)[:, None]
        less = np.take_along_axis(name < smallest, at, axis=1)
        smallest = np.where(less, name, smallest)
    first, _ = positions(smallest)
    return [System(layers, np.linalg.inv(matrices[k])) for k in np.sort(first)]
