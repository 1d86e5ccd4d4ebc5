"""Which solver a loss has, and from which λ its fit is constant.

See the manual, Largest λ.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.algorithms.linear_program import ProgramError, minimise
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.errors import AUTOMATIC, SettingError
from mirrors_engine.losses import Huber, Quantile, RowLoss, Squared
from mirrors_engine.losses.rows import Shift
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import nodal, two_layers
from mirrors_engine.solvers.base import LossSolver, Report, Scaled, Solution
from mirrors_engine.solvers.canonical import canonical, canonical_fit
from mirrors_engine.solvers.gaps import relative_gap_of
from mirrors_engine.solvers.lasso import LassoSolver
from mirrors_engine.solvers.losses import huber_dual, newton, outliers, pinball, variation
from mirrors_engine.solvers.needless import without_needless
from mirrors_engine.solvers.nodal import quantile as nodal_quantile
from mirrors_engine.utils.chunks import any_of
from mirrors_engine.utils.distinct_rows import distinct
from mirrors_engine.utils.weighting import weighted

LONG = 1000  # rows from which a linear program over features is slower than one over the fit
FEW = 500  # rows up to which the exact way with outliers as features takes no second
NEWTON_STEPS = 40
SOLVED = 1e-9
_MOVED = 1e-6  # relative change of a dual point that is more than rounding
_TIED = 1e-12  # distance of a row from the best line, relative to y, that is rounding
_AS_GOOD = 1e-11  # relative growth of the objective that is rounding
_ROUNDS = 200
_SAME = 1e-10  # relative gap up to which the optimum of two layers is one of more
_ENOUGH = 1e-10  # relative accuracy of λ_max where it is a linear program


def solver_for(scaled: Scaled, rows: RowLoss) -> LossSolver:
    """What solves a problem of this loss at any λ."""
    if isinstance(rows.loss, Squared):
        return LassoSolver(scaled)
    return RowSolver(scaled.dictionary, rows)


class RowSolver(LossSolver):
    """Solves one problem at any λ; it keeps what helps at the next.

    Parameters
    ----------
    dictionary : Dictionary
        Whole dictionary, over the distinct samples.
    rows : RowLoss
        Loss and rows, in scaled units.
    """

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        self.dictionary = dictionary
        self.rows = rows
        self._pinball: pinball.Pinball | None = None
        shallow = dictionary.two_layers()
        convex = shallow is not None and two_layers.convex(shallow, rows.rows.means)
        self._shallow = RowSolver(shallow, rows) if shallow is not None and convex else None

    def solve(
        self, lam: float, start: Solution | None, step: Report, check: Check, solver: str
    ) -> Solution:
        """Optimum at λ below λ_max; the first of `duals` is of the rows."""
        if solver == "auto" and self._shallow is not None:
            found = self._of_two_layers(self._shallow, lam, start, step, check)
            if found is not None:
                return found
        if solver == "auto" and variation.applies(self.dictionary, self.rows):
            denoised = variation.solve(self.dictionary, self.rows, lam, step, check)
            if denoised is not None:
                return denoised
        if isinstance(self.rows.loss, Quantile):
            if solver == "coordinate_descent":
                raise SettingError(
                    "Coordinate descent gets stuck at the corners of the quantile loss: "
                    "use solver auto.",
                    [AUTOMATIC],
                )
            direct = solver == "auto" and len(self.rows.rows.y) >= LONG
            if direct and nodal.applies(self.dictionary):
                vertex = nodal_quantile.solve(self.dictionary, self.rows, lam, step, check)
                if vertex is not None:
                    return self.canonical(lam, vertex, check)
            # features that are left of other λ are a start too
            if self._pinball is None or start is None:
                self._pinball = pinball.Pinball(self.dictionary, self.rows)
            found = self._pinball.solve(lam, start, step, check)
        elif isinstance(self.rows.loss, Huber):
            found = self._huber(lam, start, step, check, solver)
        else:
            found = newton.solve(self.dictionary, self.rows, lam, start, step, check, solver)
        if solver == "coordinate_descent" or not found.duals:
            return found
        return self.canonical(lam, found, check)

    def _of_two_layers(
        self, shallow: RowSolver, lam: float, start: Solution | None, step: Report, check: Check
    ) -> Solution | None:
        """The optimum of two layers, None where it is not that of this network too.

        Where the fit is theirs the canonical weights are as well (see `two_layers`).
        """
        found = shallow.solve(lam, None, step, check, "auto")
        keys = self.dictionary.from_two_layers(found.keys)
        # the only weights of two layers need not be the only ones of more
        found = replace(found, keys=keys, unique=False if found.unique is False else None)
        if relative_gap_of(self.dictionary, self.rows, lam, found, check) > _SAME:
            return None
        if two_layers.crowded(self.dictionary, keys):
            return found
        return self.canonical(lam, found, check)

    def constant_is_unique(self, lam: float, constant: Solution, check: Check) -> bool | None:
        # other constants may be as good, and at λ_max itself other functions
        return self.canonical(lam, constant, check).unique

    def _huber(
        self, lam: float, start: Solution | None, step: Report, check: Check, solver: str
    ) -> Solution:
        """Outliers as features; where there are many rows only if Newton's steps do not do."""
        if len(self.rows.rows.y) > FEW:
            found = newton.solve(
                self.dictionary, self.rows, lam, start, step, check, solver, NEWTON_STEPS
            )
            if solver == "coordinate_descent":
                return found
            # at a small λ the gradient of the fit itself has too few digits to prove it
            found = huber_dual.with_exact_dual(self.dictionary, self.rows, lam, found, check)
            f = matvec(self.dictionary, found.keys, found.weights, check)
            f += self.rows.best_shift(f)
            gaps = (
                relative_gap_of(self.dictionary, self.rows, lam, found, check),
                newton.gap_of(self.dictionary, self.rows, f, lam, found.weights, check),
            )
            if min(gaps) <= SOLVED:
                return found
            start = found
        return outliers.solve(self.dictionary, self.rows, lam, start, step, check, solver)

    def canonical(self, lam: float, found: Solution, check: Check) -> Solution:
        """The canonical optimum, from any optimum with an exact dual point of the rows.

        First its fit (see `canonical_fit`). That and u are optimal for the squared
        loss of f + u/ω too, whose canonical weights are known.
        """
        u = self.rows.rows.per_sample(found.duals[0])
        settled, only, face = canonical_fit.settle(self.dictionary, self.rows, lam, found, check)
        if not len(settled.keys):  # of norm 0, so there are no other weights with this fit
            return replace(settled, unique=only)
        undecided = replace(settled, duals=(u,), canonical=False)
        w = self.rows.rows.per_sample(self.rows.rows.w)
        target = matvec(self.dictionary, settled.keys, settled.weights, check) + u / w
        target = self.rows.free.without(target, w)
        same = Scaled(self.dictionary, target, w, target, self.rows.free)
        chosen = canonical.choose(same, lam, undecided, check, face)
        fewer = without_needless(same, lam, chosen, check)
        if len(fewer.keys) < len(chosen.keys):
            value, least = (
                canonical_fit.objective(self.dictionary, self.rows, lam, one)
                for one in (fewer, chosen)
            )
            # at a corner of the loss a change of the fit counts in full
            chosen = fewer if value <= least * (1 + _AS_GOOD) else chosen
        unique = chosen.unique
        if not only:
            unique = False if unique is False else only
        known = settled.canonical and chosen.canonical
        return replace(chosen, duals=found.duals, unique=unique, canonical=known)


