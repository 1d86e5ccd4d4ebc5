"""Numbers to so many figures: none of the whole part is lost, none is a power of ten early."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrors_engine.text.figures import significant


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (9999.9, 4, "9999.9"),
        (99999.96, 4, "100000"),
        (999999.9, 4, "1e+06"),
        (99.96, 2, "100"),
        (9.996, 3, "10"),
        (-123456.0, 3, "-123456"),
        (9.99996e-5, 4, "0.0001"),
        (9.9e-5, 2, "9.9e-05"),
        (0.0, 3, "0"),
        (1234567.0, 8, "1234567"),
    ],
)
def test_its_figures(value, digits, text):
    assert significant(value, digits) == text


@given(
    st.floats(1e-4, 999_000) | st.integers(1, 6).map(lambda n: 10.0**n * (1 - 1e-9)),
    st.integers(2, 9),
)
def test_it_is_the_value_to_half_a_figure_and_has_no_exponent(value, digits):
    text = significant(value, digits)
    unit = Decimal(10) ** (Decimal(value).adjusted() - digits + 1)
    assert abs(Decimal(text) - Decimal(value)) <= unit / 2
    if Decimal(text) < 1_000_000:  # 995 000 has two figures there too
        assert "e" not in text
