"""The largest correlation of a proof, against brute force that shares no code with the engine."""

from __future__ import annotations

import math
from fractions import Fraction

import brute
import numpy as np
import pytest
from brute import LAYERS, NETS, random_signal
from exact_brute import largest, units, whole_dual
from rigorous_cases import FOLD, LINES, SLOPES, STEPS, step_units

from mirrors_engine import fit
from mirrors_engine.rigorous import prove
from mirrors_engine.rigorous.families import mirrors, two_slopes
from mirrors_engine.rigorous.feasibility import bound
from mirrors_engine.rigorous.hinges import ExactHinges, OutwardHinges
from mirrors_engine.rigorous.numbers import integers

KINKED = {
    **{name: NETS[name] for name in LINES if NETS[name].layers == 3 and "relu" not in name},
    "fold": FOLD,
}


@pytest.mark.parametrize("name", SLOPES)
def test_largest_correlation_is_exact(name):
    """Over random duals, and over duals that single out one unit after another."""
    layers = SLOPES[name][:2] if name == "relu4" else SLOPES[name]  # depth adds nothing there
    net = FOLD if name == "fold" else NETS[name]
    rng = np.random.default_rng(1)
    n = 6 if net.layers == 2 else 5
    # quarters are whole, to spare the brute force its fractions
    x = np.sort(rng.choice(1000, n, replace=False) * (64.0 if len(layers) == 3 else 0.37))
    columns = [[v - h[0] for v in h] for h in units(layers, [Fraction(v) for v in x])]
    columns = list(set(map(tuple, columns)))
    common = math.lcm(*(v.denominator for h in columns for v in h))
    whole = np.array([[int(v * common) for v in h] for h in columns], dtype=object)
    duals = [whole_dual(n, seed) for seed in range(30)]
    for row in rng.permutation(len(whole))[:90]:
        duals.append(whole[row] * n - whole[row].sum())
    for u in duals:
        if any(u):
            got = bound(net, x, u, True, lambda done: None)
            assert got.largest == Fraction(int(np.abs(whole @ u).max()), common)
            assert got.error == 0


@pytest.mark.parametrize(
    ("x", "u"),
    [
        ([0, 4, 24, 28, 48, 56, 76], [-264, 526, -789, 658, -197, -66, 132]),
        ([0, 16, 24, 36, 44, 72, 84], [305, -534, 534, -152, -213, 30, 30]),
        ([0, 16, 36, 40, 52, 60, 64], [163, 0, -815, 1087, -272, -109, -54]),
        ([0, 16, 36, 40, 52, 60, 64], [1, 333, -1000, 1000, -167, 0, -167]),
        ([0, 12, 24, 36, 48, 52, 88], [196, -261, 196, -229, 392, -441, 147]),
        ([0, 16, 24, 36, 44, 72, 84], [-215, 388, -259, 259, -345, 172, 0]),
        ([0, 52, 56, 64, 72, 80, 84], [124, -679, 926, -185, -62, -31, -93]),
    ],
    ids=["(1,0,2)", "(0,2,1)", "(0,1,2)", "(0,0,3)", "quarter", "left", "right"],
)
def test_no_pattern_of_four_layers_is_left_out(x, u):
    """Duals at which one pattern of zero conditions alone holds the largest correlation."""
    points = np.array(x, dtype=float)
    columns = brute.matrix(brute.vertex_units(LAYERS["abs4"], points), points)  # whole: exact
    got = bound(NETS["abs4"], points, np.array(u, dtype=object), True, lambda done: None)
    assert got.largest == Fraction(brute.dual_norm(columns, np.array(u, dtype=float)))


@pytest.mark.parametrize("name", STEPS)
def test_largest_step_correlation_is_exact(name):
    for seed in range(5):
        u = whole_dual(7, seed)
        x = np.arange(7.0)
        for dual in (u, u >> 30):  # long integers, and machine integers
            dual = dual.copy()
            dual[-1] -= sum(dual)
            expected = largest(step_units(STEPS[name], 7), dual)
            assert bound(STEPS[name], x, dual, True, lambda done: None).largest == expected


@pytest.mark.parametrize("name", KINKED)
@pytest.mark.parametrize("kind", ["plain", "offset", "clusters", "wide", "steep"])
def test_every_rounding_error_is_below_its_bound(name, kind):
    """Feature by feature: floats and integers differ by no more than E."""
    net = KINKED[name]
    rng = np.random.default_rng(5)
    x = np.sort(rng.uniform(-2, 3, 25))
    if kind == "offset":
        x = 1.7e9 + x
    elif kind == "clusters":
        x = np.sort(np.concatenate((x[:4], x[1:4] + 1e-9, x[5:])))
    elif kind == "wide":
        x = np.sort(np.concatenate((x[:5], 1e12 * x[5:])))
    u = whole_dual(len(x), 3)
    if kind == "steep":  # a large slope of Φ over a short way: rounded kinks matter most
        x[5] = x[4] + 1e-9
        x = np.round(x * 2**50) / 2**50  # the points fit a float, their sums do not
        u[:] = 0
        u[4], u[5] = 10**20, -(10**20)
    family = (mirrors if net.activation in ("abs", "symmetrized") else two_slopes)(net)
    points, _ = integers(x)
    points = points - points[0]
    exact = ExactHinges(points, u, family.parts, family.slopes, family.reach)
    near = OutwardHinges(points, u, family.outward_parts, family.outward_reach)
    error = Fraction(near.error(family.factors))
    unit = Fraction(1, family.parts * family.slopes) / Fraction(2) ** near.power
    pairs = zip(family.correlations(exact), family.correlations(near), strict=True)
    worst = Fraction(0)
    for true, seen in pairs:
        for a, b in zip(np.ravel(true).tolist(), np.ravel(seen).tolist(), strict=True):
            worst = max(worst, abs(a * unit - Fraction(b)))
    assert worst <= error
    assert worst > 0 or kind == "steep"
    both = [bound(net, x, u, how, lambda done: None) for how in (True, False)]
    assert both[0].largest <= both[1].largest <= both[0].largest + 2 * both[1].error


def test_the_rounding_bound_is_tight():
    """The error is a tiny share of λ, or the proof would be worth little."""
    result = fit(random_signal(3, 60), NETS["abs3"], lam_ratio=0.01)
    proof = prove(result, exact=False)
    assert proof.method == "outward rounding"
    assert 0 < proof.rounding < 1e-11
    assert proof.gap < 1e-11


def test_brute_force_agrees_with_the_other_brute_force():
    """Two enumerations, one in floats, one in fractions."""
    for name in ("abs3", "leaky3", "piecewise3"):
        x = np.array([0.0, 0.5, 1.75, 4.0])
        u = whole_dual(4, 1)
        exact = float(largest(units(LAYERS[name], [Fraction(v) for v in x]), u))
        seen = brute.dual_norm(brute.dictionary(name, x), u.astype(float))
        assert seen == pytest.approx(exact, rel=1e-12)
