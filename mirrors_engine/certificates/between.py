"""The certificate at a λ between two certified ones, without a pricing pass.

|A_jᵀu| is convex in u, and so are the bounds of the loss. So if u₁ is feasible at λ₁ and u₂ at
λ₂, every mixture (1-t)u₁ + tu₂ is feasible at (1-t)λ₁ + tλ₂, for every feature of the dictionary
at once: the two pricing passes at the ends suffice for all λ between them. Nothing here uses a
solver; primal and dual value are computed from the mixed function, weights and dual point, so a
mixture that is no optimum shows its gap like any other candidate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.certificates.certificate import Certificate, feasible_point, stationarity_of
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses.rows import RowLoss, Shift
from mirrors_engine.progress import Check, no_check


@dataclass(frozen=True, eq=False)
class Proved:
    """A candidate at one λ with what its certificate found there.

    Attributes
    ----------
    lam : float
        λ, in scaled units like everything here.
    shift : float, or (N,) ndarray with a skip connection
        What is free: ξ, or the line at the samples.
    weights : (K,) ndarray
        Of the same features, in the same order, at both ends; zeros are allowed.
    fitted : (N,) ndarray
        f of these very weights at the samples, what is free included.
    dual : (M,) ndarray
        The feasible point of the certificate: |A_jᵀu| ≤ λ for every j, 1ᵀu = 0.
    max_correlation, stationarity : float
        See `Certificate`.
    """

    lam: float
    shift: Shift
    weights: np.ndarray
    fitted: np.ndarray
    dual: np.ndarray
    max_correlation: float
    stationarity: float

    def ordered(self, order: np.ndarray) -> Proved:
        """The same with its features in another order."""
        ends = self.fitted, self.dual, self.max_correlation, self.stationarity
        return Proved(self.lam, self.shift, self.weights[order], *ends)


def make_feasible(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    keys: np.ndarray,
    weights: np.ndarray,
    dual: np.ndarray,
    check: Check = no_check,
) -> Proved:
    """A candidate at λ from any dual point, which one pricing pass makes feasible.

    `max_correlation` is that of the dual point as it was given: the residual by another way
    of computing it, more accurate where λ is tiny (manual, Numerics).
    """
    point = feasible_point(dictionary, rows, lam, dual, check)
    return candidate(dictionary, rows, lam, keys, weights, point.rows, point.max_correlation)


def candidate(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    keys: np.ndarray,
    weights: np.ndarray,
    dual: np.ndarray,
    max_correlation: float = np.inf,
    columns: np.ndarray | None = None,
) -> Proved:
    """Weights at λ with their own function, beside a dual point proved feasible elsewhere.

    `columns` are those of the keys, where they have been formed.
    """
    raw = matvec(dictionary, keys, weights) if columns is None else columns @ weights
    shift = rows.best_shift(raw)
    sums = rows.sums(dual)
    stationarity = stationarity_of(dictionary, lam, keys, weights, sums, columns=columns)
    return Proved(lam, shift, weights, raw + shift, dual, max_correlation, stationarity)


def between(a: Proved, b: Proved, lam: float) -> Proved:
    """The mixture of two candidates over the same features; O(N + K).

    `max_correlation` and `stationarity` are upper bounds: both are convex along the mixture
    as long as no weight changes sign.

    Raises
    ------
    ValueError
        If λ lies outside [b.lam, a.lam], either way round.
    """
    if not min(a.lam, b.lam) <= lam <= max(a.lam, b.lam):
        raise ValueError(f"λ = {lam} does not lie between {a.lam} and {b.lam}.")
    t = (a.lam - lam) / (a.lam - b.lam) if a.lam != b.lam else 0.0

    def mix(at_a: np.ndarray, at_b: np.ndarray) -> np.ndarray:
        # t = 0 and t = 1 give the ends bit by bit
        return (1 - t) * at_a + t * at_b

    share_a, share_b = (1 - t) * a.lam / lam, t * b.lam / lam
    return Proved(
        lam=lam,
        shift=(1 - t) * a.shift + t * b.shift,
        weights=mix(a.weights, b.weights),
        fitted=mix(a.fitted, b.fitted),
        dual=mix(a.dual, b.dual),
        max_correlation=share_a * a.max_correlation + share_b * b.max_correlation,
        stationarity=share_a * a.stationarity + share_b * b.stationarity,
    )


def value_of(mixed: Proved, rows: RowLoss) -> float:
    """The primal value of a candidate."""
    return rows.total(mixed.fitted) + mixed.lam * float(np.abs(mixed.weights).sum())


def certificate_of(mixed: Proved, rows: RowLoss, n_features: int) -> Certificate:
    """The certificate of a mixture: its own primal value against its own dual value.

    Parameters
    ----------
    rows : RowLoss
        The loss of the scaled problem.
    n_features : int
        Size of the dictionary priced at both ends.
    """
    return Certificate(
        value_of(mixed, rows),
        rows.lower_bound(mixed.dual),
        rows.sums(mixed.dual),
        mixed.max_correlation,
        mixed.stationarity,
        n_features,
        rows.loss.tolerance,
    )
