"""Working columns of long signals: between neighbouring kinks every column is affine.

So the N rows of a working set can be replaced, exactly, by two rows a segment: the
weighted mean of the segment's samples and their slope. One pass over the samples gives
those rows of the target, two samples a segment give those of the columns, and nothing of
size N × K is ever formed.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import first_samples
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers import additive_columns
from mirrors_engine.solvers.active_set import negligible
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.factor import WorkingColumns, check_columns, revealing_qr
from mirrors_engine.utils.background import in_background

LONG = 1500  # samples from which segments are faster
# Columns up to which the exact finish was measured to take as long on all rows, of which there are
# a few for each column, as on those of factors, which cost as much again.
FEW = 128


class SegmentColumns(WorkingColumns):
    """The interface of `WorkingColumns` over rows that follow the present kinks."""

    anew = True

    def __init__(self, dictionary: Dictionary, problem: Scaled, check: Check = no_check) -> None:
        self._compressible = dictionary
        self._y = problem.centred
        self._t = dictionary.grid.t
        super().__init__(dictionary, problem, check)

    def extend(self, keys: np.ndarray) -> int:
        """Add columns; their kinks split segments, so the small problem is built anew."""
        if self.size + len(keys) >= len(self.target) and not self.rank_revealing:
            return self._extend_plain(keys)
        self.keys = np.concatenate((self.keys, keys))
        self._known.update(map(tuple, keys.tolist()))
        self._build()
        return len(keys)

    def _build(self) -> None:
        """Rows, factors and small problem of the present keys."""
        self._cut()
        self._check()
        rows = np.concatenate((self._first, self._last))
        check_columns(len(rows), len(self.keys), len(self._t))
        ends = self._compressible.columns(self.keys, rows)
        count = len(self._first)
        start, rise = ends[:count], ends[count:] - ends[:count]
        means = start + rise * self._share[:, None]
        if not self._free.line:
            means -= (self._mass @ means) / self._mass.sum()
        block = np.concatenate(
            (
                self._mass_root[:, None] * means,
                (self._spread_root * self._per_length)[:, None] * rise,
            )
        )
        if self._free.line:  # the constant and x have rows like any other affine column
            one = np.concatenate((self._mass_root, np.zeros(count)))
            line = np.concatenate((self._mass_root * self._mean_t, self._spread_root))
            free = np.linalg.qr(np.column_stack((one, line)))[0]
            block -= free @ (free.T @ block)
            block -= free @ (free.T @ block)
        target = np.concatenate((self._mass_root * self._mean_y, self._spread_root * self._slope_y))
        self._whole = block.shape[1] <= FEW and not self.rank_revealing
        if self._whole:
            self.small, self.small_target = block, target
            return
        small = negligible(np.linalg.norm(block, axis=0))
        work = 4.0 * block.size * block.shape[1]
        self._q, self.small = in_background(lambda: revealing_qr(block, small), self._check, work)
        self.small_target = self._q.T @ target
        self._rest = target - self._q @ self.small_target

    def _cut(self) -> None:
        """Segments between the kinks of the working set, and the target's rows on them."""
        t, w, y = self._t, self._w, self._y
        self._first = first_samples(self._compressible, self.keys)
        ends = np.append(self._first[1:], len(t))
        self._last = ends - 1
        self._lengths = ends - self._first
        self._mass = np.add.reduceat(w, self._first)
        self._mean_t = mean_t = np.add.reduceat(w * t, self._first) / self._mass
        self._check()
        self._mean_y = np.add.reduceat(w * y, self._first) / self._mass
        self._check()
        self._offset = t - np.repeat(mean_t, self._lengths)
        weighted = w * self._offset
        self._check()
        spread = np.add.reduceat(weighted * self._offset, self._first)
        several = self._last > self._first
        self._check()
        self._slope_y = np.zeros(len(self._first))
        np.divide(
            np.add.reduceat(weighted * y, self._first), spread, out=self._slope_y, where=several
        )
        self._mass_root = np.sqrt(self._mass)
        self._spread_root = np.where(several, np.sqrt(spread), 0.0)
        span = np.where(several, t[self._last] - t[self._first], 1.0)
        self._per_length = 1.0 / span
        self._share = np.where(several, (mean_t - t[self._first]) / span, 0.0)

    def lift(self, small_residual: np.ndarray) -> np.ndarray:
        """The residual at all samples: what no affine piece can fit, and the small residual."""
        if not self.size:
            return self.target.copy()
        if not self.factored:
            return small_residual
        rows = small_residual if self._whole else self._rest + self._q @ small_residual
        count = len(self._first)
        mean = rows[:count] / self._mass_root - self._mean_y
        slope = np.zeros(count)
        np.divide(rows[count:], self._spread_root, out=slope, where=self._spread_root > 0)
        slope -= self._slope_y
        self._check()
        out = np.repeat(slope, self._lengths)
        out *= self._offset
        out += np.repeat(mean, self._lengths)
        out += self._y
        out *= self._root
        return out


def working_columns(problem: Scaled, check: Check = no_check) -> WorkingColumns:
    """An empty working set: by segments where the signal is long, else row by row."""
    dictionary = problem.dictionary
    if len(problem.y) >= LONG and dictionary.compressible:
        return SegmentColumns(dictionary, problem, check)
    if len(problem.y) >= additive_columns.LONG and additive_columns.applies(dictionary):
        return additive_columns.AdditiveColumns(dictionary, problem, check)
    return WorkingColumns(dictionary, problem, check)
