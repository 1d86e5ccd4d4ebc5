"""Numbers typed anywhere are read by one parser, which guesses nothing."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mirrors_engine
from mirrors_engine.errors import SettingError
from mirrors_engine.text.numbers import (
    editable,
    read_number,
    read_numbers,
    read_whole,
    read_wholes,
)

ONE = {
    "0.5": 0.5,
    ".5": 0.5,
    "5.": 5.0,
    "-1": -1.0,
    "+2": 2.0,
    "\u22121.5": -1.5,
    "0,5": 0.5,
    ",5": 0.5,
    "1,5": 1.5,
    "0,125": 0.125,
    "1234,567": 1234.567,
    "1.000": 1.0,
    "1e-3": 1e-3,
    "1E5": 1e5,
    "1,5e-3": 1.5e-3,
    "-.5e+2": -50.0,
    "3·10⁻¹⁵": 3e-15,
    "2 * 10^-3": 2e-3,
    "1.5×10⁶": 1.5e6,
    "10 000": 10_000.0,
    "1\u202f498\u202f500,25": 1_498_500.25,
    "  7 ": 7.0,
    "007": 7.0,
}


@pytest.mark.parametrize(("text", "value"), ONE.items())
def test_one_number(text, value):
    assert read_number(text, "delta") == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ".", ",", "e5", "1e", "1e-", "1.2.3", "1,2,3", "1,234.5", "1.234,5"),
        *("1 2", "1 00", "10 0000", "0x10", "1_000", "1'000", "nan", "inf", "-inf", "1e999"),
        *("٣", "½", "1 + 1", "--1", "1-", "1·10", "10^3^3", "5 %", "one", "9" * 200, "\ud800"),
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(SettingError, match=r"^delta ") as caught:
        read_number(text, "delta")
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("text", ["1,000", "-12,345", "999,999"])
def test_a_decimal_mark_that_may_part_thousands_is_refused(text):
    plain = text.replace(",", ".")
    with pytest.raises(SettingError, match=re.escape(f"{plain} or as {text.replace(',', '')}")):
        read_number(text, "λ")


LISTS = {
    ".5, -1": (0.5, -1.0),
    "1e-3": (1e-3,),
    "1e-3,2": (1e-3, 2.0),
    "1,-0.5": (1.0, -0.5),
    "1, -0.5": (1.0, -0.5),
    "0,5": (0.0, 5.0),
    "0,5;-1": (0.5, -1.0),
    "0,5; -1,25": (0.5, -1.25),
    "1 ; 2": (1.0, 2.0),
    "10 000; 1": (10_000.0, 1.0),
    "1 2 12": (1.0, 2.0, 12.0),
    "1 12 144": (1.0, 12.0, 144.0),
    "1\t-.5": (1.0, -0.5),
    "(1, -0.5)": (1.0, -0.5),
    "[3]": (3.0,),
    "1, 2,": (1.0, 2.0),
    "1,2;": (1.2,),
    "\u22121, 2": (-1.0, 2.0),
}


@pytest.mark.parametrize(("text", "values"), LISTS.items())
def test_a_list(text, values):
    assert read_numbers(text, "slopes") == values


@pytest.mark.parametrize(
    "text",
    [
        *("", " , ", "()", "1,,2", "1;;2", ";1", ",1,2,,", "1, x", "1 x", "1, nan", "1e-3e"),
        *("0,5, 1,5", "1, 2,3", "0,5 1,5", "0,5 100,5", "12 144", "1, 2 3", "1 000", "1,000;2"),
        *("(1", "1;2,3,4", "1.2.3, 4"),
    ],
)
def test_a_list_that_can_be_read_in_two_ways_or_none_is_refused(text):
    with pytest.raises(SettingError, match=r"^slopes "):
        read_numbers(text, "slopes")


def test_whole_numbers():
    assert read_whole("12", "lags") == 12
    assert read_wholes("1, 2, 1e2", "lags") == (1, 2, 100)
    for text in ("1.5", "1e300", "1,5"):
        with pytest.raises(SettingError, match="must be whole"):
            read_whole(text, "lags")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_to_be_edited_is_read_back(value):
    words = editable(value)
    assert read_number(words, "x") == value
    assert math.copysign(1, read_number(words, "x")) == math.copysign(1, value)
    assert read_number(words.replace(".", ",") + "e0" * ("e" not in words), "x") == value


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_lists_are_read_back(values):
    words = [editable(v) for v in values]
    assert read_numbers(", ".join(words), "x") == tuple(values)
    assert read_numbers(",".join(words), "x") == tuple(values)


@given(st.text())
def test_nothing_typed_is_another_error(text):
    for read in (read_number, read_numbers, read_whole, read_wholes):
        try:
            read(text, "x")
        except SettingError as error:
            assert str(error).startswith("x ")


def test_no_other_parser():
    """No field and no option turns text into a number by itself."""
    root = Path(mirrors_engine.__file__).parent.parent
    own = re.compile(r"\b(float|int)\([^()]*text\b|\.text\(\)\)\s*or|(?<!d)type=(float|int)\b")
    for folder in ("mirrors_gui", "mirrors_engine/commands"):
        for path in sorted((root / folder).rglob("*.py")):
            if path.name in ("project.py", "text.py"):  # their numbers are JSON's
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                assert not own.search(line), f"{path}:{number}: {line}"
