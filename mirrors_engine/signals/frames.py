"""pandas to tables and back, without importing pandas before somebody else has."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.signals.formats.typed import File, Values, table_of
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import Table


def table_of_frame(data: Any) -> tuple[Table, bool]:
    """The table of a Series or DataFrame, and whether its first column is the index.

    Raises
    ------
    SignalError
        If it is neither, or its index has several levels.
    """
    if not hasattr(data, "index") or getattr(data, "ndim", 0) not in (1, 2):
        raise SignalError(f"A {type(data).__name__} is no Series or DataFrame of pandas: give one.")
    if getattr(data.index, "nlevels", 1) > 1:
        raise SignalError("The index has several levels: use reset_index() first.")
    named = getattr(data, "name", None) if data.ndim == 1 else None
    columns = []
    indexed = not _counts(data)
    if indexed:
        columns.append(Values(_name(data.index.name, "index"), _values(data.index)))
    if data.ndim == 1:
        columns.append(Values(_name(named, "y"), _values(data)))
    else:
        for j, label in enumerate(data.columns):
            columns.append(Values(_name(label, f"column {j}"), _values(data.iloc[:, j])))
    # what a program holds is meant as it is
    options = CsvOptions(missing_codes="", compact_dates=False)
    name = "The data frame" if named is None else str(named)
    return table_of(File(name, "", b"", options), columns), indexed


def _counts(data: Any) -> bool:
    """Whether the index only numbers the rows, all of them or those that a filter left.

    Whole numbers without a name do where they are 0, 1, 2, …, or where a frame has columns for
    both x and y.
    """
    index = data.index
    if index.name is not None or getattr(index.dtype, "kind", "O") not in "iu":
        return False
    if data.ndim == 2 and sum(_kind(dtype) in "biufM" for dtype in data.dtypes) >= 2:
        return True
    return bool(np.array_equal(index.to_numpy(), np.arange(len(index))))


def _kind(dtype: Any) -> str:
    """Of NumPy; of nullable types, dates with a zone and periods too."""
    return "M" if str(dtype).startswith("period") else str(getattr(dtype, "kind", "O"))


def _name(label: Any, otherwise: str) -> str:
    if label is None:
        return otherwise
    return " ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _values(column: Any) -> Any:
    """An array of numbers or dates, or a list of cells."""
    if hasattr(column, "to_timestamp") and type(column).__name__ == "PeriodIndex":
        column = column.to_timestamp()
    elif str(column.dtype).startswith("period"):
        column = column.dt.to_timestamp()
    dtype = column.dtype
    if getattr(dtype, "tz", None) is not None:
        zoned = getattr(column, "dt", column)  # a Series, or an index
        column = zoned.tz_convert("UTC")
        column = getattr(column, "dt", column).tz_localize(None)
        dtype = column.dtype
    if isinstance(dtype, np.dtype) and dtype.kind in "biufMm":
        return column.to_numpy()
    missing = np.asarray(column.isna())
    return [None if gone else v for v, gone in zip(column.tolist(), missing, strict=True)]


Choice = tuple[Table, str | int | None, str | int | None, str | int | None]
"""A table, and its columns for x, y and the weights as `Signal.from_table` takes them."""


def columns_of_frame(
    data: Any,
    x: str | int | None = None,
    y: str | int | None = None,
    weights: str | int | None = None,
) -> Choice:
    """The table of a frame and which of its columns to take; see `Signal.from_pandas`."""
    table, indexed = table_of_frame(data)
    if x is None and indexed and table.columns[0].usable:
        x = table.columns[0].position
        if y is None:
            taken = {x} if weights is None else {x, table.column(weights).position}
            numbers = [c for c in table.columns if c.kind == "number" and c.usable]
            y = next((c.position for c in numbers if c.position not in taken), None)
    return table, x, y, weights


def frame_of(result: Any) -> Any:
    """See `FitResult.to_frame`."""
    try:
        import pandas
    except ImportError:
        words = "A data frame needs the package pandas: install mirrors[pandas]."
        raise SettingError(words) from None
    signal = result.signal
    points = signal.x.reshape(len(signal), -1)
    columns: dict[str, Any] = {}
    for name, values in zip(signal.x_names, points.T, strict=True):
        dated = np.round(values * 86400e6).astype("datetime64[us]") if signal.x_is_time else values
        columns[_free(name, columns)] = dated
    first = next(iter(columns))
    columns[_free(signal.y_name, columns)] = signal.y
    columns[_free("weight", columns)] = signal.weights
    columns[_free("fitted", columns)] = result.fitted
    columns[_free("residual", columns)] = result.residuals
    frame = pandas.DataFrame(columns)
    return frame.set_index(first) if len(signal.x_names) == 1 else frame


def _free(name: str, taken: dict[str, Any]) -> str:
    stem, again = name, 1
    while name in taken:
        again += 1
        name = f"{stem} ({again})"
    return name
