"""Chains of D folds u ↦ |u - a_l|, by every set of conditions that fixes all biases.

See the manual, Vertices.

Layer l is zero at a sample x_s exactly where x_s = a_1 ± a_2 ± … ± a_l for the signs of the
folds before, and at a vertex D such equations are independent, k_l of them of layer l with
k_l + … + k_D ≥ D - l + 1. No a_l, l ≥ 2, is negative there: its own condition forbids it, and
without one layer l + 1 sees only a_l + a_{l+1}. So all vertices are among the solutions, a_l
taken positive, of every set of rows (1, ±1, …, ±1, 0, …) at every choice of samples, less
those that fail their own conditions.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.rigorous.families import KinkFamily
from mirrors_engine.rigorous.hinges import Hinges

_BLOCK = 1 << 18  # choices of samples at a time
Row = tuple[int, ...]
Inverse = tuple[tuple[Fraction, ...], ...]


def deep_folds(net: Architecture) -> KinkFamily:
    """Any number of layers; practical up to five."""
    depth = net.layers - 1
    # (factor of vᵀw, factor of vᵀ(w - c)_+), w being the value before the last layer
    shapes = [(-1, 2)] if net.activation == "abs" else [(0, 1), (-1, 1)]
    solutions = conditions(depth)
    parts = math.lcm(*(v.denominator for _, inverse in solutions for row in inverse for v in row))
    reach = max(sum(abs(v) for row in inverse for v in row) for _, inverse in solutions)

    def correlations(hinges: Hinges) -> Iterator[np.ndarray]:
        best, nothing = 0, np.zeros(1, dtype=hinges.points.dtype)

        def promising(first: np.ndarray) -> np.ndarray | None:
            ceiling = hinges.ceiling(first)
            return None if ceiling is None else ceiling > best

        for biases in _vertices(hinges, depth, promising):
            for begin in range(0, biases.shape[1], _BLOCK):
                values = _last_layer(hinges, biases[:, begin : begin + _BLOCK], shapes)
                best = max(best, np.abs(values).max())
                yield values
            yield nothing  # the caller may have lost patience

    return KinkFamily(correlations, parts, 1, 1, int(reach * parts), float(reach), float(3**depth))


@cache
def conditions(depth: int) -> tuple[tuple[tuple[Row, ...], Inverse], ...]:
    """Sets of D independent rows, each once, and their inverses.

    Changing the sign of a column renames a_l as -a_l, which gives no other unit.
    """
    rows = [
        [
            (1, *signs) + (0,) * (depth - 1 - layer)
            for signs in itertools.product((1, -1), repeat=layer)
        ]
        for layer in range(depth)
    ]
    found: dict[tuple[Row, ...], Inverse] = {}
    for counts in itertools.product(range(depth + 1), repeat=depth):
        if sum(counts) != depth or any(sum(counts[k:]) < depth - k for k in range(depth)):
            continue
        choices = (itertools.combinations(rows[k], counts[k]) for k in range(depth))
        for chosen in itertools.product(*choices):
            matrix = tuple(itertools.chain(*chosen))
            names = (
                tuple(
                    sorted(
                        tuple(a * b for a, b in zip(row, (1, *flip), strict=True)) for row in matrix
                    )
                )
                for flip in itertools.product((1, -1), repeat=depth - 1)
            )
            name = min(names)
            if name not in found and (inverse := _inverse(name)) is not None:
                found[name] = inverse
    return tuple(found.items())


def _inverse(matrix: tuple[Row, ...]) -> Inverse | None:
    """By Gauss and Jordan in fractions; None if there is none."""
    size = len(matrix)
    rows = [
        [Fraction(v) for v in row] + [Fraction(int(k == j)) for j in range(size)]
        for k, row in enumerate(matrix)
    ]
    for k in range(size):
        pivot = next((r for r in range(k, size) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for r in range(size):
            if r != k and rows[r][k]:
                share = rows[r][k]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[k], strict=True)]
    return tuple(tuple(row[size:]) for row in rows)


def _vertices(
    hinges: Hinges, depth: int, promising: Callable[[np.ndarray], np.ndarray | None]
) -> Iterator[np.ndarray]:
    """a_1..a_D, (D, K), of the solutions that satisfy their own conditions.

    `promising` tells which first biases may be left out (None: none).
    """
    s, one = hinges.points, hinges.position(Fraction(1))
    n, inner = len(s), depth
    while inner > 1 and n**inner > _BLOCK:
        inner -= 1
    every = s[np.indices((n,) * inner).reshape(inner, -1)]
    for rows, inverse in conditions(depth):
        factors = np.array([[hinges.position(v) for v in row] for row in inverse])
        layers = [sum(map(bool, row)) - 1 for row in rows]
        for outer in itertools.product(range(n), repeat=depth - inner):
            fixed = s[list(outer)]
            shift = factors[:, : depth - inner] @ fixed
            points, first = every, factors[0, depth - inner :] @ every + shift[0]
            keep = promising(first)
            if keep is not None:
                points, first = every[:, keep], first[keep]
            later = factors[1:, depth - inner :] @ points + shift[1:, None]
            a = [first, *np.abs(later)]
            valid = np.ones(len(first), dtype=bool)
            for k, layer in enumerate(layers):
                own = points[k - depth + inner] if k >= depth - inner else fixed[k]
                h = np.abs(one * own - a[0])
                for bias in a[1:layer]:
                    h = np.abs(h - bias)
                h = h - a[layer] if layer else h
                valid &= np.abs(h) <= hinges.slack
            yield np.array([bias[valid] for bias in a])


def _last_layer(hinges: Hinges, biases: np.ndarray, shapes: list[tuple[int, int]]) -> np.ndarray:
    """Correlations of the last layer on w - c, (shape, K).

    With G_l(c) = vᵀ(h_l - c)_+, h_l the value after l folds and c ≥ 0:
    G_1(c) = Φ(a + c) + Φ(a - c) - Φ(x_1), and G_{l+1}(c) = G_l(b + c) + G_l((b - c)_+) - G_l(0).
    """
    a, *folds, last = biases

    def after(layer: int, c: np.ndarray) -> np.ndarray:
        if layer == 0:
            return hinges.phi(a + c) + hinges.phi(a - c) - hinges.line
        b = folds[layer - 1]
        return after(layer - 1, b + c) + after(layer - 1, np.maximum(b - c, 0)) - at_zero[layer - 1]

    at_zero = [2 * hinges.phi(a) - hinges.line]
    for layer, b in enumerate(folds):
        at_zero.append(2 * after(layer, b) - at_zero[layer])
    plain, hinge = at_zero[-1], after(len(folds), last)
    return np.array([whole * plain + part * hinge for whole, part in shapes])
