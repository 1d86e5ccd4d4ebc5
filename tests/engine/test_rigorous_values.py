"""The bounds of a proof, against the network's value and the optimum, both in fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from brute import NETS, random_signal
from exact_brute import eliminated, unit_values, units, whole_dual
from hypothesis import given, settings
from hypothesis import strategies as st
from rigorous_cases import SLOPES, STEPS, step_units

from mirrors_engine import Signal, fit
from mirrors_engine.rigorous import prove
from mirrors_engine.rigorous.numbers import up
from mirrors_engine.rigorous.squared_rows import SquaredRows


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
    rows = SquaredRows.of(signal, lambda: None)
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


def test_units_that_bend_once_are_exact_however_many(monkeypatch):
    """Run in floats at each sample, 45 000 units at 200 000 took a minute, and gave 3e-7 away."""
    from mirrors_engine import Architecture, Signal, fit
    from mirrors_engine.rigorous import primal, proof

    monkeypatch.setattr(primal, "_near", None)
    rng = np.random.default_rng(0)
    signal = Signal(np.linspace(0, 1, 3000), rng.standard_normal(3000))
    result = fit(signal, Architecture("relu", 2), lam_ratio=1e-6)
    assert len(signal) * len(result.weights) > proof.EXACT_VALUES
    found = proof.prove(result)
    assert found.lower_bound <= result.objective * (1 + 1e-12) and found.gap < 1e-8
