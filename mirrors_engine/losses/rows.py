"""The loss summed over the rows of a signal.

Rows that share an x are one sample of the function but keep a loss each, except where the loss
is that of their mean, up to a constant, as the squared loss is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.line import best_coefficients, orthogonal
from mirrors_engine.losses.squared import Interpolation, best_of_parabola
from mirrors_engine.signals.signal import Signal
from mirrors_engine.unpenalised import CONSTANT, Unpenalised
from mirrors_engine.utils.chunks import LARGE, chunks
from mirrors_engine.utils.distinct_rows import positions
from mirrors_engine.utils.weighting import part_of, total_weight, weighting_of

Shift = float | np.ndarray
"""A constant, or a line at the samples, that is added to f."""

_SAME = 64 * float(np.finfo(float).eps)  # distance from a line, relative to y, that is rounding
_MISSED = 1e-9  # relative to the largest |y|: a function farther from a sample misses it
_CANCELLED = 8 * float(np.finfo(float).eps)  # sums, relative to their terms, that are rounding


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a signal, in the order of its samples.

    Attributes
    ----------
    y, w : (M,) ndarray
        Values and positive weights.
    samples : int
        N.
    of_sample : (M,) ndarray of int, optional
        The sample at whose x each row lies, not decreasing; without it there is one row each.
    """

    y: np.ndarray
    w: np.ndarray
    samples: int
    of_sample: np.ndarray | None = None

    @classmethod
    def of(cls, signal: Signal) -> Rows:
        """The rows that merging turned into the signal's samples."""
        n = len(signal)
        if len(signal.raw_y) == n:
            return cls(signal.y, signal.weights, n)
        sample = samples_of_rows(signal)
        # equal values side by side, so that the order of the rows changes no digit
        order = np.lexsort((signal.raw_weights, signal.raw_y, sample))
        return cls(signal.raw_y[order], signal.raw_weights[order], n, sample[order])

    @cached_property
    def sample(self) -> np.ndarray:
        """The sample at whose x each row lies, (M,) numbers."""
        return np.arange(self.samples) if self.of_sample is None else self.of_sample

    @cached_property
    def weighting(self) -> np.ndarray | None:
        """w, None where all are 1."""
        return weighting_of(self.w)

    @property
    def single(self) -> bool:
        """Whether no two rows share a sample."""
        return len(self.y) == self.samples

    def per_row(self, values: np.ndarray) -> np.ndarray:
        """Values at the samples, repeated for the rows."""
        return values if self.single else values[self.sample]

    @property
    def means(self) -> np.ndarray:
        """Weighted mean of y at each sample."""
        return self.y if self.single else self.per_sample(self.w * self.y) / self.per_sample(self.w)

    def per_sample(self, values: np.ndarray) -> np.ndarray:
        """Sums over the rows of each sample."""
        return values if self.single else np.bincount(self.sample, values, self.samples)


def samples_of_rows(signal: Signal) -> np.ndarray:
    """The sample (an index into signal.x) of each row of signal.raw_x."""
    # a merged group is named after the smallest of its values of x, column by column
    if signal.x.ndim == 1:
        return np.searchsorted(signal.x, signal.raw_x, side="right") - 1
    levels = [np.unique(column) for column in signal.x.T]

    def place(x: np.ndarray) -> np.ndarray:
        ranks = [
            np.searchsorted(level, column, side="right") - 1
            for level, column in zip(levels, x.T, strict=True)
        ]
        return np.array(ranks)

    # ranks order like the points themselves: lexicographically
    found = np.concatenate((place(signal.x), place(signal.raw_x)), axis=1)
    return positions(found.T)[1][len(signal) :]


