"""Four layers of |·| or symmetrised ReLU: reflections of reflections.

See the manual, Vertices and Dictionaries.

A unit folds the line three times: u = |x - a|, w = |u - b|, then the last layer on w - c.
By the vertex theorem its biases are fixed by three zero conditions (layer, sample), in
the counts (1,1,1), (1,0,2), (0,2,1), (0,1,2) or (0,0,3):

* a at a data point: on the folded data u = |x - x_j| the rest is a three-layer network,
  whose reflections are (1,1,1) and midpoints (1,0,2);
* a half way between two data points, u_m = u_n: then b = u_m with c at any sample (0,2,1),
  b at any sample with c at u_m (0,1,2), or b half way between u_m and another (0,0,3);
* a where u_m + u_n = 2u_i, the remaining (0,1,2): b = u_i and c = |u_m - b| = |u_n - b|.
  If x_i lies on one side and x_m, x_n on the other, a = (2x_i + x_m + x_n)/4; if x_m and
  x_n lie on different sides, a = x_i ± (x_n - x_m)/2.

Leaving any of them out loses the optimum on some data (tests/engine/test_deep_mirrors.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.base import (
    Dictionary,
    Grid,
    Pricing,
    as_keys,
    generic_costs,
    hinge_correlations,
)
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.reflections.folding import folded_columns, price_folded
from mirrors_engine.dictionaries.reflections.searched_folds import SEARCH_FROM, SearchedFolds
from mirrors_engine.dictionaries.reflections.shapes import Shape, shapes_of
from mirrors_engine.dictionaries.reflections.three_layers import REFLECTION
from mirrors_engine.features.activation import ABS
from mirrors_engine.features.feature import Feature, kinks_of
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check

# patterns of zero conditions; the names of a key's three ranks follow each
POINT_POINT, POINT_PAIR = 0, 1  # a = x_p: c at (q then r), or b between q and r
PAIR_FIRST, PAIR_LAST, PAIR_HALF = 2, 3, 4  # a between p < q, r the third sample
QUARTER, LEFT, RIGHT = 5, 6, 7  # p = i and q < r with u_q + u_r = 2u_p
PATTERNS = 8
_BLOCK = 1 << 15
_EDGE = 1 - 1e-12  # kinks at the outermost samples are not inside
_REACH = (0, -1, 1, -2, 2, -4, 4)


class DeepMirrors(Family):
    """All shapes on all vertices of three folds; keys are (shape, pattern, p, q, r).

    Some keys name a unit that another key names too, or biases that satisfy fewer zero
    conditions than their pattern says: any bias is a legitimate unit, so neither harms.
    """

    name = "deep mirrors"
    max_features = 10**16  # what the search takes the memory of, some hundred thousand samples
    slidable = True
    degree = 1
    key_width = 5

    def __init__(
        self,
        grid: Grid,
        shapes: tuple[Shape, ...],
        patterns: tuple[int, ...] = tuple(range(PATTERNS)),
    ) -> None:
        self.grid = grid
        self.shapes = shapes
        self.patterns = patterns

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 4 and net.activation in ("abs", "symmetrized")

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (shapes_of(net),)

    @classmethod
    def build(cls, net: Architecture, grid: Grid) -> Dictionary:
        if len(grid) >= SEARCH_FROM[4]:
            return SearchedFolds(grid, shapes_of(net), 4)
        return cls(grid, shapes_of(net))

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.shapes)

    @staticmethod
    def count(n: int, shapes: tuple[Shape, ...]) -> int:
        """N³ + 7N·N(N-1)/2 per shape."""
        return len(shapes) * (n**3 + 7 * n * (n * (n - 1) // 2))

    # -- pricing ---------------------------------------------------------------------

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        found = Candidates(above, every)
        if {POINT_POINT, POINT_PAIR} & set(self.patterns):
            self._price_points(v, found, check)
        phi = hinge_correlations(self.grid.t, v)
        for pattern, keys, a, b, c in self._pair_rows():
            check()
            self._collect(found, pattern, keys, self._folds(phi, a, b, c))
        return found.result(self.key_width, limit)

    def _price_points(self, v: np.ndarray, found: Candidates, check: Check) -> None:
        """a = x_p: the three-layer dictionary of the folded data, for every p."""
        t = self.grid.t
        for p in range(len(t)):
            u = np.abs(t - t[p])
            part = price_folded(u, v, self.shapes, found.above, found.every, check)
            keys = np.insert(part.keys, 2, p, axis=1)
            keys[:, 1] = np.where(part.keys[:, 1] == REFLECTION, POINT_POINT, POINT_PAIR)
            found.add(part.bound, keys, part.correlations)

    def _pair_rows(
        self,
    ) -> Iterator[tuple[int, np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """Blocks of the patterns built on a pair of samples and a third one.

        Yields (pattern, pairs (B, 2), a, b, c) with biases broadcastable to (B, N): one
        row per pair, one column per third sample.
        """
        t = self.grid.t
        n = len(t)
        first, second = np.triu_indices(n, 1)
        rows = max(1, _BLOCK // max(n, 1))
        for begin in range(0, len(first), rows):
            i, k = first[begin : begin + rows], second[begin : begin + rows]
            pairs = np.column_stack((i, k))
            low, high = t[i, None], t[k, None]
            half = 0.5 * (high - low)
            a = low + half
            u = np.abs(t - a)
            for pattern in self.patterns:
                if pattern == PAIR_FIRST:
                    yield pattern, pairs, a, half, np.abs(u - half)
                elif pattern == PAIR_LAST:
                    yield pattern, pairs, a, u, np.abs(u - half)
                elif pattern == PAIR_HALF:
                    yield pattern, pairs, a, 0.5 * (u + half), 0.5 * np.abs(u - half)
                elif pattern >= QUARTER:
                    centre = self._centre(pattern, t, low, high)
                    b = np.abs(t - centre)
                    yield pattern, pairs, centre, b, np.abs(np.abs(low - centre) - b)

    @staticmethod
    def _centre(pattern: int, point: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """a with u_low + u_high = 2u_point."""
        if pattern == QUARTER:
            return 0.5 * (point + 0.5 * (low + high))
        half = 0.5 * (high - low)
        return point - half if pattern == LEFT else point + half

    def _folds(
        self, phi: np.ndarray, a: np.ndarray, b: np.ndarray, c: np.ndarray
    ) -> list[np.ndarray]:
        """Correlations of every shape at given biases.

        With w the value after two folds, H₂(c) = vᵀ(w - c)_+ follows from
        H₁(c) = Φ(a+c) + Φ(a-c) - L by H₂(c) = H₁(b+c) + H₁((b-c)_+) - H₁(0), and a shape
        is a combination of vᵀw = H₂(0) and H₂(c).
        """
        t = self.grid.t
        line = phi[0]

        def once(u: np.ndarray) -> np.ndarray:
            return np.interp(a + u, t, phi) + np.interp(a - u, t, phi) - line

        zero = 2 * np.interp(a, t, phi) - line
        base = 2 * once(b) - zero
        folded = once(b + c) + once(np.maximum(b - c, 0)) - zero
        return [shape.plain * base + shape.outer * folded for shape in self.shapes]

    def _collect(
        self, found: Candidates, pattern: int, pairs: np.ndarray, values: list[np.ndarray]
    ) -> None:
        for s, value in enumerate(values):
            strongest = np.maximum(value.max(axis=1), -value.min(axis=1))
            found.bound = max(found.bound, float(strongest.max(initial=0.0)))
            for row in np.flatnonzero(strongest > found.above):
                head = np.array([s, pattern])
                pair = pairs[row]

                def keys(
                    picked: np.ndarray, head: np.ndarray = head, pair: np.ndarray = pair
                ) -> np.ndarray:
                    out = np.empty((len(picked), 5), dtype=np.int64)
                    out[:, :2] = head
                    if pattern >= QUARTER:
                        out[:, 2], out[:, 3:] = picked, pair
                    else:
                        out[:, 2:4], out[:, 4] = pair, picked
                    return out

                found.row(value[row], keys)

    # -- keys ------------------------------------------------------------------------

    def _biases(self, keys: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(a, b, c) of each key on the axis `x`."""
        pattern = keys[:, 1]
        p, q, r = (x[keys[:, column]] for column in (2, 3, 4))
        half = 0.5 * (q - p)
        a = np.where(pattern <= POINT_PAIR, p, p + half)
        for special in (QUARTER, LEFT, RIGHT):
            mine = pattern == special
            a[mine] = self._centre(special, p[mine], q[mine], r[mine])
        up, uq, ur = (np.abs(z - a) for z in (p, q, r))
        b = np.select(
            [
                pattern == POINT_POINT,
                pattern == POINT_PAIR,
                pattern == PAIR_FIRST,
                pattern == PAIR_LAST,
                pattern == PAIR_HALF,
            ],
            [uq, 0.5 * (uq + ur), half, ur, 0.5 * (half + ur)],
            up,
        )
        last = np.select([pattern >= QUARTER, pattern >= PAIR_FIRST], [uq, half], ur)
        # in (0,2,1) the third sample fixes c, in (0,1,2) and (0,0,3) the pair does
        last = np.where(pattern == PAIR_FIRST, ur, last)
        return a, b, np.abs(last - b)

    def price_near(self, keys: np.ndarray, v: np.ndarray, above: float) -> np.ndarray:
        """For each key the strongest whose three samples lie few ranks away, if above."""
        n = len(self.grid)
        phi = hinge_correlations(self.grid.t, v)
        steps = np.array(np.meshgrid(_REACH, _REACH, _REACH)).reshape(3, -1).T
        near = np.repeat(keys[:, None], len(steps), axis=1)
        near[:, :, 2:] = np.clip(near[:, :, 2:] + steps, 0, n - 1)
        flat = near.reshape(-1, self.key_width)
        twin = _in_order(flat)
        values = np.array(self._folds(phi, *self._biases(flat, self.grid.t)))
        strength = np.abs(values[flat[:, 0], np.arange(len(flat))])
        strength = np.where(twin, 0.0, strength).reshape(near.shape[:2])
        best = np.argmax(strength, axis=1)
        rows = np.arange(len(keys))
        return np.unique(near[rows, best][strength[rows, best] > above], axis=0)

    def thinned(self, ranks: np.ndarray) -> DeepMirrors:
        """The same family over some of the samples."""
        return DeepMirrors(self.grid.at(ranks), self.shapes, self.patterns)

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        """Keys of a thinned dictionary as keys of this one."""
        return np.column_stack((keys[:, :2], ranks[keys[:, 2:]]))

    def all_keys(self) -> np.ndarray:
        n = len(self.grid)
        cube = np.argwhere(np.ones((n, n, n), dtype=bool))
        upper = np.column_stack(np.triu_indices(n, 1))
        third = np.tile(np.arange(n), len(upper))[:, None]
        pair = np.repeat(upper, n, axis=0)
        parts = []
        for s in range(len(self.shapes)):
            for pattern in self.patterns:
                if pattern == POINT_POINT:
                    ranks = cube
                elif pattern in (POINT_PAIR, QUARTER, LEFT, RIGHT):
                    ranks = np.hstack((third, pair))
                else:
                    ranks = np.hstack((pair, third))
                parts.append(np.insert(ranks, 0, [[s], [pattern]], axis=1))
        return np.concatenate(parts)

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        biases = np.array(self._biases(keys, self.grid.t))
        return folded_columns(self.grid.t[rows], biases, self.shapes, keys[:, 0])

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        a, b, c = self._biases(keys, self.grid.t)
        bent = np.array([bool(shape.inner) for shape in self.shapes])[keys[:, 0]]
        centred = np.array([shape.centre_bends for shape in self.shapes])[keys[:, 0]]

        def inside(u: np.ndarray) -> np.ndarray:
            """Kinks at distance u > 0 on both sides of the centre."""
            sides = (np.abs(a - u) < _EDGE).astype(float) + (np.abs(a + u) < _EDGE)
            return np.where(u > 1e-12, sides, 0.0)

        # the last layer bends where w = c; elsewhere only where it is not flat
        kinks = inside(b + c) + np.where(c > 1e-12, inside(np.maximum(b - c, 0)), 0.0)
        kinks += np.where(bent & (c > 1e-12), inside(b), 0.0)
        beside = np.abs(b - 1e-9)  # w just off the centre
        at_centre = (centred == 0) | np.where(centred > 0, beside > c, beside < c)
        kinks += (np.abs(a) < _EDGE) & at_centre
        return np.column_stack((kinks, generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        shape, x = self.shapes[key[0]], self.grid.x
        biases = self._biases(as_keys([tuple(key)], self.key_width), x - self.grid.origin)
        a, b, c = (float(bias[0]) for bias in biases)
        a, lost = self.grid.placed(a)
        unit = Unit(
            (ABS, ABS, shape.last),
            (1, 1, shape.last_sign),
            (-a, -b, -shape.last_sign * c),
            -lost,
        )
        points = [float(x[rank]) for rank in key[2:]]
        distances = [0.0, b, b + c] + ([b - c] if b >= c else [])
        positions = [a + side * u for u in distances for side in (1, -1)]
        return Feature(
            kind=f"double reflection {shape.name}".strip(),
            key=tuple(key),
            parameters={
                "center": a,
                "fold": b,
                "fold2": c,
                **dict(zip(("p", "q", "r"), points, strict=True)),
            },
            kinks=kinks_of(unit, positions, points),
            unit=unit,
            words="mirrored about {x} = {center}, again at distance {fold}, again at {fold2} "
            "from there (from {x} = {p}, {q}, {r})",
        )


def _in_order(keys: np.ndarray) -> np.ndarray:
    """Sort, in place, the two ranks of each key that form a pair; which are one sample twice."""
    first = np.where(keys[:, 1] == POINT_POINT, 0, 3)
    first[(keys[:, 1] >= PAIR_FIRST) & (keys[:, 1] <= PAIR_HALF)] = 2
    twin = np.zeros(len(keys), dtype=bool)
    for column in (2, 3):
        mine = first == column
        pair = np.sort(keys[mine, column : column + 2], axis=1)
        keys[mine, column : column + 2] = pair
        twin[mine] = pair[:, 0] == pair[:, 1]
    return twin
