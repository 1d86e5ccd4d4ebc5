"""The classifier: scikit-learn's own checks, and that it is the logistic fit."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn_suite import ReadsFirstColumn, suite

from mirrors_engine import Architecture, MirrorClassifier, Signal, fit


def test_the_classifier():
    rng = np.random.default_rng(0)
    X = rng.uniform(0, 1, (80, 1))
    y = np.where(np.abs(X[:, 0] - 0.5) < 0.2, "in", "out")
    model = MirrorClassifier("abs", 2, lam_ratio=0.01).fit(X, y)
    assert model.classes_.tolist() == ["in", "out"]
    assert model.score(X, y) > 0.95
    chances = model.predict_proba(X)
    np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-15)
    np.testing.assert_array_equal(model.predict(X) == "out", chances[:, 1] > 0.5)
    labels = np.where(y == "out", 1.0, -1.0)
    direct = fit(Signal(X[:, 0], labels), Architecture("abs"), lam_ratio=0.01, loss="logistic")
    np.testing.assert_allclose(
        model.decision_function(X), direct.predict(X[:, 0]), rtol=0, atol=1e-12
    )
    with pytest.raises(ValueError, match="one class"):
        MirrorClassifier().fit(X, y, sample_weight=(y == "in").astype(float))


class FirstColumn(ReadsFirstColumn, MirrorClassifier):
    pass


CHECKED = {"logistic": FirstColumn(lam_ratio=1e-3)}


@pytest.mark.parametrize(("estimator", "check"), suite(CHECKED))
def test_the_suite_of_scikit_learn(estimator, check):
    check(estimator)
