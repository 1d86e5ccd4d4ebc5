"""What a fit returns: frozen, complete, with its certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.special import expit

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificate import Certificate
from mirrors_engine.features.feature import Feature
from mirrors_engine.losses import loss_of
from mirrors_engine.network.model import Network, shape_of_points
from mirrors_engine.network.reconstruct import reconstruct
from mirrors_engine.signals.signal import Signal


@dataclass(frozen=True, eq=False)
class FitResult:
    """The optimal network at one λ.

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
    features : tuple of Feature
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
        Number of features the certificate speaks about.
    unique : bool or None
        Whether these are the only optimal weights in the dictionary (None: not known);
        for losses other than squared, the only ones with this function at the samples.
    """

    signal: Signal
    architecture: Architecture
    loss: str
    lam: float
    lam_max: float
    intercept: float
    weights: np.ndarray
    features: tuple[Feature, ...]
    fitted: np.ndarray
    certificate: Certificate
    solver: str
    seconds: float
    iterations: int
    dictionary_size: int
    unique: bool | None = None
    loss_options: Mapping[str, float] = field(default_factory=dict)

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

    @property
    def residuals(self) -> np.ndarray:
        """y - f at the sorted distinct x, y being the mean of the rows there.

        For labels the share of label 1 minus its probability 1 / (1 + exp(-f)).
        """
        if self.loss == "logistic":
            return 0.5 * (1 + self.signal.y) - expit(self.fitted)
        return self.signal.y - self.fitted

    @cached_property
    def network(self) -> Network:
        """The deep network with these features, its weights balanced over the layers."""
        return reconstruct(
            self.architecture,
            self.features,
            self.weights,
            self.intercept,
            self.signal.dimension,
            _origin(self.signal),
            loss_of(self.loss, **self.loss_options),
        )

    def predict(self, t: Any) -> np.ndarray:
        """f(t) = ξ + Σ z_k g_k(t), same shape as `t`; `t` is (n, d) for d ≥ 2 input columns."""
        t = np.asarray(t, dtype=float)
        columns = self.signal.dimension
        f = np.full(shape_of_points(t, columns if columns > 1 else None), self.intercept)
        for weight, feature in zip(self.weights, self.features, strict=True):
            f += weight * feature.evaluate(t)
        return f

    def __repr__(self) -> str:
        word = "certified" if self.certified else "not certified"
        return (
            f"<FitResult {self.architecture.describe()}: {len(self.weights)} features, "
            f"objective {self.objective:.6g}, gap {self.gap:.1e} ({word})>"
        )


def _origin(signal: Signal) -> float:
    """Where the network's first layer starts to count x: 0 unless x lies very far off."""
    if signal.dimension > 1:
        return 0.0
    middle = 0.5 * float(signal.x[0] + signal.x[-1])
    half = 0.5 * float(signal.x[-1] - signal.x[0])
    return middle if abs(middle) > 1e5 * half else 0.0
