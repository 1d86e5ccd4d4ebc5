"""The features in use along the path: independent columns with signs, exchanged one by one."""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import thin_qr
from mirrors_engine.algorithms.updated_qr import UpdatedQr
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.features.feature import Key
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
    factors : UpdatedQr
        Of the columns times the roots of the weights, without what is free.
    """

    def __init__(self, problem: Scaled) -> None:
        self._problem = problem
        self._root = np.sqrt(problem.w)
        self._target = self._root * problem.centred
        self._columns = np.empty((len(problem.y), 0), order="F")
        self.keys: list[Key] = []
        self.signs = np.empty(0)
        self.factors = UpdatedQr.empty(len(problem.y))
        self._piece: Piece | None = None

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
        column = self._problem.dictionary.columns(as_keys([key], len(key)))
        reduced = self.reduced(column)[:, 0]
        coefficients, rest = self.factors.project(reduced)
        if np.linalg.norm(rest) <= OUTSIDE * np.linalg.norm(reduced):
            return False
        k = len(self.keys)
        if k == self._columns.shape[1]:
            wider = np.empty((len(column), 2 * k + 8), order="F")
            wider[:, :k] = self._columns
            self._columns = wider
        self._columns[:, k] = column[:, 0]
        self._piece = None
        self.factors.append(coefficients, rest)
        self.keys.append(key)
        self.signs = np.append(self.signs, sign)
        return True

    def leave(self, position: int) -> None:
        """Remove a feature."""
        k = len(self.keys)
        self._piece = None
        self._columns[:, position : k - 1] = self._columns[:, position + 1 : k]
        self.factors.delete(position)
        del self.keys[position]
        self.signs = np.delete(self.signs, position)

    def piece(self) -> Piece:
        """The optimum of these features with these signs."""
        if self._piece is not None:
            return self._piece
        q, triangle = self.factors.q, self.factors.r
        target = q.T @ self._target
        rest = self._target - q @ target
        rest -= q @ (q.T @ rest)
        fit, shrinkage, direction = solved(triangle, target, self.signs)
        keys = as_keys(self.keys, self._problem.dictionary.key_width)
        pull = self._root * (q @ direction)
        self._piece = Piece(keys, self.signs, fit, shrinkage, self._root * rest, pull)
        return self._piece