@dataclass(frozen=True, eq=False)
class Gradient:
    """The sum of the losses at a function, and the dual point that it is worth trying.

    Attributes
    ----------
    value : float
    u : (M,) ndarray
        The negative gradient of each row.
    parabola : (float, float) or None
        uᵀy and uᵀΩ⁻¹u, where these tell what multiples of u prove; then 1ᵀu = 0.
    """

    value: float
    u: np.ndarray
    parabola: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class RowLoss:
    """Σ ω ℓ(y, f), a function of f at the samples.

    Attributes
    ----------
    free : Unpenalised
        What may be added to f at no cost, at the samples: a constant, or a line.
    """

    loss: Loss
    rows: Rows
    free: Unpenalised = CONSTANT

    @classmethod
    def of(cls, signal: Signal, loss: Loss) -> RowLoss:
        """The loss of a signal's rows, or of its samples where their means suffice."""
        if loss.merges:
            n = len(signal)
            return cls(loss, Rows(signal.y, signal.weights, n))
        return cls(loss, Rows.of(signal))

    @classmethod
    def scaled(
        cls, signal: Signal, loss: Loss, weight: float, free: Unpenalised = CONSTANT
    ) -> tuple[RowLoss, float, float]:
        """In units of `weight` and of a typical deviation of y.

        Returns
        -------
        The scaled loss, and the value and the unit that y is counted from and in.
        """
        rows = cls.of(signal, loss).rows
        if weight != 1.0:
            rows = replace(rows, w=rows.w / weight)
        if rows.w is signal.weights:  # whose range is known
            vars(rows)["weighting"] = None if signal.weight_range == (1.0, 1.0) else rows.w
        least, most = signal.y_range
        size = max(most, -least)
        y, base, spread = loss.standardised(rows.y, cls(loss, rows)._read, size)
        scaled = Rows(y, rows.w, rows.samples, rows.of_sample)
        if loss.parabolic:
            vars(scaled)["weighting"] = rows.weighting  # not to be looked at again
        return cls(loss.in_unit(spread), scaled, free), base, spread

    def interpolating(self) -> RowLoss:
        """The problem at λ = 0: every function through the samples, whatever their weights."""
        rows = self.rows
        missed = _MISSED * float(np.abs(rows.y).max())
        return RowLoss(Interpolation(missed), replace(rows, w=np.ones_like(rows.w)), self.free)

    @property
    def _read(self) -> Any:
        """The weights as the loss's own passes take them: None for all 1 where they know that."""
        return self.rows.weighting if self.loss.parabolic else self.rows.w

    @property
    def free_per_row(self) -> Unpenalised:
        """What is free, at the rows."""
        return self.free if self.rows.single else self.free.at(self.rows.sample)

    def total(self, f: np.ndarray, shift: Shift = 0.0) -> float:
        """The sum, for f + shift."""
        rows = self.rows
        f, y, w = rows.per_row(f), rows.y, rows.w
        at = rows.per_row(shift) if isinstance(shift, np.ndarray) else None

        def of(part: slice) -> float:
            moved = shift if at is None else at[part]
            return float(w[part] @ self.loss.value(y[part], f[part], moved))

        return sum(map(of, chunks(len(y))))

    def neg_gradient(self, f: np.ndarray, shift: Shift = 0.0) -> np.ndarray:
        """ω u of each row, for f + shift."""
        out, f = np.empty(len(self.rows.y)), self.rows.per_row(f)
        at = self.rows.per_row(shift) if isinstance(shift, np.ndarray) else None
        for part in chunks(len(out), LARGE):
            moved = f[part] + (shift if at is None else at[part])
            u = self.loss.neg_gradient(self.rows.y[part], moved)
            np.multiply(self.rows.w[part], u, out=out[part])
        return out

    def summed(self, f: np.ndarray, shift: Shift = 0.0) -> Gradient:
        """Both of these, and what of the dual point one pass can tell."""
        rows = self.rows
        f, u, value = rows.per_row(f), np.empty(len(rows.y)), 0.0
        at = rows.per_row(shift) if isinstance(shift, np.ndarray) else None
        parabolic = self.loss.parabolic and not self.free.line
        w, total, earned = self._read, 0.0, 0.0
        for part in chunks(len(u), LARGE):
            moved, out = shift if at is None else at[part], u[part]
            value += self.loss.summed(rows.y[part], part_of(w, part), f[part], moved, out)
            if parabolic:
                total += float(out.sum())
        if not parabolic:
            return Gradient(value, u)
        # as `balanced` has it
        mean = total / total_weight(w, len(u))
        for part in chunks(len(u), LARGE):
            out = u[part]
            out -= mean if w is None else w[part] * mean
            earned += float(out @ rows.y[part])
        # Σ u²/ω is twice the value but for what was taken
        return Gradient(value, u, (earned, 2 * value - mean * total))

    def sums(self, u: np.ndarray) -> np.ndarray:
        """Sums of (M,) u over the rows of each sample; 0 where the rows cancel everywhere.

        Rounding is left of opposite rows at every x, and no λ, however small, bounds it.
        """
        v = self.rows.per_sample(u)
        if self.rows.single:  # nothing can cancel
            return v
        rounding = _CANCELLED * np.sqrt(len(u)) * float(np.abs(u).sum())
        return v if float(np.abs(v).max()) > rounding else np.zeros_like(v)

    def feasible(self, u: np.ndarray, spare: bool = False) -> np.ndarray:
        """(M,) u within the bounds of the rows and with Bᵀu = 0 for what is free, 1ᵀu = 0."""
        return self.balanced(self.clipped(u), spare)

    def balanced(self, u: np.ndarray, spare: bool = False) -> np.ndarray:
        """(M,) u with Bᵀu = 0, within the bounds of the rows as before.

        A `spare` u may be overwritten.
        """
        if self.free.line:
            if not self.loss.bounded:
                return self.free_per_row.orthogonal(u, self.rows.w)
            low, high = (self.rows.w * bound for bound in self.loss.bounds(self.rows.y))
            return orthogonal(u, low, high, self._basis)
        return self.loss.balanced(u, self._read, spare)

    def best_multiple(
        self, u: np.ndarray, limit: float, parabola: tuple[float, float] | None = None
    ) -> tuple[float, float]:
        """s in [-limit, limit], for which s·u proves the best or a good lower bound, and this.

        `parabola` as in `Gradient`, where it is known.
        """
        if parabola is not None:
            return best_of_parabola(*parabola, limit)
        return self.loss.best_multiple(self.rows.y, u, self._read, limit)

    def lower_bound(self, u: np.ndarray) -> float:
        """inf_f Σ ω ℓ(y, f) + uᵀf for (M,) u within `clipped`."""
        return self.loss.lower_bound(self.rows.y, u, self.rows.w)

    def clipped(self, u: np.ndarray) -> np.ndarray:
        """The nearest u within the bounds of the rows."""
        if not self.loss.bounded:
            return u
        low, high = self.loss.bounds(self.rows.y)
        return np.clip(u, self.rows.w * low, self.rows.w * high)

    def spread_over_rows(self, r: np.ndarray, u: np.ndarray) -> np.ndarray:
        """(M,) values near u whose sums at the samples are r: the rest goes by weight."""
        rows = self.rows
        rest = (r - rows.per_sample(u)) / rows.per_sample(rows.w)
        return u + rows.w * rows.per_row(rest)

    def shifts(self, f: np.ndarray) -> tuple[float, float]:
        """Least and greatest constant to add to f at the samples for the least sum."""
        rows = self.rows
        return self.loss.shifts(rows.y, rows.per_row(f), self._read)

    def best_shift(self, f: np.ndarray) -> Shift:
        """The middle of these constants; with a skip connection the best line at the samples."""
        if self.free.line:
            return self._best_line(f)
        low, high = self.shifts(f)
        return low + 0.5 * (high - low)

    def _best_line(self, f: np.ndarray) -> np.ndarray:
        """The best line at the samples.

        Where y - f is a line to rounding, that is the line, so that a fit without residual has
        none.
        """
        rows = self.rows
        if rows.single and self.loss.power:  # labels are no values of a line
            target = rows.y - f
            rest = np.abs(target - self.free.fit(target, rows.w))
            if rest.max() <= _SAME * np.abs(target).max():
                return target
        c = best_coefficients(self.loss, rows.y, rows.w, rows.per_row(f), self._basis)
        return np.asarray(self.free.orthonormal(self._weights) @ c)

    @cached_property
    def _weights(self) -> np.ndarray:
        return self.rows.per_sample(self.rows.w)

    @property
    def _basis(self) -> np.ndarray:
        """An orthonormal basis of what is free, at the rows."""
        return self.rows.per_row(self.free.orthonormal(self._weights))
