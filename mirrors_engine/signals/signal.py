"""A signal: samples (x, y, weight) at distinct sorted x, ready for the solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.arrays import as_numbers
from mirrors_engine.signals.cleaning import Cleaning, FloatArray, IntArray
from mirrors_engine.signals.row_merging import attributes_of_rows
from mirrors_engine.signals.tables.row_selection import select_rows
from mirrors_engine.signals.tables.table import Table
from mirrors_engine.utils.chunks import extremes

if TYPE_CHECKING:
    from mirrors_engine.signals.tables.options import CsvOptions

_ARRAYS = ("x", "y", "weights", "raw_x", "raw_y", "raw_weights")


@dataclass(frozen=True, eq=False, init=False)
class Signal:
    """Samples of one real function of one real variable, or of several.

    Rows may come in any order, with duplicates and missing values; `cleaning`
    says what became of each. Rows with a non-finite x, y or weight, or weight 0,
    are left out, rows of equal x are merged to their weighted mean. With several
    variables a row's x is a point; the distinct points come in lexicographic order.

    Parameters
    ----------
    x : array_like of shape (n,), (n, 1) or (n, d)
        Numbers, or dates (datetime64, `datetime`), which become days since
        1970-01-01. A single column is the same as none.
    y : array_like of shape (n,) or (n, 1)
        Values.
    weights : array_like of shape (n,), optional
        Non-negative weights of the rows in the loss; 1 each by default.
    x_name, y_name : str
        What the axes are called. For several columns of x a sequence of names;
        "x1", "x2", … by default.
    x_is_time : bool
        Whether x counts days since 1970-01-01; set by itself for dates.
    name, source : str
        Title of the signal, and where it comes from.

    Attributes
    ----------
    x, y, weights : ndarray of shape (N,)
        The samples: x strictly increasing, weights > 0; x of shape (N, d) for
        several variables. Read-only.
    raw_x, raw_y, raw_weights : ndarray of shape (M,)
        The usable rows as they came, before sorting and merging. Read-only.
    x_name : str
        Name of x; all names joined for several variables.
    x_names : tuple of str
        One name per column of x.
    cleaning : Cleaning
        Account of every row.
    loss_constant : float
        ½ Σ ω (y - ȳ)² lost by merging, to be added to the squared loss of the
        samples to obtain that of the rows; 0 without duplicates.
    whole : Signal or None
        The signal before rows were left out by hand (`excluding`), None where none were.
    excluded : ndarray of int or None
        Which of its rows those are.

    Raises
    ------
    SignalError
        If lengths differ, nothing is left, a weight is negative or numbers are
        out of range.

    Notes
    -----
    Immutable; compared and hashed by identity. A single row, a constant x
    (which merges to one sample) and a constant y are valid. These are the training data of
    the networks of [1]_.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    x: FloatArray
    y: FloatArray
    weights: FloatArray
    raw_x: FloatArray
    raw_y: FloatArray
    raw_weights: FloatArray
    x_name: str
    x_names: tuple[str, ...]
    y_name: str
    x_is_time: bool
    name: str
    source: str
    cleaning: Cleaning
    loss_constant: float
    whole: Signal | None = None
    excluded: IntArray | None = None

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        weights: ArrayLike | None = None,
        *,
        x_name: str | Sequence[str] = "x",
        y_name: str = "y",
        x_is_time: bool = False,
        name: str = "",
        source: str = "",
    ) -> None:
        x_values, from_dates = as_numbers(x, "x", dates=True, columns=True)
        found = attributes_of_rows(
            x_values,
            as_numbers(y, "y")[0],
            None if weights is None else as_numbers(weights, "weights")[0],
            x_name=x_name,
            y_name=y_name,
            x_is_time=x_is_time or from_dates,
            name=name,
            source=source,
        )
        self.__setstate__(found)

    @classmethod
    def _from_rows(
        cls, x: FloatArray, y: FloatArray, weights: FloatArray | None, **rest: Any
    ) -> Signal:
        """Make a signal of rows a loader has numbered and partly dropped already."""
        self = cls.__new__(cls)
        self.__setstate__(attributes_of_rows(x, y, weights, **rest))
        return self

    @classmethod
    def from_file(
        cls,
        path: str | Path,
        x: str | int | Sequence[str | int] | None = None,
        y: str | int | None = None,
        weights: str | int | None = None,
        *,
        options: CsvOptions | None = None,
    ) -> Signal:
        """Read a signal from a file: CSV and its relatives, workbooks, arrays, sound.

        Parameters
        ----------
        path : str or Path
            File; of a text its delimiter, decimal mark, encoding, preamble and header
            are detected.
        x, y, weights : str or int, optional
            Columns, by name or position counted from 0. Without both x and y those that
            `Table.default_columns` chooses; with y only, or x "row", the row number
            0, 1, 2, … is x; with x only the first other column of numbers is y.
            A sequence of columns gives x of shape (N, d).
        options : CsvOptions, optional
            Overrides what would be detected.

        Returns
        -------
        Signal
            Its `cleaning` accounts for every row.

        Raises
        ------
        SignalError
            If the file cannot be read; the message names file, line and remedy.
        """
        from mirrors_engine.signals.reader import read_table  # of use for files only

        return cls.from_table(read_table(path, options), x, y, weights)

    from_csv = from_file

    @classmethod
    def from_pandas(
        cls,
        data: Any,
        x: str | int | None = None,
        y: str | int | None = None,
        weights: str | int | None = None,
    ) -> Signal:
        """Make a signal of a Series or of columns of a DataFrame of pandas.

        Parameters
        ----------
        data : Series or DataFrame
            Its index is the first column, unless it only counts; periods begin, and zoned
            times are UTC.
        x, y, weights : str or int, optional
            Columns by name or position. Without x the index is x, or else as in
            `from_table`.

        Returns
        -------
        Signal
            With the names of the columns.

        Raises
        ------
        SignalError
            If there is no such column, or it holds no numbers.
        """
        from mirrors_engine.signals.frames import columns_of_frame  # of use for frames only

        return cls.from_table(*columns_of_frame(data, x, y, weights))

    @classmethod
    def from_table(
        cls,
        table: Table,
        x: str | int | Sequence[str | int] | None = None,
        y: str | int | None = None,
        weights: str | int | None = None,
    ) -> Signal:
        """Make a signal of columns of a table.

        Parameters
        ----------
        table : Table
            What was read.
        x, y, weights : str or int, optional
            Columns by name or position. Without x and y those of
            `Table.default_columns`; with y only, or x "row", the row number 0, 1, 2, …
            is x; with x only y is the first column of numbers that is not in use.
            Several columns may be x.

        Returns
        -------
        Signal
            Its `cleaning` names lines of the file and accounts for every row, those
            of the wrong width included.

        Raises
        ------
        SignalError
            If a column does not exist or does not hold numbers.
        """
        rows = select_rows(table, x, y, weights)
        try:
            made = cls._from_rows(
                rows.x,
                rows.y,
                rows.weights,
                numbers=rows.lines,
                where="line",
                dropped=rows.dropped,
                notes=(*table.notes, *rows.notes),
                x_name=rows.x_names,
                y_name=rows.y_name,
                x_is_time=rows.x_is_time,
                name=Path(table.name).stem,
                source=table.source,
            )
            return made.thinned(table.options.thin or 1)
        except SignalError as error:
            raise SignalError(f"{table.name}: {error}", error.remedies) from None

    def thinned(self, block: int) -> Signal:
        """The means of blocks of neighbours, each with the sum of their weights.

        Parameters
        ----------
        block : int
            Samples in a block; the last one may have fewer.

        Returns
        -------
        Signal
            A sample a block.

        Raises
        ------
        SignalError
            If `block` is no whole number of at least 1, or there are several columns of x.
        """
        if type(block) is not int or block < 1:
            raise SignalError(f"Blocks of {block} samples cannot be: give 1 or more.")
        if block == 1:
            return self
        if self.dimension > 1:
            raise SignalError("Only signals of one column of x are thinned: choose one column.")
        starts = np.arange(0, len(self), block)
        weights = np.add.reduceat(self.weights, starts)
        sizes = np.diff(np.append(starts, len(self)))
        share = self.weights / np.repeat(weights, sizes)

        def mean(values: FloatArray) -> FloatArray:
            first = values[starts]  # of the differences, so that large offsets cost no digits
            return first + np.add.reduceat(share * (values - np.repeat(first, sizes)), starts)

        made = Signal._from_rows(
            mean(self.x),
            mean(self.y),
            weights,
            x_name=self.x_names,
            y_name=self.y_name,
            x_is_time=self.x_is_time,
            name=self.name,
            source=self.source,
        )
        gone = self.cleaning.rows_used - made.n_samples
        account = replace(self.cleaning, rows_used=made.n_samples, thinned=gone)
        made.__setstate__({**made.__getstate__(), "cleaning": account})
        return made

    def named_like(self, other: Signal) -> Signal:
        """The same samples under the names, title and source of another signal.

        Parameters
        ----------
        other : Signal
            With as many input columns.

        Returns
        -------
        Signal

        Raises
        ------
        SignalError
            If the numbers of columns differ.
        """
        if self.dimension != other.dimension:
            raise SignalError(
                f"x has {self.dimension} columns but {other.dimension} names: give one for each."
            )
        labels = ("x_name", "x_names", "y_name", "x_is_time", "name", "source")
        made = Signal.__new__(Signal)
        made.__setstate__({**self.__dict__, **{key: getattr(other, key) for key in labels}})
        return made

    def __len__(self) -> int:
        return int(self.y.size)

    @property
    def n_samples(self) -> int:
        """Number N of distinct x."""
        return int(self.y.size)

    @cached_property
    def y_range(self) -> tuple[float, float]:
        """The least and the largest value of the rows."""
        return extremes(self.raw_y)

    @cached_property
    def weight_range(self) -> tuple[float, float]:
        """The least and the largest weight of the samples."""
        return extremes(self.weights)

    @property
    def dimension(self) -> int:
        """Number of input columns."""
        return len(self.x_names)

    def __repr__(self) -> str:
        title = f"{self.name}: " if self.name else ""
        return f"Signal({title}{self.n_samples} samples, {self.x_name} to {self.y_name})"

    def __copy__(self) -> Signal:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Signal:
        # Nothing in it can change, so a copy would only cost memory.
        return self

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        # numpy does not pickle the read-only flag, hence here.
        for key, value in state.items():
            object.__setattr__(self, key, _frozen(value) if key in _ARRAYS else value)


def _frozen(values: FloatArray) -> FloatArray:
    """Return `values` as a contiguous array that cannot be written to."""
    owned = np.ascontiguousarray(values, dtype=np.float64)
    owned.flags.writeable = False
    return owned
