"""Tables as instruments, spreadsheets and agencies write them, each with the right values."""

from __future__ import annotations

import numpy as np
import pytest
from table_kind_cases import READ

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import CsvOptions, Signal, parse_text


@pytest.mark.parametrize("name", READ)
def test_read_right(name):
    text, x, y, right_x, right_y = READ[name]
    signal = Signal.from_table(parse_text(text), x, y)
    if right_x is not None:
        np.testing.assert_allclose(signal.raw_x, right_x, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(signal.raw_y, right_y, rtol=1e-12)


REFUSED = {
    "prefixes": ("t,v\n0,1.5k\n1,250\n2,3\n", "t", "v", "line 2: “1.5k” in column v"),
    "hexadecimal": ("t,v\n0,10\n1,1F\n2,33\n", "t", "v", "line 3: “1F” in column v"),
    "fraction": ("t,v\n0,½\n1,3\n2,1\n", "t", "v", "line 2: “½” in column v"),
    "bound": ("t,v\n0,1\n1,<0.5\n2,33\n", "t", "v", "line 3: “<0.5” in column v"),
    "some per cent": ("t,v\n0,12.5%\n1,0.5\n2,7%\n", "t", "v", "with % like others"),
    "fractions": ("id,v\n1200/1,1\n1200/2,3\n1200/3,2\n", "id", "v", "“1200/1”"),
    "more names than cells": ("t,a,b,v\n0,1,2\n1,2,3\n", "t", "b", "no column t"),
    "comma twice": ("x,y\n0,5,1,5\n1,0,2,5\n", 0, 1, "line 2 has 4 cells under 2 names"),
    "minutes or hours": (
        "t,v\n" + "".join(f"{i:02d}:30,{i % 3}\n" for i in range(30)),
        "t",
        "v",
        "“25:30”",
    ),
    "text with digits": ("el,v\n0:00.000,1\n0:00.010,3\n", "el", "v", "“0:00.000”"),
    "good cell first": ("a,v\n5,1\nno,2\nnor,3\nnone at all,4\n", "a", "v", "line 3: .*“no”"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_naming_the_cell(name):
    text, x, y, words = REFUSED[name]
    with pytest.raises(SignalError, match=words) as caught:
        Signal.from_table(parse_text(text), x, y)
    assert "\n" not in str(caught.value)


def said(text, options=None):
    return " ".join(parse_text(text, options).notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (READ["code"][0], "-99.99 in column v was taken for missing in 4 rows (lines 5, 12,"),
        (READ["YYYYMMDD anywhere"][0], "when was read as dates written YYYYMMDD"),
        (READ["missing date"][0], "1 that are no dates count as missing"),
        (READ["past midnight"][0], "The clock of column clock passes midnight"),
        (READ["point and comma"][0], "Some columns have a decimal point and others a decimal"),
        (READ["names, units"][0], "Line 1 was read as the names"),
        (READ["date and clock as numbers"][0], "are offered as one, <DATE> <TIME>"),
        (READ["flags"][0], "The * and e and † beside the numbers of v was left out"),
        (REFUSED["more names than cells"][0], "Line 1 has 4 names for 3 columns"),
        ("m,v\nJan,1\nFeb,3\nMar,2\nApr,5\nTotal,11\n", "The last line (6) was skipped"),
    ],
)
def test_what_was_decided_is_said(text, words):
    assert words in said(text)


def test_units_are_kept_below_the_names():
    table = parse_text(READ["names, units, comments"][0])
    assert [c.label for c in table.columns] == ["Time [s]", "Force [N]"]
    assert (table.options.units_row, table.options.skip_after) == (True, 1)
    assert [row.role for row in table.preview] == ["header", "units", "skipped", "data", "data"]


def test_totals_are_no_data_and_can_be():
    text = "m,v\nJan,1\nFeb,3\nMar,2\nApr,5\nTotal,11\n"
    assert Signal.from_table(parse_text(text), "row", "v").y.tolist() == [1, 3, 2, 5]
    kept = parse_text(text, CsvOptions(skip_last=0))
    assert Signal.from_table(kept, "row", "v").y.tolist() == [1, 3, 2, 5, 11]


def test_every_decision_can_be_taken_back():
    numbers = parse_text(READ["YYYYMMDD anywhere"][0], CsvOptions(compact_dates=False))
    assert numbers.column("when").values[0] == 20191230
    codes = parse_text(READ["one code"][0], CsvOptions(missing_codes=""))
    assert codes.column("v").values.min() == -9999
    given = parse_text("t,v\n0,1\n1,5\n2,1\n", CsvOptions(missing_codes="5"))
    assert Signal.from_table(given, "t", "v").x.tolist() == [0, 2]
    signal = Signal.from_table(
        parse_text(REFUSED["bound"][0], CsvOptions(drop_unreadable=True)), "t", "v"
    )
    assert signal.x.tolist() == [0, 2]
    assert "1 row dropped: y is not a number (line 3)." in signal.cleaning.sentences()


def test_lines_are_left_out_by_hand():
    text = "t,v\n" + "".join(f"{i},{i * i}\n" for i in range(10))
    signal = Signal.from_table(parse_text(text, CsvOptions(exclude="3, 5-6")), "row", "v")
    assert signal.x.tolist() == [0, 2, 5, 6, 7, 8, 9]
    assert "3 rows dropped: left out by hand (lines 3, 5, 6)." in signal.cleaning.sentences()
    assert signal.cleaning.rows_read == 10
    with pytest.raises(SignalError, match="write it like 5, 17-20"):
        parse_text(text, CsvOptions(exclude="a"))


def test_a_column_called_row_comes_before_the_row_number():
    table = parse_text("row,v\n5,1\n6,3\n")
    assert Signal.from_table(table, "row", "v").x.tolist() == [5, 6]
    assert Signal.from_table(parse_text("t,v\n5,1\n6,3\n"), "row", "v").x.tolist() == [0, 1]


def test_replicates_have_the_first_column_as_x():
    text = "dose,response\n" + "".join(f"{d},{d * k}\n" for k in (1, 2, 3) for d in (5, 1, 3))
    signal = Signal.from_table(parse_text(text))
    assert (signal.x_name, signal.y_name) == ("dose", "response")
    assert signal.raw_y.size == 9
    assert signal.x.tolist() == [1, 3, 5]


@pytest.mark.parametrize(
    "cell",
    [
        *("x" + " " * 300_000 + "y", "2020-01-01" + " " * 300_000 + "x", "1" + " " * 300_000 + "k"),
        *("(" + " " * 300_000, "12:30" + " " * 300_000 + "x", "1 " * 150_000, "'" * 300_000),
        *("1.5" + "*" * 300_000, "9" * 300_000 + "D", "Jan " + " " * 300_000 + "2020"),
    ],
)
def test_long_cells_take_no_time(cell):
    """Patterns with two runs of blanks after each other would take the square of the length."""
    assert parse_text(f"a;b\n1;2\n2;{cell}\n3;4\n4;5\n").n_rows == 4
    assert parse_text(f"a b\n2020-01-01 2\n2020-01-02 {cell}\n2020-01-03 4\n").columns


def test_types_and_stars_are_no_units_and_no_marks():
    assert [c.unit for c in parse_text(READ["types of widths"][0]).columns] == ["", "", ""]
    assert [c.label for c in parse_text(READ["a rule below names"][0]).columns][-2:] == ["t", "v"]
    assert said(READ["stars"][0]) == ""


def test_bad_cells_below_the_names_are_dropped_with_their_lines():
    signal = Signal.from_table(parse_text(READ["bad cell below names"][0]), "t", "v")
    assert "2 rows dropped: x is not a number (lines 2, 3)." in signal.cleaning.sentences()
    assert parse_text(READ["wider at the start"][0]).columns[2].missing == 60
