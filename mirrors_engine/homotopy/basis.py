"""The features in use along the path: independent columns with signs, exchanged one by one."""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import thin_qr
from mirrors_engine.algorithms.updated_qr import UpdatedQr
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.features.feature import Key
from mirrors_engine.homotopy.formed_columns import FormedColumns
from mirrors_engine.homotopy.piece import Piece, solved
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.utils.background import in_background

INSIDE = 1e-9  # share of a column off a span from which on it is not known to lie in it
OUTSIDE = 1e-6  # and from which on it certainly does not
MOST = 1 << 23  # numbers in the columns, 64 MB, up to which they and their factors are formed


class Basis:
    """Columns and QR factors of the active features.

    Attributes
    ----------
    keys : list of Key
    signs : (K,) ndarray
    formed : FormedColumns
        Of the dictionary.
    factors : UpdatedQr
        Of the columns times the roots of the weights, without what is free.
    dearer : dict
        Features outside that are sums of some of these and cost more than those, which are named
        with each: none takes their place as long as they stay.
    """

    def __init__(self, problem: Scaled) -> None:
        self._problem = problem
        self._root = np.sqrt(problem.w)
        self._target = self._root * problem.centred
        self.formed = FormedColumns(problem.dictionary)
        self._columns = np.empty((len(problem.y), 0), order="F")
        self.keys: list[Key] = []
        self._names = np.empty((0, problem.dictionary.key_width), dtype=np.int64)  # as an array
        self.signs = np.empty(0)
        self.dearer: dict[Key, frozenset[Key]] = {}
        self.factors = UpdatedQr.empty(len(problem.y))
        self._piece: Piece | None = None
        self._direction = np.empty(0)  # of the pull of the piece, in the factors' Q
        self._apart: dict[Key, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}  # see _taken_apart

    @classmethod
    def of(
        cls, problem: Scaled, keys: np.ndarray, signs: np.ndarray, check: Check = no_check
    ) -> Basis | None:
        """With these features; None where they are too many or not clearly independent."""
        basis = cls(problem)
        if not basis.room(len(keys)):
            return None
        if not len(keys):
            return basis
        basis._columns = np.asfortranarray(problem.dictionary.columns(keys))
        basis.keys, basis.signs = [tuple(key) for key in keys.tolist()], signs
        basis._names = keys
        reduced = basis.reduced(basis._columns)
        work = 4.0 * reduced.size * len(keys)
        basis.factors = UpdatedQr(*in_background(lambda: thin_qr(reduced), check, work))
        lengths = np.linalg.norm(reduced, axis=0)
        sure = np.abs(np.diag(basis.factors.r)) > OUTSIDE * lengths
        return basis if bool(sure.all()) else None

    def room(self, more: int) -> bool:
        """Whether so many features may join: for memory, and as so many are independent."""
        n, k = len(self._target), len(self.keys) + more
        return k <= n - self._problem.free.rank(self._problem.w) and n * k <= MOST

    @property
    def columns(self) -> np.ndarray:
        """The features at the samples, (N, K)."""
        return self._columns[:, : len(self.keys)]

    def reduced(self, columns: np.ndarray) -> np.ndarray:
        """Columns at the samples as the factors have them."""
        return self._root[:, None] * self._problem.free.without(columns, self._problem.w)

    def enter(self, key: Key, sign: float) -> bool:
        """Add a feature behind the others; False, and nothing changes, where it depends on them."""
        if not self.room(1):
            return False
        if key not in self._apart:
            self._take_apart(as_keys([key], len(key)))
        column, coefficients, rest = self._apart[key]
        if _depends(coefficients, rest):
            return False
        k = len(self.keys)
        if k == self._columns.shape[1]:
            wider = np.empty((len(column), 2 * k + 8), order="F")
            wider[:, :k] = self._columns
            self._columns = wider
        self._columns[:, k] = column
        self._changed()
        self.factors.append(coefficients, rest)
        self.keys.append(key)
        self.dearer.pop(key, None)
        self._names = np.concatenate((self._names, as_keys([key], len(key))))
        self.signs = np.concatenate((self.signs, (sign,)))
        return True

    def leave(self, position: int) -> None:
        """Remove a feature."""
        k = len(self.keys)
        self._changed()
        self._columns[:, position : k - 1] = self._columns[:, position + 1 : k]
        self.factors.delete(position)
        gone = self.keys.pop(position)
        self.dearer = {key: those for key, those in self.dearer.items() if gone not in those}
        before, behind = slice(0, position), slice(position + 1, None)
        self._names = np.concatenate((self._names[before], self._names[behind]))
        self.signs = np.concatenate((self.signs[before], self.signs[behind]))

    def reached(self, keys: np.ndarray, signs: np.ndarray) -> np.ndarray:
        """The λ at which these features, outside, reach |A_jᵀr| = λ with these signs.

        A feature off the span of the others by little rises above λ as slowly as its part off the
        span is small, and both are known to as many digits: more than the excess itself has.

        Returns
        -------
        (n,) ndarray
            NaN for a feature that depends on the others.
        """
        self.piece()
        self._take_apart(keys)
        where = np.full(len(keys), np.nan)
        for i, key in enumerate(map(tuple, keys.tolist())):
            _, coefficients, rest = self._apart[key]
            if not _depends(coefficients, rest):
                slope = signs[i] - float(coefficients @ self._direction)
                where[i] = float(rest @ self._target) / slope
        return where

    def _take_apart(self, keys: np.ndarray) -> None:
        """Columns at the samples, their coefficients in Q and what is off the span."""
        columns = self.formed.of(keys)
        coefficients, rest = self.factors.project(self.reduced(columns))
        for i, key in enumerate(map(tuple, keys.tolist())):
            self._apart[key] = columns[:, i], coefficients[:, i], rest[:, i]

    def _changed(self) -> None:
        self._piece = None
        self._apart.clear()

    def piece(self) -> Piece:
        """The optimum of these features with these signs."""
        if self._piece is not None:
            return self._piece
        q, triangle = self.factors.q, self.factors.r
        target = q.T @ self._target
        rest = self._target - q @ target
        rest -= q @ (q.T @ rest)
        fit, shrinkage, direction = solved(triangle, target, self.signs)
        self._direction = direction
        pull = self._root * (q @ direction)
        self._piece = Piece(self._names, self.signs, fit, shrinkage, self._root * rest, pull)
        return self._piece


def _depends(coefficients: np.ndarray, rest: np.ndarray) -> bool:
    """Whether what is left of a column is too little to be sure that it is no rounding."""
    off = float(rest @ rest)
    return off <= OUTSIDE**2 * (off + float(coefficients @ coefficients))
