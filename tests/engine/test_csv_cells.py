"""Cells of a CSV file: what is missing or infinite, dates and times."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.signals import Signal, parse_text


@pytest.mark.parametrize("cell", ["", "NA", "NaN", "nan", "-", "null", "None", ".", "n/a", "#N/A"])
def test_missing_cells(cell):
    table = parse_text(f"x,y\n1,2\n2,{cell}\n3,4\n")
    assert table.columns[1].missing == 1
    signal = Signal.from_table(table, "x", "y")
    assert signal.x.tolist() == [1, 3]
    assert "1 row dropped: y is missing (line 3)." in signal.cleaning.sentences()


@pytest.mark.parametrize("cell", ["inf", "-Inf", "Infinity", "∞", "-∞", "1e999"])
def test_infinite_cells(cell):
    signal = Signal.from_table(parse_text(f"x,y\n1,2\n2,{cell}\n3,4\n"), "x", "y")
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
    signal = Signal.from_table(table, "date", "v")
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
    signal = Signal.from_table(parse_text(text), "date", "v")
    found = {d.reason: d.rows for d in signal.cleaning.dropped}
    assert found == {"x is missing": (3,), "x is not a time": (4,)}


def test_ambiguous_dates_are_read_day_first_and_told():
    table = parse_text("d,v\n01/02/2020,1\n02/03/2020,2\n")
    assert table.columns[0].values[0] == 18293
    assert "Dates were read with the day first." in table.notes
