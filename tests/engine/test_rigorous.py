"""Proofs, against brute force in fractions that shares no code with the engine."""

from __future__ import annotations

import itertools
import json
import math
import re
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import brute
import numpy as np
import pytest
from brute import LAYERS, NETS, random_signal
from exact_brute import eliminated, largest, unit_values, units, whole_dual
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, MirrorsError, Signal, dictionaries, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled
from mirrors_engine.rigorous import prove
from mirrors_engine.rigorous.families import deep_mirrors, mirrors, two_slopes
from mirrors_engine.rigorous.feasibility import bound
from mirrors_engine.rigorous.hinges import ExactHinges, OutwardHinges
from mirrors_engine.rigorous.loss import Rows
from mirrors_engine.rigorous.numbers import down, integers, times_power, up
from mirrors_engine.signals.samples import sample

STEPS = {
    "sign2": Architecture("sign", 2),
    "threshold2": Architecture("threshold", 2),
    "sign3": Architecture("sign", 3, widths=(2,)),
    "tree4": Architecture("threshold", 4, kind="tree", widths=(3, 1)),
}
LINES = [name for name in NETS if LAYERS[name][0][0] != "step"]
SLOPES = {**{name: LAYERS[name] for name in LINES}, "fold": ((-0.7, 1.0),) * 2}
FOLD = Architecture("piecewise", 3, slopes=(-0.7, 1.0))
KINKED = {name: NETS[name] for name in LINES if NETS[name].layers > 2 and "relu" not in name}
KINKED["fold"] = FOLD


def step_units(net, n):
    sigma = net.activations[0]
    low, high = Fraction(sigma.a_minus), Fraction(sigma.a_plus)
    most = {"sign2": 1, "threshold2": 1, "sign3": 2, "tree4": 3}
    name = next(key for key, value in STEPS.items() if value == net)
    for bits in itertools.product((low, high), repeat=n):
        if sum(a != b for a, b in itertools.pairwise(bits)) <= most[name]:
            yield bits


# -- the largest correlation ---------------------------------------------------------


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
    x = np.sort(rng.uniform(-2, 3, 9 if net.layers == 4 else 25))
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
    make = {3: two_slopes, 4: deep_mirrors}[net.layers]
    if net.layers == 3 and net.activation in ("abs", "symmetrized"):
        make = mirrors
    family = make(net)
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


# -- primal and dual values ----------------------------------------------------------


def rows_loss(signal, f):
    """½ Σ ω (f - y)² over the rows as they came."""
    total = Fraction(0)
    for x, y, w in zip(signal.raw_x, signal.raw_y, signal.raw_weights, strict=True):
        n = int(np.searchsorted(signal.x, x, side="right")) - 1
        total += Fraction(w) * (f[n] - Fraction(y)) ** 2 / 2
    return total


def feature_values(result, feature):
    """A feature at the samples, in fractions."""
    x = result.signal.x
    if result.architecture.step:
        return [Fraction(v) for v in feature.evaluate(x)]
    return unit_values(feature.unit, [Fraction(v) for v in x])


def exact_objective(result):
    """The training value of the stored weights and biases."""
    signal = result.signal
    f = [Fraction(result.intercept)] * len(signal.x)
    for z, feature in zip(result.weights, result.features, strict=True):
        h = feature_values(result, feature)
        f = [value + Fraction(z) * g for value, g in zip(f, h, strict=True)]
    norm = sum(abs(Fraction(z)) for z in result.weights)
    return rows_loss(signal, f) + Fraction(result.lam) * norm


@pytest.mark.parametrize("name", [*NETS, "sign3", "tree4"])
def test_upper_bound_is_the_value_of_the_network(name):
    net = STEPS.get(name) or NETS[name]
    result = fit(random_signal(7, 8, weights=True, duplicates=True), net, lam_ratio=0.03)
    value = exact_objective(result)
    exact, outward = prove(result, exact=True), prove(result, exact=False)
    assert exact.upper_bound == up(value)
    assert value <= Fraction(outward.upper_bound) <= value * (1 + Fraction(1e-12))
    assert outward.lower_bound <= exact.lower_bound <= value
    assert exact.gap <= outward.gap <= 1e-9


def test_dual_value_is_rounded_down_by_next_to_nothing():
    signal = random_signal(11, 9, weights=True, duplicates=True)
    rows = Rows.of(signal, lambda: None)
    u = whole_dual(len(signal.x), 2)
    for power, factor in ((-61, 1), (-100, 3**20)):
        scaled = [Fraction(int(k)) * factor * Fraction(2) ** power for k in u]
        sums = [(Fraction(0), Fraction(0))] * len(u)
        square = Fraction(0)
        for x, y, w in zip(signal.raw_x, signal.raw_y, signal.raw_weights, strict=True):
            n = int(np.searchsorted(signal.x, x, side="right")) - 1
            weight, moment = sums[n]
            y = Fraction(y) - Fraction(signal.y[0])
            sums[n] = weight + Fraction(w), moment + Fraction(w) * y
            square += Fraction(w) * y * y
        lost = sum((b - v) ** 2 / w for (w, b), v in zip(sums, scaled, strict=True))
        true = (square - lost) / 2
        got = rows.dual(u, power, factor, 120)
        assert true - Fraction(len(u), 2**121) <= got <= true


