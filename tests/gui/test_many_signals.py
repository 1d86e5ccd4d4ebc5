"""Many signals in one list: a folder, several files, a wide table; sorted, opened, exported."""

from __future__ import annotations

import csv
import sqlite3
import warnings

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from user_driver import NONE

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import Cancelled
from mirrors_engine.signals import read_table
from mirrors_gui.batch import rows
from mirrors_gui.headless import wait
from mirrors_gui.importing import ImportDialog, Source

LEFT = Qt.MouseButton.LeftButton


def curve(k: int) -> np.ndarray:
    t = np.arange(24.0)
    return np.abs(t - 4 - k) + (0.3 + 0.2 * k) * np.cos(5 * t)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "runs"
    place.mkdir()
    for k in (1, 2, 10):
        lines = "".join(f"{t},{v:.6f}\n" for t, v in enumerate(curve(k)))
        (place / f"run{k}.csv").write_text(f"t,level\n{lines}")
    (place / "words.csv").write_text("a,b\nx,y\nz,w\n")
    (place / "ignored.pdf").write_text("%PDF")
    return place


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "wide.csv"
    columns = np.column_stack([np.arange(24.0), *(curve(k) for k in range(5))])
    text = "\n".join(",".join(f"{v:.6f}" for v in row) for row in columns)
    path.write_text(f"t,{','.join(f'sensor {k}' for k in range(5))}\n{text}\n")
    return path


@pytest.fixture
def ready(window, settled):
    settled(window.session)
    window.session.set_architecture(Architecture("relu", 2))
    settled(window.session)
    return window


def drop(window, paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy = Qt.DropAction.CopyAction
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other constructor yet
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, LEFT, NONE))


def done(window, count: int):
    """The window of many signals, once so many have their line."""
    batch = window.opening.batch
    assert wait(lambda: len(batch.lines()) == count and not batch.runner.running)
    return batch


def column(batch, which: int) -> list[str]:
    model = batch.model
    return [model.data(model.index(k, which)) for k in range(model.rowCount())]


def test_a_folder_dropped_on_the_window_is_a_list_and_a_failure_stops_no_other(ready, folder):
    drop(ready, [folder])
    batch = done(ready, 4)
    assert column(batch, rows.NAME) == ["run1.csv", "run2.csv", "run10.csv", "words.csv"]
    assert column(batch, rows.CERTIFIED) == ["✓ yes"] * 3 + ["! failed"]
    said = column(batch, rows.REMARK)
    assert said[:3] == ["", "", ""] and said[3].startswith("No column holds numbers")
    summary = "3 of 4 fitted, all of them certified, 1 failed, 1 file with other endings left out."
    assert batch.summary.text() == summary
    assert column(batch, rows.RULE)[0] == "0.02 λmax"
    signal = Signal.from_file(folder / "run2.csv")
    expected = fit(signal, Architecture("relu", 2), lam_ratio=0.02)
    assert batch.model.rows[1].line.objective == expected.objective
    assert batch.fit_button.text() == "Fit 1 signal"  # a failure is tried again


