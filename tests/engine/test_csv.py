"""CSV as people have it: dialects found, rows accounted for, refusals in one sentence."""

from __future__ import annotations

import os
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.errors import Cancelled, SignalError
from mirrors_engine.signals import (
    CsvOptions,
    Signal,
    parse_text,
    read_table,
    sniff,
    to_signal,
)

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
    signal = to_signal(parse_text(text), "x", "y")
    assert signal.cleaning.rows_read == 4
    (dropped,) = signal.cleaning.dropped
    assert dropped.reason == "y is not a number"
    assert text.split("\n")[dropped.rows[0] - 1].endswith("a")


@pytest.mark.parametrize("cell", ["", "NA", "NaN", "nan", "-", "null", "None", ".", "n/a", "#N/A"])
def test_missing_cells(cell):
    table = parse_text(f"x,y\n1,2\n2,{cell}\n3,4\n")
    assert table.columns[1].missing == 1
    signal = to_signal(table, "x", "y")
    assert signal.x.tolist() == [1, 3]
    assert "1 row dropped: y is missing (line 3)." in signal.cleaning.sentences()


@pytest.mark.parametrize("cell", ["inf", "-Inf", "Infinity", "∞", "-∞", "1e999"])
def test_infinite_cells(cell):
    signal = to_signal(parse_text(f"x,y\n1,2\n2,{cell}\n3,4\n"), "x", "y")
    assert signal.x.tolist() == [1, 3]
    assert "1 row dropped: y is infinite (line 3)." in signal.cleaning.sentences()


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2020-01-01", "2020-01-02"], [18262, 18263]),
        (["2020-01-01T12:00", "2020-01-02T00:00"], [18262.5, 18263]),
        (["2020-01-01 12:00:00", "2020-01-02 00:00:00"], [18262.5, 18263]),
        (["2020-01-01T12:00:00.500", "2020-01-01T12:00:01.500"], [18262.5 + 0.5 / 86400] * 2),
        (["2020-01-01T00:00:00Z", "2020-01-01T12:00:00Z"], [18262, 18262.5]),
        (["2020-01-01T02:00:00+02:00", "2020-01-01T12:00:00+00:00"], [18262, 18262.5]),
        (["2020-01", "2020-02"], [18262, 18293]),
        (["2020/01/01", "2020/01/02"], [18262, 18263]),
        (["31.12.2019", "01.01.2020"], [18261, 18262]),
        (["12/31/2019", "01/01/2020"], [18261, 18262]),
        (["31/12/2019", "01/01/2020"], [18261, 18262]),
        (["20200101", "20200102"], [18262, 18263]),
        (["12:00", "18:00:00"], [0.5, 0.75]),
    ],
)
def test_dates_and_times(cells, days):
    table = parse_text("date;v\n" + "".join(f"{c};{i}\n" for i, c in enumerate(cells)))
    assert table.columns[0].kind == "time"
    np.testing.assert_allclose(table.columns[0].values[0], days[0], rtol=0, atol=1e-9)
    signal = to_signal(table, "date", "v")
    assert signal.x_is_time
    assert len(signal) == 2
    if days[0] != days[1]:
        np.testing.assert_allclose(signal.x, days, atol=1e-9)


def test_seconds_with_a_decimal_comma():
    table = parse_text("2020-01-01 00:00:00,500;1,5\n2020-01-01 12:00:00,000;2,5\n")
    np.testing.assert_allclose(table.columns[0].values, [18262 + 0.5 / 86400, 18262.5], atol=1e-9)


def test_dates_between_blanks():
    table = parse_text("2020-01-01 12:00:00 3.5\n2020-01-01 13:00:00 4.5\n")
    assert [c.kind for c in table.columns] == ["time", "number"]


def test_missing_and_wrong_dates():
    text = "date,v\n2020-01-01,1\n,2\n2020-02-30,3\n2020-03-01,4\n"
    signal = to_signal(parse_text(text), "date", "v")
    found = {d.reason: d.rows for d in signal.cleaning.dropped}
    assert found == {"x is missing": (3,), "x is not a time": (4,)}


