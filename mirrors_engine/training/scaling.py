"""The training problem in normalised units, where usual step sizes are usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.losses import Loss, RowLoss, loss_of
from mirrors_engine.results import FitResult


@dataclass(frozen=True, eq=False)
class Scaling:
    """x in [-1, 1], y of the size of 1, weights ≤ 1.

    With c = (spread/half)^{1/L}, multiplying every weight of a unit by c, and the biases of
    layer l by half·c^l, takes it from these units to the user's. The penalty of the unit
    grows by exactly c^L = spread/half, balanced or not, so that (NN) is the same function
    up to the factor `value`.

    Attributes
    ----------
    loss : Loss
        Of one sample, in these units.
    t : (d, N) ndarray
        Columns of x, each in [-1, 1].
    y, w : (N,) ndarray
        Values and weights of the samples; of the rows where their means would not do.
    middle, half : (d,) ndarray
        x = middle + half · t.
    mean, spread : float
        y of the user = mean + spread · y; 0 and 1 for labels.
    value : float
        Objective of the user = value · objective here + constant.
    constant : float
        Loss lost by merging rows of equal x.
    lam : (d,) ndarray
        λ here, for units that read each of the columns.
    """

    loss: Loss
    t: np.ndarray
    y: np.ndarray
    w: np.ndarray
    middle: np.ndarray
    half: np.ndarray
    mean: float
    spread: float
    value: float
    constant: float
    lam: np.ndarray

    @classmethod
    def of(cls, result: FitResult) -> Scaling:
        """The problem that `result` solves."""
        signal = result.signal
        x = signal.x.reshape(len(signal.y), -1).T
        low, high = x.min(axis=1, keepdims=True), x.max(axis=1, keepdims=True)
        full = np.where(high > low, high - low, 2.0)
        # differences first: x and y may carry offsets far larger than their ranges
        t = ((x - low) - (high - x)) / full
        half = 0.5 * full[:, 0]
        weight = float(signal.weights.max())
        loss = loss_of(result.loss, **result.loss_options)
        scaled, mean, spread = RowLoss.scaled(signal, loss, weight)
        value = weight * spread**loss.power
        return cls(
            loss=scaled.loss,
            t=t[:, scaled.rows.sample],
            y=scaled.rows.y,
            w=scaled.rows.w,
            middle=low[:, 0] + half,
            half=half,
            mean=mean,
            spread=spread,
            value=value,
            constant=loss.lost_by_merging(signal.loss_constant),
            lam=result.lam * spread / half / value,
        )

    def to_user(self, values: np.ndarray) -> np.ndarray:
        """Objectives in the user's units."""
        return values * self.value + self.constant
