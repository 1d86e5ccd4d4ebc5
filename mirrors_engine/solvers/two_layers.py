"""The optimum of two layers, where it is that of a deeper network too.

Convex data without noise need hundreds of kinks and no fold. The two-layer problem has a solver
whose steps cost O(N), and one pass over the deep dictionary proves that its optimum is optimal
there, or that it is not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import coordinate_descent, nodal
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.utils.arrays import diff

_CONVEX = 1e-6  # share of the slope changes of one sign that may be rounding
_ACCEPTED = 1e-11  # relative excess of a correlation over λ that is rounding
_CHOSEN = 2e6  # numbers in tied columns up to which choosing among them takes no second


def solve(
    problem: Scaled, lam: float, cold: bool, step: Report, check: Check = no_check
) -> Solution | None:
    """The optimum at λ of convex or concave data, None where it is not one of two layers.

    A fit has TV(slope) ≤ 2 Σ kinks |z| over the kinks of its units inside the data, and two layers
    attain that. So their weights are the canonical ones: where there are too many tied units to
    choose among, they are not looked at. A cold solve begins with coordinate descent.
    """
    dictionary = problem.dictionary
    shallow = dictionary.two_layers()
    if shallow is None or not convex(shallow, problem.y) or not nodal.applies(shallow):
        return None
    two = replace(problem, dictionary=shallow)
    first = coordinate_descent.first_guess(two, lam, step, check) if cold else None
    found = nodal.solve(two, lam, first, step, check, cold)
    if found is None:
        return None
    bound = dictionary.price(found.duals[0], check=check).bound
    if bound > lam * (1 + _ACCEPTED):
        return None
    keys = dictionary.from_two_layers(found.keys)
    many = crowded(dictionary, keys)
    face = Pricing(bound, keys[:0], np.empty(0), complete=False) if many else None
    return replace(found, keys=keys, face=face, canonical=many)


def crowded(dictionary: Dictionary, keys: np.ndarray) -> bool:
    """Whether too many units are tied to choose among: those folded at any of these kinks are."""
    tied = len(keys) ** (dictionary.key_width - 2)
    return tied * len(dictionary.grid) > _CHOSEN


def convex(dictionary: Dictionary, y: np.ndarray) -> bool:
    """Whether the slopes of the data change in one direction only."""
    changes = diff(diff(y) / diff(dictionary.grid.t))
    size = float(np.abs(changes).sum())
    return size - abs(float(changes.sum())) <= _CONVEX * size
