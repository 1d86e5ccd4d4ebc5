"""The canonical fit of a loss with straight parts: the same function whichever way λ arrived.

Huber's and the quantile loss are not strictly convex, so several functions may be optimal.
With any optimal dual point u and E = {j : |A_jᵀu| = λ}, s_j the signs, they are f = A z + ξ
for all z on E with s_j z_j ≥ 0 and all ξ such that f(x_n) is the known value where u_n lies
strictly within its bounds, and on the straight part of the loss where u_n is at a bound.

Among these the canonical fit has the least ||z||₁, as the limit of the optima of slightly
larger λ has; among those it lies lowest, in a sum over the samples with fixed generic
weights, so that no two tie. The constant takes the middle of its optimal values. Both
conditions are linear programs; as a rule u fixes the fit alone and none is solved.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.linalg import qr

from mirrors_engine.algorithms.linear_program import Method, ProgramError, minimise
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.costs import generic_costs
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Solution, tie_level
from mirrors_engine.solvers.canonical.canonical import MAX_FACE, equicorrelated, with_used
from mirrors_engine.solvers.canonical.determined import determined
from mirrors_engine.unpenalised import CONSTANT, Unpenalised
from mirrors_engine.utils.background import in_background

MAX_PROGRAM = 2 * 10**7  # numbers in the columns of E up to which programs are solved over them
_AT_BOUND = 1e-9  # distance of u to a bound, relative to their distance, that counts as 0
_LOST = 1e-10  # share of the largest u that is lost in sums over the samples
_LEAST = 1e-300
_DEPENDENT = 1e-10  # part of a unit column that is rounding
_FIXED = 1e-9  # change at the fixed samples, of a move of length 1, that is rounding
_MOVES = 1e-6  # change at one sample, of a move of length 1, that is more than rounding
_WIDE = 1e-7  # range of a value over the optimal fits, relative to its size, that is no rounding
_WORSE = 1e-9  # relative growth of the objective beyond which a program has failed
# presolve was measured to take half of the time
_METHODS = (Method(presolve=False, most=20_000), Method(most=20_000))
# as a rule a program takes a hundredth of this
_SECONDS = 2.0
_NUMBERS_A_SECOND = 1e6


class OptimalFits:
    """All (z, ξ) of an optimal function, and the linear programs over them.

    Parameters
    ----------
    dictionary, solution
        Any optimum of a problem; its first dual point is optimal too.
    found : Pricing
        The equicorrelation set of that dual point.
    f, low, high : (N,) ndarray
        The optimal function that was found, and between which values others may lie.
    free : Unpenalised
        What is free beside the features.
    """

    def __init__(
        self,
        dictionary: Dictionary,
        solution: Solution,
        found: Pricing,
        f: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        free: Unpenalised = CONSTANT,
    ) -> None:
        self.keys, self.signs = with_used(found, solution)
        columns = dictionary.columns(self.keys) * self.signs
        columns = columns - columns.mean(axis=0)
        self.lengths = np.linalg.norm(columns, axis=0)
        self.lengths[self.lengths == 0] = 1.0
        n = len(columns)
        # unit columns, and an orthonormal basis of what is free: coordinates ≥ 0, and the last any
        free_columns = np.full((n, 1), n**-0.5) if not free.line else free.orthonormal(np.ones(n))
        self.line, self.k = free.line, free_columns.shape[1]
        self.matrix = np.column_stack((columns / self.lengths, free_columns))
        self.low, self.high, self.size = low, high, float(np.abs(f).max()) + 1.0
        self.fixed = _fixed(low, high, f)
        values = dict(zip(map(tuple, solution.keys.tolist()), solution.weights, strict=True))
        z = np.array([values.get(tuple(key), 0.0) for key in self.keys.tolist()])
        self.x = np.append(np.abs(z) * self.lengths, np.zeros(self.k))
        self.x[-self.k :] = free_columns.T @ (f - self.matrix @ self.x)
        self.moves = self._moves()
        self.loose = np.linalg.norm(self.moves, axis=1) > _FIXED
        # as many equations for the fixed samples as there are independent ones
        self.equal = _independent(self.matrix[self.fixed])

    def _moves(self) -> np.ndarray:
        """Orthonormal moves (N, K) of f, sums of columns, that keep the fixed samples.

        All of them, or where there are many two generic ones.
        """
        columns, most = self.matrix, int(self.fixed.sum()) + 2
        if columns.shape[1] > most:
            # random sums keep the rank, as far as it can exceed that of the fixed samples
            mixed = np.random.default_rng(0).standard_normal((columns.shape[1], most))
            columns = columns @ (mixed / columns.shape[1] ** 0.5)
        q, r, _ = qr(columns, mode="economic", pivoting=True, check_finite=False)
        diagonal = np.abs(np.diag(r))
        span = q[:, diagonal > _DEPENDENT * diagonal[0]]
        kept = np.linalg.qr(span[self.fixed], mode="r")
        _, values, vt = np.linalg.svd(kept)
        return span @ vt[int(np.sum(values > _FIXED)) :].T

    def extreme(self, costs: np.ndarray, check: Check) -> np.ndarray | None:
        """A point of least costs @ x, or None if the programs fail.

        The unknowns are the moves from x, so that x itself is feasible without any rounding.
        """
        below = self.loose & np.isfinite(self.high)
        above = self.loose & np.isfinite(self.low)
        limits = np.vstack((self.matrix[below], -self.matrix[above]))
        f = self.matrix @ self.x
        slack = np.concatenate((self.high[below] - f[below], f[above] - self.low[above]))
        seconds = _SECONDS + self.matrix.size / _NUMBERS_A_SECOND
        try:
            found = minimise(
                costs / float(np.abs(costs).max()),
                np.vstack((limits, self.equal)),
                np.concatenate((np.full(len(slack), -np.inf), np.zeros(len(self.equal)))),
                np.concatenate((np.maximum(slack, 0.0), np.zeros(len(self.equal)))),
                check,
                least=np.append(-self.x[: -self.k], np.full(self.k, -np.inf)),
                methods=[replace(method, seconds=seconds) for method in _METHODS],
            )
        except ProgramError:
            return None
        work = 10.0 * self.matrix.size * min(self.matrix.shape)
        return in_background(lambda: self._refined(found.x, limits, slack), check, work)

    def _refined(self, move: np.ndarray, limits: np.ndarray, slack: np.ndarray) -> np.ndarray:
        """Where the move ends, a vertex, by least squares: beyond the program's tolerance."""
        x = self.x + move
        x[: -self.k] = np.maximum(x[: -self.k], 0.0)
        used = np.flatnonzero(x > _AT_BOUND * float(np.abs(x).max()))
        used = np.union1d(used, np.arange(len(x) - self.k, len(x)))
        x[np.setdiff1d(np.arange(len(x)), used)] = 0.0
        move = x - self.x
        tight = np.abs(limits @ move - slack) <= _WIDE * self.size
        through = np.vstack((self.equal, limits[tight]))
        missed = np.concatenate((np.zeros(len(self.equal)), slack[tight])) - through @ move
        better = x.copy()
        better[used] += np.linalg.lstsq(through[:, used], missed, rcond=1e-12)[0]
        return better if better[: -self.k].min(initial=0.0) >= 0 else x

    def settle(self, check: Check) -> bool | None:
        """Move x to the canonical fit; returns whether the fit is the only one but for ξ.

        None where the programs would be too large, or one has failed.
        """
        moves = self.moves if self.line else self.moves - self.moves.mean(axis=0)
        if float(np.abs(moves).max(initial=0.0)) <= _MOVES:
            return True
        if self.matrix.size > MAX_PROGRAM:
            return None
        samples = np.arange(len(self.matrix))[:, None]
        norm = np.append(1 / self.lengths, np.zeros(self.k))
        height = generic_costs(samples) @ self.matrix
        only = True
        for costs in (norm, height):
            check()
            if not costs.any():  # no features, or none that is high anywhere
                continue
            least = self.extreme(costs, check)
            if least is None:
                return None
            unit = _WIDE * (float(np.abs(costs) @ np.abs(self.x)) + self.size)
            if costs @ (self.x - least) > unit:
                only = False
            elif only:
                check()
                most = self.extreme(-costs, check)
                if most is None:
                    return None
                only = bool(costs @ (most - least) <= unit)
            self.x = least
            more = costs / float(np.linalg.norm(costs))
            self.equal = _independent(np.vstack((self.equal, more)))
        return only


