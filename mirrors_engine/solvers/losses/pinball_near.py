"""The dual program of the pinball loss over the rows near a function.

A row clearly above or below the optimal function has its price at the bound of that side. So all
rows but those near a first guess are settled by their side, and the program chooses the prices of
the others alone: of a million rows some ten thousand. Its optimum is that of all rows if no settled
row has come to lie on its other side; those that have are opened, and it is solved again (Portnoy
and Koenker, The Gaussian Hare and the Laplacian Tortoise, 1997).
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.linear_program import LinearProgram, ProgramError
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec, rmatvec
from mirrors_engine.losses import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.losses.pinball_programs import ByPrices

_AT_LEAST = 1000  # rows that are open at first, and of the guess's error
_SHARE = 2.0  # times M^(2/3), the rows within the error of a guess from fewer rows
_OFF = 1e-9  # residual, relative to a typical one, of a row that is not on the function


class ByNear(ByPrices):
    """The dual program with most rows settled.

    Parameters
    ----------
    residual : (M,) ndarray
        y - f of a function near the optimum.
    """

    def __init__(self, dictionary: Dictionary, rows: RowLoss, residual: np.ndarray) -> None:
        super().__init__(dictionary, rows)
        self._guess = residual
        self._matrix = self.rows.per_row(self.free.matrix(self.rows.samples))
        self._near(int(_AT_LEAST + _SHARE * len(residual) ** (2 / 3)))

    def _near(self, count: int) -> None:
        """Open that many rows next to the guess."""
        distance = np.abs(self._guess)
        some = min(count, len(distance))
        self._open(distance <= np.partition(distance, some - 1)[some - 1])

    def _open(self, is_open: np.ndarray) -> None:
        """Settle all rows but these, by their side of the guess."""
        self._is_open, self._rows = is_open, np.flatnonzero(is_open)
        tau = self.loss.quantile
        side = np.where(self._guess > 0, tau, tau - 1)
        self._settled = np.where(is_open, 0.0, side * self.rows.w)
        self._per_sample = self.rows.per_sample(self._settled)
        self._program = None

    @property
    def _numbers(self) -> int:
        return len(self._rows)

    def solve(self, lam: float, check: Check) -> tuple[np.ndarray, np.ndarray]:
        while True:
            try:
                found = super().solve(lam, check)
            except ProgramError:
                # prices of so few rows may not balance the settled ones
                if self._is_open.all():
                    raise
                self._near(2 * len(self._rows))
                continue
            crossed = (self._residual > 0) != (self._guess > 0)
            crossed &= (np.abs(self._residual) > _OFF) & ~self._is_open
            if not crossed.any():
                return found
            self._open(self._is_open | crossed)

    def _begun(self, lam: float) -> LinearProgram:
        self._unit = lam
        self._offsets, self._centres = np.empty(0), np.empty(0)
        balance = -self._matrix.T @ self._settled
        w, free = self.rows.w[self._rows], self._matrix[self._rows]
        least, most = (bound * w for bound in (self.loss.quantile - 1, self.loss.quantile))
        return LinearProgram(-self.rows.y[self._rows], free.T, balance, balance, least, most)

    def _add(self, program: LinearProgram, keys: np.ndarray) -> None:
        columns = self.dictionary.columns(keys, self.rows.sample[self._rows])
        centres = columns.mean(axis=0)
        offsets = rmatvec(self.dictionary, keys, self._per_sample) - centres * self._settled.sum()
        one, offsets = np.ones(len(keys)), offsets / self._unit
        program.add_rows(((columns - centres) / self._unit).T, -one - offsets, one - offsets)
        self._offsets = np.append(self._offsets, offsets)
        self._centres = np.append(self._centres, centres)

    def _keep(self, program: LinearProgram, kept: np.ndarray) -> None:
        super()._keep(program, kept)
        self._offsets, self._centres = self._offsets[kept], self._centres[kept]

    def _optimum(
        self, program: LinearProgram, lam: float, check: Check
    ) -> tuple[np.ndarray, np.ndarray]:
        first, most = program.rows - len(self.keys), lam / self._unit
        program.bound_rows(first, -most - self._offsets, most - self._offsets)
        found = program.again(check)
        z = -found.prices[first:] / self._unit
        f = self.rows.per_row(matvec(self.dictionary, self.keys, z, check) - self._centres @ z)
        f -= self._matrix @ found.prices[:first]
        self._residual = self.rows.y - f
        prices = self._settled.copy()
        prices[self._rows] = found.x
        return z, prices
