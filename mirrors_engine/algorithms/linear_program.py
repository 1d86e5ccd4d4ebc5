"""Linear programs, solved by HiGHS, that can be interrupted and grow by columns.

    min costsᵀx,   low ≤ matrix x ≤ high,   least ≤ x ≤ most

HiGHS runs on a thread of its own (`in_background`). A callback of it that asks to interrupt
is set beforehand and activated only when the program is no longer wanted, so that an
undisturbed solve never waits for the interpreter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy.sparse import csc_array

from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Check
from mirrors_engine.utils.background import LONG_WORK, in_background

TOLERANCE = 1e-10  # of feasibility, the smallest that HiGHS accepts
_OPTIMAL = "Optimal"  # HiGHS's word
_BY_BASIS, _DUAL = 0, 1  # HiGHS's strategies: primal where the basis is feasible; dual
_DIRECT = 4000  # entries of a matrix up to which a program was measured to take milliseconds


class ProgramError(MirrorsError):
    """A program has no optimum, or none was found."""


@dataclass(frozen=True, eq=False)
class Optimum:
    """A basic optimal solution.

    Attributes
    ----------
    x : (n,) ndarray
        Solution.
    prices : (m,) ndarray
        Change of the optimal value with each row's bound.
    value : float
        costsᵀx.
    """

    x: np.ndarray
    prices: np.ndarray
    value: float


@dataclass(frozen=True)
class Method:
    """How HiGHS is to solve a program.

    Attributes
    ----------
    solver : str
        "simplex" (the dual one) or "ipm", whose solution is made a basic one.
    presolve : bool
        Whether the program is reduced first.
    most : int or None
        Iterations of the simplex method after which it has failed.
    seconds : float or None
        Time after which it has failed: over columns that nearly depend on each other HiGHS was
        seen to invert one singular basis after the other, for minutes.
    """

    solver: str = "simplex"
    presolve: bool = True
    most: int | None = None
    seconds: float | None = None


DUAL_SIMPLEX = Method()


def minimise(
    costs: np.ndarray,
    matrix: Any,
    low: np.ndarray,
    high: np.ndarray,
    check: Check,
    *,
    least: np.ndarray | float = 0.0,
    most: np.ndarray | float = np.inf,
    methods: Sequence[Method] = (DUAL_SIMPLEX,),
) -> Optimum:
    """The optimum, by the first of `methods` that finds it.

    Parameters
    ----------
    costs : (n,) ndarray
    matrix : (m, n) array or sparse array
    low, high : (m,) ndarray
        Bounds of the rows; equal for an equation.
    check : callable
        Called every 50 ms while HiGHS runs; may raise `Cancelled`, which interrupts it.
    least, most : float or (n,) ndarray
        Bounds of the variables.

    Raises
    ------
    ProgramError
        With the reason in HiGHS's words.
    """
    status = "no method"
    for method in methods:
        program = LinearProgram(costs, matrix, low, high, least, most, method)
        status = program.run(check)
        if status == _OPTIMAL:
            return program.optimum()
    raise _failed(status)


class LinearProgram:
    """A program whose costs and columns may change; each solve begins at the last basis.

    The columns of a new program are `minimise`'s. After a change of costs, or with new columns
    at 0, the last solution is feasible still, and the primal simplex method goes on from it.
    """

    def __init__(
        self,
        costs: np.ndarray,
        matrix: Any,
        low: np.ndarray,
        high: np.ndarray,
        least: np.ndarray | float = 0.0,
        most: np.ndarray | float = np.inf,
        method: Method = DUAL_SIMPLEX,
    ) -> None:
        columns = csc_array(matrix)
        self._costs = np.asarray(costs, dtype=float)
        self.rows = columns.shape[0]
        self._entries = columns.nnz
        self._highs = _model(self._costs, columns, low, high, least, most, method)

    @property
    def columns(self) -> int:
        """Number of variables."""
        return len(self._costs)

    def add(self, matrix: Any) -> None:
        """More columns behind the others, of variables ≥ 0 that cost nothing yet."""
        columns = csc_array(matrix)
        count = columns.shape[1]
        _accepted(
            self._highs.addCols(
                count,
                np.zeros(count),
                np.zeros(count),
                np.full(count, np.inf),
                columns.nnz,
                columns.indptr[:-1].astype(np.int32),
                columns.indices.astype(np.int32),
                columns.data,
            )
        )
        self._entries += columns.nnz
        self._costs = np.append(self._costs, np.zeros(count))

    def add_rows(self, matrix: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """More rows behind the others, without zeros to speak of."""
        count, n = matrix.shape
        _accepted(
            self._highs.addRows(
                count,
                np.asarray(low, dtype=float),
                np.asarray(high, dtype=float),
                matrix.size,
                (np.arange(count) * n).astype(np.int32),
                np.tile(np.arange(n, dtype=np.int32), count),
                np.ascontiguousarray(matrix).ravel(),
            )
        )
        self._entries += matrix.size
        self.rows += count

    def keep_rows(self, kept: np.ndarray) -> None:
        """Leave out the rows where `kept`, an (m,) ndarray of bool, is False."""
        if kept.all():
            return
        basis = self._highs.getBasis()
        status = [s for s, stays in zip(basis.row_status, kept, strict=True) if stays]
        gone = np.flatnonzero(~kept).astype(np.int32)
        self._highs.deleteRows(len(gone), gone)
        self.rows = len(status)
        basis.row_status = status
        self._highs.setBasis(basis)

    def bound_rows(self, first: int, low: np.ndarray, high: np.ndarray) -> None:
        """Keep the rows from `first` on within these bounds."""
        which = np.arange(first, self.rows, dtype=np.int32)
        self._highs.changeRowsBounds(len(which), which, low, high)

    def keep(self, kept: np.ndarray) -> None:
        """Leave out the columns where `kept`, an (n,) ndarray of bool, is False."""
        if kept.all():
            return
        basis = self._highs.getBasis()
        status = [s for s, stays in zip(basis.col_status, kept, strict=True) if stays]
        gone = np.flatnonzero(~kept).astype(np.int32)
        self._highs.deleteCols(len(gone), gone)
        self._costs = self._costs[kept]
        basis.col_status = status
        self._highs.setBasis(basis)

    def minimise(self, costs: np.ndarray, check: Check) -> Optimum:
        """The optimum for these costs."""
        self._costs = np.asarray(costs, dtype=float)
        every = np.arange(len(costs), dtype=np.int32)
        self._highs.changeColsCost(len(costs), every, self._costs)
        return self.again(check)

    def again(self, check: Check) -> Optimum:
        """The optimum as rows and bounds are now; without the last basis if that leads nowhere."""
        self._highs.setOptionValue("simplex_strategy", _BY_BASIS)
        status = self.run(check)
        if status != _OPTIMAL:
            self._highs.clearSolver()
            self._highs.setOptionValue("simplex_strategy", _DUAL)
            status = self.run(check)
        if status != _OPTIMAL:
            raise _failed(status)
        return self.optimum()

    def run(self, check: Check) -> str:
        """Solve; returns the status in HiGHS's words. Interrupted, it must not be used again."""
        work = LONG_WORK * self._entries / _DIRECT
        in_background(self._highs.run, check, work, partial(_interrupt, self._highs))
        return str(self._highs.modelStatusToString(self._highs.getModelStatus()))

    def optimum(self) -> Optimum:
        """What the last run found."""
        found = self._highs.getSolution()
        x, prices = np.array(found.col_value), np.array(found.row_dual)
        return Optimum(x, prices, float(self._costs @ x))


