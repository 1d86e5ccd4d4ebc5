"""Arrays of numbers in files of MATLAB 5 to 7.

SciPy's reader takes the process with it where a file is damaged; this one reads arrays of
numbers only and checks every size against the bytes that are there.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator

import numpy as np

_TYPES = {
    1: "i1",
    2: "u1",
    3: "i2",
    4: "u2",
    5: "i4",
    6: "u4",
    7: "f4",
    9: "f8",
    12: "i8",
    13: "u8",
}
_MATRIX, _COMPRESSED = 14, 15
_NUMBERS = range(6, 16)  # classes of arrays: double, single and whole numbers
_COMPLEX = 0x0800
_HEADER = 128
_LARGEST = 512 * 2**20


def read_matlab(content: bytes) -> dict[str, np.ndarray]:
    """Return the variables that are arrays of numbers, by name.

    Raises
    ------
    ValueError
        If the file is damaged.
    """
    order = {b"IM": "<", b"MI": ">"}.get(content[126:_HEADER])
    if order is None:
        raise ValueError("no mark of its byte order")
    found: dict[str, np.ndarray] = {}
    for kind, data in _elements(content[_HEADER:], order):
        if kind == _COMPRESSED:
            unpacked = zlib.decompressobj().decompress(data, _LARGEST)
            for inner, part in _elements(unpacked, order):
                if inner == _MATRIX:
                    found.update(_matrix(part, order))
        elif kind == _MATRIX:
            found.update(_matrix(data, order))
    return found


def _elements(data: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """The type and the bytes of each element."""
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from(f"{order}II", data, at)
        start = at + 8
        if kind >> 16:  # up to four bytes are stored in the place of the size
            kind, size, start = kind & 0xFFFF, kind >> 16, at + 4
            following = at + 8
        else:
            following = start + size + (-size % 8 if kind != _COMPRESSED else 0)
        if start + size > len(data) or (start == at + 4 and size > 4):
            raise ValueError("cut off")
        yield kind, data[start : start + size]
        at = following


def _matrix(data: bytes, order: str) -> dict[str, np.ndarray]:
    """The array of one element, under its name; nothing where it is not of numbers."""
    parts = list(_elements(data, order))
    if len(parts) < 4 or len(parts[0][1]) < 4:
        return {}
    flags = struct.unpack_from(f"{order}I", parts[0][1])[0]
    if flags & 0xFF not in _NUMBERS:
        return {}
    shape = tuple(_values(*parts[1], order).astype(np.int64).tolist())
    name = parts[2][1].decode("utf-8", "replace")
    array = _values(*parts[3], order)
    if flags & _COMPLEX and len(parts) > 4:
        array = array + 1j * _values(*parts[4], order)
    if any(n < 0 for n in shape) or math.prod(shape) != array.size:
        raise ValueError("sizes that do not fit")
    return {name: array.reshape(shape, order="F")}


def _values(kind: int, data: bytes, order: str) -> np.ndarray:
    if kind not in _TYPES:
        raise ValueError("an unknown type of numbers")
    dtype = np.dtype(order + _TYPES[kind])
    if len(data) % dtype.itemsize:
        raise ValueError("cut off")
    return np.frombuffer(data, dtype=dtype).astype(dtype.newbyteorder("="))
