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
