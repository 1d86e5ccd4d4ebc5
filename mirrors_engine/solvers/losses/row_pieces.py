"""Columns at the rows of a signal, by the pieces between neighbouring kinks.

There every column is constant or affine, so that the M rows of K columns follow from one or
two rows a piece, and a projection onto their span from an orthonormal basis of each piece.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import first_samples
from mirrors_engine.losses import RowLoss

_ALONE = 1e-30  # spread, relative to the mass, of rows that all share one x


class RowPieces:
    """The columns of these features and of what is free, at all rows.

    Attributes
    ----------
    ends : (R, K + free) ndarray
        At the first sample of each piece, and where columns are affine at its last; centred.
    lengths : (K + free,) ndarray
        About the norms of the columns, by which they are divided.
    """

    def __init__(self, dictionary: Dictionary, rows: RowLoss, keys: np.ndarray) -> None:
        n = rows.rows.samples
        affine = dictionary.degree == 1 or rows.free.line
        first = np.arange(n)
        if dictionary.compressible:
            t = dictionary.grid.t
            first = first_samples(dictionary, keys)
            if (1 + affine) * len(first) >= n:
                first = np.arange(n)
        self.count = len(first)
        self.affine = affine and self.count < n
        lengths = np.diff(first, append=n)
        self.piece = rows.rows.per_row(np.repeat(np.arange(self.count), lengths))
        at = first
        if self.affine:
            last = first + lengths - 1
            at = np.concatenate((first, last))
            span = t[last] - t[first]
            passed = t - np.repeat(t[first], lengths)
            share = passed / np.repeat(np.where(span > 0, span, 1.0), lengths)
            self.share = rows.rows.per_row(share)
        columns = dictionary.columns(keys, at if self.count < n else slice(None))
        self.ends = np.column_stack((columns, rows.free.matrix(n)[at]))
        one = np.ones(len(self.piece))
        self.ends[:, : len(keys)] -= self.transposed(one)[: len(keys)] / len(one)
        filled = np.tile(self._sums(one), len(at) // self.count) / (len(at) // self.count)
        self.lengths = np.sqrt(filled @ self.ends**2)
        self.lengths[self.lengths == 0] = 1.0
        self.ends /= self.lengths

    def times(self, x: np.ndarray) -> np.ndarray:
        """The columns times (K + free,) x, at the rows."""
        values = self.ends @ x
        if not self.affine:
            return np.asarray(values[self.piece])
        low, high = values[: self.count][self.piece], values[self.count :][self.piece]
        return low + self.share * (high - low)

    def transposed(self, u: np.ndarray) -> np.ndarray:
        """(K + free,) products of the columns with (M,) u."""
        sums = self._sums(u)
        if self.affine:
            late = self._sums(self.share * u)
            sums = np.concatenate((sums - late, late))
        return self.ends.T @ sums

    def _sums(self, u: np.ndarray) -> np.ndarray:
        return np.bincount(self.piece, u, self.count)

    def basis(self, rows: np.ndarray, w: np.ndarray) -> PieceBasis:
        """Orthonormal basis that spans the columns at some rows, times the roots of weights w."""
        return PieceBasis(self, rows, w)


class PieceBasis:
    """Q with a row a row of the data and one or two columns a piece, times `small` the columns.

    Attributes
    ----------
    small : (R, K + free) ndarray
    """

    def __init__(self, pieces: RowPieces, rows: np.ndarray, w: np.ndarray) -> None:
        self._piece, self._count = pieces.piece[rows], pieces.count
        self._root = np.sqrt(w)
        self._affine = pieces.affine
        mass = self._sums(w)
        filled = mass > 0
        some = np.where(filled, mass, 1.0)
        self._unit = np.where(filled, 1 / np.sqrt(some), 0.0)
        small = pieces.ends[: self._count]
        if self._affine:
            offset = pieces.share[rows]
            mean = self._sums(w * offset) / some
            offset = offset - mean[self._piece]
            # once more: of rows close together the first mean leaves rounding
            again = self._sums(w * offset) / some
            offset -= again[self._piece]
            spread = self._sums(w * offset**2)
            apart = spread > _ALONE * mass
            self._slope_unit = np.where(apart, 1 / np.sqrt(np.where(apart, spread, 1.0)), 0.0)
            self._offset = self._root * offset
            rise = pieces.ends[self._count :] - small
            small = small + (mean + again)[:, None] * rise
            root = np.where(apart, np.sqrt(spread), 0.0)
            small = np.concatenate((np.sqrt(mass)[:, None] * small, root[:, None] * rise))
        else:
            small = np.sqrt(mass)[:, None] * small
        self.small = small

    def _sums(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self._piece, values, self._count)

    def inside(self, values: np.ndarray) -> np.ndarray:
        """Qᵀ times values at the rows."""
        means = self._unit * self._sums(self._root * values)
        if not self._affine:
            return means
        return np.concatenate((means, self._slope_unit * self._sums(self._offset * values)))

    def lifted(self, coordinates: np.ndarray) -> np.ndarray:
        """Q times coordinates."""
        means = (self._unit * coordinates[: self._count])[self._piece]
        if not self._affine:
            return np.asarray(self._root * means)
        slopes = (self._slope_unit * coordinates[self._count :])[self._piece]
        return np.asarray(self._root * means + self._offset * slopes)
