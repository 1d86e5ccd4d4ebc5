"""Three layers of leaky ReLU or of any two non-zero slopes (manual, Dictionaries).

A unit is σ(s₂(h(x) - c)) with h(x) = σ(s₁(x - a)). By the vertex theorem either a is a
data point and c = h(x_i), or, where the slopes have opposite signs and h takes every
level twice, c = h(x_i) = h(x_k) on both sides of a weighted midpoint a. Each of the four
sign pairs is a unit of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature, kinks_of
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check

POINT, MIDPOINT = 0, 1
_BLOCK = 1 << 15


@dataclass(frozen=True)
class SignPair:
    """Slopes that follow from s₁ and s₂.

    Attributes
    ----------
    s1, s2 : int
    left, right : float
        Slopes of h left and right of a.
    over, under : float
        Slope of the last layer in h where h > c and where h < c.
    """

    s1: int
    s2: int
    left: float
    right: float
    over: float
    under: float

    @classmethod
    def of(cls, s1: int, s2: int, plus: float, minus: float) -> SignPair:
        left, right = (minus, plus) if s1 > 0 else (-plus, -minus)
        over, under = (plus, minus) if s2 > 0 else (-minus, -plus)
        return cls(s1, s2, left, right, over, under)


class TwoSlopes(Family):
    """Keys are (sign pair, POINT, j, i) with a = x_j, c = h(x_i), and (pair, MIDPOINT, i, k)."""

    name = "two slopes"
    degree = 1
    key_width = 4

    def __init__(self, grid: Grid, activation: Activation) -> None:
        self.grid = grid
        self.activation = activation
        plus, minus = activation.a_plus, activation.a_minus
        self.folds = plus * minus < 0
        self.pairs = tuple(SignPair.of(s1, s2, plus, minus) for s1 in (1, -1) for s2 in (1, -1))

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        given = net.slopes is not None and 0 not in net.slopes
        return net.layers == 3 and (net.activation == "leaky" or given)

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.activations[0],)

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.activation)

    @staticmethod
    def count(n: int, activation: Activation) -> int:
        """4N², and 2N(N-1) weighted midpoints where the slopes have opposite signs."""
        folds = activation.a_plus * activation.a_minus < 0
        return 4 * n * n + (2 * n * (n - 1) if folds else 0)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        phi = hinge_correlations(self.grid.t, v, check)
        found = Candidates(above, every)
        for number, part, firsts, a, level_at in self._rows():
            check()
            values = self._correlations_of(self.pairs[number], phi, a, level_at)
            strongest = np.maximum(values.max(axis=1), -values.min(axis=1))
            found.bound = max(found.bound, float(strongest.max(initial=0.0)))
            for row in np.flatnonzero(strongest > above):
                head = np.array([number, part, firsts[row]])
                skip = int(firsts[row]) + 1 if part == MIDPOINT else 0

                def keys(
                    picked: np.ndarray, head: np.ndarray = head, skip: int = skip
                ) -> np.ndarray:
                    out = np.empty((len(picked), 4), dtype=np.int64)
                    out[:, :3] = head
                    out[:, 3] = picked + skip
                    return out

                found.row(values[row, skip:], keys)
        return found.result(self.key_width, limit)

    def _rows(self) -> Iterator[tuple[int, int, np.ndarray, np.ndarray, np.ndarray]]:
        """Blocks (sign pair, part, first ranks, a, sample that sets the level), (B, N) each."""
        t = self.grid.t
        n = len(t)
        rows = max(1, _BLOCK // n)
        for begin in range(0, n, rows):
            firsts = np.arange(begin, min(begin + rows, n))
            point = t[firsts, None]
            for number, pair in enumerate(self.pairs):
                yield number, POINT, firsts, point, t[None, :]
                if self.folds:
                    yield number, MIDPOINT, firsts, self._between(pair, point, t[None, :]), point

    @staticmethod
    def _between(pair: SignPair, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """The a with h(low) = h(high): left·(low - a) = right·(high - a)."""
        return low + (high - low) * (pair.right / (pair.right - pair.left))

    def _correlations_of(
        self, pair: SignPair, phi: np.ndarray, a: np.ndarray, level_at: np.ndarray
    ) -> np.ndarray:
        """Left slope times L plus slope changes times Φ at the kinks.

        `level_at` is a point where h equals c. Monotone h crosses c only there; a fold
        crosses it once more on the other side of a.
        """
        t = self.grid.t
        line = phi[0]
        over, under, left, right = pair.over, pair.under, pair.left, pair.right
        here = np.interp(a, t, phi)
        there = np.interp(level_at, t, phi)
        beyond = level_at >= a
        if not self.folds:
            # h < c before the crossing if h rises, after it if h falls
            before, after = (under, over) if left > 0 else (over, under)
            later = before * (right - left) * here + (after - before) * right * there
            sooner = after * (right - left) * here + (after - before) * left * there
            return before * left * line + np.where(beyond, later, sooner)
        # a V has h > c outside the two crossings, its mirror image inside
        outer, inner = (over, under) if left < 0 else (under, over)
        other = np.where(
            beyond,
            a + (level_at - a) * (right / left),
            a + (level_at - a) * (left / right),
        )
        across = np.interp(other, t, phi)
        first, last = np.where(beyond, across, there), np.where(beyond, there, across)
        return (
            outer * left * line
            + (inner - outer) * left * first
            + inner * (right - left) * here
            + (outer - inner) * right * last
        )

    def _biases(self, keys: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """a and the sample that sets c, on the axis `x`."""
        u, w = x[keys[:, 2]], x[keys[:, 3]]
        a, level_at = u.copy(), w.copy()
        for number, pair in enumerate(self.pairs):
            mine = (keys[:, 0] == number) & (keys[:, 1] == MIDPOINT)
            a[mine] = self._between(pair, u[mine], w[mine])
            level_at[mine] = u[mine]
        return a, level_at

    def all_keys(self) -> np.ndarray:
        n = len(self.grid)
        points = np.argwhere(np.ones((n, n), dtype=bool))
        middles = np.column_stack(np.triu_indices(n, 1))
        parts = [(POINT, points)] + ([(MIDPOINT, middles)] if self.folds else [])
        return np.concatenate(
            [
                np.insert(ranks, 0, [[number], [part]], axis=1)
                for number in range(4)
                for part, ranks in parts
            ]
        )

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        a, level_at = self._biases(keys, self.grid.t)
        s1 = np.array([pair.s1 for pair in self.pairs])[keys[:, 0]]
        s2 = np.array([pair.s2 for pair in self.pairs])[keys[:, 0]]
        sigma = self.activation
        level = sigma(s1 * (level_at - a))
        return sigma(s2 * (sigma(s1 * (self.grid.t[rows, None] - a)) - level))

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        t = self.grid.t
        unit = Grid(t)
        kinks = [
            sum(abs(kink.position) < 1 - 1e-12 for kink in self._feature(key, unit).kinks)
            for key in keys.tolist()
        ]
        return np.column_stack((np.array(kinks, dtype=float), generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        return self._feature(key, self.grid)

    def _feature(self, key: tuple[int, ...], grid: Grid) -> Feature:
        pair = self.pairs[key[0]]
        x = grid.x
        biases = self._biases(as_keys([tuple(key)], self.key_width), x - grid.origin)
        a, level_at = (float(bias[0]) for bias in biases)
        sigma = self.activation
        c = float(sigma(np.asarray(pair.s1 * (level_at - a))))
        second = level_at - a
        (a, lost), (level_at, _) = grid.placed(a), grid.placed(level_at)
        unit = Unit(
            (sigma, sigma), (pair.s1, pair.s2), (-pair.s1 * a, -pair.s2 * c), -pair.s1 * lost
        )
        positions = [a, level_at]
        if self.folds:
            steep = pair.right / pair.left if second >= 0 else pair.left / pair.right
            positions.append(a + second * steep)
        u, w = float(x[key[2]]), float(x[key[3]])
        kinks = kinks_of(unit, positions, [u, w])
        if key[1] == MIDPOINT:
            return Feature(
                kind="weighted midpoint",
                key=tuple(key),
                parameters={"left": u, "right": w, "center": a},
                kinks=kinks,
                unit=unit,
                words="{x} = {left} and {x} = {right} lie on one level about {x} = {center}",
            )
        parameters = {"kink": u, "second": w}
        words = "kinks at the data points {x} = {kink} and {x} = {second}"
        if self.folds and u != w:
            parameters = {"center": u, "point": w, "mirror": positions[2]}
            words = "{x} = {point} brought across {x} = {center} to {x} = {mirror}"
        return Feature("two slopes", tuple(key), parameters, kinks, unit, words)
