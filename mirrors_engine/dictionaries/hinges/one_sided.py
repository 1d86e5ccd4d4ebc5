"""Slopes of which one is zero, three or more layers: ReLU's ramps, larger (manual, Dictionaries).

σ(u) = c·relu(τu) with τ = ±1. A sign of c or τ is absorbed by the next weight's sign, and
|c| by the next bias, so the units of σ with unit weights are exactly those of ReLU times
c|c|^(L-2): the same ramps, only that much larger.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.hinges.ramps import Ramps
from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check


class OneSided(Ramps):
    """Features c|c|^(L-2) min((x - p)_+, q - p), keyed like the ramps."""

    name = "one-sided ramps"

    def __init__(self, grid: Grid, activation: Activation, layers: int) -> None:
        super().__init__(grid, layers)
        self.activation = activation
        right = activation.a_minus == 0
        self.side = 1 if right else -1
        self.slope = activation.a_plus if right else -activation.a_minus
        self.gain = self.slope * abs(self.slope) ** (layers - 2)

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers >= 3 and net.slopes is not None and 0 in net.slopes

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.activations[0], net.layers)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        size = abs(self.gain)
        found = super().price(v, above / size, every, limit, check)
        return Pricing(found.bound * size, found.keys, found.correlations * self.gain)

    def spanning(self, v: np.ndarray, above: float, check: Check = no_check) -> np.ndarray:
        return super().spanning(v, above / abs(self.gain), check)

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        found = super().breakpoints(keys)
        return replace(found, changes=found.changes * self.gain)

    def slope_cost(self, skip: bool = False) -> SlopeCost:
        return SlopeCost.ramps(self.gain, skip)

    def of_slopes(self, first: float | None, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        first = None if first is None else first / self.gain
        return super().of_slopes(first, changes / self.gain)

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        return self.gain * super().columns(keys, rows)

    def feature(self, key: tuple[int, ...]) -> Feature:
        ramp = super().feature(key)
        p, q = ramp.parameters["start"], ramp.parameters["end"]
        extra = self.layers - 3
        turn = self.side * (1 if self.slope > 0 else -1)
        unit = Unit(
            (self.activation,) * (self.layers - 1),
            (-self.side, -turn) + (turn,) * extra,
            (self.side * q, self.side * abs(self.slope) * (q - p)) + (0.0,) * extra,
        )
        return replace(ramp, unit=unit, kinks=(Kink(p, self.gain), Kink(q, -self.gain)))
