"""The certificate: a proof of near-optimality that is independent of the solver.

For Σ ω ℓ(y, f) + λ ||z||₁ with f = A z + ξ, any u (a number for each row of the data) within the
bounds of the loss, with 1ᵀu = 0 and |A_jᵀu| ≤ λ for every feature j (and xᵀu = 0 where a skip
connection makes the slope free like ξ), bounds the value of every network of the architecture from
below by inf_f Σ ω ℓ(y, f) + uᵀf (manual, Training problem). For the squared loss this is
uᵀy - ½ uᵀΩ⁻¹u. Feasibility is checked by one pricing pass over the whole dictionary, however many
features the solution uses.

The squared loss over merged samples, the other losses over rows, and least-norm interpolation
(the loss that is 0 at the data and infinite elsewhere, λ = 1) are all `RowLoss`es.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec, rmatvec
from mirrors_engine.losses.rows import RowLoss, Shift
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.chunks import any_of

_CLOSED = 1e-12  # relative gap at which no further dual point is tried


@dataclass(frozen=True, eq=False)
class Certificate:
    """Primal value, dual bound and the residuals of the optimality conditions [1]_.

    Attributes
    ----------
    primal : float
        Σ ω ℓ(y, f) + λ ||z||₁; at λ = 0 the norm ||z||₁.
    dual : float
        Lower bound from the feasible dual point.
    dual_point : (N,) ndarray
        u, summed over the rows of each sample, in the units of ω·y.
    max_correlation : float
        max_j |A_jᵀu| / λ over the whole dictionary for the negative gradient u of the loss at the
        solution; 1 at the optimum (below 1 when z = 0). Where the loss has corners, of the dual
        point with the best bound, before it is scaled.
    stationarity : float
        max over the active features of |sign(z_j) A_jᵀu / λ - 1|, of the same u.
    n_features : int
        Number of features of the dictionary the bound holds for.
    tolerance : float
        Relative gap up to which the result counts as certified.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    primal: float
    dual: float
    dual_point: np.ndarray
    max_correlation: float
    stationarity: float
    n_features: int
    tolerance: float

    @property
    def gap(self) -> float:
        """(primal - dual) / primal, not negative; 0 where both are 0, inf where not a number."""
        if self.primal <= 0:
            return 0.0
        gap = (self.primal - self.dual) / self.primal
        return max(gap, 0.0) if math.isfinite(gap) else math.inf

    @property
    def certified(self) -> bool:
        """True if the gap is at most the tolerance."""
        return bool(self.gap <= self.tolerance)


@dataclass(frozen=True, eq=False)
class DualPoint:
    """A dual point made feasible by one pricing pass.

    Attributes
    ----------
    u : (M,) ndarray
        Before it is scaled.
    direction : (N,) ndarray
        Its sums over the rows of each sample.
    scale : float
        What u is multiplied by, so that |A_jᵀu| ≤ λ for every feature.
    bound : float
        The lower bound that it proves then.
    max_correlation : float
        max_j |A_jᵀ direction| / λ.
    """

    u: np.ndarray
    direction: np.ndarray
    scale: float
    bound: float
    max_correlation: float

    @cached_property
    def rows(self) -> np.ndarray:
        """The feasible u, (M,)."""
        return self.scale * self.u