# -- the whole proof -----------------------------------------------------------------


def exact_optimum(result):
    """The optimal value in fractions on the result's support; None where that is singular.

    Returns
    -------
    value, and the residual that proves it if no feature exceeds λ.
    """
    signal = result.signal
    y = [Fraction(v) for v in signal.y]
    w = [Fraction(v) for v in signal.weights]
    lam = Fraction(result.lam)
    columns = [[Fraction(1)] * len(y)]
    for feature in result.features:
        columns.append(feature_values(result, feature))
    signs = [0, *(1 if z > 0 else -1 for z in result.weights)]
    matrix = [
        [sum(a * b * c for a, b, c in zip(left, right, w, strict=True)) for right in columns]
        + [sum(a * b * c for a, b, c in zip(left, y, w, strict=True)) - lam * sign]
        for left, sign in zip(columns, signs, strict=True)
    ]
    z = eliminated(matrix)
    if z is None or any(weight * sign < 0 for weight, sign in zip(z, signs, strict=True)):
        return None
    f = [sum(a * b for a, b in zip(z, row, strict=True)) for row in zip(*columns, strict=True)]
    value = rows_loss(signal, f) + lam * sum(abs(v) for v in z[1:])
    return value, [c * (a - b) for a, b, c in zip(y, f, w, strict=True)]


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(["relu2", "relu3", "abs2", "abs3", "symmetrized3", "leaky3", "sign2"]),
    x=st.lists(st.integers(-20, 20), min_size=2, max_size=6, unique=True),
    data=st.data(),
    ratio=st.floats(1e-4, 1.2),
)
def test_the_true_optimum_lies_between_the_bounds(name, x, data, ratio):
    n = len(x)
    y = data.draw(st.lists(st.integers(-30, 30), min_size=n, max_size=n))
    w = data.draw(st.lists(st.sampled_from([0.5, 1.0, 1.1, 3.0]), min_size=n, max_size=n))
    signal = Signal(np.array(x, float), np.array(y, float), np.array(w))
    result = fit(signal, NETS[name], lam_ratio=ratio)
    if result.lam == 0:
        return
    proof = prove(result)
    assert proof.lower_bound <= proof.upper_bound
    assert proof.gap <= 1e-9
    optimum = exact_optimum(result)
    if optimum is None:
        return
    value, r = optimum
    assert Fraction(proof.lower_bound) <= value
    points = [Fraction(v) for v in signal.x]
    columns = step_units(NETS[name], n) if name == "sign2" else units(SLOPES[name], points)
    strongest = max(abs(sum(a * b for a, b in zip(c, r, strict=True))) for c in columns)
    if strongest <= Fraction(result.lam):  # then r proves that `value` is the optimum
        assert value <= Fraction(proof.upper_bound)
        assert Fraction(proof.upper_bound) - value <= Fraction(1e-9) * value


@pytest.mark.parametrize("exact", [True, False])
def test_a_wrong_dual_point_gives_a_worse_but_true_bound(exact):
    result = fit(random_signal(13, 12, weights=True), NETS["abs3"], lam_ratio=0.05)
    good = prove(result, exact=exact)
    rng = np.random.default_rng(0)
    for size in (1e-6, 1e-2, 1.0):
        u = result.certificate.dual_point
        nudged = u + size * np.abs(u).max() * rng.standard_normal(len(u))  # nor does it sum to 0
        wrong = replace(result, certificate=replace(result.certificate, dual_point=nudged))
        worse = prove(wrong, exact=exact)
        assert worse.lower_bound < good.lower_bound
        assert worse.gap > 1e-9 * size**0.5
        assert worse.upper_bound == good.upper_bound
    for useless in (np.zeros(12), np.full(12, np.nan), -result.certificate.dual_point):
        wrong = replace(result, certificate=replace(result.certificate, dual_point=useless))
        assert 0 <= prove(wrong, exact=exact).lower_bound <= good.upper_bound


def test_a_worse_network_has_a_larger_upper_bound():
    result = fit(random_signal(13, 12), NETS["abs3"], lam_ratio=0.05)
    good, worse = prove(result), prove(replace(result, weights=result.weights * 1.01))
    assert worse.upper_bound > good.upper_bound
    assert worse.lower_bound == good.lower_bound
    assert worse.gap > 1e-9


