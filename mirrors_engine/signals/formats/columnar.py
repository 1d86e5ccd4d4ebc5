"""Parquet and Feather through pyarrow."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from mirrors_engine.signals.formats.typed import File, Values, needed, table_of
from mirrors_engine.signals.tables.table import Table


def parquet(file: File) -> Table:
    """A Parquet file."""
    reader = needed("pyarrow.parquet", "pyarrow", "parquet")
    return table_of(file, _columns(reader.read_table(io.BytesIO(file.content))))


def feather(file: File) -> Table:
    """A Feather or Arrow file."""
    reader = needed("pyarrow.feather", "pyarrow", "parquet")
    return table_of(file, _columns(reader.read_table(io.BytesIO(file.content))))


def _columns(table: Any) -> list[Values]:
    types = needed("pyarrow.types", "pyarrow", "parquet")
    found = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        kind = column.type
        if types.is_integer(kind):
            values: Any = column.to_pylist() if column.null_count else column.to_numpy()
        elif types.is_decimal(kind) and kind.precision > 15:
            values = [None if v is None else str(v) for v in column.to_pylist()]
        elif types.is_floating(kind) or types.is_decimal(kind):
            values = column.cast("float64").to_numpy()
        elif types.is_boolean(kind):
            values = [None if v is None else int(v) for v in column.to_pylist()]
        elif types.is_timestamp(kind) or types.is_date(kind) or types.is_duration(kind):
            values = column.to_numpy()
            if values.dtype.kind not in "mM":
                values = values.astype("m8[us]" if types.is_duration(kind) else "M8[us]")
        else:
            values = column.to_pylist()
        found.append(Values(str(name), values if len(values) else np.empty(0)))
    return found
