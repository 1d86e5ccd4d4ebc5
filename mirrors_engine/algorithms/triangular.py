"""Triangular systems, QR and LU factors, straight from LAPACK.

SciPy's `solve_triangular` and `qr` take 20 and 60 µs to look at their arguments, which for the
small factors of a move of λ is most of their time.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import LinAlgError, lapack


def solve_upper(t: np.ndarray, b: np.ndarray, transposed: bool = False) -> np.ndarray:
    """x with t x = b, or tᵀx = b, for an upper triangle t.

    Parameters
    ----------
    t : (K, K) ndarray
        Below the diagonal it is not read.
    b : (K,) or (K, n) ndarray

    Raises
    ------
    LinAlgError
        If there is a zero on the diagonal.
    """
    if t.flags.f_contiguous:
        x, info = lapack.dtrtrs(t, b, trans=int(transposed))
    else:  # LAPACK reads columns: the transpose is a lower triangle, and no copy
        x, info = lapack.dtrtrs(t.T, b, lower=1, trans=int(not transposed))
    if info:
        raise LinAlgError("The triangular matrix is singular.")
    return np.asarray(x)


def thin_qr(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Q (m, k) and R (k, n), k = min(m, n), with QR = a.

    Parameters
    ----------
    a : (m, n) ndarray
    """
    m, n = a.shape
    if m == 0 or n == 0:
        return np.zeros((m, 0)), np.zeros((0, n))
    k = min(m, n)
    factors, tau, _, _ = lapack.dgeqrf(a, lwork=64 * n)
    r = np.triu(factors[:k])
    q, _, _ = lapack.dorgqr(factors[:, :k], tau, lwork=64 * k, overwrite_a=1)
    return q, r


def pivoted_qr(a: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Q (m, k), R (k, n), k = min(m, n), and columns p with QR = a[:, p].

    The diagonal of R does not increase in size.

    Parameters
    ----------
    a : (m, n) ndarray
    """
    m, n = a.shape
    if m == 0 or n == 0:
        return np.zeros((m, 0)), np.zeros((0, n)), np.arange(n)
    k = min(m, n)
    factors, pivot, tau, _, _ = lapack.dgeqp3(a, lwork=64 * (n + 1))
    r = np.triu(factors[:k])
    q, _, _ = lapack.dorgqr(factors[:, :k], tau, lwork=64 * k, overwrite_a=1)
    return q, r, pivot - 1


class Lu:
    """A square matrix, factored for several right-hand sides."""

    def __init__(self, a: np.ndarray) -> None:
        self._factors, self._pivot, _ = lapack.dgetrf(a)

    def solve(self, b: np.ndarray, transposed: bool = False) -> np.ndarray:
        """x with a x = b, or aᵀx = b; not finite where a is singular.

        Parameters
        ----------
        b : (n,) ndarray
        """
        x, _ = lapack.dgetrs(self._factors, self._pivot, b, trans=int(transposed))
        return np.asarray(x)
