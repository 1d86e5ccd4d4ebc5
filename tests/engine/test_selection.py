"""Choosing λ: against scikit-learn's own cross-validation and the formulas of the criteria."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
from sklearn.linear_model import Lasso, LassoCV
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import KFold, TimeSeriesSplit

from mirrors_engine import Architecture, MirrorRegressor, Problem, Signal, fit, select
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.selection import RULES, SPLITS, folds_of, selecting
from mirrors_engine.selection.criteria import row_scores

RELU2, ABS2, RAMPS = Architecture("relu", 2), Architecture("abs", 2), Architecture("relu", 3)


def noisy(n: int = 24, seed: int = 0, weighted: bool = False) -> Signal:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0.0, 3.0, n))
    weights = rng.uniform(0.3, 2.0, n) if weighted else None
    return Signal(x, np.abs(x - 1.2) + 0.2 * rng.standard_normal(n), weights)


def replicated(weighted: bool) -> tuple[Signal, list[tuple[np.ndarray, np.ndarray]]]:
    """Rows that measure ten points again and again, and folds that each train on all points.

    A test point between two kinks of equal sign could carry both of them for the same
    price, so with its feature in the matrix the optimum would not be unique.
    """
    rng = np.random.default_rng(3)
    points = np.sort(rng.uniform(0.0, 3.0, 10))
    at = rng.permutation(np.concatenate([np.repeat(np.arange(10), 3), rng.integers(0, 10, 6)]))
    x = points[at]
    weights = rng.uniform(0.3, 2.0, len(x)) if weighted else None
    signal = Signal(x, np.abs(x - 1.2) + 0.2 * rng.standard_normal(len(x)), weights)
    turn = np.array([int(np.sum(at[:row] == at[row])) for row in range(len(at))]) % 3
    return signal, [(np.flatnonzero(turn != k), np.flatnonzero(turn == k)) for k in range(3)]


def explicit(net: Architecture, t: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The whole dictionary of the samples x at t, not from the package (manual, Dictionaries)."""
    offset = t[:, None] - x
    if net == RELU2:
        return np.hstack((np.maximum(offset, 0), np.maximum(-offset, 0)))
    if net == ABS2:
        return np.abs(offset)
    pairs = [(p, q) for i, p in enumerate(x) for q in x[i + 1 :]]
    return np.column_stack([np.clip(t, p, q) for p, q in pairs])


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("net", [RELU2, ABS2, RAMPS], ids=["relu2", "abs2", "relu3"])
def test_it_is_lassocv_on_the_explicit_dictionary(net, weighted):
    signal, splits = replicated(weighted)
    x, y, w = signal.raw_x, signal.raw_y, signal.raw_weights
    assert len({len(test) for _, test in splits}) > 1  # folds of unequal size share λ rightly
    total = float(w.sum())
    lams = Problem(signal, net).lam_max * np.geomspace(0.9, 0.02, 9)
    found = select(signal, net, splits=splits, lams=lams)
    X = explicit(net, x, signal.x)
    theirs = LassoCV(alphas=lams / total, cv=splits, tol=1e-13, max_iter=10**7)
    theirs.fit(X, y, sample_weight=w if weighted else None)
    np.testing.assert_allclose(found.scores.T, theirs.mse_path_, rtol=1e-6)
    assert found.lam("min") == pytest.approx(total * theirs.alpha_, rel=1e-12)
    assert found.lam("min") < found.lams[0]
    assert found.certified
    assert found.solves == 9 * 4
    refit = fit(signal, net, found.lam("min"))
    np.testing.assert_allclose(refit.predict(x), theirs.predict(X), atol=1e-5)


@pytest.mark.parametrize("splits", ["random", "blocked"])
def test_each_fold_is_lasso_trained_on_its_own_points(splits):
    signal = noisy(30, seed=4)
    lams = Problem(signal, ABS2).lam_max * np.array([0.5, 0.1])
    found = select(signal, ABS2, splits=splits, folds=3, lams=lams, seed=5)
    compared = 0
    for fold, scores in zip(found.folds, found.scores, strict=True):
        x, y, t = signal.x[fold.train], signal.y[fold.train], signal.x[fold.test]
        if t.min() < x[0] or t.max() > x[-1]:
            continue  # |x - x_1| and -|x - x_N| are one column but extrapolate differently
        compared += 1
        for lam, score in zip(lams, scores, strict=True):
            model = Lasso(lam / len(signal), tol=1e-13, max_iter=10**7)
            model.fit(explicit(ABS2, x, x), y)
            r = model.predict(explicit(ABS2, t, x)) - signal.y[fold.test]
            assert score == pytest.approx(float(np.mean(r**2)), rel=1e-6)
    assert compared


