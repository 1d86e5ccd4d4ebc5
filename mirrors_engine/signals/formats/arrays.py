"""NumPy, MATLAB and HDF5 files: variables of one or two axes as columns. Nothing is run."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.formats.matlab import read_matlab
from mirrors_engine.signals.formats.typed import File, Values, needed, of_equal_length, table_of
from mirrors_engine.signals.tables.table import Table

_FEW = 8  # rows of a matrix that is wider than long by _WIDE are its columns
_WIDE = 2


def npy(file: File) -> Table:
    """One array of NumPy."""
    array = np.load(io.BytesIO(file.content), allow_pickle=False)
    return _table(file, {"": array})


def npz(file: File) -> Table:
    """Several arrays of NumPy."""
    with np.load(io.BytesIO(file.content), allow_pickle=False) as archive:
        return _table(file, {name: archive[name] for name in archive.files})


def mat(file: File) -> Table:
    """Variables of MATLAB up to version 7."""
    return _table(file, read_matlab(file.content))


def hdf5(file: File) -> Table:
    """Datasets of HDF5, with MATLAB 7.3 among them."""
    h5py = needed("h5py", "h5py", "hdf5")
    found: dict[str, Any] = {}

    def take(name: str | bytes, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and item.dtype.kind in "biufVSO" and item.ndim <= 2:
            label = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
            found[label] = item[()]

    with h5py.File(io.BytesIO(file.content), "r") as opened:
        opened.visititems(take)
    return _table(file, found)


def _table(file: File, variables: Mapping[str, Any]) -> Table:
    part = file.options.part
    if part:
        chosen = {k: v for k, v in variables.items() if k == part or k.startswith(part + "/")}
        if not chosen:
            raise SignalError(
                f"{file.name} has no part {part}: choose one of {', '.join(list(variables)[:12])}."
            )
        variables = chosen
    columns: list[Values] = []
    notes: list[str] = []
    for name, value in variables.items():
        columns += _columns(name, np.asarray(value), notes)
    taken, said = of_equal_length(file, columns)
    return table_of(file, taken, [*notes, *said])


def _columns(name: str, array: np.ndarray, notes: list[str]) -> list[Values]:
    """The columns of one variable; none where it is neither numbers nor a table."""
    if array.dtype.names:
        array = array.squeeze() if array.ndim > 1 else array
        if array.ndim != 1:
            return []
        prefix = f"{name}." if name else ""
        fields = [(f"{prefix}{f}", np.asarray(array[f])) for f in array.dtype.names or ()]
        return [c for label, values in fields for c in _columns(label, values, notes)]
    if array.dtype.kind == "S":
        array = np.char.decode(array, "utf-8", "replace")
    if array.dtype.kind == "c":
        return [
            *_columns(f"{name} real".strip(), array.real, notes),
            *_columns(f"{name} imaginary".strip(), array.imag, notes),
        ]
    if array.dtype.kind not in "biufMmU" or array.ndim > 2 or array.ndim == 0:
        return []
    if array.ndim == 2 and 1 in array.shape:
        array = array.reshape(-1)
    if array.ndim == 1:
        return [Values(name or "value", array)]
    if array.shape[0] <= _FEW and array.shape[1] > _WIDE * array.shape[0]:
        array = array.T
        notes.append(f"The rows of the array {name or '(the only one)'} were read as columns.")
    return [Values(f"{name}{'_' * bool(name)}{j}", array[:, j]) for j in range(array.shape[1])]
