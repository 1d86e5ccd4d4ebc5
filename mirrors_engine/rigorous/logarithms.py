"""Logarithms rounded outward, as multiples of 2^-BITS.

Python documents `Decimal.exp` and `Decimal.ln` as correctly rounded, unlike the C library's
functions of floats: the true value lies within half a unit in the last place, so the next
number up or down is a bound. Additions and quotients take the rounding of their context.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal

BITS = 120
_UNIT = 1 << BITS
# no traps: an exponential that underflows to 0 has a next number up all the same
_UP = Context(prec=45, rounding=ROUND_CEILING, traps=[])


def softplus_up(value: float) -> int:
    """log(1 + exp(value)) at most, times 2^BITS."""
    number = Decimal(value)
    power = _UP.next_plus(_UP.exp(number.copy_abs().copy_negate()))
    rest = _UP.next_plus(_UP.ln(_UP.add(1, power)))
    total = _UP.add(max(number, Decimal(0)), rest)
    return _ceiling(_UP.multiply(total, _UNIT))


def minus_log_down(part: int, whole: int) -> int:
    """-log(part/whole) at least, times 2^BITS, for 0 ≤ part ≤ whole; 0 for part = 0."""
    if part == 0:
        return 0
    share = _UP.divide(Decimal(part), Decimal(whole))
    log = _UP.next_plus(_UP.ln(share))
    return max(-_ceiling(_UP.multiply(log, _UNIT)), 0)


def _ceiling(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_CEILING))
