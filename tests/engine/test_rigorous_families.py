"""The largest correlation that a proof allows for, family by family, against brute force.

Features are sorted into classes. Where one class alone holds the largest correlation, a
check that dropped it would report less than the brute force: each class has such a dual.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

import exact_brute
import numpy as np
import pytest
from brute import random_signal
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.rigorous import feasibility, prove
from mirrors_engine.rigorous.planes import _turns


def bound(net, x, u, exact=True):
    return feasibility.bound(net, np.asarray(x, dtype=float), u, exact, lambda done: None)


def centred(values):
    """A whole dual that a unit with these values correlates with strongly."""
    common = np.lcm.reduce([Fraction(v).denominator for v in values])
    whole = np.array([int(Fraction(v) * int(common)) for v in values], dtype=object)
    return whole * len(whole) - sum(whole)


def check_classes(net, x, classes, duals, needed):
    """The bound is that of all classes, and each of `needed` once exceeds all others."""
    alone = set()
    for u in duals:
        tops = {
            name: max(abs(sum(a * b for a, b in zip(g, u, strict=True))) for g in units)
            for name, units in classes.items()
        }
        got = bound(net, x, u)
        assert got.largest == max(tops.values())
        assert got.error == 0
        first, second = sorted(tops, key=tops.get)[:-3:-1]
        if tops[first] > tops[second] * Fraction(1001, 1000):
            alone.add(first)
    assert alone >= set(needed)


# -- one-sided slopes ----------------------------------------------------------------


@pytest.mark.parametrize("slopes", [(1.5, 0.0), (0.0, -0.75), (-2.0, 0.0)])
@pytest.mark.parametrize("layers", [3, 4])
def test_one_sided_slopes(slopes, layers):
    x = [0.0, 0.5, 1.25, 3.0, 4.0]
    points = [Fraction(v) for v in x]
    classes: dict[object, list] = {}
    for g in set(exact_brute.units((slopes,) * 2, points)):
        h = g
        for _ in range(layers - 3):  # a last layer that adds depth and no kink
            h = exact_brute.layer(slopes, 1 if slopes[1] == 0 else -1, 0, [abs(v) for v in h])
        rises = [a != b for a, b in itertools.pairwise(h)]
        if any(rises):
            # which samples the ramp runs between
            first, last = rises.index(True), len(rises) - rises[::-1].index(True)
            classes.setdefault((first == 0, last == len(rises)), []).append(h)
    duals = [exact_brute.whole_dual(len(x), seed) for seed in range(40)]
    net = Architecture("piecewise", layers, slopes=slopes)
    check_classes(net, x, classes, duals, classes)
    assert len(classes) == 4


# -- several columns -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("net", "slopes"),
    [
        (Architecture("relu", 2, inputs="additive"), ((1, 0),)),
        (Architecture("abs", 3, inputs="additive"), ((1, -1),) * 2),
        (
            Architecture("leaky", 3, negative_slope=0.25, inputs="additive"),
            ((1, 0.25),) * 2,
        ),
    ],
    ids=["relu2", "abs3", "leaky3"],
)
def test_every_column_counts(net, slopes):
    x = np.array([[0, 5, 1], [1, 5, 4], [1, 2, 0], [3, 0, 9], [4, 2, 9], [6, 8, 2]], dtype=float)
    classes = {}
    for c, column in enumerate(x.T):
        values = sorted(set(column.tolist()))
        units = exact_brute.units(slopes, [Fraction(v) for v in values])
        classes[c] = {tuple(g[values.index(v)] for v in column) for g in units}
    duals = [exact_brute.whole_dual(6, seed) for seed in range(12)]
    check_classes(net, x, classes, duals, classes)


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_switches_of_every_column(seed):
    rng = np.random.default_rng(seed)
    x = np.unique(rng.integers(0, 4, (8, 2)), axis=0).astype(float)
    u = exact_brute.whole_dual(len(x), seed)
    most = 0
    for column in x.T:
        values = sorted(set(column.tolist()))
        for bits in itertools.product((0, 1), repeat=len(values)):
            if sum(a != b for a, b in itertools.pairwise(bits)) <= 2:
                g = [bits[values.index(v)] for v in column]
                most = max(most, abs(sum(a * b for a, b in zip(g, u, strict=True))))
    net = Architecture("threshold", 3, widths=(2,), inputs="additive")
    assert bound(net, x, u).largest == most


# -- the plane -----------------------------------------------------------------------

SCATTER = [(0, 0), (1, 7), (2, 3), (4, 9), (5, 1), (8, 6)]
GRID = [(i, k) for i in range(3) for k in range(2)]


@pytest.mark.parametrize("points", [SCATTER, GRID], ids=["scatter", "grid"])
@pytest.mark.parametrize(
    ("net", "slopes"),
    [
        (Architecture("relu", 2, inputs="plane"), (1, 0)),
        (Architecture("abs", 2, inputs="plane"), (1, -1)),
        (Architecture("piecewise", 2, slopes=(-0.5, 1.25), inputs="plane"), (-0.5, 1.25)),
    ],
    ids=["relu", "abs", "piecewise"],
)
def test_kink_lines(net, slopes, points):
    classes: dict[str, set] = {"axis": set(), "oblique": set()}
    exact = [tuple(map(Fraction, p)) for p in points]
    for kind, g in exact_brute.vertex_lines(exact, slopes):
        classes[kind].add(g)
    duals = [exact_brute.whole_dual(6, seed) for seed in range(60)]
    duals += [centred(g) for kind in classes for g in sorted(classes[kind])[::5]]
    duals = [u for u in duals if any(u)]
    check_classes(net, points, classes, duals, classes)


@pytest.mark.parametrize("scale", [1.0, 1e-9, 1e9, 3e15])
def test_no_unit_of_the_plane_exceeds_the_bound(scale):
    """Any n with |n|₁ = 1 and any offset, evaluated in fractions."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1, 1, (9, 2)) * scale + 0.3 * scale
    exact = [tuple(map(Fraction, p)) for p in x.tolist()]
    net = Architecture("leaky", 2, negative_slope=0.5, inputs="plane")
    for seed in range(4):
        u = exact_brute.whole_dual(9, seed)
        allowed = bound(net, x, u).largest
        nearest = 0
        for _ in range(300):
            share = Fraction(int(rng.integers(0, 101)), 100)
            n = (share * int(rng.choice((-1, 1))), (1 - share) * int(rng.choice((-1, 1))))
            at = [n[0] * a + n[1] * b for a, b in exact]
            c = at[int(rng.integers(9))] + Fraction(float(rng.normal(0, 0.1) * scale))
            h = [v if v >= 0 else v / 2 for v in (a - c for a in at)]
            nearest = max(nearest, abs(sum(a * int(b) for a, b in zip(h, u, strict=True))))
        assert 0.4 * allowed < nearest <= allowed


