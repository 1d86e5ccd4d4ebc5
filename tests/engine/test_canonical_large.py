"""One answer for every loss on hundreds of rows full of ties, whichever way λ arrived."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.progress import no_check
from mirrors_engine.solvers.losses import newton, outliers
from mirrors_engine.solvers.losses.huber_dual import with_exact_dual
from mirrors_engine.utils.threads import one_blas_thread

SIGN, RELU, DEEP_RELU = Architecture("sign", 2), Architecture("relu", 2), Architecture("relu", 3)
SKIP = Architecture("sign", 2, skip=True)
# all but the last had several answers: from 500 rows Newton's steps left errors in the dual point
# or jammed at the edge of the loss, and programs were called infeasible or too large
CASES = (
    ("counts", 700, 0, SIGN, 0.3, "huber", {"delta": 0.5}),
    ("counts", 700, 1, SIGN, 0.1, "huber", {"delta": 0.5}),
    ("counts", 700, 2, SIGN, 0.3, "huber", {"delta": 0.5}),
    ("noise", 700, 1, SIGN, 0.1, "huber", {"delta": 0.5}),
    ("counts", 700, 0, DEEP_RELU, 0.01, "huber", {"delta": 0.5}),
    ("counts", 700, 0, SIGN, 0.01, "quantile", {"quantile": 0.9}),
    ("counts", 1500, 0, SIGN, 0.1, "quantile", {"quantile": 0.5}),
    ("walk", 600, 0, SKIP, 0.1, "quantile", {"quantile": 0.25}),
    ("counts", 700, 0, SIGN, 0.1, "logistic", {}),
)


def tied(kind: str, n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples with few distinct values."""
    rng = np.random.default_rng([seed, n])
    x = np.arange(n) * 1.0 if rng.integers(2) else np.sort(rng.uniform(0, 10, n))
    if kind == "noise":
        return x, np.round(rng.standard_normal(n), 1)
    if kind == "walk":
        return x, np.round(np.cumsum(rng.standard_normal(n)) / 5, 1)
    return x, rng.poisson(2 + 2 * np.sin(np.linspace(0, 12, n))).astype(float)


@pytest.mark.parametrize(("kind", "n", "seed", "net", "ratio", "loss", "options"), CASES)
def test_cold_and_warm_agree(kind, n, seed, net, ratio, loss, options):
    x, y = tied(kind, n, seed)
    if loss == "logistic":
        y = np.where(y > np.median(y), 1.0, -1.0)
    problem = Problem(Signal(x, y), net, loss, **options)
    other = Problem(Signal(x, y[::-1].copy()), net, loss, **options).solve(lam_ratio=ratio)
    cold = problem.solve(lam_ratio=ratio)
    keys = [f.key for f in cold.features]
    for start in (problem.solve(lam_ratio=0.99), problem.solve(lam_ratio=3 * ratio), other):
        warm = problem.solve(lam_ratio=ratio, start=start)
        assert warm.certified and warm.unique is cold.unique is not None
        np.testing.assert_allclose(warm.fitted, cold.fitted, rtol=0, atol=1e-7)
        assert [f.key for f in warm.features] == keys
        np.testing.assert_allclose(
            warm.weights, cold.weights, atol=1e-7 * np.abs(cold.weights).sum()
        )


@pytest.mark.parametrize("net", [SIGN, RELU, DEEP_RELU], ids=lambda net: net.describe())
def test_the_dual_point_of_hubers_loss_is_exact(net):
    """As exact as with outliers as features, which is another way to the same point."""
    x, y = tied("counts", 300, 0)
    problem = Problem(Signal(x, y), net, "huber", delta=0.5)
    dictionary, rows = problem.dictionary, problem.rows
    lam = problem.to_scaled_lam(0.05 * problem.lam_max)
    arguments = (dictionary, rows, lam)
    with one_blas_thread():
        rough = newton.solve(*arguments, None, newton.no_step, no_check, "auto")
        found = with_exact_dual(*arguments, rough, no_check)
        sure = outliers.solve(*arguments, found, newton.no_step, no_check, "auto")
    np.testing.assert_allclose(found.duals[0], sure.duals[0], rtol=0, atol=1e-11)
    largest = dictionary.price(rows.rows.per_sample(found.duals[0])).bound
    assert largest == pytest.approx(lam, rel=1e-11)


@pytest.mark.parametrize("net", [SIGN, RELU, DEEP_RELU], ids=lambda net: net.describe())
def test_quantile_fits_are_exact_beyond_the_tolerance_of_the_program(net):
    x, _ = tied("noise", 400, 0)
    y = np.sin(3 * x) + 0.3 * np.random.default_rng(0).standard_normal(400)
    result = Problem(Signal(x, y), net, "quantile", quantile=0.3).solve(lam_ratio=0.03)
    assert result.gap < 1e-12


def test_hubers_loss_is_proved_at_a_small_lambda():
    """The fit's own gradient has eight digits there, and 9000 outliers were refused as features."""
    x = np.linspace(0, 1, 20_000)
    y = np.sin(8 * x) + (x > 0.5) + 0.3 * np.random.default_rng(0).standard_normal(len(x))
    problem = Problem(Signal(x, y), RELU, "huber", delta=0.25)
    result = problem.solve(lam_ratio=1e-4)
    assert result.gap < 1e-9


def test_the_dual_point_of_hubers_loss_is_exact_for_wide_sign_networks():
    """Thousands of rows, a few hundred pieces: the correlations of all units in use are ±λ."""
    x = np.linspace(0, 1, 5000)
    y = np.sin(8 * x) + 0.3 * np.random.default_rng(0).standard_normal(len(x))
    problem = Problem(Signal(x, y), Architecture("sign", 3, widths=(20,)), "huber", delta=0.3)
    result = problem.solve(lam_ratio=0.2)
    assert result.gap < 1e-12
    solution = problem.solution_of(result)
    u = problem.rows.rows.per_sample(solution.duals[0])
    lam = problem.to_scaled_lam(result.lam)
    correlations = problem.dictionary.columns(solution.keys).T @ u
    np.testing.assert_allclose(correlations, lam * np.sign(solution.weights), rtol=1e-10)


@pytest.mark.parametrize("net", [SIGN, RELU, DEEP_RELU], ids=lambda net: net.describe())
def test_a_dual_point_beyond_the_loss_ends_no_search(net):
    """Labels at twice delta: residuals of a Newton step beyond it looked like a proof."""
    x = np.linspace(0, 1, 2000)
    noise = 0.5 * np.random.default_rng(0).standard_normal(len(x))
    y = np.where(np.sin(8 * x) + noise > 0, 1.0, -1.0)
    result = Problem(Signal(x, y), net, "huber", delta=0.5).solve(lam_ratio=0.03)
    assert result.gap < 1e-10
