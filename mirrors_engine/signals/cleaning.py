"""What was done to the rows of a signal, with every row accounted for.

Nothing is dropped silently: `Cleaning` says how many rows were read, which ones
were left out and why, and which ones were merged, so that always

    rows_used + rows_dropped + merged + thinned == rows_read
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrors_engine.errors import SignalError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

# Row numbers named per reason; the rest is only counted, or one bad column
# would fill the data card.
ROWS_NAMED = 5
# Squares of anything larger overflow, or leave no room to sum them.
LARGEST = 1e150
SMALLEST_SPREAD = 1e-150


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows left out for one reason.

    Attributes
    ----------
    reason : str
        Such as "y is missing".
    count : int
        How many rows.
    rows : tuple of int
        Numbers of the first few of them, counted from 1.
    """

    reason: str
    count: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Account of every row between the input and the signal.

    Attributes
    ----------
    rows_read : int
        Rows of data in the input.
    rows_used : int
        Samples of the signal, after merging.
    dropped : tuple of Dropped
        Rows left out, by reason.
    merged : int
        Rows that disappeared into another one with the same x.
    shared : int
        Rows that had an x in common with another one (merged ones and those
        they were merged into).
    sorted : bool
        Whether the rows had to be put in the order of x.
    notes : tuple of str
        Anything else worth saying, each a sentence.
    where : str
        What the row numbers count: "row" of an array or "line" of a file.
    thinned : int
        Samples that disappeared into the mean of a block.
    """

    rows_read: int
    rows_used: int
    dropped: tuple[Dropped, ...] = ()
    merged: int = 0
    shared: int = 0
    sorted: bool = False
    notes: tuple[str, ...] = ()
    where: str = "row"
    thinned: int = 0

    @property
    def rows_dropped(self) -> int:
        """Number of rows left out, for any reason."""
        return sum(d.count for d in self.dropped)

    @property
    def clean(self) -> bool:
        """Whether every row was used as it stood."""
        return not (self.dropped or self.merged or self.thinned or self.sorted or self.notes)

    def sentences(self) -> tuple[str, ...]:
        """Return the account in short plain sentences, for the data card."""
        used = "all used" if self.rows_used == self.rows_read else f"{_count(self.rows_used)} used"
        said = [f"{_rows(self.rows_read)} read, {used}."]
        for d in self.dropped:
            named = name_rows(d.rows, d.count, self.where)
            said.append(f"{_rows(d.count)} dropped: {d.reason}{f' ({named})' if named else ''}.")
        if self.merged:
            groups = self.shared - self.merged
            which = "an x" if groups == 1 else f"{_count(groups)} values of x"
            mean = "their mean" if groups == 1 else "their means"
            said.append(f"{_rows(self.shared)} share {which} and were merged to {mean}.")
        if self.thinned:
            samples = _count(self.rows_used + self.thinned)
            said.append(f"{samples} samples were thinned to the means of blocks of neighbours.")
        if self.sorted:
            said.append("Rows were sorted by x.")
        said.extend(self.notes)
        return tuple(said)


def _count(n: int) -> str:
    """Write a count with its thousands set apart, as the window does."""
    return f"{n:,}".replace(",", " ")


def _rows(n: int) -> str:
    return f"{_count(n)} row" if n == 1 else f"{_count(n)} rows"


def name_rows(rows: Sequence[int], count: int, where: str) -> str:
    """Return "rows 5, 17, …", the first few of `count` rows, or ""."""
    if not rows:
        return ""
    listed = ", ".join(str(r) for r in rows)
    more = ", …" if count > len(rows) else ""
    return f"{where}{'' if count == 1 else 's'} {listed}{more}"


def drop_where(mask: NDArray[np.bool_], reason: str, numbers: IntArray | None) -> Dropped | None:
    """Return the entry for the rows in `mask`, None where there is none."""
    hit = np.flatnonzero(mask)
    if hit.size == 0:
        return None
    first = hit[:ROWS_NAMED]
    named = first + 1 if numbers is None else numbers[first]
    return Dropped(reason, int(hit.size), tuple(int(r) for r in named))


def usable_rows(
    x: FloatArray,
    y: FloatArray,
    weights: FloatArray | None,
    numbers: IntArray | None,
    where: str = "row",
    names: Sequence[str] = (),
) -> tuple[NDArray[np.bool_], tuple[Dropped, ...]]:
    """Return the mask of rows that can be used, and the account of the others.

    A row is counted under the first reason that applies to it. `names` are those of the
    columns of x where it has several.

    Raises
    ------
    SignalError
        If a weight is negative.
    """
    keep = np.ones(len(x), dtype=bool)
    dropped: list[Dropped] = []
    inputs = ((x, "x"),) if x.ndim == 1 else tuple(zip(x.T, names, strict=True))

    def leave_out(bad: NDArray[np.bool_], reason: str) -> None:
        entry = drop_where(bad & keep, reason, numbers)
        if entry is not None:
            dropped.append(entry)
            keep[bad] = False

    for values, what in (*inputs, (y, "y"), (weights, "weight")):
        if values is None or bool(np.isfinite(values).all()):
            continue
        leave_out(np.isnan(values), f"{what} is missing")
        leave_out(np.isinf(values), f"{what} is infinite")
    if weights is not None:
        negative = np.flatnonzero(keep & (weights < 0))
        if negative.size:
            i = int(negative[0])
            row = i + 1 if numbers is None else int(numbers[i])
            raise SignalError(
                f"Weights must not be negative, but {where} {row} has {weights[i]:g}: "
                "correct it, or set it to 0 to leave the row out."
            )
        leave_out(weights == 0, "weight is 0")
    return keep, tuple(dropped)


def check_range(values: FloatArray, what: str) -> None:
    """Refuse numbers whose squares overflow.

    Raises
    ------
    SignalError
        If any |value| exceeds `LARGEST`.
    """
    low, high = float(values.min()), float(values.max())
    worst = high if high >= -low else low
    if abs(worst) > LARGEST:
        raise SignalError(
            f"{what} reaches {worst:.3g}, whose square overflows: rescale {what} below 1e150."
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """Samples at distinct x, and what merging to them cost.

    Attributes
    ----------
    x, y, weights : ndarray of shape (n,)
        Strictly increasing x (of shape (n, d), its rows in lexicographic order, for
        several inputs), weighted means, summed weights.
    loss_constant : float
        ½ Σ ω (y - ȳ of its group)², by which the squared loss of the merged
        samples falls short of that of the rows.
    shared : int
        Rows that had an x in common with another one.
    near : int
        Rows merged although their x differed in its last digits.
    """

    x: FloatArray
    y: FloatArray
    weights: FloatArray
    loss_constant: float
    shared: int
    near: int


def merge_sorted(x: FloatArray, y: FloatArray, weights: FloatArray) -> Merged:
    """Merge rows of equal x to their weighted mean (manual, Numerics).

    x must be sorted. Values closer than a few units in the last place of the
    half range count as equal too: the solver maps x to [-1, 1], where they would
    coincide.

    Raises
    ------
    SignalError
        If x varies, but over less than can be told apart.
    """
    apart, gaps = _apart(x, "x")
    if bool(apart.all()):
        return Merged(x, y, weights, 0.0, 0, 0)
    return _merge(apart, x, y, weights, int(np.count_nonzero(~apart & (gaps > 0))))


def merge_points(
    x: FloatArray, y: FloatArray, weights: FloatArray, names: Sequence[str]
) -> tuple[Merged, bool]:
    """Merge rows of equal x of several columns; the rows may come in any order.

    Values of a column that count as equal in `merge_sorted` become equal here, so that
    every column has distinct values that can be told apart.

    Returns
    -------
    Merged, and whether the rows had to be put in lexicographic order.

    Raises
    ------
    SignalError
        If a column varies, but over less than can be told apart.
    """
    snapped = x.copy()
    for column, values, name in zip(snapped.T, x.T, names, strict=True):
        rank = np.argsort(values, kind="stable")
        apart, _ = _apart(values[rank], name)
        first = np.concatenate(([0], np.flatnonzero(apart) + 1))
        column[rank] = np.repeat(values[rank][first], np.diff(np.append(first, len(rank))))
    order = np.lexsort(snapped.T[::-1])
    unsorted = bool((np.diff(order) < 0).any())
    ordered = snapped[order]
    apart = (np.diff(ordered, axis=0) != 0).any(axis=1)
    differ = (np.diff(x[order], axis=0) != 0).any(axis=1)
    near = int(np.count_nonzero(~apart & differ))
    return _merge(apart, ordered, y[order], weights[order], near), unsorted


def _apart(x: FloatArray, what: str) -> tuple[NDArray[np.bool_], FloatArray]:
    """Which neighbours of sorted values can be told apart, and the gaps between them."""
    spread = float(x[-1] - x[0])
    if 0.0 < spread < SMALLEST_SPREAD:
        raise SignalError(
            f"{what} only varies by {spread:.3g}, too little to tell samples apart: rescale {what}."
        )
    gaps = np.diff(x)
    return gaps > 2.0 * np.finfo(np.float64).eps * spread, gaps


def _merge(
    apart: NDArray[np.bool_], x: FloatArray, y: FloatArray, weights: FloatArray, near: int
) -> Merged:
    """Merge sorted rows wherever neighbours are not apart."""
    starts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    sizes = np.diff(np.append(starts, len(x)))
    summed = np.add.reduceat(weights, starts)
    # The mean is formed from differences to the group's first value, so that
    # equal values stay exactly equal and large offsets cost no digits.
    share = weights / np.repeat(summed, sizes)
    base = y[starts]
    mean = base + np.add.reduceat(share * (y - np.repeat(base, sizes)), starts)
    deviation = y - np.repeat(mean, sizes)
    constant = 0.5 * float(np.sum(weights * deviation**2))
    return Merged(x[starts], mean, summed, constant, int(sizes[sizes > 1].sum()), near)
