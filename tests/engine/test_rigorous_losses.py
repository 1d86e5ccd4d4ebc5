"""Proofs for every loss and for λ = 0, against optima computed exactly or to sixty digits."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

import exact_brute
import numpy as np
import pytest
from brute import LAYERS, NETS, random_signal
from exact_brute import eliminated
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled
from mirrors_engine.rigorous import logarithms, prove
from mirrors_engine.rigorous.numbers import times_power
from mirrors_engine.rigorous.rows import rows_of

LINES = ["relu2", "abs2", "relu3", "abs3", "symmetrized3", "leaky3"]


def solve(signal, net, loss="squared", lam_ratio=0.1, **options):
    return Problem(signal, net, loss, **options).solve(lam_ratio=lam_ratio)


def rows(result):
    """(sample, y, weight) of each row as it came."""
    signal = result.signal
    names = np.searchsorted(signal.x, signal.raw_x, side="right") - 1
    for n, y, w in zip(names.tolist(), signal.raw_y, signal.raw_weights, strict=True):
        yield n, Fraction(y), Fraction(w)


def columns_of(name, signal):
    """Every feature at the samples, in fractions, from 0 at the first."""
    units = exact_brute.units(LAYERS[name], [Fraction(v) for v in signal.x])
    return sorted({tuple(v - g[0] for v in g) for g in units})


def few_rows(seed, merged, labels=False):
    rng = np.random.default_rng(seed)
    x = rng.choice(20, 5, replace=False).astype(float)
    if merged:
        x = np.append(x, x[:2])
    y = rng.integers(-20, 20, len(x)) / 4.0
    if labels:
        y = np.where(np.arange(len(x)) % 2, 1.0, -1.0)
    return Signal(x, y, rng.choice((0.5, 1.0, 1.25), len(x)))


# -- exact optima --------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    name=st.sampled_from(["relu2", "abs2", "relu3", "abs3"]),
    seed=st.integers(0, 10**6),
    level=st.sampled_from([0.1, 0.5, 0.75]),
    ratio=st.sampled_from([0.03, 0.3, 0.9, 1.5]),
    merged=st.booleans(),
)
def test_quantile_optimum_lies_between_the_bounds(name, seed, level, ratio, merged):
    signal = few_rows(seed, merged)
    result = solve(signal, NETS[name], "quantile", ratio, quantile=level)
    if result.lam == 0:
        return
    proof = prove(result)
    every = list(rows(result))
    columns = [[g[n] for n, _, _ in every] for g in columns_of(name, signal)]
    over = [Fraction(level) * w for _, _, w in every]
    under = [(1 - Fraction(level)) * w for _, _, w in every]
    y = [value for _, value, _ in every]
    optimum = exact_brute.pinball_optimum(columns, y, over, under, Fraction(result.lam))
    assert Fraction(proof.lower_bound) <= optimum <= Fraction(proof.upper_bound)
    assert proof.gap <= 2 * result.gap + 1e-11


@settings(max_examples=25, deadline=None)
@given(name=st.sampled_from(LINES[:4]), seed=st.integers(0, 10**6))
def test_least_norm_lies_above_the_bound(name, seed):
    """At λ = 0; missing a sample costs more than any price of one."""
    signal = few_rows(seed, False)
    result = solve(signal, NETS[name], lam_ratio=0.0)
    proof = prove(result)
    high = [Fraction(10**9)] * len(signal.x)
    y = [Fraction(v) for v in signal.y]
    optimum = exact_brute.pinball_optimum(columns_of(name, signal), y, high, high, Fraction(1))
    assert Fraction(proof.lower_bound) <= optimum
    assert proof.lower_bound >= float(optimum) * (1 - 1e-11)
    assert proof.lower_bound <= proof.upper_bound == pytest.approx(float(optimum), rel=1e-11)


def dependence(result):
    """Columns of ξ and of the active features at the rows, and the signs of their weights."""
    x = [Fraction(v) for v in result.signal.x]
    found = [[Fraction(1)] * len(x)]
    for feature in result.features:
        found.append(exact_brute.unit_values(feature.unit, x))
    every = list(rows(result))
    signs = [0, *(1 if z > 0 else -1 for z in result.weights)]
    return [[h[n] for n, _, _ in every] for h in found], signs, every


def strongest(name, result, u, every):
    sums = [0] * len(result.signal.x)
    for (n, _, _), value in zip(every, u, strict=True):
        sums[n] += value
    columns = columns_of(name, result.signal)
    sums = [Fraction(v) for v in sums]
    return max(abs(sum(a * b for a, b in zip(g, sums, strict=True))) for g in columns)


def mixed(columns, z):
    """Σ z_k column_k."""
    return [sum(a * b for a, b in zip(z, row, strict=True)) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("name", LINES)
def test_huber_optimum_lies_between_the_bounds(name, merged):
    """The optimum from its own conditions, solved and checked in fractions."""
    checked = 0
    for seed in range(6):
        result = solve(few_rows(seed, merged), NETS[name], "huber", 0.2, delta=1.5)
        proof = prove(result)
        assert proof.gap <= 2 * result.gap + 1e-12
        columns, signs, every = dependence(result)
        delta, lam = Fraction(1.5), Fraction(result.lam)
        missed = [float(y) - result.fitted[n] for n, y, _ in every]
        inside = [abs(r) < 1.5 for r in missed]
        matrix = []
        for left, sign in zip(columns, signs, strict=True):
            line = [
                sum(
                    w * a * b
                    for a, b, (_, _, w), i in zip(left, right, every, inside, strict=True)
                    if i
                )
                for right in columns
            ]
            pulls = sum(
                w * a * (y if i else delta * (1 if r > 0 else -1))
                for a, (_, y, w), i, r in zip(left, every, inside, missed, strict=True)
            )
            matrix.append([*line, pulls - lam * sign])
        z = eliminated(matrix)
        if z is None:
            continue
        f = mixed(columns, z)
        r = [y - value for (_, y, _), value in zip(every, f, strict=True)]
        u = [w * max(-delta, min(delta, v)) for (_, _, w), v in zip(every, r, strict=True)]
        right_sides = all((abs(v) <= delta) == i for v, i in zip(r, inside, strict=True))
        right_signs = all(a * s >= 0 for a, s in zip(z, signs, strict=True))
        if right_sides and right_signs and strongest(name, result, u, every) <= lam:
            checked += 1
            losses = [
                w * (v * v / 2 if abs(v) <= delta else delta * (abs(v) - delta / 2))
                for (_, _, w), v in zip(every, r, strict=True)
            ]
            value = sum(losses) + lam * sum(abs(v) for v in z[1:])
            assert Fraction(proof.lower_bound) <= value <= Fraction(proof.upper_bound)
    assert checked >= 2


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("name", LINES)
def test_logistic_optimum_lies_between_the_bounds(name, merged):
    """By Newton's steps with sixty digits; the last ones are below 10^-40."""
    checked = 0
    for seed in range(4):
        result = solve(few_rows(seed, merged, labels=True), NETS[name], "logistic", 0.3)
        proof = prove(result)
        assert proof.gap <= 2 * result.gap + 1e-12
        columns, signs, every = dependence(result)
        with localcontext() as context:
            context.prec = 60
            table = [[Decimal(v.numerator) / v.denominator for v in row] for row in columns]
            weights = [Decimal(float(w)) for _, _, w in every]
            labels = [int(y) for _, y, _ in every]
            lam = Decimal(result.lam)
            z = [Decimal(float(v)) for v in (result.intercept, *result.weights)]
            for _ in range(9):
                f = [
                    sum(a * b for a, b in zip(z, row, strict=True))
                    for row in zip(*table, strict=True)
                ]
                other = [1 / (1 + (s * v).exp()) for s, v in zip(labels, f, strict=True)]
                u = [w * s * p for w, s, p in zip(weights, labels, other, strict=True)]
                bend = [w * p * (1 - p) for w, p in zip(weights, other, strict=True)]
                matrix = [
                    [sum(a * b * c for a, b, c in zip(g, h, bend, strict=True)) for h in table]
                    + [sum(a * b for a, b in zip(g, u, strict=True)) - lam * s]
                    for g, s in zip(table, signs, strict=True)
                ]
                step = eliminated(matrix)
                if step is None:
                    break
                z = [a + b for a, b in zip(z, step, strict=True)]
            if step is None or any(a * s < 0 for a, s in zip(z, signs, strict=True)):
                continue
            assert max(map(abs, step)) < Decimal("1e-40")
            if strongest(name, result, u, every) > Fraction(lam) * (1 + Fraction(10) ** -30):
                continue
            checked += 1
            losses = [
                w * (1 + (-s * v).exp()).ln() for w, s, v in zip(weights, labels, f, strict=True)
            ]
            value = Fraction(sum(losses) + lam * sum(abs(v) for v in z[1:]))
            assert Fraction(proof.lower_bound) <= value + Fraction(10) ** -25
            assert value - Fraction(10) ** -25 <= Fraction(proof.upper_bound)
    assert checked >= 2


