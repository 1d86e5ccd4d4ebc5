"""Save, open and close as a user does: keys, menus, dialogs, drops."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import sample

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(window, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None and button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(window, qtbot, path) -> None:
    """Choose a file in the dialog that is open."""
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))


def drop(window, path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other constructor yet
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))


@pytest.fixture
def guarded(window):
    """A window that asks before it gives up changes, as the program does."""
    window.document.guarded = True
    yield window
    window.document.guarded = False


def test_save_and_reopen_brings_everything_back(window, settled, qtbot, tmp_path):
    session, path = window.session, tmp_path / "flow.mirrors"
    settled(session)
    table = tmp_path / "flow.csv"
    table.write_text("t;a;b\n1;2,5;3\n2;4,5;1\n4;1,5;5\n8;3,5;0\n")
    with qtbot.waitSignal(session.signalChanged):
        drop(window, table)
    with qtbot.waitSignal(session.signalChanged):
        window.data.y_box.setCurrentIndex(window.data.y_box.findText("b"))
    session.set_architecture(Architecture("relu", 2))
    session.set_lam_ratio(0.07)
    settled(session)
    window.tabs.setCurrentIndex(2)
    window.fit.fit.setXRange(1.5, 3.5, padding=0)
    session.select(session.result.features[0].key)
    asked, chosen, zoom = session.question, session.selected, window.fit.fit.viewRange()
    fitted = session.result.fitted
    assert window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    choose(window, qtbot, path)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert window.windowTitle().startswith("flow.mirrors")

    session.set_signal(sample("nile"))
    session.set_architecture(Architecture("abs", 3))
    window.tabs.setCurrentIndex(0)
    settled(session)
    drop(window, path)
    with qtbot.waitSignal(session.projectOpened):
        pass
    settled(session)
    again = session.question
    assert again.signal.y.tobytes() == asked.signal.y.tobytes() and again.columns == asked.columns
    assert (again.architecture, again.lam_ratio) == (asked.architecture, asked.lam_ratio)
    assert again.signal.cleaning == asked.signal.cleaning
    assert window.data.y_box.currentText() == "b"
    np.testing.assert_array_equal(session.result.fitted, fitted)
    assert window.tabs.currentIndex() == 2 and session.selected == chosen
    np.testing.assert_allclose(window.fit.fit.viewRange(), zoom)
    assert session.history.undo_words is None and not window.isWindowModified()
    with qtbot.waitSignal(session.signalChanged):
        window.data.y_box.setCurrentIndex(window.data.y_box.findText("a"))  # of the table saved
    assert session.signal.y.tolist() == [2.5, 4.5, 1.5, 3.5]
    settled(session)


def test_title_marks_changes_and_undo_takes_the_mark_away(window, settled, qtbot, tmp_path):
    session = window.session
    settled(session)
    assert not window.isWindowModified()
    session.set_lam_ratio(0.5)
    assert window.isWindowModified()
    window.document.save_to(tmp_path / "a.mirrors")
    qtbot.waitUntil(lambda: not window.isWindowModified())
    session.set_solver("active_set")
    assert window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert not window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.isWindowModified() and session.lam_ratio == 0.02
    # changes made while it is being saved are not taken for saved
    session.set_lam_ratio(0.4)
    window.document.save_to(tmp_path / "b.mirrors")
    session.set_lam_ratio(0.25)
    qtbot.waitUntil(lambda: window.document.path.name == "b.mirrors")
    assert window.isWindowModified()
    assert json.loads((tmp_path / "b.mirrors").read_text())["question"]["lam_ratio"] == 0.4


def test_what_cannot_be_opened_or_saved_is_one_sentence_and_changes_nothing(
    window, settled, qtbot, tmp_path
):
    session, path = window.session, tmp_path / "bad.mirrors"
    settled(session)
    asked, result = session.question, session.result
    path.write_text('{"format": "mirrors-project", "version": 1, "data": {"signal": [')
    with qtbot.waitSignal(session.failed):
        drop(window, path)
    settled(session)
    assert window.banner.isVisible() and "bad.mirrors" in window.banner.sentence.text()
    assert not window.banner.look_into.isVisible()  # no preview: it is no table
    assert session.question == asked and session.result is result
    assert window.document.path is None
    # nor does a place that cannot be written to
    window.session.set_lam_ratio(0.5)
    with qtbot.waitSignal(window.document.failed):
        window.document.save_to(tmp_path / "no folder" / "a.mirrors")
    assert "cannot be written" in window.banner.sentence.text() and window.isWindowModified()


def test_close_asks_beside_the_work(guarded, settled, qtbot, tmp_path):
    window = guarded
    settled(window.session)
    window.session.set_lam_ratio(0.5)
    assert not window.close() and window.isVisible()
    assert (
        "Save the changes"
        in window.findChild(QPushButton, "stayButton")
        .parent()
        .findChildren(type(window.banner.sentence))[0]
        .text()
    )
    window.strip.slider.setValue(300)  # nothing is blocked meanwhile
    press(window, "stayButton")
    assert window.isVisible() and not window.notices.isVisible()
    window.close()
    press(window, "saveFirstButton")
    choose(window, qtbot, tmp_path / "kept.mirrors")
    qtbot.waitUntil(lambda: not window.isVisible())
    saved = json.loads((tmp_path / "kept.mirrors").read_text())
    assert saved["question"]["lam_ratio"] == window.session.lam_ratio


def test_opening_a_project_asks_only_where_changes_would_be_lost(guarded, settled, qtbot, tmp_path):
    window, session, path = guarded, guarded.session, tmp_path / "a.mirrors"
    settled(session)
    window.document.save_to(path)
    qtbot.waitUntil(lambda: window.document.path is not None)
    session.set_lam_ratio(0.5)
    drop(window, path)
    assert session.lam_ratio == 0.5
    with qtbot.waitSignal(session.projectOpened):
        press(window, "discardButton")
    assert session.lam_ratio == 0.02
    settled(session)
    session.set_lam_ratio(0.5)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.close()


def test_project_opens_from_the_command_line(qtbot, settled, tmp_path):
    from mirrors_gui.app import create_window

    first = create_window()
    settled(first.session)
    first.session.set_lam_ratio(0.3)
    first.document.save_to(tmp_path / "a.mirrors")
    qtbot.waitUntil(lambda: first.document.path is not None)
    first.close()
    second = create_window(tmp_path / "a.mirrors")
    settled(second.session)
    assert second.session.lam_ratio == 0.3 and second.session.result.certified
    assert second.document.path == tmp_path / "a.mirrors"
    second.close()


def test_recent_files_open_and_say_when_they_have_gone(window, settled, qtbot, tmp_path):
    session, recent = window.session, window.recent
    settled(session)
    for name in ("one", "two & three"):
        path = tmp_path / f"{name}.csv"
        path.write_text("x,y\n1,2\n2,4\n3,1\n")
        with qtbot.waitSignal(session.signalChanged):
            drop(window, path)
        settled(session)
    recent.menu.aboutToShow.emit()
    assert [a.text() for a in recent.menu.actions()[:2]] == ["two && three.csv", "one.csv"]
    with qtbot.waitSignal(session.signalChanged):
        recent.menu.actions()[1].trigger()
    settled(session)
    assert session.signal.name == "one"
    action = recent.menu.actions()[1]
    (tmp_path / "two & three.csv").unlink()
    action.trigger()  # it went while the menu was open
    assert "not there any more" in window.banner.sentence.text()
    (tmp_path / "one.csv").unlink()
    recent.menu.aboutToShow.emit()
    gone = recent.menu.actions()[0]
    assert not gone.isEnabled() and "not there any more" in gone.text()
    recent.menu.actions()[-1].trigger()
    assert recent.files == []
