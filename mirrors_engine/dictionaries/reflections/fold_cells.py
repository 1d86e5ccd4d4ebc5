"""The correlation of a chain of folds as a function of its biases, cell by cell.

With Φ_0(e) = vᵀ(x - e)_+ and h_l the value after l folds, Φ_l(e) = vᵀ(h_l - e)_+ obeys

    Φ_1(e) = Φ_0(a_1 + e) + Φ_0(a_1 - e) - vᵀx,
    Φ_l(e) = Φ_{l-1}(a_l + e) + Φ_{l-1}((a_l - e)_+) - vᵀh_{l-1},
    vᵀh_l = 2Φ_{l-1}(a_l) - vᵀh_{l-1}

for e ≥ 0. Where every a_l - e in it keeps its sign, the correlation is a sum of terms
coefficient · Φ_0(r·a) with r in {0, 1, -1}^D. These sign patterns are the cells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.reflections.shapes import Shape
from mirrors_engine.progress import Check, no_check

Form = tuple[int, ...]
Number = float | np.ndarray
Terms = dict[Form, Number]


@dataclass(frozen=True, eq=False)
class Cell:
    """One sign pattern; S shapes share its terms.

    Attributes
    ----------
    rows : (K, D) ndarray of int
        r of each term. The conditions r·a = x_i of its terms, also of those whose
        coefficients vanish, are all zero conditions (layer, sample) of the chain here.
    coefficients : (S, K) ndarray
    line : (S,) ndarray
        Coefficients of vᵀx.
    sides : (C, D) ndarray of int
        The cell is {a : sides @ a ≥ 0}.
    """

    rows: np.ndarray
    coefficients: np.ndarray
    line: np.ndarray
    sides: np.ndarray


_KNOWN: dict[tuple[int, tuple[Shape, ...]], tuple[Cell, ...]] = {}


class _Undecided(Exception):
    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


def cells(folds: int, shapes: tuple[Shape, ...], check: Check = no_check) -> tuple[Cell, ...]:
    """Every cell with an interior; 1, 2, 7, 41 of them for two to five folds."""
    known = _KNOWN.get((folds, shapes))
    if known is None:
        known = _KNOWN[folds, shapes] = _cells(folds, shapes, check)
    return known


def _cells(folds: int, shapes: tuple[Shape, ...], check: Check) -> tuple[Cell, ...]:
    found, open_ = [], [dict[Form, bool]()]
    while open_:
        check()
        known = open_.pop()
        try:
            found.append(_cell(folds, shapes, known))
        except _Undecided as undecided:
            for positive in (False, True):
                more = {**known, undecided.form: positive}
                if _has_interior(folds, more):
                    open_.append(more)
    return tuple(found)


def _cell(folds: int, shapes: tuple[Shape, ...], known: dict[Form, bool]) -> Cell:
    """The terms under given signs."""
    eye = np.eye(folds, dtype=int)
    line = (0,) * folds  # names vᵀx among the terms: no Φ_0 has r = 0

    def beyond(layer: int, e: np.ndarray) -> Terms:
        """Φ_layer(e)."""
        if layer == 0:
            return {tuple(e.tolist()): 1.0}
        a = eye[layer - 1]
        if layer == 1:
            return _sum((1, beyond(0, a + e)), (1, beyond(0, a - e)), (-1, whole(0)))
        low = tuple((a - e).tolist())
        if low not in known:
            raise _Undecided(low)
        if not known[low]:  # Φ_{l-1}(0) and vᵀh_{l-1} cancel
            return beyond(layer - 1, a + e)
        both = ((1, beyond(layer - 1, a + e)), (1, beyond(layer - 1, a - e)))
        return _sum(*both, (-1, whole(layer - 1)))

    def whole(layer: int) -> Terms:
        """vᵀh_layer."""
        if layer == 0:
            return {line: 1.0}
        return _sum((2, beyond(layer - 1, eye[layer - 1])), (-1, whole(layer - 1)))

    outer = np.array([shape.outer for shape in shapes])
    plain = np.array([shape.plain for shape in shapes])
    terms = _sum((outer, beyond(folds - 1, eye[-1])), (plain, whole(folds - 1)))
    slope = np.broadcast_to(terms.pop(line, 0.0), outer.shape)
    rows = sorted(terms)
    sides = [np.array(form) * (1 if positive else -1) for form, positive in known.items()]
    return Cell(
        np.array(rows),
        np.array([np.broadcast_to(terms[row], outer.shape) for row in rows]).T,
        slope,
        np.array(sides, dtype=int).reshape(-1, folds),
    )


def _sum(*parts: tuple[Number, Terms]) -> Terms:
    out: Terms = {}
    for factor, terms in parts:
        for row, value in terms.items():
            out[row] = out.get(row, 0.0) + factor * value
    return out


def _has_interior(folds: int, known: dict[Form, bool]) -> bool:
    """Whether some biases a_2, … > 0 have all these signs strictly: a cone, so 1 is as good."""
    sides = -np.array([np.array(form) * (1 if sign else -1) for form, sign in known.items()])
    from scipy.optimize import linprog  # slow to import, and seldom needed

    answer = linprog(np.zeros(folds), sides, -np.ones(len(sides)), bounds=(0, None))
    return bool(answer.status == 0)


def fold_values(
    phi: Callable[[np.ndarray], np.ndarray], line: float, a: np.ndarray, shapes: tuple[Shape, ...]
) -> np.ndarray:
    """Correlations (S, K) of the units with biases a (D, K), a_2, … ≥ 0, from Φ_0 = `phi`."""
    whole = [np.full(a.shape[1], line)]

    def beyond(layer: int, e: np.ndarray) -> np.ndarray:
        if layer == 0:
            return phi(e)
        bias = a[layer - 1]
        low = bias - e
        if layer > 1:
            low = np.maximum(low, 0.0)
        return beyond(layer - 1, bias + e) + beyond(layer - 1, low) - whole[layer - 1]

    for layer in range(1, len(a)):
        whole.append(2 * beyond(layer - 1, a[layer - 1]) - whole[-1])
    folded = beyond(len(a) - 1, a[-1])
    return np.array([shape.plain * whole[-1] + shape.outer * folded for shape in shapes])
