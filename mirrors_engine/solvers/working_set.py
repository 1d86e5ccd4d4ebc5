"""The default solver: a working set over the implicit dictionary (manual, Solvers).

Each outer iteration prices the residual over the whole dictionary, adds the strongest
violating features, and solves the Lasso on the working set: one QR turns its N rows into
K, a few sweeps of scikit-learn's coordinate descent find which of the new columns
are active, and the active-set method finishes exactly. Smooth data, where hundreds of
features are in use and thousands tied, are left to `crowded`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine.errors import SizeError, thin_to
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import coordinate_descent, crowded
from mirrors_engine.solvers.active_set import finish
from mirrors_engine.solvers.base import (
    Report,
    Scaled,
    Solution,
    gap_of,
    relative_gap,
    tie_level,
)
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.solvers.thinning import thinned

# A cold start sweeps its first columns. Later on, below this many columns the exact finish alone
# was measured to be up to 3 times faster; from here on the sweeps save at least their time.
SWEEPS_FROM = 200
# Active columns up to which they do: what sweeps make of more depends on each other.
SWEEPS_TO = 64
# Share of the rows above which the features that sweeps leave are not taken over: on y = x² and
# 1000 samples they made the exact finish two and a half times slower.
CROWDED = 0.5
MAX_OUTER = 2000
MAX_SLIDES = 50
MAX_BATCH = 512
COARSE_FROM = 15_000  # features from which a cold start solves a thinned problem first
# Features from which a warm start lets features slide between passes, as a cold one always
# does. Below, a pass was measured to take no longer than the slides that replace it.
SLIDE_FROM = 200_000
COARSENING = 4
# Samples from which a warm start with many features in use is worth an interior point: of a
# thousand the exact finish was measured to take as long.
MANY = 1500
_ACCEPTED = 1e-11  # relative excess and gap up to which a warm start is returned as it is
_ROUNDING = 4 * np.finfo(float).eps

_Naming = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""From keys to keys of another dictionary, and which of them have one."""


def solve(
    problem: Scaled,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check = no_check,
    descent: bool = True,
    batch: int = 64,
    nearby: bool = False,
) -> Solution:
    """Optimum of the Lasso over the whole dictionary, to rounding.

    Parameters
    ----------
    problem : Scaled
        Scale-free problem.
    lam : float
        λ in scaled units, 0 < λ < λ_max.
    start : Solution or None
        Solution at a neighbouring λ.
    descent : bool
        Whether coordinate descent sorts the new columns before the exact finish.
    batch : int
        Most columns added in one iteration at first.
    nearby : bool
        Whether only the neighbourhood of the optimum is asked for.

    Raises
    ------
    SizeError
        If smooth data would take more nodes than `crowded` follows.
    """
    w = problem.w
    dictionary = problem.dictionary
    cold = start is None
    slide = dictionary.slidable and (cold or dictionary.size >= SLIDE_FROM)
    begun = None
    try:
        if start is None:
            begun = _begun(problem, lam, slide, step, check, descent, batch, nearby)
        elif descent and len(w) >= MANY and crowded.applies(problem, len(start.keys), len(w)):
            begun = crowded.solve(problem, lam, start, 1, step, check)
    except crowded.TooManyNodes as many:
        if start is not None:
            return solve(problem, lam, None, step, check, descent, batch)
        if nearby:
            raise
        raise _too_smooth(len(w), many) from None
    if begun is not None:
        if begun.face is not None:
            return begun
        start = begun
    free = problem.free
    name, reach = "total variation", 0
    known = None if start is None else (start.keys, start.weights)
    if dictionary.foreseen and not free.line:
        if cold and descent:
            guess = coordinate_descent.first_guess(problem, lam, step, check)
            known, reach = (guess.keys, guess.weights), coordinate_descent.reach(len(w))
            name = f"{coordinate_descent.NAME} + {name}"
        keys, z, dual, bound = dictionary.warm_start(
            problem.centred, problem.weighting, lam, known, check, reach
        )
        start = Solution(keys, z, (dual,), 1, name)
        if _optimal(problem, lam, start, bound, step, check):
            return start
    root = np.sqrt(w)
    working = working_columns(problem, check)
    working.rank_revealing = False  # as many columns as samples are not worth their factors
    z = np.empty(0)
    if start is not None and len(start.keys):
        working.extend(start.keys)
        z = start.weights.copy()
    swept = start is not None and cold and coordinate_descent.NAME in start.solver
    iteration = near = 0
    while True:
        iteration += 1
        check()
        active = int(np.count_nonzero(z))
        fresh = working.size - active
        first = cold and not swept and fresh > 0
        later = fresh > 3 and working.size >= SWEEPS_FROM and active <= SWEEPS_TO
        if descent and (first or later):
            sweeps = coordinate_descent.SWEEPS
            rough = coordinate_descent.sweeps(working.small, working.small_target, lam, z, sweeps)
            # many features for so many rows depend on each other, and are exchanged one by one
            if first or np.count_nonzero(rough) <= CROWDED * len(working.small):
                z = rough
            else:
                descent = False
            swept = True
        z, small_residual = finish(working.small, working.small_target, lam, z, check)
        active = int(np.count_nonzero(z))
        residual = working.lift(small_residual)
        check()
        r = free.orthogonal(root * residual, w)
        # correlations below this excess over λ are rounding of the sums and of the factors
        slack = 1e-12 + 2e-14 * working.size + _ROUNDING * float(np.abs(r).sum()) / lam
        if slide and active and near < MAX_SLIDES:
            used = working.keys[np.flatnonzero(z)]
            close = dictionary.price_near(used, r, lam * (1 + slack), far=not cold)
            new = working.unknown(close)
            if len(new):
                near += 1
                z = working.add(z, new, 2 * active if working.anew else working.size)
                continue
        near = 0
        above = lam * (1 + slack)
        found = dictionary.price_or_tied(r, above, tie_level(lam, r), batch, check)
        done = found.every_above < above
        gap = relative_gap(residual, working.target, lam, z, found.bound)
        step("solving", active, gap, None, found.bound / lam)
        new = found.keys if done else working.unknown(found.keys)
        if done or not len(new) or iteration == MAX_OUTER:
            break
        if slide and len(found.keys) == batch < MAX_BATCH:
            batch *= 2  # where a pass costs more than its columns, fewer passes with more of them
        z = working.add(z, new, 2 * active + 2 * batch)
    support = np.flatnonzero(z)
    name = f"{coordinate_descent.NAME} + active set" if swept else "active set"
    face = found if done else None
    return Solution(working.keys[support], z[support], (r,), iteration, name, face=face)


