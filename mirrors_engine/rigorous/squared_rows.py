"""The squared loss of the user's rows in exact arithmetic.

Rows that share an x are one sample n with weight W_n = Σω, moment B_n = Σωy and square
C_n = Σωy². Unlike their mean B_n/W_n these are exact, and so are

    loss(f)  = ½ Σ C - Σ f B + ½ Σ W f²
    dual(u)  = ½ Σ C - ½ Σ (B - u)²/W          (1ᵀu = 0)

up to the quotients, which are rounded against us. y is taken relative to the first value:
the intercept is free and 1ᵀu = 0, so neither changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.losses.rows import samples_of_rows
from mirrors_engine.progress import Check
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.exact_rows import ExactRows
from mirrors_engine.rigorous.numbers import (
    Numbers,
    aligned,
    blocks,
    grouped,
    integers,
    nearest_floats,
    rounded_to,
    shifted,
    times_power,
)
from mirrors_engine.rigorous.orthogonal import free_inputs, orthogonal
from mirrors_engine.rigorous.primal import Values
from mirrors_engine.signals.signal import Signal


@dataclass(frozen=True)
class SquaredRows(ExactRows):
    """Sums of rows as integers; the attributes ending in `_power` are their powers of two.

    Attributes
    ----------
    weight, moment : (N,) object ndarray
        W and B of each sample.
    square : int
        Σ C.
    base : float
        The value of y that counts as 0.
    check : callable
        Called between blocks of samples.
    """

    weight: np.ndarray
    weight_power: int
    moment: np.ndarray
    moment_power: int
    square: int
    square_power: int
    base: float
    check: Check

    @classmethod
    def of(cls, signal: Signal, check: Check) -> SquaredRows:
        n = len(signal.x)
        merged = len(signal.raw_x) != n
        y = signal.raw_y if merged else signal.y
        base = float(signal.y[0])
        values, y_power = integers(np.append(y, base), check)
        w, w_power = integers(signal.raw_weights if merged else signal.weights, check)
        moment = np.empty(len(w), dtype=object)
        square = 0
        for some in blocks(len(w), check):
            relative = values[some] - values[-1]
            moment[some] = w[some] * relative
            square += int((moment[some] * relative).sum())
        if merged:
            sample = samples_of_rows(signal)
            w, moment = grouped(w, sample, n), grouped(moment, sample, n)
        return cls(
            w, w_power, moment, w_power + y_power, square, w_power + 2 * y_power, base, check
        )

    def upper(self, values: Values) -> Fraction:
        """Loss of f ± error at most."""
        zero, zero_power = integers(np.array([self.base]))
        f, zero, power = aligned(values.f, values.power, zero, zero_power)
        f = f - zero[0]
        return self.of_function(f, power) + self.excess(f, power, values.error, values.error_power)

    def of_function(self, f: np.ndarray, power: int) -> Fraction:
        """Loss of exactly given values f·2^power relative to `base`."""
        linear = quadratic = 0
        for some in blocks(len(f), self.check):
            linear += int((f[some] * self.moment[some]).sum())
            quadratic += int((self.weight[some] * f[some] * f[some]).sum())
        return (
            times_power(self.square, self.square_power - 1)
            - times_power(linear, power + self.moment_power)
            + times_power(quadratic, self.weight_power + 2 * power - 1)
        )

    def excess(self, f: np.ndarray, power: int, error: np.ndarray, error_power: int) -> Fraction:
        """How much more than `of_function` if the values are only known to ± error."""
        total = Fraction(0)
        for some in blocks(len(f), self.check):
            weight, e = self.weight[some], error[some]
            a, b, slope_power = aligned(
                weight * f[some], self.weight_power + power, self.moment[some], self.moment_power
            )
            linear, quadratic = int((np.abs(a - b) * e).sum()), int((weight * e * e).sum())
            total += times_power(linear, slope_power + error_power)
            total += times_power(quadratic, self.weight_power + 2 * error_power - 1)
        return total

    def dual(self, u: np.ndarray, power: int, factor: int, grid: int) -> Fraction:
        """Lower bound dual(factor·u·2^power), quotients rounded up to multiples of 2^-grid."""
        lost = 0
        for some in blocks(len(u), self.check):
            b, scaled, common = aligned(
                self.moment[some], self.moment_power, u[some] * factor, power
            )
            rest, weight = (b - scaled) ** 2, self.weight[some]
            shift = grid + 2 * common - self.weight_power
            if shift >= 0:
                rest = shifted(rest, shift)
            else:
                weight = shifted(weight, -shift)
            lost += int((-(-rest // weight)).sum())
        return times_power(self.square, self.square_power - 1) - times_power(lost, -grid - 1)

    def per_sample(self, u: np.ndarray) -> np.ndarray:
        """u, which has one value for each sample already."""
        return u

    def dual_point(self, result: FitResult, bits: int) -> Numbers:
        """Whole multiples of a power of two, close to a multiple of the certificate's point."""
        u = np.asarray(result.certificate.dual_point, dtype=float)
        if not (np.any(u) and np.isfinite(u).all()):
            u = result.signal.weights * (result.signal.y - result.fitted)
        whole, power = rounded_to(u, bits, self.check)
        whole, _ = orthogonal(whole, free_inputs(result), result.signal.weights, self.check)
        return whole, power

    def best_multiple(self, result: FitResult, u: np.ndarray, power: int, check: Check) -> Fraction:
        """The factor of u·2^power with the best dual value; any factor is allowed."""
        signal = result.signal
        bits = max(int(u.max()), -int(u.min())).bit_length()
        check()
        v = nearest_floats(u, bits, check)
        size = float(v @ (v / signal.weights))
        centred = signal.y - np.average(signal.y, weights=signal.weights)
        along = float(v @ centred) / size if size > 0 else 0.0
        known = math.isfinite(along)
        return Fraction(along) / Fraction(2) ** (bits + power) if known else Fraction(1)
