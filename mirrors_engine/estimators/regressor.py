"""The certified network as a scikit-learn regressor."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from mirrors_engine.architecture import Architecture
from mirrors_engine.fitting import fit
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal


def numeric(X: Any) -> Any:
    """X as it came; dates, which validation would turn into ticks of their unit, are refused."""
    if np.asarray(X).dtype.kind in "mM":
        raise ValueError("X holds dates or durations: pass days as numbers, or use fit(Signal).")
    return X


class NetworkOfParameters:
    """How every estimator here reads its parameters: which network, which columns of X."""

    def _network(self: Any, column: np.ndarray) -> Architecture:
        """The network the parameters describe; a single additive column is a line."""
        line = column.ndim == 1 and self.inputs == "additive"
        return Architecture(
            self.activation,
            self.layers,
            negative_slope=self.negative_slope,
            slopes=self.slopes,
            kind=self.kind,
            widths=self.widths,
            inputs="line" if line else self.inputs,
            dictionary=self.dictionary,
        )

    def _column(self: Any, X: np.ndarray) -> np.ndarray:
        """The input columns as a signal takes them."""
        if self.inputs == "line" and X.shape[1] != 1:
            raise ValueError(
                f"X has {X.shape[1]} columns but the network reads one: "
                'pass X[:, [k]], or inputs="additive".'
            )
        return X[:, 0] if X.shape[1] == 1 else X


class MirrorRegressor(NetworkOfParameters, RegressorMixin, BaseEstimator):
    """Globally optimal deep network on one input column, two, or several side by side.

    Parameters
    ----------
    activation, layers, negative_slope, slopes, kind, widths, inputs, dictionary
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

    Examples
    --------
    >>> import numpy as np
    >>> X = np.linspace(0, 1, 20)[:, None]
    >>> model = MirrorRegressor(activation="abs", layers=3, lam_ratio=0.01)
    >>> model.fit(X, np.abs(X[:, 0] - 0.4)).result_.certified
    True
    """

    def __init__(
        self,
        activation: str = "relu",
        layers: int = 2,
        *,
        lam: float | None = None,
        lam_ratio: float | None = 0.01,
        neurons: int | None = None,
        kinks: int | None = None,
        negative_slope: float = 0.1,
        slopes: tuple[float, float] | None = None,
        kind: str | None = None,
        widths: tuple[int, ...] | None = None,
        inputs: str = "line",
        dictionary: str = "exact",
        loss: str = "squared",
        delta: float = 1.0,
        quantile: float = 0.5,
        solver: str = "auto",
    ) -> None:
        self.activation = activation
        self.layers = layers
        self.lam = lam
        self.lam_ratio = lam_ratio
        self.neurons = neurons
        self.kinks = kinks
        self.negative_slope = negative_slope
        self.slopes = slopes
        self.kind = kind
        self.widths = widths
        self.inputs = inputs
        self.dictionary = dictionary
        self.loss = loss
        self.delta = delta
        self.quantile = quantile
        self.solver = solver

    result_: FitResult

    def __sklearn_tags__(self) -> Any:
        """One column read under a penalty: no score is promised on data of ten columns."""
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> MirrorRegressor:
        """Fit on X of shape (n, d); rows of equal x count each with their own loss."""
        X, y = validate_data(self, numeric(X), y, dtype=np.float64, y_numeric=True)
        if sample_weight is not None:
            sample_weight = _check_sample_weight(sample_weight, X, dtype=np.float64)
        column = self._column(X)
        net = self._network(column)
        signal = Signal(column, y, sample_weight)
        sizes = self.neurons, self.kinks
        ratio = self.lam_ratio if (self.lam, *sizes) == (None, None, None) else None
        self.result_ = fit(
            signal,
            net,
            self.lam,
            lam_ratio=ratio,
            neurons=self.neurons,
            kinks=self.kinks,
            loss=self.loss,
            delta=self.delta,
            quantile=self.quantile,
            solver=self.solver,
        )
        self.n_iter_ = max(1, self.result_.iterations)
        return self

    def predict(self, X: Any) -> np.ndarray:
        """f at the rows of X."""
        check_is_fitted(self)
        X = validate_data(self, numeric(X), dtype=np.float64, reset=False)
        return self.result_.predict(self._column(X))
