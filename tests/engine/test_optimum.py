"""The optimum against an interior-point method on the dense brute-force dictionary."""

from __future__ import annotations

import brute
import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Signal, fit, lambda_max

CASES = [
    # N, weights, duplicates, lam_ratio
    (4, False, False, 0.3),
    (5, False, False, 1e-3),
    (6, True, False, 0.05),
    (7, True, True, 0.1),
    (9, False, True, 0.01),
]


@pytest.mark.parametrize("case", range(len(CASES)))
@pytest.mark.parametrize("name", NETS)
def test_objective_is_the_brute_force_optimum(name, case):
    n, weights, duplicates, ratio = CASES[case]
    if NETS[name].layers == 4:
        n = min(n, 5)  # thousands of units
    signal = random_signal(100 * case + n, n, weights, duplicates)
    assert (signal.loss_constant > 0) == duplicates
    x, y, w = signal.x, signal.y, signal.weights
    columns = brute.dictionary(name, x)
    top = brute.lam_max(columns, y, w)
    assert lambda_max(signal, NETS[name]) == pytest.approx(top, rel=1e-10)

    lam = ratio * top
    upper, lower, fitted = brute.lasso(columns, y, w, lam)
    constant = signal.loss_constant
    for solver in ("auto", "active_set"):
        result = fit(signal, NETS[name], lam, solver=solver)
        assert result.certified
        # no candidate may lie below the dual bound nor above a primal point
        assert lower + constant <= result.objective * (1 + 1e-12)
        assert result.objective <= (upper + constant) * (1 + 1e-12)
        assert result.objective == pytest.approx(upper + constant, rel=1e-8)
        np.testing.assert_allclose(result.fitted, fitted, atol=1e-3 * np.ptp(y))


@pytest.mark.parametrize("name", NETS)
def test_lam_and_ratio_are_two_ways_to_say_it(name):
    signal = random_signal(8, 7, weights=True)
    top = lambda_max(signal, NETS[name])
    by_ratio = fit(signal, NETS[name], lam_ratio=0.07)
    by_lam = fit(signal, NETS[name], 0.07 * top)
    assert by_ratio.lam == by_lam.lam
    assert by_ratio.objective == by_lam.objective
    assert by_ratio.lam_ratio == pytest.approx(0.07, rel=1e-14)


@pytest.mark.parametrize("ratio", [0.5, 0.02])
@pytest.mark.parametrize("name", NETS)
def test_coordinate_descent_reports_its_honest_gap(name, ratio):
    signal = random_signal(21, 8, weights=True, duplicates=True)
    exact = fit(signal, NETS[name], lam_ratio=ratio)
    result = fit(signal, NETS[name], lam_ratio=ratio, solver="coordinate_descent")
    assert "coordinate descent" in result.solver
    assert result.objective >= exact.objective * (1 - 1e-12)
    assert result.objective <= exact.objective * (1 + 1e-4)

    columns = brute.dictionary(name, signal.x)
    r = signal.weights * result.residuals
    primal = 0.5 * float(r @ result.residuals) + result.lam * float(np.abs(result.weights).sum())
    assert result.objective == pytest.approx(primal + signal.loss_constant, rel=1e-12)
    u = result.certificate.dual_point
    assert brute.dual_norm(columns, u) <= result.lam * (1 + 1e-10)
    centred = signal.y - np.average(signal.y, weights=signal.weights)
    dual = float(u @ centred - 0.5 * u @ (u / signal.weights)) + signal.loss_constant
    assert result.gap == pytest.approx((result.objective - dual) / result.objective, abs=1e-13)
    assert result.certified == (result.gap <= 1e-9)


def test_the_reference_that_does_not_converge_says_so():
    """Two-layer ReLU columns are nearly parallel: 20 000 sweeps do not certify.

    See the manual, Solvers.
    """
    x = np.linspace(0, 1, 120)
    signal = Signal(x, np.sin(9 * x) + (x > 0.6))
    result = fit(signal, NETS["relu2"], lam_ratio=1e-3, solver="coordinate_descent")
    best = fit(signal, NETS["relu2"], lam_ratio=1e-3)
    assert best.certified
    assert not result.certified
    assert result.gap > 1e-9
    # the true suboptimality is within what the gap admits
    assert 0 < result.objective - best.objective <= result.gap * result.objective
