"""Vertices of two folds by their names: a reflection or a midpoint of two samples."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.places import NEAR
from mirrors_engine.dictionaries.reflections.search.found_vertices import Found
from mirrors_engine.utils.distinct_rows import distinct

REFLECTION, MIDPOINT = 0, 1


def names(found: Found) -> np.ndarray:
    """Keys (shape, part, sample, sample) of found vertices, one each."""
    # rows (1, 0) have a at a sample, rows (1, ±1) an outer point
    centred = found.rows[:, :, 1] == 0
    reflection = centred.any(axis=1)
    order = np.argsort(~centred, axis=1, kind="stable")
    first, second = np.take_along_axis(found.samples, order, axis=1).T
    low, high = np.minimum(first, second), np.maximum(first, second)
    return np.column_stack(
        (
            found.shape,
            np.where(reflection, REFLECTION, MIDPOINT),
            np.where(reflection, first, low),
            np.where(reflection, second, high),
        )
    )


def all_names(found: Found, s: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Every key that names one of the found vertices, each once, in the fixed order.

    Parameters
    ----------
    s, ranks : (M,) ndarray
        Places of the samples from 0 to 1, and their ranks.
    """
    a, h = found.biases.T
    centre, left, right = (_sample_at(s, place) for place in (a, a - h, a + h))
    parts = [names(found)]
    for part, first, second in (
        (REFLECTION, centre, left),
        (REFLECTION, centre, right),
        (MIDPOINT, left, right),
    ):
        both = (first >= 0) & (second >= 0)
        if part == MIDPOINT:
            both &= first < second
        pair = ranks[first[both]], ranks[second[both]]
        parts.append(np.column_stack((found.shape[both], np.full(both.sum(), part), *pair)))
    return distinct(np.concatenate(parts))


def _sample_at(s: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Which sample is at each place, -1 for none."""
    after = np.clip(np.searchsorted(s, place), 1, len(s) - 1)
    nearest = np.where(place - s[after - 1] < s[after] - place, after - 1, after)
    return np.where(np.abs(s[nearest] - place) <= 2 * NEAR, nearest, -1)