def settle(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    solution: Solution,
    check: Check,
) -> tuple[Solution, bool | None, Pricing | None]:
    """An optimum with the canonical fit, and whether that fit is the only optimal one.

    The verdict is None where it is not known, and `Solution.canonical` whether the fit is known to
    be the canonical one. The third is the equicorrelation set of the first
    dual point of `solution`, where it was needed.
    """
    raw = matvec(dictionary, solution.keys, solution.weights)
    f, wide = raw + rows.best_shift(raw), False
    if not rows.free.line:  # else the line is one of the moves
        first, last = rows.shifts(raw)
        wide = last - first > _WIDE * (float(np.abs(f).max()) + 1.0)
    low, high = _room(rows, solution.duals[0], f)
    fixed = _fixed(low, high, f)
    settled, unsettled = (replace(solution, canonical=known) for known in (True, False))
    if fixed.all():
        return settled, True, None
    unknown = False if wide else None
    u = rows.rows.per_sample(solution.duals[0])
    if dictionary.slope_cost(rows.free.line) is not None:
        span = dictionary.spanning(u, tie_level(lam, u), check)
        if determined(dictionary, np.concatenate((span, solution.keys)), fixed, rows.free.line):
            return settled, not wide, None
        if len(span) * rows.rows.samples > MAX_FACE:  # and E has no fewer features
            return unsettled, unknown, None
    found = equicorrelated(dictionary, lam, u, check)
    if not len(found.keys) and not len(solution.keys) and not rows.free.line:
        return settled, not wide, found
    columns = len(found.keys) + len(solution.keys)
    if not found.complete or columns * rows.rows.samples > MAX_FACE:
        return unsettled, unknown, found
    work = 10.0 * len(f) * columns * min(len(f), columns)
    fits = in_background(
        lambda: OptimalFits(dictionary, solution, found, f, low, high, rows.free), check, work
    )
    before = fits.x
    only = fits.settle(check)
    if only is None:
        return unsettled, unknown, found
    # of a strictly convex loss other fits are as good only to rounding
    only = None if rows.loss.strict and not only else only and not wide
    if fits.x is before:
        return settled, only, found
    z = fits.x[: -fits.k] / fits.lengths
    used = np.flatnonzero(z)
    moved = replace(settled, keys=fits.keys[used], weights=(fits.signs * z)[used])
    value = objective(dictionary, rows, lam, solution)
    if objective(dictionary, rows, lam, moved) > value * (1 + _WORSE):
        return unsettled, None, found
    return moved, only, found