CV = {"blocked": KFold(4), "random": KFold(4, shuffle=True, random_state=0)}
CV["rolling"] = TimeSeriesSplit(4)


@pytest.mark.parametrize("splits", SPLITS)
@pytest.mark.parametrize("net", [RELU2, Architecture("abs", 3), Architecture("sign", 2)], ids=str)
def test_it_is_a_search_over_the_estimator(net, splits):
    """Ends included: both take the canonical of the functions that agree on the samples."""
    signal = noisy(20, seed=1)
    X = signal.x[:, None]
    lams = Problem(signal, net).lam_max * np.array([0.8, 0.2, 0.05])
    found = select(signal, net, splits=splits, folds=4, lams=lams)
    for scores, (train, test) in zip(found.scores, CV[splits].split(X), strict=True):
        for lam, score in zip(lams, scores, strict=True):
            # its loss is a sum over fewer rows
            model = MirrorRegressor(net.activation, net.layers, lam=lam * len(train) / 20)
            model.fit(X[train], signal.y[train])
            expected = mean_squared_error(signal.y[test], model.predict(X[test]))
            assert score == pytest.approx(expected, rel=1e-7)


def test_mean_standard_error_and_the_rule():
    found = select(noisy(40), RELU2, splits="random", folds=4, n=25)
    k = len(found.scores)
    mean = found.scores.sum(axis=0) / k
    error = np.sqrt(((found.scores - mean) ** 2).sum(axis=0) / (k - 1) / k)
    np.testing.assert_allclose(found.mean, mean, rtol=1e-12)
    np.testing.assert_allclose(found.standard_error, error, rtol=1e-12)
    best = min(range(25), key=lambda i: mean[i])
    largest = max(
        lam for lam, m in zip(found.lams, mean, strict=True) if m <= mean[best] + error[best]
    )
    assert found.lam("min") == found.lams[best]
    assert found.lam("1se") == largest >= found.lam("min")
    assert found.lam_ratio("1se") == pytest.approx(largest / found.lam_max)


@pytest.mark.parametrize("weighted", [False, True])
def test_criteria_are_their_formulas(weighted):
    signal = noisy(30, seed=2, weighted=weighted)
    found = select(signal, ABS2, splits=None, n=12, min_ratio=1e-2)
    n = 30
    for i, lam in enumerate(found.lams):
        result = fit(signal, ABS2, float(lam))
        rss = float(signal.weights @ (signal.y - result.fitted) ** 2)
        df = len(result.weights) + 1
        # Σω in place of n inside the logarithm adds the same to all
        log = n * np.log(rss / signal.weights.sum())
        assert found.n_active[i] == df - 1
        assert found.aic[i] == pytest.approx(log + 2 * df, rel=1e-9)
        assert found.bic[i] == pytest.approx(log + np.log(n) * df, rel=1e-9)
        p = df + 1
        assert found.aicc[i] == pytest.approx(
            log + 2 * df + 2 * p * (p + 1) / (n - p - 1), rel=1e-9
        )
    for rule in ("aic", "aicc", "bic"):
        values = np.where(found.n_active + 1 <= 15, getattr(found, rule), np.inf)
        assert found.lam(rule) == found.lams[values.argmin()]
    with pytest.raises(SettingError, match="folds"):
        found.lam("1se")
    scaled = Signal(signal.x, signal.y, 7.0 * signal.weights)
    again = select(scaled, ABS2, splits=None, n=12, min_ratio=1e-2)
    for rule in ("aic", "aicc", "bic"):
        assert again.pick(rule) == found.pick(rule)


def test_weights_are_repetitions():
    rng = np.random.default_rng(5)
    x, y = np.sort(rng.uniform(size=15)), rng.standard_normal(15)
    times = rng.integers(1, 4, 15)
    weighted = Signal(x, y, times)
    repeated = Signal(x.repeat(times), y.repeat(times))
    for splits in SPLITS:
        one = select(weighted, RELU2, splits=splits, folds=3, n=8, counts=True)
        other = select(repeated, RELU2, splits=splits, folds=3, n=8)
        np.testing.assert_allclose(one.lams, other.lams, rtol=1e-9)
        np.testing.assert_allclose(one.scores, other.scores, rtol=1e-7)
        for rule in ("aic", "aicc", "bic"):
            np.testing.assert_allclose(getattr(one, rule), getattr(other, rule), rtol=1e-7)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("splits", SPLITS)
