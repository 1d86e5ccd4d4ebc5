"""The least norm of given values at the samples (manual, Closed forms)."""

from __future__ import annotations

import math

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ArchitectureError


def segment_slopes(x: np.ndarray, f: np.ndarray) -> np.ndarray:
    """d, the slopes of the N - 1 segments, shape (N - 1,)."""
    return np.diff(f) / np.diff(x)


def mean_end_slope(x: np.ndarray, f: np.ndarray) -> float:
    """m̄, the mean of the first and the last slope; 0 for a single sample."""
    if len(x) < 2:
        return 0.0
    d = segment_slopes(x, f)
    return 0.5 * float(d[0] + d[-1])


def most_switches(net: Architecture, n: int) -> int:
    """m, how often one unit of a sign or threshold network can switch on n samples."""
    widths = net.widths or (1,)
    return min(math.prod(widths) if net.kind == "tree" else widths[0], n - 1)


def min_norm_cost(x: np.ndarray, f: np.ndarray, net: Architecture) -> float:
    """Least ||z||₁ of all networks with values f at the samples (manual, Closed forms).

    - L = 2, slopes a₊ ≠ a₋: with S = Σ|k|/|a₊ - a₋|, c = |a₊ + a₋|/2 and
      A = max(|a₊|, |a₋|) it is S + max(0, |m̄| - cS)/A.
    - ReLU, any L ≥ 3: ½(|d_1| + Σ|k| + |d_{N-1}|).
    - with a skip connection, whose line costs nothing: Σ|k|/|a₊ - a₋| for L = 2, and
      max(Σk⁺, Σk⁻) for ReLU, any L ≥ 3.
    - sign with at most m switches a unit: ½TV(f) for m = 1, ¼(TV + |f_N - f_1|) for m = 2,
      ½(max f - min f) for m ≥ N - 1; threshold twice that.

    Parameters
    ----------
    x, f : (N,) ndarray
        Sorted distinct samples and values at them.
    net : Architecture
        Network.

    Raises
    ------
    ArchitectureError
        If no formula is known for the network.
    """
    if net.skip and not has_min_norm_cost(net, len(x)):
        raise ArchitectureError(f"There is no formula for the norm of a {net.describe()}.")
    if net.inputs == "line" and net.step:
        return _cost_of_switches(f, net)
    if net.inputs != "line" or not (net.layers == 2 or net.activation == "relu"):
        raise ArchitectureError(
            f"There is no formula for the norm of a {net.describe()}: use layers = 2, or ReLU."
        )
    if len(x) < 2:
        return 0.0
    d = segment_slopes(x, f)
    changes = float(np.abs(np.diff(d)).sum())
    if net.skip and net.layers >= 3:
        return 0.5 * (changes + abs(float(d[-1] - d[0])))
    if net.layers >= 3:
        return 0.5 * (abs(float(d[0])) + changes + abs(float(d[-1])))
    a_plus, a_minus = net.activations[0].a_plus, net.activations[0].a_minus
    s = changes / abs(a_plus - a_minus)
    if net.skip:
        return s
    c, steepest = 0.5 * abs(a_plus + a_minus), max(abs(a_plus), abs(a_minus))
    return s + max(0.0, abs(mean_end_slope(x, f)) - c * s) / steepest


def _cost_of_switches(f: np.ndarray, net: Architecture) -> float:
    n = len(f)
    if n < 2:
        return 0.0
    m = most_switches(net, n)
    variation = float(np.abs(np.diff(f)).sum())
    if m == n - 1:
        cost = 0.5 * float(np.ptp(f))
    elif m == 1:
        cost = 0.5 * variation
    elif m == 2:
        cost = 0.25 * (variation + abs(float(f[-1] - f[0])))
    else:
        raise ArchitectureError(
            f"There is no formula for the norm with units of {m} switches: use 1, 2 or {n - 1}."
        )
    return cost * (2.0 if net.activation == "threshold" else 1.0)


def has_min_norm_cost(net: Architecture, n: int) -> bool:
    """Whether `min_norm_cost` has a closed form for the network on n samples."""
    if net.inputs != "line":
        return False
    if net.step and net.skip:
        return False
    if net.step:
        return n < 2 or most_switches(net, n) in (1, 2, n - 1)
    return net.layers == 2 or net.activation == "relu"
