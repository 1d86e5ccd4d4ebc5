"""Two layers, any piecewise-linear activation: kinks at the data points (manual, Dictionaries)."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.base import (
    Breakpoints,
    Candidates,
    Grid,
    Pricing,
    as_keys,
    hinge_correlations,
)
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check


class TwoLayer(Family):
    """Features σ(x - x_n) and σ(x_n - x); for an even σ one of the two.

    Keys are (orientation, n) with orientation 0 for σ(x - x_n). With slopes a₊, a₋ and
    L = vᵀt, vᵀσ(t - t_n) = a₋L + (a₊ - a₋)Φ_n and vᵀσ(t_n - t) = -a₊L + (a₊ - a₋)Φ_n.
    """

    name = "two-layer"
    compressible = True
    degree = 1
    key_width = 2

    def __init__(self, grid: Grid, activation: Activation) -> None:
        self.grid = grid
        self.activation = activation
        self.orientations = 1 if activation.a_plus == -activation.a_minus else 2

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 2 and not net.step

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.activations[0],)

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.activation)

    @staticmethod
    def count(n: int, activation: Activation) -> int:
        """N for an even activation, 2N for any other."""
        return n if activation.a_plus == -activation.a_minus else 2 * n

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        phi = hinge_correlations(self.grid.t, v)
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        found = Candidates(above, every)
        for orientation, line in enumerate((a_minus, -a_plus)[: self.orientations]):
            head = np.array([orientation])
            found.row(
                (a_plus - a_minus) * phi + line * phi[0],
                lambda n, head=head: np.insert(n[:, None], 0, head, axis=1),  # type: ignore[misc]
            )
        return found.result(self.key_width, limit)

    def all_keys(self) -> np.ndarray:
        return np.argwhere(np.ones((self.orientations, len(self.grid)), dtype=bool))

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        changes = np.full((len(keys), 1), a_plus - a_minus)
        return Breakpoints(
            self.grid.t[keys[:, 1:]], changes, np.where(keys[:, 0] == 0, a_minus, -a_plus)
        )

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        offset = self.grid.t[rows, None] - self.grid.t[keys[:, 1]]
        return self.activation(np.where(keys[:, 0] == 0, offset, -offset))

    def canonicalize(self, keys: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool]:
        """Closed form of the canonical choice.

        The samples fix T_n = z⁺_n + z⁻_n at every kink inside, the two having the same
        sign, and S = Σ z⁻_n (from the slope on the left). Σ|z| = Σ|T_n| whatever the
        split, so the order decides: as little weight as possible on σ(x_n - x), and that
        as far left as possible. Straight lines go to the first feature that is one.
        """
        n = len(self.grid)
        total, left = np.zeros(n), np.zeros(n)
        np.add.at(total, keys[:, 1], z)
        mirrored = keys[:, 0] == 1
        np.add.at(left, keys[mirrored, 1], z[mirrored])
        line_key, line_weight = self._line(total, left)
        total[[0, -1]] = left[[0, -1]] = 0.0

        share = float(left.sum())
        positive = float(total[total > 0].sum())
        negative = float(total[total < 0].sum())
        # rounding must not split a kink in two
        rounding = 1e-12 * (positive - negative)
        same = np.abs(np.where(np.sign(total) == np.sign(share), total, 0.0))
        amount = np.clip(abs(share) - (np.cumsum(same) - same), 0.0, same)
        amount[amount <= rounding] = 0.0
        amount = np.where(same - amount <= rounding, same, amount)
        backward = np.sign(share) * amount
        weights = np.concatenate((total - backward, backward))
        active = np.flatnonzero(weights)
        keys = np.column_stack((active // n, active % n))
        weights = weights[active]
        if line_weight:
            keys, weights = np.vstack((line_key, keys)), np.append(line_weight, weights)
        # weight moves between orientations of two kinks at a time
        alone = np.count_nonzero(total) <= 1
        forced = (
            alone or self.orientations == 1 or min(share - negative, positive - share) <= rounding
        )
        return keys, weights, forced and not line_weight

    def _line(self, total: np.ndarray, left: np.ndarray) -> tuple[tuple[int, int], float]:
        """At the ends of the data every feature is a straight line or zero: all in one."""
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        slope = a_plus * (total[0] - left[0]) - a_minus * left[0]
        if len(total) > 1:
            slope += a_minus * (total[-1] - left[-1]) - a_plus * left[-1]
        if abs(a_plus) >= abs(a_minus):
            return (0, 0), slope / a_plus
        return (0, len(total) - 1), slope / a_minus

    def feature(self, key: tuple[int, ...]) -> Feature:
        orientation, n = key
        sign = 1 if orientation == 0 else -1
        p = float(self.grid.x[n])
        change = self.activation.a_plus - self.activation.a_minus
        return Feature(
            kind=self.activation.name,
            key=tuple(key),
            parameters={"kink": p, "direction": float(sign)},
            kinks=(Kink(p, change),),
            unit=Unit((self.activation,), (sign,), (-sign * p,)),
            words="a kink at the data point {x} = {kink}",
        )
