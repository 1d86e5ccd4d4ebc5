"""Forecasts: nothing looks ahead of its fit, neither models nor the choice of λ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from series_cases import RELU, series, wave

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.series import embed, forecast
from mirrors_engine.series.validation import rolling_folds


@pytest.mark.parametrize("lam_ratio", [None, 0.05])
def test_the_test_part_changes_no_fitted_model(lam_ratio):
    y = wave(90)
    other = y.copy()
    other[72:] = 1e3 - 2 * other[72:]
    options = {"lags": (1, 2), "period": 12, "lam_ratio": lam_ratio, "horizon": 5}
    one, two = (forecast(series(v), RELU, **options) for v in (y, other))
    assert one.cut == two.cut == 72
    assert one.lam_ratio == two.lam_ratio
    assert one.result.objective == two.result.objective
    np.testing.assert_array_equal(one.result.weights, two.result.weights)
    probe = np.random.default_rng(1).uniform(0, 8, (50, 2))
    for a, b in zip(one.entries, two.entries, strict=True):
        if a.key in ("convex", "linear"):
            np.testing.assert_array_equal(a.model.function(probe), b.model.function(probe))
        np.testing.assert_array_equal(a.rolled, b.rolled)
        assert a.validation == b.validation
        assert a.one_step[0] == b.one_step[0]
    assert one.scale == two.scale
    assert one.entry("convex").test.rmse != two.entry("convex").test.rmse


def test_folds_only_see_what_was_before():
    rows = embed(series(wave(60)), (1, 2))
    folds = rolling_folds(rows)
    assert len(folds) == 5
    for fold in folds:
        assert fold.train.max() < fold.test.min()
        assert fold.train.tolist() == list(range(fold.test[0]))
    tested = np.concatenate([fold.test for fold in folds])
    assert tested.tolist() == list(range(len(rows) // 2, len(rows)))


def test_lambda_is_the_best_of_rolling_validation_by_brute_force():
    y = wave(80, noise=0.4)
    found = forecast(series(y), RELU, lags=1, validate=False, refit=False)
    rows = found.training
    means = []
    for lam in found.choice.lams:
        scores = []
        for fold in rolling_folds(rows):
            past = Signal(rows.inputs[fold.train, 0], rows.targets[fold.train])
            share = len(fold.train) / len(rows)
            problem = Problem(past, RELU)
            fit = problem.solve(min(share * lam, problem.lam_max))
            off = fit.predict(rows.inputs[fold.test, 0]) - rows.targets[fold.test]
            scores.append(np.mean(off**2))
        means.append(np.mean(scores))
    assert int(np.argmin(means)) == found.choice.best
    assert found.lam_ratio == pytest.approx(
        found.choice.lams[found.choice.best] / found.choice.lam_max
    )
    assert found.choice.certified and found.certified
    careful = forecast(series(y), RELU, lags=1, rule="1se", validate=False, refit=False)
    assert careful.lam_ratio >= found.lam_ratio


def test_validation_fits_anew_before_every_fold():
    y = wave(70)
    found = forecast(series(y), RELU, lags=(1, 2), lam_ratio=0.1)
    rows, errors = found.training, []
    for fold in rolling_folds(rows):
        past = Signal(rows.inputs[fold.train], rows.targets[fold.train])
        fit = Problem(past, Architecture("relu", 2, inputs="additive")).solve(lam_ratio=0.1)
        errors.append(fit.predict(rows.inputs[fold.test]) - rows.targets[fold.test])
    errors = np.concatenate(errors)
    assert found.entry("convex").validation.rmse == pytest.approx(np.sqrt(np.mean(errors**2)))
    assert found.folds_certified is True
    assert not replace(found, folds_certified=False).certified
