"""The estimator that chooses λ: the whole of check_estimator, and what it promises besides."""

from __future__ import annotations

import pickle
import warnings

import numpy as np
import pytest
from brute import random_signal
from sklearn.base import clone
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_val_score
from sklearn_suite import ReadsFirstColumn, suite, titles

from mirrors_engine import (
    Architecture,
    MirrorRegressor,
    MirrorRegressorCV,
    MirrorsError,
    Signal,
    fit,
    select,
)


class FirstColumn(ReadsFirstColumn, MirrorRegressorCV):
    pass


CHECKED = {
    "min": FirstColumn(n_lams=10, cv=3),
    "1se": FirstColumn("sign", n_lams=5, cv=2, rule="1se"),
    "bic": FirstColumn(n_lams=6, min_ratio=1e-3, rule="bic"),
}


@pytest.mark.parametrize(("estimator", "check"), suite(CHECKED))
def test_the_suite_of_scikit_learn(estimator, check):
    check(estimator)


def test_the_suite_is_whole():
    found = titles(suite(CHECKED))
    assert len(found) >= 40
    assert {"check_regressors_train", "check_sample_weight_equivalence_on_dense_data"} <= found


def rows(n: int = 36) -> tuple[np.ndarray, np.ndarray, Signal]:
    signal = random_signal(5, n)
    return signal.x[:, None], np.array(signal.y), signal


@pytest.mark.parametrize(
    "cv", [None, 4, KFold(3, shuffle=True, random_state=1), TimeSeriesSplit(3)]
)
@pytest.mark.parametrize("rule", ["min", "1se"])
def test_it_is_select_then_fit(rule, cv):
    X, y, signal = rows()
    model = MirrorRegressorCV("abs", 2, n_lams=9, min_ratio=1e-2, cv=cv, rule=rule).fit(X, y)
    splitter = KFold(5 if cv is None else cv) if cv is None or isinstance(cv, int) else cv
    found = select(
        signal, Architecture("abs", 2), splits=list(splitter.split(X)), n=9, min_ratio=1e-2
    )
    np.testing.assert_allclose(model.mse_path_, found.scores.T, rtol=1e-9)
    np.testing.assert_allclose(model.lams_, found.lams)
    assert model.lam_ == pytest.approx(found.lam(rule), rel=1e-12)
    assert model.lam_ratio_ == pytest.approx(model.lam_ / model.result_.lam_max)
    direct = fit(signal, Architecture("abs", 2), model.lam_)
    np.testing.assert_allclose(model.predict(X), direct.fitted, atol=1e-12)
    assert model.result_.certified
    assert model.selection_.certified


def test_criteria_need_no_folds_and_count_weights():
    X, y, signal = rows()
    model = MirrorRegressorCV(rule="bic", n_lams=20).fit(X, y)
    assert not hasattr(model, "mse_path_")
    assert model.lam_ == select(signal, Architecture("relu", 2), splits=None, n=20).lam("bic")
    times = np.random.default_rng(0).integers(1, 4, len(y))
    weighted = MirrorRegressorCV(rule="bic", n_lams=20).fit(X, y, sample_weight=times)
    repeated = MirrorRegressorCV(rule="bic", n_lams=20).fit(X.repeat(times, 0), y.repeat(times))
    assert weighted.lam_ == pytest.approx(repeated.lam_, rel=1e-9)


def test_own_lams_columns_clone_and_pickle():
    X, y, _ = rows()
    model = MirrorRegressorCV(lams=[0.1, 1.0, 0.3], cv=3).fit(X, y)
    np.testing.assert_array_equal(model.lams_, [1.0, 0.3, 0.1])
    assert model.lam_ in model.lams_
    assert clone(model).get_params() == model.get_params()
    back = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(back.predict(X), model.predict(X))
    several = np.column_stack((X, X[::-1]))
    additive = MirrorRegressorCV(inputs="additive", n_lams=5, cv=3).fit(several, y)
    assert additive.n_features_in_ == 2
    assert np.isfinite(cross_val_score(MirrorRegressorCV(n_lams=5, cv=3), X, y, cv=3)).all()


def test_other_losses():
    X, y, signal = rows()
    model = MirrorRegressorCV("abs", 2, loss="quantile", quantile=0.8, n_lams=6, cv=3).fit(X, y)
    splits = list(KFold(3).split(X))
    net = Architecture("abs", 2)
    found = select(signal, net, splits=splits, n=6, loss="quantile", quantile=0.8)
    np.testing.assert_allclose(model.mse_path_, found.scores.T, rtol=1e-7)
    assert model.result_.loss == "quantile"
    assert model.result_.certified


def test_validation_beats_both_ends_of_the_path_on_new_data():
    rng = np.random.default_rng(11)
    x = rng.uniform(0, 3, 60)
    y = np.abs(x - 1.2) + 0.3 * rng.standard_normal(60)
    t = np.linspace(0, 3, 400)
    cv = KFold(3, shuffle=True, random_state=0)
    model = MirrorRegressorCV("abs", 3, n_lams=12, min_ratio=1e-2, cv=cv).fit(x[:, None], y)
    error = float(np.mean((model.predict(t[:, None]) - np.abs(t - 1.2)) ** 2))
    for ratio in (0.9, 1e-2):
        other = MirrorRegressor("abs", 3, lam_ratio=ratio).fit(x[:, None], y)
        assert error < np.mean((other.predict(t[:, None]) - np.abs(t - 1.2)) ** 2)


@pytest.mark.parametrize(
    "parameters",
    [{"rule": "best"}, {"lams": [-1.0]}, {"n_lams": 0}, {"min_ratio": 2.0}, {"cv": [([0], [])]}],
    ids=str,
)
def test_bad_parameters_are_refused_at_fit(parameters):
    X, y, _ = rows()
    with pytest.raises(MirrorsError):
        MirrorRegressorCV(**parameters).fit(X, y)


def test_a_choice_at_the_edge_of_the_grid_is_warned_of():
    x = np.linspace(0, 1, 40)[:, None]
    y = np.abs(x[:, 0] - 0.5) + 0.1 * np.random.default_rng(0).standard_normal(40)
    folds = KFold(5, shuffle=True, random_state=0)
    model = MirrorRegressorCV("relu", 2, min_ratio=0.5, n_lams=8, cv=folds)
    with pytest.warns(UserWarning, match="chose the smallest λ that was tried"):
        model.fit(x, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.set_params(min_ratio=1e-4, n_lams=20).fit(x, y)
