"""Where the runs of kinks end at another λ, found for all runs at once by search.

Inside a run the fit follows the data, and a change of λ moves its ends. A run that ends too early
shows: the multiplier exceeds its bound beyond the end. One that ends too late has kinks of the
wrong sign at its end, and no such excess. So each end is searched like a zero between these two
signs, a few exact solves for what would be a hundred that drop or add one kink at a time.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.solvers.nodal.dense_runs import MARGIN
from mirrors_engine.solvers.nodal.known_signs import Fit, Guess
from mirrors_engine.solvers.nodal.nodes import Samples
from mirrors_engine.solvers.nodal.pricing import EXCESS, Priced

_MOST_ROUNDS = 30  # twice what a search among 10⁴ samples takes
# Beyond an end that is d samples too early the excess was measured to last for 2.8 d to 3 d on
# smooth data, as that of a cubic with a double zero at the end does.
_LASTS = 3


def with_moved_ends(samples: Samples, lam: float, guess: Guess, check: Check) -> Guess:
    """The guess with every run of kinks as long as λ asks for, single kinks as they are."""
    ends = _Ends(guess, len(samples))
    for _ in range(_MOST_ROUNDS):
        check()
        fit = Fit(samples, samples.mass(guess.nodes), guess, lam)
        moved = ends.move(Priced(fit), fit.wrong)
        guess = replace(guess, nu=fit.nu)
        if not moved:
            break
        guess = ends.applied(guess)
    return guess


class _Ends:
    """Both ends of each run, as ranks that grow outwards, and the ranks that each lies between."""

    def __init__(self, guess: Guess, n: int) -> None:
        self._single = np.zeros(n)  # signs of the kinks that are in no run
        self._single[guess.nodes] = guess.signs
        edges = np.flatnonzero(np.diff(self._single, prepend=0.0, append=0.0))
        first, behind = edges[:-1], edges[1:]
        runs = (behind - first > 2 * MARGIN) & (self._single[first] != 0)
        first, last = first[runs], behind[runs] - 1
        self._sign = np.tile(self._single[first], 2)
        self._way = np.repeat([-1, 1], len(first))
        self._end = self._way * np.concatenate((first, last))
        self._early = self._way * np.tile((first + last) // 2, 2)
        self._late = np.where(self._way > 0, n, 1)
        self._back = np.full(len(self._end), MARGIN)  # the excess leads out again what is too early
        self._single[self._filled() != 0] = 0.0

    def move(self, priced: Priced, wrong: np.ndarray) -> bool:
        """Move each end that is too early or too late; whether there was any."""
        end = self._end
        excess = self._excess(priced)
        early = excess > 0
        late = ~early & self._is_near(priced.fit.nodes[wrong])
        self._early[early], self._late[late] = end[early], end[late]
        further = np.minimum(end - (-excess // _LASTS), self._late - 1)
        nearer = np.maximum(end - self._back, (self._early + self._late) // 2)
        self._back[late] *= 2
        self._end = np.where(early, further, np.where(late, nearer, end))
        return bool(np.any(self._end != end))

    def applied(self, guess: Guess) -> Guess:
        """The guess with the ends as they are now."""
        signs = self._single + self._filled()
        there = signs != 0
        there[[0, -1]] = True
        nodes = np.flatnonzero(there)
        return replace(guess, nodes=nodes, signs=np.sign(signs[nodes]))

    def _filled(self) -> np.ndarray:
        """The signs of all samples in the runs, which may overlap."""
        first, last = (self._way * self._end).reshape(2, -1)
        steps = np.zeros(len(self._single) + 1)
        np.add.at(steps, first, self._sign[: len(first)])
        np.add.at(steps, last + 1, -self._sign[: len(first)])
        return np.cumsum(steps[:-1])

    def _is_near(self, ranks: np.ndarray) -> np.ndarray:
        """Whether any of these samples lies among the last ones before each end."""
        at, inner = self._way * self._end, self._way * (self._end - MARGIN)
        first = np.searchsorted(ranks, np.minimum(at, inner))
        return np.searchsorted(ranks, np.maximum(at, inner), side="right") > first

    def _excess(self, priced: Priced) -> np.ndarray:
        """For how many samples beyond each end the multiplier exceeds its bound."""
        limit, n = priced.fit.tau * (1 + EXCESS), len(priced.phi)
        at = self._way * self._end
        lasts = np.zeros(len(at), dtype=np.int64)
        for sign in (1.0, -1.0):
            # kinks on the way, where the multiplier is at its bound, become part of the run
            less = (sign * priced.phi <= limit) & (self._single != sign)
            stops = np.concatenate(([-1], np.flatnonzero(less), [n]))
            right = (self._sign == sign) & (self._way > 0)
            left = (self._sign == sign) & (self._way < 0)
            lasts[right] = stops[np.searchsorted(stops, at[right] + 1)] - at[right] - 1
            lasts[left] = at[left] - 1 - stops[np.searchsorted(stops, at[left]) - 1]
        return lasts