# -- logarithms ----------------------------------------------------------------------


@given(st.floats(-1e6, 1e6) | st.floats(-40, 40))
def test_softplus_is_rounded_up(value):
    got = Fraction(logarithms.softplus_up(value), 2**logarithms.BITS)
    with localcontext() as context:
        context.prec = 900
        context.Emin = -(10**9)
        size = abs(Decimal(value))
        if size > 1000:  # log1p(e) lies between e - e²/2 and e
            assert max(Fraction(value), 0) < got <= max(Fraction(value), 0) + Fraction(10) ** -30
            return
        context.prec = 500
        true = Fraction(max(Decimal(value), Decimal(0)) + (1 + (-size).exp()).ln())
    assert true <= got <= true + Fraction(10) ** -30 * max(1, true)


@given(st.integers(1, 10**30), st.integers(0, 10**30))
def test_minus_logarithms_are_rounded_down(part, more):
    got = Fraction(logarithms.minus_log_down(part, part + more), 2**logarithms.BITS)
    with localcontext() as context:
        context.prec = 120
        true = Fraction((Decimal(part + more) / Decimal(part)).ln())
    assert 0 <= got <= true + Fraction(10) ** -100
    assert true - got <= Fraction(10) ** -30


# -- dual points ---------------------------------------------------------------------

