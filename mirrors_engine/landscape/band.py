"""The optimal band: between which values f(t) lies over all optimal networks.

f(t) is linear in the weights, so each bound at one t is a linear program. Between two
neighbouring kinks every optimal f is a straight line: the upper bound is convex there,
the lower one concave, and both are pieced together exactly from finitely many programs.
Between a sample and the next kink all the lines start in the same point, so the bounds
are straight themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_CLOSE = 1e-9  # of the range of x: points nearer than that are one
_EQUAL = 1e-6  # of the range of the fit: by how much the band may be too wide between kinks


@dataclass(frozen=True, eq=False)
class Band:
    """Least and greatest f(t) over all optimal networks of the dictionary.

    Attributes
    ----------
    t : (T,) ndarray
        Breakpoints, increasing, from left of the data to right of them; a step network
        has two at each switch.
    low, high : (T,) ndarray
        Bounds there; straight lines between.
    first, last : float
        The first and the last sample: beyond them the network extrapolates.
    """

    t: np.ndarray
    low: np.ndarray
    high: np.ndarray
    first: float
    last: float

    @property
    def widest(self) -> float:
        """Greatest high - low within the data."""
        inside = (self.t >= self.first) & (self.t <= self.last)
        return float((self.high - self.low)[inside].max(initial=0.0))

    @property
    def widest_outside(self) -> float:
        """Greatest high - low beyond the data, as far as the band reaches."""
        outside = (self.t < self.first) | (self.t > self.last)
        return float((self.high - self.low)[outside].max(initial=0.0))

    def at(self, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(low, high) at any points; NaN beyond the ends of the band."""
        t = np.asarray(t, dtype=float)
        low = np.interp(t, self.t, self.low, left=np.nan, right=np.nan)
        return low, np.interp(t, self.t, self.high, left=np.nan, right=np.nan)


@dataclass(frozen=True, eq=False)
class OptimalFunctions:
    """All optimal functions: f(t) = base + rows(t)·v for v in the polytope.

    Attributes
    ----------
    rows : callable
        (T,) points → (T, K) coefficients.
    base : float
        The constant part.
    extreme : callable
        Costs → the v of least costsᵀv.
    """

    rows: Callable[[np.ndarray], np.ndarray]
    base: float
    extreme: Callable[[np.ndarray], np.ndarray]


def breakpoints(x: np.ndarray, kinks: np.ndarray, margin: float) -> tuple[np.ndarray, np.ndarray]:
    """Samples, kinks and the ends of the band in order, and which of them are samples."""
    reach = margin * float(x[-1] - x[0])
    close = _CLOSE * float(x[-1] - x[0])
    ends = np.array([x[0] - reach, x[-1] + reach])
    kinks = np.unique(kinks)
    kinks = kinks[(kinks > ends[0] + close) & (kinks < ends[1] - close)]
    if len(kinks):
        right = np.clip(np.searchsorted(x, kinks), 1, len(x) - 1)
        distance = np.minimum(np.abs(kinks - x[right - 1]), np.abs(kinks - x[right]))
        kinks = kinks[distance > close]
        kinks = kinks[np.diff(kinks, prepend=-np.inf) > close]
    t = np.concatenate((x, kinks, ends if reach > 0 else []))
    order = np.argsort(t, kind="stable")
    return t[order], (np.arange(len(t)) < len(x))[order]


def band_of(
    functions: OptimalFunctions,
    x: np.ndarray,
    fitted: np.ndarray,
    kinks: np.ndarray,
    margin: float,
    report: Callable[[float], None],
) -> Band:
    """The band over [x_1, x_N], and `margin` times its width beyond.

    Parameters
    ----------
    x, fitted : (N,) ndarray
        Samples and the fit, where all optima agree.
    kinks : ndarray
        Where some optimal function may bend.
    report : callable
        Receives the share done between two programs; may raise `Cancelled`.
    """
    t, sampled = breakpoints(x, kinks, margin)
    rows = functions.rows(t)
    tolerance = max(_EQUAL * float(np.ptp(fitted)), 1e-12 * float(np.abs(rows).max(initial=0.0)))
    loose = ~sampled
    # a gap without a kink holds one straight line, so only kinks and the ends are computed
    asked = np.flatnonzero(loose)
    bounds = []
    for sign in (1.0, -1.0):
        values = np.empty(len(t))
        values[sampled] = fitted
        best: dict[int, np.ndarray] = {}
        for k, i in enumerate(asked):
            report(0.5 * (k / len(asked)) + (0.5 if sign < 0 else 0.0))
            best[int(i)] = functions.extreme(-sign * rows[i])
            values[i] = functions.base + rows[i] @ best[int(i)]
        more_t, more_values = [t], [values]
        for i in asked[:-1]:
            if loose[i + 1]:
                cuts = _between(functions, sign, t, rows, best, int(i), tolerance, report)
                more_t.append(np.array([c[0] for c in cuts]))
                more_values.append(functions.base + np.array([c[1] for c in cuts]))
        at = np.concatenate(more_t)
        order = np.argsort(at, kind="stable")
        bounds.append((at[order], np.concatenate(more_values)[order]))
    (t_high, high), (t_low, low) = bounds
    every = np.union1d(t_high, t_low)
    low, high = np.interp(every, t_low, low), np.interp(every, t_high, high)
    # where both are the same up to rounding
    return Band(every, np.minimum(low, high), np.maximum(low, high), float(x[0]), float(x[-1]))


def _between(
    functions: OptimalFunctions,
    sign: float,
    t: np.ndarray,
    rows: np.ndarray,
    best: dict[int, np.ndarray],
    i: int,
    tolerance: float,
    report: Callable[[float], None],
) -> list[tuple[float, float]]:
    """Corners of one bound strictly between the breakpoints i and i + 1."""
    cuts: list[tuple[float, float]] = []
    todo = [(0.0, best[i], 1.0, best[i + 1])]
    while todo:  # every cut brings a function that is better there, of finitely many
        a, va, b, vb = todo.pop()
        row_a, row_b = ((1 - s) * rows[i] + s * rows[i + 1] for s in (a, b))
        lead_a, lead_b = sign * (row_a @ (va - vb)), sign * (row_b @ (vb - va))
        if lead_a <= tolerance or lead_b <= tolerance:
            continue  # one function is best at both ends: a straight line
        s = a + (b - a) * lead_a / (lead_a + lead_b)
        row = (1 - s) * rows[i] + s * rows[i + 1]
        report(1.0)
        v = functions.extreme(-sign * row)
        cuts.append((float((1 - s) * t[i] + s * t[i + 1]), float(row @ v)))
        if sign * (row @ (v - va)) > tolerance:
            todo += [(a, va, s, v), (s, v, b, vb)]
    return cuts
