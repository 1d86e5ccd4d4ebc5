"""One multi-neuron unit of a sign or threshold network, written out layer by layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mirrors_engine.features.activation import Activation


@dataclass(frozen=True)
class StepUnit:
    """A unit that starts at its low value and switches at each of the given points.

    h_0 = t, h_l = σ(W_l h_{l-1} + b_l), and the last layer is a single neuron. The first
    layer holds one neuron 1{t ≥ p} (or its sign) for each switch p. A neuron above takes a
    block of consecutive switches: it adds its inputs with weights ±1 such that the sum
    climbs at its 1st, 3rd, ... switch and falls at the others. The sum then takes two
    values, and a bias half way between them separates them. So the block's neuron
    switches wherever one of its inputs does, which is all the theorem needs.

    Steps ignore the scale of their argument: the weights are ±1, and 0 where a neuron does
    not read another. Neurons of the architecture that a feature with few switches leaves
    idle (outgoing weight 0) are not stored.

    Attributes
    ----------
    activation : Activation
        Of every hidden layer; a step.
    fan_in : tuple of int
        How many neurons one neuron of layers 2 .. L-1 reads at most: the widths of a tree;
        (m_1, 1, ..., 1) for full layers, where one neuron already reads the whole first
        layer and the ones after it pass it on.
    switches : tuple of float
        Ascending, in the user's units of x; at most Π fan_in.
    """

    activation: Activation
    fan_in: tuple[int, ...]
    switches: tuple[float, ...]

    @property
    def activations(self) -> tuple[Activation, ...]:
        """One per hidden layer."""
        return (self.activation,) * (len(self.fan_in) + 1)

    @cached_property
    def weights(self) -> tuple[np.ndarray, ...]:
        """W_1, ..., W_{L-1}, each of shape (neurons, neurons of the layer before)."""
        matrices = [np.ones((len(self.switches), 1))]
        covers = 1  # switches in a block of the layer before, the last one may have fewer
        for fan_in in self.fan_in:
            below = np.arange(len(matrices[-1]))
            matrix = np.zeros(((len(below) - 1) // fan_in + 1, len(below)))
            # an input whose first switch is an odd one of its reader lifts the sum
            matrix[below // fan_in, below] = 1 - 2 * (below % fan_in * covers % 2)
            matrices.append(matrix)
            covers *= fan_in
        return tuple(matrices)

    @cached_property
    def biases(self) -> tuple[np.ndarray, ...]:
        """b_1, ..., b_{L-1}: one per neuron."""
        low, high = self.activation.a_minus, self.activation.a_plus
        first = -np.array(self.switches, dtype=float)
        # all inputs start low, and the first switch adds one jump
        above = [-(low * matrix.sum(axis=1) + 0.5 * (high - low)) for matrix in self.weights[1:]]
        return (first, *above)

    def layers(self, t: np.ndarray) -> list[np.ndarray]:
        """Values of every hidden layer at `t`, first layer first, shape (neurons, *t.shape)."""
        h = np.asarray(t, dtype=float)[None]
        values: list[np.ndarray] = []
        for matrix, bias in zip(self.weights, self.biases, strict=True):
            # w = 1, so that a switch is exactly at its data point
            pre = h if not values else np.tensordot(matrix, h, axes=1)
            h = self.activation(pre + bias.reshape((-1,) + (1,) * (h.ndim - 1)))
            values.append(h)
        return values

    def forward(self, t: np.ndarray) -> np.ndarray:
        """Value of the unit at `t`, same shape as `t`."""
        return self.layers(t)[-1][0]
