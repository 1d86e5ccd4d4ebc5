"""λ = 0: the network of least norm through every sample, a linear program (manual, Solvers).

min ||z||₁ subject to A z + ξ1 = y, by column generation: a program over few features,
whose prices u are correlated with the whole implicit dictionary. |A_jᵀu| ≤ 1 for every j
proves optimality, and uᵀy is the bound the certificate recomputes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.linalg import lapack, solve_triangular
from scipy.sparse import csc_array, eye_array, hstack

from mirrors_engine.algorithms.linear_program import ProgramError, minimise
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.errors import ABOVE_ZERO, MirrorsError
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.solvers.canonical import canonical
from mirrors_engine.solvers.differences import differences, prices_at_samples
from mirrors_engine.solvers.lasso import run
from mirrors_engine.solvers.needless import without_needless
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.distinct_rows import distinct
from mirrors_engine.utils.memory import check_memory

START_RATIO = 1e-3  # λ/λ_max whose active features start the program
MAX_ROUNDS = 500
_ENOUGH = 1e-11  # relative gap at which no further column is asked for
_ROUNDING = 4 * np.finfo(float).eps
_OUT_OF_REACH = "The features of this network do not reach every sample: use lam above 0."
_SINGULAR = 1e-13  # reciprocal condition below which columns count as dependent
_FREE = 1e8  # price of missing a sample beyond which the program has failed


def interpolate(scaled: Scaled, lam_max: float, step: Report, check: Check) -> Solution:
    """The weights of least norm with which the network goes through every sample.

    Parameters
    ----------
    scaled : Scaled
        Signal and dictionary; the loss plays no part, as every loss is least at y = f.
    lam_max : float
        λ_max of the squared loss, in scaled units: a small part of it starts the program.
    step, check : callable
        Receive progress, may raise `Cancelled`.

    Raises
    ------
    MirrorsError
        If the features do not reach every sample, such as those of additive inputs whose
        samples are no sum of functions of a column.
    """
    if lam_max == 0:
        if np.any(scaled.y) and not scaled.free.line:
            raise MirrorsError(_OUT_OF_REACH, [ABOVE_ZERO])
        empty = as_keys([], scaled.dictionary.key_width)
        return Solution(empty, np.empty(0), (), 0, "none needed", True, True)
    # as many neurons as samples: columns, their differences and the factors of these, all dense
    check_memory(
        3.0 * len(scaled.y) ** 2,
        f"A function through {len(scaled.y)} samples",
        "choose lam above 0, which needs fewer neurons",
        [ABOVE_ZERO],
    )
    # the weights do not matter for a function through every sample
    scaled = Scaled.of(scaled.dictionary, scaled.y, np.ones_like(scaled.w), scaled.free)
    lam_max = scaled.dictionary.price(scaled.centred, check=check).bound
    start = run("auto", scaled, START_RATIO * lam_max, None, step, check)
    solution = least_norm(scaled, start.keys, step, check)
    solution = canonical.choose(scaled, 0.0, solution, check)
    solution = without_needless(scaled, 0.0, solution, check)
    return _through(scaled, solution, check)


def least_norm(problem: Scaled, keys: np.ndarray, step: Report, check: Check) -> Solution:
    """min ||z||₁ subject to A z + ξ1 = y over the whole dictionary, in scaled units.

    `keys` start the program. Missing a row of it costs `penalty`, raised until no row is
    missed, so the program has a solution whatever the columns.
    """
    dictionary = problem.dictionary
    t, degree = _axis(dictionary)
    target = differences(problem.y[:, None], t, degree)[:, 0]
    keys = distinct(keys, check)
    columns, lines = _sparse(dictionary, keys), _lines(problem)
    penalty = 4.0
    rounds = 0
    while True:
        rounds += 1
        check()
        z, missed, prices = _program(columns, lines, target, penalty, check)
        u = prices_at_samples(prices, t, degree)
        norm = float(np.abs(z).sum())
        # correlations below this excess are rounding of the pricing sums
        slack = _ENOUGH + _ROUNDING * float(np.abs(u).sum())
        found = dictionary.price(u, above=1 + slack, limit=4 * len(t), check=check)
        bound = float(prices @ target) / max(found.bound, 1.0)
        gap = (norm + penalty * missed - bound) / max(norm, bound, 1e-300)
        step("", int(np.count_nonzero(z)), gap, None)
        known = set(map(tuple, keys.tolist()))
        fresh = as_keys(
            [key for key in map(tuple, found.keys.tolist()) if key not in known],
            dictionary.key_width,
        )
        if gap <= _ENOUGH or not len(fresh) or rounds >= MAX_ROUNDS:
            if missed <= 1e-9 * max(norm, 1e-9):
                break
            penalty *= 10
            if penalty > _FREE:
                raise MirrorsError(_OUT_OF_REACH, [ABOVE_ZERO])
            continue
        keys = np.concatenate((keys, fresh))
        columns = hstack((columns, _sparse(dictionary, fresh)), format="csc")
    support = np.flatnonzero(np.abs(z) > 1e-10 * norm)
    name = "linear program, column generation"
    return Solution(keys[support], z[support], (u,), rounds, name)


def _through(problem: Scaled, solution: Solution, check: Check) -> Solution:
    """The same features, their weights refined until rounding is all that a sample is missed by.

    Clusters of samples have slopes of millions: a program is exact to its tolerance times
    that. Each correction is solved for in differences and measured at the samples.
    """
    t, degree = _axis(problem.dictionary)
    columns = problem.dictionary.columns(solution.keys)
    used = columns.shape[1]
    if problem.free.inputs is not None:
        columns = np.hstack((columns, problem.free.inputs))
    check()
    rows = differences(columns, t, degree)
    size = np.abs(rows).max(axis=1, initial=0.0)
    size[size == 0] = 1.0
    check()
    rows /= size[:, None]
    correct = _least_squares(rows, check)
    z, least = np.append(solution.weights, np.zeros(columns.shape[1] - used)), np.inf
    for _ in range(4):
        check()
        missed = problem.y - columns @ z
        missed -= missed[0]
        worst = float(np.abs(missed).max())
        if worst >= 0.5 * least:
            break
        least, best = worst, z
        z = z + correct(differences(missed[:, None], t, degree)[:, 0] / size)
    return replace(solution, weights=best[:used])


def _least_squares(rows: np.ndarray, check: Check) -> Callable[[np.ndarray], np.ndarray]:
    """What solves rows z = c in the least squares sense, for many c."""
    work = rows.size * float(min(rows.shape))
    q, r = in_background(lambda: np.linalg.qr(rows), check, 4 * work)
    if r.shape[0] == r.shape[1] > 0 and lapack.dtrcon(r)[0] > _SINGULAR:
        return lambda c: solve_triangular(r, q.T @ c, check_finite=False)
    inverse = in_background(lambda: np.linalg.pinv(rows), check, 20 * work)
    return lambda c: inverse @ c


def _sparse(dictionary: Dictionary, keys: np.ndarray) -> csc_array:
    return csc_array(differences(dictionary.columns(keys), *_axis(dictionary)))


def _lines(problem: Scaled) -> np.ndarray:
    """The columns of a skip connection, (rows, d)."""
    t, degree = _axis(problem.dictionary)
    inputs = problem.free.inputs
    return np.empty((len(t) - 1, 0)) if inputs is None else differences(inputs, t, degree)


def _axis(dictionary: Dictionary) -> tuple[np.ndarray, int]:
    """The samples and the degree to difference along; points have no slopes in a row."""
    t = dictionary.grid.t
    return t, dictionary.degree if t.ndim == 1 else 0


def _program(
    columns: csc_array, lines: np.ndarray, target: np.ndarray, penalty: float, check: Check
) -> tuple[np.ndarray, float, np.ndarray]:
    """min ||z||₁ + penalty·||missed||₁ subject to columns z + lines c + missed = target.

    Returns
    -------
    z, the sum of what is missed, and the prices of the rows.
    """
    rows, k = columns.shape
    free, d = eye_array(rows, format="csc"), lines.shape[1]
    least = np.zeros(2 * k + d + 2 * rows)
    least[2 * k : 2 * k + d] = -np.inf
    try:
        found = minimise(
            np.concatenate((np.ones(2 * k), np.zeros(d), np.full(2 * rows, penalty))),
            hstack((columns, -columns, csc_array(lines), free, -free), format="csc"),
            target,
            target,
            check,
            least=least,
        )
    except ProgramError as error:
        raise MirrorsError(
            "The linear program of λ = 0 failed, because values or distances of samples differ "
            "by too many powers of ten: use lam above 0, or merge samples that nearly agree in x.",
            [ABOVE_ZERO],
        ) from error
    return found.x[:k] - found.x[k : 2 * k], float(found.x[2 * k + d :].sum()), found.prices