def constant_dual(
    problem: Scaled, rows: RowLoss, check: Check = no_check
) -> tuple[float, np.ndarray]:
    """λ_max, and the (M,) dual point that proves the best constant optimal from there.

    That is the least max_j |A_jᵀu| over the subgradients u of the best constant.
    """
    dictionary = problem.dictionary
    if rows.loss.merges and not rows.free.line:
        u = weighted(problem.weighting, problem.centred)
        return (dictionary.price(u, check=check).bound if any_of(u) else 0.0), u
    none = np.broadcast_to(0.0, rows.rows.samples)
    shift = rows.best_shift(none)
    check()
    u = rows.neg_gradient(none, shift)
    check()
    if not u.any():
        return 0.0, u
    tied = None if rows.loss.smooth else _tied(rows, shift)
    if tied is None or not tied.any():
        u = rows.balanced(u, spare=True)
        check()
        return dictionary.price(rows.sums(u), check=check).bound, u
    return _least_bound(dictionary, rows, u, tied, check)


def _tied(rows: RowLoss, shift: Shift) -> np.ndarray:
    """Rows at the corner of their loss, up to rounding on a line."""
    if not isinstance(shift, np.ndarray):
        return rows.rows.y == shift
    away = np.abs(rows.rows.y - rows.rows.per_row(shift))
    return away <= _TIED * float(np.abs(rows.rows.y).max())


