"""A fast descent over many working columns, whose answer the exact active-set method finishes.

It takes the same steps, but keeps the active columns R with their dual basis D, DᵀR = 1 and
span D = span R, in place of QR factors: whatever changes is one outer product.

- a enters: w = Dᵀa, ρ = a - Rw, δ = ρ/ρᵀρ; D becomes D - δwᵀ, and δ behind it. The optimum moves
  by θ = (aᵀr - λs)/ρᵀρ along (-w, 1), the residual r by -θρ.
- the i-th leaves: g = D_i, h = Dᵀg/gᵀg; D becomes D - ghᵀ without its i-th column. The optimum
  goal moves by -goal_i h, the residual by goal_i g/gᵀg.

So a change costs O(NK) with no triangular system, and rotates no factor. D loses digits as the
columns come and go: it is built anew by QR from time to time, and what it finds is a start only.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import solve_upper, thin_qr
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

_GATHERED = 32  # outer products applied to D at once, as one product of matrices
_FRESH = 1500  # changes after which D is built anew: r was measured to be up to 2e-8 off by then
_TOGETHER = 64  # columns of most excess that are looked at between two looks at all columns
_ENTRIES = 8  # of one column, after which lost digits alone make it come and go
_STALE = 0.2  # share of the largest excess below which all columns are looked at again


class DualBasis:
    """Active columns of a matrix with their dual basis, weights and optimum.

    Parameters
    ----------
    matrix : (N, K) ndarray
        Working columns.
    target : (N,) ndarray
    lam : float
    negligible : (K,) ndarray
        How long a column may stick out of the span of others and still lie in it.

    Attributes
    ----------
    residual : (N,) ndarray
        Of the optimum on the active columns for their signs.
    changes : int
        Columns that entered or left since D was built.
    """

    def __init__(
        self, matrix: np.ndarray, target: np.ndarray, lam: float, negligible: np.ndarray
    ) -> None:
        rows, most = len(target), min(matrix.shape)
        self.matrix, self.lam, self._target = matrix, lam, target
        self._negligible = negligible
        self._r = np.empty((rows, most), order="F")
        self._d = np.empty((rows, most), order="F")  # D is this less x yᵀ
        self._x = np.empty((rows, _GATHERED), order="F")
        self._y = np.empty((most, _GATHERED), order="F")
        self._late = 0  # columns of x and y in use
        self._index = np.empty(most, dtype=np.int64)
        self._signs, self._z, self._goal = np.empty(most), np.empty(most), np.empty(most)
        self.size = 0
        self.residual = target
        self.changes = 0

    @property
    def index(self) -> np.ndarray:
        """The active columns."""
        return self._index[: self.size]

    @property
    def signs(self) -> np.ndarray:
        """Their signs."""
        return self._signs[: self.size]

    @property
    def z(self) -> np.ndarray:
        """Their weights."""
        return self._z[: self.size]

    @property
    def goal(self) -> np.ndarray:
        """The weights of the optimum for these signs."""
        return self._goal[: self.size]

    def take(
        self, u: np.ndarray, t: np.ndarray, index: np.ndarray, signs: np.ndarray, z: np.ndarray
    ) -> None:
        """Make columns ut active, u with orthonormal columns and t an upper triangle."""
        p = self.size = len(index)
        self._late = self.changes = 0
        self.residual = self._target
        if not p:
            return
        self._index[:p], self._signs[:p], self._z[:p] = index, signs, z
        self._r[:, :p] = self.matrix[:, index]
        self._d[:, :p] = solve_upper(t, u.T).T
        pull = self.lam * solve_upper(t, signs, transposed=True)
        inside = u.T @ self._target
        self._goal[:p] = solve_upper(t, inside - pull)
        rest = self._target - u @ inside
        rest -= u @ (u.T @ rest)
        self.residual = rest + u @ pull

    def renew(self, check: Check = no_check) -> None:
        """Build D anew from the active columns."""
        p = self.size
        columns = self._r[:, :p]
        u, t = in_background(lambda: thin_qr(columns), check, 4.0 * columns.size * p)
        self.take(u, t, self.index.copy(), self.signs.copy(), self.z.copy())

    def _coordinates(self, a: np.ndarray) -> np.ndarray:
        """Dᵀa."""
        found = self._d[:, : self.size].T @ a
        if self._late:
            x, y = self._x[:, : self._late], self._y[: self.size, : self._late]
            found -= y @ (x.T @ a)
        return np.asarray(found)

    def _subtract(self, x: np.ndarray, y: np.ndarray) -> None:
        """D less the outer product of x and y."""
        self._x[:, self._late], self._y[: self.size, self._late] = x, y
        self._late += 1
        self.changes += 1
        if self._late == _GATHERED:
            self._d[:, : self.size] -= self._x @ self._y[: self.size].T
            self._late = 0

    def enter(self, j: int, correlation: float) -> bool:
        """Add column j, of that correlation with the residual; False if it depends on others."""
        p, a = self.size, self.matrix[:, j]
        if p == len(self._index):
            return False
        columns = self._r[:, :p]
        w = self._coordinates(a)
        rest = a - columns @ w
        more = self._coordinates(rest)  # twice is enough, also where D is no longer exact
        w += more
        rest -= columns @ more
        square = float(rest @ rest)
        if square <= max(float(self._negligible[j]) ** 2, 1e-300):
            return False
        sign = float(np.sign(correlation))
        step = (correlation - self.lam * sign) / square
        rest /= square
        self._goal[:p] -= step * w
        self.residual = self.residual - (step * square) * rest
        self._subtract(rest, w)
        self._r[:, p], self._d[:, p], self._y[p] = a, rest, 0.0
        self._index[p], self._signs[p], self._z[p], self._goal[p] = j, sign, 0.0, step
        self.size += 1
        return True

    def leave(self, i: int) -> None:
        """Remove the i-th active column; the last one takes its place."""
        g = self._d[:, i] - self._x[:, : self._late] @ self._y[i, : self._late]
        square = float(g @ g)
        h = self._coordinates(g) / square
        value = self._goal[i]
        self._goal[: self.size] -= value * h
        self.residual = self.residual + (value / square) * g
        self._subtract(g, h)
        last = self.size - 1
        for rows in (self._goal, self._z, self._signs, self._index, self._y):
            rows[i] = rows[last]
        for columns in (self._r, self._d):
            columns[:, i] = columns[:, last]
        self.size = last

    def descend(self, check: Check = no_check) -> None:
        """Step to the optimum of the active columns, removing those whose sign would change."""
        while self.size:
            check()
            z, goal = self.z, self.goal
            crossing = np.flatnonzero(goal * self.signs <= 0)
            if not len(crossing):
                z[:] = goal
                return
            away = z[crossing] - goal[crossing]
            fractions = np.divide(z[crossing], away, out=np.zeros(len(crossing)), where=away != 0)
            first = int(np.argmin(fractions))
            z += fractions[first] * (goal - z)
            self.leave(int(crossing[first]))


def approach(active: DualBasis, check: Check = no_check, tolerance: float = 1e-12) -> None:
    """Exchange columns until no correlation exceeds λ by more than rounding and lost digits."""
    lam, left = active.lam, np.full(active.matrix.shape[1], _ENTRIES)
    while True:
        active.descend(check)
        if active.changes > _FRESH:
            active.renew(check)
            active.descend(check)
        excess = np.abs(active.matrix.T @ active.residual) - lam * (1 + tolerance)
        excess[active.index] = -np.inf
        excess[left == 0] = -np.inf
        strongest = np.argsort(-excess)[:_TOGETHER]
        strongest = strongest[excess[strongest] > 0]
        if not len(strongest):
            return
        least = _STALE * float(excess[strongest[0]])
        columns = np.asfortranarray(active.matrix[:, strongest])
        waiting = np.ones(len(strongest), dtype=bool)
        while True:
            check()
            correlations = columns.T @ active.residual
            excess = np.where(waiting, np.abs(correlations) - lam * (1 + tolerance), -np.inf)
            best = int(np.argmax(excess))
            if excess[best] <= (0.0 if waiting.all() else least):
                break
            waiting[best] = False
            left[strongest[best]] -= 1
            if active.enter(int(strongest[best]), float(correlations[best])):
                active.descend(check)
            else:
                left[strongest[best]] = 0
        if waiting.all():  # summed in another order nothing exceeds it any more
            return
