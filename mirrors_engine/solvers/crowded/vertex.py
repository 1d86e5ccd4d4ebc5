"""Independent columns with the slope changes of given weights, of the least cost.

The weights of an interior point are spread over all that are tied. The linear program

    min costᵀx   over   x ≥ 0,   S x = S x₀

has the same fit, and for generic costs one solution, whose columns are independent. Its own
interior point begins at x₀ and factors S Θ Sᵀ, one row a node.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csc_array, csr_array, diags_array

from mirrors_engine.algorithms.triangular import solve_upper, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

_MOST_STEPS = 60
_ENOUGH = 1e-9  # products of amounts and prices over the cost, at the end
_RIDGE = 1e-14  # added to the unit diagonal of the system
_BACK = 0.99
_DEPENDENT = 1e-13  # relative squared part of a row that others do not explain, that is none
_ROUNDING = 1e-9  # share of the mean weight below which one is rounding


def of_least_cost(
    shares: csc_array, start: np.ndarray, cost: np.ndarray, check: Check = no_check
) -> np.ndarray:
    """Weights with the same sum of columns, on as many as there are rows or fewer.

    Parameters
    ----------
    shares : (m, n) sparse array
        The columns, with the signs of their weights.
    start : (n,) ndarray
        Positive.
    cost : (n,) ndarray
        Positive and generic.

    Returns
    -------
    (n,) ndarray
        Not negative; to the digits of the iteration.
    """
    # tied folds keep sums and moments of kinks, so that rows depend on others; and a kink that
    # rounding alone moves off a node makes a row that is none
    columns = csc_array(csr_array(shares)[_independent(csc_array(shares.T), check)])
    rows = csr_array(columns.T)
    x, s = start.copy(), cost.copy()
    for _ in range(_MOST_STEPS):
        check()
        products = float(x @ s)
        if products < _ENOUGH * float(cost @ x):
            break
        system = _System(columns, rows, x, s, check)
        if system.failed:
            break
        missing = columns @ (start - x)
        dx, ds = system.direction(-x * s, missing)
        after = float((x + _length(x, dx) * dx) @ (s + _length(s, ds) * ds))
        goal = products / len(x) * (after / products) ** 3
        dx, ds = system.direction(goal - x * s - dx * ds, missing)
        x, s = x + _length(x, dx) * dx, s + _length(s, ds) * ds
    used = np.flatnonzero(x / float(x.mean()) > s / float(cost.mean()))
    if not len(used):
        return np.zeros(len(x))
    # of dependent columns those of large amounts
    used = used[_independent(columns[:, used] * x[used], check)]
    basis = columns[:, used].toarray()
    work = 2.0 * float(basis.size) * len(used)
    exact = in_background(lambda: _solved(basis, columns @ start), check, work)
    out = np.zeros(len(x))
    # what has no digits may have the wrong sign
    out[used] = np.where(exact > _ROUNDING * float(np.abs(exact).mean()), exact, 0.0)
    return out


def _solved(basis: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Amounts of independent columns that sum to the target."""
    q, r = thin_qr(basis)
    return solve_upper(r, q.T @ target)


def _independent(columns: csc_array, check: Check) -> np.ndarray:
    """As many columns as there are independent ones, large ones first."""
    products = (columns.T @ columns).toarray()
    least = _DEPENDENT * float(products.diagonal().max())
    _, order, rank, _ = in_background(
        lambda: lapack.dpstrf(products.T, tol=least, lower=1, overwrite_a=1),
        check,
        len(products) ** 3 / 3.0,
    )
    return np.asarray(np.sort(order[:rank] - 1))


class _System:
    """The linear system of one step: S Θ Sᵀ scaled to a unit diagonal, and its factor."""

    def __init__(
        self, columns: csc_array, rows: csr_array, x: np.ndarray, s: np.ndarray, check: Check
    ) -> None:
        self._columns, self._rows, self._x, self._s = columns, rows, x, s
        product = columns @ diags_array(x / s) @ rows
        self._scale = 1.0 / np.sqrt(product.diagonal())
        scales = diags_array(self._scale)
        matrix = (scales @ product @ scales).toarray()
        size = len(matrix)
        matrix.flat[:: size + 1] += _RIDGE
        self._factor, self.failed = in_background(
            lambda: lapack.dpotrf(matrix.T, lower=1, overwrite_a=1, clean=0), check, size**3 / 3.0
        )

    def direction(self, amount: np.ndarray, missing: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What changes the products by `amount` and the sum of columns by `missing`."""
        side = missing - self._columns @ (amount / self._s)
        price = self._scale * lapack.dpotrs(self._factor, self._scale * side, lower=1)[0]
        fall = -(self._rows @ price)
        return (amount - self._x * fall) / self._s, fall


def _length(values: np.ndarray, change: np.ndarray) -> float:
    """How far values stay positive, 1 at most."""
    return min(1.0, _BACK / max(1e-300, float((-change / values).max())))
