"""One answer for every loss, whichever way λ arrived, and `unique` only where it is."""

from __future__ import annotations

import numpy as np
import pytest
from route_cases import LOSSES, pair, problem_of
from scipy.optimize import linprog

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.costs import generic_costs

RELU = Architecture("relu", 2)


@pytest.mark.parametrize("loss", LOSSES)
def test_cold_and_warm_agree(loss):
    """Of 400 seeds a loss none differs; these are the first of them."""
    for seed in range(80):
        found = pair(loss, seed)
        if found is None:
            continue
        assert found.cold.certified and found.warm.certified, found.name
        assert found.apart <= 1e-6, found.name
        assert found.cold.unique == found.warm.unique, found.name


def test_the_line_of_the_issue():
    """Huber's loss of antisymmetric values: cold and from λ near λ_max two fits were found."""
    signal = Signal([0.0, 1.0, 2.0, 3.0], [0.0, 2.0, -2.0, 0.0])
    cold = Problem(signal, RELU, "huber", delta=0.5).solve(lam_ratio=0.5)
    problem = Problem(signal, RELU, "huber", delta=0.5)
    warm = problem.solve(lam_ratio=0.5, start=problem.solve(lam_ratio=0.99))
    np.testing.assert_allclose(cold.fitted, warm.fitted, rtol=0, atol=1e-9)
    assert [f.key for f in cold.features] == [f.key for f in warm.features]
    assert cold.unique is warm.unique is False


class Optimal:
    """All optima of the median's linear program, by HiGHS over the explicit dictionary.

    Variables: z⁺, z⁻, ξ, and the parts of the residual above and below 0.
    """

    def __init__(self, problem: Problem, lam: float) -> None:
        keys = problem.dictionary.all_keys().tolist()
        signal, tau = problem.signal, problem.loss_options["quantile"]
        features = [problem.dictionary.feature(tuple(key)) for key in keys]
        self.at = np.column_stack([f.evaluate(signal.raw_x) for f in features])
        m, k = self.at.shape
        one = np.eye(m)
        self.A = np.hstack((self.at, -self.at, np.ones((m, 1)), one, -one))
        self.b = signal.raw_y
        w = signal.raw_weights
        self.norm = np.concatenate((np.ones(2 * k), np.zeros(1 + 2 * m)))
        self.cost = lam * self.norm
        self.cost[2 * k + 1 :] = np.concatenate((tau * w, (1 - tau) * w))
        self.bounds = [(0, None)] * (2 * k) + [(None, None)] + [(0, None)] * (2 * m)
        self.required = [self.A]
        self.values = [self.b]
        self.value = self.require(self.cost)

    def extreme(self, costs: np.ndarray) -> float:
        answer = linprog(
            costs,
            A_eq=np.vstack(self.required),
            b_eq=np.concatenate(self.values),
            bounds=self.bounds,
            method="highs",
        )
        assert answer.status == 0
        return float(answer.fun)

    def require(self, costs: np.ndarray) -> float:
        value = self.extreme(costs)
        self.required.append(costs[None, :])
        self.values.append(np.array([value]))
        return value

    def width(self, costs: np.ndarray) -> float:
        return -self.extreme(-costs) - self.extreme(costs)

    def of_fit(self, row: np.ndarray) -> np.ndarray:
        """The costs that make row @ f."""
        k = self.at.shape[1]
        costs = np.zeros(len(self.cost))
        costs[: 2 * k + 1] = row @ self.A[:, : 2 * k + 1]
        return costs


