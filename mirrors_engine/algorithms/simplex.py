"""A primal simplex that starts from a known vertex of the face of optimal weights.

SciPy's HiGHS cannot be given a starting basis, and on these nearly parallel columns its
dual simplex was measured to cycle for minutes. From the vertex the solver has found, the
canonical one is usually no or a few exchanges away.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import Lu, pivoted_qr, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

_OPTIMAL = 1e-8  # reduced cost that counts as zero
_PIVOT = 1e-9  # smallest relative pivot
# Sizes of the random shift of the vertex that rules out cycling. A weight smaller than the
# shift may have the wrong sign at the vertex found, and then a smaller shift is tried.
_SHAKES = (1e-7, 1e-10, 1e-13)
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
    rest = np.setdiff1d(np.arange(columns.shape[1]), support)
    outside = columns[:, rest] - q @ (q.T @ columns[:, rest])
    _, _, pivot = pivoted_qr(outside)
    return np.concatenate((support, rest[pivot[:missing]]))


def _descend(
    columns: np.ndarray,
    basis: np.ndarray,
    level: np.ndarray,
    costs: np.ndarray,
    allowed: np.ndarray,
    check: Check,
) -> np.ndarray | None:
    """Exchange until no allowed column lowers the cost; changes `basis` and `level`."""
    for _ in range(50 * len(basis) + 100):
        check()
        factors = _factored(columns[:, basis], check)
        prices = factors.solve(costs[basis], transposed=True)
        reduced = costs - columns.T @ prices
        reduced[basis] = 0.0
        enter = int(np.argmin(np.where(allowed, reduced, np.inf)))
        if reduced[enter] >= -_OPTIMAL:
            return reduced
        change = factors.solve(columns[:, enter])
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
        basis[leave] = enter
    return None
