"""The path as lines, a row of weights a neuron: the strongest of however many; on the worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.features.feature import Key
from mirrors_engine.features.features import keys_of
from mirrors_engine.progress import Monitor
from mirrors_gui.compute.problem_cache import PathPoint

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

MOST = 300  # lines drawn; the strongest
FINEST = 0.003  # decades between two points of the whole path: less than a pixel
CELLS = 1300  # of a part of it likewise
MORE = (4, 8, 16, 32)  # values of λ solved in a part, besides those of the path: level by level


@dataclass(frozen=True, eq=False)
class PathLines:
    """Lines of a path, or of a part of it.

    Attributes
    ----------
    path : tuple of PathPoint
        Of which it was made.
    part : (float, float)
        Largest and smallest λ/λ_max asked for.
    solved : int
        λ values solved for this part besides those of the path.
    keys : tuple of keys
    x : (P,) ndarray
        -log10(λ/λ_max), rising.
    z : (K, P) ndarray
        Weights, a row a key.
    neurons : int
        Neurons of which these are the strongest, as many as take part at some λ drawn.
    """

    path: tuple[PathPoint, ...]
    part: tuple[float, float]
    solved: int
    keys: tuple[Key, ...]
    x: np.ndarray
    z: np.ndarray
    neurons: int


def path_lines(
    path: tuple[PathPoint, ...],
    part: tuple[float, float],
    coarse: bool,
    problem: Problem | None,
    start: FitResult | None,
    monitor: Monitor,
) -> Iterator[PathLines]:
    """Lines of a part of the path; where it is `coarse` more and more λ are solved for them."""
    points = _within(path, *part)
    yield lines_of(points, path, part, 0)
    if not coarse or problem is None or start is None or problem.signal is not start.signal:
        return
    solved: list[PathPoint] = []
    for count in MORE:
        for ratio in np.geomspace(*part, count + 2)[1:-1]:
            result = problem.solve(float(ratio) * problem.lam_max, start=start, monitor=monitor)
            start = result
            keys = keys_of(result.features, 0)
            solved.append(PathPoint(float(ratio), len(keys), keys, result.weights))
        every = sorted((*points, *solved), key=lambda point: -point.lam_ratio)
        yield lines_of(every, path, part, len(solved))


def lines_of(
    points: Sequence[PathPoint],
    path: tuple[PathPoint, ...],
    part: tuple[float, float],
    solved: int,
) -> PathLines:
    """The lines through points, λ falling.

    Points closer than can be seen are left out, and neurons that live in between only. A line is
    among the strongest where its largest weight is.
    """
    x = -np.log10(np.array([point.lam_ratio for point in points]))
    kept = thinned(x, min(FINEST, float(np.log10(part[0] / part[1])) / CELLS or FINEST))
    points, x = [points[i] for i in kept], x[kept]
    width = max((point.keys.shape[1] for point in points), default=0)
    found = [
        (point.keys[some], point.weights[some])
        for point in points
        if len(point.keys)  # the keys of none have no width
        for some in [_largest(point)]
    ]
    keys = np.concatenate([keys for keys, _ in found] or [np.empty((0, width))])
    sizes = np.abs(np.concatenate([weights for _, weights in found] or [np.empty(0)]))
    names, owner = np.unique(keys, axis=0, return_inverse=True)
    peaks = np.zeros(len(names))
    np.maximum.at(peaks, owner.ravel(), sizes)
    chosen = names[np.sort(np.argsort(-peaks, kind="stable")[:MOST])]
    z = np.zeros((len(chosen), len(points)))
    for p, point in enumerate(points):
        at = places(point.keys, chosen)
        there = at >= 0
        z[there, p] = point.weights[at[there]]
    neurons = max((point.neurons for point in points), default=0)
    return PathLines(
        path, part, solved, tuple(map(tuple, chosen.tolist())), x, z, max(neurons, len(names))
    )


def thinned(x: np.ndarray, cell: float = FINEST) -> np.ndarray:
    """Which of rising positions to draw: the first of every cell, and the last of all."""
    new_cell = np.diff(np.floor(x / cell), prepend=-np.inf) > 0
    new_cell[-1:] = True
    return np.flatnonzero(new_cell)


def places(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each wanted key is among keys in their fixed order; -1 where it is not.

    Both (K, width) and sorted column after column, so that a search by halves finds them.
    """
    low = np.zeros(len(wanted), dtype=int)
    high = np.full(len(wanted), len(keys))
    while (open_ := low < high).any():
        middle = np.minimum((low + high) // 2, max(len(keys) - 1, 0))
        before = open_ & _less(keys[middle], wanted)
        low = np.where(before, middle + 1, low)
        high = np.where(open_ & ~before, middle, high)
    at = np.minimum(low, max(len(keys) - 1, 0))
    if not len(keys):
        return np.full(len(wanted), -1)
    same = (low < len(keys)) & (keys[at] == wanted).all(axis=1)
    return np.where(same, at, -1)


def _less(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Row by row, whether a comes before b in the fixed order."""
    different = a != b
    first = different.argmax(axis=1)
    rows = np.arange(len(a))
    return different.any(axis=1) & (a[rows, first] < b[rows, first])


def _largest(point: PathPoint) -> np.ndarray:
    """The strongest neurons of a point, as many as lines are drawn."""
    size = np.abs(point.weights)
    if len(size) <= MOST:
        return np.arange(len(size))
    return np.sort(np.argpartition(size, -MOST)[-MOST:])


def _within(path: tuple[PathPoint, ...], top: float, bottom: float) -> list[PathPoint]:
    """The points of a part, and one beyond on either side."""
    ratios = -np.array([point.lam_ratio for point in path])
    first = max(int(np.searchsorted(ratios, -top)) - 1, 0)
    last = min(int(np.searchsorted(ratios, -bottom, side="right")) + 1, len(path))
    return list(path[first:last])
