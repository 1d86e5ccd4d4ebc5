"""The rows of a result in exact arithmetic; losses other than the squared one.

For u_m of row m within the bounds of its loss and 1ᵀu = 0 (xᵀu = 0 too where a straight line is
free), every function has at least

    Σ inf_f [ω_m ℓ(y_m, f) + u_m f],

the value of u if the sums of u over the rows of each sample exceed λ on no feature. Huber:
u y - u²/(2ω) for |u| ≤ ωδ; quantile: u y for ω(τ - 1) ≤ u ≤ ωτ; logistic: ω times the
entropy of u y/ω in [0, 1].
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.losses import loss_of
from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.rows import samples_of_rows
from mirrors_engine.progress import Check
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous import logarithms
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
from mirrors_engine.rigorous.orthogonal import free_inputs, orthogonal, within
from mirrors_engine.rigorous.primal import Values
from mirrors_engine.rigorous.squared_rows import SquaredRows

_HALVINGS = 80  # of a bracket, to far below the last digit of its width


@dataclass(frozen=True)
class LossRows(ExactRows):
    """The rows of a signal and their loss.

    Attributes
    ----------
    loss : Loss
        In floats, only to guess a dual point.
    sample : (M,) ndarray
        The sample of each row, of `samples`.
    y, weight : (M,) object ndarray
        Integers, with their powers of two.
    check : callable
        Called between blocks of rows.
    """

    loss: Loss
    sample: np.ndarray
    samples: int
    y: np.ndarray
    y_power: int
    weight: np.ndarray
    weight_power: int
    check: Check

    @abstractmethod
    def bounds(self) -> tuple[Numbers, Numbers]:
        """Least and greatest u of each row."""

    def per_sample(self, u: np.ndarray) -> np.ndarray:
        """Sums over the rows of each sample."""
        return grouped(u, self.sample, self.samples)

    def dual_point(self, result: FitResult, bits: int) -> Numbers:
        """Whole multiples of a power of two within the bounds, orthogonal to what is free."""
        u, power = rounded_to(self._guess(result), bits, self.check)
        (low, low_power), (high, high_power) = self.bounds()
        low, high = -_floor(-low, low_power - power), _floor(high, high_power - power)
        u = np.minimum(np.maximum(u, low), high)
        room = np.minimum(u - low, high - u)
        near = nearest_floats(room, max(int(room.max()), 1).bit_length(), self.check)
        u, factor = orthogonal(u, free_inputs(result, self.sample), near, self.check)
        return within(u, factor, power, *self.bounds())

    def _guess(self, result: FitResult) -> np.ndarray:
        """The certificate's sums over rows, divided by the negative gradients of its rows.

        At a common value c of f the rows of a sample have negative gradients u(c), decreasing in c:
        bisection finds the c at which their sum is the given one, and the division lies between the
        gradients on its two sides.
        """
        sums = np.asarray(result.certificate.dual_point, dtype=float)
        y = nearest_floats(self.y, -self.y_power)
        w = nearest_floats(self.weight, -self.weight_power)
        if not np.isfinite(sums).all():
            return np.zeros(len(y))
        if len(y) == self.samples:
            return sums[self.sample]

        def gradients(c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            u = w * self.loss.neg_gradient(y, c[self.sample])
            return u, np.bincount(self.sample, u, self.samples)

        reach = 2 * float(np.abs(y).max()) + 800.0 + float(self.loss.options.get("delta", 0.0))
        low, high = np.full(self.samples, -reach), np.full(self.samples, reach)
        for _ in range(_HALVINGS):
            self.check()
            middle = low + 0.5 * (high - low)
            above = gradients(middle)[1] > sums
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        (most, top), (least, bottom) = gradients(low), gradients(high)
        width = np.where(top > bottom, top - bottom, 1.0)
        share = np.clip((sums - bottom) / width, 0, 1)[self.sample]
        return least + share * (most - least)

    def _residuals(self, values: Values) -> tuple[np.ndarray, np.ndarray, int]:
        """y - f and its error, in one unit."""
        f, y, power = aligned(values.f[self.sample], values.power, self.y, self.y_power)
        r, e, power = aligned(y - f, power, values.error[self.sample], values.error_power)
        return r, e, power

    def _linear(self, u: np.ndarray, power: int, factor: int) -> Fraction:
        """Σ u y."""
        return times_power(factor * int((u * self.y).sum()), power + self.y_power)


class HuberRows(LossRows):
    """½ r² for |r| ≤ δ, δ(|r| - ½δ) beyond."""

    def upper(self, values: Values) -> Fraction:
        r, e, power = self._residuals(values)
        size, delta, power = aligned(np.abs(r) + e, power, *self._delta())
        inner = np.minimum(size, delta[0])
        total = int((self.weight * inner * (2 * size - inner)).sum())
        return times_power(total, self.weight_power + 2 * power - 1)

    def _delta(self) -> Numbers:
        return integers(np.array([self.loss.options["delta"]]))

    def bounds(self) -> tuple[Numbers, Numbers]:
        delta, power = self._delta()
        high = self.weight * delta[0]
        return (-high, self.weight_power + power), (high, self.weight_power + power)

    def dual(self, u: np.ndarray, power: int, factor: int, grid: int) -> Fraction:
        lost = 0
        for some in blocks(len(u), self.check):
            square, weight = (u[some] * factor) ** 2, self.weight[some]
            shift = grid + 2 * power - self.weight_power
            square, weight = shifted(square, max(shift, 0)), shifted(weight, max(-shift, 0))
            lost += int((-(-square // weight)).sum())
        return self._linear(u, power, factor) - times_power(lost, -grid - 1)


class QuantileRows(LossRows):
    """τ r for r > 0, (τ - 1) r otherwise."""

    def _slopes(self) -> tuple[int, int, int]:
        """τ and τ - 1 as integers, and their power of two."""
        (level, one), power = integers(np.array([self.loss.options["quantile"], 1.0]))
        return level, level - one, power

    def upper(self, values: Values) -> Fraction:
        r, e, power = self._residuals(values)
        over, under, slope_power = self._slopes()
        worst = np.maximum(over * (r + e), under * (r - e))  # convex: at one of the ends
        total = int((self.weight * worst).sum())
        return times_power(total, self.weight_power + slope_power + power)

    def bounds(self) -> tuple[Numbers, Numbers]:
        over, under, power = self._slopes()
        power += self.weight_power
        return (self.weight * under, power), (self.weight * over, power)

    def dual(self, u: np.ndarray, power: int, factor: int, grid: int) -> Fraction:
        return self._linear(u, power, factor)


class LogisticRows(LossRows):
    """log(1 + exp(-y f)) for y = ±1."""

    def _labels(self) -> np.ndarray:
        return np.sign(self.y)

    def upper(self, values: Values) -> Fraction:
        f, e, power = aligned(values.f, values.power, values.error, values.error_power)
        margins = self._labels() * f[self.sample] - e[self.sample]
        total = 0
        for some in blocks(len(margins), self.check):
            # the loss falls with the margin, so that is rounded down
            near = np.nextafter(nearest_floats(margins[some], -power), -np.inf)
            losses = [logarithms.softplus_up(-m) for m in near.tolist()]
            total += int((self.weight[some] * np.array(losses, dtype=object)).sum())
        return times_power(total, self.weight_power - logarithms.BITS)

    def bounds(self) -> tuple[Numbers, Numbers]:
        most = self.weight * self._labels()
        return (np.minimum(most, 0), self.weight_power), (np.maximum(most, 0), self.weight_power)

    def dual(self, u: np.ndarray, power: int, factor: int, grid: int) -> Fraction:
        total, unit = 0, 0
        for some in blocks(len(u), self.check):
            one, whole, unit = aligned(
                np.abs(u[some] * factor), power, self.weight[some], self.weight_power
            )
            for a, w in zip(one.tolist(), whole.tolist(), strict=True):
                total += a * logarithms.minus_log_down(a, w)
                total += (w - a) * logarithms.minus_log_down(w - a, w)
        return times_power(total, unit - logarithms.BITS)


_KINDS: dict[str, Callable[..., LossRows]] = {
    "huber": HuberRows,
    "quantile": QuantileRows,
    "logistic": LogisticRows,
}


def rows_of(result: FitResult, check: Check) -> ExactRows:
    """The rows of a result and their loss."""
    signal, n = result.signal, len(result.signal.x)
    if result.loss == "squared":  # the sums of each sample are exact, and enough
        return SquaredRows.of(signal, check)
    merged = len(signal.raw_x) != n
    y = integers(signal.raw_y if merged else signal.y, check)
    w = integers(signal.raw_weights if merged else signal.weights, check)
    sample = samples_of_rows(signal) if merged else np.arange(n)
    loss = loss_of(result.loss, **result.loss_options)
    return _KINDS[result.loss](loss, sample, n, *y, *w, check)


def _floor(n: np.ndarray, power: int) -> np.ndarray:
    """n·2^power as integers, rounded down."""
    return shifted(n, power) if power >= 0 else n >> -power
