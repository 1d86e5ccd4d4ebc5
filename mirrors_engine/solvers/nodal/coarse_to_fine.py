"""A cold start: the active set alone, or from an interior point on few nodes, then on more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report
from mirrors_engine.solvers.nodal.active_set import ActiveSet, Outcome
from mirrors_engine.solvers.nodal.guesses import of_interior
from mirrors_engine.solvers.nodal.interior_point import InteriorPoint
from mirrors_engine.solvers.nodal.known_signs import Guess
from mirrors_engine.solvers.nodal.loss_block import Squares
from mirrors_engine.solvers.nodal.nodes import Samples

# samples up to which the active set is tried alone first, and passes over them that it may take:
# nearly always enough, and a pass was measured to take less time there than a step of the
# interior point
SHORT = 20_000
_ALONE = 24
FEW = 512  # nodes of a first attempt, at most: enough where there are few kinks
FEWEST = 100  # of them, below which it saves nothing
THIN = 6  # samples for each of them, at least
NODES = 4096  # of the next; up to three times as many samples are all taken at once
FINER = 8  # how much closer the nodes lie in the next round
CROWDED = 1 / 8  # share of the first nodes that are kinks, from which the attempt is hopeless
SHARE = 0.5  # of the samples as nodes, from which a thinned problem saves nothing
ENOUGH = 1e-10  # relative gap of an answer that is not exact but good enough
_STOPS = (1e-6, 1e-8, 1e-10, 1e-12)
_COARSE_STOPS = (1e-7, 1e-9)
_ATTEMPT = 16  # passes over the samples from one guess of a thinned problem


class ColdStart:
    """Looks for the optimum from nothing.

    Parameters
    ----------
    hidden : bool
        As for `ActiveSet`.
    thinned : bool
        Whether to begin with few of the nodes.
    first : Guess, optional
        Where the active set begins that is tried alone up to `SHORT` samples; without a kink if
        None.
    """

    def __init__(
        self,
        samples: Samples,
        lam: float,
        hidden: bool,
        step: Report,
        check: Check,
        thinned: bool = True,
        first: Guess | None = None,
    ) -> None:
        self.samples, self.lam, self.hidden = samples, lam, hidden
        self.step, self.check, self.thinned = step, check, thinned
        ends = np.array([0, len(samples) - 1])
        self.first = first or Guess(ends, np.zeros(2), 0.0, False)
        self.best: Outcome | None = None
        self.interior = False  # whether an interior point was asked

    def solve(self) -> Outcome | None:
        """The best fit that was found; its gap says how good it is. None if rounding left none."""
        n, first = len(self.samples), NODES
        few = min(FEW, n // THIN)
        if self.thinned and n <= SHORT and self.lam > 0:
            found = self._active_set(_ALONE).solve(self.first)
            # without a kink, that none is missing says only that λ is within rounding of λ_max
            if found.settled and found.gap <= ENOUGH and len(found.guess.nodes) > 2:
                self.best = found
                return found
        if self.thinned and few >= FEWEST:
            self._refined(few, CROWDED)
        while self.thinned and not self._good and 3 * first <= n:
            if self._refined(first):
                break
            if first > NODES and self.best and len(self.best.guess.nodes) > 0.25 * first:
                break
            first *= FINER
        if not self._good:
            self._on(np.arange(n), _STOPS, True)
        return self.best

    @property
    def _good(self) -> bool:
        return self.best is not None and self.best.gap <= ENOUGH

    def _refined(self, count: int, most: float = 1.0) -> bool:
        """From `count` equidistant nodes to all samples, near the kinks only.

        Given up at once where more than `most` of the nodes are kinks.
        """
        n = len(self.samples)
        distance = n / count
        nodes = np.unique(np.round(np.linspace(0, n - 1, count)).astype(np.int64))
        while True:
            guess = self._on(nodes, _COARSE_STOPS, distance <= 1, most * len(nodes))
            if self._good:
                return True
            if distance <= 1 or guess is None or self.best is None:
                return False
            distance = max(1.0, distance / FINER)
            missing, _ = self.best.priced.violations()
            near = np.concatenate((guess.nodes, self.best.guess.nodes, missing))
            around = np.unique(np.round(np.arange(-FINER, FINER + 1) * distance).astype(np.int64))
            if len(near) * len(around) > 20 * n:
                return False
            chosen = np.zeros(n, dtype=bool)
            chosen[[0, -1]] = True
            for away in around:
                chosen[np.clip(near + away, 0, n - 1)] = True
            nodes = np.flatnonzero(chosen)
            if len(nodes) > SHARE * n:
                return False

    def _on(
        self,
        nodes: np.ndarray,
        stops: tuple[float, ...],
        to_the_end: bool,
        most: float = np.inf,
    ) -> Guess | None:
        """Try guesses from the interior points on these nodes; the last guess."""
        guess = None
        for guess in self._guesses(nodes, stops):
            if len(guess.nodes) > most:
                return None
            found = self._active_set(_ATTEMPT).solve(guess)
            if self.best is None or found.gap < self.best.gap:
                self.best = found
            if self._good or not to_the_end:
                break
        return guess

    def _active_set(self, rounds: int) -> ActiveSet:
        return ActiveSet(self.samples, self.lam, self.hidden, self.step, self.check, rounds)

    def _guesses(self, nodes: np.ndarray, stops: tuple[float, ...]) -> Iterator[Guess]:
        self.interior = True
        samples = self.samples
        mass = samples.mass(nodes)
        method = InteriorPoint(samples, samples.y[nodes], mass.widths, Squares(mass), self.lam)
        for point in method.run(stops, self.check):
            yield of_interior(samples.cost, point, nodes)
