"""What the estimators share: parameters that name a network, input columns, prediction."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SignalError
from mirrors_engine.results import FitResult
from mirrors_engine.signals.exact import check_exact
from mirrors_engine.signals.signal import Signal

estimator = dataclass(eq=False, repr=False)
"""Makes `__init__` of the annotated parameters: scikit-learn requires that it only stores them."""


class _Fitted:
    """What `fit` sets; annotations of a class that is no dataclass are no parameters."""

    result_: FitResult
    n_iter_: int
    n_features_in_: int


@estimator
class NetworkEstimator(_Fitted):
    """An estimator whose parameters describe a network, as in `Architecture`.

    Stands left of scikit-learn's mixins and of `BaseEstimator` among the bases, so that its tags
    build on theirs.
    """

    activation: str = "relu"
    layers: int = 2
    _: KW_ONLY
    negative_slope: float = 0.1
    slopes: tuple[float, float] | None = None
    kind: str | None = None
    widths: tuple[int, ...] | None = None
    inputs: str = "line"
    dictionary: str = "exact"
    skip: bool = False
    solver: str = "auto"

    def __sklearn_tags__(self) -> Any:
        """One column read under a penalty: no score is promised on data of ten columns."""
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        for part in (tags.regressor_tags, tags.classifier_tags):
            if part is not None:
                part.poor_score = True
        return tags

    def _validated(
        self, X: Any, y: Any, sample_weight: Any, **options: Any
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """X, y and the weights, 1 by default, as arrays of the same number of rows."""
        X, y = validate_data(self, _checked(X), y, dtype=np.float64, **options)
        weights = np.ones(len(y))
        if sample_weight is not None:
            weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        return X, y, weights

    def _network(self, column: np.ndarray) -> Architecture:
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
            skip=self.skip,
        )

    def _column(self, X: np.ndarray) -> np.ndarray:
        """The input columns as a signal takes them."""
        if self.inputs == "line" and X.shape[1] != 1:
            raise ValueError(
                f"X has {X.shape[1]} columns but the network reads one: "
                'pass X[:, [k]], or inputs="additive".'
            )
        return X[:, 0] if X.shape[1] == 1 else X

    def _asked(
        self, X: np.ndarray, y: np.ndarray, weights: np.ndarray
    ) -> tuple[Signal, Architecture]:
        """The training data and the network."""
        column = self._column(X)
        return Signal(column, y, weights), self._network(column)

    def _keep(self, result: FitResult) -> None:
        self.result_ = result
        self.n_iter_ = max(1, result.iterations)

    def _values(self, X: Any) -> np.ndarray:
        """f at the rows of X."""
        check_is_fitted(self)
        X = validate_data(self, _checked(X), dtype=np.float64, reset=False)
        return self.result_.predict(self._column(X))


def _checked(X: Any) -> Any:
    """X as it came; dates and whole numbers that validation would change are refused."""
    if np.asarray(X).dtype.kind in "mM":
        raise ValueError("X holds dates or durations: pass days as numbers, or use fit(Signal).")
    framed = hasattr(X, "iloc") and X.ndim == 2  # its columns have types of their own
    columns = [X.iloc[:, j] for j in range(X.shape[1])] if framed else [X]
    for column in columns:
        try:
            check_exact(column, np.asarray(column), "X")
        except SignalError as error:
            raise ValueError(str(error)) from None
    return X
