"""Brute force in fractions, which shares no code with the engine: units, optima, dual norms."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np


def layer(slopes, sign, bias, h):
    """σ(sign·h + bias) of a list of fractions."""
    plus, minus = (Fraction(a) for a in slopes)
    inputs = [sign * value + bias for value in h]
    return [(plus if u >= 0 else minus) * u for u in inputs]


def unit_values(unit, x):
    """The values at the fractions x of a unit with the engine's own biases."""
    h = x
    for sigma, sign, bias in zip(unit.activations, unit.signs, unit.biases, strict=True):
        h = layer((sigma.a_plus, sigma.a_minus), sign, Fraction(bias), h)
    return h


def biases(slopes, sign, h):
    """Biases that put a sample on the kink, or two samples on one level across it."""
    plus, minus = (Fraction(a) for a in slopes)
    found = {-sign * value for value in h}
    for u, w in itertools.permutations(h, 2):
        found.add(-sign * (plus * u - minus * w) / (plus - minus))
    return found


def units(layers, x):
    """The values at the samples of every unit at a vertex, and of many other units."""
    partial = {tuple(x)}
    for depth, slopes in enumerate(layers):
        longer = set()
        for h, sign in itertools.product(partial, (1, -1)):
            candidates = biases(slopes, sign, h)
            if depth == 0 and len(layers) == 3:  # u_j + u_k = 2u_i after the first fold
                for i, j, k in itertools.product(range(len(x)), repeat=3):
                    for e, f, g in itertools.product((1, -1), repeat=3):
                        if total := f + g - 2 * e:
                            value = (f * x[j] + g * x[k] - 2 * e * x[i]) / total
                            candidates.add(-sign * value)
            longer |= {tuple(layer(slopes, sign, b, h)) for b in candidates}
        partial = longer
    return partial


def largest(columns, u):
    return max(abs(sum(a * int(b) for a, b in zip(column, u, strict=True))) for column in columns)


def whole_dual(n, seed):
    rng = np.random.default_rng(seed)
    u = rng.integers(-(10**6), 10**6, n).astype(object) * 2**40 + rng.integers(0, 9, n)
    u[-1] -= sum(u)
    return u


def vertex_lines(points, slopes):
    """Kink lines on the plane with |n|₁ = 1 by class: through two points, or along an axis.

    Yields (class, values at the points).
    """
    plus, minus = (Fraction(a) for a in slopes)

    def sigma(u):
        return plus * u if u >= 0 else minus * u

    lines = []
    for (x1, x2), (t1, t2) in itertools.combinations(points, 2):
        size = abs(t2 - x2) + abs(t1 - x1)
        n = ((x2 - t2) / size, (t1 - x1) / size)
        kind = "axis" if 0 in n else "oblique"
        lines.append((kind, n, n[0] * x1 + n[1] * x2))
    for x in points:
        lines += [("axis", (Fraction(1), Fraction(0)), x[0])]
        lines += [("axis", (Fraction(0), Fraction(1)), x[1])]
    for kind, n, c in lines:
        for sign in (1, -1):
            yield kind, tuple(sigma(sign * (n[0] * a + n[1] * b - c)) for a, b in points)


def dichotomies(points):
    """Every way a line parts the points, as tuples of bool.

    Between two neighbouring directions at which points trade places lies one at which none
    do; along it every cut is a dichotomy, and each dichotomy is such a cut.
    """
    critical = {(Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))}
    for (x1, x2), (t1, t2) in itertools.combinations(points, 2):
        n = (x2 - t2, t1 - x1)
        critical.add(n if n > (0, 0) else (-n[0], -n[1]))
    # all lie in the half plane right of the vertical: by slope, the vertical last
    upright = [n for n in critical if n[0] == 0]
    ordered = sorted((n for n in critical if n[0]), key=lambda n: n[1] / n[0]) + upright[:1]
    first = (-upright[0][0], -upright[0][1])
    found = set()
    for a, b in itertools.pairwise([first, *ordered]):
        if a[0] * b[1] == a[1] * b[0]:
            continue
        n = (a[0] + b[0], a[1] + b[1])
        height = [n[0] * x + n[1] * y for x, y in points]
        for level in height:
            found.add(tuple(h >= level for h in height))
    return found


def eliminated(matrix):
    """The solution of a square system given with its right side; None if singular."""
    size = len(matrix)
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(matrix[r][k]))
        if matrix[pivot][k] == 0:
            return None
        matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
        for r in range(size):
            if r != k and matrix[r][k]:
                share = matrix[r][k] / matrix[k][k]
                matrix[r] = [a - share * b for a, b in zip(matrix[r], matrix[k], strict=True)]
    return [row[-1] / row[k] for k, row in enumerate(matrix)]


def pinball_optimum(columns, y, over, under, lam):
    """min λ||z||₁ + Σ over (y - f)_+ + under (f - y)_+ over f = Az + ξ, by the simplex method.

    Exact, with Bland's rule; `over` and `under` are lists.
    """
    n = len(y)
    costs, table = [], [[] for _ in range(n)]

    def add(cost, column):
        costs.append(cost)
        for row, value in zip(table, column, strict=True):
            row.append(Fraction(value))

    for column in columns:
        add(lam, column)
        add(lam, [-value for value in column])
    add(Fraction(0), [1] * n)
    add(Fraction(0), [-1] * n)
    for k in range(n):
        add(over[k], [int(k == j) for j in range(n)])
        add(under[k], [-int(k == j) for j in range(n)])
    basis = []
    for k in range(n):
        table[k].append(Fraction(y[k]))
        if y[k] < 0:
            table[k] = [-value for value in table[k]]
        basis.append(len(costs) - 2 * n + 2 * k + (1 if y[k] < 0 else 0))
    reduced = [
        c - sum(costs[b] * table[k][j] for k, b in enumerate(basis)) for j, c in enumerate(costs)
    ]
    while True:
        enter = next((j for j, c in enumerate(reduced) if c < 0), None)
        if enter is None:
            return sum(costs[b] * table[k][-1] for k, b in enumerate(basis))
        rows = [k for k in range(n) if table[k][enter] > 0]
        leave = min(rows, key=lambda k: (table[k][-1] / table[k][enter], basis[k]))
        pivot = table[leave][enter]
        table[leave] = [value / pivot for value in table[leave]]
        for k in range(n):
            if k != leave and table[k][enter]:
                share = table[k][enter]
                table[k] = [a - share * b for a, b in zip(table[k], table[leave], strict=True)]
        share = reduced[enter]
        reduced = [a - share * b for a, b in zip(reduced, table[leave], strict=False)]
        basis[leave] = enter
