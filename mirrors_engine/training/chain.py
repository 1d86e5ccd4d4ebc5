"""A network of one input as the piecewise linear function it is: values and exact kinks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.activation import Activation
from mirrors_engine.network.model import Network

CLOSE = 1e-9  # of the range: kinks nearer than this are one


@dataclass(frozen=True, eq=False)
class Chain:
    """h_0 = t - origin, h_l = σ_l(W_l h_{l-1} + b_l), f = αᵀh + ξ, for many neurons at once.

    Attributes
    ----------
    activations : tuple of Activation
        One per hidden layer.
    weights : tuple of ndarray
        W_l: (m,) where every neuron of layer l reads its own neuron below, else
        (width, width below).
    biases : tuple of (m,) ndarray
        b_l.
    alphas : (m,) ndarray
        Output weights.
    intercept, origin : float
        ξ, and where t is counted from.
    slope, middle : float
        Of a skip connection, which adds slope · (t - middle).
    """

    activations: tuple[Activation, ...]
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    alphas: np.ndarray
    intercept: float
    origin: float = 0.0
    slope: float = 0.0
    middle: float = 0.0

    @classmethod
    def of(cls, network: Network, column: int | None = None) -> Chain:
        """The parallel units of a network, or those that read one of several columns."""
        mine = np.ones(network.units, dtype=bool)
        factor = np.ones(network.units)
        if network.directions is not None and column is not None:
            factor = network.directions[:, column]
            mine = factor != 0
        w, b = network.weights[mine].T, network.biases[mine].T
        return cls(
            network.activations,
            (w[0] * factor[mine], *w[1:]),
            tuple(b),
            network.alphas[mine],
            network.intercept,
            network.origin,
            float(np.atleast_1d(network.slope)[column or 0]) if np.any(network.slope) else 0.0,
            float(np.atleast_1d(network.middle)[column or 0]) if np.any(network.slope) else 0.0,
        )

    def _before(self, depth: int, t: np.ndarray) -> np.ndarray:
        """Pre-activations of layer `depth` at points (K,), one row a neuron."""
        h = np.asarray(t, dtype=float)[None] - self.origin
        for layer in range(depth + 1):
            w, b = self.weights[layer], self.biases[layer]
            u = (w @ h if w.ndim == 2 else w[:, None] * h) + b[:, None]
            if layer == depth:
                break
            h = self.activations[layer](u)
        return u

    def forward(self, t: np.ndarray) -> np.ndarray:
        """f at points (K,)."""
        last = len(self.activations) - 1
        f = self.alphas @ self.activations[last](self._before(last, t)) + self.intercept
        return f + self.slope * (t - self.middle) if self.slope else f

    def kinks(self, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
        """Kinks strictly between two points, and the change of slope at each.

        Between the kinks of the layers below a pre-activation is a straight line, so one
        pass over the layers finds every zero exactly.
        """
        knots = np.array([low, high])
        for depth in range(len(self.activations)):
            u = self._before(depth, knots)
            signs = np.sign(u)
            row, cell = np.nonzero(signs[:, :-1] * signs[:, 1:] < 0)
            left, right = u[row, cell], u[row, cell + 1]
            width = knots[cell + 1] - knots[cell]
            knots = np.union1d(knots, knots[cell] + width * (left / (left - right)))
        inner = knots[1:-1]
        near = CLOSE * (high - low)
        apart = np.diff(inner, prepend=low) > near
        knots = np.r_[low, inner[apart & (inner < high - near)], high]
        slopes = np.diff(self.forward(knots)) / np.diff(knots)
        return knots[1:-1], np.diff(slopes)
