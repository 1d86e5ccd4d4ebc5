"""Which boxes of biases a search looks at in a cell.

Boxes of one level are given by their lowest corners (D, n), in their lengths.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_cells import Cell
from mirrors_engine.dictionaries.reflections.search.same_units import again

_INSIDE = 1e-6  # an interior is at least so wide


class CellBoxes:
    """The boxes of one cell.

    Parameters
    ----------
    steps : int
        Number of neighbouring folds, from the first on, that can be exchanged.
    """

    def __init__(self, cell: Cell, steps: int) -> None:
        folds = cell.rows.shape[1]
        self._sides = cell.sides.astype(float)
        sets = [sides for sides in again(folds, steps) if _meet(cell, sides)]
        forms, which = np.unique(
            np.concatenate([np.zeros((0, folds + 1), int), *sets]), axis=0, return_inverse=True
        )
        ends = np.cumsum([len(sides) for sides in sets])
        self._sets = np.split(which.ravel(), ends[:-1]) if sets else []
        self._forms = forms[:, :-1].astype(float)
        self._constants = forms[:, -1:].astype(float)

    def met(self, level: int, corner: np.ndarray) -> np.ndarray:
        """Places of the boxes that meet the cell where a_1 is within the data and a_l at most the
        largest value before it: beyond, a fold only changes the sign and a constant."""
        largest = np.maximum(corner[0] + 1, (1 << level) - corner[0])
        met = np.ones(corner.shape[1], dtype=bool)
        for a in corner[1:]:
            met &= a < largest
            largest = np.maximum(a + 1, largest - a)
        if len(self._sides):
            highest = self._sides @ corner + np.maximum(self._sides, 0).sum(axis=1)[:, None]
            met &= (highest > 0).all(axis=0)
        return np.flatnonzero(met)

    def once(self, level: int, corner: np.ndarray) -> np.ndarray:
        """Places of the boxes whose units are not all given by smaller biases too."""
        if not self._sets:
            return np.arange(corner.shape[1])
        lowest = self._forms @ corner
        lowest += np.minimum(self._forms, 0).sum(axis=1)[:, None] + 2.0**level * self._constants
        holds = lowest >= 0
        left = np.zeros(corner.shape[1], dtype=bool)
        for each in self._sets:
            left |= holds[each].all(axis=0)
        return np.flatnonzero(~left)


def _meet(cell: Cell, sides: np.ndarray) -> bool:
    """Whether a set of biases has inner points in the cell."""
    own = np.hstack((cell.sides, np.zeros((len(cell.sides), 1))))
    both = np.concatenate((own, sides))
    wide = -np.eye(both.shape[1])[-1]  # maximise what every side exceeds 0 by
    lines = np.hstack((-both[:, :-1], np.ones((len(both), 1))))
    bounds = [(0, 1)] * (both.shape[1] - 1) + [(None, 1)]
    from scipy.optimize import linprog  # slow to import, and seldom needed

    answer = linprog(wide, lines, both[:, -1], bounds=bounds)
    return bool(answer.status == 0 and -answer.fun > _INSIDE)
