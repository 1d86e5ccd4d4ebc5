"""The network as layers of arrays, for libraries that compute layer by layer.

The first layer reads x minus the middle of the data, so that its products stay small against
their differences also in float32. Sign and threshold networks compare x with the samples
themselves, which must stay exact: there the origin is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mirrors_engine.export.model import Model
from mirrors_engine.features.activation import RELU, THRESHOLD, Activation
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.features.unit import Unit
from mirrors_engine.refits import Refit
from mirrors_engine.results import FitResult
from mirrors_engine.utils.memory import check_memory


@dataclass(frozen=True, eq=False)
class Layer:
    """h ← σ(h @ weights + biases), or σ(h · weights + biases) where weights are one a unit.

    Attributes
    ----------
    weights : (inputs, outputs) or (outputs,) ndarray
    biases : (outputs,) ndarray
    activation : Activation
    """

    weights: np.ndarray
    biases: np.ndarray
    activation: Activation


@dataclass(frozen=True, eq=False)
class Layers:
    """f(x) = intercept + h @ out, h beginning with x - origin.

    Attributes
    ----------
    origin : (d,) ndarray
    hidden : tuple of Layer
    out : (K,) ndarray
    intercept : float
    slope : (d,) ndarray or None
        Of a skip connection, which adds (x - origin) @ slope.
    """

    origin: np.ndarray
    hidden: tuple[Layer, ...]
    out: np.ndarray
    intercept: float
    slope: np.ndarray | None = None


def layers_of(model: Model) -> Layers:
    """The same function as `result.network`, with its weights; a constant has one idle unit.

    A refit is one hidden layer: a unit for every kink beside a straight line, or for every jump.
    """
    if isinstance(model, Refit):
        return _of_refit(model)
    layers = _layers_of(model)
    if model.level is None:
        return layers
    origin = layers.origin if model.signal.dimension > 1 else layers.origin[0]
    level = float(model.line(np.asarray(origin)))
    return replace(layers, intercept=level, slope=np.atleast_1d(model.slope))


def _of_refit(refit: Refit) -> Layers:
    kinks = np.array([k.value for k in refit.kinks] or [0.0])
    slopes = np.array([s.value for s in refit.slopes])
    out = np.diff(slopes) if refit.kinks else np.zeros(1)
    if refit.step:
        hidden = Layer(np.ones((1, len(kinks))), -kinks, THRESHOLD)
        return Layers(np.zeros(1), (hidden,), out, float(slopes[0]))
    x = refit.signal.x
    middle = 0.5 * float(x[0] + x[-1])
    level = refit.start.value + float(slopes[0]) * (middle - float(x[0]))
    hidden = Layer(np.ones((1, len(kinks))), middle - kinks, RELU)
    return Layers(np.array([middle]), (hidden,), out, level, slopes[:1])


def _layers_of(result: FitResult) -> Layers:
    net, d = result.architecture, result.signal.dimension
    x = result.signal.x.reshape(-1, d)
    units = [feature.unit for feature in result.features]
    z = np.asarray(result.weights, dtype=float)
    if not units:
        idle = Layer(np.zeros((d, 1)), np.zeros(1), net.activations[0])
        return Layers(np.zeros(d), (idle,), np.zeros(1), result.intercept)
    directions = np.array(
        [feature.direction or (1.0,) for feature in result.features], dtype=float
    ).reshape(len(z), d)
    if isinstance(units[0], StepUnit):
        stacked = [unit for unit in units if isinstance(unit, StepUnit)]
        blocks = _several_neurons(stacked, directions, net.activations)
        return Layers(np.zeros(d), blocks, z, result.intercept)
    origin = np.zeros(d) if net.step else 0.5 * (x.min(axis=0) + x.max(axis=0))
    chains = [unit for unit in units if isinstance(unit, Unit)]
    biases = np.array([unit.biases for unit in chains], dtype=float)
    biases[:, 0] = [_first_bias(feature, origin) for feature in result.features]
    signs = np.array([unit.signs for unit in chains], dtype=float)
    # all layers carry the same share of |z|; steps ignore the scale of their argument
    share = np.ones(len(z)) if net.step else np.abs(z) ** (1 / net.layers)
    hidden = []
    for depth, activation in enumerate(net.activations):
        w = signs[:, depth] * share
        weights = directions.T * w if depth == 0 else w
        hidden.append(Layer(weights, biases[:, depth] * share ** (depth + 1), activation))
    return Layers(origin, tuple(hidden), z if net.step else np.sign(z) * share, result.intercept)


def _first_bias(feature: Feature, origin: np.ndarray) -> float:
    """b with w·(x - origin) + b the same, correctly rounded."""
    unit = feature.unit
    assert isinstance(unit, Unit)
    direction = feature.direction or (1.0,)
    shift = sum(
        (Fraction(n) * Fraction(o) for n, o in zip(direction, origin.tolist(), strict=True)),
        Fraction(0),
    )
    return float(unit.signs[0] * shift + Fraction(unit.biases[0]) + Fraction(unit.rest))


def _several_neurons(
    units: list[StepUnit], directions: np.ndarray, activations: tuple[Activation, ...]
) -> tuple[Layer, ...]:
    """Units with matrices of their own beside each other."""
    for depth in range(1, len(activations)):
        shape = np.array([unit.weights[depth].shape for unit in units]).sum(axis=0)
        check_memory(
            float(np.prod(shape)),
            f"The matrix between two layers of {len(units)} units",
            "export with python or c, or use a larger lam, which needs fewer",
        )
    layers = []
    for depth, activation in enumerate(activations):
        blocks = [unit.weights[depth] for unit in units]
        biases = np.concatenate([unit.biases[depth] for unit in units])
        if depth == 0:
            weights = np.concatenate(
                [block @ n[None, :] for block, n in zip(blocks, directions, strict=True)]
            ).T
        else:
            weights = np.zeros((sum(b.shape[1] for b in blocks), len(biases)))
            row = column = 0
            for block in blocks:
                weights[row : row + block.shape[1], column : column + block.shape[0]] = block.T
                row, column = row + block.shape[1], column + block.shape[0]
        layers.append(Layer(weights, biases, activation))
    return tuple(layers)
