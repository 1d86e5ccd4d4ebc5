"""A sample of the mutated tables of `tests.fuzz_tables`, and the faults it found."""

from __future__ import annotations

import pytest

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.delimited.source import decode
from mirrors_engine.signals.delimited.values import CellFormat, mark_of, parse_number
from mirrors_engine.signals.reader import parse_text
from tests.fuzz_tables import tried

posix = pytest.mark.skipif("os.name != 'posix'", reason="the limit is an alarm of POSIX")


@posix
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_mutated_tables_end_in_a_value_or_a_sentence(tmp_path, start):
    for seed in range(start, start + 50):
        outcome = tried(seed, tmp_path)
        assert not outcome.trouble, f"--only {seed}: {outcome.trouble}"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2.825e-200", None), ("-1.234.567E2", -123456700.0), ("1.234,5e-1", 123.45)],
)
def test_thousands_with_an_exponent(cell, value):
    """Three digits and an exponent are decimals, which a comma marks here."""
    found = parse_number(cell, CellFormat(decimal=",", thousands="."))
    assert found == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        *(("$5", "$"), ("$ -5", "$"), ("- $ 5", "$"), ("5%", "%"), ("5 €", "€"), ("", "")),
        *(("$5%", ""), ("$", ""), ("5", ""), ("-", ""), ("$%", "$"), ("$$5", "$")),
    ],
)
def test_marks_beside_numbers(cell, mark):
    assert mark_of(cell) == mark


@pytest.mark.parametrize("cell", ["x" + " " * 200_000 + "y", " " * 200_000, "$" + " " * 200_000])
def test_long_blanks_take_no_time(cell):
    """Each took the square of its length: a minute and more."""
    assert mark_of(cell) in ("", "$")
    assert parse_text(f"a,b\n1,2\n3,{cell}\n4,5\n").n_rows == 3


def test_halves_of_letters_from_the_clipboard():
    table = parse_text("t,a\ud83d\ude00b\ud800\n1,2\n2,3\udfff\n3,4\n")
    assert table.columns[1].name == "a\U0001f600b\ufffd"
    assert table.columns[1].offending == (3, "3\ufffd")


@pytest.mark.parametrize("encoding", ["a\0b", "no such", "rot13", "hex"])
def test_what_is_no_encoding_is_one_sentence(encoding):
    with pytest.raises(SignalError, match="which is no encoding"):
        decode(b"1,2\n", encoding, "x.csv")
