"""The quantile loss over the values of the fit: an interior point, then the vertex it points at.

The nodes of the interior point are few of the samples at first. Closer ones are needed only near
kinks, unless these are so many that all samples are taken.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Solution
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.nodal.guesses import of_interior
from mirrors_engine.solvers.nodal.interior_point import InteriorPoint
from mirrors_engine.solvers.nodal.nodes import Samples, kinks_of
from mirrors_engine.solvers.nodal.row_block import RowBlock
from mirrors_engine.solvers.nodal.vertex import BOUND, Answer, inside, vertex
from mirrors_engine.utils.arrays import diff
from mirrors_engine.utils.memory import check_memory

NODES = 1024  # of the first interior point, at least
FINER = 32  # how much closer the nodes lie in the next round
MOST = 0.5  # share of the samples as nodes, from which all are taken
ROUNDS = 12  # sets of nodes that are tried
ENOUGH = 1e-10  # relative gap of an answer that is no vertex but good enough
_STOPS = (1e-7, 1e-9, 1e-11, 1e-13)
_NUMBERS = 200  # that the interior point keeps of each sample


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def solve(
    dictionary: Dictionary, rows: RowLoss, lam: float, step: Report, check: Check
) -> Solution | None:
    """The optimum with exact dual values, or None where rounding keeps it from a small gap.

    Raises
    ------
    SizeError
        If all samples are needed as nodes, and memory does not hold them.
    """
    return _Rounds(dictionary, rows, lam, step, check).solve()


class _Rounds:
    """One set of nodes after the other."""

    def __init__(
        self, dictionary: Dictionary, rows: RowLoss, lam: float, step: Report, check: Check
    ) -> None:
        self.dictionary, self.rows, self.lam = dictionary, rows, lam
        self.step, self.check = step, check
        cost = dictionary.slope_cost(rows.free.line)
        assert cost is not None
        self.cost = cost
        self.t, n = dictionary.grid.t, len(dictionary.grid)
        self.scale = (n - 1) / (self.t[-1] - self.t[0])
        x = (self.t - self.t[0]) * self.scale
        self.samples = Samples(x, rows.rows.means, np.ones(n), cost)
        self.best: Answer | None = None  # a vertex, but other kinks are missing: those of `missing`
        self.missing = np.zeros(0, dtype=np.int64)

    def solve(self) -> Solution | None:
        """The optimum."""
        n = len(self.samples)
        first = max(NODES, n // FINER)
        distance = max(1.0, n / first)
        nodes = np.unique(np.round(np.linspace(0, n - 1, min(n, first))).astype(np.int64))
        for _ in range(ROUNDS):
            self.best = None
            near = self._kinks(nodes, distance <= 1)
            if isinstance(near, Solution):
                return near
            if len(nodes) == n:
                return None
            if near is None or (distance <= 1 and self.best is None):
                nodes = np.arange(n)
            else:
                kept = None
                if self.best is not None:
                    near = np.unique(np.concatenate((near, self.best.nodes, self.missing)))
                    kept = nodes
                distance = max(1.0, distance / FINER)
                nodes = _refined(near, distance, n, kept)
            if len(nodes) > MOST * n:
                nodes, distance = np.arange(n), 1.0
                check_memory(
                    _NUMBERS * float(n),
                    f"The quantile with a node at each of {n} samples",
                    "use a larger lam, which needs fewer, or thin the signal",
                )
        return None

    def _kinks(self, nodes: np.ndarray, last: bool) -> Solution | np.ndarray | None:
        """The optimum, or else where the interior point on these nodes has kinks.

        Only of the `last` nodes, which lie closest, vertices are tried.
        """
        samples, rows, lam = self.samples, self.rows, self.lam * self.scale
        block = RowBlock(samples, nodes, rows)
        widths = diff(samples.x[nodes])
        method = InteriorPoint(samples, samples.y[nodes], widths, block, lam)
        guess, v = None, block.v
        for point in method.run(_STOPS if last else _STOPS[:1], self.check):
            guess, v = of_interior(self.cost, point, nodes), block.v
            self.step("solving", len(guess.nodes) - 2, min(1.0, point.relative), None)
            if not last:
                continue
            chosen = np.searchsorted(nodes, guess.nodes)
            found = vertex(samples, rows, block, guess, np.abs(point.kinks[chosen]), lam)
            if found is None or not found.consistent:
                continue
            if self._is_optimal(found):
                return self._solution(found, "interior point, exact vertex")
            self.best = found
            if len(nodes) < len(samples):
                break
        if guess is not None and len(nodes) == len(samples):
            chosen = np.searchsorted(nodes, guess.nodes)
            found = inside(samples, guess, point.e[chosen], rows.feasible(v))
            solution = self._solution(found, "interior point")
            gap = relative_gap_of(self.dictionary, rows, self.lam, solution, self.check)
            if gap <= ENOUGH:
                return solution
        return None if guess is None else guess.nodes

    def _is_optimal(self, found: Answer) -> bool:
        """Whether no feature correlates more than it may; `missing` are the kinks of some."""
        v, limit = self.rows.rows.per_sample(found.v), self.lam * (1 + BOUND)
        priced = self.dictionary.price(v, above=limit, limit=512, check=self.check)
        at = self.dictionary.breakpoints(priced.keys).positions.ravel()
        self.missing = np.clip(np.searchsorted(self.t, at), 0, len(self.t) - 1)
        return priced.bound <= limit

    def _solution(self, found: Answer, name: str) -> Solution:
        changes = np.zeros(len(self.samples))
        changes[found.nodes] = self.scale * kinks_of(found.slopes, False)
        first = None if self.rows.free.line else self.scale * float(found.slopes[0])
        keys, weights = self.dictionary.of_slopes(first, changes)
        keys = as_keys(keys, self.dictionary.key_width)
        return Solution(keys, weights, (found.v,), 1, name)


def _refined(near: np.ndarray, distance: float, n: int, kept: np.ndarray | None) -> np.ndarray:
    around = np.unique(np.round(np.arange(-FINER, FINER + 1) * distance).astype(np.int64))
    chosen = np.zeros(n, dtype=bool)
    chosen[[0, -1]] = True
    if kept is not None:
        chosen[kept] = True
    for away in around:
        chosen[np.clip(near + away, 0, n - 1)] = True
    return np.flatnonzero(chosen)
