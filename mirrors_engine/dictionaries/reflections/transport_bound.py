"""How much any deep network could correlate with a vector: the cost of transport.

Every unit of |·| or symmetrised ReLU with unit weights is 1-Lipschitz, whatever its
depth. For 1ᵀv = 0 the largest |vᵀg(x)| over all 1-Lipschitz g is the cost of moving the
positive part of v onto the negative part (Kantorovich and Rubinstein), on the line
∫ |Σ_{x_i > s} v_i| ds. Once the first fold is known, g is 1-Lipschitz in |x - a|, and the
same holds on the folded line.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import as_keys

_UP = 1 + 1e-12  # a bound stays one in spite of rounding
_NEAR = 3e-12  # relative growth of a bound that changes no certificate
_EPS = float(np.finfo(float).eps)


class FoldedTransport:
    """Bounds on |vᵀg| for features whose first fold lies in given intervals.

    Parameters
    ----------
    t : (N,) ndarray
        Samples.
    low, high : (C,) ndarray
        Intervals of the first bias.
    """

    def __init__(self, t: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        centre = 0.5 * (low + high)
        u = np.abs(t - centre[:, None])
        order = np.argsort(u, axis=1)
        self._reach = 0.5 * (high - low)
        self._order = order.astype(np.uint8 if len(t) < 256 else np.int64)
        self._gaps = np.diff(np.take_along_axis(u, order, axis=1), axis=1)

    def bounds(self, v: np.ndarray, some: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Bound for (some of) the intervals, where 1ᵀv = 0; moving the fold by s changes
        a feature by no more than s at each sample."""
        behind = np.cumsum(v[self._order[some]], axis=1)[:, :-1]
        np.abs(behind, out=behind)
        cost = np.einsum("ij,ij->i", behind, self._gaps[some])
        return (cost + self._reach[some] * np.abs(v).sum()) * _UP


class ProvedBound:
    """The bound that the last pass proved on |vᵀg|, and what follows for vectors near its v.

    |wᵀg| ≤ |vᵀg| + |(w - v)ᵀg|, and the last is at most what it costs to transport w - v.

    Parameters
    ----------
    t : (N,) ndarray
        Samples.
    """

    def __init__(self, t: np.ndarray) -> None:
        self._t = t
        self._last: tuple[np.ndarray, float] | None = None

    def keep(self, v: np.ndarray, bound: float) -> None:
        """A bound on |vᵀg| for all units, attained by one of them."""
        self._last = v.copy(), bound

    def price(self, w: np.ndarray, above: float, width: int) -> Pricing | None:
        """The pricing of w where its bound is known and it has no candidates (`Dictionary.price`);
        None if that takes a pass."""
        bound = self._near(w)
        if bound is None or above < bound:
            return None
        return Pricing(bound, as_keys([], width), np.empty(0), above)

    def _near(self, w: np.ndarray) -> float | None:
        """A bound on |wᵀg| for all units, attained but for `_NEAR`; None if w is too far."""
        if self._last is None:
            return None
        v, bound = self._last
        moved = w - v
        rounding = _EPS * len(w) * float(np.abs(moved).sum()) * float(self._t[-1] - self._t[0])
        behind = moved[:0:-1]  # 1ᵀw = 0 decides the first entry, as in a pass
        np.cumsum(behind, out=behind)
        np.abs(behind, out=behind)
        cost = float(behind @ np.diff(self._t)[::-1])
        larger = (bound + (cost + rounding) * _UP) * (1 + 4 * _EPS)
        return larger if larger - bound <= _NEAR * bound else None


def transport_cost(t: np.ndarray, v: np.ndarray) -> float:
    """max |vᵀg(t)| over all 1-Lipschitz g, for sorted t and 1ᵀv = 0; more by rounding."""
    rounding = _EPS * len(v) * float(np.abs(v).sum()) * float(t[-1] - t[0])
    return (float(np.abs(np.cumsum(v)[:-1]) @ np.diff(t)) + rounding) * _UP