CASES = {
    "lam0": (NETS["abs3"], "squared", 0.0, {}),
    "one-sided": (Architecture("piecewise", 3, slopes=(2.0, 0.0)), "squared", 0.1, {}),
    "huber": (NETS["abs3"], "huber", 0.1, {"delta": 0.4}),
    "quantile": (NETS["relu2"], "quantile", 0.1, {"quantile": 0.3}),
    "logistic": (NETS["abs3"], "logistic", 0.1, {}),
    "additive": (Architecture("abs", 3, inputs="additive"), "squared", 0.1, {}),
    "plane": (Architecture("leaky", 2, inputs="plane"), "huber", 0.1, {"delta": 0.4}),
    "half planes": (Architecture("sign", 2, inputs="plane"), "squared", 0.1, {}),
    "five layers": (Architecture("abs", 5), "squared", 0.1, {}),
    "data": (Architecture("abs", 6, dictionary="data"), "squared", 0.1, {}),
}


@pytest.fixture(params=CASES)
def case(request):
    net, loss, ratio, options = CASES[request.param]
    rng = np.random.default_rng(5)
    n = 7 if net.layers > 4 else 16
    x = rng.uniform(-1, 1, n if net.inputs == "line" else (n, 2))
    first = x if net.inputs == "line" else x.sum(axis=1)
    y = np.sin(4 * first) + 0.2 * rng.standard_normal(n)
    if loss == "logistic":
        y = np.where(y > 0, 1.0, -1.0)
    return solve(Signal(x, y, rng.uniform(0.5, 2, n)), net, loss, ratio, **options)