def _accepted(answer: Any) -> None:
    """HiGHS refuses numbers above 1e15, and says so by this answer alone."""
    if answer.name == "kError":
        raise _failed("numbers out of range")


def _failed(status: str) -> ProgramError:
    return ProgramError(f"The linear program was not solved ({status.lower()}).")


def _model(
    costs: np.ndarray,
    matrix: csc_array,
    low: np.ndarray,
    high: np.ndarray,
    least: np.ndarray | float,
    most: np.ndarray | float,
    method: Method,
) -> Any:
    """HiGHS with the program."""
    import highspy  # most sessions need no program

    rows, columns = matrix.shape
    highs = highspy._core._Highs()
    options: dict[str, bool | float | str] = {
        "output_flag": False,
        "threads": 1,
        "solver": method.solver,
        "presolve": "on" if method.presolve else "off",
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
    }
    if method.most is not None:
        options["simplex_iteration_limit"] = method.most
    if method.seconds is not None:
        options["time_limit"] = method.seconds
    for name, value in options.items():
        highs.setOptionValue(name, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_ = np.asarray(costs, dtype=float)
    lp.col_lower_ = np.broadcast_to(np.asarray(least, dtype=float), columns)
    lp.col_upper_ = np.broadcast_to(np.asarray(most, dtype=float), columns)
    lp.row_lower_, lp.row_upper_ = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data
    _accepted(highs.passModel(lp))
    highs.setCallback(_stop_it, None)
    return highs


def _stop_it(kind: Any, message: str, state: Any, answer: Any, data: Any) -> None:
    answer.user_interrupt = True


def _interrupt(highs: Any) -> None:
    """Make a program that runs on another thread end at its next iteration."""
    from highspy import cb

    highs.startCallback(cb.HighsCallbackType.kCallbackSimplexInterrupt)
    highs.startCallback(cb.HighsCallbackType.kCallbackIpmInterrupt)