@pytest.mark.parametrize("activation", ["sign", "threshold"])
@pytest.mark.parametrize("points", [SCATTER, GRID, [(0, 0), (1, 1), (2, 2), (3, 3), (1, 0)]])
def test_half_planes(points, activation):
    """Classes by the number of points on the smaller side."""
    exact = [tuple(map(Fraction, p)) for p in points]
    low, high = (-1, 1) if activation == "sign" else (0, 1)
    classes: dict[int, list] = {}
    for side in exact_brute.dichotomies(exact):
        if not all(side):
            size = min(sum(side), len(side) - sum(side))
            classes.setdefault(size, []).append([high if s else low for s in side])
    duals = [exact_brute.whole_dual(len(points), seed) for seed in range(60)]
    net = Architecture(activation, 2, inputs="plane")
    for spread in (1, 2**40):  # machine integers, and longer ones
        some = [np.array([v * spread for v in u], dtype=object) for u in duals]
        check_classes(net, points, classes, some, classes)


def test_points_in_a_line_are_seen_as_typed():
    """0.1, 0.2 and 0.3 lie evenly, although the floats do not: no line parts the middle off."""
    x = np.array([(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)])
    assert Fraction(0.2) - Fraction(0.1) != Fraction(0.3) - Fraction(0.2)
    u = np.array([-1, 2, -1], dtype=object)
    net = Architecture("threshold", 2, inputs="plane")
    assert bound(net, x, u).largest == 1
    bent = np.array([(0.1, 0.1), (0.2, 0.2 + 1e-15), (0.3, 0.3)])
    assert bound(net, bent, u).largest == 2


