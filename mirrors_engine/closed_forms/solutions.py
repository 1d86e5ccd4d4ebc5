"""Optimal fits and weights known in closed form, and exact denoising (manual, Closed forms)."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.closed_forms.norms import mean_end_slope, segment_slopes
from mirrors_engine.signals.signal import Signal


def soft(value: float, by: float) -> float:
    """Soft threshold: `value` moved towards 0 by `by`, not past it."""
    return math.copysign(max(0.0, abs(value) - by), value)


def two_point_fit(signal: Signal, net: Architecture, lam: float) -> np.ndarray:
    """The optimal fit of two samples, shape (2,).

    The difference is soft(Δy, 2λ/(h A^{L-1})) with h = x_2 - x_1, and soft(Δy, λ) for sign
    networks, where the weights of the samples are 1; in general λ stands for
    λ(1/ω_1 + 1/ω_2)/2. A^{L-1} is the product of the steepest slopes of the layers.

    Raises
    ------
    ValueError
        If the signal has not two samples.
    """
    if len(signal) != 2:
        raise ValueError("two_point_fit needs exactly two samples")
    w = signal.weights
    effective = lam * 0.5 * float(np.sum(1 / w))
    if net.step:
        unit = 1.0 if net.activation == "sign" else 2.0
    else:
        steepest = math.prod(max(abs(a.a_plus), abs(a.a_minus)) for a in net.activations)
        unit = 2.0 / (float(signal.x[1] - signal.x[0]) * steepest)
    rise = soft(float(signal.y[1] - signal.y[0]), unit * effective)
    mean = float(np.average(signal.y, weights=w))
    total = float(w.sum())
    return np.array([mean - rise * float(w[1]) / total, mean + rise * float(w[0]) / total])


@dataclass(frozen=True)
class SquareWave:
    """k runs of r samples each, alternately at `centre` + `swing` and `centre` - `swing`.

    `swing` has the sign of the first run; `weight` is that of every sample.
    """

    k: int
    r: int
    centre: float
    swing: float
    weight: float = 1.0

    @classmethod
    def of(cls, signal: Signal) -> SquareWave | None:
        """The wave a signal is, or None."""
        y = signal.y
        low, high = float(y.min()), float(y.max())
        if low == high or not np.all((y == low) | (y == high)) or np.ptp(signal.weights):
            return None
        edges = np.flatnonzero(np.diff(y)) + 1
        runs = np.diff(np.concatenate(([0], edges, [len(y)])))
        if np.ptp(runs):
            return None
        centre = low + 0.5 * (high - low)
        return cls(len(runs), int(runs[0]), centre, float(y[0]) - centre, float(signal.weights[0]))

    @property
    def lam_max(self) -> float:
        """λ from which the fit of a two-layer sign network is constant.

        2r for even k, 2r(1 - 1/k) for odd k, times swing and weight.
        """
        share = 1.0 if self.k % 2 == 0 else 1.0 - 1.0 / self.k
        return 2 * self.r * share * abs(self.swing) * self.weight

    def levels(self, lam: float) -> np.ndarray:
        """The optimal level of each run for a two-layer sign network, shape (k,).

        Up to λ = r (2r for k = 2, 4r/3 for k = 3) inner runs shrink by λ/r and the two outer
        ones by λ/(2r). From there to λ_max the inner runs are one constant: 0 for even k,
        for odd k it grows to the mean of the signal.
        """
        k, r = self.k, self.r
        lam = min(lam, self.lam_max) / (abs(self.swing) * self.weight)
        signs = 1.0 - 2.0 * (np.arange(k) % 2)
        level = signs * (1 - lam / r)
        if k >= 4 and lam > r:
            level[:] = 0.0 if k % 2 == 0 else (lam / r - 1) / (k - 2)
        level[[0, -1]] = signs[[0, -1]] * (1 - lam / (2 * r))
        return self.centre + self.swing * level

    def fit(self, lam: float) -> np.ndarray:
        """The optimal fit at the samples, shape (k·r,)."""
        return np.repeat(self.levels(lam), self.r)


def denoise(y: np.ndarray, w: np.ndarray, penalty: float) -> np.ndarray:
    """argmin ½ Σ ω (f - y)² + penalty · Σ|f_{n+1} - f_n|, exactly, in O(N).

    Dynamic programming over the derivative of the cost so far as a function of f_n,
    piecewise linear and clipped to ±penalty (Johnson, J. Comput. Graph. Stat. 22, 2013).
    Two-layer sign training is this with penalty λ/2, threshold with λ (manual, Closed forms).

    Parameters
    ----------
    y, w : (N,) ndarray
        Values and positive weights.
    penalty : float
        Not negative.
    """
    n = len(y)
    if penalty == 0 or n == 1:
        return np.array(y, dtype=float)
    base = float(y[0])  # an offset would cost digits
    values, weights = (y - base).tolist(), w.tolist()
    # knots carry the change of slope and intercept of the derivative
    knots: deque[tuple[float, float, float]] = deque()
    lows, highs = [0.0] * n, [0.0] * n
    for i in range(n):
        edge = penalty if i else 0.0
        slope, left = weights[i], -weights[i] * values[i] - edge
        right = left + 2 * edge
        aim = penalty if i < n - 1 else 0.0
        a, b = slope, left
        while knots and a * knots[0][0] + b < -aim:
            _, da, db = knots.popleft()
            a, b = a + da, b + db
        lows[i] = (-aim - b) / a
        if i == n - 1:
            break
        c, e = slope, right
        while knots and c * knots[-1][0] + e > aim:
            _, da, db = knots.pop()
            c, e = c - da, e - db
        highs[i] = (aim - e) / c
        knots.appendleft((lows[i], a, b + aim))
        knots.append((highs[i], -c, aim - e))
    f = np.empty(n)
    f[-1] = value = lows[-1]
    for i in range(n - 2, -1, -1):
        value = min(max(value, lows[i]), highs[i])
        f[i] = value
    return base + f


def two_layer_abs_weights(x: np.ndarray, f: np.ndarray, share: float = 0.5) -> np.ndarray:
    """The weights of a two-layer |·| network of least norm with values f, shape (N,).

    z_n = k_n/2 at the inner samples; at the ends z_1 = t m̄ and z_N = -(1 - t) m̄ with any
    `share` t in [0, 1]: a whole family, all with the norm ½Σ|k| + |m̄|.
    """
    z = np.zeros(len(x))
    if len(x) < 2:
        return z
    z[1:-1] = 0.5 * np.diff(segment_slopes(x, f))
    mean = mean_end_slope(x, f)
    z[0] += share * mean
    z[-1] -= (1 - share) * mean
    return z
