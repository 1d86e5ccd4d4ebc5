"""Floats as exact numbers n·2^p, and back with directed rounding."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

import numpy as np

from mirrors_engine.progress import Check, no_check

Numbers = tuple[np.ndarray, int]
"""Integers n (an object array) and p, for n·2^p."""
_BLOCK = 1 << 14
_DIGITS = 15  # printed; a float holds that many


def integers(values: np.ndarray, check: Check = no_check) -> tuple[np.ndarray, int]:
    """The integers n (an object array, of any length) and p with values = n·2^p exactly."""
    fraction, exponent = np.frexp(np.asarray(values, dtype=float))
    mantissa = (fraction * 2.0**53).astype(np.int64)
    power = exponent.astype(np.int64) - 53
    live = mantissa != 0
    if not live.any():
        return np.zeros(len(mantissa), dtype=object), 0
    # short integers are fast ones: years and counts have few bits
    spare = np.frexp((mantissa & -mantissa).astype(float))[1] - 1
    spare = np.where(live, spare, 0)
    mantissa, power = mantissa >> spare, power + spare
    p = int(power[live].min())
    shift = np.where(live, power - p, 0)
    whole = np.empty(len(mantissa), dtype=object)
    for some in blocks(len(whole), check):
        whole[some] = np.left_shift(mantissa[some].astype(object), shift[some].astype(object))
    return whole, p


def blocks(n: int, check: Check = no_check) -> Iterator[slice]:
    """Slices of 0..n: integers of any length keep the interpreter to themselves."""
    for first in range(0, n, _BLOCK):
        check()
        yield slice(first, min(first + _BLOCK, n))


def sums_from_right(values: np.ndarray, check: Check = no_check) -> np.ndarray:
    """Σ_{i≥n} values_i of integers."""
    sums = np.array(values[::-1], dtype=object)
    carry = 0
    for some in blocks(len(sums), check):
        sums[some] = np.cumsum(sums[some]) + carry
        carry = sums[some][-1]
    return sums[::-1]


def grouped(values: np.ndarray, group: np.ndarray, n: int) -> np.ndarray:
    """Sums of integers over each of n groups."""
    sums = np.zeros(n, dtype=object)
    np.add.at(sums, group, values)
    return sums


def whole_points(x: np.ndarray) -> tuple[np.ndarray, int]:
    """Integers and the scale they are divided by, from the shortest decimals of the values.

    On the plane it matters whether three points lie on one line: those at 0.1, 0.2 and 0.3
    do, but the floats nearest to them do not.
    """
    values = [Decimal(repr(v)) for v in x.ravel().tolist()]
    # exponents of finite numbers are integers
    digits = max(0, *(-int(v.as_tuple().exponent) for v in values))
    scale = 10**digits
    whole = np.array([int(Fraction(v) * scale) for v in values], dtype=object)
    return whole.reshape(x.shape), scale


def shifted(n: np.ndarray, power: int) -> np.ndarray:
    """n·2^power for an object array of integers, power ≥ 0."""
    return n << power if power else n


def aligned(a: np.ndarray, p: int, b: np.ndarray, q: int) -> tuple[np.ndarray, np.ndarray, int]:
    """a·2^p and b·2^q on their common power of two."""
    low = min(p, q)
    return shifted(a, p - low), shifted(b, q - low), low


def times_power(n: int, p: int) -> Fraction:
    """n·2^p."""
    return Fraction(n << p) if p >= 0 else Fraction(n, 1 << -p)


def rounded_to(values: np.ndarray, bits: int, check: Check = no_check) -> tuple[np.ndarray, int]:
    """As `integers`, to about `bits` bits of the largest of them."""
    n, p = integers(values, check)
    check()
    extra = max(abs(int(k)) for k in (n.min(), n.max())).bit_length() - bits
    if extra <= 0:
        return n, p
    for some in blocks(len(n), check):
        n[some] = (n[some] + (1 << (extra - 1))) >> extra
    return n, p + extra


def nearest_floats(n: np.ndarray, power: int, check: Check = no_check) -> np.ndarray:
    """n / 2^power, correctly rounded (Python's quotient of integers is)."""
    floats = np.empty(len(n))
    up_by, down_by = 1 << max(-power, 0), 1 << max(power, 0)
    for some in blocks(len(n), check):
        floats[some] = [k * up_by / down_by for k in n[some].tolist()]
    return floats


def down(value: Fraction) -> float:
    """The largest float not above."""
    near = float(value)
    return math.nextafter(near, -math.inf) if Fraction(near) > value else near


def up(value: Fraction) -> float:
    """The smallest float not below."""
    return 0.0 - down(-value)  # no negative zero


def text_down(value: float) -> str:
    """Decimal digits that are not above the value."""
    return _text(value, ROUND_FLOOR)


def text_up(value: float) -> str:
    """Decimal digits that are not below the value."""
    return _text(value, ROUND_CEILING)


def _text(value: float, rounding: str) -> str:
    digits = Context(prec=_DIGITS, rounding=rounding).plus(Decimal(value)).normalize()
    if digits == 0:
        return "0"
    return f"{digits:f}" if -5 <= digits.adjusted() <= _DIGITS else f"{digits:e}"