def _begun(
    problem: Scaled,
    lam: float,
    slide: bool,
    step: Report,
    check: Check,
    descent: bool,
    batch: int,
    nearby: bool,
) -> Solution | None:
    """Where a cold solve begins: the optimum of a smaller problem; None where that saves nothing.

    With a `face`, of too many tied features to choose among, it is the answer.
    """
    smaller = _smaller(problem, slide)
    if smaller is None:
        return None
    fewer, named, stage = smaller

    def begin(
        _: str,
        active: int,
        gap: float | None,
        share: float | None,
        bound: float | None = None,
        /,
    ) -> None:
        step(stage, active, None, None, bound)  # its gap is not that of the whole problem

    begun = solve(fewer, lam, None, begin, check, descent, batch, nearby=True)
    keys, kept = named(begun.keys)
    start = Solution(keys, begun.weights[kept], (), 0, begun.solver)
    if not (descent and slide and crowded.applies(problem, len(keys), len(fewer.w))):
        return start
    tied = begun.face
    if tied is not None and tied.complete and len(tied.keys) < crowded.TIED * len(keys):
        return start  # its exact optimum leaves few features to exchange
    try:
        found = crowded.solve(problem, lam, start, COARSENING // 2, step, check, nearby)
    except crowded.TooManyNodes as many:
        if many.smooth:  # the exact method would exchange them one by one
            raise
        found = None
    if found is None:
        return start
    return replace(found, solver=f"{coordinate_descent.NAME} + {crowded.NAME}")


def _too_smooth(samples: int, many: crowded.TooManyNodes) -> SizeError:
    return SizeError(
        f"The optimum follows these {samples} samples so closely that more than {many.most} of "
        "them lie beside its kinks: use a larger lam, so that the fit has fewer kinks, or thin "
        "the signal.",
        [thin_to(samples, many.enough)],
    )


def _optimal(
    problem: Scaled, lam: float, found: Solution, bound: float, step: Report, check: Check
) -> bool:
    """Whether a warm start is optimal to rounding, so that no column need be formed.

    `bound` is what it proves itself, as in `Foreseen`; where that is too little it is priced.
    """
    gap = 2 * max(bound / lam - 1, 0.0)
    if gap > _ACCEPTED:
        gap, bound = gap_of(problem, lam, found, check)
    step("solving", len(found.weights), gap, None, bound / lam)
    return bound <= lam * (1 + _ACCEPTED) and gap <= _ACCEPTED


def _smaller(problem: Scaled, slide: bool) -> tuple[Scaled, _Naming, str] | None:
    """A problem whose optimum is worth beginning at, how its keys are named in this one, and what
    it is: that of one layer less, or for long signals that on every fourth sample."""
    dictionary = problem.dictionary
    shallower = dictionary.shallower()
    if shallower is not None:
        return (
            replace(problem, dictionary=shallower),
            dictionary.from_shallower,
            "fewer layers first",
        )
    if not slide or dictionary.size < COARSE_FROM:
        return None
    coarse, ranks = thinned(problem, COARSENING)

    def named(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return dictionary.at_ranks(keys, ranks), np.ones(len(keys), dtype=bool)

    return coarse, named, "every fourth sample first"
