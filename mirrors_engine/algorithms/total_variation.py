"""Total-variation denoising with costs on the range and on the ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from mirrors_engine.algorithms.taut_string import taut_pieces
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.weighting import weighting_of

ACCURACY = 1e-9  # relative distance of the largest costs at which the search ends
MAX_MOVES = 30
MAX_STEPS = 30
_SORTING = 100.0  # multiply-adds that sorting one number takes the time of


def clipped(
    f: np.ndarray, w: np.ndarray, top: float, bottom: float, check: Check = no_check
) -> np.ndarray:
    """argmin ½ Σ w (g - f)² + top · max g - bottom · min g, both not negative."""
    high = _level(f, w, top, check)
    low = -_level(-f, w, bottom, check)
    if low >= high:
        return np.full_like(f, (float(w @ f) - top + bottom) / float(w.sum()))
    return np.clip(f, low, high)


def _level(f: np.ndarray, w: np.ndarray, area: float, check: Check) -> float:
    """The level above which Σ w (f - level)₊ = area."""
    order = in_background(lambda: np.argsort(-f), check, _SORTING * len(f))
    values, weight = f[order], np.cumsum(w[order])
    check()
    held = np.cumsum(w[order] * values)
    check()
    above_next = held[:-1] - weight[:-1] * values[1:]
    k = int(np.searchsorted(above_next, area))
    return float((held[k] - area) / weight[k])


@dataclass(frozen=True, slots=True)
class Cost:
    """variation · TV(f) + top · max f - bottom · min f + first · f_1 + last · f_N."""

    variation: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    first: float = 0.0
    last: float = 0.0

    def of(self, f: np.ndarray) -> float:
        """Its value."""
        return float(
            self.variation * np.abs(np.diff(f)).sum()
            + self.top * f.max()
            - self.bottom * f.min()
            + self.first * f[0]
            + self.last * f[-1]
        )


@dataclass(frozen=True, eq=False)
class Pieces:
    """A function of samples by its constant pieces.

    Attributes
    ----------
    starts : (K,) ndarray of int
        Their first samples.
    levels, string : (K,) ndarray
        Their values, and those before the costs of the range clipped them.
    mass : (K,) ndarray
        Sums of the samples' weights.
    """

    starts: np.ndarray
    levels: np.ndarray
    string: np.ndarray
    mass: np.ndarray


def denoised(
    y: np.ndarray,
    w: np.ndarray,
    cost: Cost,
    lam: float = 1.0,
    check: Check = no_check,
    near: Pieces | None = None,
) -> Pieces:
    """argmin ½ Σ w (f - y)² + lam · cost(f), exact: the string, then the clipping.

    `near` is that of other costs, which saves time.
    """
    shifted = y.copy()
    shifted[0] -= lam * cost.first / w[0]
    shifted[-1] -= lam * cost.last / w[-1]
    begin = None if near is None else (near.starts, near.string)
    starts, string, *_ = taut_pieces(shifted, weighting_of(w), lam * cost.variation, check, begin)
    check()
    mass = np.add.reduceat(w, starts)
    levels = clipped(string, mass, lam * cost.top, lam * cost.bottom, check)
    return Pieces(starts, levels, string, mass)


def denoised_by_largest(
    y: np.ndarray, w: np.ndarray, costs: Sequence[Cost], lam: float, check: Check = no_check
) -> np.ndarray:
    """About argmin ½ Σ w (f - y)² + lam · max_i cost_i(f).

    The dual is concave in the shares of the costs, its gradient is their values at the
    denoised f. While the pieces of f stay the same it is quadratic, so Newton steps that
    make the values equal end after a few.
    """
    table = np.array([astuple(cost) for cost in costs])
    shares = np.zeros(len(costs))
    shares[0] = 1.0

    def at(weights: np.ndarray, near: Pieces | None) -> tuple[Pieces, np.ndarray]:
        check()
        f = denoised(y, w, Cost(*(weights @ table)), lam, check, near)
        return f, np.array([cost.of(f.levels) for cost in costs])

    f, values = at(shares, None)
    for _ in range(MAX_MOVES):
        giver = int(np.argmin(np.where(shares > 0, values, np.inf)))
        taker = int(np.argmax(values))
        if values[taker] - values[giver] <= ACCURACY * abs(values[taker]):
            break
        move = _equalising(f.levels, f.mass, table, lam, values, shares, taker, check)
        if move is None:
            move = np.zeros(len(costs))
            move[taker], move[giver] = shares[giver], -shares[giver]
        shrinking = move < 0
        move *= min(1.0, float((shares[shrinking] / -move[shrinking]).min(initial=np.inf)))
        # along the move the slope falls: accept the first point where it has not turned much
        low, high, slope_low = 0.0, 1.0, float(values @ move)
        enough, slope_high, part = 0.1 * slope_low, 0.0, 1.0
        for step in range(MAX_STEPS):
            f, values = at(shares + part * move, f)
            slope = float(values @ move)
            if slope >= -enough and (part == 1.0 or slope <= enough):
                break
            if slope > 0:
                low, slope_low = part, slope
            else:
                high, slope_high = part, slope
            secant = slope_low / (slope_low - slope_high)
            part = low + (high - low) * (0.5 if step % 3 == 2 else secant)
        shares = shares + part * move
        shares[shares <= 1e-15] = 0.0
    return np.repeat(f.levels, np.diff(f.starts, append=len(y)))


def _equalising(
    f: np.ndarray,
    w: np.ndarray,
    table: np.ndarray,
    lam: float,
    values: np.ndarray,
    shares: np.ndarray,
    taker: int,
    check: Check,
) -> np.ndarray | None:
    """The change of the shares in use that makes their costs equal while f keeps its pieces."""
    jumps = np.sign(np.diff(f))
    piece = np.concatenate(([0], np.cumsum(jumps != 0))) + 2
    piece[f == f.max()] = 0  # samples clipped to one level form one piece
    piece[f == f.min()] = 1
    count = int(piece.max()) + 1
    check()
    gradients = np.zeros((5, count))
    gradients[0] = np.bincount(piece[1:], jumps, count) - np.bincount(piece[:-1], jumps, count)
    gradients[1, 0] = 1.0
    gradients[2, 1] = -1.0
    gradients[3, piece[0]] = gradients[4, piece[-1]] = 1.0
    check()
    weight = np.bincount(piece, w, count)
    slopes = table @ (gradients / np.sqrt(np.where(weight > 0, weight, 1.0)))
    used = shares > 0
    used[taker] = True
    while used.sum() > 1:
        at = np.flatnonzero(used)
        system = np.ones((len(at) + 1, len(at) + 1))
        system[:-1, :-1] = lam * slopes[at] @ slopes[at].T
        system[-1, -1] = 0.0
        answer = np.linalg.lstsq(system, np.append(values[at], 0.0), rcond=None)[0]
        move = np.zeros(len(values))
        move[at] = answer[:-1]
        outside = (shares <= 0) & (move < 0)
        if not outside.any():
            return move if values @ move > 0 else None
        used &= ~outside
    return None
