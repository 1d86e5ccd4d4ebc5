"""Certificates of other losses: false primal and dual points are caught, conjugates are bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loss_cases import LOSSES, named, rows

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.certificates.between import between, certificate_of, make_feasible
from mirrors_engine.certificates.certificate import certify
from mirrors_engine.losses import Huber, Interpolation, Logistic, Quantile, RowLoss, Rows, Squared
from mirrors_engine.progress import no_check


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_a_nudged_weight_is_caught(options):
    x, y, w = rows(2, options["loss"], 30)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    result = problem.solve(lam_ratio=0.05)
    solution = problem.solution_of(result)
    assert solution is not None
    lam = problem.to_scaled_lam(result.lam)

    def proof(z: np.ndarray):
        f = problem.dictionary.columns(solution.keys) @ z
        shift = problem.rows.best_shift(f)
        # the optimal dual point is offered: the primal value alone must give the nudge away
        per_row = problem.rows.spread_over_rows(
            solution.duals[0], problem.rows.neg_gradient(f + shift)
        )
        return certify(problem.dictionary, problem.rows, lam, shift, solution.keys, z, (per_row,))

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
        offers = [10.0**k * rng.standard_normal(20) for k in range(-3, 4)]
        keys = np.empty((0, problem.dictionary.key_width), dtype=np.int64)
        shift = problem.rows.best_shift(np.zeros(len(problem.signal)))
        found = certify(
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


@pytest.mark.parametrize("options", [{"loss": "squared"}, *LOSSES], ids=named)
def test_a_dual_point_handed_over_certifies_what_the_gradient_cannot(options):
    """An optimal value whose own gradient proves little: a tiny error in f, as with many kinks."""
    x, y, w = rows(5, options["loss"], 30)
    problem = Problem(Signal(x, y, w), Architecture("relu", 2), **options)
    lam = problem.to_scaled_lam(0.02 * problem.lam_max)
    solution = problem._solver.solve(lam, None, lambda *_: None, no_check, "auto")
    errors = np.random.default_rng(0).standard_normal(len(solution.weights))
    z = solution.weights * (1 + 1e-6 * errors)
    shift = problem.rows.best_shift(problem.dictionary.columns(solution.keys) @ z)
    judged = (problem.dictionary, problem.rows, lam, shift, solution.keys, z)
    dual = solution.duals[0]
    alone, helped = certify(*judged), certify(*judged, duals=(dual,))
    assert helped.dual >= alone.dual
    assert helped.gap < 0.1 * alone.gap


@pytest.mark.parametrize("options", [{"loss": "squared"}, *LOSSES], ids=named)
def test_mixtures_of_proofs_are_proofs_for_every_loss(options):
    x, y, w = rows(8, options["loss"], 16)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    high, low = (problem.solve(lam_ratio=ratio) for ratio in (0.1, 0.08))
    keys = sorted({f.key for result in (high, low) for f in result.features})
    ends = []
    for result in (high, low):
        own = {f.key: z for f, z in zip(result.features, result.weights, strict=True)}
        z = np.array([own.get(key, 0.0) for key in keys]) / problem.to_user_weights(np.ones(1))
        f = problem.dictionary.columns(np.array(keys)) @ z
        u = problem.rows.neg_gradient(f + problem.rows.best_shift(f))
        at = problem.to_scaled_lam(result.lam)
        ends.append(make_feasible(problem.dictionary, problem.rows, at, np.array(keys), z, u))
    at = 0.5 * (ends[0].lam + ends[1].lam)
    mixed = between(*ends, at)
    proof = certificate_of(mixed, problem.rows, problem.dictionary_size)
    best = problem.solve(0.5 * (high.lam + low.lam))
    proved = problem.units.certificate(proof)
    assert proved.dual <= best.objective * (1 + 1e-9)
    assert proved.primal >= best.objective * (1 - 1e-9)
    columns = problem.dictionary.columns(problem.dictionary.all_keys())
    sums = problem.rows.rows.per_sample(mixed.dual)
    assert abs(sums.sum()) <= 1e-12
    assert np.abs(columns.T @ sums).max() <= at * (1 + 1e-9)


def test_a_function_that_misses_a_sample_is_no_interpolant():
    problem = Problem(Signal([0.0, 1, 2, 4], [0.0, 1, 0, 2]), Architecture("relu", 2))
    result = problem.solve(0.0)
    solution = problem.solution_of(result)
    assert solution is not None and result.certified and result.gap <= 1e-9
    exact = problem.rows.interpolating()

    def proof(z):
        f = problem.dictionary.columns(solution.keys) @ z
        return certify(
            problem.dictionary, exact, 1.0, exact.best_shift(f), solution.keys, z, solution.duals
        )

    assert proof(solution.weights).certified
    assert proof(solution.weights).dual_point @ problem.scaled.y == pytest.approx(
        float(np.abs(solution.weights).sum()), rel=1e-9
    )
    missed = proof(solution.weights * (1 - 1e-6))
    assert not missed.certified and missed.dual == 0.0 and missed.max_correlation == np.inf


@pytest.mark.parametrize("loss", [Squared(), Interpolation(1e-9), Huber(0.4), Quantile(0.3)])
def test_the_best_multiple_is_feasible_and_best_where_it_says_so(loss):
    rng = np.random.default_rng(3)
    y, w = rng.standard_normal(12), rng.uniform(0.5, 2, 12)
    total = RowLoss(loss, Rows(y, w, 12))
    for limit in (0.3, 1.0, 40.0):
        u = total.feasible(rng.standard_normal(12))
        assert abs(u.sum()) <= 1e-12
        low, high = loss.bounds(y)
        s, bound = total.best_multiple(u, limit)
        assert abs(s) <= limit
        assert bound == pytest.approx(total.lower_bound(s * u), rel=1e-12, abs=1e-12)
        assert np.all(s * u <= w * high + 1e-12) and np.all(s * u >= w * low - 1e-12)
        if isinstance(loss, Squared) and not isinstance(loss, Interpolation):
            around = [total.lower_bound(t * u) for t in np.linspace(-limit, limit, 201)]
            assert total.lower_bound(s * u) >= max(around) - 1e-12


@pytest.mark.parametrize("even", [False, True])
@pytest.mark.parametrize("shift", [0.0, 0.7])
def test_what_one_pass_tells_of_the_gradient_is_what_two_would(even, shift):
    """Value, a balanced u, and its parabola, at the best constant or off it."""
    rng = np.random.default_rng(8)
    n = 40
    y, f = rng.standard_normal(n), rng.standard_normal(n)
    w = np.ones(n) if even else rng.uniform(0.5, 1, n)
    total = RowLoss(Squared(), Rows(y, w, n))
    shift += total.best_shift(f)
    found = total.summed(f, shift)
    r = y - f - shift
    assert found.value == pytest.approx(0.5 * np.sum(w * r * r), rel=1e-13)
    u = w * (r - np.sum(w * r) / w.sum())
    np.testing.assert_allclose(found.u, u, atol=1e-14)
    assert found.parabola == pytest.approx((u @ y, u @ (u / w)), rel=1e-12)
    assert total.best_multiple(u, 2.0) == pytest.approx(total.best_multiple(u, 2.0, found.parabola))
