"""Exact Lasso on explicit columns: an active-set method on a QR factorisation.

Minimises ½||c - Rz||² + λ||z||₁. On an active set with signs s the optimum is
z = T⁻¹(Uᵀc - λT⁻ᵀs) where R_active = UT. The method steps towards it, drops a column at
the first sign change, and adds the column that violates |R_jᵀr| ≤ λ most. A column that
depends on the active ones is exchanged along the null direction, which lowers ||z||₁ at
the same fit. The objective never rises, so no active set returns.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.triangular import solve_upper, thin_qr
from mirrors_engine.algorithms.updated_qr import UpdatedQr, length
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.dual_basis import DualBasis, approach
from mirrors_engine.utils.background import in_background

DEPENDENT = 1e-11  # norm of a column off the span of others, relative, that counts as zero
_ROUNDING = 32 * np.finfo(float).eps
MANY = 64  # columns, and rows, from which a descent without QR factors comes first


def negligible(norms: np.ndarray) -> np.ndarray:
    """How long a column of each norm may stick out of a span and still lie in it.

    Features that are tiny at the samples are differences of large numbers, so their
    rounding is that of the whole matrix.
    """
    return DEPENDENT * norms + _ROUNDING * float(np.linalg.norm(norms))


class ActiveSet:
    """Active columns of `matrix` with their QR factors, signs and weights."""

    def __init__(self, matrix: np.ndarray, target: np.ndarray, lam: float) -> None:
        self.matrix = matrix
        self.target = target
        self.lam = lam
        self.negligible = negligible(np.linalg.norm(matrix, axis=0))
        self._clear()

    def _clear(self) -> None:
        self.index: list[int] = []
        self.signs = np.empty(0)
        self.z = np.empty(0)
        self.factors = UpdatedQr.empty(len(self.target))  # U and T
        self._known: tuple[np.ndarray, np.ndarray] | None = None

    def start(self, z: np.ndarray, check: Check = no_check) -> None:
        """Take the support of `z`; dependent columns are exchanged, others kept as they are."""
        self._clear()
        support = np.flatnonzero(z)
        if not len(support):
            return
        columns = self.matrix[:, support]
        work = 4.0 * columns.size * len(support)
        u, t = in_background(lambda: thin_qr(columns), check, work)
        diagonal = np.abs(np.diag(t))
        safe = 1e3 * self.negligible[support]
        if len(diagonal) == len(support) and np.all(diagonal > safe):
            self.index = [int(j) for j in support]
            self.signs, self.z = np.sign(z[support]), z[support].copy()
            self.factors, self._known = UpdatedQr(u, t), None
            return
        for j in support:
            check()
            self.enter(int(j), float(np.sign(z[j])), float(z[j]))

    def approach(self, check: Check = no_check) -> None:
        """Start again near the optimum, which the dual basis of the active columns finds fast."""
        fast = DualBasis(self.matrix, self.target, self.lam, self.negligible)
        index = np.array(self.index, dtype=np.int64)
        fast.take(self.factors.q, self.factors.r, index, self.signs, self.z)
        before = self.objective(self.index, self.z)
        approach(fast, check)
        if self.objective(fast.index, fast.z) <= before:  # else digits were lost
            z = np.zeros(self.matrix.shape[1])
            z[fast.index] = fast.z
            self.start(z, check)

    def objective(self, index: np.ndarray | list[int], z: np.ndarray) -> float:
        """½||c - Rz||² + λ||z||₁ of weights of some columns."""
        residual = self.target - self.matrix[:, index] @ z
        return 0.5 * float(residual @ residual) + self.lam * float(np.abs(z).sum())

    def enter(self, j: int, sign: float, value: float = 0.0) -> None:
        """Add column j with a sign; if it is dependent, exchange it for one it can replace."""
        coefficients, rest = self.factors.project(self.matrix[:, j])
        norm = length(rest)
        if norm <= max(self.negligible[j], 1e-300) or len(self.index) == len(self.target):
            self._exchange(j, sign, value, coefficients)
            return
        self.factors.append(coefficients, rest)
        self._known = None
        self.index.append(j)
        self.signs = np.concatenate((self.signs, (sign,)))
        self.z = np.concatenate((self.z, (value,)))

    def _exchange(self, j: int, sign: float, value: float, coefficients: np.ndarray) -> None:
        """Move along the null direction until an active weight reaches zero; j takes its place."""
        if not self.index:
            return  # a zero column can only carry weight for nothing
        combination = solve_upper(self.factors.r, coefficients)
        # R_j = Σ combination_i R_i: raise z_j by sign, lower the others by their share
        direction = -sign * combination
        start = self.z.copy()
        weight = abs(value)
        gain = float(self.signs @ direction)
        if gain >= -1 and weight == 0:
            return  # the exchange would not lower ||z||₁
        if gain >= -1:
            # cheaper without j: give its weight to the others, keeping the fit
            self.z = start - weight * direction
            self._settle()
            return
        shrinking = self.signs * direction < 0
        steps = np.full(len(start), np.inf)
        steps[shrinking] = -start[shrinking] / direction[shrinking]
        leaver = int(np.argmin(steps))
        if not np.isfinite(steps[leaver]):
            return
        step = max(0.0, float(steps[leaver]))
        self.z = start + step * direction
        self.drop([leaver])
        self.enter(j, sign, sign * (weight + step))

    def _settle(self) -> None:
        """Signs follow the weights after a move that may have crossed zero."""
        crossed = self.z != 0
        self.signs, self._known = np.where(crossed, np.sign(self.z), self.signs), None

    def drop(self, positions: list[int]) -> None:
        """Remove active columns by position."""
        self._known = None
        for position in sorted(positions, reverse=True):
            self.factors.delete(position)
            del self.index[position]
            before, behind = slice(0, position), slice(position + 1, None)
            self.signs = np.concatenate((self.signs[before], self.signs[behind]))
            self.z = np.concatenate((self.z[before], self.z[behind]))

    def aim(self) -> np.ndarray:
        """The optimum on the active columns for the present signs."""
        inside, direction = self._inside_and_direction()
        return solve_upper(self.factors.r, inside - self.lam * direction)

    def _inside_and_direction(self) -> tuple[np.ndarray, np.ndarray]:
        """Uᵀc and T⁻ᵀs, which are asked for twice where no column came or went in between."""
        if self._known is None:
            direction = solve_upper(self.factors.r, self.signs, transposed=True)
            self._known = self.factors.q.T @ self.target, direction
        return self._known

    def descend(self, check: Check = no_check) -> None:
        """Step to the optimum of the active set, dropping columns whose sign would change."""
        while self.index:
            check()
            goal = self.aim()
            step = goal - self.z
            # a column that just entered must move with its sign, or it does not belong
            (zero,) = (self.z == 0).nonzero()
            wrong = zero[step[zero] * self.signs[zero] <= 0]
            if len(wrong):
                self.drop(wrong.tolist())
                continue
            (crossing,) = ((self.z != 0) & (goal * self.signs <= 0)).nonzero()
            if not len(crossing):
                self.z = goal
                return
            fractions = self.z[crossing] / (self.z[crossing] - goal[crossing])
            first = int(fractions.argmin())
            self.z = self.z + fractions[first] * step
            self.z[crossing[first]] = 0.0
            (gone,) = (self.z * self.signs <= 0).nonzero()
            self.drop(gone.tolist())

    def residual(self) -> np.ndarray:
        """c - Rz from the optimality system: (I - UUᵀ)c + λUT⁻ᵀs, accurate at tiny λ."""
        if not self.index:
            return self.target.copy()
        inside, direction = self._inside_and_direction()
        u = self.factors.q
        rest = self.target - u @ inside
        rest -= u @ (u.T @ rest)
        return rest + self.lam * (u @ direction)


def finish(
    matrix: np.ndarray,
    target: np.ndarray,
    lam: float,
    z: np.ndarray,
    check: Check = no_check,
    tolerance: float = 1e-12,
) -> tuple[np.ndarray, np.ndarray]:
    """The exact Lasso solution on the columns of `matrix`, started from `z`.

    Returns
    -------
    z : (K,) ndarray
        Its support is linearly independent.
    residual : ndarray
        target - matrix @ z.
    """
    active = ActiveSet(matrix, target, lam)
    active.start(z, check)
    if min(matrix.shape) >= MANY:
        active.approach(check)
    active.descend(check)
    refused: set[int] = set()
    residual = active.residual()
    for _ in range(20 * matrix.shape[1] + 100):
        check()
        correlations = matrix.T @ residual
        excess = np.abs(correlations) - lam * (1 + tolerance)
        excess[active.index] = -np.inf
        if refused:
            excess[list(refused)] = -np.inf
        if not len(excess):
            break
        j = int(np.argmax(excess))
        if excess[j] <= 0:
            break
        before = list(active.index)
        active.enter(j, float(np.sign(correlations[j])))
        active.descend(check)
        residual = active.residual()
        # a step of rounding size that leads nowhere is not tried again from here
        refused = refused | {j} if active.index == before else set()
    out = np.zeros(matrix.shape[1])
    out[active.index] = active.z
    return out, residual
