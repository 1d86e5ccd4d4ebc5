"""The certified network as a scikit-learn classifier of two classes: the logistic loss."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target

from mirrors_engine.estimators.base import NetworkEstimator, estimator
from mirrors_engine.fitting import fit


@estimator
class MirrorClassifier(NetworkEstimator, ClassifierMixin, BaseEstimator):
    """Globally optimal deep network whose value is the log-odds of the second class [1]_.

    Parameters
    ----------
    activation, layers, lam, lam_ratio, negative_slope, slopes, kind, widths, inputs,
    dictionary, skip, solver
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

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.

    Examples
    --------
    >>> X = np.linspace(0, 1, 20)[:, None]
    >>> model = MirrorClassifier("abs", 2).fit(X, np.abs(X[:, 0] - 0.5) < 0.2)
    >>> model.predict([[0.1], [0.5]]).tolist(), model.result_.certified
    ([False, True], True)
    """

    lam: float | None = None
    lam_ratio: float | None = 0.01

    def __sklearn_tags__(self) -> Any:
        """Two classes only."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit the network.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like
            Two classes of any type.
        sample_weight : (n,) array_like, optional
            Not negative; 1 by default.

        Returns
        -------
        MirrorClassifier
            This estimator.

        Raises
        ------
        ValueError
            If y does not hold two classes with rows of positive weight.
        """
        X, y, weights = self._validated(X, y, sample_weight)
        check_classification_targets(y)
        kind = type_of_target(y, input_name="y", raise_unknown=True)
        if kind != "binary":
            raise ValueError(
                f"Only binary classification is supported. The type of the target is {kind}."
            )
        self.classes_, codes = np.unique(y, return_inverse=True)
        present = np.unique(codes[weights > 0])
        if len(present) < 2:
            only = self.classes_[present[0]] if len(present) else "none"
            raise ValueError(
                f"Classifier can't train when only one class is present ({only}): "
                "give rows of two classes with positive weights."
            )
        signal, net = self._asked(X, 2.0 * codes - 1.0, weights)
        ratio = self.lam_ratio if self.lam is None else None
        self._keep(fit(signal, net, self.lam, lam_ratio=ratio, loss="logistic", solver=self.solver))
        return self

    def decision_function(self, X: Any) -> np.ndarray:
        """f at the rows of X: the log-odds of the second class.

        Parameters
        ----------
        X : (n, d) array_like

        Returns
        -------
        (n,) ndarray
        """
        return self._values(X)

    def predict_proba(self, X: Any) -> np.ndarray:
        """Probabilities of the two classes.

        Parameters
        ----------
        X : (n, d) array_like

        Returns
        -------
        (n, 2) ndarray
        """
        f = self._values(X)
        return np.column_stack((expit(-f), expit(f)))

    def predict(self, X: Any) -> np.ndarray:
        """The likelier class of each row.

        Parameters
        ----------
        X : (n, d) array_like

        Returns
        -------
        (n,) ndarray
        """
        f = self._values(X)
        return self.classes_[(f > 0).astype(int)]
