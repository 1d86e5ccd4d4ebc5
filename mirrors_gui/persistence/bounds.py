"""JSON values from a file, small enough for every slot of Qt and NumPy they may reach."""

from __future__ import annotations

from typing import Any

from mirrors_engine.text.printable import printable

DEPTH = 6  # of lists and records in each other
WIDTH = 1000  # entries of one list or record
LENGTH = 2000  # characters of a text
WHOLE = 2**31 - 1  # the largest int of a slot
REAL = 1e150  # whose square is finite

_DROPPED = object()


def bounded(value: Any) -> Any:
    """The value without the parts that are too deep, long, large or of no JSON type.

    A part that does not fit is left out of its record; a list that holds one is left out whole,
    as its places mean something. None stands for a value that does not fit itself.
    """
    found = _bounded(value, DEPTH)
    return None if found is _DROPPED else found


def _bounded(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= WHOLE else _DROPPED
    if isinstance(value, float):
        return value if abs(value) <= REAL else _DROPPED  # NaN is not
    if isinstance(value, str):
        return value if len(value) <= LENGTH and printable(value) == value else _DROPPED
    if depth == 0 or not isinstance(value, list | dict) or len(value) > WIDTH:
        return _DROPPED
    if isinstance(value, list):
        entries = [_bounded(entry, depth - 1) for entry in value]
        return _DROPPED if any(entry is _DROPPED for entry in entries) else entries
    pairs = ((key, _bounded(entry, depth - 1)) for key, entry in value.items())
    return {key: entry for key, entry in pairs if isinstance(key, str) and entry is not _DROPPED}