def test_no_fold_is_tested_on_a_point_it_was_trained_on(splits, columns):
    rng = np.random.default_rng(6)
    x = rng.integers(0, 12, size=(40, columns)).astype(float)  # many rows share a point
    signal = Signal(x, rng.standard_normal(40), x_name=[f"c{k}" for k in range(columns)])
    folds = folds_of(signal, splits, 4)
    rows = signal.raw_x.reshape(40, columns)
    points = [tuple(row) for row in rows]
    for fold in folds:
        trained, tested = ({points[i] for i in part} for part in (fold.train, fold.test))
        assert trained and tested
        assert not trained & tested
    tests = np.concatenate([fold.test for fold in folds])
    assert len(tests) == len(set(tests))
    if splits != "rolling":
        assert len(tests) == 40
        assert all(len(f.train) + len(f.test) == 40 for f in folds)


def test_blocks_are_neighbours_and_rolling_never_looks_ahead():
    rng = np.random.default_rng(7)
    order = rng.permutation(30)
    signal = Signal(order.astype(float), rng.standard_normal(30))
    for fold in folds_of(signal, "blocked", 5):
        tested = np.sort(signal.raw_x[fold.test])
        assert np.all(np.diff(tested) == 1)
    rolling = folds_of(signal, "rolling", 5)
    for fold in rolling:
        assert signal.raw_x[fold.train].max() < signal.raw_x[fold.test].min()
    for before, after in pairwise(rolling):
        assert set(before.train) | set(before.test) == set(after.train)
    # a lagged value is no time: there the rows are
    for fold in folds_of(signal, "rolling", 5, order="rows"):
        assert fold.train.max() < fold.test.min()


def test_random_folds_are_drawn_once_for_a_seed():
    signal = noisy(30)
    one, same, other = (folds_of(signal, "random", 3, seed=s) for s in (1, 1, 2))
    assert all(np.array_equal(a.test, b.test) for a, b in zip(one, same, strict=True))
    assert not all(np.array_equal(a.test, b.test) for a, b in zip(one, other, strict=True))
    labels = Signal(np.arange(30.0), np.where(np.arange(30) < 6, 1.0, -1.0))
    for fold in folds_of(labels, "random", 3, stratified=True):
        assert int(np.sum(labels.raw_y[fold.test] == 1)) == 2


@pytest.mark.parametrize("name", ["plane", "additive"])
def test_several_inputs(name):
    rng = np.random.default_rng(8)
    x = rng.uniform(-1, 1, (30, 2))
    y = np.maximum(x[:, 0], 0) + 0.1 * rng.standard_normal(30)
    found = select(Signal(x, y), Architecture("relu", 2, inputs=name), folds=3, n=6)
    assert found.certified
    assert found.scores.shape == (3, 6)
    model = MirrorRegressor("relu", 2, inputs=name, lam=found.lams[3] * 20 / 30)
    model.fit(x[10:], y[10:])
    expected = np.mean((model.predict(x[:10]) - y[:10]) ** 2)
    assert found.scores[0, 3] == pytest.approx(float(expected), rel=1e-7)


def test_scores_of_other_losses():
    y, f = np.array([1.0, -1.0, 1.0]), np.array([0.5, 3.0, -2.0])
    r = y - f
    huber = [0.125, 1.5 * (4.0 - 0.75), 1.5 * (3.0 - 0.75)]
    np.testing.assert_allclose(row_scores("huber", {"delta": 1.5}, y, f), huber)
    pinball = [0.9 * 0.5, 0.1 * 4.0, 0.9 * 3.0]
    np.testing.assert_allclose(row_scores("quantile", {"quantile": 0.9}, y, f), pinball)
    deviance = -2 * np.log(1 / (1 + np.exp(-y * f)))
    np.testing.assert_allclose(row_scores("logistic", {}, y, f), deviance)
    np.testing.assert_allclose(row_scores("squared", {}, y, f), r**2)


def test_events_grow_fold_by_fold_and_say_how_far_they_are():
    steps: list[float] = []
    seen = []
    for event in selecting(
        noisy(), RELU2, folds=3, n=5, monitor=lambda p: steps.append(p.fraction)
    ):
        assert event.scores.shape == (len(seen), 5)
        assert event.complete == (len(seen) == 3)
        assert not event.scores.flags.writeable
        seen.append(event)
    assert len(seen) == 4
    assert steps == sorted(steps)
    assert steps[-1] <= 1 and steps[0] >= 0 and max(steps) > 0.9


