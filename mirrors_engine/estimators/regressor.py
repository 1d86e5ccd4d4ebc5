"""The certified network as a scikit-learn regressor."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin

from mirrors_engine.estimators.base import NetworkEstimator, estimator
from mirrors_engine.fitting import fit


@estimator
class Regressor(NetworkEstimator, RegressorMixin, BaseEstimator):
    """What regressors share: the loss, and prediction."""

    loss: str = "squared"
    delta: float = 1.0
    quantile: float = 0.5

    def predict(self, X: Any) -> np.ndarray:
        """f at the rows of X.

        Parameters
        ----------
        X : (n, d) array_like

        Returns
        -------
        (n,) ndarray
        """
        return self._values(X)


@estimator
class MirrorRegressor(Regressor):
    """Globally optimal deep network on one input column, two, or several side by side [1]_.

    Parameters
    ----------
    activation, layers, negative_slope, slopes, kind, widths, inputs, dictionary, skip
        As in `Architecture`: X has one column for inputs "line", two for "plane", any
        number for "additive", whose units read one column each (one column is a line).
    lam : float or None
        λ of the Lasso with a *sum* of squares; for scikit-learn's mean multiply its
        alpha by the number of rows.
    lam_ratio : float or None
        λ/λ_max, used when `lam`, `neurons` and `kinks` are None.
    neurons, kinks : int or None
        The most units, or distinct kinks inside the data, as in `fit`; used when `lam` is None.
    loss, delta, quantile, solver
        As in `fit`.

    Attributes
    ----------
    result_ : FitResult
        Weights, features, network and certificate.
    n_features_in_ : int
        Number of columns.
    n_iter_ : int
        Outer iterations of the solver.

    See Also
    --------
    MirrorRegressorCV : λ chosen by cross-validation or a criterion.
    fit : The same without scikit-learn.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.

    Examples
    --------
    >>> import numpy as np
    >>> X = np.linspace(0, 1, 20)[:, None]
    >>> model = MirrorRegressor(activation="abs", layers=3, lam_ratio=0.01)
    >>> model.fit(X, np.abs(X[:, 0] - 0.4)).result_.certified
    True
    """

    lam: float | None = None
    lam_ratio: float | None = 0.01
    neurons: int | None = None
    kinks: int | None = None

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit the network.

        Parameters
        ----------
        X : (n, d) array_like
            Rows of equal x count each with their own loss.
        y : (n,) array_like
        sample_weight : (n,) array_like, optional
            Not negative; 1 by default.

        Returns
        -------
        MirrorRegressor
            This estimator.

        Raises
        ------
        MirrorsError
            As `fit` does; a ValueError for data that no estimator takes.
        """
        X, y, weights = self._validated(X, y, sample_weight, y_numeric=True)
        signal, net = self._asked(X, y, weights)
        given = self.lam, self.neurons, self.kinks
        self._keep(
            fit(
                signal,
                net,
                self.lam,
                lam_ratio=self.lam_ratio if given == (None, None, None) else None,
                neurons=self.neurons,
                kinks=self.kinks,
                loss=self.loss,
                delta=self.delta,
                quantile=self.quantile,
                solver=self.solver,
            )
        )
        return self
