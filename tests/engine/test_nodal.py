"""The solver over the values of the fit: brute force, both directions of λ, hard signals."""

from __future__ import annotations

import cvxpy as cp
import numpy as np
import pytest
from brute import keyed

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.landscape import landscape
from mirrors_engine.solvers import nodal, working_set

NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "both rise": Architecture("piecewise", 2, slopes=(2.0, 0.7)),
    "both fall": Architecture("piecewise", 2, slopes=(-0.4, -2.0)),
    "relu3": Architecture("relu", 3),
    "relu5": Architecture("relu", 5),
    "right only": Architecture("piecewise", 3, slopes=(-1.5, 0.0)),
    "left only": Architecture("piecewise", 4, slopes=(0.0, 0.5)),
    "relu2 skip": Architecture("relu", 2, skip=True),
    "abs2 skip": Architecture("abs", 2, skip=True),
    "relu3 skip": Architecture("relu", 3, skip=True),
    "left only skip": Architecture("piecewise", 4, slopes=(0.0, 0.5), skip=True),
}
ALL = pytest.mark.parametrize("name", NETS)


def signals(n: int, seed: int) -> dict[str, Signal]:
    """Weighted noise, smooth curves, growing spacing, a plateau of equal peaks, lines, outliers."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.random(n))
    w = rng.random(n) + 0.2
    grown = np.cumsum(np.geomspace(1, 1e12, n))
    line = 3 * x - 1
    spiked = line.copy()
    spiked[n // 3] += 1e12
    return {
        "noise": Signal(x, rng.standard_normal(n), w),
        "square": Signal(x, x**2, w),
        "growing": Signal(grown, rng.standard_normal(n), w),
        "peaks": Signal(np.arange(float(n)), np.arange(n) % 2.0),
        "bent line": Signal(x, line + np.abs(x - 0.4), w),
        "outlier": Signal(x, spiked, w),
    }


def solved(problem: Problem, ratio: float):
    """The nodal answer alone, with its certificate."""
    lam = ratio * problem.lam_max
    found = nodal.solve(problem.scaled, problem.to_scaled_lam(lam), None, lambda *_: None)
    assert found is not None
    return problem.result_of(lam, found, 0.0)


@ALL
@pytest.mark.parametrize("seed", range(2))
def test_the_optimum_of_the_dictionary(name, seed):
    """Against the working set over the explicit features, which shares nothing with it."""
    for which, signal in signals(40, seed).items():
        problem = Problem(signal, NETS[name])
        for ratio in (0.3, 0.02, 1e-3):
            lam = ratio * problem.lam_max
            other = problem.result_of(
                lam,
                working_set.solve(
                    problem.scaled, problem.to_scaled_lam(lam), None, lambda *_: None
                ),
                0.0,
            )
            result = solved(problem, ratio)
            assert result.certified, (which, ratio)
            assert result.objective == pytest.approx(other.objective, rel=2e-9), (which, ratio)


@ALL
@pytest.mark.parametrize("which", ["square", "noise", "peaks"])
def test_both_directions_and_cold_agree_with_hundreds_of_kinks(name, which):
    signal = signals(400, 3)[which]
    problem = Problem(signal, NETS[name])
    ratios = np.geomspace(0.1, 1e-3, 5)
    down, up, result = [], [], None
    for ratio in ratios:
        result = problem.solve(lam_ratio=ratio, start=result)
        down.append(result)
    for ratio in ratios[::-1]:
        result = problem.solve(lam_ratio=ratio, start=result)
        up.append(result)
    for ratio, one, other in zip(ratios, down, up[::-1], strict=True):
        cold = problem.solve(lam_ratio=ratio)
        assert one.certified and other.certified
        size = float(np.abs(one.weights).sum())
        assert keyed(one) == pytest.approx(keyed(other), abs=1e-9 * size)
        assert keyed(one) == pytest.approx(keyed(cold), abs=1e-9 * size)


@pytest.mark.parametrize("name", ["abs2 skip", "left only skip"])
def test_with_a_free_line_it_is_trend_filtering(name):
    """½Σω(f - y)² + λ/Δ Σ|k|, and for ramps of gain g λ/g max(Σk⁺, Σk⁻), by Clarabel."""
    signal = signals(400, 7)["noise"]
    problem = Problem(signal, NETS[name])
    x, y, w = signal.x, signal.y, signal.weights
    f = cp.Variable(len(x))
    slopes = cp.multiply(cp.diff(f), 1 / np.diff(x))
    k = cp.diff(slopes)
    cost = (
        cp.norm1(k) / 2
        if name == "abs2 skip"
        else cp.maximum(cp.sum(cp.pos(k)), cp.sum(cp.neg(k))) / 0.5**3
    )
    loss = 0.5 * cp.sum(cp.multiply(w, cp.square(f - y)))
    for ratio in (0.1, 1e-3):
        lam = ratio * problem.lam_max
        value = cp.Problem(cp.Minimize(loss + lam * cost)).solve(solver="CLARABEL")
        result = problem.solve(lam)
        assert result.certified and "nodal" in result.solver
        assert result.objective == pytest.approx(value, rel=1e-6)
    line = np.polyfit(x, y, 1, w=np.sqrt(w))
    for ratio in (1.0, 3.0):
        result = problem.solve(lam_ratio=ratio)
        assert not len(result.weights)
        assert result.fitted == pytest.approx(np.polyval(line, x), abs=1e-12)
    below = problem.solve(lam_ratio=0.999)
    assert len(below.weights) and np.abs(below.fitted - np.polyval(line, x)).max() < 0.01


def test_with_a_free_line_a_million_times_steeper_line_changes_nothing():
    signal = signals(300, 8)["noise"]
    tilted = Signal(signal.x, signal.y + 1e6 * signal.x, signal.weights)
    for name in ("relu2 skip", "relu3 skip"):
        lam = 0.01 * Problem(signal, NETS[name]).lam_max
        one, other = (Problem(data, NETS[name]).solve(lam) for data in (signal, tilted))
        size = float(np.abs(one.weights).sum())
        assert keyed(one) == pytest.approx(keyed(other), abs=1e-7 * size)


def test_a_line_with_rounding_has_an_answer():
    x = np.linspace(0.1, 0.7, 12)
    for name in ("relu2 skip", "relu3 skip", "relu2"):
        for size in (1e-13, 1e-16, 0.0):
            signal = Signal(x, 3 * x + size * np.cos(40 * x))
            problem = Problem(signal, NETS[name])
            result = problem.solve(lam_ratio=0.1)
            if name == "relu2":
                assert result.certified
            else:
                assert result.fitted == pytest.approx(signal.y, abs=1e-12)
            # λ = 0 in the solver's units, as of data without any deviation
            assert nodal.solve(problem.scaled, 0.0, None, lambda *_: None) is None


def test_clusters_that_rounding_cannot_tell_apart_are_certified():
    rng = np.random.default_rng(4)
    x = (np.arange(10.0)[:, None] + 1e-9 * np.arange(4)).ravel()
    problem = Problem(Signal(x, rng.standard_normal(40)), NETS["abs2"])
    for ratio in (0.9, 0.1, 1e-3):
        assert problem.solve(lam_ratio=ratio).certified


def test_thousands_of_kinks_are_certified():
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(2000))
    for name in ("relu2", "abs2", "relu3"):
        result = Problem(Signal(x, x**2), NETS[name]).solve(lam_ratio=1e-4)
        assert result.certified and len(result.weights) > 1500
        # where the curve is convex the fit goes through the samples
        assert np.abs(result.residuals[500:1500]).max() < 1e-9


def test_thousands_of_equal_maxima_and_growing_distances_are_exact():
    """Once slow or not certified: a wave of equal maxima, spacing that grows by 1e12."""
    x = np.arange(30_000.0)
    for name, y in (("relu3", x % 2), ("relu3 skip", x % 2), ("relu3", np.sin(x))):
        result = Problem(Signal(x, y), NETS[name]).solve(lam_ratio=0.1)
        assert result.certified and result.gap < 1e-10 and len(result.weights) < 10
    grown = np.cumsum(np.geomspace(1, 1e12, 1000))
    result = Problem(Signal(grown, np.sin(3 * np.log(grown))), NETS["relu2"]).solve(lam_ratio=1e-5)
    assert result.certified and "nodal" in result.solver


def test_a_kink_between_two_samples_is_found_by_every_way():
    """The exact answer has two neighbouring kinks, and 30 000 samples hide them well."""
    x = np.sort(np.random.default_rng(1).random(30_000))
    problem = Problem(Signal(x, 3 * x + np.abs(x - 0.4)), NETS["relu2"])
    cold = problem.solve(lam_ratio=1e-3)
    warm = problem.solve(lam_ratio=1e-3, start=problem.solve(lam_ratio=2e-3))
    size = float(np.abs(cold.weights).sum())
    assert keyed(cold) == pytest.approx(keyed(warm), abs=1e-8 * size)


def test_a_coarse_start_meets_the_fine_optimum():
    """So many samples that the interior point sees a few of them only."""
    rng = np.random.default_rng(1)
    x = np.linspace(0, 1, 20_000)
    y = np.sin(60 * x) + 0.1 * rng.standard_normal(len(x))
    for name in ("relu2", "relu3"):
        result = Problem(Signal(x, y), NETS[name]).solve(lam_ratio=1e-3)
        assert result.certified and result.gap < 1e-10


def test_it_can_be_cancelled():
    class Stop(Exception):
        pass

    rng = np.random.default_rng(2)
    problem = Problem(Signal(np.arange(3000.0), rng.standard_normal(3000)), NETS["relu2"])
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise Stop

    lam = 1e-3 * problem.to_scaled_lam(problem.lam_max)
    with pytest.raises(Stop):
        nodal.solve(problem.scaled, lam, None, lambda *_: None, check)


@pytest.mark.parametrize("name", ["relu2", "abs2", "leaky2", "relu3", "right only"])
def test_hundreds_of_features_are_summed_from_their_kinks(name):
    rng = np.random.default_rng(5)
    x = 1e6 + 50 * np.sort(rng.random(600))
    result = Problem(Signal(x, (x - 1e6) ** 2), NETS[name]).solve(lam_ratio=1e-4)
    assert len(result.weights) > 300
    t = np.concatenate((x, x[0] - np.arange(3.0), x[-1] + np.arange(3.0), [np.nan, 1e6 + 20.5]))
    one_by_one = result.intercept + sum(
        weight * feature.evaluate(t)
        for weight, feature in zip(result.weights, result.features, strict=True)
    )
    size = float(np.abs(result.fitted).max())
    assert result.predict(t) == pytest.approx(one_by_one, abs=1e-11 * size, nan_ok=True)
    assert result.predict(x[3]) == pytest.approx(one_by_one[3], abs=1e-11 * size)
    assert result.features[-1].key == result.features[len(result.weights) - 1].key


def test_the_landscape_of_thousands_of_kinks_says_at_once_that_it_is_not_computed():
    x = np.arange(2500.0)
    problem = Problem(Signal(x, x**2), NETS["relu2"])
    found = landscape(problem.solve(lam_ratio=1e-4), problem)
    assert "at least" in found.note and "more than the 1500" in found.note


@pytest.mark.parametrize("ratio", [0.3, 0.1])
def test_no_kink_is_missed_at_the_ends(ratio):
    """No kink holds the multiplier there: it exceeded its bound by less than a sum tells."""
    rng = np.random.default_rng(53)
    rng.choice(5)
    x = np.sort(rng.random(1000))
    problem = Problem(Signal(x, x**2), NETS["relu5"])
    cold = problem.solve(lam_ratio=ratio)
    assert cold.gap < 1e-14  # 5e-13 at 0.1 λ_max without the first sample
    for away in (1.3, 0.7, 0.2):
        warm = problem.solve(lam_ratio=ratio, start=problem.solve(lam_ratio=ratio * away))
        assert keyed(warm).keys() == keyed(cold).keys()
