"""The linear system of an interior step: four unknowns a node, so its matrix is a band.

Per node the unknowns are the multiplier φ of the slope change, the residual e, the slope d and
the slope p of φ. Keeping both slopes as unknowns matters: the normal equations in e or φ alone
have a condition number that grows with the fourth power of the number of nodes.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import lapack

from mirrors_engine.progress import Check
from mirrors_engine.utils.background import in_background

_WORK_PER_ROW = 400.0  # multiply-adds that the factorisation of one row takes the time of

Parts = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class Band:
    """Rows of node j: slope changes, gradient at the residual, slopes of φ, slopes of f.

    Parameters
    ----------
    widths : (m - 1,) ndarray
        Lengths of the cells.
    counted : (m,) ndarray
        1 where the slope change is paid for, 0 elsewhere.
    off : bool
        Whether the loss couples neighbouring nodes.
    """

    def __init__(self, widths: np.ndarray, counted: np.ndarray, off: bool) -> None:
        m = len(counted)
        self._counted = counted > 0
        self._off = off
        self._half = half = 4 if off else 2
        self._middle = 2 * half
        self._band = np.zeros((3 * half + 1, 4 * m), order="F")
        node = 4 * np.arange(m)
        cell = node[:-1]
        self._put(cell, cell + 2, counted[:-1])
        self._put(cell + 2, cell, 1.0)
        self._put(cell + 4, cell + 2, -counted[1:])
        self._put(cell + 2, cell + 4, -1.0)
        self._put(cell + 1, cell + 3, -1.0)
        self._put(cell + 3, cell + 1, -1.0)
        self._put(cell + 5, cell + 3, 1.0)
        self._put(cell + 3, cell + 5, 1.0)
        self._put(cell + 2, cell + 3, widths)
        self._put(cell + 3, cell + 2, widths)
        self._band[self._middle, -2:] = 1.0  # there is one slope fewer than there are nodes

    def _put(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray | float) -> None:
        self._band[self._middle + rows - columns, columns] = values

    def factor(
        self, diagonal: np.ndarray, off: np.ndarray, weights: np.ndarray, check: Check
    ) -> None:
        """LU for this curvature of the loss and these weights of the multipliers."""
        band = self._band.copy(order="F")
        band[self._middle, 0::4] = np.where(self._counted, -weights, 1.0)
        band[self._middle, 1::4] = diagonal
        if self._off:
            band[self._middle + 4, 1:-4:4] = off
            band[self._middle - 4, 5::4] = off
        half = self._half
        work = _WORK_PER_ROW * band.shape[1]
        self._lu, self._pivots, _ = in_background(
            lambda: lapack.dgbtrf(band, half, half, overwrite_ab=1), check, work
        )

    def solve(self, *sides: Parts) -> list[Parts]:
        """Steps of φ, e, d and p for right sides of the four kinds of rows, all in one call."""
        right = np.zeros((self._band.shape[1], len(sides)), order="F")
        for k, (changes, gradients, multipliers, slopes) in enumerate(sides):
            right[0::4, k], right[1::4, k] = changes, gradients
            right[2:-2:4, k], right[3:-2:4, k] = multipliers, slopes
        out, _ = lapack.dgbtrs(self._lu, self._half, self._half, right, self._pivots, overwrite_b=1)
        return [
            (one[0::4].copy(), one[1::4].copy(), one[2:-2:4].copy(), one[3:-2:4].copy())
            for one in out.T
        ]
