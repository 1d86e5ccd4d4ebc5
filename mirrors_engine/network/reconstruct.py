"""From Lasso weights to the deep network (manual, Training problem)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.features.unit import Unit
from mirrors_engine.losses import SQUARED, Loss
from mirrors_engine.network.model import Network


def reconstruct(
    architecture: Architecture,
    features: Sequence[Feature],
    weights: np.ndarray,
    intercept: float,
    columns: int = 1,
    origin: float = 0.0,
    loss: Loss = SQUARED,
) -> Network:
    """The network whose training value equals the Lasso value.

    By the arithmetic-geometric mean inequality the penalty of a unit with Lasso weight
    z is least when all its layers carry the same share |z|^{1/L}: α = sign(z)|z|^{1/L},
    w_l = s_l |z|^{1/L}, b_l = b̂_l |z|^{l/L}. Steps ignore the scale of their argument,
    so there only α and the amplitude s share |z|. With several input `columns` w_1 times
    the feature's direction, of ℓ1 norm 1, is the first layer's weight vector. Biases are
    those for x - `origin`.
    """
    layers = architecture.layers
    hidden = layers - 1
    z = np.asarray(weights, dtype=float)
    directions = None
    if columns > 1:
        directions = np.array([f.direction for f in features], dtype=float).reshape(-1, columns)
    inner = tuple(f.unit for f in features if isinstance(f.unit, StepUnit))
    chains = [f.unit for f in features if isinstance(f.unit, Unit)]
    if inner:
        hidden = 0  # no chain: the units hold their matrices
    signs = np.array([unit.signs for unit in chains], dtype=float).reshape(len(z), hidden)
    biases = np.array([unit.biases for unit in chains], dtype=float).reshape(len(z), hidden)
    biases[:, :1] += signs[:, :1] * origin
    if chains:
        biases[:, 0] += [unit.rest for unit in chains]
    if inner:
        origin = 0.0  # these compare x with whole data points, which is exact
    if architecture.step:
        amplitude = np.sqrt(np.abs(z))
        return Network(
            architecture.activations,
            np.sign(z) * amplitude,
            signs,
            biases,
            intercept,
            amplitude,
            inner,
            directions,
            origin,
            loss,
        )
    root = np.abs(z) ** (1 / layers)
    level = np.abs(z)[:, None] ** (np.arange(1, layers) / layers)
    return Network(
        architecture.activations,
        np.sign(z) * root,
        signs * root[:, None],
        biases * level,
        intercept,
        directions=directions,
        origin=origin,
        loss=loss,
    )