@pytest.mark.parametrize(
    ("key", "net"),
    [
        ("nile", Architecture("abs", 3)),
        ("nile", Architecture("symmetrized", 3)),
        ("nile", Architecture("leaky", 3)),
        ("nile", Architecture("relu", 5)),
        ("nile", Architecture("sign", 3, widths=(5,))),
        ("sunspots", Architecture("abs", 3)),
        ("sunspots", Architecture("piecewise", 3, slopes=(1.0, -0.5))),
        ("co2", Architecture("relu", 2)),
        ("co2", Architecture("abs", 3)),
        ("co2", Architecture("sign", 2)),
        ("paper_six", Architecture("abs", 4)),
        ("square_wave", Architecture("symmetrized", 4)),
    ],
)
def test_typical_results_are_proved_to_1e_9(key, net):
    result = fit(sample(key), net, lam_ratio=0.02)
    proof = prove(result)
    assert proof.gap <= 1e-9
    assert proof.lower_bound <= proof.upper_bound
    assert proof.upper_bound == pytest.approx(result.objective, rel=1e-9)
    assert proof.n_features == result.dictionary_size


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([2.0], [3.0]),
        ([2.0, 2.0, 2.0], [3.0, 4.0, 0.1]),
        ([1.0, 2.0, 3.0], [0.1, 0.1, 0.1]),
        ([1.0, 5.0], [0.0, 1.0]),
        ([0.0, 1e-9, 1.0, 7.0], [1.0, -1.0, 2.0, 0.0]),
        ([1.7e9, 1.7e9 + 1, 1.7e9 + 5], [1e9, 1e9 + 2, 1e9 - 1]),
        ([-1e100, 0.0, 1.0, 1e100], [1e-100, 2e-100, 3e-100, -1e-100]),
    ],
)
@pytest.mark.parametrize("name", ["relu2", "abs3", "leaky3", "piecewise3", "sign2"])
def test_edges(x, y, name):
    for lam in (0.3, 1e6):
        proof = prove(fit(Signal(x, y), NETS[name], lam=lam))
        assert 0 <= proof.lower_bound <= proof.upper_bound
        assert proof.gap <= 1e-9 or proof.upper_bound < 1e-12


def test_what_a_proof_says():
    result = fit(sample("nile"), NETS["abs3"], lam_ratio=0.02)
    proof = prove(result)
    said = re.fullmatch(
        r"No 3-layer \|·\| network has a training value below (\S+); "
        r"this one has at most (\S+)\.",
        proof.statement,
    )
    assert said is not None
    assert Fraction(said[1]) <= Fraction(proof.lower_bound)
    assert Fraction(said[2]) >= Fraction(proof.upper_bound)
    assert float(said[1]) == pytest.approx(result.objective, rel=1e-12)
    assert proof.method == "exact rationals"
    assert proof.rounding == 0
    with pytest.raises(FrozenInstanceError):
        proof.gap = 0.0  # type: ignore[misc]


def test_directed_rounding():
    third = Fraction(1, 3)
    assert Fraction(down(third)) < third < Fraction(up(third))
    assert np.nextafter(down(third), 1) == up(third)
    assert down(Fraction(1, 4)) == up(Fraction(1, 4)) == 0.25
    assert down(-third) == -up(third)
    values = np.array([0.0, 0.1, -3e-310, 2.0**80, -7.0])
    n, p = integers(values)
    assert [times_power(int(k), p) for k in n] == [Fraction(v) for v in values]


def test_a_family_without_an_exact_enumeration_is_refused(monkeypatch):
    """A family that is new to the registry is refused until the proof knows its features."""
    result = fit(random_signal(1, 5), NETS["relu2"], lam_ratio=0.1)
    new = replace(dictionaries.family_of(NETS["relu2"]), name="new")
    monkeypatch.setattr(dictionaries, "FAMILIES", (new,))
    with pytest.raises(MirrorsError, match="2-layer ReLU network is not available"):
        prove(result)


def test_progress_and_cancellation():
    result = fit(random_signal(1, 120), NETS["abs3"], lam_ratio=0.1)
    seen = []
    prove(result, seen.append)
    fractions = [progress.fraction for progress in seen]
    assert {progress.stage for progress in seen} == {"proving"}
    assert fractions[0] == 0
    assert max(fractions) == 1

    def cancel(progress):
        if progress.fraction:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        prove(result, cancel)


def test_command_line(tmp_path, capsys):
    path = tmp_path / "data.csv"
    path.write_text("t,level\n0,1\n1,3\n2,2\n4,5\n")
    arguments = ["fit", str(path), "--activation", "abs", "--layers", "3", "--lam", "0.1"]
    assert main([*arguments, "--prove", "--json", "-"]) == 0
    proof = json.loads(capsys.readouterr().out)["proof"]
    assert proof["lower_bound"] <= proof["upper_bound"]
    assert proof["gap"] <= 1e-9
    assert main([*arguments, "--prove"]) == 0
    assert proof["statement"] in capsys.readouterr().out
    assert main([*arguments, "--json", "-"]) == 0
    assert "proof" not in json.loads(capsys.readouterr().out)


def test_brute_force_agrees_with_the_other_brute_force():
    """Two enumerations, one in floats, one in fractions."""
    for name in ("abs3", "leaky3", "piecewise3"):
        x = np.array([0.0, 0.5, 1.75, 4.0])
        u = whole_dual(4, 1)
        exact = float(largest(units(LAYERS[name], [Fraction(v) for v in x]), u))
        seen = brute.dual_norm(brute.dictionary(name, x), u.astype(float))
        assert seen == pytest.approx(exact, rel=1e-12)