def with_dual(result, u):
    return replace(result, certificate=replace(result.certificate, dual_point=u))


def test_an_infeasible_dual_point_is_taken_back(case):
    """1e-7 too long, it would promise more than the network shown attains."""
    good = prove(case)
    longer = prove(with_dual(case, case.certificate.dual_point * (1 + 1e-7)))
    assert longer.lower_bound <= longer.upper_bound == good.upper_bound
    # what the bounds of the rows cut off is lost as well
    assert longer.lower_bound == pytest.approx(good.lower_bound, rel=2e-6)
    if case.lam == 0 or case.loss == "squared":
        u, signal = case.certificate.dual_point, case.signal
        y = signal.y - np.average(signal.y, weights=signal.weights)
        promised = (1 + 1e-7) * float(u @ y)
        if case.lam > 0:
            promised -= (1 + 1e-7) ** 2 * 0.5 * float(u @ (u / signal.weights))
        assert promised > case.dual_objective * (1 + 1e-9)


def test_a_noisy_dual_point_gives_a_lower_bound_still(case):
    good = prove(case)
    u = case.certificate.dual_point
    rng = np.random.default_rng(1)
    for size in (1e-7, 1e-3, 1.0):
        noise = size * np.abs(u).max() * rng.standard_normal(len(u))
        worse = prove(with_dual(case, u + noise))
        assert worse.lower_bound < good.lower_bound
        assert worse.lower_bound >= good.upper_bound * (1 - 3 * good.gap - 1000 * size)
    for useless in (np.zeros(len(u)), np.full(len(u), np.nan), -u, np.full(len(u), 1e300)):
        assert 0 <= prove(with_dual(case, useless)).lower_bound <= good.upper_bound


def test_a_worse_network_has_a_larger_upper_bound(case):
    worse = prove(replace(case, weights=case.weights * 1.01))
    assert worse.upper_bound > prove(case).upper_bound
    assert worse.gap > 1e-7


def test_floats_and_fractions_agree(case):
    exact, outward = prove(case, exact=True), prove(case, exact=False)
    assert outward.lower_bound <= exact.lower_bound <= exact.upper_bound <= outward.upper_bound
    assert outward.upper_bound == pytest.approx(exact.upper_bound, rel=1e-12)
    assert exact.lower_bound == pytest.approx(case.dual_objective, rel=1e-9)
    assert exact.upper_bound == pytest.approx(case.objective, rel=1e-12)


def test_dual_points_of_rows_keep_their_bounds():
    """Within the bounds of every row, and of sum 0 to the last unit, whatever they came from."""
    rng = np.random.default_rng(3)
    x = np.repeat(np.arange(6.0), 3)
    for loss, options in (
        ("huber", {"delta": 0.5}),
        ("quantile", {"quantile": 0.1}),
        ("logistic", {}),
    ):
        y = rng.standard_normal(18) if loss != "logistic" else rng.choice((-1.0, 1.0), 18)
        result = solve(Signal(x, y, rng.uniform(0.1, 3, 18)), NETS["relu2"], loss, 0.1, **options)
        for u in (result.certificate.dual_point, rng.standard_normal(6), np.full(6, 9.0)):
            known = rows_of(with_dual(result, u), lambda: None)
            point, power = known.dual_point(with_dual(result, u), 80)
            assert sum(point) == 0
            (low, low_power), (high, high_power) = known.bounds()
            for value, least, most in zip(point, low, high, strict=True):
                value = times_power(int(value), power)
                assert (
                    times_power(int(least), low_power)
                    <= value
                    <= times_power(int(most), high_power)
                )


