"""Tiny weights that the optimum does not need are not shown.

A weight whose true value is 0 comes out as a difference of rounding errors, and in a cluster
of samples the data do not determine which of several nearly equal features hold a tiny weight:
whether one is listed would depend on the way to λ. So a tiny weight stays only if the rest,
solved again exactly, has another fit or is no optimum to the accuracy of the certificate.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.active_set import finish
from mirrors_engine.solvers.base import Scaled, Solution, is_optimum
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.chunks import extremes

TINY = 1e-9  # share of ||z||₁ below which a weight is tested
MOST = 16  # weights that are tried one by one
MAX_WORK = 2e9  # multiply-adds of one trial up to which it is made
_OPTIMAL = 1e-9  # relative gap at which the rest is an optimum, as in the certificate
_SAME_FIT = 1e-9  # change of the fit, relative to y, that is rounding
_ROUNDING = 64 * np.finfo(float).eps


def without_needless(
    problem: Scaled, lam: float, solution: Solution, check: Check = no_check
) -> Solution:
    """The solution without the tiny weights that the optimum does not need.

    Parameters
    ----------
    problem : Scaled
    lam : float
        λ in scaled units, 0 for interpolation.
    solution : Solution
        An optimum; the first of its dual points is exact.
    """
    # what is left is solved again, and may have tiny weights in turn
    while True:
        fewer = _fewer(problem, lam, solution, check)
        if len(fewer.keys) == len(solution.keys):
            return solution
        solution = fewer


def _fewer(problem: Scaled, lam: float, solution: Solution, check: Check) -> Solution:
    """Without all tiny weights, or without those of them that can be left out one by one."""
    size = np.abs(solution.weights)
    if min(len(problem.w), 2 * len(size)) * float(len(size)) ** 2 > MAX_WORK:
        return solution
    # near λ_max all weights are small against y, and its rounding small against none of them
    least, most = extremes(problem.y)
    rounding = _ROUNDING * (most - least)
    tiny = (size <= max(TINY * float(size.sum()), rounding)).nonzero()[0]
    if not len(tiny):
        return solution
    found = _without(problem, lam, solution, tiny, check)
    if found is not None or len(tiny) == 1:
        return solution if found is None else found
    for key in solution.keys[tiny[np.argsort(size[tiny], kind="stable")][:MOST]]:
        at = np.flatnonzero((solution.keys == key).all(axis=1))
        found = _without(problem, lam, solution, at, check)
        solution = solution if found is None else found
    return solution


def _without(
    problem: Scaled, lam: float, solution: Solution, dropped: np.ndarray, check: Check
) -> Solution | None:
    """The optimum on the other features, None if it is none over the whole dictionary."""
    kept = np.setdiff1d(np.arange(len(solution.keys)), dropped)
    if not len(kept):
        return None
    working = working_columns(problem, check)
    working.extend(solution.keys[kept])
    small, target = working.small, working.small_target
    length = float(np.linalg.norm(working.target))
    if lam == 0:
        size = float(np.abs(solution.weights[kept]) @ np.linalg.norm(small, axis=0))
        work = 4.0 * small.size * small.shape[1]
        z = in_background(lambda: np.linalg.lstsq(small, target, rcond=None)[0], check, work)
        missed = working.lift(target - small @ z)
        if np.any(z * solution.weights[kept] <= 0) or np.linalg.norm(missed) > _ROUNDING * (
            length + size
        ):
            return None
        return replace(solution, keys=solution.keys[kept], weights=z)
    z, small_residual = finish(small, target, lam, solution.weights[kept], check)
    residual = working.lift(small_residual)
    root = np.sqrt(problem.w)
    if np.linalg.norm(residual - solution.duals[0] / root) > _SAME_FIT * length:
        return None
    if not is_optimum(problem, lam, residual, z, _OPTIMAL, check):
        return None
    support = np.flatnonzero(z)
    return replace(solution, keys=solution.keys[kept[support]], weights=z[support])
