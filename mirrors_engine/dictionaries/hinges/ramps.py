"""ReLU networks of three or more layers: ramps between two data points (manual, Dictionaries)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.by_ranks import ByRanks
from mirrors_engine.dictionaries.candidates import is_peak, strongest_first
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import RunningSum, hinge_correlations
from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.features.activation import RELU
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.outline import Outline, alike
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check


class Ramps(ByRanks):
    """Features min((x - p)_+, q - p) for data points p < q; the key is their pair of ranks.

    vᵀramp(p, q) = Φ(p) - Φ(q) separates, so the strongest feature joins the largest
    and the smallest Φ: O(N) for all N(N-1)/2. Depth beyond three adds no feature, only
    identity layers to the unit.
    """

    name = "ramps"
    compressible = True
    separable = True
    degree = 1
    key_width = 2
    gain: float = 1.0  # slope of a ramp

    def __init__(self, grid: Grid, layers: int) -> None:
        self.grid = grid
        self.layers = layers

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers >= 3 and net.activation == "relu"

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.layers,)

    @property
    def size(self) -> int:
        return self.count(len(self.grid))

    @staticmethod
    def count(n: int, *_parameters: Any) -> int:
        """N(N-1)/2."""
        return n * (n - 1) // 2

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        phi = hinge_correlations(self.grid.t, v, check)
        bound = float(phi.max() - phi.min())
        # only nodes that reach `above` with the opposite extreme can end a candidate
        high = np.flatnonzero(phi - phi.min() > above)
        low = np.flatnonzero(phi.max() - phi > above)
        if not every:
            # each peak of Φ with the deepest valley, each valley with the highest peak: all
            # nodes that are worth a kink, where the strongest pairs would share a few
            high = high[is_peak(phi, high)]
            check()
            low = low[is_peak(-phi, low)]
            check()
            high = high[np.argsort(-phi[high], kind="stable")[: limit // 2]]
            low = low[np.argsort(phi[low], kind="stable")[: limit // 2]]
            a = np.concatenate((high, np.repeat(high[:1], max(len(low) - 1, 0))))
            b = np.concatenate((np.repeat(low[:1], len(high)), low[1:]))
        else:
            a, b = (part.ravel() for part in np.meshgrid(high, low, indexing="ij"))
        strength = phi[a] - phi[b]
        strong = strength > max(above, 0.0)
        a, b, strength = a[strong], b[strong], strength[strong]
        keys = np.column_stack((np.minimum(a, b), np.maximum(a, b)))
        return strongest_first(
            bound, keys, np.where(a < b, strength, -strength), None if every else limit
        )

    def spanning(self, v: np.ndarray, above: float, check: Check = no_check) -> np.ndarray:
        """Each node that a ramp of E may have, with the strongest node of the other kind."""
        phi = hinge_correlations(self.grid.t, v, check)
        top, bottom = int(phi.argmax()), int(phi.argmin())
        high = np.flatnonzero(phi - phi[bottom] > above)
        low = np.flatnonzero(phi[top] - phi > above)
        a = np.concatenate((high, np.full(len(low), top)))
        b = np.concatenate((np.full(len(high), bottom), low))
        return np.column_stack((np.minimum(a, b), np.maximum(a, b)))

    def all_keys(self) -> np.ndarray:
        return np.column_stack(np.triu_indices(len(self.grid), 1))

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        changes = np.tile([1.0, -1.0], (len(keys), 1))
        return Breakpoints(self.grid.t[keys], changes, np.zeros(len(keys)))

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        t = self.grid.t
        p, q = t[keys[:, 0]], t[keys[:, 1]]
        return np.clip(t[rows, None] - p, 0, q - p)

    def canonicalize(
        self, keys: np.ndarray, z: np.ndarray, skip: bool = False
    ) -> tuple[np.ndarray, np.ndarray, bool]:
        """Closed form of the canonical choice: the monotone transport.

        Every optimal ramp carries |z| from a node where Φ is least to one where it is
        greatest, and the fit fixes only what each node gives or takes (its slope
        change). All such transports have the same Σ|z| and Σ c|z|; the canonical one
        meets them in order from the left (the north-west corner rule).

        Where a line is free, ramps from x_1 to a node and from there to x_N differ by one:
        what the ends give or take is given or taken by x_N.
        """
        change = np.zeros(len(self.grid))
        np.add.at(change, keys[:, 0], z)
        np.add.at(change, keys[:, 1], -z)
        if skip:
            change[-1] += change[0]
            change[0] = 0.0
        found = self._transport(change)
        return (keys, z, True) if found is None else found

    def slope_cost(self, skip: bool = False) -> SlopeCost:
        return SlopeCost.ramps(skip=skip)

    def of_slopes(self, first: float | None, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        change = changes.copy()
        first = 0.0 if first is None else first
        change[0], change[-1] = first, -(first + float(changes[1:-1].sum()))
        found = self._transport(change)
        if found is None:
            return as_keys([], self.key_width), np.empty(0)
        return found[:2]

    @staticmethod
    def _transport(change: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool] | None:
        """Ramps with these slope changes at the samples, met in order from the left."""
        rounding = 1e-12 * float(np.linalg.norm(change))  # errors of thousands of nodes add up so
        gives = np.flatnonzero(change < -rounding)
        takes = np.flatnonzero(change > rounding)
        if not len(gives) or not len(takes):
            return None
        share = -math.fsum(change[gives]) / math.fsum(change[takes])
        supply, supply_rest = RunningSum().parts(-change[gives])
        demand, demand_rest = RunningSum().parts(share * change[takes])
        # a weight is a small difference of sums over all nodes before: their errors belong to it
        cuts = np.concatenate((supply, demand))
        rests = np.concatenate((supply_rest, demand_rest))
        order = np.argsort(cuts, kind="stable")
        amounts = np.diff(cuts[order], prepend=0.0) + np.diff(rests[order], prepend=0.0)
        real = amounts > rounding
        middles = (cuts[order] - 0.5 * amounts)[real]
        a = takes[np.minimum(np.searchsorted(demand, middles), len(takes) - 1)]
        b = gives[np.minimum(np.searchsorted(supply, middles), len(gives) - 1)]
        pairs = np.column_stack((np.minimum(a, b), np.maximum(a, b)))
        weights = np.where(a < b, amounts[real], -amounts[real])
        return pairs, weights, min(len(gives), len(takes)) == 1

    def outline(self, keys: np.ndarray) -> Outline:
        return alike("ramp", self.grid.x[keys], (self.gain, -self.gain))

    def feature(self, key: tuple[int, ...]) -> Feature:
        i, j = key
        p, q = float(self.grid.x[i]), float(self.grid.x[j])
        # (q - p - (q - x)_+)_+ is the ramp; every further layer is the identity on it
        extra = self.layers - 3
        return Feature(
            kind="ramp",
            key=tuple(key),
            parameters={"start": p, "end": q},
            kinks=(Kink(p, 1.0), Kink(q, -1.0)),
            unit=Unit(
                (RELU,) * (self.layers - 1),
                (-1, -1) + (1,) * extra,
                (q, q - p) + (0.0,) * extra,
            ),
            words="a ramp from the data point {x} = {start} to {x} = {end}",
        )