def _fixed(low: np.ndarray, high: np.ndarray, f: np.ndarray) -> np.ndarray:
    """The samples at which all optimal functions agree for their dual point alone."""
    return high - low <= _AT_BOUND * (float(np.abs(f).max()) + 1.0)


def _independent(equations: np.ndarray) -> np.ndarray:
    """As many of the rows as there are independent ones.

    With rows that depend on others but for rounding HiGHS was seen to call programs infeasible,
    and with sums of rows, whose small entries it drops, points optimal that were not.
    """
    r, pivot = qr(equations.T, mode="r", pivoting=True, check_finite=False)
    diagonal = np.abs(np.diag(r))
    rank = int(np.sum(diagonal > _DEPENDENT * diagonal.max(initial=0.0)))
    return equations[np.sort(pivot[:rank])]


def objective(dictionary: Dictionary, rows: RowLoss, lam: float, solution: Solution) -> float:
    """Loss and λ||z||₁ of any weights, with the best constant."""
    raw = matvec(dictionary, solution.keys, solution.weights)
    return rows.total(raw, rows.best_shift(raw)) + lam * float(np.abs(solution.weights).sum())


def _room(rows: RowLoss, u: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Between which values f may lie at each sample, given that f and u are optimal."""
    least, most = (rows.rows.w * bound for bound in rows.loss.bounds(rows.rows.y))
    close = np.minimum(_AT_BOUND * (most - least), _LOST * float(np.abs(u).max()))
    close = np.maximum(close, _LEAST * rows.rows.w)
    falls_to, rises_from = rows.loss.straight(rows.rows.y, close / rows.rows.w)
    at_most, at_least = u >= most - close, u <= least + close
    at = rows.rows.per_row(f)
    # f itself is optimal: rounding must not exclude it
    low = np.where(at_least, np.minimum(rises_from, at), np.where(at_most, -np.inf, at))
    high = np.where(at_most, np.maximum(falls_to, at), np.where(at_least, np.inf, at))
    lowest, highest = np.full(len(f), -np.inf), np.full(len(f), np.inf)
    np.maximum.at(lowest, rows.rows.sample, low)
    np.minimum.at(highest, rows.rows.sample, high)
    return lowest, highest
