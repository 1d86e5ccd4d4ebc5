"""The piecewise-linear function through given rows, and what the rows must weigh for it.

A function with m nodes goes through m rows exactly where each row, in the order of x, lies where
the hat function of the node of the same number is not zero (Schoenberg and Whitney). So the
system of both is tridiagonal, and so it is with one more equation for the whole function, which
takes the place of a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_banded

_NO_ROW = 1e-300  # coefficients below are none
_ROUNDING = 64 * float(np.finfo(float).eps)


@dataclass(frozen=True, eq=False)
class Collocation:
    """Values at m nodes for as many rows, or for one fewer and a further equation.

    Attributes
    ----------
    column : (m,) ndarray of int
        The unknown of each node; both nodes of a flat first or last cell share one.
    order : (R,) ndarray of int
        The rows by their place.
    band : (3, m) ndarray
        The tridiagonal matrix as for `solve_banded`.
    balance : (m,) ndarray or None
        Coefficients of the further equation, whose right side is 0.
    spare : int
        The unknown that is given for it, in a row of its own.
    """

    column: np.ndarray
    order: np.ndarray
    band: np.ndarray
    balance: np.ndarray | None
    spare: int

    @classmethod
    def of(
        cls,
        cell: np.ndarray,
        place: np.ndarray,
        flat: tuple[bool, bool],
        count: int,
        balance: np.ndarray | None,
    ) -> Collocation:
        """For rows at `place` in `cell` between `count` nodes.

        Parameters
        ----------
        cell, place : (R,) ndarray
            Cell of each row, and where it lies in it, from 0 to 1.
        flat : (bool, bool)
            Whether the first and the last cell are flat.
        count : int
            Number of nodes.
        balance : (count,) ndarray or None
            The further equation.

        Raises
        ------
        numpy.linalg.LinAlgError
            If rows and nodes do not interlace, or the matrix is singular.
        """
        column = np.arange(count) - int(flat[0])
        column[0] = 0
        if flat[1]:
            column[-1] = column[-2]
        order = np.lexsort((place, cell))
        cell, place = cell[order], place[order]
        if len(cell) + (balance is not None) != column[-1] + 1:
            raise np.linalg.LinAlgError("not as many rows as values")
        if balance is None:
            return cls._with_spare(cell, place, column, order, None, len(cell))
        low = np.where(1 - place > _NO_ROW, column[cell], column[cell + 1])
        high = np.where(place > _NO_ROW, column[cell + 1], column[cell])
        rank = np.arange(len(cell))
        # the rows before the spare unknown stand for that of their number, the others for the next
        late = np.flatnonzero((low > rank + 1) | (high < rank + 1))
        early = np.flatnonzero((low > rank) | (high < rank))
        first = int(late[-1]) + 1 if len(late) else 0
        last = int(early[0]) if len(early) else len(rank)
        if first > last:
            raise np.linalg.LinAlgError("no unknown is spare")
        balance = np.bincount(column, balance)
        found = cls._with_spare(cell, place, column, order, balance, first)
        size = np.abs(found._free)
        size[:first] = size[last + 1 :] = 0.0
        return cls._with_spare(cell, place, column, order, balance, int(size.argmax()))

    @classmethod
    def _with_spare(
        cls,
        cell: np.ndarray,
        place: np.ndarray,
        column: np.ndarray,
        order: np.ndarray,
        balance: np.ndarray | None,
        spare: int,
    ) -> Collocation:
        rank = np.arange(len(cell))
        rank = rank + (rank >= spare)
        band = np.zeros((3, int(column[-1]) + 1))
        for share, at in ((1 - place, column[cell]), (place, column[cell + 1])):
            there = share > _NO_ROW
            if np.any(np.abs(rank - at)[there] > 1):
                raise np.linalg.LinAlgError("rows and nodes do not interlace")
            np.add.at(band, (1 + (rank - at)[there], at[there]), share[there])
        if balance is not None:
            band[1, spare] = 1.0
        return cls(column, order, band, balance, spare)

    @property
    def _free(self) -> np.ndarray:
        """The function that is 1 at the spare unknown, and 0 at every row."""
        right = np.zeros(self.band.shape[1])
        right[self.spare] = 1.0
        return np.asarray(solve_banded((1, 1), self.band, right))

    def through(self, values: np.ndarray, rest: float = 0.0) -> np.ndarray:
        """Values at the nodes of the function with these at the rows.

        `rest` is the right side of the further equation.

        Raises
        ------
        numpy.linalg.LinAlgError
            If the matrix is singular.
        """
        values = values[self.order]
        if self.balance is None:
            return np.asarray(solve_banded((1, 1), self.band, values))[self.column]
        found = solve_banded((1, 1), self.band, np.insert(values, self.spare, 0.0))
        free = self._free
        found = found + (rest - self.balance @ found) / _pivot(self.balance, free) * free
        return np.asarray(found)[self.column]

    def weights(self, target: np.ndarray) -> tuple[np.ndarray, float]:
        """Weights of the rows, and of the further equation, whose sums at the nodes are these.

        Raises
        ------
        numpy.linalg.LinAlgError
            If the matrix is singular.
        """
        target = np.bincount(self.column, target)
        turned = np.zeros_like(self.band)
        turned[0, 1:], turned[1], turned[2, :-1] = (
            self.band[2, :-1], self.band[1], self.band[0, 1:],
        )  # fmt: skip
        amount = 0.0
        if self.balance is not None:
            both = np.column_stack((target, self.balance))
            both = solve_banded((1, 1), turned, both)
            # the row of the spare unknown must weigh nothing
            amount = float(both[self.spare, 0]) / _pivot(self.balance, self._free)
            found = np.delete(both[:, 0] - amount * both[:, 1], self.spare)
        else:
            found = solve_banded((1, 1), turned, target)
        out = np.empty(len(found))
        out[self.order] = found
        return out, amount


def _pivot(balance: np.ndarray, free: np.ndarray) -> float:
    """What the further equation is for the function that no row fixes."""
    value = float(balance @ free)
    if abs(value) <= _ROUNDING * float(np.abs(balance) @ np.abs(free)):
        raise np.linalg.LinAlgError("the further equation fixes nothing")
    return value
