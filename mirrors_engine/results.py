"""What a fit returns: frozen, complete, with its certificate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificates.certificate import Certificate
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.features import Features
from mirrors_engine.features.function_kinks import FunctionKink, KinkTable, function_kinks
from mirrors_engine.losses import loss_of
from mirrors_engine.network.model import Network, nan_where_missing, shape_of_points
from mirrors_engine.network.reconstruct import reconstruct
from mirrors_engine.notebook import in_notebook
from mirrors_engine.pieces import Piece, pieces_of
from mirrors_engine.signals.arrays import as_points
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.arrays import sealed


@dataclass(frozen=True, eq=False)
class FitResult:
    """The optimal network at one λ, with its certificate [1]_.

    Attributes
    ----------
    signal, architecture, loss, loss_options
        What was fitted, and by which loss: `loss_options` holds its delta or quantile.
    lam, lam_max : float
        λ of the Lasso and the smallest λ whose fit is constant, in the user's units.
    intercept : float
        ξ.
    weights : (K,) ndarray
        z of the active features, none zero, in the order of their keys.
    features : sequence of Feature
        One per weight.
    fitted : (N,) ndarray
        f at the sorted distinct x.
    certificate : Certificate
        Primal and dual value, gap, residuals of the optimality conditions.
    solver : str
        Which solver ran, in words.
    seconds : float
        Wall time of the solve and its certificate.
    iterations : int
        Outer iterations.
    dictionary_size : int
        Number of features of the dictionary the certificate holds for.
    unique : bool or None
        Whether these are the only optimal weights in the dictionary (None: not known); for
        losses other than squared also whether this is the only optimal function at the samples.
    canonical : bool
        Whether the weights are known to be the canonical ones: of all optimal weights those with
        the fewest kinks inside the data, the same whichever way λ was moved. False where too many
        features are tied to choose among, and for an answer of coordinate descent.
    slope : float, or (d,) ndarray for several input columns
        β of the skip connection, ξ + βᵀt being its line; 0 without one.
    level : float or None
        Its value at the middle of the data, ξ where x is counted from there: it keeps the digits
        that ξ loses where x lies far from 0. None without a skip connection.
    notes : tuple of str
        Sentences about how λ was chosen, such as a size that the path jumps over.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    signal: Signal
    architecture: Architecture
    loss: str
    lam: float
    lam_max: float
    intercept: float
    weights: np.ndarray
    features: Sequence[Feature]
    fitted: np.ndarray
    certificate: Certificate
    solver: str
    seconds: float
    iterations: int
    dictionary_size: int
    unique: bool | None = None
    canonical: bool = False
    loss_options: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    slope: float | np.ndarray = 0.0
    level: float | None = None

    @property
    def objective(self) -> float:
        """Value of the Lasso (and of the network's training problem)."""
        return self.certificate.primal

    @property
    def dual_objective(self) -> float:
        """Lower bound on the value of every network of this architecture."""
        return self.certificate.dual

    @property
    def gap(self) -> float:
        """(objective - dual objective) / objective."""
        return self.certificate.gap

    @property
    def certified(self) -> bool:
        """True if the gap is proved to be at most the certificate's tolerance."""
        return self.certificate.certified

    @property
    def lam_ratio(self) -> float:
        """λ/λ_max, the scale-free coordinate (1 where λ_max is 0)."""
        return self.lam / self.lam_max if self.lam_max > 0 else 1.0

    @cached_property
    def residuals(self) -> np.ndarray:
        """y - f at the sorted distinct x, y being the mean of the rows there.

        For labels the share of label 1 minus its probability 1 / (1 + exp(-f)).
        """
        if self.loss == "logistic":
            from scipy.special import expit  # slow to import, and for labels only

            found = 0.5 * (1 + self.signal.y) - expit(self.fitted)
        else:
            found = self.signal.y - self.fitted
        found.setflags(write=False)
        return found

    @property
    def rmse(self) -> float:
        """√(Σ ω r² / Σ ω) over all rows, r = y - f; rows of equal x count each with their own y.

        For labels r is 1 or 0, the label, minus the probability of label 1, as in
        `residuals`: the square root of the Brier score.
        """
        return self._errors[0]

    @property
    def r2(self) -> float:
        """1 - Σ ω r² / Σ ω (y - ȳ)², ȳ the weighted mean: r as in `rmse`, over all rows.

        As `sklearn.metrics.r2_score` has it: at most 1, below 0 where the mean does better;
        for a constant y 1 if every r is 0, otherwise 0. For labels y is 1 or 0.
        """
        return self._errors[1]

    @property
    def degrees_of_freedom(self) -> int:
        """Effective number of parameters: the active features, the intercept and the slopes.

        For the squared loss its expectation is the degrees of freedom of the fit, the shrinkage
        of the weights making up for the choice of the features [1]_ [2]_; for other losses it is
        customary [3]_. Never more than there are distinct x.

        References
        ----------
        .. [1] H. Zou, T. Hastie, R. Tibshirani, On the "degrees of freedom" of the lasso,
           Annals of Statistics 35 (2007).
        .. [2] R. J. Tibshirani, J. Taylor, Degrees of freedom in lasso problems, Annals of
           Statistics 40 (2012).
        .. [3] Y. Li, J. Zhu, L1-norm quantile regression, Journal of Computational and
           Graphical Statistics 17 (2008).
        """
        lines = self.signal.dimension if self.architecture.skip else 0
        return min(len(self.weights) + 1 + lines, len(self.signal.y))

    @cached_property
    def kinks(self) -> tuple[FunctionKink, ...]:
        """Where f itself changes slope (or jumps) inside the data, left to right.

        Kinks of several features at one point are one, with the sum of their changes, and none
        where these cancel. A jump between the last two samples counts, as it parts them. Several
        input columns follow each other; on the plane f bends along lines and there are none.
        """
        return self.kink_table.rows()

    @cached_property
    def kink_table(self) -> KinkTable:
        """The same as arrays, where there may be tens of thousands."""
        return function_kinks(self.features, self.weights, self.signal.x, self.architecture.step)

    @cached_property
    def by_weight(self) -> np.ndarray:
        """(K,) places of the neurons, the largest |weight| first."""
        return sealed(np.argsort(-np.abs(self.weights), kind="stable"))

    @cached_property
    def _errors(self) -> tuple[float, float]:
        """RMSE and R²."""
        signal = self.signal
        w = signal.weights / signal.weights.max()
        within = 2.0 * signal.loss_constant / float(signal.weights.max())  # Σ ω (y - mean at x)²
        y = signal.y - signal.y[0]  # y may carry an offset far larger than its range
        deviations = y - float(w @ y) / float(w.sum())
        if self.loss == "logistic":
            deviations, within = 0.5 * deviations, 0.25 * within
        error = _root_sum(self.residuals, w, within)
        spread = _root_sum(deviations, w, within)
        r2 = 1.0 - (error / spread) ** 2 if spread > 0 else float(error == 0)
        return error / float(np.sqrt(w.sum())), r2

    @cached_property
    def network(self) -> Network:
        """The deep network with these features, its weights balanced over the layers."""
        return self.network_of(range(len(self.weights)))

    def network_of(self, places: Sequence[int]) -> Network:
        """The deep network with some of its units only.

        Parameters
        ----------
        places : sequence of int
            Of their weights, in the order in which the network is to have them.

        Returns
        -------
        Network
        """
        network = reconstruct(
            self.architecture,
            [self.features[k] for k in places],
            self.weights[list(places)],
            self.intercept,
            self.signal.dimension,
            _origin(self.signal),
            loss_of(self.loss, **self.loss_options),
        )
        network = replace(network, x_is_time=self.signal.x_is_time)
        if self.level is None:
            return network
        middle = middle_of(self.signal.x)
        return replace(network, intercept=self.level, slope=self.slope, middle=middle)

    def predict(self, t: Any) -> np.ndarray:
        """f(t) = ξ + βᵀt + Σ z_k g_k(t).

        Parameters
        ----------
        t : array_like
            Points of any shape; (n, d) for d ≥ 2 input columns. Where x is a time `t` may also
            hold dates (datetime64 of any unit, `datetime`, pandas); those that name a zone are
            taken in UTC.

        Returns
        -------
        ndarray
            Of the shape of `t`, (n,) for several columns. NaN where `t` is.

        Raises
        ------
        SettingError
            For dates where x is no time, and for masked, missing or infinite points.
        """
        t = as_points(t, self.signal.x_is_time)
        f = self.line(t)
        if isinstance(self.features, Features) and self.features.many:
            f += self.features.total(self.weights, t)
        else:
            for weight, feature in zip(self.weights, self.features, strict=True):
                f += weight * feature.evaluate(t)
        return nan_where_missing(f, t)

    def pieces(self, column: int | None = None) -> tuple[Piece, ...]:
        """The linear (or constant) pieces of f, rows of start, end, value at the start and slope.

        From left to right and with the two tails: the first starts at -inf, with the value at
        its end, and the last ends at inf. Where x is a time, in days since 1970-01-01.

        Parameters
        ----------
        column : int, optional
            For additive inputs, where f is ξ plus one function for each input: whose pieces,
            without ξ.

        Returns
        -------
        tuple of Piece

        Raises
        ------
        SettingError
            For a function on the plane, and for additive inputs without a column.
        """
        return pieces_of(
            self.architecture,
            self.signal.x,
            self.weights,
            self.features,
            self.intercept,
            column,
            **self._line_of(column),
        )

    def to_frame(self) -> Any:
        """The samples as a DataFrame of pandas: y, weight, fitted and residual, with x as index.

        Several columns of x are columns. Dates are datetime64.

        Returns
        -------
        DataFrame
            A row a sample.

        Raises
        ------
        SettingError
            If pandas is not installed.
        """
        from mirrors_engine.signals.frames import frame_of

        return frame_of(self)

    def _repr_html_(self) -> str | None:
        """In a notebook: the optimum at every λ (one input; what two seconds can tell)."""
        return in_notebook(self) if self.signal.dimension == 1 else None

    def _line_of(self, column: int | None) -> dict[str, Any]:
        """The skip connection as `pieces_of` takes it, of one of several inputs."""
        if self.level is None:
            return {}
        slopes, middles = np.atleast_1d(self.slope), np.atleast_1d(middle_of(self.signal.x))
        at = 0 if column is None or not 0 <= column < len(slopes) else column
        return {"slope": float(slopes[at]), "level": self.level, "middle": float(middles[at])}

    def line(self, t: np.ndarray) -> np.ndarray:
        """The part without a penalty, ξ + βᵀt.

        Parameters
        ----------
        t : ndarray
            Points as numbers, of any shape; (..., d) for d ≥ 2 input columns.

        Returns
        -------
        ndarray
        """
        columns = self.signal.dimension if self.signal.dimension > 1 else None
        f = np.full(
            shape_of_points(t, columns), self.intercept if self.level is None else self.level
        )
        if self.level is None:
            return f
        away = t - middle_of(self.signal.x)
        rise = away @ self.slope if isinstance(self.slope, np.ndarray) else away * self.slope
        return np.asarray(f + rise)

    def __repr__(self) -> str:
        word = "certified" if self.certified else "not certified"
        return (
            f"<FitResult {self.architecture.describe()}: {len(self.weights)} features, "
            f"objective {self.objective:.6g}, gap {self.gap:.1e} ({word})>"
        )


def middle_of(x: np.ndarray) -> Any:
    """The middle of the range of the samples, a number, or (d,) for several columns."""
    low, high = x.min(axis=0), x.max(axis=0)
    return low + 0.5 * (high - low)


def _root_sum(values: np.ndarray, w: np.ndarray, rest: float) -> float:
    """√(Σ w values² + rest), where squares of the values alone could underflow."""
    unit = max(float(np.abs(values).max()), float(np.sqrt(rest)))
    if unit == 0:
        return 0.0
    return unit * float(np.sqrt(w @ (values / unit) ** 2 + rest / unit / unit))


def _origin(signal: Signal) -> float:
    """Where the network's first layer starts to count x: 0 unless x lies very far off."""
    if signal.dimension > 1:
        return 0.0
    middle = 0.5 * float(signal.x[0] + signal.x[-1])
    half = 0.5 * float(signal.x[-1] - signal.x[0])
    return middle if abs(middle) > 1e5 * half else 0.0