def test_several_files_are_chosen_at_once_and_one_opens_the_usual_way(ready, folder):
    QTest.keyClick(
        ready, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    batch = ready.opening.batch
    assert batch.isVisible() and "Drop a folder" in batch.pages.currentWidget().text()
    QTest.mouseClick(batch.files_button, LEFT)
    dialog = batch.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.close()
    batch.add([folder / "run1.csv", folder / "run2.csv"])
    done(ready, 2)
    batch.add([folder])  # those that are there already are not listed twice
    done(ready, 4)
    drop(ready, [folder / "run1.csv"])
    assert wait(lambda: ready.session.table is not None and not ready.session.busy)
    assert len(batch.model.rows) == 4


@pytest.fixture
def listed(ready, wide):
    """The columns of a wide table, by the button of the preview."""
    ready.opening.preview(Source(wide))
    dialog = ready.findChild(ImportDialog)
    assert wait(lambda: dialog.reading is not None and not dialog.runner.running)
    QTest.mouseClick(dialog.findChild(QPushButton, "importEveryColumnButton"), LEFT)
    return done(ready, 5)


def test_every_column_of_a_wide_table_sorted_by_any_column(listed):
    names = [f"sensor {k}" for k in range(5)]
    assert column(listed, rows.NAME) == names
    header = listed.table.horizontalHeader()
    middle = header.sectionViewportPosition(rows.RMSE) + 20
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(middle, header.height() // 2))
    by_error = sorted(listed.model.rows, key=lambda row: row.line.rmse)
    assert column(listed, rows.NAME) == [row.name for row in by_error]
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(middle, header.height() // 2))
    assert column(listed, rows.NAME) == [row.name for row in reversed(by_error)]
    assert [line.y for line in listed.lines()] == names  # for the export


def test_what_is_typed_over_the_list_filters_it(listed):
    listed.activateWindow()
    listed.table.setFocus()
    QTest.keyClicks(listed.table, "3")
    QTest.keyClick(listed.filter, Qt.Key.Key_Space)
    QTest.keyClicks(listed.filter, "YES")
    assert listed.filter.text() == "3 YES" and column(listed, rows.NAME) == ["sensor 3"]
    assert "1 shown" in listed.summary.text()
    QTest.keyClick(listed.filter, Qt.Key.Key_Escape)
    assert len(column(listed, rows.NAME)) == 5 and listed.isVisible()


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_a_signal_is_opened_with_its_network_and_lam(ready, listed, settled, how):
    session = ready.session
    box = listed.form.rule
    box.setCurrentIndex(box.findData("kinks"))
    listed.form.value.setFocus()
    listed.form.value.selectAll()
    QTest.keyClicks(listed.form.value, "2")
    QTest.keyClick(listed.form.value, Qt.Key.Key_Tab)
    layers = listed.form.layers
    layers.setValue(3)
    assert listed.fit_button.text() == "Fit 5 signals"
    QTest.mouseClick(listed.fit_button, LEFT)
    assert wait(lambda: not listed.runner.running and listed.fit_button.text() == "All fitted")
    assert column(listed, rows.RULE) == ["≤ 2 kinks"] * 5
    spot = listed.model.index(3, rows.NAME)
    listed.table.setCurrentIndex(spot)
    if how == "key":
        QTest.keyClick(listed.table, Qt.Key.Key_Return)
    else:
        at = listed.table.visualRect(spot).center()
        QTest.mouseClick(listed.table.viewport(), LEFT, pos=at)
        QTest.mouseDClick(listed.table.viewport(), LEFT, pos=at)
    assert wait(lambda: session.signal.y_name == "sensor 3")
    settled(session)
    line = listed.model.rows[3].line
    assert session.architecture == Architecture("relu", 3)
    assert session.result.lam == pytest.approx(line.lam, rel=1e-12)
    assert session.result.objective == pytest.approx(line.objective, rel=1e-12)
    assert ready.document.path is None and not ready.document.dirty
    assert len(session.result.kinks) <= 2
    session.history.undo()
    settled(session)
    assert session.signal.y_name != "sensor 3"


def test_all_lines_are_exported_in_their_order_with_the_functions(listed, wide, tmp_path):
    QTest.mouseClick(listed.functions, LEFT, pos=QPoint(8, listed.functions.height() // 2))
    assert listed.functions.isChecked()
    listed.table.sortByColumn(rows.RMSE, Qt.SortOrder.AscendingOrder)
    for name in ("all.csv", "all.sqlite"):
        listed.export(tmp_path / name)
        assert wait(lambda n=name: n in listed.summary.text()), listed.problem.text()
    with (tmp_path / "all.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["y"] for line in lines] == [f"sensor {k}" for k in range(5)]
    table = read_table(wide)
    one = fit(Signal.from_table(table, "t", "sensor 2"), Architecture("relu", 2), lam_ratio=0.02)
    assert float(lines[2]["objective"]) == one.objective
    with (tmp_path / "all-functions.csv").open(newline="") as file:
        slopes = [float(r["slope"]) for r in csv.DictReader(file) if r["y"] == "sensor 2"]
    assert slopes == [piece.slope for piece in one.pieces()]
    database = sqlite3.connect(tmp_path / "all.sqlite")
    assert database.execute("SELECT COUNT(DISTINCT y) FROM pieces").fetchone() == (5,)
    database.close()
    listed.export(tmp_path / "nowhere" / "all.csv")
    assert wait(listed.problem.isVisible) and "folder" in listed.problem.text()
    (tmp_path / "other-functions.csv").write_text("mine")
    listed.export(tmp_path / "other.csv")
    assert wait(lambda: "would be replaced" in listed.problem.text())
    assert (tmp_path / "other-functions.csv").read_text() == "mine"


def test_cancel_leaves_what_is_done_and_the_rest_goes_on(ready, wide, monkeypatch):
    from mirrors_engine.batch.solve import Solve

    real, calls, hold = Solve.__call__, [], [True]

    def slow(self, signal, monitor=lambda p: None, warn=None):
        from mirrors_engine.progress import Progress

        calls.append(signal.y_name)
        while len(calls) == 3 and hold[0]:
            monitor(Progress("held"))
        return real(self, signal, monitor, warn)

    monkeypatch.setattr(Solve, "__call__", slow)
    ready.opening.many()
    batch = ready.opening.batch
    QTest.mouseClick(batch.every, LEFT, pos=QPoint(8, batch.every.height() // 2))
    batch.add([wide])
    assert wait(lambda: len(batch.lines()) == 2 and len(calls) == 3)
    QTest.mouseClick(batch.stop_button, LEFT)
    assert not batch.runner.running and len(batch.lines()) == 2
    assert batch.fit_button.text() == "Fit 3 signals"
    hold[0] = False
    QTest.mouseClick(batch.fit_button, LEFT)
    done(ready, 5)
    assert [row.name for row in batch.model.rows] == [f"wide.csv · sensor {k}" for k in range(5)]
    assert batch.fit_button.text() == "All fitted" and not batch.fit_button.isEnabled()


def test_closing_ends_the_work_and_keeps_the_list(ready, wide, monkeypatch):
    from mirrors_engine.batch.solve import Solve
    from mirrors_engine.progress import Progress

    ended = []

    def endless(self, signal, monitor=None, warn=None):
        try:
            while True:
                monitor(Progress("held"))
        except Cancelled:
            ended.append(signal.y_name)
            raise

    monkeypatch.setattr(Solve, "__call__", endless)
    ready.opening.many([wide])
    batch = ready.opening.batch
    assert wait(lambda: batch.stop_button.isVisible() and len(batch.model.rows) == 1)
    batch.close()
    assert not batch.runner.running and len(batch.model.rows) == 1
    ready.opening.many()
    assert batch.isVisible() and batch.fit_button.text() == "Fit 1 signal"
    QTest.mouseClick(batch.fit_button, LEFT)
    assert batch.runner.running
    ready.close()  # the fixture of all tests looks for threads and windows
    assert not batch.isVisible()


def test_pasted_columns_and_settings_that_make_no_sense(ready):
    columns = np.column_stack([np.arange(24.0), curve(0), curve(1)])
    text = "t\ta\tb\n" + "\n".join("\t".join(f"{v:.5f}" for v in row) for row in columns)
    ready.opening.preview(Source(None, text))
    dialog = ready.findChild(ImportDialog)
    assert wait(lambda: dialog.reading is not None and not dialog.runner.running)
    QTest.mouseClick(dialog.findChild(QPushButton, "importEveryColumnButton"), LEFT)
    batch = done(ready, 2)
    value = batch.form.value
    value.setFocus()
    value.selectAll()
    QTest.keyClicks(value, "much")
    QTest.keyClick(value, Qt.Key.Key_Tab)
    QTest.mouseClick(batch.fit_button, LEFT)
    assert batch.problem.isVisible() and "much" in batch.problem.text()
    batch.table.setCurrentIndex(batch.model.index(1, rows.NAME))
    QTest.keyClick(batch.table, Qt.Key.Key_Enter)
    assert wait(lambda: ready.session.signal.y_name == "b")
    assert ready.session.pasted == text


def test_thumbnails_show_the_data_and_the_function(ready, listed):
    listed.resize(1280, 720)
    picture = listed.table.viewport().grab().toImage()
    index = listed.model.index(1, rows.PICTURE)
    room = listed.table.visualRect(index)
    theme = listed.model.theme
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(room.left(), room.right())
        for y in range(room.top(), room.bottom())
    }
    assert theme.color("function").name() in inks and len(inks) > 8
    assert listed.minimumSizeHint().width() <= 1280 and listed.minimumSizeHint().height() <= 720
    for child in (listed.table, listed.filter, listed.fit_button, listed.form.rule):
        assert child.accessibleName()