def _least_bound(
    dictionary: Dictionary, rows: RowLoss, u: np.ndarray, tied: np.ndarray, check: Check
) -> tuple[float, np.ndarray]:
    """Choose the subgradients of the rows at the quantile for the least max_j |A_jᵀu|.

    A linear program over the sums of u at the tied samples and the bound t, whose rows
    |A_jᵀu| ≤ t are those features only that were found to break them.
    """
    low, high = (rows.rows.w * bound for bound in rows.loss.bounds(rows.rows.y))
    free = rows.free.matrix(rows.rows.samples)
    need = -float(u[~tied].sum())
    least, most = float(low[tied].sum()), float(high[tied].sum())
    share = min(max((need - least) / (most - least), 0.0), 1.0)
    u = np.where(tied, low + share * (high - low), u)
    where = np.unique(rows.rows.sample[tied])
    sums = rows.rows.per_sample(np.where(tied, low, 0.0))[where]
    widths = rows.rows.per_sample(np.where(tied, high - low, 0.0))[where]
    fixed = rows.rows.per_sample(np.where(tied, 0.0, u))
    best, chosen = np.inf, u
    keys = as_keys([], dictionary.key_width)
    for _ in range(_ROUNDS):
        check()
        level = rows.balanced(u)
        # a first guess need not be orthogonal to a line: what it would take is no subgradient then
        near = float(np.abs(level - u).max()) <= _MOVED * float(np.abs(u).max())
        v = rows.sums(level if near else rows.free_per_row.orthogonal(u, rows.rows.w))
        found = dictionary.price(v, above=0.0, limit=128, check=check)
        reached = found.bound
        if reached > float(np.abs(found.correlations).max(initial=0.0)):
            # a search for candidates may stop early, with a bound that nothing reaches
            reached = dictionary.price(v, check=check).bound
        if reached < best and (near or not rows.free.line):
            best, chosen = reached, level
        if len(where) == 1 and not rows.free.line:
            break
        keys = distinct(np.concatenate((keys, found.keys)), check)
        columns = dictionary.columns(keys)
        columns = columns - columns.mean(axis=0)
        bound, share_of = _shares(columns, free, fixed, where, sums, widths, check)
        if best <= bound * (1 + _ENOUGH) + 1e-14:
            break
        spread = np.zeros(rows.rows.samples)
        spread[where] = share_of
        u = np.where(tied, low + rows.rows.per_row(spread) * (high - low), u)
    return best, chosen


def _shares(
    columns: np.ndarray,
    free: np.ndarray,
    fixed: np.ndarray,
    where: np.ndarray,
    least: np.ndarray,
    widths: np.ndarray,
    check: Check,
) -> tuple[float, np.ndarray]:
    """min t over shares in [0, 1] of u = fixed + least + share·widths with |columnsᵀu| ≤ t.

    And with freeᵀu = 0, `free` being the columns without a penalty.
    """
    base = columns.T @ fixed + columns[where].T @ least
    slopes = columns[where].T * widths
    one = np.ones((len(base), 1))
    balance = np.column_stack((free[where].T * widths, np.zeros(free.shape[1])))
    need = -(free.T @ fixed) - free[where].T @ least
    if free.shape[1] == 1:
        need = np.clip(need, 0.0, float(widths.sum()))
    try:
        found = minimise(
            np.append(np.zeros(len(where)), 1.0),
            np.vstack((np.hstack((slopes, -one)), np.hstack((slopes, one)), balance)),
            np.concatenate((np.full(len(base), -np.inf), -base, need)),
            np.concatenate((-base, np.full(len(base), np.inf), need)),
            check,
            most=np.append(np.ones(len(where)), np.inf),
        )
    except ProgramError:
        return 0.0, np.full(len(where), 0.5)
    return found.value, found.x[:-1]
