"""Which biases give a unit again that other biases give.

Let u run from 0 to at most U. Where b ≤ a ≤ 2b and a + b ≥ U, folding at a and then at b is
folding at a - b and then at b, up to a sign and a constant:

    ||u - a| - b| = b - ||u - (a - b)| - b|,

and the next fold at c is one at b - c. Unless one asks for every name of a unit, the first biases
can be left out. Several such steps together leave out more: they may raise biases on the way as
long as the first that they change sinks. Of random biases they leave out 22, 46, 65 and 78 % with
two to five folds.
"""

from __future__ import annotations

from functools import cache

import numpy as np


@cache
def again(folds: int, steps: int) -> tuple[np.ndarray, ...]:
    """Sets of biases {a : sides @ (a, 1) ≥ 0} with units that smaller biases give too, first ones
    first, over data from 0 to 1.

    Parameters
    ----------
    steps : int
        Number of neighbouring folds, from the first on, that can be exchanged.
    """
    return tuple(
        _chain(folds, first, last) for first in range(steps) for last in range(first, steps)
    )


def _chain(folds: int, first: int, last: int) -> np.ndarray:
    """Steps up at the folds last, …, first + 1, then down at `first`."""
    biases = np.eye(folds + 1, dtype=int)  # of the same unit after each step
    sides: set[tuple[int, ...]] = set()
    for fold in range(last, first - 1, -1):
        a, b = biases[fold], biases[fold + 1]
        up = fold > first
        whole = a + b if up else a
        for largest in _largest(biases, fold):
            sides.add(tuple(whole + b - largest))
        sides.add(tuple(2 * b - whole))
        if not up:
            sides.add(tuple(a - b))
        biases = biases.copy()
        biases[fold] = whole if up else a - b
        if fold + 2 < folds:
            biases[fold + 2] = b - biases[fold + 2]
    return np.array(sorted(side for side in sides if min(side) < 0))


def _largest(biases: np.ndarray, fold: int) -> list[np.ndarray]:
    """What the largest value before a fold is the maximum of."""
    forms = [biases[-1]]
    for a in biases[:fold]:
        forms = [a] + [form - a for form in forms]
    return forms
