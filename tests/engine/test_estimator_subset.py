"""The data-feature subset in the estimators: the fit of the same network, never a false proof."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone

from mirrors_engine import Architecture, MirrorClassifier, MirrorRegressor, MirrorRegressorCV, fit
from mirrors_engine.errors import ArchitectureError
from mirrors_engine.signals.signal import Signal

SUBSET = Architecture("abs", 5, dictionary="data")


def rows(n: int = 12) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    x = np.sort(rng.uniform(0, 1, n))
    return x[:, None], np.sin(9 * x) + 0.3 * rng.standard_normal(n)


def test_the_regressor_fits_the_subset():
    X, y = rows()
    model = MirrorRegressor("abs", 5, dictionary="data", lam_ratio=0.2).fit(X, y)
    expected = fit(Signal(X[:, 0], y), SUBSET, lam_ratio=0.2)
    assert model.result_.architecture == SUBSET
    assert model.result_.objective == expected.objective
    np.testing.assert_array_equal(model.predict(X), expected.predict(X[:, 0]))
    assert "data features only" in model.result_.architecture.describe()


@pytest.mark.parametrize(("ratio", "certified"), [(0.2, True), (0.02, False)])
def test_certified_means_proved_for_the_whole_network(ratio, certified):
    """The bound holds for any depth: where it meets the value, that is the network's optimum."""
    X, y = rows()
    result = MirrorRegressor("abs", 5, dictionary="data", lam_ratio=ratio).fit(X, y).result_
    exact = MirrorRegressor("abs", 5, lam=result.lam).fit(X, y).result_
    assert exact.certified
    assert result.dual_objective <= exact.objective * (1 + 1e-9)
    assert result.certified is certified
    if certified:
        assert result.objective == pytest.approx(exact.objective, rel=2e-9)


def test_it_serves_where_the_exact_dictionary_does_not_fit():
    X, y = rows(16)
    with pytest.raises(ArchitectureError, match="data features only"):
        MirrorRegressor("abs", 7, lam_ratio=0.7).fit(X, y)
    result = MirrorRegressor("abs", 7, dictionary="data", lam_ratio=0.7).fit(X, y).result_
    assert 0 < result.dual_objective <= result.objective


def test_the_choice_of_lam_is_made_on_the_subset():
    X, y = rows()
    model = MirrorRegressorCV("abs", 5, dictionary="data", n_lams=4, min_ratio=0.1, cv=3).fit(X, y)
    assert model.selection_.architecture == model.result_.architecture == SUBSET
    assert model.selection_.certified <= model.result_.certified


def test_the_classifier_fits_the_subset():
    X, y = rows()
    labels = y > np.median(y)
    model = MirrorClassifier("abs", 5, dictionary="data", lam_ratio=0.3).fit(X, labels)
    expected = fit(Signal(X[:, 0], 2.0 * labels - 1), SUBSET, lam_ratio=0.3, loss="logistic")
    assert model.result_.architecture == SUBSET
    assert model.result_.objective == expected.objective


@pytest.mark.parametrize("kind", [MirrorRegressor, MirrorRegressorCV, MirrorClassifier])
def test_it_is_a_parameter_like_any_other(kind):
    model = kind("abs", 4, dictionary="data")
    assert clone(model).get_params()["dictionary"] == "data"
    assert kind().get_params()["dictionary"] == "exact"
    X, y = rows()
    with pytest.raises(ArchitectureError, match="data-feature subset"):
        kind("relu", 4, dictionary="data").fit(X, y > 0 if kind is MirrorClassifier else y)
