"""The certificate: a proof of near-optimality that knows nothing of the solver.

Any u with 1ᵀu = 0 and |A_jᵀu| ≤ λ for every feature j gives the lower bound
uᵀy - ½ uᵀΩ⁻¹u on the value of the Lasso, hence on the value of every network of the
architecture (manual, Training problem). Feasibility is checked by one pricing pass over the whole
dictionary, however many features the solution uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec, rmatvec
from mirrors_engine.losses.rows import RowLoss, balanced
from mirrors_engine.progress import Check, no_check

TOLERANCE = 1e-9
ROW_TOLERANCE = 1e-8  # of the losses that are not squared


@dataclass(frozen=True, eq=False)
class Certificate:
    """Primal value, dual bound and the residuals of the optimality conditions.

    Attributes
    ----------
    primal : float
        ½ Σ ω (y - f)² + λ ||z||₁.
    dual : float
        Lower bound from the feasible dual point.
    dual_point : (N,) ndarray
        u, in the units of ω·y.
    max_correlation : float
        max_j |A_jᵀr| / λ over the whole dictionary; 1 at the optimum (below 1 when z = 0).
    stationarity : float
        max over the active features of |sign(z_j) A_jᵀr / λ - 1|.
    n_features : int
        Number of features the bound speaks about.
    tolerance : float
        Relative gap up to which the result counts as certified.
    """

    primal: float
    dual: float
    dual_point: np.ndarray
    max_correlation: float
    stationarity: float
    n_features: int
    tolerance: float = TOLERANCE

    @property
    def gap(self) -> float:
        """(primal - dual) / primal, not negative; 0 where both are 0."""
        if self.primal <= 0:
            return 0.0
        return max(0.0, (self.primal - self.dual) / self.primal)

    @property
    def certified(self) -> bool:
        """True if the gap is at most the tolerance."""
        return bool(self.gap <= self.tolerance)


def certify(
    dictionary: Dictionary,
    y: np.ndarray,
    w: np.ndarray,
    lam: float,
    intercept: float,
    keys: np.ndarray,
    weights: np.ndarray,
    duals: Sequence[np.ndarray] = (),
    check: Check = no_check,
) -> Certificate:
    """Certificate of a candidate solution over the whole dictionary.

    Parameters
    ----------
    dictionary : Dictionary
        Whose features, at the normalised samples, are the columns.
    y, w : (N,) ndarray
        Values and positive weights.
    lam, intercept, keys, weights
        The Lasso problem's λ and the solution to be judged.
    duals : sequence of (N,) ndarray
        Further dual points to try where the residual's bound is limited by rounding
        (at tiny λ the residual is a difference of large numbers; see the manual, Numerics). Nothing
        about them is believed: each is made feasible by its own pricing pass.
    """
    residual = y - (matvec(dictionary, keys, weights, check) + intercept)
    r = w * residual
    primal = 0.5 * float(r @ residual) + lam * float(np.abs(weights).sum())
    centred = y - float(w @ y) / float(w.sum())

    best, best_dual, max_correlation = np.zeros_like(r), 0.0, 0.0
    for number, candidate in enumerate((r, *duals)):
        u = candidate - w * (float(candidate.sum()) / float(w.sum()))
        bound = dictionary.price(u, check=check).bound
        if number == 0:
            max_correlation = bound / lam if lam > 0 else 0.0
        size = float(u @ (u / w))
        if size > 0:
            # the best multiple of u among the feasible ones
            along = float(u @ centred) / size
            limit = lam / bound if bound > 0 else np.inf
            u = u * min(max(along, -limit), limit)
        dual = float(u @ centred) - 0.5 * float(u @ (u / w))
        if dual > best_dual:
            best, best_dual = u, dual
        if primal - best_dual <= 1e-12 * primal:
            break
    stationarity = 0.0
    if len(weights) and lam > 0:
        stationarity = float(
            np.abs(np.sign(weights) * rmatvec(dictionary, keys, r, check) / lam - 1).max()
        )
    return Certificate(primal, best_dual, best, max_correlation, stationarity, dictionary.size)


def certify_rows(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    intercept: float,
    keys: np.ndarray,
    weights: np.ndarray,
    duals: Sequence[np.ndarray] = (),
    check: Check = no_check,
) -> Certificate:
    """Certificate for any loss of the rows, by the loss's convex conjugate.

    Any (M,) u within the bounds of the rows, with 1ᵀu = 0 and |A_jᵀu| ≤ λ for every feature,
    bounds the value of every network from below by inf_f Σ ω ℓ(y, f) + uᵀf.

    Parameters
    ----------
    rows : RowLoss
        The loss, and the rows it is summed over; rows of one x share a sample of the
        dictionary.
    duals : sequence of (M,) ndarray
        Dual points worth trying beside the loss's own gradient. Nothing is believed of them.

    Notes
    -----
    `max_correlation` and `stationarity` speak about the gradient at the solution, or where
    the loss has corners about the dual point with the best bound. `dual_point` holds the
    sums of u over the rows of each sample.
    """
    f = matvec(dictionary, keys, weights, check)
    primal = rows.total(f, intercept) + lam * float(np.abs(weights).sum())
    best = pulls = np.zeros(rows.rows.samples)
    best_dual, max_correlation = 0.0, 0.0
    for number, candidate in enumerate((rows.neg_gradient(f + intercept), *duals)):
        u = balanced(rows.clipped(candidate))
        v = rows.sums(u)
        bound = dictionary.price(v, check=check).bound
        share = min(1.0, lam / bound) if bound > 0 else 1.0
        dual = rows.lower_bound(share * u)
        better = dual > best_dual
        if number == 0 or (better and not rows.loss.smooth):
            max_correlation, pulls = (bound / lam if lam > 0 else 0.0), v
        if better:
            best, best_dual = share * v, dual
        if primal - best_dual <= 1e-12 * primal:
            break
    stationarity = 0.0
    if len(weights) and lam > 0:
        stationarity = float(
            np.abs(np.sign(weights) * rmatvec(dictionary, keys, pulls, check) / lam - 1).max()
        )
    return Certificate(
        primal, best_dual, best, max_correlation, stationarity, dictionary.size, ROW_TOLERANCE
    )


def certify_norm(
    dictionary: Dictionary,
    y: np.ndarray,
    keys: np.ndarray,
    weights: np.ndarray,
    duals: Sequence[np.ndarray],
    check: Check = no_check,
) -> Certificate:
    """Certificate of least norm among the networks through every sample (λ = 0).

    The primal value is ||z||₁; any u with 1ᵀu = 0 and |A_jᵀu| ≤ 1 for every feature bounds
    the norm of every interpolant from below by uᵀy. Weights that miss a sample get no
    bound, as their norm proves nothing.
    """
    missed = y - matvec(dictionary, keys, weights, check)
    missed -= missed.mean()
    size = float(np.abs(y).max())
    primal = float(np.abs(weights).sum())
    best, best_dual, max_correlation, stationarity = np.zeros_like(y), 0.0, 0.0, 0.0
    if float(np.abs(missed).max()) > TOLERANCE * size:
        return Certificate(primal, 0.0, best, np.inf, np.inf, dictionary.size)
    for candidate in duals:
        u = candidate - candidate.mean()
        bound = dictionary.price(u, check=check).bound
        dual = float(u @ (y - y[0])) / bound if bound > 0 else 0.0
        if dual > best_dual:
            best, best_dual, max_correlation = u / bound, dual, bound
            if len(weights):
                stationarity = float(
                    np.abs(np.sign(weights) * rmatvec(dictionary, keys, u, check) - 1).max()
                )
    return Certificate(primal, best_dual, best, max_correlation, stationarity, dictionary.size)
