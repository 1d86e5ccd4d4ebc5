"""The pinball loss: a linear program, solved by HiGHS over a growing set of features.

    min Σ ω (τ p + (1-τ) m) + λ ||z||₁,   f + p - m = y,   D f = D A z,   p, m ≥ 0

D takes slopes and slope changes along the samples, where the columns are sparse. The prices
u of the rows are the dual point; features they correlate with above λ join the program.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from scipy.sparse import csc_array, eye_array, hstack, vstack

from mirrors_engine.algorithms.linear_program import LinearProgram, ProgramError
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.products import matvec, rmatvec
from mirrors_engine.errors import MirrorsError, SizeError, thin_to
from mirrors_engine.losses import Quantile, RowLoss
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Report, Solution
from mirrors_engine.solvers.differences import differences
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.utils.background import in_background

MAX_ROUNDS = 300
MAX_ENTRIES = 1 << 26  # numbers of the columns that join at once: half a GB
DIRECT_LIMIT = 1 << 27  # bytes of dense columns in a program
_CLOSE = 1e-9  # relative gap above which the program is solved once more without slopes
_ENOUGH = 1e-11  # relative gap at which no further feature is asked for
_ZERO = 1e-12  # share of ||z||₁ below which a weight is rounding
_LEAST_UNIT = 1e-12  # smallest unit of the costs
_ROUNDING = 1e-14  # relative gap that is rounding
_ON_IT = 1e-7  # residuals, relative to a middle one, that the program means to be 0
_NEAR = 0.9  # share of λ from which a feature is kept for the next λ


class Program:
    """The linear program over some features; the same rows at every λ."""

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        loss = rows.loss
        assert isinstance(loss, Quantile)
        t = dictionary.grid.t
        # points have no slopes in a row
        self._axis = (t, dictionary.degree if t.ndim == 1 else 0)
        self.dictionary = dictionary
        self.rows = rows.rows
        self._free = rows.free
        self.costs = np.concatenate(
            (loss.quantile * rows.rows.w, (1 - loss.quantile) * rows.rows.w)
        )
        self.keys = as_keys([], dictionary.key_width)
        # by whether it is the direct one: columns of f and of a free line, p and m, then z⁺ and
        # z⁻ of each feature
        self._programs: dict[bool, LinearProgram] = {}
        self._solved: dict[bool, int] = {}  # how many of the features each has

    def _begun(self, direct: bool) -> LinearProgram:
        """The program without features."""
        n, m = self.rows.samples, len(self.rows.y)
        one = eye_array(m, format="csc")
        if direct:
            free = self.rows.per_row(self._free.matrix(n))
            rest = hstack((csc_array(free), one, -one), format="csc")
            target = self.rows.y
        else:
            place = csc_array((np.ones(m), (np.arange(m), self.rows.sample)), shape=(m, n))
            operator, inputs = _difference_matrix(*self._axis), self._free.inputs
            lines = csc_array((n - 1, 0) if inputs is None else operator @ inputs)
            below = hstack((-operator, lines, csc_array((n - 1, 2 * m))))
            apart = csc_array((m, lines.shape[1]))
            rest = vstack((below, hstack((place, apart, one, -one))), format="csc")
            target = np.concatenate((np.zeros(n - 1), self.rows.y))
        count = rest.shape[1] - 2 * m
        least = np.concatenate((np.full(count, -np.inf), np.zeros(2 * m)))
        return LinearProgram(np.zeros(rest.shape[1]), rest, target, target, least)

    def _columns(self, keys: np.ndarray, direct: bool) -> csc_array:
        """Of z⁺ and z⁻ of each feature in turn."""
        columns = self.dictionary.columns(keys)
        if direct:
            columns = self.rows.per_row(columns)
            features = csc_array(columns - columns.mean(axis=0))
        else:
            differenced = csc_array(differences(columns, *self._axis))
            features = vstack((differenced, csc_array((len(self.rows.y), len(keys)))), format="csc")
        return features @ csc_array(np.kron(np.eye(len(keys)), [1.0, -1.0]))

    def extend(self, keys: np.ndarray) -> int:
        """Add those features that are not there yet; returns how many."""
        known = set(map(tuple, self.keys.tolist()))
        fresh = list(dict.fromkeys(k for k in map(tuple, keys.tolist()) if k not in known))
        if not fresh:
            return 0
        new = as_keys(fresh, self.dictionary.key_width)
        if len(new) * self.rows.samples > MAX_ENTRIES:
            raise SizeError(
                f"The linear program of the quantile loss would take {len(new)} features of "
                f"{self.rows.samples} samples at once: thin the signal.",
                [thin_to(self.rows.samples, MAX_ENTRIES // len(new))],
            )
        self.keys = np.concatenate((self.keys, new))
        return len(fresh)

    def forget(self, v: np.ndarray, lam: float, used: np.ndarray) -> None:
        """Keep the features in use and those that v correlates with nearly as much as λ."""
        near = np.abs(rmatvec(self.dictionary, self.keys, v)) >= _NEAR * lam
        near[used] = True
        for direct, program in self._programs.items():
            solved = near[: self._solved[direct]]
            kept = np.ones(program.columns, dtype=bool)
            kept[len(kept) - 2 * len(solved) :] = np.repeat(solved, 2)
            program.keep(kept)
            self._solved[direct] = int(solved.sum())
        self.keys = self.keys[near]

    def solve(
        self, lam: float, direct: bool = False, check: Check = no_check
    ) -> tuple[np.ndarray, np.ndarray]:
        """Weights z and the rows' prices u at λ.

        `direct` writes f as A z + ξ: dense and slower, but samples that all but coincide
        do not cost digits, as the slopes between them do.
        """
        program = self._programs.pop(direct, None)  # not kept if it is interrupted or fails
        if program is None:
            program, self._solved[direct] = self._begun(direct), 0
        if self._solved[direct] < len(self.keys):
            program.add(self._columns(self.keys[self._solved[direct] :], direct))
        m, k = len(self.rows.y), len(self.keys)
        # the solver's tolerances are absolute: prices of a tiny λ must not lie within them
        unit = min(max(lam, _LEAST_UNIT), 1.0)
        free = np.zeros(program.columns - 2 * m - 2 * k)
        try:
            found = program.minimise(
                np.concatenate((free, self.costs, np.full(2 * k, lam))) / unit, check
            )
        except ProgramError as error:
            raise MirrorsError(
                "The linear program of the quantile loss failed, because weights, values or "
                "distances of samples differ by too many powers of ten: use weights that differ "
                "less, merge samples that nearly agree in x, or choose another loss."
            ) from error
        self._programs[direct], self._solved[direct] = program, k
        z = found.x[len(found.x) - 2 * k :].reshape(k, 2)
        return z[:, 0] - z[:, 1], unit * found.prices[-m:]


def _difference_matrix(t: np.ndarray, degree: int) -> csc_array:
    """The matrix that `differences` multiplies by."""
    n = len(t)
    jump = csc_array(eye_array(n - 1, n, k=1) - eye_array(n - 1, n))
    if degree == 0 or n < 2:
        return jump
    slope = csc_array(jump.multiply(1 / np.diff(t)[:, None]))
    change = csc_array(eye_array(n - 1) - eye_array(n - 1, k=-1))
    return csc_array(change @ slope)


def solve(
    program: Program,
    rows: RowLoss,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check,
) -> Solution:
    """Optimum for the pinball loss; features of earlier programs that are near stay in it."""
    dictionary = program.dictionary
    if start is not None:
        program.extend(start.keys)
    iteration, more, direct = 0, True, False
    least, solution = np.inf, Solution(program.keys[:0], np.empty(0), (), 0, "linear program")
    while more and iteration < MAX_ROUNDS:
        iteration += 1
        check()
        z, prices = program.solve(lam, direct, check)
        u = rows.feasible(prices)
        v = rows.rows.per_sample(u)
        limit = max(64, len(v))
        found = dictionary.price(v, above=lam * (1 + 1e-12), limit=limit, check=check)
        support = np.flatnonzero(np.abs(z) > _ZERO * np.abs(z).sum())
        raw = matvec(dictionary, program.keys[support], z[support], check)
        primal = rows.total(raw, rows.best_shift(raw)) + lam * float(np.abs(z).sum())
        share = min(1.0, lam / found.bound) if found.bound > 0 else 1.0
        gap = max(0.0, primal - rows.lower_bound(share * u)) / max(primal, 1e-300)
        step("solving", len(support), gap, None)
        if gap <= least:
            least = gap
            solution = replace(
                solution,
                keys=program.keys[support],
                weights=z[support],
                duals=(u,),
                iterations=iteration,
            )
        more = gap > _ENOUGH and program.extend(found.keys) > 0
        if not more and gap > _CLOSE and not direct:
            # slopes between close samples have cost digits: once more without them
            program.forget(v, lam, support)
            more = direct = 8 * len(rows.rows.y) * len(program.keys) <= DIRECT_LIMIT
    program.forget(v, lam, support)
    return _refined(dictionary, rows, lam, solution, check)


def _refined(
    dictionary: Dictionary, rows: RowLoss, lam: float, solution: Solution, check: Check
) -> Solution:
    """The program's basic solution beyond its tolerance, where that is better.

    Weights that go exactly through the rows on the function, and subgradients of these rows whose
    correlations with the features in use are ±λ.
    """
    if len(solution.keys) * len(rows.rows.y) * 8 > DIRECT_LIMIT or not len(solution.keys):
        return solution
    columns = rows.rows.per_row(dictionary.columns(solution.keys))
    columns -= columns.mean(axis=0)

    def missed(z: np.ndarray) -> tuple[float, np.ndarray]:
        raw = matvec(dictionary, solution.keys, z)
        shift = rows.best_shift(raw)
        value = rows.total(raw, shift) + lam * float(np.abs(z).sum())
        return value, rows.rows.y - rows.rows.per_row(raw + shift)

    z = solution.weights
    value, residual = missed(z)
    on = np.abs(residual) <= _ON_IT
    free, used = rows.free_per_row.matrix(len(on)), columns.shape[1]
    matrix = np.column_stack((columns, free))
    work = 10.0 * matrix[on].size * min(matrix[on].shape)
    step = in_background(partial(_least_norm, matrix[on], residual[on]), check, work)[:used]
    better, off = missed(z + step)
    exact = solution
    if better < value:
        exact, residual = replace(exact, weights=z + step), off
    # the other rows have a gradient at its bound; of those on the function the ones between
    least, most = (rows.rows.w * bound for bound in rows.loss.bounds(rows.rows.y))
    u = np.clip(solution.duals[0], least, most)
    between = on & (np.minimum(u - least, most - u) > _ON_IT * (most - least))
    above = np.where(on, u - least > most - u, residual > 0)
    u = np.where(between, u, np.where(above, most, least))
    goal = np.append(lam * np.sign(z), np.zeros(free.shape[1])) - matrix.T @ u
    u[between] += in_background(partial(_least_norm, matrix[between].T, goal), check, work)
    sharper = replace(exact, duals=(rows.feasible(u),))
    gaps = [relative_gap_of(dictionary, rows, lam, one, check) for one in (exact, sharper)]
    # pulls at their bounds to the last digit, as E and the optimal fits are judged by them
    return sharper if gaps[1] <= max(gaps[0], _ROUNDING) else exact


def _least_norm(matrix: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The least x that makes matrix @ x nearest to target."""
    return np.linalg.lstsq(matrix, target, rcond=None)[0]
