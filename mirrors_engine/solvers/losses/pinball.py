"""The pinball loss: a linear program, solved by HiGHS over a growing set of features.

The prices u of the rows are the dual point; features they correlate with above λ join the
program. Of its two forms the one that suits the number of rows is solved, and the other where
that one fails or costs digits.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from mirrors_engine.algorithms.linear_program import ProgramError
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.errors import MirrorsError, SizeError
from mirrors_engine.losses import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Solution
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.losses.pinball_near import ByNear
from mirrors_engine.solvers.losses.pinball_programs import ByPrices, BySlopes, Program
from mirrors_engine.solvers.thinning import fewer_rows
from mirrors_engine.utils.background import in_background

MAX_ROUNDS = 300
DUAL_FROM = 2000  # rows from which the dual program takes less time
NEAR_FROM = 4000  # rows from which most are settled by the optimum over fewer
COARSENING = 4
MOST_USED = 0.02  # features for each row: where they are more the function follows the rows
DIRECT_LIMIT = 1 << 27  # bytes of dense columns
_CLOSE = 1e-9  # relative gap above which the other program is solved too
_ENOUGH = 1e-11  # relative gap at which no further feature is asked for
_ZERO = 1e-12  # share of ||z||₁ below which a weight is rounding
_ROUNDING = 1e-14  # relative gap that is rounding
_ON_IT = 1e-7  # residuals, relative to a middle one, that the program means to be 0


class Pinball:
    """Solves one problem at any λ; features of earlier programs that are near stay in them."""

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        self.dictionary = dictionary
        self.rows = rows
        self.programs: list[Program] = [BySlopes(dictionary, rows), ByPrices(dictionary, rows)]
        if len(rows.rows.y) >= DUAL_FROM:
            self.programs.reverse()

    def solve(self, lam: float, start: Solution | None, step: Report, check: Check) -> Solution:
        """Optimum at λ in scaled units.

        Raises
        ------
        MirrorsError
            If neither program has an optimum that can be found.
        """
        solution, least = start, np.inf
        error: MirrorsError | None = None
        programs = self.programs
        if len(self.rows.rows.y) >= NEAR_FROM and self.dictionary.compressible:
            solution = self._begun(lam, step, check) if start is None else start
            if len(solution.keys) <= MOST_USED * len(self.rows.rows.y):
                near = ByNear(self.dictionary, self.rows, self._residual(solution, check))
                programs = [near, *programs]
        for program in programs:
            try:
                if solution is not None:
                    program.extend(solution.keys)
                found, gap = self._over(program, lam, step, check)
            except (ProgramError, SizeError) as failed:
                if not isinstance(program, ByNear):  # what it could not do is not of the signal
                    error = error or failed
                continue
            if gap <= least:
                solution, least = found, gap
            if least <= _CLOSE:
                break
        if solution is None or not np.isfinite(least):
            raise error if isinstance(error, SizeError) else _failed() from error
        return _refined(self.dictionary, self.rows, lam, solution, check)

    def _begun(self, lam: float, step: Report, check: Check) -> Solution:
        """The optimum over the rows of every fourth sample, as a guess at that of all."""
        fewer, rows, ranks = fewer_rows(self.dictionary, self.rows, COARSENING)

        def begin(_: str, active: int, *_rest: float | None) -> None:
            step("every fourth sample first", active, None, None)

        found = Pinball(fewer, rows).solve(lam, None, begin, check)
        return replace(found, keys=self.dictionary.at_ranks(found.keys, ranks), duals=())

    def _residual(self, solution: Solution, check: Check) -> np.ndarray:
        """y - f of the rows."""
        raw = matvec(self.dictionary, solution.keys, solution.weights, check)
        raw += self.rows.best_shift(raw)
        residual: np.ndarray = self.rows.rows.y - self.rows.rows.per_row(raw)
        return residual

    def _over(
        self, program: Program, lam: float, step: Report, check: Check
    ) -> tuple[Solution, float]:
        """The best that one of the programs finds, and its relative gap."""
        rows, dictionary = self.rows, self.dictionary
        solution = Solution(program.keys[:0], np.empty(0), (), 0, "linear program")
        least, more, iteration = np.inf, True, 0
        while more and iteration < MAX_ROUNDS:
            iteration += 1
            check()
            z, prices = program.solve(lam, check)
            u = rows.feasible(prices)
            v = rows.rows.per_sample(u)
            found = dictionary.price(v, above=lam * (1 + 1e-12), limit=program.at_once, check=check)
            new, bound = program.extend(found.keys), found.bound
            if len(found.keys) and not new:
                # the program holds all that exceed λ, by its tolerance: a search that found some
                # has not looked at the rest, and bounds that far less sharply
                bound = dictionary.price(v, check=check).bound
            support = np.flatnonzero(np.abs(z) > _ZERO * np.abs(z).sum())
            raw = matvec(dictionary, program.keys[support], z[support], check)
            primal = rows.total(raw, rows.best_shift(raw)) + lam * float(np.abs(z).sum())
            share = min(1.0, lam / bound) if bound > 0 else 1.0
            gap = max(primal - rows.lower_bound(share * u), 0.0) / max(primal, 1e-300)
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
            more = gap > _ENOUGH and new > 0
        program.forget(v, lam, support)
        return solution, least


def _failed() -> MirrorsError:
    return MirrorsError(
        "The linear program of the quantile loss failed, because weights, values or "
        "distances of samples differ by too many powers of ten: use weights that differ "
        "less, merge samples that nearly agree in x, or choose another loss."
    )


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
    # derivatives at their bounds to the last digit, as E and the optimal fits are judged by them
    return sharper if gaps[1] <= max(gaps[0], _ROUNDING) else exact


def _least_norm(matrix: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The least x that makes matrix @ x nearest to target."""
    return np.linalg.lstsq(matrix, target, rcond=None)[0]
