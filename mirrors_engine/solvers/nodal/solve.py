"""The interface: scaled Lasso in, keys and weights out."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.solvers.nodal.active_set import MANY, ActiveSet, Outcome
from mirrors_engine.solvers.nodal.coarse_to_fine import ENOUGH, ColdStart
from mirrors_engine.solvers.nodal.dense_runs import WithoutRuns
from mirrors_engine.solvers.nodal.guesses import of_slopes
from mirrors_engine.solvers.nodal.known_signs import Guess
from mirrors_engine.solvers.nodal.nodes import Samples
from mirrors_engine.solvers.nodal.run_ends import with_moved_ends
from mirrors_engine.utils.arrays import diff

# Up to here every kink of the optimum is found, even where the fit follows the data and the
# kinks between others change nothing that shows; beyond, an answer with such runs is the one found
# from nothing, whatever the start, so that it does not depend on the way to λ.
EVERY_KINK = 20_000
# In a cluster of samples the data hardly tell which of several nearly equal features holds a
# weight; where the signal is short the working set can afford to list none that is not needed, and
# to begin from nothing whatever the start.
CLUSTERED = 1e-6  # distance of two samples, relative to the next one, that makes a cluster
FEW_SAMPLES = 2000
_WARM_ROUNDS = 25
_FEW_ROUNDS = 6  # where only the ends of runs can be wrong


def applies(dictionary: Dictionary) -> bool:
    """Whether the norm is a cost of slopes, and the distances between samples allow for it."""
    if dictionary.slope_cost() is None or len(dictionary.grid) < 3:
        return False
    return float(diff(dictionary.grid.t).min()) > 0 and not clustered(dictionary)


def clustered(dictionary: Dictionary) -> bool:
    """Whether a short signal has samples so close that they hardly tell features apart."""
    if dictionary.slope_cost() is None or not 3 <= len(dictionary.grid) < FEW_SAMPLES:
        return False
    h = diff(dictionary.grid.t)
    beside = np.maximum(np.append(h[1:], 0.0), np.append(0.0, h[:-1]))
    return not np.all(h > CLUSTERED * beside)


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def solve(
    problem: Scaled,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check = no_check,
    rough: bool = False,
) -> Solution | None:
    """The optimum at λ below λ_max, or None where rounding keeps it from a small gap.

    A `rough` start is not a neighbouring optimum, and is followed by short signals only. An
    interior point that rounding breaks ends by numbers that are not finite, which is looked at
    where it matters.
    """
    dictionary, skip = problem.dictionary, problem.free.line
    cost = dictionary.slope_cost(skip)
    assert cost is not None
    t = dictionary.grid.t
    n = len(t)
    scale = (n - 1) / (t[-1] - t[0])
    samples = Samples((t - t[0]) * scale, problem.y, problem.w, cost)
    hidden = n <= EVERY_KINK
    found: Outcome | None = None
    name = "nodal active set"
    guess = None
    if start is not None and len(start.keys):
        guess = _guess_of(dictionary, cost, start)
        followed = hidden or not WithoutRuns(samples, guess).shorter
        if followed and not rough:
            found = _warm(samples, lam * scale, guess, step, check)
        if not hidden and found is not None and WithoutRuns(samples, found.guess).shorter:
            found = None
    if found is None:
        cold = ColdStart(samples, lam * scale, hidden, step, check, first=guess)
        found = cold.solve()
        if cold.interior:
            name = f"interior point + {name}"
        if found is not None and _nearly(found):
            more = ActiveSet(samples, lam * scale, hidden, step, check).solve(found.guess)
            found = more if more.gap <= found.gap else found
    if found is None or found.gap > ENOUGH:
        return None
    fit = found.priced.fit
    changes = np.zeros(n)
    changes[fit.nodes] = scale * fit.kinks
    first = None if skip else scale * float(fit.slopes[0])
    keys, weights = dictionary.of_slopes(first, changes)
    return Solution(keys, weights, (found.priced.v,), 1, name)


def _nearly(found: Outcome) -> bool:
    """Whether a few more rounds would make an answer exact that is good enough."""
    return not found.settled and found.gap <= ENOUGH and len(found.guess.nodes) <= MANY


def _warm(samples: Samples, lam: float, guess: Guess, step: Report, check: Check) -> Outcome | None:
    """The optimum from known kinks, None if it is not reached exactly in so many rounds."""
    rounds = _WARM_ROUNDS
    short = WithoutRuns(samples, guess)
    if short.worthwhile:
        moved = with_moved_ends(short.samples, lam, short.guess, check)
        near = ActiveSet(short.samples, lam, True, step, check, rounds).solve(moved)
        if not near.settled:
            thinned = len(short.kept) > EVERY_KINK
            found = ColdStart(short.samples, lam, True, step, check, thinned).solve()
            if found is None:
                return None
            near = found
        guess, rounds = short.filled(near.guess), _FEW_ROUNDS
    long = len(samples) > EVERY_KINK
    found = ActiveSet(samples, lam, True, step, check, rounds, until_runs=long).solve(guess)
    return found if found.settled and found.gap <= ENOUGH else None


def _guess_of(dictionary: Dictionary, cost: SlopeCost, start: Solution) -> Guess:
    """The kinks of a known network."""
    at = dictionary.breakpoints(start.keys)
    rank = np.searchsorted(dictionary.grid.t, at.positions.ravel())
    changes = np.bincount(rank, (at.changes * start.weights[:, None]).ravel(), len(dictionary.grid))
    first = float(at.slopes @ start.weights) + float(changes[0])
    size = float(np.abs(changes).sum())
    changes[np.abs(changes) <= 1e-13 * size] = 0.0
    return of_slopes(cost, first, changes)
