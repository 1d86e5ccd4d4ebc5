"""Total-variation denoising in O(N), with costs on the range and on the ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from mirrors_engine.dictionaries.base import Check, no_check

ACCURACY = 1e-9  # relative distance of the largest costs at which the search ends
MAX_MOVES = 30
MAX_STEPS = 30


def taut_string(y: np.ndarray, w: np.ndarray, radius: float) -> np.ndarray:
    """argmin ½ Σ w (f - y)² + radius · Σ |f[n+1] - f[n]|, exact, in O(N).

    The running integral of f is the shortest path through the tube of that radius around
    the running integral of y, fixed at both ends.
    """
    x = np.concatenate(([0.0], np.cumsum(w))).tolist()
    middle = np.concatenate(([0.0], np.cumsum(w * y))).tolist()
    n = len(y)
    out = np.empty(n)
    # below: concave chain over the floor; above: convex chain under the ceiling
    chains: tuple[list[tuple[int, float]], ...] = ([(0, 0.0)], [(0, 0.0)])

    def slope(a: tuple[int, float], b: tuple[int, float]) -> float:
        return (b[1] - a[1]) / (x[b[0]] - x[a[0]])

    for i in range(1, n + 1):
        shift = radius if i < n else 0.0
        for side, sign in ((0, -1.0), (1, 1.0)):
            chain, other = chains[side], chains[1 - side]
            new = (i, middle[i] + sign * shift)
            while len(chain) > 1 and sign * (slope(chain[-1], new) - slope(*chain[-2:])) <= 0:
                chain.pop()
            chain.append(new)
            # the tube has turned: the string bends at the other wall
            while len(chain) == 2 and len(other) > 1:
                bend = slope(*other[:2])
                if sign * (slope(*chain) - bend) >= 0:
                    break
                out[other[0][0] : other[1][0]] = bend
                del other[0]
                chain[0] = other[0]
    last = chains[0]
    out[last[0][0] :] = slope(last[0], last[-1])
    return out


def clipped(f: np.ndarray, w: np.ndarray, top: float, bottom: float) -> np.ndarray:
    """argmin ½ Σ w (g - f)² + top · max g - bottom · min g, both not negative."""
    high = _level(f, w, top)
    low = -_level(-f, w, bottom)
    if low >= high:
        return np.full_like(f, (float(w @ f) - top + bottom) / float(w.sum()))
    return np.clip(f, low, high)


def _level(f: np.ndarray, w: np.ndarray, area: float) -> float:
    """The level above which Σ w (f - level)₊ = area."""
    order = np.argsort(-f)
    values, weight = f[order], np.cumsum(w[order])
    held = np.cumsum(w[order] * values)
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


def denoised(y: np.ndarray, w: np.ndarray, cost: Cost, lam: float = 1.0) -> np.ndarray:
    """argmin ½ Σ w (f - y)² + lam · cost(f), exact: the string, then the clipping."""
    pull = y.copy()
    pull[0] -= lam * cost.first / w[0]
    pull[-1] -= lam * cost.last / w[-1]
    return clipped(taut_string(pull, w, lam * cost.variation), w, lam * cost.top, lam * cost.bottom)


def denoised_by_largest(
    y: np.ndarray, w: np.ndarray, costs: Sequence[Cost], lam: float, check: Check = no_check
) -> np.ndarray:
    """About argmin ½ Σ w (f - y)² + lam · max_i cost_i(f).

    The dual is concave and smooth in the shares of the costs, with their values as its
    gradient: weight moves from the least cost in use to the largest until they agree.
    """
    table = np.array([astuple(cost) for cost in costs])
    shares = np.zeros(len(costs))
    shares[0] = 1.0

    def at(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        check()
        f = denoised(y, w, Cost(*(weights @ table)), lam)
        return f, np.array([cost.of(f) for cost in costs])

    f, values = at(shares)
    for _ in range(MAX_MOVES):
        giver = int(np.argmin(np.where(shares > 0, values, np.inf)))
        taker = int(np.argmax(values))
        if values[taker] - values[giver] <= ACCURACY * abs(values[taker]):
            break
        move = np.zeros(len(costs))
        move[taker], move[giver] = shares[giver], -shares[giver]
        low, high = 0.0, 1.0
        slope_low = values[taker] - values[giver]
        f, values = at(shares + move)
        slope_high = values[taker] - values[giver]
        part = 1.0
        for step in range(MAX_STEPS):
            if slope_high >= 0 or abs(values[taker] - values[giver]) <= ACCURACY * values[taker]:
                break
            # the slope is monotone and piecewise smooth: secants, bisection every third time
            part = low + (high - low) * (
                0.5 if step % 3 == 2 else slope_low / (slope_low - slope_high)
            )
            f, values = at(shares + part * move)
            slope = values[taker] - values[giver]
            if slope > 0:
                low, slope_low = part, slope
            else:
                high, slope_high = part, min(slope, -1e-300)
        shares = np.maximum(shares + part * move, 0.0)
        if part == 1.0:
            shares[giver] = 0.0
    return f