def certify(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    shift: Shift,
    keys: np.ndarray,
    weights: np.ndarray,
    duals: Sequence[np.ndarray] = (),
    check: Check = no_check,
    raw: np.ndarray | None = None,
) -> Certificate:
    """Certificate of a candidate solution over the whole dictionary [1]_.

    Parameters
    ----------
    dictionary : Dictionary
        Whose features, at the normalised samples, are the columns.
    rows : RowLoss
        The loss, and the rows it is summed over; rows of one x share a sample of the dictionary.
    lam, shift, keys, weights
        The problem's λ and the solution to be judged.
    duals : sequence of (M,) ndarray
        Further dual points, such as a solver hands over, to try where the negative gradient's
        bound is weak: at tiny λ the residual is a difference of large numbers, with thousands of
        kinks its largest correlation is not yet λ, and losses with corners have many
        subgradients. None is assumed to be feasible: each is scaled by its own pricing pass,
        and the best bound counts.
    check : callable
        Called between chunks of work; may raise `Cancelled`.
    raw : (N,) ndarray, optional
        A z by `matvec`, where the caller needs it too.

    Returns
    -------
    Certificate
        A solution of infinite value, such as an interpolant that misses a sample, gets no bound.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    f = matvec(dictionary, keys, weights, check) if raw is None else raw
    penalty = lam * float(np.abs(weights).sum())
    check()
    gradient = rows.summed(f, shift)
    value = gradient.value
    tolerance, none = rows.loss.tolerance, np.zeros(rows.rows.samples)
    if not np.isfinite(value):
        return Certificate(penalty, 0.0, none, np.inf, np.inf, dictionary.size, tolerance)
    primal = value + penalty
    best, judged = None, none
    best_bound, max_correlation = 0.0, 0.0
    for number, candidate in enumerate((gradient.u, *duals)):
        spare, known = number == 0, gradient.parabola if number == 0 else None
        point = feasible_point(dictionary, rows, lam, candidate, check, spare, known)
        better = point.bound > best_bound
        if number == 0 or (better and not rows.loss.smooth):
            judged, max_correlation = point.direction, point.max_correlation
        if better:
            best, best_bound = point, point.bound
        if primal - best_bound <= _CLOSED * primal:
            break
    stationarity = stationarity_of(dictionary, lam, keys, weights, judged, check)
    proof = none
    if best is not None:  # in the same memory, unless that is the solver's
        spare = all(best.direction is not dual for dual in duals)
        proof = np.multiply(best.direction, best.scale, out=best.direction if spare else None)
    return Certificate(
        primal, best_bound, proof, max_correlation, stationarity, dictionary.size, tolerance
    )


def feasible_point(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    candidate: np.ndarray,
    check: Check = no_check,
    spare: bool = False,
    parabola: tuple[float, float] | None = None,
) -> DualPoint:
    """The best feasible multiple of any (M,) dual point, and the lower bound it proves.

    Parameters
    ----------
    dictionary, rows, lam, check
        As in `certify`.
    candidate : (M,) ndarray
        Brought within the bounds of the rows and to 1ᵀu = 0 first.
    spare : bool
        Whether it may be overwritten.
    parabola : tuple of float, optional
        As in `losses.rows.Gradient`, of a candidate that is feasible up to its multiple.
    """
    u = rows.feasible(candidate, spare) if parabola is None else candidate
    check()
    v = rows.sums(u)
    largest = dictionary.price(v, check=check).bound
    check()
    return scaled_point(rows, lam, u, v, largest, parabola)


def scaled_point(
    rows: RowLoss,
    lam: float,
    u: np.ndarray,
    v: np.ndarray,
    largest: float,
    parabola: tuple[float, float] | None = None,
) -> DualPoint:
    """The best feasible multiple of (M,) u within the bounds of the rows.

    Parameters
    ----------
    rows, lam
        As in `certify`.
    u : (M,) ndarray
        With 1ᵀu = 0.
    v : (N,) ndarray
        Its sums over the rows of each sample.
    largest : float
        max_j |A_jᵀv|, by a pass over the dictionary.
    parabola
        As in `feasible_point`.
    """
    largest = largest if any_of(v) else 0.0
    scale, bound = rows.best_multiple(u, lam / largest if largest > 0 else np.inf, parabola)
    return DualPoint(u, v, scale, bound, largest / lam if lam > 0 else 0.0)


def stationarity_of(
    dictionary: Dictionary,
    lam: float,
    keys: np.ndarray,
    weights: np.ndarray,
    v: np.ndarray,
    check: Check = no_check,
    columns: np.ndarray | None = None,
) -> float:
    """max_j |sign(z_j) A_jᵀv / λ - 1| over these features; a weight of 0 takes either sign.

    `columns` are theirs, where they have been formed.
    """
    if not len(weights) or lam <= 0:
        return 0.0
    products = rmatvec(dictionary, keys, v, check) if columns is None else v @ columns
    signed = np.sign(weights) * products
    at_zero = weights == 0
    if at_zero.any():
        signed[at_zero] = np.abs(products[at_zero])
    signed /= lam
    signed -= 1
    return float(np.abs(signed, out=signed).max())
