"""From a guess of the kinks to the exact ones, by exact solves on the present kinks.

Kinks of the wrong sign are dropped, all at once while that lowers the gap and one by one, along
a path on which the objective falls, when it does not; samples where a multiplier exceeds its
bound become kinks. Where neither is left the fit is the optimum.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report
from mirrors_engine.solvers.nodal.dense_runs import has_runs
from mirrors_engine.solvers.nodal.known_signs import Fit, Guess
from mirrors_engine.solvers.nodal.nodes import Mass, Samples, coarsened
from mirrors_engine.solvers.nodal.pricing import Priced

MOST_ROUNDS = 40
MOST_SOLVES = 200  # exact solves between two passes over the samples
MANY = 500  # wrong signs at once from which a walk that drops one by one would take too long
MANY_NEW = 50  # missing kinks at once that may be maxima of one slow wave
_TOLERANCE = 1e-11
_NEAR = 1e-6  # gap from which on hidden kinks are listed, and it goes on as long as it halves
_ALONE = 24
_HALVING = 5  # rounds after which a gap that does not halve in three ends the attempt


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best fit that was met.

    Attributes
    ----------
    priced : Priced
    guess : Guess
        Its kinks.
    settled : bool
        Whether no sign was wrong and no multiplier beyond its bound by more than rounding.
    """

    priced: Priced
    guess: Guess
    settled: bool

    @property
    def gap(self) -> float:
        """Relative duality gap."""
        return self.priced.gap


class ActiveSet:
    """One attempt from a guess.

    Parameters
    ----------
    hidden : bool
        Whether to look for missing kinks between two kinks at the same bound as well, where
        the fit follows the data and the objective does not show them.
    rounds : int
        Passes over the samples; more while a small gap halves with each, `MOST_ROUNDS` at most.
    until_runs : bool
        Whether to give up as soon as the kinks have a run with an inside, or grow by half at
        once, on the way to one: of a long signal such an answer is not used, and its hundreds of
        thousands of kinks take longer than another attempt.
    """

    def __init__(
        self,
        samples: Samples,
        lam: float,
        hidden: bool,
        step: Report,
        check: Check,
        rounds: int = MOST_ROUNDS,
        until_runs: bool = False,
    ) -> None:
        self.samples, self.lam, self.hidden = samples, lam, hidden
        self.until_runs = until_runs
        self.step, self.check, self.rounds = step, check, rounds
        self._walking = self._one_by_one = self._sparse = False
        self._last = np.zeros(0)  # slope changes of the last consistent fit, at every sample

    def solve(self, guess: Guess) -> Outcome:
        """The optimum, or the best that was met where the attempt is given up."""
        best: Outcome | None = None
        gaps: list[float] = []
        seen: set[bytes] = set()
        for count in range(1, MOST_ROUNDS + 1):
            fit, guess, dropped, moved = self._consistent(guess)
            self.check()
            priced = Priced(fit)
            self.step("solving", len(fit.nodes) - 2, max(priced.gap, 0.0), None)
            guess, turned = self._line(fit, guess)
            new, signs = priced.violations()
            if self.hidden and priced.gap <= _NEAR:
                extra, of = priced.hidden
                fresh = ~np.isin(extra, new)
                new, signs = np.append(new, extra[fresh]), np.append(signs, of[fresh])
            settled = not (moved or turned or len(new) or fit.wrong.any())
            if best is None or priced.gap < best.gap or settled:
                best = Outcome(priced, guess, settled)
            if settled:
                break
            few = len(best.guess.nodes) <= MANY_NEW < len(new)
            if few and priced.gap > 0.5 * best.gap and gaps and not self._sparse:
                # equal maxima in thousands: all at once they are of no use, so from the best fit
                # on only the largest between two kinks
                self._sparse = self._walking = True
                guess, priced, fit = best.guess, best.priced, best.priced.fit
                guess, _ = self._line(fit, guess)
                new, signs = priced.violations()
            if self._sparse and len(new) > MANY_NEW:
                new, signs = _largest_of_cells(priced, new, signs)
            gaps.append(priced.gap)
            falls = gaps[-1] <= _NEAR and gaps[-1] <= 0.5 * gaps[-2:][0]
            if count >= self.rounds and not falls:
                break
            if len(gaps) >= 3 and gaps[-1] > 0.5 * gaps[-3] and dropped <= MANY:
                self._walking = True
            if not self._walking and _cycles(gaps):
                break  # a better guess is needed
            self._last = np.zeros(len(self.samples))
            self._last[fit.nodes] = fit.kinks
            guess = _with_kinks(guess, new, signs, len(self.samples))
            if self.until_runs and priced.gap <= _NEAR:  # from there hidden kinks are listed
                grown = 2 * len(guess.nodes) > 3 * len(fit.nodes) + MANY
                if grown or has_runs(guess, len(self.samples)):
                    break
            state = _name(guess)
            if state in seen:
                if self._one_by_one:
                    break
                self._walking, self._one_by_one = True, self._walking
            seen.add(state)
        assert best is not None
        return best

    def _consistent(self, guess: Guess) -> tuple[Fit, Guess, int, bool]:
        """The fit on some of these kinks whose signs are right, and how many were dropped."""
        samples, cost = self.samples, self.samples.cost
        mass = samples.mass(guess.nodes)
        dropped = 0
        for _ in range(MOST_SOLVES):
            self.check()
            fit = Fit(samples, mass, guess, self.lam)
            moved = False
            asked = guess.nu
            guess = replace(guess, nu=fit.nu)
            if guess.free:
                if cost.relief > 0 and fit.nu * (1.0 if asked >= 0 else -1.0) <= 0:
                    guess, moved = replace(guess, nu=0.0, free=False), True
                elif abs(fit.nu) > cost.line:
                    most = float(np.sign(fit.nu)) * cost.line
                    guess, moved = replace(guess, nu=most, free=False), True
            wrong = fit.wrong
            if not moved and not wrong.any():
                break
            if self._walking and wrong.any():
                wrong = self._first_to_vanish(guess.nodes, fit, wrong)
            dropped += int(wrong.sum())
            guess, mass = _without(guess, mass, wrong, samples.y)
        return fit, guess, dropped, moved

    def _first_to_vanish(self, nodes: np.ndarray, fit: Fit, wrong: np.ndarray) -> np.ndarray:
        """Walk from the last consistent fit towards this one; what reaches zero first.

        A kink moves its neighbours, each only a quarter as much as the one before, so walks that
        are `_ALONE` nodes apart do not know of each other and are made at the same time, unless
        that has led back to where it was.
        """
        from scipy.ndimage import minimum_filter1d  # few solves walk, and it takes time to load

        before = self._last[nodes]
        distance = before[wrong] - fit.kinks[wrong]
        share = np.zeros(int(wrong.sum()))
        np.divide(before[wrong], distance, out=share, where=(before[wrong] != 0) & (distance != 0))
        shares = np.ones(len(nodes))
        shares[wrong] = np.clip(share, 0.0, 1.0)
        length = np.full(len(nodes), shares.min())
        if not self._one_by_one:
            length = minimum_filter1d(shares, 2 * _ALONE + 1, mode="nearest")
        self._last[nodes] = before + length * (fit.kinks - before)
        return wrong & (shares <= length * (1 + 1e-12))

    def _line(self, fit: Fit, guess: Guess) -> tuple[Guess, bool]:
        """Whether the line's multiplier must be set free, at the fit of a fixed one."""
        cost = self.samples.cost
        if cost.line == 0 or guess.free:
            return guess, False
        changes, slope = fit.changes, fit.slope
        if guess.nu == 0:
            if abs(slope) - cost.relief * changes > _TOLERANCE * changes:
                return replace(guess, nu=float(1e-12 * np.sign(slope)), free=True), True
        elif np.sign(guess.nu) * slope - cost.relief * changes < -1e-13 * changes:
            return replace(guess, free=True), True
        return guess, False


