"""Numbers that stand for missing values, such as -9999, recognised by lying far outside."""

from __future__ import annotations

import re

import numpy as np

from mirrors_engine.signals.cleaning import FloatArray

_NINES = [float(f"{'9' * k}e-{d}") for k in range(2, 8) for d in range(min(k, 4))]
# what netCDF, CDF and grids fill with
_FILL = (9.96921e36, 9.969209968386869e36, 1e20, 1e30, 1e31, 1e35, 1e37, 32767.0, 32768.0, 8888.0)
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
    found: list[float] = []
    if values.size < 4:
        return ()
    low, high = _range(values)
    while len(found) < _MOST and (low in _NEGATIVE or high in _POSITIVE):
        code = low if low in _NEGATIVE else high
        if not _stands_apart(values, code, found):
            code = high if code == low and high in _POSITIVE else np.nan
            if np.isnan(code) or not _stands_apart(values, code, found):
                break
        found.append(code)
        rest = values[~np.isin(values, found)]
        low, high = _range(rest)
    return tuple(found)


def _range(values: FloatArray) -> tuple[float, float]:
    low, high = float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))
    if np.isfinite(low) and np.isfinite(high):
        return low, high  # neither infinite nor missing ones
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (np.nan, np.nan)


def _stands_apart(values: FloatArray, code: float, found: list[float]) -> bool:
    finite = values[np.isfinite(values) & ~np.isin(values, found)]
    rest = finite[finite != code]
    count = finite.size - rest.size
    if rest.size < 3 or count > 9 * rest.size:
        return False
    low, high = float(rest.min()), float(rest.max())
    gap = low - code if code < 0 else code - high
    span = max(high - low, 1e-6 * max(abs(low), abs(high)))
    if count >= 2 or abs(code) >= _SURE:
        return gap > (0.5 if code < 0 else 2.0) * span and gap > 0
    return abs(code) >= 999 and gap > 10.0 * span


def read_codes(text: str) -> tuple[float, ...]:
    """Return the numbers of a list such as "-9999, 999.9"; ValueError if it holds others."""
    return tuple(float(word) for word in re.split(r"[\s,;]+", text.strip()) if word)
