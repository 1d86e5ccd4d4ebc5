"""Tables as instruments, spreadsheets and agencies write them, each with the right values."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import CsvOptions, Signal, parse_text

DAY = np.datetime64("1970-01-01")


def day(text):
    return float((np.datetime64(text) - DAY) / np.timedelta64(1, "s")) / 86400


def rows(*pairs, mark=","):
    return "".join(mark.join(map(str, pair)) + "\n" for pair in pairs)


READ = {
    # a mantissa with three decimals and an exponent
    "sci3 beside a comma": (
        "t, s\tv, V\n1\t2.825E-05\n2\t1.250E+01\n3\t4.000\n",
        0,
        1,
        None,
        [2.825e-05, 12.5, 4],
    ),
    "sci3 comma decimals": (
        "t|v\n1|1,250E1\n2|2,500e1\n3|3,125E+01\n",
        "t",
        "v",
        None,
        [12.5, 25, 31.25],
    ),
    "sci3 with thousands": (
        "t;v\n1;1,234.5\n2;1.500E3\n3;2,000.25\n",
        0,
        1,
        None,
        [1234.5, 1500, 2000.25],
    ),
    # decimal marks that differ by column
    "point and comma": (
        "a;b;c\n1.5;0,5;x\n2.5;1,25;y\n3.25;2,5;z\n",
        "a",
        "b",
        [1.5, 2.5, 3.25],
        [0.5, 1.25, 2.5],
    ),
    "comma and point": (
        "a\tb\n0,5\t10.25\n1,5\t11.75\n2,5\t9.125\n",
        "a",
        "b",
        [0.5, 1.5, 2.5],
        [10.25, 11.75, 9.125],
    ),
    # names
    "joined date and time": (
        "date time v w\n2020-01-01 10:00 1 2\n2020-01-01 11:00 3 4\n",
        "time",
        "w",
        [day("2020-01-01T10:00"), day("2020-01-01T11:00")],
        [2, 4],
    ),
    "d.m.y and time": (
        "Datum Zeit v\n17.07.2003 00:30 1\n17.07.2003 12:30 3\n",
        "Datum",
        "v",
        [day("2003-07-17T00:30"), day("2003-07-17T12:30")],
        [1, 3],
    ),
    "names with blanks": (
        "Elapsed time (s)  Cell voltage (V)\n0 1\n1 3\n",
        "Elapsed time (s)",
        "Cell voltage (V)",
        [0, 1],
        [1, 3],
    ),
    "brackets after names": (
        "Time [s] Flow [m3/s]\n0 1\n1 3\n",
        "Time [s]",
        "Flow [m3/s]",
        [0, 1],
        [1, 3],
    ),
    "header wider by an empty cell": ("id;a;b;\n1;2;3\n2;4;1\n", "id", "b", [1, 2], [3, 1]),
    "header wider by two empty cells": ("id,a,,\n1,2\n2,4\n", "id", "a", [1, 2], [2, 4]),
    "title in one cell": (
        "Pump test,,\nt,p,q\n0,1,5\n1,3,6\n2,2,7\n",
        "t",
        "q",
        [0, 1, 2],
        [5, 6, 7],
    ),
    "title above blanks": (
        "Pump test of the second kind\nt p\n0 1\n1 3\n",
        "t",
        "p",
        [0, 1],
        [1, 3],
    ),
    # AM and PM
    "halves between blanks": (
        "t half v\n11:30:00 AM 1\n12:00:00 PM 2\n01:30:00 PM 3\n",
        "t",
        "v",
        [11.5 / 24, 0.5, 13.5 / 24],
        [1, 2, 3],
    ),
    "halves behind commas": (
        "t,m,v\n12:15,am,1\n01:15,a.m.,2\n12:15,pm,3\n",
        "t",
        "v",
        [0.25 / 24, 1.25 / 24, 12.25 / 24],
        [1, 2, 3],
    ),
    "halves with dates": (
        "day;half;v\n2020-01-01 11:00;PM;1\n2020-01-02 01:00;AM;2\n",
        "day",
        "v",
        [day("2020-01-01T23:00"), day("2020-01-02T01:00")],
        [1, 2],
    ),
    # blanks within cells are no delimiters
    "zone after a date": (
        "t;v\n01.10.2026 00:30:00 +02:00;1\n13.10.2026 01:30:00 +02:00;2\n",
        "t",
        "v",
        [day("2026-09-30T22:30"), day("2026-10-12T23:30")],
        [1, 2],
    ),
    "numbers in names": (
        "set|v\n1 2 3|1.5\n4 5 6|2.5\n7 8 9|0.5\n",
        None,
        "v",
        [0, 1, 2],
        [1.5, 2.5, 0.5],
    ),
    # rows that look like names
    "sparse first column": (
        "note,t,v\nstart,0,1\n,1,2\n,2,4\n,3,3\n",
        "t",
        "v",
        [0, 1, 2, 3],
        [1, 2, 4, 3],
    ),
    "entries beside data": (
        "Model,X1,0,5\nDate,y,1,6\n,,2,7\n,,3,5\n,,4,6\n,,5,7\n",
        2,
        3,
        list(range(6)),
        [5, 6, 7, 5, 6, 7],
    ),
    # several rows above the data
    "names, units": ("Depth,Speed\nfathoms,leagues\n0,1\n1,3\n", "Depth", "Speed", [0, 1], [1, 3]),
    "names, units, comments": (
        "Time;Force\ns;N\nfirst;second\n0;1\n1;3\n",
        "Time",
        "Force",
        [0, 1],
        [1, 3],
    ),
    "names, types, roles": (
        "t\ta\tb\ncontinuous\tcontinuous\tcontinuous\n\tclass\t\n0\t1\t5\n1\t3\t6\n",
        "t",
        "b",
        [0, 1],
        [5, 6],
    ),
    "two commented rows": (
        "#YY MM hh WSPD\n#yr mo hr m/s\n2020 01 00 1.5\n2020 01 01 2.5\n",
        "hh",
        "WSPD",
        [0, 1],
        [1.5, 2.5],
    ),
    "numbers beside units": (
        "X,CH1,Start,Increment,\nSequence,Volt,0.5,1e-3,\n0,1,,\n1,3,,\n2,2,,\n",
        "X",
        "CH1",
        [0, 1, 2],
        [1, 3, 2],
    ),
    "logger": (
        '"TOA5","st","CR1000","9"\n'
        '"TIMESTAMP","REC","T","P"\n"TS","RN","Deg C","hPa"\n'
        '"","","Avg","Smp"\n"2020-01-01 00:00:00",0,1,9\n"2020-01-01 01:00:00",1,3,8\n',
        "TIMESTAMP",
        "P",
        [day("2020-01-01"), day("2020-01-01T01:00")],
        [9, 8],
    ),
    "types of widths": (
        "agency\tdatetime\tflow\n5s\t20d\t14n\nUSGS\t2020-01-01\t5\nUSGS\t2020-01-02\t7\n",
        "datetime",
        "flow",
        [day("2020-01-01"), day("2020-01-02")],
        [5, 7],
    ),
    # a column that begins later
    "wider at the end": (
        rows(
            ("t", "v"), *((i, i % 5) for i in range(700)), *((i, i % 5, 9) for i in range(700, 800))
        ),
        "t",
        "v",
        list(range(800)),
        [i % 5 for i in range(800)],
    ),
    "wider at the start": (
        rows(
            ("t", "v", "w"),
            *((i, i % 5, 9) for i in range(30)),
            *((i, i % 5) for i in range(30, 90)),
        ),
        "t",
        "v",
        list(range(90)),
        [i % 5 for i in range(90)],
    ),
    "bad cell below names": ("t,v\nbad,1\nworse,3\n0,2\n1,4\n", "t", "v", [0, 1], [2, 4]),
    "before the start": (
        "t,v\n-1:00:00,1\n0:00:00,3\n30:00:00,2\n",
        "t",
        "v",
        [-1 / 24, 0, 1.25],
        [1, 3, 2],
    ),
    "twelve months": (
        rows(("d", "v"), *((f"{k}/1/2020", k) for k in range(1, 13))),
        "d",
        "v",
        [day(f"2020-{k:02d}-01") for k in range(1, 13)],
        list(range(1, 13)),
    ),
    "twelve months, day first": (
        rows(("d", "v"), *((f"1/{k}/2020", k) for k in range(1, 13))),
        "d",
        "v",
        [day(f"2020-{k:02d}-01") for k in range(1, 13)],
        list(range(1, 13)),
    ),
    "last cells missing": ("t,v,w\n0,1,5\n1,3\n2,2,7\n3,4\n", "t", "v", [0, 1, 2, 3], [1, 3, 2, 4]),
    # dates and times as one number
    "YYYYMMDD anywhere": (
        "id;when;v\na;20191230;1\nb;20191231;2\nc;20200101;4\n",
        "when",
        "v",
        [day("2019-12-30"), day("2019-12-31"), day("2020-01-01")],
        [1, 2, 4],
    ),
    "YYYYMM": (
        "period,v\n201911,1\n201912,3\n202001,2\n",
        "period",
        "v",
        [day("2019-11-01"), day("2019-12-01"), day("2020-01-01")],
        [1, 3, 2],
    ),
    "YYYYMMDDHHMM": (
        "t,v\n202001010930,1\n202001011000,3\n",
        "t",
        "v",
        [day("2020-01-01T09:30"), day("2020-01-01T10:00")],
        [1, 3],
    ),
    "date and clock as numbers": (
        "<DATE>,<TIME>,<CLOSE>\n20200101,093000,5\n20200101,094500,7\n20200102,093000,6\n",
        "<DATE> <TIME>",
        "<CLOSE>",
        [day("2020-01-01T09:30"), day("2020-01-01T09:45"), day("2020-01-02T09:30")],
        [5, 7, 6],
    ),
    "missing date": (
        "day,v\n20200101,1\n-9999,5\n20200103,2\n",
        "day",
        "v",
        [day("2020-01-01"), day("2020-01-03")],
        [1, 2],
    ),
    # the month first
    "monthly, month first": (
        rows(("d", "v"), *((f"{1 + i % 12}/1/{2019 + i // 12}", i) for i in range(15))),
        "d",
        "v",
        [
            float((np.datetime64("2019-01", "M") + i).astype("datetime64[D]").astype(int))
            for i in range(15)
        ],
        list(range(15)),
    ),
    "monthly, day first": (
        rows(("d", "v"), *((f"01/{1 + i % 12:02d}/{2019 + i // 12}", i) for i in range(15))),
        "d",
        "v",
        [
            float((np.datetime64("2019-01", "M") + i).astype("datetime64[D]").astype(int))
            for i in range(15)
        ],
        list(range(15)),
    ),
    "month and year": (
        "d,v\n11/2019,1\n12/2019,3\n1/2020,2\n",
        "d",
        "v",
        [day("2019-11-01"), day("2019-12-01"), day("2020-01-01")],
        [1, 3, 2],
    ),
    "month, point, year": (
        "d;v\n01.2020;1\n11.2020;3\n12.2020;2\n",
        "d",
        "v",
        [day("2020-01-01"), day("2020-11-01"), day("2020-12-01")],
        [1, 3, 2],
    ),
    "entries above names": (
        "Record Length,Analog:7M\nInterval,1e-6\nSecond,Value\n-2,5\n-1,7\n",
        "Second",
        "Value",
        [-2, -1],
        [5, 7],
    ),
    "number in a name": ("x-axis,1\nsecond,Volt\n-2,5\n-1,7\n", "x-axis", "1", [-2, -1], [5, 7]),
    "a rule below names": ("|t|v|\n|:--|--:|\n|0|1.5|\n|1|2.5|\n", "t", "v", [0, 1], [1.5, 2.5]),
    "stars": ("t v\n0 1.5\n1 *****\n2 2.5\n3 1\n", "t", "v", [0, 2, 3], [1.5, 2.5, 1]),
    "month by name": (
        "d,v\n30-Dec-2019,1\n31-Dec-2019,3\n01-Jan-2020,2\n",
        "d",
        "v",
        [day("2019-12-30"), day("2019-12-31"), day("2020-01-01")],
        [1, 3, 2],
    ),
    # numbers as people write them
    "accounting": ("t,v\n0,(30.5)\n1,20\n2,(5)\n3,1\n", "t", "v", None, [-30.5, 20, -5, 1]),
    "trailing minus": ("t;v\n0;30,5-\n1;20\n2;5,25-\n3;1\n", "t", "v", None, [-30.5, 20, -5.25, 1]),
    "dashes": ("t,v\n0,–5\n1,—2.5\n2,‑1\n3,−4\n", "t", "v", None, [-5, -2.5, -1, -4]),
    "apostrophe": ("t,v\n0,'-3\n1,'2.5\n2,1\n", "t", "v", None, [-3, 2.5, 1]),
    "Fortran": (
        "0 1.0D+03\n1 2.5d-1\n2 0.1000+100\n3 -0.5-100\n4 7\n",
        0,
        1,
        None,
        [1000, 0.25, 1e99, -5e-101, 7],
    ),
    "lakh": (
        't,v\n0,"1,23,456.50"\n1,"99,456"\n2,"12,34,567"\n',
        "t",
        "v",
        None,
        [123456.5, 99456, 1234567],
    ),
    "zero width": ("t,v\n0,\u200b1.5\n1,2.5\u200b\n2,\ufeff3\n", "t", "v", None, [1.5, 2.5, 3]),
    "flags": ("t,v\n0,5.2*\n1,5.4 e\n2,5.1†\n3,4\n", "t", "v", None, [5.2, 5.4, 5.1, 4]),
    "power of ten": ("t,v\n0,1.5x10^3\n1,2 × 10^-2\n2,5\n", "t", "v", None, [1500, 0.02, 5]),
    "protected": ('t,v\n0,"=""1.5"""\n1,"=""2"""\n', "t", "v", None, [1.5, 2]),
    # codes for missing
    "code": (
        rows(("t", "v"), *((i, -99.99 if i % 7 == 3 else 10 + i % 5) for i in range(30))),
        "t",
        "v",
        [i for i in range(30) if i % 7 != 3],
        [10 + i % 5 for i in range(30) if i % 7 != 3],
    ),
    "one code": (
        rows(("t", "v"), *((i, -9999 if i == 4 else i % 5) for i in range(12))),
        "t",
        "v",
        [i for i in range(12) if i != 4],
        [i % 5 for i in range(12) if i != 4],
    ),
    "code above": (
        rows(("t", "v"), *((i, 999.9 if i in (2, 9) else 1 + i % 3) for i in range(12))),
        "t",
        "v",
        [i for i in range(12) if i not in (2, 9)],
        [1 + i % 3 for i in range(12) if i not in (2, 9)],
    ),
    "no code": (
        rows(("t", "v"), *((i, v) for i, v in enumerate((-99, -80, -99, -50, 0, -99)))),
        "t",
        "v",
        None,
        [-99, -80, -99, -50, 0, -99],
    ),
    # durations and clocks
    "over a day": (
        "e,v\n22:00:00,1\n26:30:00,3\n120:00:00,2\n",
        "e",
        "v",
        [22 / 24, 26.5 / 24, 5],
        [1, 3, 2],
    ),
    "past midnight": (
        "clock,v\n23:30,1\n23:45,3\n00:15,2\n00:30,4\n",
        "clock",
        "v",
        [23.5 / 24, 23.75 / 24, 1 + 0.25 / 24, 1 + 0.5 / 24],
        [1, 3, 2, 4],
    ),
    "past midnight twice": (
        "clock,v\n20:00,1\n04:00,3\n20:00,2\n04:00,4\n",
        "clock",
        "v",
        [20 / 24, 28 / 24, 44 / 24, 52 / 24],
        [1, 3, 2, 4],
    ),
    # matrices as MATLAB prints them
    "scale": ("B =\n\n  1.0e-02 *\n\n  1.5 2.5\n  3.5 4.5\n", 0, 1, [0.015, 0.035], [0.025, 0.045]),
}


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
