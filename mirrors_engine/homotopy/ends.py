"""Where a piece of the path ceases to be the optimum: the next event, with its proof.

A weight vanishes at a λ that its two numbers tell. A feature outside reaches |A_jᵀr| = λ where its
excess, affine in λ like r, is zero; the largest excess is convex in λ, so Newton's steps on it end
after a few pricing passes, whatever the dictionary. The last pass, in which nothing exceeds λ,
proves the optimum there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from mirrors_engine.certificates.certificate import DualPoint, scaled_point
from mirrors_engine.dictionaries.base import Dictionary, Pricing
from mirrors_engine.dictionaries.products import rmatvec
from mirrors_engine.features.feature import Key
from mirrors_engine.homotopy.piece import Piece
from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import tie_level

TOGETHER = 1e-10  # relative distance of two λ that are one
_ACCEPTED = 1e-12  # relative excess that is rounding
_ROUNDING = 64 * np.finfo(float).eps
_MOST = 60  # Newton's steps
_FURTHER = 8.0  # times as far is looked where nothing was found


@dataclass(frozen=True, eq=False)
class End:
    """The end of a piece.

    Attributes
    ----------
    lam : float
    point : DualPoint
        The residual there, priced over the whole dictionary.
    tied : (n, width) ndarray of int
        Features with |A_jᵀr| = λ that the piece does not use: all of them where asked for,
        otherwise those that would exceed it beyond.
    signs : (n,) ndarray
        Of their correlations.
    vanished : (m,) ndarray of int
        Which weights of the piece are 0 there, and would change their sign beyond.
    """

    lam: float
    point: DualPoint
    tied: np.ndarray
    signs: np.ndarray
    vanished: np.ndarray

    @property
    def event(self) -> bool:
        """Whether anything happens there."""
        return len(self.tied) > 0 or len(self.vanished) > 0


def end_of(
    dictionary: Dictionary,
    rows: RowLoss,
    piece: Piece,
    active: Collection[Key],
    lam: float,
    goal: float,
    ahead: float,
    every: bool,
    check: Check,
) -> End | None:
    """The first λ, from `lam` towards `goal`, where the piece ends, or `goal` itself.

    Parameters
    ----------
    active : set of Key
        Its keys.
    lam : float
        Where it is the optimum; the end is this very λ where it is none beyond.
    goal : float
        Smaller or larger.
    ahead : float
        How far to look at first, relative to λ: less far, fewer features exceed λ there.
    every : bool
        Whether all tied features are listed.

    Returns
    -------
    End or None
        None if Newton's steps did not end.
    """
    way = 1.0 if goal < lam else -1.0
    falling = way * piece.signs * piece.shrinkage < 0
    zeros = np.full(len(falling), goal)
    np.divide(piece.fit, piece.shrinkage, out=zeros, where=falling)
    last = _between(way * float(np.max(way * zeros, initial=way * goal)), lam, goal)
    at = lam - way * min(ahead * lam, way * (lam - last))
    tied, signs, probing = piece.keys[:0], np.empty(0), True
    for _ in range(_MOST):
        r = piece.residual(at)
        above = at * (1 + _ACCEPTED) + _ROUNDING * float(np.abs(r).sum())
        level = tie_level(at, r) if every else above
        u = rows.feasible(r)
        v = rows.sums(u)
        found = dictionary.price_or_tied(v, above, level, check=check)
        if found.bound > above:
            new, correlations = _outside(found, active)
            back, first = _crossing(dictionary, piece, new, correlations, at, lam, way)
            tied, signs = new[first], np.sign(correlations[first])
            back = _between(back, lam, goal)
            if back != at:
                at, probing = back, False
                continue
        elif probing and at != last:
            ahead *= _FURTHER
            at = lam - way * min(ahead * lam, way * (lam - last))
            continue
        # nothing exceeds λ; or at `lam` itself, and by rounding, whose gap will tell
        if every:
            if not found.every_above <= above:  # the pass listed nothing
                found = dictionary.price(v, level, every=True, check=check)
            tied, correlations = _outside(found, active)
            signs = np.sign(correlations)
        vanished = falling & (np.abs(zeros - at) <= TOGETHER * at)
        point = scaled_point(rows, at, u, v, found.bound)
        return End(at, point, tied, signs, np.flatnonzero(vanished))
    return None


def _crossing(
    dictionary: Dictionary,
    piece: Piece,
    keys: np.ndarray,
    correlations: np.ndarray,
    at: float,
    lam: float,
    way: float,
) -> tuple[float, np.ndarray]:
    """The λ nearest to `lam` where one of these features reaches |A_jᵀr| = λ, and which do there.

    Features whose excess at `at` does not shrink towards `lam` reached it before.
    """
    slope = 1 - np.sign(correlations) * rmatvec(dictionary, keys, piece.pull)
    shrinks = way * slope > 0
    where = np.full(len(slope), lam)
    where[shrinks] = at + (np.abs(correlations[shrinks]) - at) / slope[shrinks]
    back = way * float(np.max(way * where, initial=way * at))
    return back, np.abs(where - back) <= TOGETHER * back


def _outside(found: Pricing, active: Collection[Key]) -> tuple[np.ndarray, np.ndarray]:
    """What a pass found and the piece does not use, with its correlations."""
    new = [i for i, key in enumerate(map(tuple, found.keys.tolist())) if key not in active]
    return found.keys[new], found.correlations[new]


def _between(at: float, lam: float, goal: float) -> float:
    return min(max(at, min(lam, goal)), max(lam, goal))
