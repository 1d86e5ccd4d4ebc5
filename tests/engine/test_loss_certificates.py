"""Certificates of other losses: false primal and dual points are caught, conjugates are bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loss_cases import LOSSES, named, rows

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.certificate import certify_rows
from mirrors_engine.losses import Huber, Logistic, Quantile


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_a_nudged_weight_is_caught(options):
    x, y, w = rows(2, options["loss"], 30)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    result = problem.solve(lam_ratio=0.05)
    solution = problem.solution_of(result)
    assert solution is not None and problem.rows is not None
    lam = problem.to_scaled_lam(result.lam)

    def proof(z: np.ndarray):
        f = problem.dictionary.columns(solution.keys) @ z
        shift = problem.rows.best_shift(f)
        # the optimal dual point is offered: the primal value alone must give the nudge away
        per_row = problem.rows.spread_over_rows(
            solution.duals[0], problem.rows.neg_gradient(f + shift)
        )
        return certify_rows(
            problem.dictionary, problem.rows, lam, shift, solution.keys, z, (per_row,)
        )

    for j in range(len(solution.weights)):
        for sign in (-1, 1):
            nudged = solution.weights.copy()
            nudged[j] += sign * 0.03 * np.abs(nudged).max()
            assert not proof(nudged).certified
    dropped = np.where(np.arange(len(solution.weights)) == 0, 0.0, solution.weights)
    assert not proof(dropped).certified


def test_a_false_dual_point_gains_nothing():
    """Whatever is offered as a dual point, the bound stays below the optimum."""
    rng = np.random.default_rng(0)
    for options in LOSSES:
        x, y, w = rows(4, options["loss"], 20)
        problem = Problem(Signal(x, y, w), Architecture("relu", 2), **options)
        best = problem.solve(lam_ratio=0.1)
        assert problem.rows is not None
        offers = [10.0**k * rng.standard_normal(20) for k in range(-3, 4)]
        keys = np.empty((0, problem.dictionary.key_width), dtype=np.int64)
        shift = problem.rows.best_shift(np.zeros(len(problem.signal)))
        found = certify_rows(
            problem.dictionary,
            problem.rows,
            problem.to_scaled_lam(best.lam),
            shift,
            keys,
            np.empty(0),
            offers,
        )
        scale = best.lam / problem.to_scaled_lam(best.lam) * problem.to_user_weights(np.ones(1))[0]
        assert found.dual * scale <= best.objective * (1 + 1e-9)
        assert not found.certified


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 1), st.booleans())
@settings(max_examples=200, deadline=None)
def test_conjugates_bound_the_loss_everywhere(f, y, share, positive):
    """inf over f of ℓ(y, f) + u f is a lower bound, attained where u is the pull."""
    for loss in (Huber(0.7), Quantile(0.3), Logistic()):
        label = np.array([1.0 if positive else -1.0]) if isinstance(loss, Logistic) else [y]
        at = np.asarray(label, dtype=float)
        low, high = loss.bounds(at)
        u = low + share * (high - low)
        here = np.array([f])
        bound = loss.bounded_below(at, u)[0]
        assert loss.value(at, here)[0] + u[0] * f >= bound - 1e-9
        pull = loss.neg_gradient(at, here)
        touched = loss.bounded_below(at, pull)[0]
        assert loss.value(at, here)[0] + pull[0] * f == pytest.approx(touched, abs=1e-8)
