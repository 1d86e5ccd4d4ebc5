"""The polytope of optimal weights, and the linear programs over it."""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.linear_program import Method, ProgramError, minimise
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

POSITIVE = 1e-8  # share of ||z||₁ above which a weight counts as more than rounding
_METHODS = (Method(presolve=False), Method("ipm"))
_DEPENDENT = 1e-10  # singular value, relative, that counts as zero


class Polytope:
    """{v ≥ 0 : rows v = rows start}, the optimal weights with their signs and norm taken out.

    Every optimal z has the same norm, so Σv = 1 on all of it: it is bounded.

    Parameters
    ----------
    rows : (m, K) ndarray
        Signed columns of the equicorrelation set, any invertible combination of rows.
    start : (K,) ndarray
        One point of it, non-negative with sum 1.
    check : callable
        Called between programs; may raise `Cancelled`.

    Attributes
    ----------
    movable : (K,) bool ndarray
        Which weights are positive somewhere.
    rank : int
        Rank of all columns.
    dimension : int
        Of the polytope; 0 where the weights are unique.
    centre : (K,) ndarray
        A point whose movable weights are all positive.
    vertices : list of (K,) ndarray
        Basic points found so far, `start` among them.
    """

    def __init__(self, rows: np.ndarray, start: np.ndarray, check: Check) -> None:
        self.rows = rows[np.any(rows != 0, axis=1)]
        self.start = start
        self.rank = _rank(self.rows, check)
        self.movable = start > POSITIVE
        self.vertices = [start]
        self.centre = start
        self._moves: np.ndarray | None = None
        if self.rank < len(start):
            self._explore(check)
        moving = self.rows[:, self.movable]
        self.dimension = moving.shape[1] - _rank(moving, check)

    def _explore(self, check: Check) -> None:
        """Raise whatever is still zero, until nothing more can be raised."""
        found = self.movable.copy()
        self.movable = np.ones(len(found), dtype=bool)
        points = [self.start]
        while not found.all():
            check()
            v = self.extreme(np.where(found, 0.0, -1.0), check)
            new = (v > POSITIVE) & ~found
            if not new.any():
                break
            found |= new
            points.append(v)
        self.movable = found
        self.centre = np.mean(points, axis=0)

    def extreme(self, costs: np.ndarray, check: Check = no_check) -> np.ndarray:
        """A basic point of least costsᵀv.

        Raises
        ------
        MirrorsError
            If the program fails, which only rounding can make it do.
        """
        at = np.flatnonzero(self.movable)
        size = float(np.abs(costs[at]).max(initial=0.0)) or 1.0
        target = self.rows @ self.start
        try:
            found = minimise(
                costs[at] / size, self.rows[:, at], target, target, check, methods=_METHODS
            )
        except ProgramError as error:
            raise MirrorsError(
                "The linear program over the optimal weights failed: try a slightly different "
                "lambda."
            ) from error
        v = np.zeros(len(self.start))
        v[at] = np.maximum(found.x, 0.0)
        self.vertices.append(v)
        return v

    def range_of(self, j: int, check: Check = no_check) -> tuple[float, float]:
        """Least and greatest weight of feature j."""
        if not self.movable[j]:
            return 0.0, 0.0
        if self.dimension == 0:
            return float(self.start[j]), float(self.start[j])
        unit = np.zeros(len(self.start))
        unit[j] = 1.0
        # a known point without the feature needs no program
        low = min(float(v[j]) for v in self.vertices)
        if low > POSITIVE:
            low = float(self.extreme(unit, check)[j])
        high = float(self.extreme(-unit, check)[j])
        return (low if low > POSITIVE else 0.0), high

    def exact(self, v: np.ndarray) -> np.ndarray:
        """The same basic point, solved again on its support."""
        support = np.flatnonzero(v > POSITIVE)
        solved = np.zeros(len(v))
        target = self.rows @ self.start
        solved[support] = np.linalg.lstsq(self.rows[:, support], target, rcond=None)[0]
        return solved if solved.min() >= 0 else v

    def random_vertex(self, rng: np.random.Generator, check: Check = no_check) -> np.ndarray:
        """A basic point of least random costs."""
        return self.exact(self.extreme(rng.standard_normal(len(self.start)), check))

    def random_point(self, rng: np.random.Generator, check: Check = no_check) -> np.ndarray:
        """A point of the inside: a random mixture of known points, then hit-and-run."""
        known = np.array([self.centre, *self.vertices[-20:]])
        v = 0.1 * self.centre + 0.9 * (rng.dirichlet(np.ones(len(known))) @ known)
        at = np.flatnonzero(self.movable)
        if self._moves is None:
            self._moves = _null_space(self.rows[:, at], check)
        basis = self._moves
        inside = v[at]
        for step in range(20 + 2 * basis.shape[1]):
            if step % 100 == 99:
                check()
            direction = basis @ rng.standard_normal(basis.shape[1])
            steps = -inside / np.where(direction == 0, np.inf, direction)
            forward = steps[direction < 0].min(initial=np.inf)
            backward = steps[direction > 0].max(initial=-np.inf)
            inside = np.maximum(inside + rng.uniform(backward, forward) * direction, 0.0)
        v = np.zeros(len(v))
        v[at] = inside
        return v


def _rank(rows: np.ndarray, check: Check) -> int:
    if not rows.size:
        return 0
    work = 10.0 * rows.size * min(rows.shape)
    values = in_background(lambda: np.linalg.svd(rows, compute_uv=False), check, work)
    return int(np.sum(values > _DEPENDENT * values[0]))


def _null_space(rows: np.ndarray, check: Check) -> np.ndarray:
    """Orthonormal basis of the moves that keep the fit, (K, dimension)."""
    work = 20.0 * rows.size * max(rows.shape)
    _, values, vt = in_background(lambda: np.linalg.svd(rows, full_matrices=True), check, work)
    return vt[int(np.sum(values > _DEPENDENT * values[0])) :].T
