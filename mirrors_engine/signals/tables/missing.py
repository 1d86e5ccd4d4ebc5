"""Numbers that stand for missing values, such as -9999, recognised by lying far outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import Remedy
from mirrors_engine.signals.cleaning import FloatArray

if TYPE_CHECKING:
    from mirrors_engine.signals.tables.table import Table

_NINES = [float(f"{'9' * k}e-{d}") for k in range(2, 8) for d in range(min(k, 4))]
# what netCDF, CDF and grids fill with
_LARGE = (9.96921e36, 9.969209968386869e36, 1e20, 1e30, 1e31, 1e34, 1e35, 1e37)
_WHOLE = (32767.0, 32768.0, 2147483647.0, 2147483648.0)
_FILL = (*_LARGE, *_WHOLE, 7777.0, 8888.0, 999.25, 9999.25)  # the last two of well logs
_NEGATIVE = frozenset(-v for v in (*_NINES, *_FILL))
_POSITIVE = frozenset((*(v for v in _NINES if v >= 99.0), *_FILL))
_SURE = 1e19  # a fill value of this size needs no second one
_MOST = 3  # codes in one column


def missing_codes(values: FloatArray) -> tuple[float, ...]:
    """Return the values of a column that look like codes for missing.

    A run of nines (or a fill value of a file format) that is the smallest or the
    largest value, far outside of all others, and occurs twice; once is enough where
    it lies ten times as far outside as the others are apart.
    """
    if values.size < 4:
        return ()
    low, high = _range(values)
    outside: list[float] = []
    rest = values
    while len(outside) < _MOST and (low in _NEGATIVE or high in _POSITIVE):
        outside.append(low if low in _NEGATIVE else high)
        rest = rest[rest != outside[-1]]
        low, high = _range(rest)
    # one code does not hide another: each is judged by what lies inside of all of them
    finite = values[np.isfinite(values)]
    for count in range(len(outside), 0, -1):
        inside = finite[~np.isin(finite, outside[:count])]
        if all(_stands_apart(finite, code, inside) for code in outside[:count]):
            return tuple(outside[:count])
    return ()


def _range(values: FloatArray) -> tuple[float, float]:
    low, high = float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))
    if np.isfinite(low) and np.isfinite(high):
        return low, high  # neither infinite nor missing ones
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (np.nan, np.nan)


def _stands_apart(finite: FloatArray, code: float, inside: FloatArray) -> bool:
    count = int(np.count_nonzero(finite == code))
    if inside.size < 3 or count > 9 * inside.size:
        return False
    low, high = float(inside.min()), float(inside.max())
    gap = low - code if code < 0 else code - high
    span = max(high - low, 1e-6 * max(abs(low), abs(high)))
    if count >= 2 or abs(code) >= _SURE:
        return gap > (0.5 if code < 0 else 2.0) * span and gap > 0
    return abs(code) >= 999 and gap > 10.0 * span


def other_readings(table: Table) -> tuple[Remedy, ...]:
    """The other way to take numbers that may stand for missing values: as they are, or not."""
    taken = table.options.missing_codes
    if taken:
        return (Remedy(f"Keep {taken} as numbers", reading={"missing_codes": ""}),)
    numbers = (column.values for column in table.columns if column.kind == "number")
    found = dict.fromkeys(code for values in numbers for code in missing_codes(values))
    if not found:
        return ()
    said = ", ".join(f"{code:g}" for code in found)
    return (Remedy(f"Take {said} for missing", reading={"missing_codes": None}),)


def read_codes(text: str) -> tuple[float, ...]:
    """Return the numbers of a list such as "-9999, 999.9"; ValueError if it holds others."""
    return tuple(float(word) for word in re.split(r"[\s,;]+", text.strip()) if word)
