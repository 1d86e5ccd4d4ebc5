"""|·| and symmetrised networks of any depth, every vertex listed (THEORY 2).

A chain of D folds u ↦ |u - a_l| has a zero at layer l on exactly the points
x = a_1 ± a_2 ± … ± a_l with the signs its folds allow, so a vertex solves a linear system
M a = x_S with one row (1, ±1, …, ±1, 0, …) for each of D zero conditions (layer, sample).
All zero counts with k_l + … + k_D ≥ D - l + 1 and all sign matrices are solved for all
samples; what does not satisfy its own conditions is dropped. Networks of three and four
layers have families of their own that never list anything; the list serves five layers on
short signals, and as an independent check of the other two.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np

from mirrors_engine.dictionaries.base import (
    Candidates,
    Check,
    Grid,
    Pricing,
    as_keys,
    generic_costs,
    no_check,
)
from mirrors_engine.dictionaries.mirrors import Shape
from mirrors_engine.feature import Feature, kinks_of
from mirrors_engine.network.activation import ABS
from mirrors_engine.network.unit import Unit

_CHUNK = 1 << 18  # systems solved at a time
_SAME = 1e-11  # biases closer than this name one unit


def zero_counts(folds: int) -> list[tuple[int, ...]]:
    """Numbers of zero conditions per layer that fix all biases: 2, 5, 14, … patterns."""
    return [
        k
        for k in itertools.product(range(folds + 1), repeat=folds)
        if sum(k) == folds and all(sum(k[layer:]) >= folds - layer for layer in range(folds))
    ]


def sign_matrices(counts: tuple[int, ...]) -> list[np.ndarray]:
    """The systems M of one pattern, one of each class.

    Flipping the sign of a column renames a_l as -a_l, and rows of one layer may trade
    their samples: neither gives another unit.
    """
    folds = len(counts)
    layers = [layer for layer in range(folds) for _ in range(counts[layer])]
    choices = [
        [
            (1, *signs) + (0,) * (folds - 1 - layer)
            for signs in itertools.product((1, -1), repeat=layer)
        ]
        for layer in layers
    ]
    flips = [np.array((1, *flip)) for flip in itertools.product((1, -1), repeat=folds - 1)]
    classes: dict[tuple, np.ndarray] = {}
    for rows in itertools.product(*choices):
        matrix = np.array(rows)
        if abs(np.linalg.det(matrix)) < 0.5:
            continue
        name = min(
            tuple(
                sorted(
                    (layer, *row)
                    for layer, row in zip(layers, (matrix * flip).tolist(), strict=True)
                )
            )
            for flip in flips
        )
        classes.setdefault(name, np.array([row[1:] for row in name]))
    return list(classes.values())


@cache
def _systems(folds: int) -> tuple[tuple[tuple[int, ...], np.ndarray], ...]:
    """(layer of each row, M) of every class of every pattern."""
    return tuple(
        (tuple(layer for layer in range(folds) for _ in range(counts[layer])), matrix)
        for counts in zero_counts(folds)
        for matrix in sign_matrices(counts)
    )


class Vertices:
    """All shapes on the listed vertices; keys are (shape, place in the list)."""

    degree = 1
    key_width = 2

    def __init__(self, grid: Grid, shapes: tuple[Shape, ...], layers: int) -> None:
        self.grid = grid
        self.shapes = shapes
        self.folds = layers - 1
        self._biases: np.ndarray | None = None
        self._matrix: np.ndarray | None = None

    @property
    def size(self) -> int:
        return len(self.shapes) * len(self.biases())

    @staticmethod
    def size_of(n: int, shapes: tuple[Shape, ...], layers: int) -> int:
        """Upper bound: one unit for each sign matrix and choice of samples."""
        return len(shapes) * len(_systems(layers - 1)) * n ** (layers - 1)

    def biases(self, check: Check = no_check) -> np.ndarray:
        """a_1..a_D of every vertex, sorted and distinct, on the normalised axis."""
        if self._biases is None:
            parts = [np.empty((0, self.folds))]
            for layers, matrix in _systems(self.folds):
                parts.extend(self._solve(layers, matrix, check))
                parts = [_distinct(np.concatenate(parts))]
            self._biases = parts[0]
        return self._biases

    def _solve(
        self, layers: tuple[int, ...], matrix: np.ndarray, check: Check
    ) -> Iterator[np.ndarray]:
        """Solutions that satisfy their own zero conditions, chunk by chunk."""
        t = self.grid.t
        n = len(t)
        inverse = np.linalg.inv(matrix)
        for begin in range(0, n**self.folds, _CHUNK):
            check()
            number = np.arange(begin, min(begin + _CHUNK, n**self.folds))
            samples = np.stack(np.unravel_index(number, (n,) * self.folds), axis=1)
            for row in range(1, self.folds):
                if layers[row] == layers[row - 1]:  # two zeros of one layer are two samples
                    samples = samples[samples[:, row] != samples[:, row - 1]]
            points = t[samples]
            a = points @ inverse.T
            a[:, 1:] = np.abs(a[:, 1:])
            for row, layer in enumerate(layers):
                value = points[:, row]
                for fold in range(layer):
                    value = np.abs(value - a[:, fold])
                fine = np.abs(value - a[:, layer]) <= _SAME
                a, points = a[fine], points[fine]
            yield _distinct(a)

    def _dense(self, check: Check) -> np.ndarray:
        """Values after all folds but the last layer's shape, (N, vertices)."""
        if self._matrix is None:
            self._matrix = self._folded(self.biases(check), self.grid.t)
        return self._matrix

    @staticmethod
    def _folded(a: np.ndarray, t: np.ndarray) -> np.ndarray:
        out = np.abs(t[:, None] - a[:, 0])
        for fold in range(1, a.shape[1] - 1):
            out -= a[:, fold]
            np.abs(out, out=out)
        out -= a[:, -1]
        return out

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        found = Candidates(above, every)
        matrix = self._dense(check)
        step = max(1, _CHUNK // max(len(self.grid), 1))
        for begin in range(0, matrix.shape[1], step):
            check()
            block = matrix[:, begin : begin + step]
            for s, shape in enumerate(self.shapes):
                values = v @ shape.activations[-1](shape.last_sign * block)
                head = np.array([s])
                found.row(
                    values,
                    lambda k, head=head, begin=begin: np.insert(  # type: ignore[misc]
                        k[:, None] + begin, 0, head, axis=1
                    ),
                )
        return found.result(self.key_width, limit)

    def all_keys(self) -> np.ndarray:
        return np.argwhere(np.ones((len(self.shapes), len(self.biases())), dtype=bool))

    def columns(self, keys: np.ndarray) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        out = self._folded(self.biases()[keys[:, 1]], self.grid.t)
        for s, shape in enumerate(self.shapes):
            mine = keys[:, 0] == s
            out[:, mine] = shape.activations[-1](shape.last_sign * out[:, mine])
        return out

    def rearrange(self, keys: np.ndarray, z: np.ndarray) -> None:
        return None

    def preference(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        first, last = self.grid.x[0], self.grid.x[-1]
        kinks = [
            sum(first < kink.position < last for kink in self.feature(key).kinks)
            for key in map(tuple, keys.tolist())
        ]
        return np.column_stack((np.array(kinks, dtype=float), generic_costs(keys)))

    def feature(self, key: tuple[int, ...]) -> Feature:
        shape = self.shapes[key[0]]
        normal = self.biases()[key[1]]
        a = normal * self.grid.half
        a[0] += self.grid.middle
        signs = (1,) * (self.folds - 1) + (shape.last_sign,)
        activations = (ABS,) * (self.folds - 1) + (shape.activations[-1],)
        biases = tuple(-sign * float(bias) for sign, bias in zip(signs, a, strict=True))
        unit = Unit(activations, signs, biases)
        positions = {float(a[0])}
        for layer in range(1, self.folds):
            for chosen in itertools.product((1, -1), repeat=layer):
                positions.add(float(a[0] + sum(s * b for s, b in zip(chosen, a[1:], strict=False))))
        return Feature(
            kind=f"{self.folds}-fold reflection {shape.name}".strip(),
            key=tuple(key),
            parameters={"center": float(a[0])}
            | {f"fold{layer}": float(b) for layer, b in enumerate(a[1:], start=1)},
            kinks=kinks_of(unit, sorted(positions), self.grid.x.tolist()),
            unit=unit,
            words="mirrored about {x} = {center}, then folded "
            f"{self.folds - 1} more times, at distances "
            + ", ".join(f"{{fold{layer}}}" for layer in range(1, self.folds)),
        )


def _distinct(a: np.ndarray) -> np.ndarray:
    """Rows that differ, sorted."""
    if not len(a):
        return a
    names = np.round(a / _SAME / 16).astype(np.int64)
    _, first = np.unique(names, axis=0, return_index=True)
    return a[first]
