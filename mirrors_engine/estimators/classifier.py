"""The certified network as a scikit-learn classifier of two classes: the logistic loss."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from mirrors_engine.estimators.regressor import NetworkOfParameters, numeric
from mirrors_engine.fitting import fit
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal


class MirrorClassifier(NetworkOfParameters, ClassifierMixin, BaseEstimator):
    """Globally optimal deep network whose value is the log-odds of the second class.

    Parameters
    ----------
    activation, layers, lam, lam_ratio, negative_slope, slopes, kind, widths, inputs,
    dictionary, solver
        As in `MirrorRegressor`; λ belongs to the *sum* of the logistic losses.

    Attributes
    ----------
    classes_ : (2,) ndarray
        The two classes; the first is label -1, the second 1.
    result_ : FitResult
        Weights, features, network and certificate.
    n_features_in_ : int
        Number of columns.
    n_iter_ : int
        Outer iterations of the solver.

    Examples
    --------
    >>> X = np.linspace(0, 1, 20)[:, None]
    >>> model = MirrorClassifier("abs", 2).fit(X, np.abs(X[:, 0] - 0.5) < 0.2)
    >>> model.predict([[0.1], [0.5]]).tolist(), model.result_.certified
    ([False, True], True)
    """

    def __init__(
        self,
        activation: str = "relu",
        layers: int = 2,
        *,
        lam: float | None = None,
        lam_ratio: float | None = 0.01,
        negative_slope: float = 0.1,
        slopes: tuple[float, float] | None = None,
        kind: str | None = None,
        widths: tuple[int, ...] | None = None,
        inputs: str = "line",
        dictionary: str = "exact",
        solver: str = "auto",
    ) -> None:
        self.activation = activation
        self.layers = layers
        self.lam = lam
        self.lam_ratio = lam_ratio
        self.negative_slope = negative_slope
        self.slopes = slopes
        self.kind = kind
        self.widths = widths
        self.inputs = inputs
        self.dictionary = dictionary
        self.solver = solver

    result_: FitResult
    classes_: np.ndarray

    def __sklearn_tags__(self) -> Any:
        """Two classes; one column read under a penalty promises no score on ten."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.classifier_tags.poor_score = True
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> MirrorClassifier:
        """Fit on X of shape (n, d) and two classes of any type in y."""
        X, y = validate_data(self, numeric(X), y, dtype=np.float64)
        check_classification_targets(y)
        kind = type_of_target(y, input_name="y", raise_unknown=True)
        if kind != "binary":
            raise ValueError(
                f"Only binary classification is supported. The type of the target is {kind}."
            )
        weights = np.ones(len(y))
        if sample_weight is not None:
            weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        self.classes_, codes = np.unique(y, return_inverse=True)
        present = np.unique(codes[weights > 0])
        if len(present) < 2:
            only = self.classes_[present[0]] if len(present) else "none"
            raise ValueError(
                f"Classifier can't train when only one class is present ({only}): "
                "give rows of two classes with positive weights."
            )
        column = self._column(X)
        signal = Signal(column, 2.0 * codes - 1.0, weights)
        ratio = self.lam_ratio if self.lam is None else None
        self.result_ = fit(
            signal,
            self._network(column),
            self.lam,
            lam_ratio=ratio,
            loss="logistic",
            solver=self.solver,
        )
        self.n_iter_ = max(1, self.result_.iterations)
        return self

    def decision_function(self, X: Any) -> np.ndarray:
        """f at the rows of X: the log-odds of the second class."""
        check_is_fitted(self)
        X = validate_data(self, numeric(X), dtype=np.float64, reset=False)
        return self.result_.predict(self._column(X))

    def predict_proba(self, X: Any) -> np.ndarray:
        """(n, 2) probabilities of the classes."""
        f = self.decision_function(X)
        return np.column_stack((expit(-f), expit(f)))

    def predict(self, X: Any) -> np.ndarray:
        """The likelier class of each row."""
        f = self.decision_function(X)
        return self.classes_[(f > 0).astype(int)]
