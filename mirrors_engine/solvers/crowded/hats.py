"""The Lasso of piecewise-linear features in terms of slope changes at nodes.

Nodes are the samples beside a kink: as far as the samples tell, a kink between two of them bends
at both. A sum of features S z then has slope changes c = S z there, S with a few entries a column,
and the loss is a tridiagonal quadratic form M of the residual e = y - f at the nodes. So the
optimality system is

    M e + load = Dᵀφ,   D (y - e) = S z,   |Sᵀφ| ≤ λ,

D the second differences and φ the multipliers, the second integral of the residual.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_solve_banded, cholesky_banded, solveh_banded
from scipy.sparse import coo_array, csc_array, csr_array

from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.nodal.nodes import Mass, Samples

_BLOCK = 64  # columns of the compliance formed at once
_REACH = 32  # nodes from the diagonal beyond which it is rounding, or left to the refinement


class Hats:
    """Working columns by their slope changes at the samples beside their kinks.

    Parameters
    ----------
    problem : Scaled
        Its dictionary is compressible, of degree 1.
    samples : Samples
        Of the problem.
    keys : (K, width) ndarray of int
        The working columns.

    Attributes
    ----------
    size : int
        Number of slope changes: one a node but the last, less the first where lines are free.
    shares : (size, K) sparse array
        S.
    """

    def __init__(self, problem: Scaled, samples: Samples, keys: np.ndarray) -> None:
        self._samples, self._w = samples, problem.w
        at = problem.dictionary.breakpoints(keys)
        self.nodes = _nodes(samples.x, at.positions)
        self._x, self._y = samples.x[self.nodes], samples.y[self.nodes]
        self._mass: Mass = samples.mass(self.nodes)
        self._h = self._mass.widths
        self._first = int(problem.free.line)  # the first slope costs nothing then
        self.size = len(self.nodes) - 1 - self._first
        band = np.zeros((2, len(self.nodes)))
        band[0, 1:], band[1] = self._mass.off, self._mass.diagonal
        self._band = band
        self._factor = cholesky_banded(band, check_finite=False)
        shares = _shares(self._x, at.positions, at.changes, at.slopes)
        self.shares = csc_array(shares[self._first :])
        self.rows = csr_array(self.shares.T)

    def differences(self, f: np.ndarray) -> np.ndarray:
        """D f: the first slope and the slope changes of values (m, …) at the nodes."""
        slopes = np.diff(f, axis=0)
        slopes /= self._h.reshape(-1, *[1] * (f.ndim - 1))
        slopes[1:] -= slopes[:-1].copy()
        return np.asarray(slopes[self._first :])

    def integrated(self, phi: np.ndarray) -> np.ndarray:
        """Dᵀφ."""
        slope = np.concatenate((np.zeros(self._first), phi))
        slope[:-1] -= slope[1:].copy()
        slope /= self._h
        out = np.zeros(len(self.nodes))
        out[1:] = slope
        out[:-1] -= slope
        return out

    def through_mass(self, values: np.ndarray) -> np.ndarray:
        """M⁻¹ values."""
        return np.asarray(cho_solve_banded((self._factor, False), values, check_finite=False))

    def residual(self, phi: np.ndarray) -> np.ndarray:
        """e at the nodes, for multipliers φ."""
        return self.through_mass(self.integrated(phi) - self._mass.load)

    def changes(self, e: np.ndarray) -> np.ndarray:
        """The slope changes D (y - e) of the fit."""
        return self.differences(self._y - e)

    def largest(self, changes: np.ndarray) -> float:
        """How much a fit with these slope changes varies, but for what is free.

        Beside two samples that are close to each other slope changes are large that cancel.
        """
        slopes = np.cumsum(np.concatenate((np.zeros(self._first), changes)))
        values = np.concatenate(([0.0], np.cumsum(slopes * self._h)))
        if self._first:
            values -= values[-1] * (self._x - self._x[0]) / (self._x[-1] - self._x[0])
        return float(np.ptp(values))

    def loss(self, e: np.ndarray) -> float:
        """½ Σ w (y - f)² over all samples."""
        mass = self._mass
        return 0.5 * (float(e @ (mass.times(e) + 2 * mass.load)) + mass.rest)

    def compliance(self) -> csr_array:
        """D M⁻¹ Dᵀ near its diagonal, (size, size): M⁻¹ falls by two thirds or more a node."""
        m, per = len(self.nodes), 1.0 / self._h
        parts = []
        for begin in range(0, m - 1, _BLOCK):
            low, end = max(begin - _REACH, 0), min(begin + _BLOCK, m - 1)
            high = min(end + 1 + _REACH, m)
            column = np.arange(begin, end)
            row, place = column - low, column - begin
            values = np.zeros((high - low, end - begin))
            values[row + 1, place], values[row, place] = per[column], -per[column]
            later = slice(int(begin == 0), None)
            before = per[column[later] - 1]
            values[row[later], place[later]] -= before
            values[row[later] - 1, place[later]] = before
            band = self._band[:, low:high]
            values = solveh_banded(band, values, check_finite=False)
            slopes = np.diff(values, axis=0) * per[low : high - 1, None]
            slopes[1:] -= slopes[:-1].copy()
            first = int(low > 0)  # what is left of it is not here
            found = coo_array(slopes[first:])
            rows, columns = found.coords
            parts.append((rows + low + first, columns + begin, found.data))
        rows, columns, data = (np.concatenate(part) for part in zip(*parts, strict=True))
        table = csr_array((data, (rows, columns)), shape=(m - 1, m - 1))
        table = table[self._first :, self._first :]
        return csr_array(0.5 * (table + table.T))

    def complied(self, phi: np.ndarray) -> np.ndarray:
        """D M⁻¹ Dᵀ φ."""
        return self.differences(self.through_mass(self.integrated(phi)))

    def multipliers(self, v: np.ndarray) -> np.ndarray:
        """φ of any dual vector at the samples."""
        phi = hinge_correlations(self._samples.x, v)[self.nodes]
        return np.asarray(phi[self._first : -1])

    def dual(self, phi: np.ndarray) -> np.ndarray:
        """w (y - f) at all samples."""
        at = self._samples
        deviation = at.y - np.interp(at.x, self._x, self._y)
        return np.asarray(self._w * (np.interp(at.x, self._x, self.residual(phi)) + deviation))


def _nodes(x: np.ndarray, kinks: np.ndarray) -> np.ndarray:
    """The samples beside kinks inside the data, the first and the last."""
    inside = kinks[(kinks > x[0]) & (kinks < x[-1])]
    after = np.searchsorted(x, inside)
    before = np.searchsorted(x, inside, side="right") - 1
    chosen = np.zeros(len(x), dtype=bool)
    chosen[[0, -1]] = chosen[after] = chosen[before] = True
    return np.flatnonzero(chosen)


def _shares(x: np.ndarray, kinks: np.ndarray, changes: np.ndarray, slopes: np.ndarray) -> csr_array:
    """First slope and slope changes at all nodes but the last, one feature a column."""
    m, count = len(x), len(kinks)
    column = np.broadcast_to(np.arange(count)[:, None], kinks.shape)
    left = kinks <= x[0]
    inside = ~left & (kinks < x[-1])
    at, change, of = kinks[inside], changes[inside], column[inside]
    cell = np.clip(np.searchsorted(x, at, side="right") - 1, 0, m - 2)
    place = (at - x[cell]) / (x[cell + 1] - x[cell])
    first = slopes + np.where(left, changes, 0.0).sum(axis=1)
    values = np.concatenate((change * (1 - place), change * place, first))
    rows = np.concatenate((cell, cell + 1, np.zeros(count, dtype=np.int64)))
    columns = np.concatenate((of, of, np.arange(count)))
    kept = (values != 0) & (rows < m - 1)
    table = (values[kept], (rows[kept], columns[kept]))
    return csr_array(table, shape=(m - 1, count))
