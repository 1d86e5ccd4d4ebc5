"""The tour of what comes in and goes out: import, projects, export, teaching, help, a crash."""

from __future__ import annotations

import csv
import io
import json
import shutil

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser
from user_driver import CONTROL, LEFT, SHIFT, drop

SEMICOLONS = "Log 3\nday;high;low\n" + "\n".join(f"{k};{k % 5},5;{k % 3},25" for k in range(1, 15))


def test_import_with_a_choice_overruled(tour, tmp_path):
    session = tour.session
    path = tmp_path / "weather.csv"
    path.write_text(SEMICOLONS)
    tour.key(Qt.Key.Key_I, CONTROL)
    tour.answer(path)
    dialog = tour.dialog("importDialog")
    tour.until(lambda: dialog.reading is not None and not dialog.runner.running)
    assert dialog.reading.table.options.decimal == ","
    before = dialog.reading
    tour.choose("import_decimal", ".")  # 1,5 is no number then
    tour.until(lambda: dialog.reading is not before and not dialog.runner.running)
    overruled = dialog.reading.table
    assert overruled.options.decimal == "."
    assert [c.kind for c in overruled.columns] != [c.kind for c in before.table.columns]
    before = dialog.reading
    tour.choose("import_decimal", None)
    tour.until(lambda: dialog.reading is not before and not dialog.runner.running)
    tour.choose("importYBox", 2)
    tour.until(lambda: not dialog.runner.running and dialog.accept_button.isEnabled())
    QTest.mouseClick(tour.find("importButton"), LEFT)
    tour.until(lambda: session.signal.y_name == "low")
    tour.settle()
    np.testing.assert_array_equal(session.signal.y, [k % 3 + 0.25 for k in range(1, 15)])
    tour.click("previewButton")  # reopened with the same choices
    again = tour.dialog("importDialog")
    tour.until(lambda: again.reading is not None and not again.runner.running)
    assert again.y_box.currentText() == "low"
    QTest.keyClick(again, Qt.Key.Key_Escape)
    tour.settle()


def test_a_dropped_file_a_paste_and_one_column(tour, tmp_path):
    session = tour.session
    path = tmp_path / "dropped.csv"
    path.write_text("t,y\n" + "\n".join(f"{k},{k * k % 7}" for k in range(12)))
    assert drop(tour.window, path)
    tour.until(lambda: session.signal.name == "dropped")
    tour.settle()
    QGuiApplication.clipboard().setText("t\ty\n0\t1,5\n1\t3,5\n2\t2,0\n4\t5,5\n")
    tour.menu("File", "Paste columns")
    tour.until(lambda: len(session.signal) == 4)
    tour.settle()
    np.testing.assert_array_equal(session.signal.y, [1.5, 3.5, 2.0, 5.5])
    column = tmp_path / "column.txt"
    column.write_text("3\n1\n4\n1\n5\n9\n2\n6\n")
    assert drop(tour.window, column)
    tour.until(lambda: len(session.signal) == 8)
    tour.settle()
    np.testing.assert_array_equal(session.signal.x, np.arange(8.0))
    words = tmp_path / "words.csv"
    words.write_text("roses,violets\nred,blue\n")
    assert drop(tour.window, words)
    tour.until(tour.window.banner.isVisible)
    assert "words.csv" in tour.find("failureLabel").text()
    tour.settle()
    assert len(session.signal) == 8


def test_a_project_is_saved_opened_found_again_and_recovered(kept, home, tmp_path):
    tour, path = kept(), tmp_path / "mine.mirrors"
    session, window = tour.session, tour.window
    tour.write("lambdaEdit", "7 %")
    tour.settle()
    assert window.isWindowModified()
    tour.key(Qt.Key.Key_S, CONTROL)
    tour.answer(path)
    tour.until(lambda: window.document.path == path)
    assert not window.isWindowModified() and "mine" in window.windowTitle()
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    assert window.document.path is None and not window.isWindowModified()  # as it came
    tour.menu("File", "Open recent", "mine.mirrors")
    tour.until(lambda: session.signal.name == "Nile at Aswan")
    tour.settle()
    assert session.lam_ratio == pytest.approx(0.07)
    tour.write("lambdaEdit", "9 %")
    tour.settle()
    tour.persistence.recovery.now()
    # a window that was killed leaves such a copy behind, and nobody holds its lock
    own = tour.persistence.recovery.own.folder
    shutil.copytree(own, own.parent / "killed")
    second = kept()
    second.until(lambda: second.window.findChild(QLabel, "recoveryLabel") is not None)
    second.click("restoreButton")
    second.until(lambda: second.session.lam_ratio == session.lam_ratio)
    second.settle()
    assert second.window.isWindowModified() and second.window.document.path == path


