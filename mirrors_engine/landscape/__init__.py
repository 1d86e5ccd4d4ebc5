"""The solution landscape: every optimal network of the dictionary (manual, Landscape).

Fit and residual are unique, weights and the function between the samples often are not.
With E = {j : |A_jᵀr| = λ} and s the signs of the correlations, the optimal weights are
the polytope {z : supp z ⊆ E, s_j z_j ≥ 0, A_E z_E = fit}. At λ = 0 the same holds with the
dual point of the linear program in place of r.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.landscape.band import Band
from mirrors_engine.landscape.optima import MARGIN, Face, Landscape
from mirrors_engine.landscape.polytope import Polytope
from mirrors_engine.progress import Check, Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.solvers.active_set import finish
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.canonical.canonical import equicorrelated, with_used
from mirrors_engine.solvers.canonical.uniqueness import one_of_each, undecided
from mirrors_engine.solvers.differences import differences
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.utils.threads import one_blas_thread

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem

MAX_FEATURES = 1500  # features of E up to which the landscape is explored
MAX_ENTRIES = 20_000_000  # samples times features of E
_EXACT = 1e-7  # residuals of the optimality conditions from which E is not to be trusted


def landscape(
    result: FitResult, problem: Problem | None = None, monitor: Monitor = silent
) -> Landscape:
    """The set of all optimal networks in the dictionary of a fit.

    Parameters
    ----------
    result : FitResult
        A certified fit, at any λ including 0.
    problem : Problem, optional
        The problem it came from; spares building its dictionary anew.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.

    Returns
    -------
    Landscape
        Not computed, with a note, where the fit is not certified, another loss than the
        squared one is used, or E has more than `MAX_FEATURES` features.
    """
    if result.architecture.inputs != "line":
        return Landscape(result, note="Not computed: it is known for one input column only.")
    if result.loss != "squared" and result.lam > 0:
        return Landscape(result, note="Not computed: it is known for the squared loss only.")
    if not len(result.weights):
        return Landscape(result, unique=True)
    if not result.certified:
        return Landscape(
            result,
            note="Not computed: the fit is not certified, so its equally good features are "
            "not known.",
        )
    proof = result.certificate
    off = max(proof.max_correlation - 1, proof.stationarity)
    if off > _EXACT:
        return Landscape(
            result,
            note=f"Not computed: correlations of this fit are known to {off:.0e} of λ, too "
            "roughly to tell which features are equally good.",
        )
    if problem is None or problem.solution_of(result) is None:
        from mirrors_engine.problem import Problem  # it solves; here it is only looked at

        problem = Problem(result.signal, result.architecture, result.loss, **result.loss_options)
    monitor(Progress("optimal networks", None, len(result.weights)))
    with one_blas_thread():
        return _explore(result, problem, monitor)


def _explore(result: FitResult, problem: Problem, monitor: Monitor) -> Landscape:
    progress = Progress("optimal networks", None, len(result.weights))

    def check() -> None:
        monitor(progress)

    dictionary, w = problem.dictionary, problem.scaled.w
    solution = problem.solution_of(result)
    assert solution is not None
    limit = min(MAX_FEATURES, MAX_ENTRIES // len(w))
    if len(solution.keys) > limit:  # of the equally good ones those in use alone
        return _too_many(result, f"at least {len(solution.keys)}", limit)
    lam = problem.to_scaled_lam(result.lam)
    dual = _residual(problem, solution, lam, check) if lam > 0 else solution.duals[0]
    found = equicorrelated(dictionary, lam, dual, check)
    if len(found.keys) > limit or not found.complete:
        count = str(len(found.keys))
        return _too_many(result, count if found.complete else f"at least {count}", limit)
    keys, signs = with_used(found, solution)
    features = [dictionary.feature(tuple(key)) for key in keys.tolist()]
    used = {tuple(key) for key in solution.keys.tolist()}
    kept = one_of_each(features, signs, used, check, problem.scaled.free.line)
    keys, signs, features = keys[kept], signs[kept], [features[j] for j in kept]
    place = {tuple(key): j for j, key in enumerate(keys.tolist())}
    at = [place[tuple(key)] for key in solution.keys.tolist()]
    scaled_norm = float(np.abs(solution.weights).sum())
    start, weights = np.zeros(len(keys)), np.zeros(len(keys))
    start[at] = np.abs(solution.weights) / scaled_norm
    weights[at] = result.weights
    check()
    rows = differences(dictionary.columns(keys), dictionary.grid.t, dictionary.degree)
    if problem.scaled.free.inputs is not None:  # a line moves freely: it is no condition
        line = differences(problem.scaled.free.inputs, dictionary.grid.t, dictionary.degree)
        line /= np.linalg.norm(line)
        rows = rows - line @ (line.T @ rows)
    polytope = Polytope(rows * signs, start, check)
    if polytope.dimension == 0 and undecided(dictionary, solution.keys):
        return Landscape(
            result,
            note="Not computed: a feature in use bends among samples so close that numbers do not "
            "tell whether another would be as good.",
        )
    for values in (signs, weights, polytope.movable):
        values.setflags(write=False)
    return Landscape(
        result,
        tuple(features),
        signs,
        weights,
        polytope.movable,
        polytope.rank,
        polytope.dimension,
        polytope.dimension == 0,
        "",
        Face(problem, result, polytope, keys, signs, scaled_norm, dual),
    )


def _too_many(result: FitResult, count: str, limit: int) -> Landscape:
    return Landscape(
        result,
        note=f"Not computed: {count} features are equally good, more than the {limit} that "
        "can be explored. A slightly larger lambda has fewer.",
    )


def _residual(problem: Problem, solution: Solution, lam: float, check: Check) -> np.ndarray:
    """ω∘(y - f) from the optimality system, accurate where y - f has cancelled.

    See the manual, Numerics.
    """
    w = problem.scaled.w
    root = np.sqrt(w)
    working = working_columns(problem.scaled, check)
    working.extend(solution.keys)
    _, small = finish(working.small, working.small_target, lam, solution.weights, check)
    return problem.scaled.free.orthogonal(root * working.lift(small), w)


__all__ = ["MARGIN", "MAX_FEATURES", "Band", "Landscape", "landscape"]