def test_directions_too_close_for_floats_are_told_apart():
    """Floats see the points in line; in integers the middle one lies off it."""
    far = 2.0**52
    x = np.array([(0, 0), (far, far - 1), (far + 1, far)])
    off = Fraction(x[1, 0]) * Fraction(x[2, 1]) - Fraction(x[1, 1]) * Fraction(x[2, 0])
    assert off == 1
    assert np.arctan2(*x[1, ::-1]) == np.arctan2(*x[2, ::-1])
    u = np.array([-1, 2, -1], dtype=object)
    assert bound(Architecture("threshold", 2, inputs="plane"), x, u).largest == 2


def test_the_order_of_directions_does_not_rest_on_floats():
    """Seen from the first point the others share one float angle; their order is the reverse."""
    far = 2**52
    points = [(0, 0), *((far + j, far + j + 1) for j in range(5)), (far + 6, far + 1)]
    assert len({float(np.arctan2(y, x)) for x, y in points[1:6]}) == 1
    turns = list(_turns(np.array(points, dtype=object), lambda: None))
    for i, (order, away, ahead, ends) in enumerate(turns):
        assert sorted([i, *order]) == list(range(len(points)))
        cross = [a[0] * b[1] - a[1] * b[0] for a, b in itertools.pairwise(away.tolist())]
        assert min(cross) >= 0
        assert ends.tolist() == [k for k, turn in enumerate([*cross, 1]) if turn]
        for k, d, front in zip(order, away, ahead, strict=True):
            true = [b - a for a, b in zip(points[i], points[k], strict=True)]
            assert list(d) == (true if front else [-v for v in true])
            assert front == (points[k] > points[i])
    assert turns[0][0].tolist() == [6, 5, 4, 3, 2, 1]


# -- the data features: any depth ----------------------------------------------------


def test_the_cost_of_transport_is_exact():
    """The largest correlation of all functions with slopes ±1 between the samples."""
    x = np.array([0.0, 0.5, 1.25, 3.0, 4.0, 7.5])
    steps = [Fraction(b) - Fraction(a) for a, b in itertools.pairwise(x.tolist())]
    net = Architecture("abs", 6, dictionary="data")
    for seed in range(10):
        u = exact_brute.whole_dual(6, seed)
        most = 0
        for slopes in itertools.product((1, -1), repeat=5):
            rises = [s * h for s, h in zip(slopes, steps, strict=True)]
            g = [Fraction(0), *itertools.accumulate(rises)]
            most = max(most, sum(a * int(b) for a, b in zip(g, u, strict=True)))
        assert bound(net, x, u).largest == most


def test_the_data_features_are_proved_a_bound_for_any_depth():
    signal = random_signal(5, 6)
    result = fit(signal, Architecture("abs", 5, dictionary="data"), lam_ratio=0.3)
    deep = fit(signal, Architecture("abs", 5), lam=result.lam)
    proof = prove(result)
    assert "features only" not in proof.statement
    assert proof.lower_bound <= prove(deep).upper_bound <= proof.upper_bound * (1 + 1e-9)
    assert proof.lower_bound == pytest.approx(result.dual_objective, rel=1e-9)


@pytest.mark.parametrize("activation", ["relu", "sign"])
@pytest.mark.parametrize("n", [1, 2, 9])
def test_whole_numbers_of_the_plane_may_exceed_the_machines(activation, n):
    # as multiples of a common power of two, where one sample is tiny: around 2^63
    rng = np.random.default_rng(n)
    for exponent in range(4, 16):
        x = rng.normal(size=(n, 2))
        x[:, 1] *= 2.0**-exponent
        signal = Signal(x, rng.normal(size=n))
        result = fit(signal, Architecture(activation, 2, inputs="plane"), lam_ratio=0.1)
        assert prove(result).gap <= 1e-6
