"""Units that correlate strongly, by random steps from many biases at once.

A pass of six layers that finds a few units takes as long as a proof: bounds tell little about where
they are. Where a correlation is largest its kinks lie on samples. So each step moves one bias so
that a kink comes to lie on a sample, both taken at random, and is kept where the correlation
grows. That proves nothing, and takes two seconds.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_cells import fold_values
from mirrors_engine.dictionaries.reflections.shapes import Shape
from mirrors_engine.progress import Check, no_check

_STARTS = 4000
_STEPS = 1000


def climbed(
    s: np.ndarray,
    phi: np.ndarray,
    shapes: tuple[Shape, ...],
    folds: int,
    check: Check = no_check,
) -> tuple[np.ndarray, np.ndarray]:
    """Biases (D, M) and their largest absolute correlations (M,), from the same starts each time.

    Parameters
    ----------
    s : (N,) ndarray
        Increasing from 0 to 1.
    phi : (N,) ndarray
    """

    def strength(a: np.ndarray) -> np.ndarray:
        values = fold_values(lambda e: np.interp(e, s, phi), phi[0], a, shapes)
        largest: np.ndarray = np.abs(values).max(axis=0)
        return largest

    random = np.random.default_rng(0)
    a = random.random((folds, _STARTS))
    largest = np.maximum(a[0], 1 - a[0])  # value after a fold
    for bias in a[1:]:
        bias *= largest
        largest = np.maximum(bias, largest - bias)
    reached = strength(a)
    for _ in range(_STEPS):
        check()
        moved = a.copy()
        fold = int(random.integers(folds))
        moved[fold] = _with_a_kink_at_a_sample(a, fold, s, random)
        inside = np.flatnonzero((moved[fold] >= 0) & (moved[fold] <= 1))
        values = strength(moved[:, inside])
        better = inside[values > reached[inside]]
        a[:, better] = moved[:, better]
        reached[inside] = np.maximum(reached[inside], values)
    return a, reached


def _with_a_kink_at_a_sample(
    a: np.ndarray, fold: int, s: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Values of one bias with which a_1 ± … ± a_l, of which it is one, is a sample."""
    folds, count = a.shape
    signs = random.choice([-1.0, 1.0], a.shape)
    signs[0] = 1.0
    signs[np.arange(folds)[:, None] > random.integers(fold, folds, count)] = 0.0
    samples = s[random.integers(len(s), size=count)]
    others = (signs * a).sum(axis=0) - signs[fold] * a[fold]
    moved: np.ndarray = signs[fold] * (samples - others)
    return moved