def test_it_can_be_cancelled_anywhere():
    count = 0

    def stop(limit: int):
        def monitor(progress):
            nonlocal count
            count += 1
            if count >= limit:
                raise Cancelled("enough")

        return monitor

    select(noisy(), RELU2, folds=3, n=5, monitor=stop(10**9))
    for limit in np.unique(np.linspace(1, count, 12).astype(int)):
        count = 0
        with pytest.raises(Cancelled):
            select(noisy(), RELU2, folds=3, n=5, monitor=stop(int(limit)))
        assert count == limit


def test_constant_and_perfect_signals():
    flat = select(Signal([0.0, 1, 2, 3], [2.0, 2, 2, 2]), RELU2, folds=2)
    assert [flat.lam(rule) for rule in RULES] == [0.0] * 5
    assert flat.lam_ratio("min") == 1.0
    assert np.all(flat.scores == 0)
    line = select(Signal(np.arange(12.0), np.arange(12.0)), RELU2, splits="random", folds=3)
    assert line.lam_ratio("min") == pytest.approx(1e-4)
    for found in (flat, line):
        json.dumps(found.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"folds": 1}, "from 2 to 6"),
        ({"folds": 7}, "from 2 to 6"),
        ({"splits": "rolling", "folds": 6}, "from 2 to 5"),
        ({"splits": "leave"}, "blocked"),
        ({"splits": [([0, 1], [9])]}, "row numbers"),
        ({"splits": [([0, 1], [])]}, "empty"),
        ({"splits": []}, "empty"),
        ({"lams": []}, "lams"),
        ({"lams": [1.0, -1.0]}, "lams"),
        ({"n": 0}, "whole"),
        ({"min_ratio": 1.5}, "between"),
        ({"order": "time"}, "order"),
        ({"loss": "cubic"}, "loss"),
    ],
    ids=str,
)
def test_refusals(settings, words):
    signal = Signal(np.arange(6.0), [0.0, 1, 0, 2, 1, 3])
    with pytest.raises(SettingError, match=words):
        select(signal, RELU2, **settings)


LOSSES = {
    "huber": {"delta": 0.3},
    "quantile": {"quantile": 0.8},
    "logistic": {},
}


@pytest.mark.parametrize("loss", LOSSES)
def test_other_losses_are_judged_by_themselves(loss):
    signal = noisy(30, seed=9)
    if loss == "logistic":
        signal = Signal(signal.x, np.where(signal.y > 0.7, 1.0, -1.0))
    options = LOSSES[loss]
    lams = Problem(signal, ABS2, loss, **options).lam_max * np.array([0.7, 0.2])
    found = select(signal, ABS2, splits="random", folds=3, lams=lams, loss=loss, **options)
    assert found.certified
    for fold, scores in zip(found.folds, found.scores, strict=True):
        part = Signal(signal.x[fold.train], signal.y[fold.train])
        for lam, score in zip(lams, scores, strict=True):
            share = len(fold.train) / len(signal)
            result = fit(part, ABS2, lam * share, loss=loss, **options)
            y, f = signal.y[fold.test], result.predict(signal.x[fold.test])
            expected = row_scores(loss, options, y, f).mean()
            assert score == pytest.approx(expected, rel=1e-5, abs=1e-9)
    n = len(signal)
    for i, lam in enumerate(lams):
        result = fit(signal, ABS2, lam, loss=loss, **options)
        total = float(row_scores(loss, options, signal.y, result.fitted).sum())
        minus_twice_log_likelihood = {
            "huber": n * np.log(2 * total / n),
            "quantile": 2 * n * np.log(total / n),
            "logistic": total,
        }[loss]
        df = len(result.weights) + 1
        assert found.aic[i] == pytest.approx(minus_twice_log_likelihood + 2 * df, rel=1e-6)
        assert found.bic[i] == pytest.approx(minus_twice_log_likelihood + np.log(n) * df, rel=1e-6)


def test_a_fold_of_one_class_says_which():
    signal = Signal(np.arange(12.0), np.where(np.arange(12) < 6, -1.0, 1.0))
    with pytest.raises(SettingError, match=r"fold 1 of 3.*class"):
        select(signal, ABS2, splits="rolling", folds=3, loss="logistic", n=4)
    mixed = select(signal, ABS2, splits="random", folds=3, loss="logistic", n=4)
    assert mixed.complete
