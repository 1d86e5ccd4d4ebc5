"""Small files of many origins, each with the values that must come out: `table_cases.json`.

`right_x` and `right_y` are the rows in any order; `refused` ones hold what may not be guessed, and
`may_refuse` says that a refusal in one sentence is as good as the values.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import Signal, parse_text
from mirrors_engine.signals.reader import parse_bytes

CASES = json.loads((Path(__file__).parent / "table_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_right_values_or_a_refusal(case):
    content = bytes.fromhex(case["text"]) if case.get("hex") else case["text"].encode()
    try:
        table = parse_bytes(content, name="a.csv")
        signal = Signal.from_table(table, case["x"], case["y"])
    except SignalError as refusal:
        assert case.get("refused") or case.get("may_refuse"), refusal
        assert "\n" not in str(refusal)
        return
    assert not case.get("refused"), signal.raw_y
    x, y = signal.raw_x, signal.raw_y
    right_y = np.array(case["right_y"])
    if "right_x" in case:
        right_x = np.array(case["right_x"])
        order = np.argsort(right_x, kind="stable")
        right_x, right_y = right_x[order], right_y[order]
        ours = np.argsort(x, kind="stable")
        x, y = x[ours], y[ours]
        np.testing.assert_allclose(x, right_x, rtol=1e-9, atol=1e-9 * np.abs(right_x).max())
    np.testing.assert_allclose(y, right_y, rtol=1e-9, atol=1e-9 * np.abs(right_y).max())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("year,month,day,v\n2020,1,30,1\n2020,2,1,2\n", "Columns year, month and day are offered"),
        ("t,v\n0,1,9\n1,3,8\n2,2,7\n", "Line 1 has a name fewer than there are columns"),
        ("t,v\n0,1.5[1]\n1,2.5\n2,0.5[2]\n", "The [1] and [2] beside the numbers of v was left"),
        (
            "t,RECORD,v\n0.5,7,1\n1.5,8,3\n2.5,9,2\n",
            "y is v, because column RECORD counts the rows",
        ),
        ("d;v\n2019.11;1\n2019.12;3\n2020.01;2\n2020.02;5\n", "as dates written YYYY.MM"),
    ],
)
def test_what_was_decided_is_said(text, words):
    table = parse_text(text)
    assert words in " ".join(table.notes) + " ".join(Signal.from_table(table).cleaning.notes)


def test_dates_in_three_columns_are_x_and_their_parts_are_not_y():
    text = "Site,Year,Month,Day,Flow\na,2020,1,30,1\nb,2020,1,31,3\nc,2020,2,1,2\n"
    signal = Signal.from_table(parse_text(text))
    assert (signal.x_name, signal.y_name, signal.x_is_time) == ("Year Month Day", "Flow", True)
    assert signal.x.tolist() == [18291, 18292, 18293]
    # the thirtieth of February is no date, and sixty minutes are no time
    none = parse_text("Year,Month,Day,v\n2020,2,30,1\n2020,2,1,3\n")
    assert [c.name for c in none.columns] == ["Year", "Month", "Day", "v"]
    hours = parse_text("yr mo dy hr mn v\n2020 2 1 5 60 1\n2020 2 1 6 0 3\n")
    assert hours.columns[-1].name == "yr mo dy hr"


def test_years_as_names_only_above_other_numbers():
    years = parse_text("year,2019,2020\n1990,1991,1992\n1991,1992,1993\n")
    assert [c.name for c in years.columns] == ["year", "2019", "2020"]
    data = parse_text(",2019,2020\n1,2020,2021\n2,2021,2022\n")
    assert data.n_rows == 3


def test_columns_are_found_by_every_row_of_words_above():
    table = parse_text("T,P\nTemperature,Pressure\nK,Pa\n0,1\n1,3\n2,2\n")
    assert table.column("P") is table.column("Pressure")
    assert (table.column("T").name, table.column("T").unit) == ("Temperature", "K")


def test_a_sign_of_a_comment_within_names_stays():
    for before in ("", "# "):
        table = parse_text(f"{before}time (s)  RH % mean\n0 50\n1 51\n2 49\n")
        assert [c.name for c in table.columns] == ["time (s)", "RH % mean"]
    blanks = " " * 300_000  # a pattern that begins with blanks may try each of them
    assert parse_text(f"t v\n{blanks}a{blanks}b c d\n0 1\n1 3\n2 2\n").columns


@pytest.mark.parametrize(
    "preamble",
    ["# lorem ipsum, dolor; sit\tamet " * 5000 + "\n", "# more, text\n" * 3000],
)
def test_long_comments_above(preamble):
    signal = Signal.from_table(parse_text(preamble + "t,v\n0,1.5\n1,2.5\n2,0.5\n"), "t", "v")
    assert signal.y.tolist() == [1.5, 2.5, 0.5]


@pytest.mark.parametrize(
    "entry", ["Key{0}: value {0}\n", "parameter{0} = {0}.5\n", "some words here\n"]
)
@pytest.mark.parametrize("delimiter", [",", ";", " "])
def test_long_preambles_of_names_and_values_are_no_data(entry, delimiter):
    preamble = "".join(entry.format(k) for k in range(1000))
    rows = "".join(f"{k}{delimiter}{k * k % 7}\n" for k in range(20))
    signal = Signal.from_table(parse_text(f"{preamble}Time{delimiter}Volt\n{rows}"))
    assert (signal.x_name, signal.y_name) == ("Time", "Volt")
    assert signal.y.tolist() == [k * k % 7 for k in range(20)]
    # where there is nothing else they are the table
    months = Signal.from_table(parse_text("Jan: 5\nFeb: 7\nMar: 6\nApr: 8\n"))
    assert months.y.tolist() == [5, 7, 6, 8]


def test_a_column_that_counts_rows_is_y_where_there_is_no_other():
    alone = Signal.from_table(parse_text("t,n\n0.5,7\n1.5,8\n2.5,9\n"))
    assert alone.y.tolist() == [7, 8, 9] and not alone.cleaning.notes
    named = Signal.from_table(parse_text("t,y,v\n0.5,7,1\n1.5,8,3\n2.5,9,2\n"))
    assert named.y_name == "y"
