"""Names of vertices found as biases: a system and the sample of each of its conditions.

Where more conditions hold than there are biases, several systems name one vertex. All that
hold are collected, and the first independent ones in a fixed order name it, whichever of them
it was found by: a listing and a search give it one name.
"""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_systems import systems
from mirrors_engine.dictionaries.reflections.places import NEAR

_TOLERANCE = 4 * NEAR


def named(s: np.ndarray, biases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """System and samples of vertices, (K, 1 + D), and which of the biases are vertices.

    Parameters
    ----------
    s : (N,) ndarray
        Samples from 0 to 1, increasing.
    biases : (K, D) ndarray
        All but the first are ≥ 0.
    """
    count, folds = biases.shape
    forms = _forms(folds)
    place = biases @ forms.T
    at = _sample_at(s, place)
    holds = np.abs(place - s[at]) <= _TOLERANCE
    # a zero of layer l is at a_1 ± (a_2 ± (… ± a_l)) where none of the brackets is negative
    for layer in range(1, folds):
        inner = forms[:, layer:] * forms[:, layer : layer + 1]
        holds &= biases @ np.pad(inner, ((0, 0), (layer, 0))).T >= -_TOLERANCE
    pattern = holds @ (1 << np.arange(len(forms)))
    out = np.zeros((count, 1 + folds), dtype=np.int64)
    vertices = np.ones(count, dtype=bool)
    for each in np.unique(pattern):
        mine = np.flatnonzero(pattern == each)
        pick = _first_independent(folds, int(each))
        if pick is None:
            vertices[mine] = False
            continue
        system, order = _system_of(tuple(map(tuple, forms[list(pick)].tolist())))
        out[mine, 0] = system
        out[mine, 1:] = at[mine][:, [pick[k] for k in order]]
    return out, vertices


def named_by(rows: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """System and samples (K, 1 + D) of D independent conditions rows @ a = x[samples] each."""
    out = np.empty((len(rows), 1 + rows.shape[1]), dtype=np.int64)
    for k, own in enumerate(rows.tolist()):
        system, order = _system_of(tuple(map(tuple, own)))
        out[k] = (system, *samples[k, list(order)])
    return out


def _sample_at(s: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The nearest sample of each place."""
    after = np.clip(np.searchsorted(s, place), 1, len(s) - 1)
    return np.where(place - s[after - 1] < s[after] - place, after - 1, after)


@cache
def _forms(folds: int) -> np.ndarray:
    """All rows (1, ±1, …, ±1, 0, …), in a fixed order."""
    return np.array(
        [
            (1, *signs) + (0,) * (folds - 1 - layer)
            for layer in range(folds)
            for signs in itertools.product((1, -1), repeat=layer)
        ]
    )


@cache
def _first_independent(folds: int, pattern: int) -> tuple[int, ...] | None:
    """The first D independent ones of the forms in a bit pattern, None if there are fewer."""
    forms = _forms(folds)
    pick: list[int] = []
    for k in range(len(forms)):
        if pattern >> k & 1 and np.linalg.matrix_rank(forms[[*pick, k]]) > len(pick):
            pick.append(k)
        if len(pick) == folds:
            return tuple(pick)
    return None


@cache
def _system_of(rows: tuple[tuple[int, ...], ...]) -> tuple[int, tuple[int, ...]]:
    """The system with these rows up to signs of columns, and the place of each of its rows."""
    folds = len(rows)
    for flip in itertools.product((1, -1), repeat=folds - 1):
        flipped = [tuple(r * f for r, f in zip(row, (1, *flip), strict=True)) for row in rows]
        number = _numbers(folds).get(frozenset(flipped))
        if number is not None:
            return number, tuple(flipped.index(row) for row in _rows_of(folds)[number])
    raise AssertionError("independent conditions of a chain of folds are one of its systems")


@cache
def _rows_of(folds: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    matrices = (np.rint(np.linalg.inv(system.inverse)).astype(int) for system in systems(folds))
    return tuple(tuple(map(tuple, matrix.tolist())) for matrix in matrices)


@cache
def _numbers(folds: int) -> dict[frozenset[tuple[int, ...]], int]:
    return {frozenset(rows): number for number, rows in enumerate(_rows_of(folds))}