# -- statements and the command line -------------------------------------------------


def test_what_a_proof_of_a_norm_says():
    result = fit(random_signal(2, 12), NETS["relu3"], lam_ratio=0.0)
    proof = prove(result)
    said = re.fullmatch(
        r"No 3-layer ReLU network that misses no sample by more than (\S+) has a norm below (\S+); "
        r"this one has (\S+)\.",
        proof.statement,
    )
    assert said is not None
    assert np.abs(result.fitted - result.signal.y).max() < 1e-12
    assert float(said[1]) < 1e-12
    assert Fraction(said[2]) <= Fraction(proof.lower_bound)
    assert Fraction(said[3]) >= Fraction(proof.upper_bound)
    assert proof.upper_bound >= math.fsum(np.abs(result.weights))


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize(
    "net",
    [
        Architecture("abs", 5),
        Architecture("relu", 2, inputs="plane"),
        Architecture("sign", 2, inputs="plane"),
        Architecture("abs", 2, inputs="additive"),
        Architecture("piecewise", 4, slopes=(0.0, 3.0)),
    ],
    ids=["five", "plane", "sides", "additive", "one-sided"],
)
def test_few_samples(net, n):
    x = np.array([0.1, 0.7, 0.9])[:n]
    if net.inputs != "line":
        x = np.column_stack((x, [0.3, 0.3, 0.8][:n]))
    for y in (np.array([1.0, 3.0, 2.0])[:n], np.ones(n)):
        for lam in (0.0, 0.05, 100.0):
            proof = prove(fit(Signal(x, y), net, lam=lam))
            assert 0 <= proof.lower_bound <= proof.upper_bound
            assert proof.gap <= 1e-9 or proof.upper_bound < 1e-12


def test_weights_of_very_different_size():
    """As multiples of a common power of two the large ones exceed machine integers."""
    rng = np.random.default_rng(4)
    for net in (
        Architecture("sign", 2, inputs="plane"),
        Architecture("sign", 2, inputs="additive"),
    ):
        result = solve(Signal(rng.normal(size=(12, 2)), rng.normal(size=12)), net, lam_ratio=0.05)
        weights = result.weights * np.where(np.arange(len(result.weights)) % 2, 1.0, 2.0**-70)
        proof = prove(replace(result, weights=weights))
        f = result.intercept + sum(
            z * g.evaluate(result.signal.x) for z, g in zip(weights, result.features, strict=True)
        )
        value = 0.5 * np.sum((f - result.signal.y) ** 2) + result.lam * np.abs(weights).sum()
        assert proof.upper_bound == pytest.approx(value, rel=1e-12)
        assert proof.lower_bound == pytest.approx(result.dual_objective, rel=1e-9)


def test_long_proofs_can_be_cancelled():
    result = fit(random_signal(1, 14), Architecture("abs", 5), lam_ratio=0.3)
    calls = 0

    def cancel(progress):
        nonlocal calls
        calls += 1
        if calls > 30:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        prove(result, cancel)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lam", "0"],
        ["--lam", "0.1", "--loss", "huber", "--delta", "0.5"],
        ["--lam", "0.1", "--loss", "quantile", "--quantile", "0.25"],
        ["--lam", "0.1", "--layers", "5"],
    ],
)
def test_command_line(tmp_path, capsys, arguments):
    path = tmp_path / "data.csv"
    path.write_text("t,level\n0,1\n1,3\n2,2\n4,5\n")
    common = ["fit", str(path), "--activation", "abs", "--prove", *arguments]
    assert main([*common, "--json", "-"]) == 0
    proof = json.loads(capsys.readouterr().out)["proof"]
    assert 0 < proof["lower_bound"] <= proof["upper_bound"]
    assert proof["gap"] <= 1e-9
    assert main(common) == 0
    assert proof["statement"] in capsys.readouterr().out
