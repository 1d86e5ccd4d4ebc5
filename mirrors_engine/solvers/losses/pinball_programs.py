"""The pinball loss as a linear program over some features, in two forms.

    min Σ ω (τ p + (1-τ) m) + λ ||z||₁,   f + p - m = y,   D f = D A z,   p, m ≥ 0

where D takes slopes and slope changes along the samples, so that the columns are sparse; and
its dual

    max yᵀu,   |A_jᵀu| ≤ λ,   Bᵀu = 0,   (τ-1) ω ≤ u ≤ τ ω

for what is free, B, with a row a feature and a bounded variable a row of the data. The dual is
the smaller one where rows are many and features few, and distances between samples are not
divided by, so that samples that all but coincide do not cost digits.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from scipy.sparse import csc_array, eye_array, hstack, vstack

from mirrors_engine.algorithms.linear_program import LinearProgram
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.products import rmatvec
from mirrors_engine.errors import SizeError, thin_to
from mirrors_engine.losses import Quantile, RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.differences import differences

MAX_ENTRIES = 1 << 26  # numbers of the columns that join at once: half a GB
MAX_SAMPLES = 1 << 18  # of the program itself, which has all rows and takes minutes then
MAX_ROWS = 1 << 24  # numbers in the rows of features of the dual program
_LEAST_UNIT = 1e-12  # smallest unit of the costs
_FEW = 64  # features that join the dual program at once
_NEAR = 0.9  # share of λ from which a feature is kept for the next λ


class Program(ABC):
    """A linear program over some features, which grows; the same rows of data at every λ.

    Attributes
    ----------
    keys : (K, width) ndarray
        The features.
    at_once : int
        How many should join at once.
    """

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        assert isinstance(rows.loss, Quantile)
        self.dictionary = dictionary
        self.loss = rows.loss
        self.rows = rows.rows
        self.free = rows.free
        self.keys = as_keys([], dictionary.key_width)
        self.at_once = max(_FEW, rows.rows.samples)
        self._program: LinearProgram | None = None
        self._solved = 0  # how many of the features it has

    def extend(self, keys: np.ndarray) -> int:
        """Add those features that are not there yet; returns how many.

        Raises
        ------
        SizeError
            If they would take too much memory.
        """
        known = set(map(tuple, self.keys.tolist()))
        fresh = list(dict.fromkeys(k for k in map(tuple, keys.tolist()) if k not in known))
        if not fresh:
            return 0
        self._check_size(len(fresh))
        new = as_keys(fresh, self.dictionary.key_width)
        self.keys = np.concatenate((self.keys, new))
        return len(fresh)

    def forget(self, v: np.ndarray, lam: float, used: np.ndarray) -> None:
        """Keep the features in use and those that v correlates with nearly as much as λ."""
        near = np.abs(rmatvec(self.dictionary, self.keys, v)) >= _NEAR * lam
        near[used] = True
        if self._program is not None:
            self._keep(self._program, near[: self._solved])
            self._solved = int(near[: self._solved].sum())
        self.keys = self.keys[near]

    def solve(self, lam: float, check: Check) -> tuple[np.ndarray, np.ndarray]:
        """Weights z and the rows' prices u at λ.

        Raises
        ------
        ProgramError
            If no optimum is found.
        """
        program, self._program = self._program, None  # not kept if it is interrupted or fails
        if program is None or not self._suits(lam):
            program, self._solved = self._begun(lam), 0
        if self._solved < len(self.keys):
            self._add(program, self.keys[self._solved :])
        found = self._optimum(program, lam, check)
        self._program, self._solved = program, len(self.keys)
        return found

    def _suits(self, lam: float) -> bool:
        """Whether the present program has numbers of a suitable size at λ."""
        return True

    @abstractmethod
    def _check_size(self, more: int) -> None:
        """Refuse more features than memory holds."""

    @abstractmethod
    def _begun(self, lam: float) -> LinearProgram:
        """The program without features."""

    @abstractmethod
    def _add(self, program: LinearProgram, keys: np.ndarray) -> None:
        """Features behind the others."""

    @abstractmethod
    def _keep(self, program: LinearProgram, kept: np.ndarray) -> None:
        """Leave out the features that are not kept."""

    @abstractmethod
    def _optimum(
        self, program: LinearProgram, lam: float, check: Check
    ) -> tuple[np.ndarray, np.ndarray]:
        """Weights and prices."""


class BySlopes(Program):
    """The program itself: columns of f and of a free line, p and m, then z⁺ and z⁻ of each."""

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        super().__init__(dictionary, rows)
        t, w = dictionary.grid.t, self.rows.w
        # points have no slopes in a row
        self._axis = (t, dictionary.degree if t.ndim == 1 else 0)
        self._costs = np.concatenate((self.loss.quantile * w, (1 - self.loss.quantile) * w))

    def _check_size(self, more: int) -> None:
        n, most = self.rows.samples, min(MAX_ENTRIES // more, MAX_SAMPLES)
        if n > most:
            raise SizeError(
                f"The linear program of the quantile loss would take {more} features of {n} "
                "samples at once: thin the signal.",
                [thin_to(n, most)],
            )

    def _begun(self, lam: float) -> LinearProgram:
        n, m = self.rows.samples, len(self.rows.y)
        one = eye_array(m, format="csc")
        place = csc_array((np.ones(m), (np.arange(m), self.rows.sample)), shape=(m, n))
        operator, inputs = _difference_matrix(*self._axis), self.free.inputs
        lines = csc_array((n - 1, 0) if inputs is None else operator @ inputs)
        below = hstack((-operator, lines, csc_array((n - 1, 2 * m))))
        apart = csc_array((m, lines.shape[1]))
        rest = vstack((below, hstack((place, apart, one, -one))), format="csc")
        target = np.concatenate((np.zeros(n - 1), self.rows.y))
        least = np.concatenate((np.full(rest.shape[1] - 2 * m, -np.inf), np.zeros(2 * m)))
        return LinearProgram(np.zeros(rest.shape[1]), rest, target, target, least)

    def _add(self, program: LinearProgram, keys: np.ndarray) -> None:
        differenced = csc_array(differences(self.dictionary.columns(keys), *self._axis))
        columns = vstack((differenced, csc_array((len(self.rows.y), len(keys)))), format="csc")
        program.add(columns @ csc_array(np.kron(np.eye(len(keys)), [1.0, -1.0])))

    def _keep(self, program: LinearProgram, kept: np.ndarray) -> None:
        every = np.ones(program.columns, dtype=bool)
        every[len(every) - 2 * len(kept) :] = np.repeat(kept, 2)
        program.keep(every)

    def _optimum(
        self, program: LinearProgram, lam: float, check: Check
    ) -> tuple[np.ndarray, np.ndarray]:
        m, k = len(self.rows.y), len(self.keys)
        # the solver's tolerances are absolute: prices of a tiny λ must not lie within them
        unit = min(max(lam, _LEAST_UNIT), 1.0)
        free = np.zeros(program.columns - 2 * m - 2 * k)
        costs = np.concatenate((free, self._costs, np.full(2 * k, lam)))
        found = program.minimise(costs / unit, check)
        z = found.x[len(found.x) - 2 * k :].reshape(k, 2)
        return z[:, 0] - z[:, 1], unit * found.prices[-m:]


class ByPrices(Program):
    """The dual program: its rows are what is free, then the features in units of λ."""

    def __init__(self, dictionary: Dictionary, rows: RowLoss) -> None:
        super().__init__(dictionary, rows)
        self.at_once = _FEW
        self._unit = 1.0

    @property
    def _numbers(self) -> int:
        """Rows of data, each of which has a number in a row of a feature."""
        return len(self.rows.y)

    def _check_size(self, more: int) -> None:
        count, m = len(self.keys) + more, self._numbers
        if count * m > MAX_ROWS:
            raise SizeError(
                f"The linear program of the quantile loss would take {count} features of {m} "
                "rows: choose a larger λ or thin the signal.",
                [thin_to(m, MAX_ROWS // count)],
            )

    def _suits(self, lam: float) -> bool:
        return 1e-2 <= lam / self._unit <= 1e2

    def _begun(self, lam: float) -> LinearProgram:
        self._unit = lam
        w, free = self.rows.w, self.rows.per_row(self.free.matrix(self.rows.samples))
        zero = np.zeros(free.shape[1])
        least, most = (bound * w for bound in (self.loss.quantile - 1, self.loss.quantile))
        return LinearProgram(-self.rows.y, free.T, zero, zero, least, most)

    def _add(self, program: LinearProgram, keys: np.ndarray) -> None:
        columns = self.rows.per_row(self.dictionary.columns(keys))
        columns = (columns - columns.mean(axis=0)) / self._unit
        one = np.ones(len(keys))
        program.add_rows(columns.T, -one, one)

    def _keep(self, program: LinearProgram, kept: np.ndarray) -> None:
        program.keep_rows(np.append(np.ones(program.rows - len(kept), dtype=bool), kept))

    def _optimum(
        self, program: LinearProgram, lam: float, check: Check
    ) -> tuple[np.ndarray, np.ndarray]:
        k = len(self.keys)
        most = np.full(k, lam / self._unit)
        program.bound_rows(program.rows - k, -most, most)
        found = program.again(check)
        return -found.prices[len(found.prices) - k :] / self._unit, found.x


def _difference_matrix(t: np.ndarray, degree: int) -> csc_array:
    """The matrix that `differences` multiplies by."""
    n = len(t)
    jump = csc_array(eye_array(n - 1, n, k=1) - eye_array(n - 1, n))
    if degree == 0 or n < 2:
        return jump
    slope = csc_array(jump.multiply(1 / np.diff(t)[:, None]))
    change = csc_array(eye_array(n - 1) - eye_array(n - 1, k=-1))
    return csc_array(change @ slope)
