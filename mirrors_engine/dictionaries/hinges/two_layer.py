"""Two layers, any piecewise-linear activation: kinks at the data points (manual, Dictionaries)."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.by_ranks import ByRanks
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.outline import Outline, alike
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check

_ROUNDING = 1e-12  # share of the kinks below which a part of one is rounding


class TwoLayer(ByRanks):
    """Features σ(x - x_n) and σ(x_n - x); for an even σ one of the two.

    Keys are (orientation, n) with orientation 0 for σ(x - x_n). With slopes a₊, a₋ and
    L = vᵀt, vᵀσ(t - t_n) = a₋L + (a₊ - a₋)Φ_n and vᵀσ(t_n - t) = -a₊L + (a₊ - a₋)Φ_n.
    """

    name = "two-layer"
    compressible = True
    degree = 1
    heads = 1
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
        phi = hinge_correlations(self.grid.t, v, check)
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        found = Candidates(above, every)
        high, low = float(phi.max()), float(phi.min())  # none of the others correlates more
        bend, first = a_plus - a_minus, float(phi[0])
        for orientation, line in enumerate((a_minus, -a_plus)[: self.orientations]):
            straight = line * first
            found.bound = max(found.bound, abs(bend * high + straight), abs(bend * low + straight))
            if found.bound > above:
                found.row(bend * phi + straight, partial(_keys_at, orientation))
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

    def canonicalize(
        self, keys: np.ndarray, z: np.ndarray, skip: bool = False
    ) -> tuple[np.ndarray, np.ndarray, bool]:
        """Closed form of the canonical choice.

        The samples fix T_n = z⁺_n + z⁻_n at every kink inside, the two having the same
        sign, and S = Σ z⁻_n (from the slope on the left). Σ|z| = Σ|T_n| whatever the
        split, so the order decides: as little weight as possible on σ(x_n - x), and that
        as far left as possible. Straight lines go to the first feature that is one.

        Where a line is free the two orientations of a kink are the same function, and all
        weight is on σ(x - x_n).
        """
        order = np.argsort(keys[:, 1], kind="stable")
        orientation, ranks = keys[order].T
        if not len(ranks):
            return keys, z, True
        new = np.flatnonzero(ranks[1:] != ranks[:-1]) + 1
        starts = np.concatenate(([0], new))
        ranks, z = ranks[starts], z[order]
        total = np.add.reduceat(z, starts)
        inside = (ranks > 0) & (ranks < len(self.grid) - 1)
        if skip:
            used = inside & (total != 0)
            forward = np.column_stack((np.zeros(np.count_nonzero(used), np.int64), ranks[used]))
            return forward, total[used], True
        left = np.add.reduceat(np.where(orientation == 1, z, 0.0), starts)
        line = 0.0
        if not inside.all():
            line = self._line(ranks, total, left)
            ranks, total, left = ranks[inside], total[inside], left[inside]
        return self._split(ranks, total, float(left.sum()), line)

    def canonical_signs(self, keys: np.ndarray, signs: np.ndarray, skip: bool = False) -> bool:
        """Those on σ(x_n - x) have one sign, and its kinks left of the last of them no others."""
        last = len(self.grid) - 1
        line, _ = self._line_feature(last + 1)
        # a few numbers: plain Python takes a third of the time of arrays
        inside = []
        for key, sign in zip(map(tuple, keys.tolist()), signs.tolist(), strict=True):
            if key[1] not in (0, last):
                inside.append((*key, sign))
            elif skip or key != line:  # the line is beside the kinks
                return False
        behind = {rank: sign for orientation, rank, sign in inside if orientation == 1}
        if skip or not behind:
            return not behind
        end = max(behind)
        one = behind[end]
        return all(sign == one for sign in behind.values()) and not any(
            rank < end if sign == one else rank in behind
            for orientation, rank, sign in inside
            if orientation == 0
        )

    def slope_cost(self, skip: bool = False) -> SlopeCost:
        return SlopeCost.two_layers(self.activation.a_plus, self.activation.a_minus, skip)

    def of_slopes(self, first: float | None, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        total = changes / (a_plus - a_minus)
        if first is None:
            return self._forward(total)
        total[[0, -1]] = 0.0
        missing = first - a_minus * float(total.sum())  # with every kink in σ(x - x_n)
        share = 0.0
        if self.orientations == 2:
            least, most = float(total[total < 0].sum()), float(total[total > 0].sum())
            wanted = -missing / (a_plus + a_minus)
            share = min(max(wanted, least), most)
            if abs(wanted - share) <= _ROUNDING * (most - least):
                missing = -share * (a_plus + a_minus)
        line = missing + share * (a_plus + a_minus)
        if abs(line) <= _ROUNDING * float(np.abs(changes[1:-1]).sum()):
            line = 0.0
        used = np.flatnonzero(total)
        return self._split(used, total[used], share, line)[:2]

    @staticmethod
    def _forward(total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All of T_n on σ(x - x_n); at the ends that is a line or nothing."""
        used = 1 + np.flatnonzero(total[1:-1])
        return np.column_stack((np.zeros_like(used), used)), total[used]

    def _split(
        self, ranks: np.ndarray, total: np.ndarray, share: float, line: float
    ) -> tuple[np.ndarray, np.ndarray, bool]:
        """Canonical weights of T_n = total at the samples of these ranks, which increase, S = share
        and a straight line of that slope."""
        n = len(total)
        positive = float(total[total > 0].sum())
        negative = float(total[total < 0].sum())
        # rounding must not split a kink in two
        rounding = _ROUNDING * (positive - negative)
        same = np.abs(np.where(np.sign(total) == np.sign(share), total, 0.0))
        amount = np.clip(abs(share) - (np.cumsum(same) - same), 0.0, same)
        amount[amount <= rounding] = 0.0
        amount = np.where(same - amount <= rounding, same, amount)
        backward = np.sign(share) * amount
        weights = np.concatenate((total - backward, backward))
        active = np.flatnonzero(weights)
        keys = np.column_stack((active >= n, ranks[active % n])).astype(np.int64, copy=False)
        weights = weights[active]
        if line:
            key, slope = self._line_feature(len(self.grid))
            keys, weights = np.vstack((key, keys)), np.append(line / slope, weights)
        # weight moves between orientations of two kinks at a time
        alone = np.count_nonzero(total) <= 1
        forced = (
            alone or self.orientations == 1 or min(share - negative, positive - share) <= rounding
        )
        return keys, weights, forced and not line

    def _line(self, ranks: np.ndarray, total: np.ndarray, left: np.ndarray) -> float:
        """The slope of the features at the ends of the data: there each is a line, or zero."""
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        slope = 0.0
        if ranks[0] == 0:
            slope += a_plus * (total[0] - left[0]) - a_minus * left[0]
        if ranks[-1] == len(self.grid) - 1 > 0:
            slope += a_minus * (total[-1] - left[-1]) - a_plus * left[-1]
        return float(slope)

    def _line_feature(self, n: int) -> tuple[tuple[int, int], float]:
        """The cheapest straight line, and its slope."""
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        if abs(a_plus) >= abs(a_minus):
            return (0, 0), a_plus
        return (0, n - 1), a_minus

    def outline(self, keys: np.ndarray) -> Outline:
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        left = np.where(keys[:, 0] == 0, a_minus, -a_plus)
        return alike(self.activation.name, self.grid.x[keys[:, 1:]], (a_plus - a_minus,), left)

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


def _keys_at(orientation: int, ranks: np.ndarray) -> np.ndarray:
    keys = np.empty((len(ranks), 2), dtype=np.int64)
    keys[:, 0], keys[:, 1] = orientation, ranks
    return keys
