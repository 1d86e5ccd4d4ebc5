"""A primal simplex that starts from a known vertex of the face of optimal weights.

SciPy's HiGHS cannot be given a starting basis, and on these nearly parallel columns its
dual simplex was measured to cycle for minutes. From the vertex the solver has found, the
canonical one is usually no or a few exchanges away. Among many tied columns it is
thousands away, so neither the factors nor all reduced costs are computed at every exchange.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import Lu, pivoted_qr, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.arrays import others
from mirrors_engine.utils.background import in_background

_OPTIMAL = 1e-8  # reduced cost that counts as zero
_PIVOT = 1e-9  # smallest relative pivot
# Sizes of the random shift of the vertex that rules out cycling. A weight smaller than the
# shift may have the wrong sign at the vertex found, and then a smaller shift is tried.
_SHAKES = (1e-7, 1e-10, 1e-13)
_TOGETHER = 2048  # columns of least reduced cost that are looked at between two looks at all
_STALE = 0.5  # share of the least reduced cost above which all columns are looked at again
_EXCHANGES = 32  # after which the basis is factored anew
_NEGATIVE = 1e-9  # share of the largest weight that a vertex may be below 0 by rounding


def minimise(
    columns: np.ndarray, start: np.ndarray, costs: np.ndarray, check: Check = no_check
) -> np.ndarray | None:
    """Lexicographic minimum of costsᵀz over {z ≥ 0 : columns z = columns start}.

    Parameters
    ----------
    columns : (m, n) ndarray
        Of rank m.
    start : (n,) ndarray
        Non-negative, its support linearly independent.
    costs : (n, stages) ndarray
        A later stage decides among the minima of the earlier ones.

    Returns
    -------
    (n,) ndarray
        A vertex, or None if the exchanges did not end (never seen; the caller then keeps
        what it has).
    """
    target = columns @ start
    used = np.flatnonzero(start > 0)
    work = 4.0 * columns.size * len(columns)
    first = in_background(lambda: _basis_around(columns, used), check, work)
    if first is None:
        return None
    random = np.random.default_rng(1)
    for size in _SHAKES:
        basis = first.copy()
        # a random shift makes every vertex of the shifted problem simple, so the cost falls
        # at each exchange; optimality does not depend on the right-hand side
        level = start[basis] + size * float(start.max()) * random.uniform(0.5, 1.0, len(basis))
        allowed = np.ones(len(start), dtype=bool)
        for stage in costs.T:
            reduced = _descend(columns, basis, level, stage, allowed, check)
            if reduced is None:
                return None
            allowed &= reduced <= _OPTIMAL
        z = np.zeros(len(start))
        z[basis] = _factored(columns[:, basis], check).solve(target)
        if float(z.min()) >= -_NEGATIVE * float(z.max()):
            return np.maximum(z, 0.0)
    return None


def _factored(square: np.ndarray, check: Check) -> Lu:
    work = float(len(square)) ** 3 / 3
    return in_background(lambda: Lu(square), check, work)


def _basis_around(columns: np.ndarray, support: np.ndarray) -> np.ndarray | None:
    """m independent columns that include the support."""
    m = columns.shape[0]
    missing = m - len(support)
    if not 0 <= missing <= columns.shape[1] - len(support):
        return None
    q, _ = thin_qr(columns[:, support])
    rest = others(columns.shape[1], support)
    outside = columns[:, rest] - q @ (q.T @ columns[:, rest])
    _, _, pivot = pivoted_qr(outside)
    return np.concatenate((support, rest[pivot[:missing]]))


class _Basis:
    """Basic columns with LU factors, and the exchanges since these were made.

    Each exchange multiplies the inverse by a matrix that is the identity but for one column, which
    costs O(m) a solve in place of the O(m³) of new factors.

    Attributes
    ----------
    index : (m,) ndarray of int
        The basic columns.
    holds : (n,) ndarray of bool
        Which columns are basic.
    """

    def __init__(self, columns: np.ndarray, basis: np.ndarray, check: Check) -> None:
        self._columns, self._check = columns, check
        self.index = basis
        self.holds = np.zeros(columns.shape[1], dtype=bool)
        self.holds[basis] = True
        self.renew()

    def renew(self) -> None:
        """Factor the columns as they are now."""
        self._factors = _factored(self._columns[:, self.index], self._check)
        self._exchanges: list[tuple[int, np.ndarray]] = []

    @property
    def fresh(self) -> bool:
        """Whether nothing was exchanged since the factors were made."""
        return not self._exchanges

    def solve(self, b: np.ndarray) -> np.ndarray:
        """x with (basic columns) x = b."""
        x = self._factors.solve(b)
        for row, change in self._exchanges:
            value = x[row] / change[row]
            x -= value * change
            x[row] = value
        return x

    def prices(self, costs: np.ndarray) -> np.ndarray:
        """p with (basic columns)ᵀ p = their costs."""
        c = costs[self.index]
        for row, change in reversed(self._exchanges):
            c[row] += (c[row] - float(c @ change)) / change[row]
        return self._factors.solve(c, transposed=True)

    def exchange(self, row: int, entering: int, change: np.ndarray) -> None:
        """Put a column in the place of a basic one; `change` is that column in the old basis."""
        self.holds[self.index[row]], self.holds[entering] = False, True
        self.index[row] = entering
        self._exchanges.append((row, change))
        if len(self._exchanges) == _EXCHANGES:
            self.renew()


def _descend(
    columns: np.ndarray,
    basis: np.ndarray,
    level: np.ndarray,
    costs: np.ndarray,
    allowed: np.ndarray,
    check: Check,
) -> np.ndarray | None:
    """Exchange until no allowed column lowers the cost; changes `basis` and `level`.

    Between two looks at all columns only those that lowered it most at the last are looked at.
    """
    basic = _Basis(columns, basis, check)
    some, strongest = np.empty(0, dtype=np.int64), columns[:, :0]
    least = -_OPTIMAL
    for _ in range(50 * len(basis) + 100):
        check()
        prices = basic.prices(costs)
        reduced = costs[some] - prices @ strongest
        reduced[basic.holds[some]] = 0.0
        if reduced.min(initial=0.0) > least:
            if not basic.fresh:
                basic.renew()
                prices = basic.prices(costs)
            every = costs - prices @ columns
            every[basis] = 0.0
            lowers = np.flatnonzero(allowed & (every < -_OPTIMAL))
            if not len(lowers):
                return every
            if len(lowers) > _TOGETHER:
                lowers = lowers[np.argpartition(every[lowers], _TOGETHER - 1)[:_TOGETHER]]
            some, strongest = lowers, columns[:, lowers]
            reduced = every[some]
            least = min(-_OPTIMAL, _STALE * float(reduced.min()))
        best = int(np.argmin(reduced))
        enter = int(some[best])
        change = basic.solve(strongest[:, best])
        falling = change > _PIVOT * float(np.abs(change).max())
        if not falling.any():
            return None  # the cost is unbounded: the columns are inconsistent
        steps = np.full(len(basis), np.inf)
        steps[falling] = level[falling] / change[falling]
        leave = int(np.argmin(steps))
        step = float(steps[leave])
        level -= step * change
        level[leave] = step
        np.maximum(level, 0.0, out=level)
        basic.exchange(leave, enter, change)
    return None
