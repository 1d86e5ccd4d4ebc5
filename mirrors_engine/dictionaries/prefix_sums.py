"""Prefix sums as accurate as if every one were rounded only once."""

from __future__ import annotations

import numpy as np

from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.chunks import chunks
from mirrors_engine.utils.running_sums import running_sum
from mirrors_engine.utils.threads import one_blas_thread

# numbers whose running sum is made at once: a third less time than by `CHUNK`
_TOGETHER = 1 << 15


class RunningSum:
    """Prefix sums of numbers that come in parts, each to a relative error of ε/2.

    The rounding error of every addition of a running sum is itself a float64 (Knuth's
    two-sum), and their running sum corrects the first: what is left is of order (nε)² times
    the largest sum.
    """

    def __init__(self) -> None:
        self._sum = self._error = 0.0

    def of(self, values: np.ndarray) -> np.ndarray:
        """The next prefix sums, those of the numbers before included."""
        after, errors = self.parts(values)
        after += errors
        return after

    def parts(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The next prefix sums in two parts that are added, the second of rounding errors."""
        padded = np.empty(len(values) + 1)
        padded[0], padded[1:] = self._sum, values
        sums = padded.cumsum()
        before, after = sums[:-1], sums[1:]
        added = after - before
        errors = padded[1:]
        errors -= added  # what is missing of the number that was added
        added -= after
        added += before  # and of the sum that it was added to
        errors += added
        errors[0] += self._error
        errors.cumsum(out=errors)
        self._sum, self._error = float(sums[-1]), float(errors[-1])
        return after, errors


def prefix_sums(values: np.ndarray) -> np.ndarray:
    """values[0], values[0] + values[1], …, each to a relative error of ε/2."""
    running = RunningSum()
    sums = np.empty(len(values))
    for part in chunks(len(values)):
        sums[part] = running.of(values[part])
    return sums


def largest_tail(values: np.ndarray) -> float:
    """max_k |values[k] + … + values[-1]| over k ≥ 1, without an array of them.

    The sum of all minus one from the front: sums from the back would need a copy in order.
    """
    before, most, least = 0.0, -np.inf, np.inf
    with one_blas_thread():
        for part in chunks(len(values) - 1, _TOGETHER):
            sums = running_sum(values[part], before)
            most, least = max(most, float(sums.max())), min(least, float(sums.min()))
            before = float(sums[-1])
    total = before + float(values[-1])
    return max(total - least, most - total, 0.0)


def hinge_correlations(t: np.ndarray, v: np.ndarray, check: Check = no_check) -> np.ndarray:
    """Φ(t_k) = Σ_i v_i (t_i - t_k)_+ at every sample (manual, Pricing), exact to rounding.

    Φ is piecewise linear between samples, equal to Φ(t_1) to the left of them (because
    1ᵀv = 0) and 0 to the right, so `np.interp` of this array prices a kink anywhere.
    """
    n = len(t)
    phi = np.zeros(n)
    if n < 2:
        return phi
    tails, sums = RunningSum(), RunningSum()
    backwards, values = t[::-1], v[::-1]
    out = phi[::-1]
    for part in chunks(n - 1):
        check()
        # Σ_{i>k} v_i times the distance of samples k and k + 1
        behind = slice(part.start + 1, part.stop + 1)
        steps = tails.of(values[part])
        steps *= backwards[part] - backwards[behind]
        out[behind] = sums.of(steps)
    return phi


def hinge_sums(t: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The same as plain running sums, for guesses: 10⁴ samples took two fifths of the time."""
    phi = np.zeros(len(t))
    steps = np.cumsum(v[:0:-1])
    steps *= np.diff(t)[::-1]
    np.cumsum(steps, out=phi[::-1][1:])
    return phi