def test_an_error_nobody_caught_is_told_and_the_work_goes_on(kept, home):
    tour = kept()

    def broken() -> None:
        raise ValueError("a bug in a slot")

    QTimer.singleShot(0, broken)
    tour.until(lambda: tour.window.findChild(QLabel, "crashSentence") is not None)
    dialog = tour.dialog("crashDialog")
    assert "a bug in a slot" in tour.find("crashSentence").text() and not dialog.isModal()
    tour.click("crashDetailsButton")
    tour.click("copyReportButton")
    report = QGuiApplication.clipboard().text()
    assert "a bug in a slot" in report and "Nile" not in report
    tour.click("continueButton")
    tour.write("lambdaEdit", "5 %")
    tour.settle()
    assert "a bug in a slot" in (home / "data" / "mirrors.log").read_text()


def test_figure_report_and_table_leave_with_the_numbers_on_show(tour, tmp_path):
    result = tour.session.result
    tour.key(Qt.Key.Key_E, CONTROL)
    dialog = tour.dialog("exportDialog")

    def save(kind: str, form: str) -> bytes:
        target = tmp_path / f"{kind}.{form}"
        names = [dialog.form.list.item(r).text() for r in range(dialog.form.list.count())]
        dialog.form.list.setCurrentRow(next(r for r, name in enumerate(names) if kind in name))
        tour.choose("exportFormatBox", form)
        tour.until(lambda: not dialog._redraw.isActive() and not dialog.runner.running)
        QTest.mouseClick(tour.find("exportSaveButton"), LEFT)
        tour.answer(target)
        tour.until(target.is_file)
        return target.read_bytes()

    assert save("Figure of the fit", "svg").startswith(b"<?xml")
    assert save("Figure of the fit", "pdf").startswith(b"%PDF") and save(
        "Figure of the fit", "png"
    ).startswith(b"\x89PNG")
    report = save("Report", "html").decode()
    assert "Certified" in report and "Nile at Aswan" in report
    assert save("Report", "pdf").startswith(b"%PDF")
    rows = list(csv.DictReader(io.StringIO(save("Features and weights", "csv").decode())))
    weights = [float(row["weight"]) for row in rows if row["weight"]]
    assert set(np.round(result.weights, 12)) <= set(np.round(weights, 12))
    whole = json.loads(save("Whole result", "json"))
    assert whole["objective"] == result.objective
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    tour.key(Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().image().width() > 1000
    tour.settle()


def test_teaching_hides_and_enlarges_and_gives_all_back(tour):
    window = tour.window
    before = window.header.heading.fontInfo().pixelSize()
    tour.key(Qt.Key.Key_L, CONTROL)
    tour.until(lambda: window.header.heading.fontInfo().pixelSize() > before)
    for name in ("Loss and solver", "Choosing λ", "Residuals", "Solver and time"):
        tour.menu("View", "Teaching", name)
        assert all(w.isHidden() for w in window.presentation.parts[name]), name
    tour.key(Qt.Key.Key_Right, on="lambdaSlider")
    tour.settle()
    tour.find("showEverythingAction", QAction).trigger()
    tour.until(lambda: window.header.heading.fontInfo().pixelSize() == before)
    assert not any(w.isHidden() for some in window.presentation.parts.values() for w in some)
    tour.settle()


def test_help_is_a_key_away(tour):
    tour.view("Weights")
    tour.key(Qt.Key.Key_F1)
    guide = tour.dialog("guide")
    assert not guide.isModal() and "Weights" in tour.find("guideText", QTextBrowser).toPlainText()
    guide.close()
    tour.key(Qt.Key.Key_Slash, CONTROL)
    sheet = tour.find("keysText", QTextBrowser).toPlainText()
    assert "Ctrl+Z" in sheet and "Next event" in sheet
    tour.dialog("keys").close()
    QApplication.processEvents()
    tour.settle()
