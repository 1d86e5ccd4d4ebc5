"""The list of many signals is there again after the window, or the program, has ended."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mirrors_engine import Architecture
from mirrors_engine.batch.batch import Source
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import silent
from mirrors_engine.signals import read_table
from mirrors_gui.batch import job, rows
from mirrors_gui.batch.kept import KeptList
from mirrors_gui.batch.origin import Origin
from mirrors_gui.batch.window import BatchWindow
from mirrors_gui.headless import wait

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "runs"
    place.mkdir()
    t = np.arange(20.0)
    for k in range(4):
        y = np.abs(t - 4 - k) + 0.3 * np.cos(5 * t)
        (place / f"run{k}.csv").write_text(
            "".join(f"{a},{b:.6f}\n" for a, b in zip(t, y, strict=True))
        )
    (place / "words.csv").write_text("a,b\nx,y\nz,w\n")
    return place


@pytest.fixture
def windows(session, tmp_path):
    """Windows of many signals with one place for their list, as after starts of the program."""
    session.set_architecture(Architecture("relu", 2))
    made = []

    def start() -> BatchWindow:
        for old in made:
            old.close()
        made.append(BatchWindow(session, "*", tmp_path / "list.jsonl"))
        made[-1].show()
        return made[-1]

    yield start
    for old in made:
        old.end()


def done(batch, count):
    assert wait(lambda: len(batch.lines()) == count and not batch.runner.running)


def shown(batch):
    model = batch.model
    which = (rows.NAME, rows.RULE, rows.NEURONS, rows.RMSE, rows.CERTIFIED, rows.REMARK)
    return [[model.data(model.index(k, c)) for c in which] for k in range(model.rowCount())]


def test_the_last_list_is_opened_again_as_it_was(windows, folder):
    first = windows()
    assert not first.last_button.isVisible()
    box = first.form.rule
    box.setCurrentIndex(box.findData("kinks"))
    first.add([folder])
    done(first, 5)
    before = shown(first)
    assert not first.last_button.isVisible()  # there is a list
    second = windows()
    assert second.last_button.isVisible() and not second.model.rows
    QTest.mouseClick(second.last_button, LEFT)
    done(second, 5)
    assert shown(second) == before
    assert "4 of 5 fitted, all of them certified, 1 failed" in second.summary.text()
    assert second.form.rule.currentData() == "kinks" and second.fit_button.text() == "Fit 1 signal"
    one, two = first.model.rows[2].line, second.model.rows[2].line
    assert one == two and second.model.rows[2].solve == first.model.rows[2].solve
    for name in ("x", "y", "fit_x", "fit_y", "pieces"):  # the picture and the export
        np.testing.assert_array_equal(getattr(one.outline, name), getattr(two.outline, name))
    assert one.outline.rows() == two.outline.rows()


def test_a_list_that_was_killed_goes_on_with_what_is_left(windows, folder, tmp_path):
    first = windows()
    first.add([folder])
    done(first, 5)
    kept = tmp_path / "list.jsonl"
    lines = kept.read_text().splitlines()
    assert len(lines) == 6
    kept.write_text("\n".join(lines[:3]) + "\n" + lines[3][:60])  # two are done, one half written
    changed = folder / "run0.csv"
    changed.write_text(changed.read_text() + "20,7\n")  # and another file is no longer the same
    second = windows()
    QTest.mouseClick(second.last_button, LEFT)
    done(second, 1)
    assert second.model.rows[1].line == first.model.rows[1].line
    assert second.fit_button.text() == "Fit 4 signals"
    QTest.mouseClick(second.fit_button, LEFT)
    done(second, 5)
    assert second.model.rows[0].line.n_samples == 21
    third = windows()
    third.add([folder])  # dropped again instead: only the failure is tried again
    done(third, 5)
    assert third.model.rows[3].line == second.model.rows[3].line  # with its seconds


def test_columns_of_a_table_and_pasted_text_are_kept_too(tmp_path):
    text = "t,a,b\n" + "".join(f"{k},{k % 3},{k % 5}\n" for k in range(9))
    path = tmp_path / "wide.csv"
    path.write_text(text)
    table = read_table(path)
    kept = KeptList(tmp_path / "list.jsonl")
    for pasted in (None, text):
        origin = Origin(table=table, text=pasted, x=(0,), reading=table.options)
        (listed,) = job.listing_job(origin, kept)(silent)
        again = KeptList(tmp_path / "list.jsonl").read(silent)
        assert again.x == (0,) and again.text == pasted and again.reading == table.options
        assert [c.name for c in again.table.columns] == ["t", "a", "b"]
        assert [name for _, name in listed.signals] == ["a", "b"]
    path.unlink()
    kept.begin(Origin(table=table, x=(0,), reading=table.options), silent)
    with pytest.raises(MirrorsError, match=r"wide\.csv does not exist"):
        KeptList(tmp_path / "list.jsonl").read(silent)


def test_the_list_is_in_the_menu_of_recent_files(window, settled, folder, tmp_path):
    settled(window.session)
    window.opening.kept_list = tmp_path / "list.jsonl"

    def entry():
        window.recent.menu.aboutToShow.emit()
        return [a for a in window.recent.menu.actions() if "many signals" in a.text()]

    assert not entry()
    KeptList(tmp_path / "list.jsonl").begin(Origin((str(folder),)), silent)
    entry()[0].trigger()
    batch = window.opening.batch
    assert wait(lambda: len(batch.model.rows) == 5 and not batch.runner.running)
    assert batch.isVisible() and batch.fit_button.text() == "Fit 5 signals"


def test_what_is_no_list_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "list.jsonl"
    for words in ("", "null\n", '{"key": 1}\n{"origin": 3}', json.dumps({"key": "a", "line": {}})):
        path.write_text(words)
        with pytest.raises(MirrorsError):
            KeptList(path).read(silent)
    kept = KeptList(tmp_path / "nowhere" / "list.jsonl")  # goes on without a file
    kept.begin(Origin(("a.csv",)), silent)
    assert not kept.there and kept.find(Source("a.csv")) is None


def test_more_signals_than_a_list_holds_are_refused_before_any_is_fitted(
    windows, folder, monkeypatch
):
    monkeypatch.setattr(job, "MOST", 4)
    batch = windows()
    batch.add([folder])
    assert wait(lambda: batch.problem.isVisible() and not batch.runner.running)
    assert batch.problem.text().startswith("There are 5 signals, more than the 4 that one list")
    assert not batch.model.rows
