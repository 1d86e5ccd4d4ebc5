"""The deep network with its weights, and the training problem (NN) it solves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.losses import SQUARED, Loss, RowLoss

if TYPE_CHECKING:
    from mirrors_engine.signals.signal import Signal


@dataclass(frozen=True, eq=False)
class Network:
    """A parallel network of K units: f(t) = ξ + Σ_i α_i g_i(t).

    Attributes
    ----------
    activations : tuple of Activation
        One per hidden layer.
    alphas : (K,) ndarray
        Output weights.
    weights, biases : (K, L-1) ndarray
        w_{i,l} and b_{i,l} of the hidden layers, first layer first; (K, 0) where the
        units have several neurons a layer, see `inner`.
    amplitudes : (K,) ndarray or None
        For sign and threshold networks the amplitude s_i of each unit, whose inner
        weights are scale-free; None otherwise.
    intercept : float
        ξ, not penalised, nor are the biases.
    inner : tuple of StepUnit
        For sign and threshold networks of three or more layers the K units' own weight
        matrices and biases; empty otherwise.
    directions : (K, d) ndarray or None
        For d ≥ 2 input columns: the first layer's weight vectors are w_{i,1} · directions_i,
        and unit i sees x only through directions_i · x. None for one column.
    origin : float
        The first layer reads x - origin. Not 0 only where x lies so far from 0, against
        its range, that w·x + b would lose the digits that matter (raw timestamps).
    loss : Loss
        What it was trained by.
    slope : float, or (d,) ndarray for several input columns
        β of a skip connection, which adds βᵀ(x - middle) to the output and is not penalised; 0
        without one.
    middle : float or (d,) ndarray
        From where the skip connection counts x: the middle of the data, so that x far from 0
        costs no digits; `intercept` is then the value there.
    x_is_time : bool
        Whether x counts days since 1970-01-01, so that `forward` takes dates too.
    """

    activations: tuple[Activation, ...]
    alphas: np.ndarray
    weights: np.ndarray
    biases: np.ndarray
    intercept: float
    amplitudes: np.ndarray | None = None
    inner: tuple[StepUnit, ...] = ()
    directions: np.ndarray | None = None
    origin: float = 0.0
    loss: Loss = SQUARED
    x_is_time: bool = False
    slope: float | np.ndarray = 0.0
    middle: float | np.ndarray = 0.0

    @property
    def layers(self) -> int:
        """L, the linear output layer included."""
        return len(self.activations) + 1

    @property
    def units(self) -> int:
        """Number of parallel units."""
        return len(self.alphas)

    def unit(self, i: int, t: np.ndarray) -> np.ndarray:
        """g_i(t), the output of unit `i` before its output weight."""
        h = np.asarray(t, dtype=float) - self.origin
        if self.directions is not None:
            h = h @ self.directions[i]
        if self.inner:
            h = self.inner[i].forward(h)
        else:
            chain = zip(self.activations, self.weights[i], self.biases[i], strict=True)
            for activation, w, b in chain:
                h = activation(w * h + b)
        return h if self.amplitudes is None else self.amplitudes[i] * h

    def forward(self, t: np.ndarray) -> np.ndarray:
        """f(t), same shape as `t`; for d ≥ 2 input columns `t` has shape (..., d).

        Dates where x is a time, and what is refused, as in `FitResult.predict`.
        """
        from mirrors_engine.signals.arrays import as_points  # signals import nothing of networks

        t = as_points(t, self.x_is_time)
        f = self._hidden(t) + self.line(np.asarray(t, dtype=float))
        return nan_where_missing(f, t)

    def line(self, t: np.ndarray) -> float | np.ndarray:
        """What no penalty weighs, at t: ξ, and with a skip connection the line through it."""
        if not np.any(self.slope):
            return self.intercept
        away = t - self.middle
        rise = away @ self.slope if isinstance(self.slope, np.ndarray) else away * self.slope
        return self.intercept + np.asarray(rise)

    def _hidden(self, t: np.ndarray) -> np.ndarray:
        """Σ_i α_i g_i(t)."""
        t = np.asarray(t, dtype=float)
        columns = None if self.directions is None else self.directions.shape[1]
        f = np.zeros(shape_of_points(t, columns))
        for i, alpha in enumerate(self.alphas):
            f += alpha * self.unit(i, t)
        return f

    def penalty(self) -> float:
        """(1/L) Σ_i (|α_i|^L + Σ_l |w_il|^L); for steps ½ Σ_i (α_i² + s_i²).

        A first-layer weight vector counts with its ℓ1 norm |w_i1|₁. Moving a factor
        c > 0 from it to α_i changes no function, so the arithmetic-geometric mean
        inequality makes the least penalty of a unit |α_i| |w_i1|₁, the Lasso weight of
        the unit with |w|₁ = 1: on the plane ½(α² + |w|₁²) ≥ |z|. With the ℓ2 norm the
        Lasso would need units of every direction (manual, Dictionaries).
        """
        if self.amplitudes is not None:
            return float(0.5 * np.sum(self.alphas**2 + self.amplitudes**2))
        power = float(self.layers)
        weights = np.abs(self.weights)
        if self.directions is not None:
            weights = weights.copy()
            weights[:, 0] *= np.abs(self.directions).sum(axis=1)
        total = np.sum(np.abs(self.alphas) ** power) + np.sum(weights**power)
        return float(total / power)

    def objective(self, signal: Signal, lam: float) -> float:
        """Value of the training problem (NN): Σ ω loss(y, f) + λ · penalty, over all rows.

        Rows of one x count each with their own y, merged or not.
        """
        return self.loss_at(signal, self._hidden(signal.x)) + lam * self.penalty()

    def loss_at(self, signal: Signal, hidden: np.ndarray) -> float:
        """Σ ω loss(y, f) for f = `hidden` + ξ at the samples of the signal."""
        total = RowLoss.of(signal, self.loss).total(hidden, self.line(signal.x))
        return total + self.loss.lost_by_merging(signal.loss_constant)


def nan_where_missing(f: np.ndarray, t: np.ndarray) -> np.ndarray:
    """`f`, and NaN where a coordinate of the point is NaN: a step takes NaN for a number below it.

    Parameters
    ----------
    f : ndarray
        Values at the points, not changed.
    t : ndarray
        The points, of the shape of `f` or with one more axis for their columns.
    """
    missing = np.isnan(t)
    if not missing.any():
        return f
    return np.where(missing if missing.ndim == f.ndim else missing.any(axis=-1), np.nan, f)


def shape_of_points(t: np.ndarray, columns: int | None) -> tuple[int, ...]:
    """Shape of the values at points `t`: one input column, or `columns` along the last axis.

    Raises
    ------
    SettingError
        If the points do not have that many columns.
    """
    if columns is None:
        return t.shape
    if t.ndim == 0 or t.shape[-1] != columns:
        raise SettingError(
            f"The points have shape {t.shape} but the network reads {columns} columns: "
            f"give an array of shape (n, {columns})."
        )
    return t.shape[:-1]
