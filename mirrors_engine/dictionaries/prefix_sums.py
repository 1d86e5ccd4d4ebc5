"""Prefix sums as accurate as if every one were rounded only once."""

from __future__ import annotations

import numpy as np


def prefix_sums(values: np.ndarray) -> np.ndarray:
    """values[0], values[0] + values[1], …, each to a relative error of ε/2.

    The rounding error of every addition of a running sum is itself a float64 (Knuth's
    two-sum), and their running sum corrects the first: what is left is of order (nε)² times
    the largest sum.
    """
    sums = np.cumsum(values)
    if len(sums) > 2:
        before, after, term = sums[:-1], sums[1:], values[1:]
        added = after - before
        errors = before - (after - added)
        errors += term - added
        sums[1:] += np.cumsum(errors)
    return sums


def hinge_correlations(t: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Φ(t_k) = Σ_i v_i (t_i - t_k)_+ at every sample (manual, Pricing), exact to rounding.

    Φ is piecewise linear between samples, equal to Φ(t_1) to the left of them (because
    1ᵀv = 0) and 0 to the right, so `np.interp` of this array prices a kink anywhere.
    """
    phi = np.zeros(len(t))
    if len(t) > 1:
        tail = prefix_sums(v[:0:-1])[::-1]  # Σ_{i>k} v_i for k = 1..N-1
        phi[:-1] = prefix_sums((tail * np.diff(t))[::-1])[::-1]
    return phi
