"""Where the fit follows the data: long runs of samples that are all kinks of one sign.

Inside such a run the residual is zero and every multiplier is at its bound. Without the run's
inner samples the problem has the same cost, as slope changes of one sign add up to the change
from end to end, and the same optimum elsewhere. So a start near the optimum leaves a short
problem around the ends of its runs, and the inner samples come back as kinks.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from mirrors_engine.solvers.nodal.known_signs import Guess
from mirrors_engine.solvers.nodal.nodes import Samples

MARGIN = 24  # samples of a run that stay at each of its ends, at least
SHARE = 1 / 20  # of the run that stays there: about what a change of λ by a tenth moves
WORTH = 0.25  # share of the samples that must go


class WithoutRuns:
    """The samples without the inside of the runs of a guess.

    Attributes
    ----------
    kept : (N',) ndarray of int
        Ranks of the samples that stay.
    samples : Samples
        Those.
    guess : Guess
        The kinks among them.
    """

    def __init__(self, samples: Samples, guess: Guess) -> None:
        self._whole = samples
        signs = np.zeros(len(samples))
        signs[guess.nodes] = guess.signs
        self._blocks = _insides(signs)
        stays = np.ones(len(samples), dtype=bool)
        for first, last, _ in self._blocks:
            stays[first:last] = False
        self.kept = np.flatnonzero(stays)
        at = self.kept
        self.samples = Samples(samples.x[at], samples.y[at], samples.w[at], samples.cost)
        kinks = stays[guess.nodes]
        nodes = np.searchsorted(at, guess.nodes[kinks])
        self.guess = Guess(nodes, guess.signs[kinks], guess.nu, guess.free)

    @property
    def shorter(self) -> bool:
        """Whether there is a run with an inside."""
        return len(self.kept) < len(self._whole)

    @property
    def worthwhile(self) -> bool:
        """Whether the shorter problem saves much."""
        return len(self.kept) <= (1 - WORTH) * len(self._whole)

    def filled(self, guess: Guess) -> Guess:
        """The kinks of the shorter problem, and those inside the runs that still hold."""
        n = len(self._whole)
        signs, there = np.zeros(n), np.zeros(n, dtype=bool)
        at = self.kept[guess.nodes]
        signs[at], there[at] = guess.signs, True
        for first, last, sign in self._blocks:
            if signs[first - 1] == sign == signs[last]:
                signs[first:last], there[first:last] = sign, True
        nodes = np.flatnonzero(there)
        return Guess(nodes, signs[nodes], guess.nu, guess.free)


def has_runs(guess: Guess, n: int) -> bool:
    """Whether a guess among n samples has a run with an inside, as `shorter` says."""
    signs = np.zeros(n)
    signs[guess.nodes] = guess.signs
    ends = np.flatnonzero(np.diff(signs, prepend=0.0, append=0.0))
    long = np.diff(ends) > 3 * MARGIN  # the share of a run that stays is less than a third of it
    return bool(np.any(long & (signs[ends[:-1]] != 0)))


def _insides(signs: np.ndarray) -> list[tuple[int, int, float]]:
    """First rank, rank behind the last, and sign of what can go of each run."""
    ends = np.flatnonzero(np.diff(signs, prepend=0.0, append=0.0))
    found = []
    for first, last in pairwise(ends):
        margin = max(MARGIN, int(SHARE * (last - first)))
        if signs[first] and last - first > 3 * margin:
            found.append((int(first) + margin, int(last) - margin, float(signs[first])))
    return found