def _largest_of_cells(
    priced: Priced, new: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of the missing kinks between two nodes the one of the largest multiplier."""
    order = np.argsort(-np.abs(priced.phi[new]), kind="stable")
    cell = np.searchsorted(priced.fit.nodes, new[order], side="right")
    _, first = np.unique(cell, return_index=True)
    kept = order[first]
    return new[kept], signs[kept]


def _cycles(gaps: list[float]) -> bool:
    """Whether dropping all wrong signs at once has led nowhere for some rounds."""
    if len(gaps) <= _HALVING or gaps[-1] <= _TOLERANCE:
        return False
    return min(gaps[-3:]) > 0.5 * min(gaps[:-3])


def _without(guess: Guess, mass: Mass, dropped: np.ndarray, y: np.ndarray) -> tuple[Guess, Mass]:
    """Fewer kinks; an end stays a node."""
    ends = [0, len(dropped) - 1]
    signs = guess.signs.copy()
    for end in ends:
        if dropped[end]:
            signs[end] = 0.0
    kept = ~dropped
    kept[ends] = True
    if kept.all():
        return replace(guess, signs=signs), mass
    smaller = coarsened(mass, kept, y[guess.nodes])
    return replace(guess, nodes=guess.nodes[kept], signs=signs[kept]), smaller


def _with_kinks(guess: Guess, new: np.ndarray, signs: np.ndarray, n: int) -> Guess:
    """More kinks; one that is there already takes the new sign."""
    of = np.zeros(n)
    there = np.zeros(n, dtype=bool)
    of[guess.nodes], there[guess.nodes] = guess.signs, True
    of[new], there[new] = signs, True
    nodes = np.flatnonzero(there)
    return replace(guess, nodes=nodes, signs=of[nodes])


def _name(guess: Guess) -> bytes:
    state = np.append(guess.signs, [guess.free, np.sign(guess.nu)]).astype(np.int8)
    return guess.nodes.tobytes() + state.tobytes()
