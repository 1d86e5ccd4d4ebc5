"""Rows to samples: unusable rows left out, the others sorted, and those of equal x merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import (
    Cleaning,
    Dropped,
    FloatArray,
    IntArray,
    check_range,
    merge_points,
    merge_sorted,
    usable_rows,
)


def attributes_of_rows(
    x: FloatArray,
    y: FloatArray,
    weights: FloatArray | None,
    *,
    numbers: IntArray | None = None,
    where: str = "row",
    dropped: tuple[Dropped, ...] = (),
    notes: tuple[str, ...] = (),
    x_name: str | Sequence[str] = "x",
    **labels: Any,
) -> dict[str, Any]:
    """Clean, sort and merge rows: the attributes of a `Signal`, by name.

    Parameters
    ----------
    x : ndarray of shape (n,) or (n, d)
    y : ndarray of shape (n,)
    weights : ndarray of shape (n,) or None
        1 each where None.
    numbers : ndarray of int, optional
        Number of each row in the file, which messages name.
    where : str
        What these numbers count.
    dropped : tuple of Dropped
        Rows that were left out before.
    notes : tuple of str
        What the user should know.
    x_name : str or sequence of str
    **labels
        Further attributes, taken as they are.

    Raises
    ------
    SignalError
        As `Signal` says.
    """
    names = _names(x, x_name)
    for values, what in ((y, "y"), (weights, "weights")):
        if values is not None and values.size != len(x):
            raise SignalError(
                f"x has {len(x)} values but {what} has {values.size}: "
                "give one of each for every row."
            )
    rows_read = len(x) + sum(d.count for d in dropped)
    keep, unusable = usable_rows(x, y, weights, numbers, where, names)
    dropped = dropped + unusable
    if not keep.any():
        why = "; ".join(f"{d.reason} in {d.count}" for d in dropped)
        raise SignalError(
            "There is no row to use: give at least one finite x and y"
            + (f" ({rows_read} read, {why})." if why else ".")
        )
    everything = bool(keep.all())
    raw_x = x if everything else x[keep]
    raw_y = y if everything else y[keep]
    if weights is None:
        raw_w = np.ones(raw_y.size)
    else:
        raw_w = weights if everything else weights[keep]
    for values, what in ((raw_x, "x"), (raw_y, "y"), (raw_w, "weight")):
        check_range(values, what)
    with np.errstate(over="ignore"):
        if not np.isfinite(np.dot(raw_w, raw_y * raw_y)):
            raise SignalError("The weighted squares of y overflow: rescale y or the weights.")

    if raw_x.ndim == 1:
        unsorted = bool((np.diff(raw_x) < 0).any())
        order = np.argsort(raw_x, kind="stable") if unsorted else slice(None)
        merged = merge_sorted(raw_x[order], raw_y[order], raw_w[order])
    else:
        merged, unsorted = merge_points(raw_x, raw_y, raw_w, names)
    if merged.near:
        rows = "row has" if merged.near == 1 else "rows have"
        notes = (
            *notes,
            f"{merged.near} {rows} an x that differs from the one before only "
            "by rounding and counts as equal.",
        )
    return {
        "x": merged.x,
        "y": merged.y,
        "weights": merged.weights,
        "raw_x": raw_x,
        "raw_y": raw_y,
        "raw_weights": raw_w,
        "x_name": ", ".join(names),
        "x_names": names,
        "loss_constant": merged.loss_constant,
        "cleaning": Cleaning(
            rows_read=rows_read,
            rows_used=merged.y.size,
            dropped=dropped,
            merged=raw_y.size - merged.y.size,
            shared=merged.shared,
            sorted=unsorted,
            notes=notes,
            where=where,
        ),
        **labels,
    }


def _names(x: FloatArray, given: str | Sequence[str]) -> tuple[str, ...]:
    """One name per column of x."""
    columns = 1 if x.ndim == 1 else x.shape[1]
    if isinstance(given, str):
        return (given,) if x.ndim == 1 else tuple(f"{given}{c + 1}" for c in range(columns))
    if len(given) != columns:
        raise SignalError(
            f"x has {columns} column{'s'[: columns > 1]} but {len(given)} names: give one for each."
        )
    return tuple(given)
