"""Proofs from any dual point, for every loss and kind of network: true, though worse if it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import NETS

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.rigorous import prove
from mirrors_engine.rigorous.numbers import times_power
from mirrors_engine.rigorous.rows import rows_of

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
    return fit(Signal(x, y, rng.uniform(0.5, 2, n)), net, lam_ratio=ratio, loss=loss, **options)


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
        result = fit(
            Signal(x, y, rng.uniform(0.1, 3, 18)),
            NETS["relu2"],
            lam_ratio=0.1,
            loss=loss,
            **options,
        )
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
