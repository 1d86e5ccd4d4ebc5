"""Weights that are called the only ones are so in exact arithmetic, down to clusters of 1e-9.

Data are dyadic, so that fractions hold them exactly. The weights on the features in use are solved
for in fractions; optimality over the whole dictionary and independence of all features that
are tied at λ are then statements about integers.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal

NETS = {"relu2": ("relu", 2), "abs2": ("abs", 2), "relu3": ("relu", 3), "abs3": ("abs", 3)}
Vector = list[Fraction]


def units(name, x):
    """Centred columns by the kinks of each unit and the slope left of them."""
    found = {}

    def put(unit, kinks, left=0):
        values = [unit(t) for t in x]
        mean = sum(values) / len(values)
        found.setdefault((tuple(sorted(kinks)), left), [v - mean for v in values])

    if name == "relu2":
        for p in x:
            put(lambda t, p=p: max(t - p, 0), {p})
            put(lambda t, p=p: max(p - t, 0), {p}, -1)
    elif name == "abs2":
        for p in x:
            put(lambda t, p=p: abs(t - p), {p}, -1)
    elif name == "relu3":
        for p, q in combinations(x, 2):
            put(lambda t, p=p, q=q: min(max(t - p, 0), q - p), {p, q})
    else:
        for a, b in product(x, x):
            c = abs(a - b)
            put(lambda t, a=a, c=c: abs(abs(t - a) - c), {a - c, a, a + c}, -1)
        for a, b in combinations(x, 2):
            m, c = (a + b) / 2, (b - a) / 2
            put(lambda t, m=m, c=c: abs(abs(t - m) - c), {a, m, b}, -1)
    return {key: column for key, column in found.items() if any(column)}


def dot(a: Vector, b: Vector) -> Fraction:
    return sum((u * v for u, v in zip(a, b, strict=True)), Fraction(0))


def solved(matrix: list[Vector], right: Vector) -> Vector | None:
    """The solution of a symmetric system; None where it has not exactly one."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = next((k for k in range(i, len(rows)) if rows[k][i]), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(len(rows)):
            if k != i and rows[k][i]:
                rows[k] = [u - rows[k][i] * v for u, v in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


def gram(columns: list[Vector]) -> list[Vector]:
    return [[dot(a, b) for b in columns] for a in columns]


def is_only_optimum(name, result) -> bool:
    """Whether exactly the features in use are the optimum, and all that are tied independent."""
    x, y = ([Fraction(float(v)) for v in values] for values in (result.signal.x, result.signal.y))
    columns = units(name, x)
    used = []
    for feature in result.features:
        kinks = tuple(Fraction(float(kink.position)) for kink in feature.kinks)
        slope = round(feature.unit.slope(float(kinks[0]) - 1.0))
        used.append((kinks, slope))
    mean = sum(y) / len(y)
    target = [v - mean for v in y]
    signs = np.sign(result.weights).astype(int).tolist()
    lam = Fraction(result.lam)
    mine = [columns[key] for key in used]
    goal = [dot(a, target) - lam * s for a, s in zip(mine, signs, strict=True)]
    z = solved(gram(mine), goal)
    if z is None or any(v * s <= 0 for v, s in zip(z, signs, strict=True)):
        return False
    residual = [
        v - sum(weight * a[i] for weight, a in zip(z, mine, strict=True))
        for i, v in enumerate(target)
    ]
    sizes = {key: abs(dot(column, residual)) for key, column in columns.items()}
    # a straight line has two names, which weight may trade: one of each
    tied = [columns[key] for key, size in sizes.items() if size == lam]
    tied = list({max(tuple(a), tuple(-v for v in a)): a for a in tied}.values())
    return max(sizes.values()) <= lam and solved(gram(tied), [Fraction(0)] * len(tied)) is not None


@pytest.mark.parametrize("name", NETS)
def test_only_ones_are_only_ones_in_exact_arithmetic(name):
    rng = np.random.default_rng(11)
    claimed = 0
    for exponent in [*range(0, 29, 2)] * 2:
        near = 2.0**-exponent
        base = np.sort(rng.choice(64, 5, replace=False)) / 8.0
        x = np.unique(np.r_[base, base[rng.random(5) < 0.6] + near])
        signal = Signal(x, rng.integers(-8, 9, len(x)) / 4.0)
        for ratio in (0.3, 0.03):
            result = Problem(signal, Architecture(*NETS[name])).solve(lam_ratio=ratio)
            if result.unique and len(result.weights):
                claimed += 1
                assert is_only_optimum(name, result), (exponent, ratio)
    assert claimed > 5


@pytest.mark.parametrize("name", NETS)
def test_a_kink_among_samples_that_are_all_but_equal_is_not_called_the_only_one(name):
    near = 2.0**-38
    x = np.r_[0.0, 1.0, 2.0, 2.0 + near, 3.0, 4.0]
    signal = Signal(x, np.r_[0.0, 1.0, 2.0, 2.0, 0.5, -1.0])  # it bends at 2
    problem = Problem(signal, Architecture(*NETS[name]))
    result = problem.solve(lam_ratio=0.1)
    kinks = [kink.position for feature in result.features for kink in feature.kinks]
    assert result.certified
    assert np.abs(np.array(kinks) - 2.0).min() < 1e-9
    assert result.unique is not True
    assert problem.chosen(*chosen_from(problem, result)).unique is not True


def chosen_from(problem, result):
    solution = problem.solution_of(result)
    return problem.to_scaled_lam(result.lam), solution.keys, solution.weights, solution.duals[0]
