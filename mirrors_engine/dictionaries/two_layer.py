"""Two layers, any piecewise-linear activation: kinks at the data points (THEORY 3)."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import (
    Candidates,
    Check,
    Grid,
    Pricing,
    as_keys,
    hinge_correlations,
    no_check,
)
from mirrors_engine.feature import Feature, Kink
from mirrors_engine.network.activation import Activation
from mirrors_engine.network.unit import Unit


class TwoLayer:
    """Features σ(x - x_n) and σ(x_n - x); for an even σ one of the two.

    Keys are (orientation, n) with orientation 0 for σ(x - x_n). With slopes a₊, a₋ and
    L = vᵀt, vᵀσ(t - t_n) = a₋L + (a₊ - a₋)Φ_n and vᵀσ(t_n - t) = -a₊L + (a₊ - a₋)Φ_n.
    """

    degree = 1
    key_width = 2

    def __init__(self, grid: Grid, activation: Activation) -> None:
        self.grid = grid
        self.activation = activation
        self.orientations = 1 if activation.a_plus == -activation.a_minus else 2

    @property
    def size(self) -> int:
        return self.size_of(len(self.grid), self.activation)

    @staticmethod
    def size_of(n: int, activation: Activation) -> int:
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
            found.row(
                (a_plus - a_minus) * phi + line * phi[0],
                lambda n, orientation=orientation: np.column_stack(
                    (np.full(len(n), orientation), n)
                ),
            )
        return found.result(self.key_width, limit)

    def all_keys(self) -> np.ndarray:
        return np.argwhere(np.ones((self.orientations, len(self.grid)), dtype=bool))

    def columns(self, keys: np.ndarray) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        offset = self.grid.t[:, None] - self.grid.t[keys[:, 1]]
        return self.activation(np.where(keys[:, 0] == 0, offset, -offset))

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
