"""CSV files: encodings, columns by name, refusals in one sentence that names the file."""

from __future__ import annotations

import os
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.errors import Cancelled, SignalError
from mirrors_engine.signals import CsvOptions, Signal, read_table, sniff


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
    assert found == CsvOptions(
        "utf-8", ";", ",", "", 1, True, True, True, 0, 0, True, "", "", False, "", 1
    )
    assert all(getattr(found, f.name) is not None for f in fields(found))
    again = read_table(path, found)
    assert again.options == found
    assert again.columns[0].values.tolist() == [1.5, 2.5]


def test_columns_by_name_and_position(tmp_path):
    path = tmp_path / "flow.csv"
    path.write_text("Year,Flow,w\n2,20,1\n1,10,3\n", encoding="utf-8")
    for x, y, w in (("Year", "Flow", "w"), ("year", " flow ", "W"), (0, 1, 2), ("0", "1", "2")):
        signal = Signal.from_csv(path, x=x, y=y, weights=w)
        assert signal.x.tolist() == [1, 2]
        assert signal.y.tolist() == [10, 20]
        assert signal.weights.tolist() == [3, 1]
        assert (signal.x_name, signal.y_name, signal.name) == ("Year", "Flow", "flow")
    assert Signal.from_csv(path, x="row", y=0).x.tolist() == [0, 1]
    assert Signal.from_csv(path, y=0).y.tolist() == [2, 1]
    assert Signal.from_csv(path).y_name == "Flow"
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