def median_cases() -> list[int]:
    """Seeds whose dictionary names each function once and whose rows each have their own x."""
    return [s for s in range(160) if s % 10 in (2, 4) and s // 10 % 4 in (0, 1)]


def test_the_fit_of_the_quantile_loss_is_the_one_of_the_rule():
    """Least ||z||₁ among the optima, then the lowest sum with the fixed weights."""
    several = 0
    for seed in median_cases():
        problem, ratio = problem_of("quantile", seed)
        ratio = max(ratio, 0.05)
        if problem.lam_max == 0:
            continue
        result = problem.solve(lam_ratio=ratio)
        program = Optimal(problem, result.lam)
        assert result.objective == pytest.approx(program.value, rel=1e-8)
        generic = np.zeros(len(program.cost))
        most = 2 * program.at.shape[1] + 1
        generic[:most] = np.random.default_rng(seed).standard_normal(most)
        # z⁺ and z⁻ of one feature are never both positive at an optimum
        several_optima = program.width(generic) > 1e-6
        if result.unique is not None:
            assert result.unique is not several_optima, seed
        several += several_optima
        norm = program.require(program.norm)
        assert float(np.abs(result.weights).sum()) == pytest.approx(norm, abs=1e-7)
        samples = np.arange(len(problem.signal))[:, None]
        program.require(program.of_fit(generic_costs(samples)))
        rows = np.eye(len(samples))
        centre = np.array([program.extreme(program.of_fit(row - row.mean())) for row in rows])
        fitted = result.fitted - result.fitted.mean()
        np.testing.assert_allclose(fitted, centre, rtol=0, atol=1e-6)
    assert several >= 3


def test_a_constant_is_unique_only_if_no_other_is_as_good():
    x = np.arange(4.0)
    for loss in ("huber", "quantile"):
        even = Problem(Signal(x, [0.0, 1.0, 5.0, 6.0]), RELU, loss, delta=0.5).solve(lam_ratio=2)
        assert even.unique is False and even.intercept == pytest.approx(3.0)
        odd = Signal(np.arange(5.0), [0.0, 1.0, 2.0, 5.0, 6.0])
        middle = Problem(odd, RELU, loss, delta=0.5).solve(lam_ratio=2)
        assert middle.unique is True and middle.intercept == pytest.approx(2.0)


def test_at_lambda_max_other_functions_may_be_as_good():
    """At λ_max of a median a line as well as the constant is optimal; of squares only one is."""
    signal = Signal(np.arange(5.0), [0.0, 1.0, 2.0, 5.0, 6.0])
    squares, medians = Problem(signal, RELU), Problem(signal, RELU, "quantile")
    assert squares.solve(lam_ratio=1).unique is True
    at_top = medians.solve(lam_ratio=1)
    assert not len(at_top.weights) and at_top.certified and at_top.unique is False
    assert medians.solve(lam_ratio=1.001).unique is True


@pytest.mark.parametrize("loss", ("huber", "quantile"))
def test_the_function_is_that_of_slightly_larger_lambda(loss):
    """Of several optimal functions the least norm is the limit from above."""
    kinds = set()
    for seed in range(40):
        problem, ratio = problem_of(loss, seed)
        if problem.lam_max == 0:
            continue
        here = problem.solve(lam_ratio=ratio)
        above = problem.solve(lam_ratio=ratio * (1 + 1e-7))
        norms = [float(np.abs(r.weights).sum()) for r in (here, above)]
        # the norm never grows with λ, and jumps where functions of several norms are optimal
        assert norms[0] == pytest.approx(norms[1], rel=1e-4), seed
        below = problem.solve(lam_ratio=ratio * (1 - 1e-7))
        kinds.add(float(np.abs(below.weights).sum()) > norms[0] * (1 + 1e-3))
    assert True in kinds if loss == "quantile" else kinds


def test_far_from_the_boundary_the_logistic_fit_is_one_too():
    """Log-odds of 30 change the objective by 1e-13: numbers do not fix them, the rule does."""
    x = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    y = np.array([-1.0, 1.0, 1.0, -1.0, -1.0, -1.0, 1.0])
    net = Architecture("abs", 3)
    starts = (None, 0.99, 0.5, 1e-4)
    results = []
    for at in starts:
        problem = Problem(Signal(x, y), net, "logistic")
        start = None if at is None else problem.solve(lam_ratio=at)
        results.append(problem.solve(lam_ratio=1e-3, start=start))
    for other in results[1:]:
        np.testing.assert_allclose(other.fitted, results[0].fitted, rtol=1e-6)
        assert other.unique == results[0].unique


def test_a_sample_far_out_moves_until_its_unit_is_not_needed():
    """Its loss is 1e-14 where steps stopped, at a place that depended on the way.

    The optimum there has no unit with a kink at the first sample, whose log-odds are -313.
    """
    x = [1.4697300318922362, 2.302808496638033, 2.9559462373613608, 3.2570567170800424]
    x += [4.78698780094797, 4.801509245770878, 4.867266858885339]
    signal = Signal(x, [-1.0, 1.0, -1.0, 1.0, 1.0, -1.0, -1.0])
    net = Architecture("abs", 2)
    cold = Problem(signal, net, "logistic").solve(lam_ratio=1e-3)
    problem = Problem(signal, net, "logistic")
    for ratio in (0.99, 0.1):
        warm = problem.solve(lam_ratio=1e-3, start=problem.solve(lam_ratio=ratio))
        np.testing.assert_allclose(warm.fitted, cold.fitted, rtol=1e-6)
    assert [f.key for f in cold.features] == [(0, 1), (0, 2), (0, 3), (0, 4)]
    assert cold.fitted[0] == pytest.approx(-313.2, abs=0.1)


def test_labels_in_clusters_have_a_dual_point():
    """Weights of 1e10 over distances of 1e-9: the fit's own gradient proves nothing."""
    x = (np.array([1.0, 1.2, 7.0])[:, None] + 1e-9 * np.arange(4)).ravel()[:10]
    y = np.array([-1.0, 1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, -1.0])
    result = Problem(Signal(x, y), Architecture("relu", 3), "logistic").solve(lam_ratio=0.03)
    assert result.gap < 1e-6
