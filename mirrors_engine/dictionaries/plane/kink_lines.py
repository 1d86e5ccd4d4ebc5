"""Two layers on the plane, any piecewise-linear activation: kink lines (manual, Dictionaries).

A unit σ(wᵀx + b) with |w₁| + |w₂| = 1. For fixed signs of w, vᵀσ(Xw + b) is continuous in
(w, b) and linear on the cells cut out by wᵀx_n + b = 0, so its extremes have either two
samples on the kink line, or one while w is at a corner of the diamond: the line is parallel
to an axis. On the circle |w|₂ = 1 it is not linear, and these lines do not suffice.
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
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check

LINE, AXIS = 0, 1


class KinkLines(Family):
    """Features σ(n·x - c) and σ(c - n·x), |n|₁ = 1; for an even σ one of the two.

    Keys are (orientation, LINE, i, j) with i < j, the first two points on the line, whose
    n is its direction turned left; and (orientation, AXIS, c, i), whose n is axis c.
    With 1ᵀv = 0 and M = vᵀX, vᵀσ(n·x - c) = a₋ n·M + (a₊ - a₋) vᵀ(n·x - c)₊, and the last
    term is n·m for a half-plane sum m (`Sweep`): O(1) per feature.
    """

    name = "kink lines"
    inputs = "plane"
    degree = 1
    key_width = 4

    def __init__(self, grid: Points, activation: Activation) -> None:
        self.grid: Grid = grid
        self.activation = activation
        self.orientations = 1 if activation.a_plus == -activation.a_minus else 2
        self._sweep = Sweep(grid)
        self._axes = [np.unique(t, return_index=True, return_inverse=True) for t in grid.t.T]

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
        """N(N-1)/2 lines through two points and 2N parallel to an axis, per orientation."""
        check_points(n, f"2-layer {activation.name} network on the plane")
        even = activation.a_plus == -activation.a_minus
        return (n * (n - 1) // 2 + 2 * n) * (1 if even else 2)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        found = Candidates(above, every)
        moment = v @ self.grid.t
        for c, (values, first, which) in enumerate(self._axes):
            hinge = hinge_correlations(values, np.bincount(which, v, len(values)))
            for o, correlations in enumerate(self._both(hinge, moment[c])):
                found.row(correlations, partial(_some_keys, o, AXIS, c, first))
        x0, x1 = self._sweep.x.T
        for i, order, end in self._sweep.blocks(check):
            dx, dy, w = x0[order] - x0[i], x1[order] - x1[i], v[order]
            ahead = order > i
            # Σ v (x - x_i) to the left of the line through i and the point at each position
            signed = np.where(ahead, w, -w)
            mine = np.where(ahead, w, 0.0)
            left = [
                (mine * d).sum(axis=1, keepdims=True) - np.cumsum(signed * d, axis=1)
                for d in (dx, dy)
            ]
            size = np.abs(dx) + np.abs(dy)
            hinge = (dx * left[1] - dy * left[0]) / size
            line = (dx * moment[1] - dy * moment[0]) / size
            starts = _first_pairs(dx, dy, ahead, end)
            for o, correlations in enumerate(self._both(hinge, line)):
                self._collect(found, np.where(ahead, correlations, 0.0), starts, (o, i, order))
        return found.result(self.key_width, limit)

    def _both(self, hinge: np.ndarray, line: np.ndarray) -> list[np.ndarray]:
        """Correlations of either orientation from vᵀ(u)₊ and vᵀu."""
        a_plus, a_minus = self.activation.a_plus, self.activation.a_minus
        lines = (a_minus * line, -a_plus * line)[: self.orientations]
        return [(a_plus - a_minus) * hinge + part for part in lines]

    @staticmethod
    def _collect(found: Candidates, values: np.ndarray, starts: np.ndarray, names: tuple) -> None:
        o, i, order = names
        if not values.size:
            return
        strongest = np.maximum(values.max(axis=1), -values.min(axis=1))
        found.bound = max(found.bound, float(strongest.max()))
        for row in np.flatnonzero(strongest > found.above).tolist():
            at = np.flatnonzero(starts[row])
            keys = partial(_some_keys, o, LINE, int(i[row, 0]), order[row, at])
            found.row(values[row, at], keys)

    def all_keys(self) -> np.ndarray:
        """Every distinct line once: fewer than `size` where points line up."""
        parts = []
        for c, (_, first, _) in enumerate(self._axes):
            parts.append(_keys(0, AXIS, c, np.sort(first)))
        x0, x1 = self._sweep.x.T
        for i, order, end in self._sweep.blocks():
            starts = _first_pairs(x0[order] - x0[i], x1[order] - x1[i], order > i, end)
            row, at = np.nonzero(starts)
            parts.append(_keys(0, LINE, i[row, 0], order[row, at]))
        keys = np.concatenate(parts)
        both = [keys + np.array([o, 0, 0, 0]) for o in range(self.orientations)]
        every = np.concatenate(both)
        return every[np.lexsort(every.T[::-1])]

    def _normals(self, keys: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """n (K, 2), and a sample on each line (K,)."""
        axis = keys[:, 1] == AXIS
        at = np.where(axis, keys[:, 3], keys[:, 2])
        along = x[np.where(axis, at, keys[:, 3])] - x[at]
        normals = np.column_stack((-along[:, 1], along[:, 0]))
        normals[axis] = np.eye(2)[keys[axis, 2]]
        return normals / np.abs(normals).sum(axis=1, keepdims=True), at

    def _arguments(self, keys: np.ndarray) -> np.ndarray:
        """n·x - c at the samples, (N, K)."""
        x = self._sweep.x
        normals, at = self._normals(keys, x)
        out = normals[:, 0] * (x[:, :1] - x[at, 0])
        out += normals[:, 1] * (x[:, 1:] - x[at, 1])
        return out

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        u = self._arguments(keys)[rows] * np.where(keys[:, 0] == 0, 1.0, -1.0)
        return self.activation(u)

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Whether the line bends the function inside the data; ties by a generic cost."""
        u = self._arguments(keys)
        inside = (u > 1e-12).any(axis=0) & (u < -1e-12).any(axis=0)
        return np.column_stack((inside.astype(float), generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        (normal,), (at,) = self._normals(as_keys([tuple(key)], self.key_width), self.grid.x)
        sign = 1 if key[0] == 0 else -1
        offset = float(normal @ self.grid.x[at])
        through = "the data points" if key[1] == LINE else "a data point, parallel to an axis"
        return Feature(
            kind=f"{self.activation.name} line",
            key=tuple(key),
            parameters={
                "normal_1": float(normal[0]),
                "normal_2": float(normal[1]),
                "offset": offset,
                "direction": float(sign),
            },
            kinks=(),
            unit=Unit((self.activation,), (sign,), (-sign * offset,)),
            words=f"a kink along {{normal_1}} {{x1}} + {{normal_2}} {{x2}} = {{offset}}, "
            f"through {through}",
            direction=(float(normal[0]), float(normal[1])),
        )


def _first_pairs(dx: np.ndarray, dy: np.ndarray, ahead: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Where a line is seen from its first point, its second coming first in the order.

    Lines parallel to an axis have keys of their own.
    """
    starts = ahead & (dx != 0) & (dy != 0)
    starts[:, 1:] &= end[:, 1:] != end[:, :-1]
    return starts


def _keys(o: int, part: int, first: int | np.ndarray, second: np.ndarray) -> np.ndarray:
    out = np.empty((len(second), 4), dtype=np.int64)
    out[:, 0], out[:, 1], out[:, 2], out[:, 3] = o, part, first, second
    return out


def _some_keys(o: int, part: int, first: int, second: np.ndarray, picked: np.ndarray) -> np.ndarray:
    return _keys(o, part, first, second[picked])
