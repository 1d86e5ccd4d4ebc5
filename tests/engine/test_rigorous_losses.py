"""Proofs for every loss and for λ = 0, against optima computed exactly or to sixty digits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import exact_brute
import numpy as np
import pytest
from brute import LAYERS, NETS
from exact_brute import eliminated
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Signal, fit
from mirrors_engine.rigorous import prove

LINES = ["relu2", "abs2", "relu3", "abs3", "symmetrized3", "leaky3"]


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
    result = fit(signal, NETS[name], lam_ratio=ratio, loss="quantile", quantile=level)
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
    result = fit(signal, NETS[name], lam_ratio=0.0)
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
        result = fit(few_rows(seed, merged), NETS[name], lam_ratio=0.2, loss="huber", delta=1.5)
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
        result = fit(
            few_rows(seed, merged, labels=True), NETS[name], lam_ratio=0.3, loss="logistic"
        )
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
