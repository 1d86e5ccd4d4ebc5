"""The scikit-learn estimator: the whole of check_estimator, and what it promises besides."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from brute import random_signal
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn_suite import ReadsFirstColumn, suite, titles

from mirrors_engine import MirrorRegressor, MirrorsError, fit
from mirrors_engine.architecture import Architecture


class FirstColumn(ReadsFirstColumn, MirrorRegressor):
    pass


# small λ, for one check asks for a good score and column 0 of its data explains little
CHECKED = {
    "defaults": FirstColumn(),
    "relu2": FirstColumn(lam_ratio=1e-4),
    "abs3": FirstColumn("abs", 3, lam_ratio=1e-3),
    "symmetrized3": FirstColumn("symmetrized", 3, lam_ratio=1e-3),
    "relu4": FirstColumn("relu", 4, lam_ratio=1e-4),
    "sign2": FirstColumn("sign", 2),
}


@pytest.mark.parametrize(("estimator", "check"), suite(CHECKED))
def test_the_suite_of_scikit_learn(estimator, check):
    check(estimator)


def test_the_suite_is_whole():
    found = titles(suite(CHECKED))
    assert len(found) >= 40
    assert {"check_regressors_train", "check_sample_weight_equivalence_on_dense_data"} <= found


def rows(seed: int = 5, n: int = 25) -> tuple[np.ndarray, np.ndarray]:
    signal = random_signal(seed, n)
    return signal.x[:, None], np.array(signal.y)


PARAMETERS: list[dict[str, Any]] = [
    {},
    {"activation": "abs", "layers": 3, "lam_ratio": 0.02},
    {"activation": "leaky", "negative_slope": 0.4},
    {"activation": "piecewise", "slopes": (1.0, -0.5), "lam": 0.3},
    {"activation": "sign", "solver": "active_set"},
]


@pytest.mark.parametrize("parameters", PARAMETERS, ids=str)
def test_it_is_fit(parameters):
    X, y = rows()
    model = MirrorRegressor(**parameters)
    assert model.fit(X, y) is model
    signal = random_signal(5, 25)
    result = model.result_
    assert result.certified
    net = result.architecture
    direct = fit(signal, net, result.lam)
    np.testing.assert_array_equal(direct.weights, result.weights)
    np.testing.assert_allclose(model.predict(X), result.fitted, rtol=0, atol=1e-12)
    assert model.n_features_in_ == 1
    assert model.score(X, y) > 0.3
    if "lam" in parameters:
        assert result.lam == parameters["lam"]
    else:
        assert result.lam_ratio == pytest.approx(parameters.get("lam_ratio", 0.01), rel=1e-12)
    if parameters.get("activation") == "leaky":
        assert net == Architecture("leaky", 2, negative_slope=0.4)


@pytest.mark.parametrize("parameters", PARAMETERS, ids=str)
def test_clone_parameters_and_pickle(parameters):
    X, y = rows()
    model = MirrorRegressor(**parameters).fit(X, y)
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "result_")
    assert parameters.items() <= model.get_params().items()
    back = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(back.predict(X), model.predict(X))
    assert back.result_.gap == model.result_.gap
    assert back.result_.certified
    assert [f.describe() for f in back.result_.features] == [
        f.describe() for f in model.result_.features
    ]


@pytest.mark.parametrize("activation", ["relu", "sign"])
def test_sample_weight_counts_rows(activation):
    X, y = rows(n=12)
    counts = np.random.default_rng(0).integers(0, 4, 12)
    counts[0] = 2
    repeated = MirrorRegressor(activation, lam=0.2).fit(np.repeat(X, counts, 0), y.repeat(counts))
    weighted = MirrorRegressor(activation, lam=0.2).fit(X, y, sample_weight=counts)
    np.testing.assert_allclose(weighted.predict(X), repeated.predict(X), atol=1e-9)
    plain = MirrorRegressor(activation, lam=0.2).fit(X, y)
    ones = MirrorRegressor(activation, lam=0.2).fit(X, y, sample_weight=np.ones(12))
    np.testing.assert_array_equal(plain.predict(X), ones.predict(X))
    assert np.abs(plain.predict(X) - weighted.predict(X)).max() > 1e-3


def test_cross_validation_search_and_pipeline():
    X, y = rows(n=40)
    shuffled = np.random.default_rng(1).permutation(40)
    X, y = X[shuffled], y[shuffled]
    scores = cross_val_score(MirrorRegressor(lam_ratio=0.02), X, y, cv=4)
    assert scores.shape == (4,)
    assert np.isfinite(scores).all()
    search = GridSearchCV(MirrorRegressor("abs", 3), {"lam_ratio": [1.0, 0.3, 0.03]}, cv=3)
    search.fit(X, y)
    assert search.best_params_["lam_ratio"] < 1
    # standardising x changes λ_max along, so the same ratio is the same function
    pipe = make_pipeline(StandardScaler(), MirrorRegressor(lam_ratio=0.02)).fit(X, y)
    plain = MirrorRegressor(lam_ratio=0.02).fit(X, y)
    np.testing.assert_allclose(pipe.predict(X), plain.predict(X), atol=1e-9)


def test_several_columns_are_refused():
    X, y = rows()
    with pytest.raises(ValueError, match="reads one"):
        MirrorRegressor().fit(np.column_stack((X, X)), y)


@pytest.mark.parametrize(
    "parameters",
    [
        {"activation": "tanh"},
        {"layers": 1},
        {"lam": -1.0},
        {"lam_ratio": None},
        {"loss": "cubic"},
        {"solver": "magic"},
    ],
    ids=str,
)
def test_bad_parameters_are_refused_at_fit(parameters):
    X, y = rows()
    model = MirrorRegressor(**parameters)
    with pytest.raises(MirrorsError):
        model.fit(X, y)
