"""Two-layer sign and threshold networks on the plane: all linear dichotomies.

See the manual, Dictionaries.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.points import Points, Sweep, check_points
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check


class HalfPlanes(Family):
    """Features σ(w·x + b) for a step σ: one for each way a line can part the points.

    A dichotomy has a line that touches both of its sides and keeps them apart when it is
    turned a little to the left about a point between them (an inner tangent of the two
    hulls). So the key is (i, j), i < j neighbours on a line: the upper side is what lies
    to the left of the line from i to j, and on it the points up to i. In general position
    that is one dichotomy for each of the N(N-1)/2 pairs. Points nearer to a line than
    their coordinates are known count as on it.
    """

    name = "half planes"
    inputs = "plane"
    degree = 0
    key_width = 2

    def __init__(self, grid: Points, activation: Activation) -> None:
        self.grid: Grid = grid
        self.activation = activation
        self._jump = activation.a_plus - activation.a_minus
        self._sweep = Sweep(grid, grid.blur)

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 2 and net.step

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.activations[0],)

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.activation)

    @staticmethod
    def count(n: int, activation: Activation) -> int:
        """N(N-1)/2, less where points line up."""
        check_points(n, f"2-layer {activation.name} network on the plane")
        return n * (n - 1) // 2

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        found = Candidates(above, every)
        for i, order, end in self._sweep.blocks(check):
            if not order.size:
                continue
            w = v[order]
            ahead = order > i
            passed = np.cumsum(np.where(ahead, w, -w), axis=1)
            start = v[i] + np.where(ahead, w, 0.0).sum(axis=1, keepdims=True)
            values = self._jump * (start - np.take_along_axis(passed, end, axis=1))
            named = _first_ahead(ahead, end)
            strength = np.where(ahead, np.abs(values), 0.0).max(axis=1)
            found.bound = max(found.bound, float(strength.max()))
            for row in np.flatnonzero(strength > above).tolist():
                at = np.flatnonzero(named[row])
                found.row(values[row, at], partial(_pairs, int(i[row, 0]), order[row, at]))
        return found.result(self.key_width, limit)

    def all_keys(self) -> np.ndarray:
        """Every dichotomy once."""
        parts = []
        for i, order, end in self._sweep.blocks():
            row, at = np.nonzero(_first_ahead(order > i, end))
            parts.append(np.column_stack((i[row, 0], order[row, at])))
        keys = np.concatenate(parts)
        return keys[np.lexsort(keys.T[::-1])]

    def _upper(self, keys: np.ndarray) -> np.ndarray:
        """The upper side of each key, (N, K) of bool."""
        upper = np.zeros((len(self.grid), len(keys)), dtype=bool)
        points, which = np.unique(keys[:, 0], return_inverse=True)
        step = max(1, (1 << 17) // len(self.grid))
        for begin in range(0, len(points), step):
            order, end = self._sweep.around(points[begin : begin + step])
            for k in np.flatnonzero((which >= begin) & (which < begin + step)):
                i, j = keys[k]
                row = which[k] - begin
                last = end[row, np.flatnonzero(order[row] == j)[0]]
                later = np.arange(order.shape[1]) > last
                upper[order[row], k] = later == (order[row] > i)
                upper[i, k] = True
        return upper

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        return np.where(self._upper(keys)[rows], self.activation.a_plus, self.activation.a_minus)

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        return generic_costs(keys)[:, None]  # every dichotomy is one switch

    def feature(self, key: tuple[int, ...]) -> Feature:
        upper = self._upper(as_keys([tuple(key)], self.key_width))[:, 0]
        x = self._sweep.x
        normal, offset = widest_line(x[upper], x[~upper])
        offset *= self.grid.half
        return Feature(
            kind="half plane",
            key=tuple(key),
            parameters={
                "normal_1": float(normal[0]),
                "normal_2": float(normal[1]),
                "offset": offset,
            },
            kinks=(),
            unit=Unit((self.activation,), (1,), (-offset,)),
            words="a switch along {normal_1} {x1} + {normal_2} {x2} = {offset}",
            direction=(float(normal[0]), float(normal[1])),
        )


def _pairs(i: int, others: np.ndarray, picked: np.ndarray) -> np.ndarray:
    return np.column_stack((np.full(len(picked), i), others[picked]))


def _first_ahead(ahead: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Where a point is the first after i on its line; ties are in the order of the points."""
    first = ahead.copy()
    first[:, 1:] &= ~(ahead[:, :-1] & (end[:, 1:] == end[:, :-1]))
    return first


def widest_line(upper: np.ndarray, lower: np.ndarray) -> tuple[np.ndarray, float]:
    """The line n·x = c, |n|₁ = 1, farthest from two sets it keeps apart (upper above).

    It halves the shortest way between their hulls, which joins a corner of one to a side
    of the other. Points are in lexicographic order.
    """
    high, low = hull(upper), hull(lower)
    ways = np.concatenate((_shortest(high, low), -_shortest(low, high)))
    # rounding may hide which of two sides that meet at a sharp corner is the nearer
    gaps = (ways @ (high[:, None] - low).reshape(-1, 2).T).min(axis=1)
    normal = ways[int(np.argmax(gaps / np.linalg.norm(ways, axis=1)))]
    normal = normal / np.abs(normal).sum()
    return normal, 0.5 * float((high @ normal).min() + (low @ normal).max())


def hull(points: np.ndarray) -> np.ndarray:
    """Corners of the convex hull, in order, of points in lexicographic order."""
    chains: list[np.ndarray] = []
    for sequence in (points, points[::-1]):
        chain: list[np.ndarray] = []
        for p in sequence:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        chains += chain[:-1]
    return np.array(chains) if chains else points[:1]


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _shortest(corners: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """Directions across the smallest gaps between a corner and a side, from side to corner.

    They are made of differences of data points, exact however small the gap is.
    """
    ends = np.roll(sides, -1, axis=0)
    along = ends - sides
    length = np.maximum((along**2).sum(axis=1), 1e-300)
    from_side = corners[:, None] - sides
    part = np.clip((from_side * along).sum(axis=2) / length, 0, 1)
    away = from_side - part[:, :, None] * along
    nearest = np.argsort((away**2).sum(axis=2), axis=None)[:8]
    c, s = np.unravel_index(nearest, part.shape)
    across = np.column_stack((-along[s, 1], along[s, 0]))
    across *= np.sign((across * from_side[c, s]).sum(axis=1, keepdims=True))
    share = part[c, s][:, None]
    at_end = corners[c] - np.where(share == 0, sides[s], ends[s])
    return np.where((share > 0) & (share < 1), across, at_end)
