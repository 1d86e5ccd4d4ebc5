"""QR factors of columns that come and go one by one, in O(NK) a change."""

from __future__ import annotations

import inspect
import math

import numpy as np
import scipy.linalg

# without what SciPy wraps it in, which looks for stacks of matrices: two thirds of the time of
# small factors
_qr_delete = inspect.unwrap(scipy.linalg.qr_delete)
_SHORT = 1e-2  # share of a column off the span of others below which its direction is rounded


class UpdatedQr:
    """Q (N, K) with orthonormal columns and an upper triangle R.

    A column enters behind the others, so that Q and R only grow by one: O(NK) and O(K²).

    Attributes
    ----------
    r : (K, K) ndarray
    """

    def __init__(self, q: np.ndarray, r: np.ndarray) -> None:
        self._basis = np.asfortranarray(q)  # Q is its first columns
        self.r = np.asfortranarray(r)

    @classmethod
    def empty(cls, rows: int) -> UpdatedQr:
        """Of no columns."""
        return cls(np.empty((rows, 0)), np.empty((0, 0)))

    @property
    def q(self) -> np.ndarray:
        return self._basis[:, : len(self.r)]

    def project(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coefficients of (N,) or (N, n) columns in Q, and what is left (twice is enough)."""
        coefficients = self.q.T @ columns
        rest = columns - self.q @ coefficients
        more = self.q.T @ rest
        return coefficients + more, rest - self.q @ more

    def append(self, coefficients: np.ndarray, rest: np.ndarray) -> None:
        """Add the column that `project` took apart; its rest must not be 0."""
        p, norm = len(self.r), length(rest)
        if p == self._basis.shape[1]:
            wider = np.empty((len(rest), min(len(rest), 2 * p + 8)), order="F")
            wider[:, :p] = self._basis
            self._basis = wider
        direction = self._basis[:, p]
        np.divide(rest, norm, out=direction)
        # where little was left, rounding counts: orthogonal once more
        if norm < _SHORT * math.hypot(norm, length(coefficients)):
            direction -= self.q @ (self.q.T @ direction)
            direction /= length(direction)
        r = np.zeros((p + 1, p + 1), order="F")
        r[:p, :p] = self.r
        r[:p, p], r[p, p] = coefficients, norm
        self.r = r

    def delete(self, position: int) -> None:
        """Remove one column."""
        p = len(self.r) - 1
        if p == 0:
            self.r = np.empty((0, 0))
            return
        q, r = _qr_delete(
            self.q, self.r, position, which="col", overwrite_qr=True, check_finite=False
        )
        if not np.may_share_memory(q, self._basis):
            self._basis = np.asfortranarray(q[:, :p])
        self.r = np.asfortranarray(r[:p])


def length(x: np.ndarray) -> float:
    """||x||, a fifth of the time that `np.linalg.norm` takes of short vectors."""
    return math.sqrt(float(x @ x))
