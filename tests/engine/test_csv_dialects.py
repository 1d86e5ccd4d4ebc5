"""CSV as people have it: the dialect, the preamble and the header are found, or chosen."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import CsvOptions, Signal, parse_text

NAN = float("nan")


def columns(text, options=None):
    return [c.values.tolist() for c in parse_text(text, options).columns]


@pytest.mark.parametrize(
    ("text", "delimiter", "decimal", "thousands", "expected"),
    [
        ("x,y\n1,2\n2,3.5\n", ",", ".", "", [[1, 2], [2, 3.5]]),
        ("x;y\n1;2\n2;3.5\n", ";", ".", "", [[1, 2], [2, 3.5]]),
        ("x;y\n1,5;2\n2,5;3,25\n", ";", ",", "", [[1.5, 2.5], [2, 3.25]]),
        ("x\ty\n1,5\t2\n2,5\t3,25\n", "\t", ",", "", [[1.5, 2.5], [2, 3.25]]),
        ("x|y\n1|2\n2|3\n", "|", ".", "", [[1, 2], [2, 3]]),
        ("  1.0   2.0\n  2.0   3.5\n", " ", ".", "", [[1, 2], [2, 3.5]]),
        ("1,5 2,5\n2,5 3\n", " ", ",", "", [[1.5, 2.5], [2.5, 3]]),
        ("1, 2\n2, 3.5\n", ",", ".", "", [[1, 2], [2, 3.5]]),
        ("1.234,56;2.345,67\n2.000,00;1,5\n", ";", ",", ".", [[1234.56, 2000], [2345.67, 1.5]]),
        ('a,b\n1,"1,234"\n2,"12,345,678.5"\n', ",", ".", ",", [[1, 2], [1234, 12345678.5]]),
        ("x;y\n1;1 234,5\n2;22 345,5\n", ";", ",", " ", [[1, 2], [1234.5, 22345.5]]),
        ("x;y\n1;1\u202f234,5\n2;345,5\n", ";", ",", " ", [[1, 2], [1234.5, 345.5]]),
        ("x;y\n1;1'234.5\n2;2'000.5\n", ";", ".", "'", [[1, 2], [1234.5, 2000.5]]),
        ("value\n1,5\n2,7\n", "", ",", "", [[1.5, 2.7]]),
        ("1\n2\n4\n", "", ".", "", [[1, 2, 4]]),
        ("x,y\n1e3,-2.5E-2\n.5,+7.\n", ",", ".", "", [[1000, 0.5], [-0.025, 7]]),
        ("x,y\n1,\u22122\n2,\u22123\n", ",", ".", "", [[1, 2], [-2, -3]]),
        ('"x","y"\n"1","2"\n"3","4"\n', ",", ".", "", [[1, 3], [2, 4]]),
        ('"x";"y"\n"1,5";"2"\n"3,5";"4"\n', ";", ",", "", [[1.5, 3.5], [2, 4]]),
        ('"x","y"\n"1,5","2,5"\n"3","4"\n', ",", ",", "", [[1.5, 3], [2.5, 4]]),
        ("sep=;\nx;y\n1;2\n3;4\n", ";", ".", "", [[1, 3], [2, 4]]),
        ("x,y\r\n1,2\r\n3,4\r\n", ",", ".", "", [[1, 3], [2, 4]]),
        ("x,y\r1,2\r3,4", ",", ".", "", [[1, 3], [2, 4]]),
        ("x,y,\n1,2,\n3,4,\n", ",", ".", "", [[1, 3], [2, 4]]),
        ("x,y\n1,2,\n3,4,\n", ",", ".", "", [[1, 3], [2, 4]]),
    ],
)
def test_dialects(text, delimiter, decimal, thousands, expected):
    table = parse_text(text)
    found = table.options
    assert (found.delimiter, found.decimal, found.thousands) == (delimiter, decimal, thousands)
    assert [c.values.tolist() for c in table.columns] == expected


@pytest.mark.parametrize(
    ("text", "skip", "header", "units", "labels"),
    [
        ("1,2\n3,4\n", 0, False, False, ["column 0", "column 1"]),
        ("x,y\n1,2\n", 0, True, False, ["x", "y"]),
        ("Station: Oslo\nSerial, 42\n\nt,v\n1,2\n2,3\n", 3, True, False, ["t", "v"]),
        ("# made by a logger\n# x y\n1 2\n2 3\n", 1, True, False, ["x", "y"]),
        ("time,flow\ns,m3/s\n1,2\n2,3\n", 0, True, True, ["time [s]", "flow [m3/s]"]),
        ("time,flow\n[s],\n1,2\n2,3\n", 0, True, True, ["time [s]", "flow"]),
        ("s,m\n1,2\n2,3\n", 0, True, False, ["s", "m"]),
        ("year,2001\n1,2\n2,3\n", 0, True, False, ["year", "2001"]),
        ("a,a,\n1,2,3\n4,5,6\n", 0, True, False, ["a", "a (2)", "column 2"]),
        ("x,y\n1,0.5,3\n2,0.6,4\n", 0, True, False, ["row", "x", "y"]),
        ("x,y\n# comment, z\n1,2\n3,4\n", 0, True, False, ["x", "y"]),
        ("x,y,,\n1,2,,\n,,,\n", 0, True, False, ["x", "y"]),
        ("\n\n\nx,y\n1,2\n", 3, True, False, ["x", "y"]),
        ("NA,1\n2,3\n4,5\n", 0, False, False, ["column 0", "column 1"]),
        ("NA,NA\n2,3\n4,5\n", 0, False, False, ["column 0", "column 1"]),
        ("1,a\n2,3\n4,5\n", 0, False, False, ["column 0", "column 1"]),
        ("Units follow\n\n\nt;v\n°C;km/h\n1,5;2\n2;3\n", 3, True, True, ["t [°C]", "v [km/h]"]),
    ],
)
def test_preamble_header_and_units(text, skip, header, units, labels):
    table = parse_text(text)
    found = table.options
    assert (found.skip_lines, found.header, found.units_row) == (skip, header, units)
    assert [c.label for c in table.columns] == labels


def test_skipped_lines_are_told():
    table = parse_text("Logger 7\nt,v\n1,2\n2,3\n")
    assert table.notes == ("The first line before the header was skipped.",)
    assert [r.role for r in table.preview] == ["skipped", "header", "data", "data"]
    assert table.preview[2].cells == ("1", "2")
    assert table.preview[2].line == 3


@pytest.mark.parametrize(
    "text",
    ["x,y\n1,a\n2,3\n3,4\n4,5\n", "x,y\n1,2\n2,a\n3,4\n4,5\n", "x,y\n1,2\n2,3\n3,4\n4,a\n"],
    ids=["first", "middle", "last"],
)
def test_a_bad_cell_is_neither_header_nor_units(text):
    signal = Signal.from_table(parse_text(text), "x", "y")
    assert signal.cleaning.rows_read == 4
    (dropped,) = signal.cleaning.dropped
    assert dropped.reason == "y is not a number"
    assert text.split("\n")[dropped.rows[0] - 1].endswith("a")


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("a;b\n1;1,234\n2;2,345\n", 1.234, True),
        ("a\tb\n1\t1,234\n2\t2,345\n", 1234, True),
        ("a\tb\n1\t1,234\n2\t0,345\n", 1.234, False),
        ("a\tb\n1\t1,234\n2\t1,234,567\n", 1234, False),
        ("a\tb\n1\t1,234\n2\t0.5\n", 1234, False),
        ("a\tb\n1\t1.234\n2\t0,5\n", 1234, False),
        ("a\tb\n1\t1.234\n2\t2.345\n", 1.234, None),
    ],
)
def test_thousands_or_decimals_is_decided_by_the_column(text, value, told):
    table = parse_text(text)
    assert table.columns[1].values[0] == value
    if told is not None:
        assert any("was read as" in n for n in table.notes) is told


def test_evidence_beyond_the_sample_decides():
    # Only one line, far from everything that is looked at first, tells.
    lines = [f"{i}\t1,{100 + i % 900}" for i in range(30_000)]
    lines[7_000] = "7000\t0,5"
    table = parse_text("a\tb\n" + "\n".join(lines))
    assert table.options.decimal == ","
    assert table.columns[1].values[0] == 1.1
    assert table.columns[1].unreadable.size == 0
    assert table.notes == ()


def test_inches_are_no_quotes():
    assert columns('x,y,z\n1,2,5"\n3,4,6"\n')[0] == [1, 3]


def test_text_columns_do_not_disturb():
    table = parse_text("name;v\nSmith, John;1,5\nDoe, Jane;2,5\n")
    assert [c.kind for c in table.columns] == ["text", "number"]
    assert table.columns[1].values.tolist() == [1.5, 2.5]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("1,5\n2,7\n", CsvOptions(delimiter="", decimal=","), [[1.5, 2.7]]),
        ("1,5\n2,7\n", CsvOptions(decimal=","), [[1.5, 2.7]]),
        ("a;b\n1;1,234\n2;2,345\n", CsvOptions(decimal="."), [[1, 2], [1234, 2345]]),
        ("a;b\n1;1,234\n2;2,345\n", CsvOptions(thousands=","), [[1, 2], [1234, 2345]]),
        ("2001,2002\n1,2\n3,4\n", CsvOptions(header=True), [[1, 3], [2, 4]]),
        ("x,y\n1,2\n3,4\n", CsvOptions(header=False), [[1, 3], [2, 4]]),
        ("x,y\n1,2\n3,4\n", CsvOptions(skip_lines=2), [[3], [4]]),
        ("1,2\nx,y\n3,4\n", CsvOptions(skip_lines=1), [[3], [4]]),
        ("a,b\nfoo,bar\n1,2\n3,4\n", CsvOptions(units_row=True), [[1, 3], [2, 4]]),
        ("x,y\n1,2\n3,4\n", CsvOptions(skip_lines=0, header=False), [[NAN, 1, 3], [NAN, 2, 4]]),
        (
            "d,v\n01/02/2020,1\n02/02/2020,2\n",
            CsvOptions(day_first=False),
            [[18263, 18294], [1, 2]],
        ),
        ("1:2\n3:4\n", CsvOptions(delimiter=":"), [[1, 3], [2, 4]]),
        ("1 2\n3 4\n", CsvOptions(delimiter=" ", header=False), [[1, 3], [2, 4]]),
    ],
)
def test_every_choice_can_be_overridden(text, options, expected):
    np.testing.assert_array_equal(columns(text, options), expected)


@pytest.mark.parametrize(
    "options",
    [
        CsvOptions(decimal="x"),
        CsvOptions(thousands="x"),
        CsvOptions(decimal=",", thousands=","),
        CsvOptions(delimiter="ab"),
        CsvOptions(delimiter='"'),
        CsvOptions(skip_lines=-1),
    ],
)
def test_contradictory_options_are_refused(options):
    with pytest.raises(SignalError):
        parse_text("1,2\n", options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,v\n2020-01-01,1\n2020-01-02,2\n", (0, 1)),
        ("v,date\n1,2020-01-01\n2,2020-01-02\n", (1, 0)),
        ("v,n\n3,1\n1,2\n2,3\n", (1, 0)),
        ("x,v\n3,1\n1,2\n2,3\n", (0, 1)),
        ("a,b\n3,1\n1,5\n2,3\n", (0, 1)),
        ("a,b,c\n3,1,2\n1,5,7\n2,3,1\n", (None, 0)),
        ("dose,a,b\n3,1,2\n1,5,7\n3,3,1\n1,1,4\n", (0, 1)),
        ("a\n1\n2\n3\n", (None, 0)),
        ("name,v\nfoo,1\nbar,2\n", (None, 1)),
        ("a,b\nfoo,bar\nbaz,quux\n", (None, None)),
        ("x1,x2,y\n.3,1,7\n.1,2,5\n.2,3,6\n", (0, 2)),
        ("t,noise,Y\n1,.3,7\n2,.1,5\n3,.2,6\n", (0, 2)),
        ("y,a\n.3,1\n.1,2\n.2,3\n", (1, 0)),
    ],
)
def test_default_columns(text, expected):
    assert parse_text(text).default_columns() == expected
