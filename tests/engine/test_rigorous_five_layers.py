"""Proofs for five layers, against a plain enumeration of their vertices."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import exact_brute
import fold_listing
import numpy as np
import pytest
from brute import random_signal

from mirrors_engine import Architecture, fit
from mirrors_engine.rigorous import feasibility, prove
from mirrors_engine.rigorous.folds import _last_layer, _vertices, conditions, deep_folds
from mirrors_engine.rigorous.hinges import ExactHinges, OutwardHinges
from mirrors_engine.rigorous.numbers import integers

FIVE = {"abs": Architecture("abs", 5), "symmetrized": Architecture("symmetrized", 5)}
ALONE = {  # samples, dual point
    (0, 0, 0, 4): ((48, 696, 720, 744, 816, 888, 912), (1526, 915, -10000, 9659, -707, -741, -652)),
    (0, 0, 1, 3): (
        (0, 408, 480, 528, 600, 672, 696),
        (1786, -6304, 10000, -1927, -1786, -973, -796),
    ),
    (0, 0, 2, 2): ((72, 360, 432, 456, 504, 696, 888), (3411, -7147, 9999, -7719, 2266, -789, -21)),
    (0, 0, 3, 1): (
        (96, 240, 336, 552, 624, 720, 816),
        (2771, 924, -8537, 10001, -8156, 1933, 1064),
    ),
    (0, 1, 0, 3): (
        (192, 336, 408, 552, 720, 792, 1152),
        (-468, -2714, 7128, -6410, 8595, -10000, 3869),
    ),
    (0, 1, 1, 2): (
        (72, 216, 264, 360, 432, 672, 744),
        (-2879, 7256, -6341, 6838, -10000, 854, 4272),
    ),
    (0, 1, 2, 1): ((96, 240, 336, 552, 624, 720, 816), (2337, 577, -4159, 5419, -10000, 5214, 612)),
    (0, 2, 0, 2): (
        (192, 336, 408, 552, 720, 792, 1152),
        (838, -1387, 9435, -9999, 1982, -1521, 652),
    ),
    (0, 2, 1, 1): ((0, 96, 168, 264, 552, 576, 888), (-1963, 4916, -9999, 7829, -2905, 223, 1899)),
    (1, 0, 0, 3): (
        (24, 120, 240, 360, 552, 576, 936),
        (-6443, 8803, -2762, -608, 8002, -10000, 3008),
    ),
    (1, 0, 1, 2): (
        (192, 216, 264, 336, 408, 456, 672),
        (-1789, 3674, -2675, -5003, 9999, -5755, 1549),
    ),
    (1, 0, 2, 1): (
        (96, 432, 528, 552, 672, 816, 936),
        (83, 1131, -7189, 10000, -5632, 3360, -1753),
    ),
    (1, 1, 0, 2): (
        (192, 216, 264, 336, 408, 456, 672),
        (4768, -7625, 6577, -5060, 7323, -10001, 4018),
    ),
    (1, 1, 1, 1): (
        (192, 216, 312, 576, 600, 720, 744),
        (4579, -8645, 6449, -6402, -1075, 10001, -4907),
    ),
}


def bound_of(net, x, u, exact=True):
    return feasibility.bound(net, x, u, exact, lambda done: None)


def test_every_pattern_has_its_case():
    assert set(ALONE) == set(fold_listing.patterns(4))


@pytest.mark.parametrize("pattern", ALONE, ids=str)
def test_no_pattern_of_five_layers_is_left_out(pattern):
    """At these duals features of one pattern alone correlate the most."""
    x, u = (np.array(v, dtype=float) for v in ALONE[pattern])  # all biases are whole
    tops = {}
    for counts in fold_listing.patterns(4):
        units = fold_listing.columns(x, fold_listing._of_pattern(x, counts), "abs")
        tops[counts] = np.abs(u @ np.round(units)).max()
    whole = np.array([int(v) for v in u], dtype=object)
    got = bound_of(FIVE["abs"], x, whole)
    assert got.largest == Fraction(tops[pattern])
    assert tops[pattern] > 1.0001 * max(top for k, top in tops.items() if k != pattern)


@pytest.mark.parametrize("activation", FIVE)
def test_five_layers_are_exact(activation):
    rng = np.random.default_rng(2)
    x = np.sort(rng.choice(40, 6, replace=False)) * 24.0
    units = np.round(fold_listing.columns(x, fold_listing.biases(x, 4), activation))
    parts = np.split(units, 2, axis=1) if activation == "symmetrized" else [units]
    duals = [rng.integers(-999, 999, 6) for _ in range(3)]
    for part in parts:
        reached = np.ptp(part, axis=0)
        for k in np.argsort(reached)[[len(reached) // 3, len(reached) // 2, -1]]:
            duals.append(part[:, k] * 6 - part[:, k].sum())
    for u in duals:
        u = np.array([int(v) for v in u], dtype=object)
        u[-1] -= sum(u)
        expected = np.abs(u.astype(float) @ units).max()
        got, near = (bound_of(FIVE[activation], x, u, exact) for exact in (True, False))
        assert got.largest == Fraction(expected)
        assert got.largest <= near.largest <= got.largest + 2 * near.error


def test_the_number_of_systems():
    assert [len(conditions(depth)) for depth in (1, 2, 3, 4)] == [1, 2, 9, 138]


@pytest.mark.parametrize("layers", [4, 5])
@pytest.mark.parametrize("kind", ["plain", "clusters", "offset"])
def test_every_rounding_error_of_folds_is_below_its_bound(kind, layers):
    """Vertex by vertex, at the same biases; and no ceiling is below what it covers."""
    rng = np.random.default_rng(8)
    x = np.sort(rng.uniform(-2, 3, 6))
    if kind == "clusters":
        x[1:3] = x[0] + np.array([1e-7, 2e-7])
    elif kind == "offset":
        x += 1.7e9
    points, _ = integers(x)
    points = points - points[0]
    u = exact_brute.whole_dual(6, 1)
    family = deep_folds(Architecture("abs", layers))
    exact = ExactHinges(points, u, family.parts, 1, family.reach)
    near = OutwardHinges(points, u, family.outward_parts, family.outward_reach)
    error, unit = near.error(family.factors), Fraction(1, family.parts) / 2**near.power
    scale = float(points[-1] / near.points[-1]) * family.parts
    seen = 0
    for true in _vertices(exact, layers - 1, lambda first: None):
        some = true[:, :: max(1, true.shape[1] // 40)]
        values = _last_layer(exact, some, [(-1, 2)])[0]
        rough = np.array([[float(v) / scale for v in row] for row in some.tolist()])
        floats = _last_layer(near, rough, [(-1, 2)])[0]
        ceilings = near.ceiling(rough[0])
        for a, b, top in zip(values.tolist(), floats.tolist(), ceilings.tolist(), strict=True):
            assert abs(a * unit - Fraction(b)) <= error
            assert abs(a * unit) <= Fraction(top)
            seen += 1
    assert seen > (1000 if layers == 5 else 200)


@pytest.mark.parametrize("activation", FIVE)
def test_larger_results_of_five_layers_are_proved_in_floats(activation):
    result = fit(random_signal(3, 13), FIVE[activation], lam_ratio=0.05)
    proof = prove(result)
    assert proof.method == "outward rounding"
    assert 0 < proof.rounding < 1e-9
    assert proof.gap < 1e-9
    assert proof.lower_bound <= result.objective * (1 + 1e-12)
    pushed = replace(
        result,
        certificate=replace(
            result.certificate, dual_point=result.certificate.dual_point * (1 + 1e-7)
        ),
    )
    assert prove(pushed).lower_bound <= proof.upper_bound
