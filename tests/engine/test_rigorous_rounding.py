"""Directed rounding: fractions to floats, and logarithms."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mirrors_engine.rigorous import logarithms
from mirrors_engine.rigorous.numbers import down, integers, times_power, up


def test_directed_rounding():
    third = Fraction(1, 3)
    assert Fraction(down(third)) < third < Fraction(up(third))
    assert np.nextafter(down(third), 1) == up(third)
    assert down(Fraction(1, 4)) == up(Fraction(1, 4)) == 0.25
    assert down(-third) == -up(third)
    values = np.array([0.0, 0.1, -3e-310, 2.0**80, -7.0])
    n, p = integers(values)
    assert [times_power(int(k), p) for k in n] == [Fraction(v) for v in values]


@given(st.floats(-1e6, 1e6) | st.floats(-40, 40))
def test_softplus_is_rounded_up(value):
    got = Fraction(logarithms.softplus_up(value), 2**logarithms.BITS)
    with localcontext() as context:
        context.prec = 900
        context.Emin = -(10**9)
        size = abs(Decimal(value))
        if size > 1000:  # log1p(e) lies between e - e²/2 and e
            assert max(Fraction(value), 0) < got <= max(Fraction(value), 0) + Fraction(10) ** -30
            return
        context.prec = 500
        true = Fraction(max(Decimal(value), Decimal(0)) + (1 + (-size).exp()).ln())
    assert true <= got <= true + Fraction(10) ** -30 * max(1, true)


@given(st.integers(1, 10**30), st.integers(0, 10**30))
def test_minus_logarithms_are_rounded_down(part, more):
    got = Fraction(logarithms.minus_log_down(part, part + more), 2**logarithms.BITS)
    with localcontext() as context:
        context.prec = 120
        true = Fraction((Decimal(part + more) / Decimal(part)).ln())
    assert 0 <= got <= true + Fraction(10) ** -100
    assert true - got <= Fraction(10) ** -30
