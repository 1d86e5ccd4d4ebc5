"""Columns of rows cut in one go read as their cells do one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.signals.delimited.cells import Cells, Rows, long_cells
from mirrors_engine.signals.delimited.dates import parse_times
from mirrors_engine.signals.delimited.values import CellFormat, parse_numbers

_DIGITS = st.text("0123456789", max_size=12)
_PLAIN = st.builds("{}{}{}{}".format, st.sampled_from(["", "", "-", "+"]), _DIGITS,
                   st.sampled_from([".", ".", "", ","]), _DIGITS)  # fmt: skip
_ODD = st.sampled_from(
    ["", "NA", "nan", "1e5", "1.5E-3", "--1", "+-2", "-", ".", ",", "1-2", " 7", "7 ", "  8",
     "1.2.3", "1_0", "inf", "0x1F", "123456789012345", "1234567890123456", "0.1234567890123456",
     "-0.0", "9007199254740993", "99999999999999.9", "1,234.5", "1.234,5", "5%", "1/2", "1:2"]
)  # fmt: skip
_NUMBER = st.one_of(_PLAIN, _PLAIN, _PLAIN, st.floats().map(repr), _ODD)


def _rows(cells: list[list[str]], delimiter: str) -> Rows | None:
    return Rows.cut("\n".join(map(delimiter.join, cells)), delimiter, len(cells[0]))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(_NUMBER, min_size=3, max_size=3), min_size=1, max_size=12),
    st.sampled_from([(".", ""), (".", ","), (",", ""), (",", ".")]),
)
def test_numbers_of_a_column_are_those_of_its_cells(rows, marks):
    cut = _rows(rows, ";")
    assert cut is not None
    form = CellFormat(*marks)
    for j, column in enumerate(cut.columns()):
        cells = [row[j] for row in rows]
        assert list(column) == cells and [column[i] for i in range(len(cells))] == cells
        assert column[1:3] == cells[1:3] and column.longest == max(map(len, cells))
        values, unreadable = parse_numbers(column, form)
        one_by_one = [parse_numbers([cell], form) for cell in cells]
        assert unreadable == [i for i, (_, bad) in enumerate(one_by_one) if bad]
        expected = np.array([value[0] for value, _ in one_by_one])
        # to the bit, with the sign of zero
        known = ~np.isnan(expected)
        assert values[known].tobytes() == expected[known].tobytes()
        assert np.isnan(values[~known]).all()
        long, each = long_cells(column, False), long_cells(cells, False)
        assert long.tolist() == each.tolist()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_times_of_a_column_are_those_of_its_cells(data):
    size = data.draw(st.sampled_from([10, 16, 19, 23, 26]))
    stamp = st.datetimes().map(lambda t: t.isoformat(" ", "microseconds")[:size])
    other = st.sampled_from(
        ["2020-02-30 00:00:00.000000", "2020-01-01T10:00:00.000000", "2020.01.01 00:00:00.000000",
         "0000-01-01 00:00:00.000000", "2020-01-01 24:00:00.000000", "2020-1-01 00:00:00.0000000"]
    ).map(lambda t: t[:size])  # fmt: skip
    cells = data.draw(st.lists(st.one_of(stamp, stamp, stamp, other), min_size=1, max_size=6))
    cut = _rows([[cell, "1"] for cell in cells], ",")
    assert cut is not None
    values, unreadable = parse_times(cut.columns()[0], CellFormat())
    expected, bad = parse_times(cells, CellFormat())
    assert unreadable == bad
    np.testing.assert_array_equal(values, expected)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["1", "-2.5", "30", "4e5"]), min_size=1, max_size=4),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.sampled_from([" ", "  ", "   "]), min_size=40, max_size=40),
)
def test_blanks_cut_where_every_line_has_as_many_cells(rows, gaps):
    gap = iter(gaps)
    lines = ["".join(next(gap) + cell for cell in row)[i % 2 :] for i, row in enumerate(rows)]
    width = len(rows[0])
    cut = Rows.cut("\n".join(lines), " ", width)
    if all(len(row) == width for row in rows):
        assert [list(column) for column in cut.columns()] == [
            list(c) for c in zip(*rows, strict=True)
        ]
    else:
        assert cut is None


def test_what_is_not_plain_rows_is_cut_otherwise():
    assert Rows.cut("1,2\n3", ",", 2) is None
    assert Rows.cut("1,2,3\n4", ",", 2) is None
    assert Rows.cut("1,2\n\n3,4", ",", 2) is None
    assert Rows.cut("1,²\n3,4", ",", 2) is None
    assert Rows.cut("1 2 # 3\n3 4", " ", 2) is None
    assert Rows.cut("1 12:30\n3 12:40", " ", 2) is None
    assert isinstance(Rows.cut("1,2\n3,4", ",", 2).columns()[0], Cells)
