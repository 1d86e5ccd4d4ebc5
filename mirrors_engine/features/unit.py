"""One parallel unit of the network with unit-size weights: a column of the dictionary."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.activation import Activation


@dataclass(frozen=True, slots=True)
class Unit:
    """h_0 = t, h_l = σ_l(s_l h_{l-1} + b_l); the unit's value is the last h.

    Far from 0 a float64 cannot hold the middle between two samples. What the rounding of b_1
    lost is kept beside it, and added when t has been subtracted, which is exact near a kink.

    Attributes
    ----------
    activations : tuple of Activation
        One per hidden layer.
    signs : tuple of int
        Weights s_l, each +1 or -1.
    biases : tuple of float
        Biases b_l in the user's units of x.
    rest : float
        b_1 is the sum of biases[0] and `rest`.
    """

    activations: tuple[Activation, ...]
    signs: tuple[int, ...]
    biases: tuple[float, ...]
    rest: float = 0.0

    @property
    def rests(self) -> tuple[float, ...]:
        """What each bias lost in rounding: `rest` for the first, 0 for those above."""
        return (self.rest,) + (0.0,) * (len(self.biases) - 1)

    def layers(self, t: np.ndarray) -> list[np.ndarray]:
        """Values of every hidden layer at `t`, first layer first."""
        values = []
        h = np.asarray(t, dtype=float)
        for activation, sign, bias, rest in zip(
            self.activations, self.signs, self.biases, self.rests, strict=True
        ):
            h = activation(sign * h + bias + rest)
            values.append(h)
        return values

    def slope(self, t: float) -> float:
        """Derivative at a point that is no kink (piecewise-linear activations)."""
        h, slope = float(t), 1.0
        for activation, sign, bias, rest in zip(
            self.activations, self.signs, self.biases, self.rests, strict=True
        ):
            u = sign * h + bias + rest
            one = activation.a_plus if u >= 0 else activation.a_minus
            h, slope = one * u, slope * sign * one
        return slope

    def forward(self, t: np.ndarray) -> np.ndarray:
        """Value of the unit at `t`, same shape as `t`."""
        return self.layers(t)[-1]
