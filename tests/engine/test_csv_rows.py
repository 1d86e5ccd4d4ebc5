"""Every row of a CSV text is accounted for; whatever it holds, the worst is one sentence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import CsvOptions, Signal, parse_text


def test_ragged_rows_are_counted_never_silent():
    table = parse_text("a,b\n1,2\n3\n4,5,6\n7,8\n\n9,10\n")
    assert table.n_rows == 3
    assert table.ragged.tolist() == [3, 4]
    assert table.line_of_row.tolist() == [2, 5, 7]
    signal = Signal.from_table(table, "row")
    assert signal.cleaning.rows_read == 5
    assert (
        "2 rows dropped: the line does not have 2 cells (lines 3, 4)."
        in signal.cleaning.sentences()
    )
    # The rows after them keep their row number.
    assert signal.x.tolist() == [0, 3, 4]


def test_one_column_counts_its_rows_blank_lines_included():
    signal = Signal.from_table(parse_text("1\n2\n\n4\n\n\n"))
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


@pytest.mark.parametrize("delimiter", [",", ";", "\t", " ", "|"])
@pytest.mark.parametrize("quoted", [False, True])
def test_long_files_come_out_whole(delimiter, quoted):
    n = 60_000
    mark = '"' if quoted else ""
    lines = [f"{mark}{i}{mark}{delimiter}{i / 8}" for i in range(n)]
    lines[40_000] = lines[40_000].split(delimiter)[0]
    table = parse_text(f"x{delimiter}y\n" + "\n".join(lines))
    signal = Signal.from_table(table, "x", "y")
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
        signal = Signal.from_table(table, 0, len(table.columns) - 1)
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
    text = "\n".join([delimiter.join(("x", "y"))] * header + lines)
    table = parse_text(text, CsvOptions(missing_codes=""))  # 32767 beside zeros means missing
    assert table.options.header is header
    np.testing.assert_array_equal([c.values for c in table.columns], np.transpose(data))


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from(list("0123456789.,;-+eE \t\"'|#xyNA\n")), max_size=80))
def test_no_text_causes_anything_but_a_sentence(text):
    try:
        table = parse_text(text)
        Signal.from_table(table, *table.default_columns())
    except SignalError as error:
        assert "\n" not in str(error)
        assert str(error).endswith(".")
