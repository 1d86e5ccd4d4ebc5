"""What a batch keeps of each fit for a picture and for the output of the functions."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.batch.batch import batch, columns_as_sources, files_of, tables_in
from mirrors_engine.batch.outline import CORNERS, DOTS, outline_of
from mirrors_engine.batch.output import content_of, pieces_of
from mirrors_engine.batch.solve import Solve
from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.selection.rule import LamRule
from mirrors_engine.signals import read_table

NET = Architecture("abs", 3)


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "wide.csv"
    t = np.arange(30)
    columns = {"t": t, "a": np.abs(t - 9.0), "b": np.sin(t / 4), "flat": t * 0 + 2, "words": t}
    rows = zip(*columns.values(), strict=True)
    text = "\n".join(",".join(map(str, row[:-1])) + ",no number" for row in rows)
    path.write_text(f"{','.join(columns)}\n{text}\n")
    return path


@pytest.mark.parametrize(
    ("activation", "layers"), [("abs", 3), ("relu", 2), ("sign", 2), ("leaky", 2)]
)
def test_the_corners_are_the_function(activation, layers):
    x = np.sort(np.random.default_rng(0).normal(size=40))
    result = fit(Signal(x, np.sin(3 * x)), Architecture(activation, layers), lam_ratio=0.02)
    outline = outline_of(result)
    assert outline.fit_x[0] == x[0] and outline.fit_x[-1] == x[-1]
    right = np.append(np.diff(outline.fit_x) > 0, True)  # a step has its old value first
    np.testing.assert_allclose(
        outline.fit_y[right], result.predict(outline.fit_x[right]), atol=1e-9
    )
    np.testing.assert_array_equal(outline.x, x)
    assert len(outline.rows()) == len(result.pieces())


def test_an_outline_of_a_long_signal_is_small_and_has_its_extremes():
    x = np.arange(20_000.0)
    y = np.sin(x / 900)
    y[[777, 15_000]] = 9, -9
    outline = outline_of(fit(Signal(x, y), Architecture("relu", 2), lam_ratio=1e-3))
    assert len(outline.x) <= DOTS + 2 and len(outline.fit_x) <= CORNERS + 2
    assert outline.y.max() == 9 and outline.y.min() == -9
    assert outline.x[0] == 0 and outline.x[-1] == 19_999


def test_columns_of_a_table_read_once_and_a_failure_among_them(wide):
    table = read_table(wide)
    sources = columns_as_sources(str(wide), None, None)
    assert [table.columns[s.y].name for s in sources] == ["a", "b", "flat"]

    def solve(signal):
        if signal.y_name == "b":
            raise SettingError("It is refused: choose another.")
        return Solve(NET, LamRule(lam_ratio=0.05))(signal)

    wide.unlink()  # what was read is not read again
    lines = list(batch(sources, solve, outlines=True, table=table))
    assert [line.error for line in lines] == ["", "It is refused: choose another.", ""]
    expected = fit(Signal.from_table(table, "t", "a"), NET, lam_ratio=0.05)
    assert lines[0].objective == expected.objective and lines[0].outline.pieces.shape[1] == 5
    assert len(lines[1].outline.x) == 30 and not len(lines[1].outline.fit_x)


@pytest.mark.parametrize("kind", ["csv", "sqlite", "json", "parquet"])
def test_the_functions_go_into_the_output(wide, tmp_path, kind):
    sources = columns_as_sources(str(wide), None, None)
    lines = list(batch(sources, Solve(NET, LamRule(lam_ratio=0.05)), outlines=True))
    table = read_table(wide)
    pieces = fit(Signal.from_table(table, "t", "a"), NET, lam_ratio=0.05).pieces()
    if kind == "json":
        found = json.loads(content_of(lines, kind, pieces=True))[0]["pieces"]
        slopes, first = [piece["slope"] for piece in found], found[0]["start"]
    elif kind == "csv":
        rows = list(csv.DictReader(io.StringIO(pieces_of(lines, kind))))
        found = [row for row in rows if row["y"] == "a"]
        slopes, first = [float(row["slope"]) for row in found], found[0]["start"] or None
    elif kind == "sqlite":
        path = tmp_path / "lines.sqlite"
        path.write_bytes(content_of(lines, kind, pieces=True))
        database = sqlite3.connect(path)
        found = database.execute("SELECT slope, start FROM pieces WHERE y = 'a'").fetchall()
        assert database.execute("SELECT COUNT(*) FROM lines").fetchone() == (3,)
        database.close()
        slopes, first = [row[0] for row in found], found[0][1]
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        read = parquet.read_table(io.BytesIO(pieces_of(lines, kind))).to_pylist()
        found = [row for row in read if row["y"] == "a"]
        slopes, first = [row["slope"] for row in found], found[0]["start"]
    assert slopes == [piece.slope for piece in pieces] and first is None


def test_places_of_dates_are_dates(tmp_path):
    path = tmp_path / "dates.csv"
    path.write_text("day,v\n" + "".join(f"2020-01-{d:02d},{abs(d - 9)}\n" for d in range(1, 20)))
    lines = list(
        batch(
            columns_as_sources(str(path), None, None), Solve(NET, LamRule(kinks=1)), outlines=True
        )
    )
    rows = list(csv.DictReader(io.StringIO(pieces_of(lines, "csv"))))
    pieces = fit(Signal.from_file(path), NET, kinks=1).pieces()
    days = np.array([piece.start for piece in pieces[1:]]).astype("datetime64[D]")
    assert [row["start"] for row in rows[1:]] == days.astype(str).tolist()
    assert [row["end"] for row in rows[:-1]] == [row["start"] for row in rows[1:]]


def test_a_folder_stands_for_its_tables_in_their_order(tmp_path):
    for name in ("run10.csv", "run2.csv", "notes.pdf", "run1.txt"):
        (tmp_path / name).write_text("t,v\n0,1\n1,2\n2,0\n")
    names = ["run1.txt", "run2.csv", "run10.csv"]
    assert [path.rsplit("/", 1)[-1] for path in tables_in(str(tmp_path))] == names
    assert list(files_of([str(tmp_path)])) == tables_in(str(tmp_path))
    (tmp_path / "empty").mkdir()
    with pytest.raises(SignalError, match="holds no table"):
        tables_in(str(tmp_path / "empty"))
    assert files_of([str(tmp_path / "empty")]) == (str(tmp_path / "empty"),)


def test_a_rule_gives_one_way_and_its_fit():
    with pytest.raises(SettingError, match="Give one of"):
        LamRule(lam=1.0, kinks=3)
    x = np.arange(24.0)
    signal = Signal(x, np.abs(x - 7) + 0.1 * np.cos(5 * x))
    assert len(Solve(NET, LamRule(neurons=2))(signal).weights) <= 2
    again = fit(signal, NET, neurons=2)
    assert Solve(NET, LamRule(neurons=2))(signal).lam == again.lam
