"""Where training starts: at random, or at the optimum."""

from __future__ import annotations

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.features.unit import Unit
from mirrors_engine.results import FitResult
from mirrors_engine.training.objective import Objective


def random_starts(objective: Objective, starts: int, seed: int) -> np.ndarray:
    """Parameters (S, P): normal weights, and biases that put every kink inside the data.

    The weights' standard deviation m^{-1/(2L)} gives the whole network the size of the
    data. Start k depends on the seed and k alone, not on how many starts there are.
    """
    theta = np.zeros((starts, objective.size))
    alpha, w, b, _ = objective.split(theta)
    m, hidden = objective.units, len(objective.activations)
    size = m ** (-0.5 / (hidden + 1))
    for k in range(starts):
        rng = np.random.default_rng([seed, k])
        alpha[k] = size * rng.standard_normal(m)
        w[k] = size * rng.standard_normal((hidden, m))
        places = rng.uniform(-1.0, 1.0, (hidden, m))
        for layer in range(hidden):
            h = places[layer]  # where this layer's pre-activation shall vanish
            for below, activation in enumerate(objective.activations[:layer]):
                h = activation(w[k, below] * h + b[k, below])
            b[k, layer] = -w[k, layer] * h
    return theta


def columns_of(result: FitResult, units: int, from_optimum: bool) -> np.ndarray:
    """Which column of x each unit reads: in turn, or as the optimal network does.

    Raises
    ------
    SettingError
        If there are fewer units than columns, or than the optimum needs.
    """
    columns = result.signal.dimension
    if from_optimum and units < len(result.weights):
        raise SettingError(
            f"{units} units cannot hold the optimal network: use {len(result.weights)} or more."
        )
    if units < columns:
        raise SettingError(
            f"{units} units cannot read {columns} columns: use {columns} units or more."
        )
    own = [feature.column or 0 for feature in result.features] if from_optimum else []
    return np.array([*own, *(np.arange(units - len(own)) % columns)], dtype=int)


def optimal_start(objective: Objective, result: FitResult) -> np.ndarray:
    """Parameters (1, P) of the reconstructed optimal network; units it does not need are 0."""
    scaling = objective.scaling
    theta = np.zeros((1, objective.size))
    alpha, w, b, xi = objective.split(theta)
    layers = len(objective.activations) + 1
    for i, (weight, feature) in enumerate(zip(result.weights, result.features, strict=True)):
        unit, column = feature.unit, objective.columns[i]
        assert isinstance(unit, Unit)
        half, middle = scaling.half[column], scaling.middle[column]
        root = abs(weight * half / scaling.spread) ** (1 / layers)
        sign = unit.signs[0] * (1.0 if feature.direction is None else feature.direction[column])
        biases = np.array(unit.biases)
        biases[0] += sign * middle
        biases[0] += unit.rest
        signs = np.array(unit.signs, dtype=float)
        signs[0] = sign
        alpha[0, i] = np.sign(weight) * root
        w[0, :, i] = signs * root
        b[0, :, i] = biases / half * root ** np.arange(1, layers)
    level = result.intercept if result.level is None else result.level
    xi[:, 0] = (level - scaling.mean) / scaling.spread
    if objective.skip:
        xi[:, 1:] = np.atleast_1d(result.slope) * scaling.half / scaling.spread
    return theta