def test_ambiguous_dates_are_read_day_first_and_told():
    table = parse_text("d,v\n01/02/2020,1\n02/03/2020,2\n")
    assert table.columns[0].values[0] == 18293
    assert "Dates were read with the day first." in table.notes


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


def test_ragged_rows_are_counted_never_silent():
    table = parse_text("a,b\n1,2\n3\n4,5,6\n7,8\n\n9,10\n")
    assert table.n_rows == 3
    assert table.ragged.tolist() == [3, 4]
    assert table.line_of_row.tolist() == [2, 5, 7]
    signal = to_signal(table)
    assert signal.cleaning.rows_read == 5
    assert (
        "2 rows dropped: the line does not have 2 cells (lines 3, 4)."
        in signal.cleaning.sentences()
    )
    # The rows after them keep their row number.
    assert signal.x.tolist() == [0, 3, 4]


def test_one_column_counts_its_rows_blank_lines_included():
    signal = to_signal(parse_text("1\n2\n\n4\n\n\n"))
    assert signal.x.tolist() == [0, 1, 3]
    assert signal.y.tolist() == [1, 2, 4]
    assert signal.cleaning.rows_read == 4
    assert signal.x_name == "row"


def test_quoted_cells_may_span_lines():
    table = parse_text('x,y,note\n1,2,"two\nlines"\n3,4,"a ""quoted"" one"\n5,6,\n')
    assert table.n_rows == 3
    assert table.line_of_row.tolist() == [2, 4, 5]
    assert table.columns[2].kind == "text"


def test_open_quote_names_its_line():
    with pytest.raises(SignalError, match=r"line 3: a quotation mark is opened"):
        parse_text('x,y\n1,2\n3,"4\n5,6\n7,8\n')


def test_inches_are_no_quotes():
    assert columns('x,y,z\n1,2,5"\n3,4,6"\n')[0] == [1, 3]


def test_text_columns_do_not_disturb():
    table = parse_text("name;v\nSmith, John;1,5\nDoe, Jane;2,5\n")
    assert [c.kind for c in table.columns] == ["text", "number"]
    assert table.columns[1].values.tolist() == [1.5, 2.5]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "t;v [µm]\n1;2\n3;4\n"),
        ("utf-8-sig", "t;v [µm]\n1;2\n3;4\n"),
        ("utf-16", "t;v [µm]\n1;2\n3;4\n"),
        ("utf-16-le", "t;v [µm]\n" + "1;2\n3;4\n" * 9),
        ("utf-16-be", "t;v [µm]\n" + "1;2\n3;4\n" * 9),
        ("utf-32", "t;v [µm]\n1;2\n3;4\n"),
        ("cp1252", "t;v [µm]\n1;2\n3;4\n"),
        ("latin-1", "t;v [µm]\n1;2\n3;4\n"),
    ],
)
def test_encodings(tmp_path, encoding, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    table = read_table(path)
    assert [c.name for c in table.columns] == ["t", "v [µm]"]
    assert table.columns[0].values[:2].tolist() == [1, 3]


def test_bytes_that_cp1252_lacks_are_latin_1(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"t\x81,v\xff\n1,2\n3,4\n")
    assert read_table(path).options.encoding == "latin-1"


def test_sniff_sets_every_field_and_can_be_given_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("made by\nx;y\ns;m\n1,5;2\n2,5;3\n", encoding="utf-8")
    found = sniff(path)
    assert found == CsvOptions("utf-8", ";", ",", "", 1, True, True, True)
    assert all(getattr(found, f.name) is not None for f in fields(found))
    again = read_table(path, found)
    assert again.options == found
    assert again.columns[0].values.tolist() == [1.5, 2.5]


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
        ("a,b\n3,1\n1,5\n2,3\n", (None, 0)),
        ("a\n1\n2\n3\n", (None, 0)),
        ("name,v\nfoo,1\nbar,2\n", (None, 1)),
        ("a,b\nfoo,bar\nbaz,quux\n", (None, None)),
    ],
)
def test_default_columns(text, expected):
    assert parse_text(text).default_columns() == expected


