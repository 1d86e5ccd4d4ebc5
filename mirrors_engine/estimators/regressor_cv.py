"""The certified network with λ chosen by scikit-learn's splitters or a criterion."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from joblib import effective_n_jobs
from sklearn.model_selection import check_cv

from mirrors_engine.errors import SettingError
from mirrors_engine.estimators.base import estimator
from mirrors_engine.estimators.regressor import Regressor
from mirrors_engine.homotopy.grid import follow
from mirrors_engine.losses import loss_of
from mirrors_engine.problem import Problem
from mirrors_engine.selection import RULES, selecting_rows
from mirrors_engine.selection.choosing import MIN_RATIO, N_LAMS
from mirrors_engine.selection.splits import Fold, own_folds


@estimator
class MirrorRegressorCV(Regressor):
    """`MirrorRegressor` whose λ is chosen along the path [1]_.

    Parameters
    ----------
    activation, layers, negative_slope, slopes, kind, widths, inputs, dictionary, skip, loss,
    delta, quantile, solver
        As in `MirrorRegressor`.
    lams : sequence of float, optional
        λ to choose from, for a *sum* of losses over all rows; by default `n_lams` values,
        logarithmically from λ_max to min_ratio · λ_max.
    n_lams : int
        How many, without `lams`.
    min_ratio : float
        Smallest λ/λ_max, without `lams`.
    cv : int, splitter or iterable, optional
        As everywhere in scikit-learn; 5 unshuffled folds by default. For time series
        give `TimeSeriesSplit`.
    rule : str
        "min": least mean score over the folds. "1se": the largest λ within one standard
        error of it. "aic", "aicc", "bic": of the fit of all rows, without folds; sample
        weights count rows.
    n_jobs : int, optional
        Processes for the folds as everywhere in scikit-learn: -1 for all cores; None is 1, or
        what `joblib.parallel_config` says. Others pay from some seconds of work.

    Attributes
    ----------
    lam_, lam_ratio_ : float
        The choice, and as a share of λ_max.
    lams_ : (n,) ndarray
        What it was chosen from, falling.
    mse_path_ : (n, K) ndarray
        Score of each λ in each fold: mean squared error, for other losses the mean loss
        (logistic: deviance). Not set for "aic", "aicc" and "bic".
    selection_ : Selection
        All scores and the picks of every rule.
    result_ : FitResult
        The network at `lam_`, fitted to all rows.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.

    Examples
    --------
    >>> X = np.linspace(0, 1, 30)[:, None]
    >>> model = MirrorRegressorCV("abs", 2, cv=3).fit(X, np.abs(X[:, 0] - 0.4))
    >>> model.lam_ == model.lams_[-1], model.result_.certified
    (True, True)
    """

    lams: Any = None
    n_lams: int = N_LAMS
    min_ratio: float = MIN_RATIO
    cv: Any = None
    rule: str = "min"
    n_jobs: int | None = None

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Choose λ and fit all rows.

        Parameters
        ----------
        X : (n, d) array_like
        y : (n,) array_like
        sample_weight : (n,) array_like, optional
            Not negative; 1 by default.

        Returns
        -------
        MirrorRegressorCV
            This estimator.

        Raises
        ------
        MirrorsError
            If there is no such rule, or as `fit` does.

        Warns
        -----
        UserWarning
            If the rule chose an end of the grid, where the best λ may lie beyond.
        """
        X, y, weights = self._validated(X, y, sample_weight, y_numeric=True)
        if self.rule not in RULES:
            raise SettingError(f"There is no rule {self.rule!r}: choose {', '.join(RULES)}.")
        folds: tuple[Fold, ...] = ()
        if self.rule in ("min", "1se"):
            folds = own_folds(list(check_cv(self.cv).split(X, y)), len(y))
        signal, net = self._asked(X, y, weights)
        options: dict[str, Any] = loss_of(self.loss, self.delta, self.quantile).options
        for found in selecting_rows(
            *(self._column(X), y, weights, net, folds),
            signal=signal,
            lams=self.lams,
            n=self.n_lams,
            min_ratio=self.min_ratio,
            loss=self.loss,
            solver=self.solver,
            counts=True,
            jobs=effective_n_jobs(self.n_jobs),
            **options,
        ):
            self.selection_ = found
        if words := found.edge_words(self.rule):
            warnings.warn(words, UserWarning, stacklevel=2)
        self.lams_ = np.array(found.lams)
        self.lam_, self.lam_ratio_ = found.lam(self.rule), found.lam_ratio(self.rule)
        if len(found.scores):
            self.mse_path_ = np.array(found.scores.T)
        problem = Problem(signal, net, self.loss, **options)
        (result,) = follow(problem, np.array([self.lam_]), self.solver)
        self._keep(result)
        return self
