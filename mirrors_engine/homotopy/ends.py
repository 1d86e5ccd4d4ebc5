"""Where a piece of the path ceases to be the optimum: the next event, with its proof.

A weight vanishes at a λ that its two numbers tell. A feature outside reaches |A_jᵀr| = λ where its
excess, affine in λ like r, is zero: for those found before that λ is known (`watched`). Where
others exceed λ there, the largest excess is convex in λ, so Newton's steps on it end after a few
pricing passes, whatever the dictionary. The last pass, in which nothing exceeds λ, proves the
optimum there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from mirrors_engine.certificates.certificate import DualPoint, scaled_point
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.features.feature import Key
from mirrors_engine.homotopy.basis import Basis
from mirrors_engine.homotopy.watched import Watched
from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import tie_level

TOGETHER = 1e-10  # relative distance of two λ that are one
_ACCEPTED = 1e-12  # relative excess that is rounding
_NEAR = 1e-4  # relative distance up to which λ known to few digits may be one
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
    basis: Basis,
    watched: Watched,
    lam: float,
    goal: float,
    ahead: float,
    every: bool,
    check: Check,
) -> End | None:
    """The first λ, from `lam` towards `goal`, where the piece ends, or `goal` itself.

    Parameters
    ----------
    basis : Basis
        Of the piece.
    watched : Watched
        Features found before; what is found now joins them.
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
    piece, active = basis.piece(), set(basis.keys)
    way = 1.0 if goal < lam else -1.0
    falling = way * piece.signs * piece.shrinkage < 0
    zeros = np.full(len(falling), goal)
    np.divide(piece.fit, piece.shrinkage, out=zeros, where=falling)
    last = _between(way * float((way * zeros).max(initial=way * goal)), lam, goal)
    reached, tied, signs = _first(basis, *watched.rising(piece, lam, way), last, way)
    known = _between(way * max(way * reached, way * last), lam, goal)  # no event lies beyond
    at = lam - way * min(ahead * lam, way * (lam - known))
    probing = True
    for _ in range(_MOST):
        r = piece.residual(at)
        above = at * (1 + _ACCEPTED) + _ROUNDING * float(np.abs(r).sum())
        level = tie_level(at, r) if every else above
        u = rows.feasible(r)
        v = rows.sums(u)
        found = dictionary.price_or_tied(v, above, level, check=check)
        if found.bound > above:
            new, correlations = _outside(found, active)
            watched.add(new)
            pull = watched.products(piece.pull, new)
            back, tied, signs = _crossing(basis, new, pull, correlations, at, lam, way)
            back = _between(back, lam, goal)
            if back != at:
                at, probing = back, False
                continue
        elif probing and at != known:
            ahead *= _FURTHER
            at = lam - way * min(ahead * lam, way * (lam - known))
            continue
        elif probing and known != reached:
            tied, signs = piece.keys[:0], np.empty(0)
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
    basis: Basis,
    keys: np.ndarray,
    pull: np.ndarray,
    correlations: np.ndarray,
    at: float,
    lam: float,
    way: float,
) -> tuple[float, np.ndarray, np.ndarray]:
    """The λ nearest to `lam` where one of some features reaches |A_jᵀr| = λ, and which do there.

    `pull` are their products with that of the piece, `correlations` those with the residual at
    `at`. Features whose excess at `at` does not shrink towards `lam` reached it before.
    """
    signs = np.sign(correlations)
    slope = 1 - signs * pull
    shrinks = way * slope > 0
    if not shrinks.all():
        return lam, keys[~shrinks], signs[~shrinks]
    return _first(basis, keys, signs, at + (np.abs(correlations) - at) / slope, at, way)


def _first(
    basis: Basis, keys: np.ndarray, signs: np.ndarray, where: np.ndarray, end: float, way: float
) -> tuple[float, np.ndarray, np.ndarray]:
    """The first λ on the way to `end` where one of some features reaches it, about at `where`:
    to all digits, and with those that do there."""
    if not len(where):
        return end, keys, signs
    first = way * max(float((way * where).max()), way * end)
    near = np.flatnonzero(np.abs(where - first) <= _NEAR * abs(first))
    if not len(near):
        return end, keys[near], signs[near]
    keys, signs, where = keys[near], signs[near], where[near]
    exact = basis.reached(keys, signs)
    where = np.where(np.abs(exact - where) <= _NEAR * abs(first), exact, where)
    first = way * float((way * where).max())
    same = np.abs(where - first) <= TOGETHER * abs(first)
    return first, keys[same], signs[same]


def _outside(found: Pricing, active: Collection[Key]) -> tuple[np.ndarray, np.ndarray]:
    """What a pass found and the piece does not use, with its correlations."""
    new = [i for i, key in enumerate(map(tuple, found.keys.tolist())) if key not in active]
    return found.keys[new], found.correlations[new]


def _between(at: float, lam: float, goal: float) -> float:
    return min(max(at, min(lam, goal)), max(lam, goal))