def test_columns_by_name_and_position(tmp_path):
    path = tmp_path / "flow.csv"
    path.write_text("Year,Flow,w\n2,20,1\n1,10,3\n", encoding="utf-8")
    for x, y, w in (("Year", "Flow", "w"), ("year", " flow ", "W"), (0, 1, 2), ("0", "1", "2")):
        signal = Signal.from_csv(path, x=x, y=y, weights=w)
        assert signal.x.tolist() == [1, 2]
        assert signal.y.tolist() == [10, 20]
        assert signal.weights.tolist() == [3, 1]
        assert (signal.x_name, signal.y_name, signal.name) == ("Year", "Flow", "flow")
    assert Signal.from_csv(path).x.tolist() == [0, 1]
    assert Signal.from_csv(path).y.tolist() == [2, 1]
    assert Signal.from_csv(path, x="Year").y.tolist() == [10, 20]


FILES = {
    "empty.csv": b"",
    "blank.csv": b"\n \n\n",
    "image.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
    "book.csv": b"PK\x03\x04" + b"\0" * 50,
    "codes.csv": b"1,2\n" + b"\x01\x02\x03\x04" * 10,
    "prose.csv": b"hello world\nthis is text\n",
    "header.csv": b"x,y\n",
    "gone.csv": b"x,y\n1,\n2,NA\n",
    "nothing.csv": b"x,y\nNA,\n,NA\n",
    "words.csv": b"x,y\n1,one\n2,two\n",
    "dates.csv": b"x,y\n1,2020-01-01\n2,2020-01-02\n",
    "minus.csv": b"x,y,w\n1,2,3\n2,3,-1\n",
    "good.csv": b"x,y\n1,2\n2,3\n",
    "quote.csv": b'x,y\n1,"2\n2,3\n',
}


@pytest.mark.parametrize(
    ("file", "choice", "words"),
    [
        ("none.csv", {}, "does not exist"),
        ("", {}, "is a folder"),
        ("empty.csv", {}, "is empty"),
        ("blank.csv", {}, "is empty"),
        ("image.csv", {}, "binary"),
        ("book.csv", {}, "save the sheet as CSV"),
        ("codes.csv", {}, "binary"),
        ("prose.csv", {}, "no column holds numbers .line 1 reads"),
        ("header.csv", {}, "no column holds numbers|no row of data"),
        ("gone.csv", {"x": "x"}, "no other column holds numbers"),
        ("gone.csv", {"x": "x", "y": "y"}, "every value of column y is missing"),
        ("nothing.csv", {}, "every value is missing|no column"),
        ("words.csv", {"x": "x", "y": "y"}, "line 2: column y holds text .“one”"),
        ("dates.csv", {"x": "x", "y": "y"}, "holds times"),
        ("minus.csv", {"x": "x", "y": "y", "weights": "w"}, "line 3 has -1"),
        ("good.csv", {"x": "time"}, r"no column time: choose one of x \(0\), y \(1\)"),
        ("good.csv", {"x": 2}, "no column 2"),
        ("good.csv", {"x": -1}, "no column -1"),
        ("quote.csv", {}, "line 2: a quotation mark"),
        ("good.csv", {"options": CsvOptions(encoding="klingon")}, "no encoding"),
        ("image.csv", {"options": CsvOptions(encoding="utf-8")}, "not utf-8 text in line 1"),
        ("bad\0name.csv", {}, "cannot be read|does not exist"),
    ],
)
def test_refusals_are_one_sentence_naming_the_file(tmp_path, file, choice, words):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    path = tmp_path / file if file else tmp_path
    with pytest.raises(SignalError, match=words) as caught:
        Signal.from_csv(path, **choice)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert path.name in message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind")
