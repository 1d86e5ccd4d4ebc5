"""The canonical solution: the same weights whichever way λ arrived (manual, Canonical choice).

The fit is unique, the weights often are not. Among all optimal weights inside the
dictionary the canonical ones minimise Σ c_j |z_j|, c_j the number of kinks strictly
inside the data; ties go by a fixed order of the features. Families whose optimal sets
have a closed form canonicalize any optimal weights directly; for the others it is
a linear program over the equicorrelation set E = {j : |A_jᵀr| = λ}, and its basic
solution is sparse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mirrors_engine.algorithms.simplex import minimise
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.candidates import MAX_TIED
from mirrors_engine.dictionaries.costs import kink_costs
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.active_set import finish
from mirrors_engine.solvers.base import Scaled, Solution, tie_level
from mirrors_engine.solvers.canonical.alike import Groups, first_equal, grouped
from mirrors_engine.solvers.canonical.uniqueness import MOST, one_key_of_each, only_one
from mirrors_engine.solvers.factor import WorkingColumns
from mirrors_engine.solvers.segments import working_columns
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.distinct_rows import positions

_AS_GOOD = 1e-10  # relative growth of the objective, below the certificate's, that is rounding
NEGLIGIBLE = 1e-11  # share of ||z||₁ below which a weight is rounding
MAX_FACE = MAX_TIED  # numbers in the columns of E up to which the choice is worth its time
_CANONICALIZING = 200.0  # multiply-adds that a number of a key takes the time of
_ROUNDING = 64 * np.finfo(float).eps


@dataclass(frozen=True, eq=False)
class Face:
    """The optimal weights are {z : supp z ⊆ keys, signs·z ≥ 0, columns z = fit}.

    Attributes
    ----------
    keys : (E, width) ndarray
        Equicorrelation set, in the fixed order.
    signs : (E,) ndarray
        Sign of each correlation.
    working : WorkingColumns
        Their columns and QR factors, in the same order.
    line : bool
        Whether a straight line is free beside them.
    """

    keys: np.ndarray
    signs: np.ndarray
    working: WorkingColumns
    line: bool = False

    @property
    def unique(self) -> bool:
        """True if the columns are independent, which suffices for only one z to fit."""
        return len(self.working.small) == len(self.keys)

    @cached_property
    def columns(self) -> np.ndarray:
        """(rank, E): the columns with their signs, in as many coordinates as they have rank."""
        return self.working.small * self.signs

    @cached_property
    def first(self) -> np.ndarray:
        """For each column the first that the samples do not tell from it."""
        return first_equal(self.columns)

    @property
    def alike(self) -> bool:
        """Whether the samples hardly tell some of the columns apart."""
        return bool(np.any(self.first != np.arange(len(self.first))))

    def places(self, keys: np.ndarray) -> np.ndarray:
        """Which of the columns some keys name."""
        place = {tuple(key): k for k, key in enumerate(self.keys.tolist())}
        return np.array([place[tuple(key)] for key in keys.tolist()], dtype=np.int64)

    def groups(self, costs: np.ndarray) -> Groups:
        """The columns that stand for those that are alike, by the (E, stages) costs."""
        return grouped(self.columns, costs, self.first)

    def only_one(self, used: np.ndarray, dictionary: Dictionary, check: Check) -> bool | None:
        """Whether the optimal weights on these of the columns are the only ones.

        Two keys may name one function; weight that trades places between them is no other
        choice.
        """
        columns, first = self.columns, self.first
        answer = only_one(columns, used, check)
        if answer is not False:
            return answer
        shared = np.flatnonzero(np.bincount(first, minlength=len(first))[first] > 1)
        if not 0 < len(shared) <= MOST:
            return answer
        names = {tuple(key) for key in self.keys[used].tolist()}
        some, signs = self.keys[shared], self.signs[shared]
        kept = shared[one_key_of_each(dictionary, some, signs, names, check, self.line)]
        others = np.zeros(len(first), dtype=bool)
        others[shared] = True
        others[kept] = False
        alone = np.flatnonzero(~others)
        if len(alone) == len(first):
            return answer
        return only_one(columns[:, alone], np.searchsorted(alone, used), check)


def choose(
    problem: Scaled,
    lam: float,
    solution: Solution,
    check: Check = no_check,
    found: Pricing | None = None,
) -> Solution:
    """The canonical solution that belongs to any exact solution; λ = 0 is interpolation.

    `found` is the equicorrelation set of its first dual point, where that is known already.
    Where too many features are tied to choose among, or numbers do not decide, the weights stay
    those of the solver, and `Solution.canonical` as it was.
    """
    solution = _pruned(solution)
    if not len(solution.keys):
        return replace(solution, canonical=True)
    dictionary = problem.dictionary
    closed_form = in_background(
        lambda: dictionary.canonicalize(solution.keys, solution.weights, problem.free.line),
        check,
        _CANONICALIZING * solution.keys.size,
    )
    if closed_form is not None:
        keys, weights, unique = closed_form
        return replace(solution, keys=keys, weights=weights, unique=unique, canonical=True)
    # the first dual point is exact: the residual, or at λ = 0 the prices of the samples
    if found is None:
        found = solution.face
    if found is None:
        found = equicorrelated(dictionary, lam, solution.duals[0], check)
    if not found.complete or len(found.keys) * len(problem.w) > MAX_FACE:
        return solution
    if dictionary.aliased:
        solution = _as_listed(dictionary, solution, check)
    face = optimal_face(problem, found, solution, check)
    if dictionary.aliased and lam > 0 and len(face.keys) > len(found.keys) > 0:
        solution = _over_all(problem, face, lam, solution, check, face.places(found.keys))
        face = optimal_face(problem, found, solution, check)
    if face.unique and not face.alike:
        return replace(solution, unique=True, canonical=True)
    groups = face.groups(kink_costs(problem.dictionary, face.keys))
    if groups.unsure and lam > 0:
        solution = _over_all(problem, face, lam, solution, check)
    least = _least_kinks(face, groups, solution, check)
    if least is not None:
        support = np.flatnonzero(least)
        weights, residual = _resolved(face, lam, support, least[support], check)
        if _as_good(face, lam, solution, weights, residual):
            chosen = replace(solution, keys=face.keys[support], weights=weights, canonical=True)
            solution = _pruned(chosen)
        elif lam > 0 and not groups.unsure:  # a column that stands for no group is needed
            solution = _over_all(problem, face, lam, solution, check)
    return replace(
        solution,
        unique=face.unique or face.only_one(face.places(solution.keys), dictionary, check),
    )


def _over_all(
    problem: Scaled,
    face: Face,
    lam: float,
    solution: Solution,
    check: Check,
    some: np.ndarray | None = None,
) -> Solution:
    """The exact optimum over E, found from nothing: the same whatever is known of `solution`.

    Over some of its columns where a solver has used units that are none of the dictionary's.
    """
    every = np.arange(len(face.keys)) if some is None else np.sort(some)
    weights, residual = _resolved(face, lam, every, np.zeros(len(every)), check)
    if not _as_good(face, lam, solution, weights, residual):
        return solution
    dual = problem.free.orthogonal(np.sqrt(problem.w) * residual, problem.w)
    used = np.flatnonzero(weights)
    return replace(
        solution,
        keys=face.keys[every[used]],
        weights=weights[used],
        duals=(*solution.duals, dual),
    )


def _as_good(
    face: Face, lam: float, solution: Solution, weights: np.ndarray, residual: np.ndarray
) -> bool:
    """Whether weights are as good as those of an optimum to more than the certificate's digits.

    Where numbers do not determine the face, what is chosen on it may not be.
    """
    working = face.working
    small = working.small[:, face.places(solution.keys)]
    before = working.lift(working.small_target - small @ solution.weights)
    if lam == 0:
        missed, size = (float(np.linalg.norm(r)) for r in (residual, working.target))
        return bool(missed <= 2 * float(np.linalg.norm(before)) + _ROUNDING * size)
    value, least = (
        0.5 * float(r @ r) + lam * float(np.abs(z).sum())
        for r, z in ((residual, weights), (before, solution.weights))
    )
    return bool(value <= least * (1 + _AS_GOOD))


def _resolved(
    face: Face, lam: float, support: np.ndarray, start: np.ndarray, check: Check
) -> tuple[np.ndarray, np.ndarray]:
    """The exact optimum on some columns, from weights that need not be exact; its residual."""
    working = face.working
    small, target = working.small[:, support], working.small_target
    if lam > 0:
        weights, left = finish(small, target, lam, start, check)
        return weights, working.lift(left)
    work = 4.0 * small.size * small.shape[1]
    weights = in_background(lambda: np.linalg.lstsq(small, target, rcond=None)[0], check, work)
    return weights, working.lift(target - small @ weights)


def _kept(weights: np.ndarray) -> np.ndarray:
    """The weights above rounding size: whether one is left over depends on the way here."""
    strength = np.abs(weights)
    return (strength > NEGLIGIBLE * strength.sum()).nonzero()[0]


def _pruned(solution: Solution) -> Solution:
    kept = _kept(solution.weights)
    if len(kept) == len(solution.weights):
        return solution
    return replace(solution, keys=solution.keys[kept], weights=solution.weights[kept])


def _as_listed(dictionary: Dictionary, solution: Solution, check: Check) -> Solution:
    """The same weights under the keys by which E lists the units.

    Which of its keys a solver met first depends on where it started.
    """
    names = dictionary.named(solution.keys, check)
    first, which = positions(names, check)
    weights = np.bincount(which, solution.weights, len(first))
    return replace(solution, keys=names[first], weights=weights)


def optimal_face(
    problem: Scaled, found: Pricing, solution: Solution, check: Check = no_check
) -> Face:
    """The face of optimal weights, given its equicorrelated features."""
    keys, signs = with_used(found, solution)
    working = working_columns(problem, check)
    working.rank_revealing = True  # the rows of the small columns say whether they are independent
    working.extend(keys)
    return Face(keys, signs, working, problem.free.line)


def equicorrelated(
    dictionary: Dictionary, lam: float, r: np.ndarray, check: Check = no_check
) -> Pricing:
    """The set E of features with |A_jᵀr| = λ, or 1 at λ = 0."""
    return dictionary.price(r, above=tie_level(lam, r), every=True, check=check)


def with_used(found: Pricing, solution: Solution) -> tuple[np.ndarray, np.ndarray]:
    """Keys of E in the fixed order, those in use among them whatever rounding says, and signs."""
    keys = np.concatenate((found.keys, solution.keys))
    signs = np.concatenate((np.sign(found.correlations), np.sign(solution.weights)))
    first, _ = positions(keys)
    return keys[first], signs[first]


def _least_kinks(face: Face, groups: Groups, solution: Solution, check: Check) -> np.ndarray | None:
    """argmin Σ c_j|z_j| over the face, ties by the fixed order; None if it is not found."""
    values = np.zeros(len(face.keys))
    values[face.places(solution.keys)] = np.abs(solution.weights)
    start = np.bincount(groups.first, values, minlength=len(values))[groups.kept]
    best = minimise(groups.columns, start, groups.costs, check)
    if best is None:
        return None
    weights = np.zeros(len(values))
    weights[groups.kept] = np.where(best > NEGLIGIBLE * float(best.sum()), best, 0.0)
    return weights * face.signs
