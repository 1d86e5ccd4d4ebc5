"""The import dialog: detection shown, every choice overruled, nothing lost."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from mirrors_engine.progress import silent
from mirrors_engine.signals import CsvOptions
from mirrors_gui.importing import ImportDialog, Source
from mirrors_gui.importing.reading import Columns, read

GERMAN = (
    "Messung 17\n"
    "Zeit;Wert;Gewicht\n"
    "s;mV;-\n"
    "1,0;10,5;1\n2,0;11,5;2\n3,0;fehlt;1\n4,0;9,25;1\n5,0;kaputt\n6,0;7,5;3\n"
)


_kept: list = []  # plots that die with their test can take the process with them


@pytest.fixture
def german(tmp_path):
    path = tmp_path / "messung.csv"
    path.write_text(GERMAN, encoding="utf-8")
    return path


@pytest.fixture
def dialog(qtbot, session, german):
    made = ImportDialog(session, Source(german))
    _kept.append(made)
    made.show()
    qtbot.waitUntil(lambda: made.reading is not None and not made.runner.running)
    yield made
    made.reject()


def ready(qtbot, dialog, until):
    qtbot.waitUntil(lambda: not dialog.runner.running and until())


def choose(box, data):
    box.setCurrentIndex(box.findData(data))


def test_what_was_detected_is_said_beside_each_choice(dialog):
    boxes = dialog.choices.boxes
    assert boxes["delimiter"].currentText() == "Detected: semicolon  ;"
    assert boxes["decimal"].currentText() == "Detected: comma  1,5"
    assert boxes["header"].currentText() == "Detected: in the first line"
    assert boxes["units_row"].currentText() == "Detected: in the line below"
    assert dialog.choices.counts["skip_lines"].text() == "Detected: 1"
    roles = [row.role for row in dialog.model.table.preview]
    assert roles[:4] == ["skipped", "header", "units", "data"]


def test_every_row_is_accounted_for_before_import(dialog):
    said = dialog.findChild(QLabel, "importAccount").text()
    assert "6 rows read" in said
    assert "y is not a number" in said
    assert "does not have 3 cells" in said


def test_cells_that_do_not_fit_are_marked(dialog):
    model = dialog.model
    rows = {row.line: i for i, row in enumerate(model.table.preview)}
    wrong = model.data(model.index(rows[6], 1), Qt.ItemDataRole.ForegroundRole)
    right = model.data(model.index(rows[4], 1), Qt.ItemDataRole.ForegroundRole)
    assert wrong == model.theme.color("uncertified")
    assert right == model.theme.color("text")
    assert "left out" in model.data(model.index(rows[6], 1), Qt.ItemDataRole.ToolTipRole)
    assert "2 cells, not 3" in model.data(model.index(rows[8], 0), Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("delimiter", "", lambda t: len(t.columns) == 1),
        ("decimal", ".", lambda t: t.options.decimal == "."),
        ("thousands", "'", lambda t: t.options.thousands == "'"),
        ("header", False, lambda t: t.columns[0].name == "column 0"),
        ("units_row", False, lambda t: t.columns[1].unit == ""),
        ("day_first", True, lambda t: t.options.day_first is True),
        ("encoding", "latin-1", lambda t: t.options.encoding == "latin-1"),
    ],
)
def test_each_choice_can_be_overruled_and_forgotten(qtbot, dialog, key, value, shown):
    before = dialog.reading
    choose(dialog.choices.boxes[key], value)
    ready(qtbot, dialog, lambda: dialog.reading is not before)
    assert shown(dialog.reading.table)
    QTest.mouseClick(dialog.findChild(QPushButton, "importDetectButton"), Qt.MouseButton.LeftButton)
    ready(qtbot, dialog, lambda: dialog.choices.options().__getattribute__(key) is None)
    ready(qtbot, dialog, lambda: dialog.reading.table.options == before.table.options)


def test_lines_to_skip_by_keys(qtbot, dialog):
    before = dialog.reading
    skip = dialog.choices.counts["skip_lines"]
    skip.setFocus()
    skip.selectAll()
    QTest.keyClicks(skip.lineEdit(), "2")
    QTest.keyClick(skip, Qt.Key.Key_Tab)
    ready(qtbot, dialog, lambda: dialog.reading is not before)
    assert dialog.reading.table.options.skip_lines == 2


def test_import_takes_the_columns_and_weights(qtbot, session, settled, dialog):
    choose(dialog.weights_box, 2)
    ready(qtbot, dialog, lambda: dialog.reading.columns.weights == 2)
    with qtbot.waitSignal(session.signalChanged):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(session)
    np.testing.assert_allclose(session.signal.x, [1, 2, 4, 6])
    np.testing.assert_allclose(session.signal.weights, [1, 2, 1, 3])
    assert session.signal.x_name == "Zeit [s]"
    assert session.weights_column == 2


def test_other_columns_keep_the_weights(qtbot, session, settled, german):
    from mirrors_engine.signals import read_table

    session.open_table(read_table(german), 0, 1, 2)
    settled(session)
    with qtbot.waitSignal(session.signalChanged):
        session.set_columns(None, 1)
    settled(session)
    np.testing.assert_allclose(session.signal.weights, [1, 2, 1, 3])


def test_escape_changes_nothing(qtbot, session, dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.signal is None
    assert not dialog.isVisible()


def test_unusable_columns_are_explained_and_cannot_be_imported(qtbot, dialog):
    before = dialog.reading
    choose(dialog.choices.boxes["delimiter"], "")
    ready(qtbot, dialog, lambda: dialog.reading is not before)
    assert "no column holds numbers" in dialog.findChild(QLabel, "importProblem").text()
    assert not dialog.accept_button.isEnabled()


def test_the_window_reopens_with_the_same_choices(qtbot, window, settled, german):
    session = window.session
    settled(session)
    session.open_file(german)
    qtbot.waitUntil(lambda: session.table is not None)
    settled(session)
    session.open_table(session.table, 0, 2, None)
    qtbot.waitUntil(lambda: session.signal.y_name == "Gewicht")
    settled(session)
    QTest.mouseClick(window.findChild(QPushButton, "previewButton"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.reading is not None and not dialog.runner.running)
    assert dialog.y_box.currentText() == "Gewicht"
    assert dialog.choices.boxes["delimiter"].currentData() == ";"
    dialog.reject()


def test_a_paste_from_a_spreadsheet_and_its_preview(qtbot, window, settled):
    session = window.session
    settled(session)
    QGuiApplication.clipboard().setText("a\tb\n1\t2,5\n2\t3,5\n4\t1,0\n")
    window.opening.paste()
    qtbot.waitUntil(lambda: session.signal.y_name == "b")
    settled(session)
    np.testing.assert_allclose(session.signal.y, [2.5, 3.5, 1.0])
    window.opening.preview_again()
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.reading is not None and not dialog.runner.running)
    assert dialog.source.path is None
    assert "encoding" not in dialog.choices.boxes
    dialog.reject()


def test_a_file_that_cannot_be_read_can_be_looked_into(qtbot, window, settled, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("alpha beta\ngamma delta\n")
    settled(window.session)
    with qtbot.waitSignal(window.session.failed):
        window.session.open_file(path)
    assert window.banner.isVisible()
    QTest.mouseClick(window.banner.look_into, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.reading is not None and not dialog.runner.running)
    assert dialog.findChild(QLabel, "importProblem").isVisible()
    dialog.reject()


def test_the_picture_of_a_long_file_has_its_outlier(qtbot, session, tmp_path):
    rows = 60_000
    y = np.sin(np.arange(rows) / 1000)
    y[31_234] = 40.0
    path = tmp_path / "long.csv"
    path.write_text("t,y\n" + "".join(f"{t},{v:.4f}\n" for t, v in enumerate(y)))
    dialog = ImportDialog(session, Source(path))
    _kept.append(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.reading is not None and np.size(dialog.course.getData()[1]) > 1)
    x, drawn = dialog.course.getData()
    assert len(x) < 10_000
    assert drawn.max() == 40.0
    assert x[drawn.argmax()] == pytest.approx(31_234, abs=64)
    (left, right), (low, high) = dialog.plot.viewRange()
    assert left <= 0 < rows - 1 <= right
    assert low <= -1 < 40 <= high
    dialog.reject()


@pytest.mark.parametrize("columns", [Columns(), Columns((0, 1), 2, chosen=True)], ids=["x", "two"])
def test_rows_are_sorted_for_the_picture_where_they_are_read(columns):
    text = "t,u,y\n3,0,30\n1,5,10\n2,4,20\n1,3,11\n"
    found = read(Source(text=text), CsvOptions(), columns, silent)
    y = found.columns.y
    expected = {1: [5, 3, 4, 0], 2: [10, 11, 20, 30]}[y]  # rows of one x in their order
    assert [each.tolist() for each in found.rows] == [[1, 1, 2, 3], expected]


def test_what_is_no_data_is_decided_in_the_preview(qtbot, session, tmp_path):
    path = tmp_path / "raw.csv"
    lines = [f"{20200101 + i},{-99.99 if i % 5 == 2 else i}" for i in range(20)]
    path.write_text("\n".join(["day,v", *lines, "Total,99"]) + "\n", encoding="utf-8")
    dialog = ImportDialog(session, Source(path))
    _kept.append(dialog)
    dialog.show()
    ready(qtbot, dialog, lambda: dialog.reading is not None)
    assert dialog.choices.texts["missing_codes"].placeholderText() == "Detected: -99.99"
    assert dialog.choices.counts["skip_last"].text() == "Detected: 1"
    assert dialog.choices.boxes["compact_dates"].currentText() == "Detected: a date"
    assert len(dialog.reading.signal) == 16 and dialog.reading.signal.x_is_time
    said = dialog.findChild(QLabel, "importAccount").text()
    assert "-99.99 in column v was taken for missing in 4 rows" in said
    choose(dialog.choices.boxes["compact_dates"], False)
    ready(qtbot, dialog, lambda: not dialog.reading.signal.x_is_time)
    line = dialog.choices.texts["exclude"]
    line.setFocus()
    QTest.keyClicks(line, "2-3")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    ready(qtbot, dialog, lambda: len(dialog.reading.signal) == 14)
    line = dialog.choices.texts["missing_codes"]
    line.setFocus()
    QTest.keyClicks(line, "none")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    ready(qtbot, dialog, lambda: len(dialog.reading.signal) == 18)
    dialog.reject()


def test_the_row_number_is_x_with_a_word(qtbot, session, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("id,v\n1200/1,1\n1200/2,3\n1200/3,2\n", encoding="utf-8")
    dialog = ImportDialog(session, Source(path))
    _kept.append(dialog)
    dialog.show()
    ready(qtbot, dialog, lambda: dialog.reading is not None)
    said = dialog.findChild(QLabel, "importAccount").text()
    assert "x is the row number, because column id holds text (“1200/1”, line 2)." in said
    dialog.reject()


def test_cells_in_doubt_are_left_out_by_a_click(qtbot, session, tmp_path):
    path = tmp_path / "raw.csv"
    values = ["1.5k", "-9999", *(str(k % 5) for k in range(10))]
    path.write_text("t,v\n" + "".join(f"{t},{v}\n" for t, v in enumerate(values)), encoding="utf-8")
    dialog = ImportDialog(session, Source(path))
    _kept.append(dialog)
    dialog.show()
    ready(qtbot, dialog, lambda: dialog.reading is not None)
    assert "line 2: “1.5k” in column v" in dialog.reading.problem

    def offered():
        return [button.text() for button in dialog.remedies.buttons if button.isVisible()]

    assert offered() == ["Leave such rows out", "Keep -9999 as numbers"]
    assert not dialog.accept_button.isEnabled()
    QTest.mouseClick(dialog.remedies.buttons[0], Qt.MouseButton.LeftButton)
    ready(qtbot, dialog, lambda: dialog.reading.signal is not None)
    assert len(dialog.reading.signal) == 10 and offered() == ["Keep -9999 as numbers"]
    assert dialog.choices.boxes["drop_unreadable"].currentData() is True
    QTest.mouseClick(dialog.remedies.buttons[0], Qt.MouseButton.LeftButton)
    ready(qtbot, dialog, lambda: len(dialog.reading.signal) == 11)
    assert offered() == ["Take -9999 for missing"]
    dialog.reject()


def test_rows_that_share_an_x_are_drawn_beside_their_means(qtbot, settled, window):
    session = window.session
    text = "dose,response\n" + "".join(f"{d},{d + k}\n" for k in (0, 4, 8) for d in (1, 2, 5))
    session.open_text(text)
    settled(session)
    plot = window.fit
    qtbot.waitUntil(lambda: len(plot.replicates.discs.points()) == 9)
    assert len(plot._data.points()) == 3
    low, high = plot.fit.viewRange()[1]
    assert low < 1 and high > 13
    session.open_text("t,v\n0,1\n1,3\n2,2\n")
    settled(session)
    qtbot.waitUntil(lambda: len(plot.replicates.discs.points()) == 0)