def test_permission_denied(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1,2\n", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SignalError, match=r"a\.csv may not be read"):
        read_table(path)


def test_permission_denied_is_told_whatever_the_platform(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("1,2\n", encoding="utf-8")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(SignalError, match=r"a\.csv may not be read"):
        read_table(path)


def test_too_large_is_refused_before_reading(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(600 * 2**20)
    with pytest.raises(SignalError, match=r"big\.csv has 600 MB, more than the limit of 512 MB"):
        read_table(path)


def test_reading_can_be_cancelled(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x,y\n" + "".join(f"{i},{i}\n" for i in range(200_000)), encoding="utf-8")
    seen = []

    def monitor(progress):
        seen.append(progress.fraction)
        if len(seen) == 3:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        read_table(path, monitor=monitor)
    assert len(seen) == 3
    seen.clear()
    read_table(path, monitor=lambda p: seen.append(p.fraction))
    assert seen == sorted(seen)
    assert seen[-1] <= 1.0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", " ", "|"])
@pytest.mark.parametrize("quoted", [False, True])
def test_long_files_come_out_whole(delimiter, quoted):
    n = 60_000
    mark = '"' if quoted else ""
    lines = [f"{mark}{i}{mark}{delimiter}{i / 8}" for i in range(n)]
    lines[40_000] = lines[40_000].split(delimiter)[0]
    table = parse_text(f"x{delimiter}y\n" + "\n".join(lines))
    signal = to_signal(table, "x", "y")
    assert table.ragged.tolist() == [40_002]
    assert signal.cleaning.rows_read == n
    assert len(signal) == n - 1
    assert (signal.y == signal.x / 8).all()
    assert table.line_of_row[-1] == n + 1


cells = st.one_of(
    st.integers(-50, 50).map(str),
    st.floats(-1e6, 1e6).map(repr),
    st.sampled_from(["", "NA", "inf", "abc", "1,2,3", "-", "2020-01-01"]),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=30))
def test_every_line_is_accounted_for(data):
    lines = ["10;20", "11;21", *(";".join(row) for row in data), "12;22"]
    options = CsvOptions(delimiter=";", decimal=".", thousands="", skip_lines=0, header=False)
    table = parse_text("\n".join(lines), options)
    filled = sum(bool(line.strip()) for line in lines)
    if len(table.columns) > 1:
        assert table.n_rows + table.ragged.size == filled
        assert sorted([*table.line_of_row, *table.ragged]) == [
            i + 1 for i, line in enumerate(lines) if line.strip()
        ]
    try:
        signal = to_signal(table, 0, len(table.columns) - 1)
    except SignalError as error:
        assert "\n" not in str(error)
        return
    report = signal.cleaning
    assert report.rows_used + report.rows_dropped + report.merged == report.rows_read
    assert report.rows_read == table.n_rows + table.ragged.size


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)), min_size=3, max_size=40),
    st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), ("|", ".")]),
    st.booleans(),
)
def test_what_is_written_is_read(data, dialect, header):
    delimiter, decimal = dialect
    lines = [delimiter.join(f"{v!r}".replace(".", decimal) for v in row) for row in data]
    table = parse_text("\n".join([delimiter.join(("x", "y"))] * header + lines))
    assert table.options.header is header
    np.testing.assert_array_equal([c.values for c in table.columns], np.transpose(data))


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from(list("0123456789.,;-+eE \t\"'|#xyNA\n")), max_size=80))
def test_no_text_causes_anything_but_a_sentence(text):
    try:
        table = parse_text(text)
        to_signal(table, *table.default_columns())
    except SignalError as error:
        assert "\n" not in str(error)
        assert str(error).endswith(".")


@settings(deadline=None, max_examples=100)
@given(content=st.binary(max_size=200))
def test_no_bytes_cause_anything_but_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(content)
    try:
        Signal.from_csv(path)
    except SignalError as error:
        assert "\n" not in str(error)
        assert "bytes.csv" in str(error)
