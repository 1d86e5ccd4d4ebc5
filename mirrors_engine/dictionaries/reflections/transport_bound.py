"""How much any deep network could correlate with a vector: the cost of transport.

Every unit of |·| or symmetrised ReLU with unit weights is 1-Lipschitz, whatever its
depth. For 1ᵀv = 0 the largest |vᵀg(x)| over all 1-Lipschitz g is the cost of moving the
positive part of v onto the negative part (Kantorovich and Rubinstein), on the line
∫ |Σ_{x_i > s} v_i| ds. Once the first fold is known, g is 1-Lipschitz in |x - a|, and the
same holds on the folded line.
"""

from __future__ import annotations

import numpy as np

_UP = 1 + 1e-12  # a bound stays one in spite of rounding


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


def transport_cost(t: np.ndarray, v: np.ndarray) -> float:
    """max |vᵀg(t)| over all 1-Lipschitz g, for sorted t and 1ᵀv = 0."""
    return float(np.abs(np.cumsum(v)[:-1]) @ np.diff(t)) * _UP
