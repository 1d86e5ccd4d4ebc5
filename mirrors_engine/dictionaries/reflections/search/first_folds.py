"""Which of the first three biases a unit above a threshold can have, by the cost of transport.

After its first folds a unit is 1-Lipschitz in the folded value u, so it correlates by no more than
it costs to transport the folded v: ∫|F(u)| du, where F adds up v at values up to u. A fold at b
makes it F(b + u) - F(b - u). So after a few folds F is a sum of slopes ±Φ' at as many places that
move with u, some of them positive, P together, others negative, -Q together, and

    ∫|F| = ∫(P + Q) - 2∫min(P, Q) = ∫|Φ'| - 2∫min(P, Q).

In a box of biases each place runs through a window, and P and Q are at least the sums of the least
positive and negative parts of Φ' there. Where ∫|Φ'| is little above the threshold, as it is of
deep networks at small λ, little that cancels is enough to drop a box, whatever the other folds.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.search.same_units import again
from mirrors_engine.progress import Check, no_check

FOLDS = 3
_COARSEST = 4  # level of the first table
_SURE = 1e-10  # of the cost: rounding of N slopes changes 4·2⁸ N ε/2 of it at most
_SURELY = 6  # level down to which a table takes no time
_LEFT = 0.9  # share of the boxes that may be left for a finer table to be made

Parts = dict[int, tuple[np.ndarray, np.ndarray]]
"""P and Q at least on windows of so many cells, from each cell on."""


class FirstFolds:
    """Boxes of the first three biases, of which some are dropped.

    Parameters
    ----------
    s : (N,) ndarray
        Increasing from 0 to 1.
    phi : (N,) ndarray
    threshold : float
    every : bool
        Whether every name of a unit is asked for (`same_units.py`).
    """

    def __init__(self, s: np.ndarray, phi: np.ndarray, threshold: float, every: bool) -> None:
        self._s = s
        rise = np.diff(phi)
        self._slopes = np.concatenate(([0.0], rise / np.diff(s), [0.0]))
        cost = float(np.abs(rise).sum())
        self._cancels = 0.5 * (cost - threshold) + _SURE * cost
        self._again = () if every else again(FOLDS, FOLDS - 1)
        self._tables: dict[int, np.ndarray] = {}
        self._finest = 0
        self._asked = 1.0  # share of the boxes of the first table that were looked at

    def refine(self, finest: int, check: Check = no_check) -> None:
        """Look at boxes down to this level, as long as enough of them are dropped."""
        while self._finest < finest and self._drops():
            self._finest = max(_COARSEST, self._finest + 1)
            self._tables[self._finest] = self._table(self._finest, check)
            for level in range(self._finest - 1, 0, -1):
                n = 1 << level
                halves = self._tables[level + 1].reshape(n, 2, n, 2, n, 2)
                self._tables[level] = np.any(halves, axis=(1, 3, 5))

    def _drops(self) -> bool:
        return self._finest < _SURELY or self._tables[self._finest].mean() < _LEFT * self._asked

    def left(self, level: int, corner: np.ndarray) -> np.ndarray:
        """Places of the boxes (D, n) of a level that are not dropped."""
        if not self._finest:
            return np.arange(corner.shape[1])
        first = corner[:FOLDS] >> max(0, level - self._finest)
        return np.flatnonzero(self._tables[min(level, self._finest)][tuple(first)])

    def _table(self, level: int, check: Check) -> np.ndarray:
        """Which boxes are left."""
        n = 1 << level
        before = self._tables.get(level - 1)
        table = np.zeros((n, n, n), dtype=bool)
        data = _Slopes(self._s, self._slopes, level)
        asked = 0
        for a in range(n):
            check()
            largest = max(a + 1, n - a)  # after a fold; beyond, the next does nothing
            once = data.folded(data.parts, a)
            for b in range(largest):
                c = np.arange(max(b + 1, largest - b))
                if before is not None:
                    c = c[before[a // 2, b // 2, c // 2]]
                c = c[~self._named_before(n, a, b, c)]
                if len(c):
                    cancelled = data.cancelled(data.folded(once, b)[2], c)
                    table[a, b, c[cancelled < n * self._cancels]] = True
                    asked += len(c)
        if before is None:
            self._asked = asked / table.size
        return table

    def _named_before(self, n: int, a: int, b: int, c: np.ndarray) -> np.ndarray:
        """Which boxes have only units that smaller biases give too."""
        before = np.zeros(len(c), dtype=bool)
        for sides in self._again:
            fixed = sides[:, 0] * a + sides[:, 1] * b + n * sides[:, 3]
            lowest = fixed + np.minimum(sides[:, :3], 0).sum(axis=1)
            before |= (lowest[:, None] + sides[:, 2:3] * c >= 0).all(axis=0)
        return before


class _Slopes:
    """P and Q of the data, and what becomes of them in folds within a cell.

    Arrays begin `before` cells below 0.
    """

    def __init__(self, s: np.ndarray, slopes: np.ndarray, level: int) -> None:
        self.cells = 1 << level
        self.before = 3 * self.cells + 8
        starts = np.arange(-self.before, 4 * self.cells + 8)
        first = np.searchsorted(s, starts / self.cells, "left")
        self.parts: Parts = {}
        for width in range(2, FOLDS + 2):
            last = np.searchsorted(s, (starts + width) / self.cells, "right")
            own = np.minimum(
                first[:, None] + np.arange(int((last - first).max()) + 1), last[:, None]
            )
            low, high = slopes[own].min(axis=1), slopes[own].max(axis=1)
            self.parts[width] = np.maximum(low, 0.0), np.maximum(-high, 0.0)

    def folded(self, parts: Parts, fold: int) -> Parts:
        """Of u from 0 on, on windows one cell shorter; below 0 there is nothing."""
        out: Parts = {}
        here = self.before + fold
        for width, (p, q) in parts.items():
            if width - 1 < 2:
                continue
            count = min(len(p) - here, here - width + 1)
            up, down = (
                slice(here, here + count),
                slice(here - width + 1, here - width + 1 - count, -1),
            )
            none = np.zeros(self.before)
            out[width - 1] = (
                np.concatenate((none, p[up] + q[down])),
                np.concatenate((none, q[up] + p[down])),
            )
        return out

    def cancelled(self, parts: tuple[np.ndarray, np.ndarray], folds: np.ndarray) -> np.ndarray:
        """The sum of min(P, Q) over the cells of u after one more fold at each of these cells."""
        up, down = (
            [self._rows(each, first, step) for each in parts] for first, step in ((0, 1), (-1, -1))
        )
        most = up[0][folds]
        most += down[1][folds]
        other = up[1][folds]
        other += down[0][folds]
        least: np.ndarray = np.minimum(most, other, out=most).sum(axis=1)
        return least

    def _rows(self, values: np.ndarray, first: int, step: int) -> np.ndarray:
        """A view: row b has the values at b + first, b + first + step, …"""
        n, size = self.cells, values.itemsize
        at = (self.before + first) * size
        return np.ndarray((n, n), values.dtype, values, at, (size, step * size))
