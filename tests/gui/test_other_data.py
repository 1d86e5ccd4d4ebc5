"""Other data begin an untitled document, by whatever way they come; nothing is written over."""

from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from test_document import CONTROL, choose, drop, press

from mirrors_engine.progress import Progress
from mirrors_engine.signals import Signal, sample
from mirrors_gui.headless import wait
from mirrors_gui.model.presets import PRESETS


def key(window, which, held) -> None:
    """Press a key in the window, which is in front, and in no field."""
    window.activateWindow()
    wait(window.isActiveWindow)
    window.fit.setFocus()
    QTest.keyClick(window, which, held)


@pytest.fixture
def guarded(window):
    """A window that asks before it gives up changes, as the program does."""
    window.document.guarded = True
    yield window
    window.document.guarded = False


@pytest.fixture
def project(window, settled, qtbot, tmp_path):
    """The Nile saved as a project."""
    settled(window.session)
    path = tmp_path / "nile.mirrors"
    window.document.save_to(path)
    qtbot.waitUntil(lambda: window.document.path == path)
    return path


def bring_file(window, tmp_path):
    (tmp_path / "other.csv").write_text("x,y\n1,2\n2,4\n3,1\n")
    drop(window, tmp_path / "other.csv")


def bring_recent(window, tmp_path):
    (tmp_path / "other.csv").write_text("x,y\n1,2\n2,4\n3,1\n")
    window.recent.add(tmp_path / "other.csv")
    window.recent.menu.actions()[0].trigger()


def bring_paste(window, tmp_path):
    QGuiApplication.clipboard().setText("1 2\n2 4\n3 1\n")
    key(window, Qt.Key.Key_V, CONTROL)


def bring_sample(window, tmp_path):
    menu = next(
        a.menu() for a in window.menuBar().actions()[0].menu().actions() if "xamples" in a.text()
    )
    menu.actions()[-1].trigger()


def bring_preset(window, tmp_path):
    PRESETS[0].open(window.session)


def bring_same_sample(window, tmp_path):
    window.session.set_signal(sample("nile"))


WAYS = [bring_file, bring_recent, bring_paste, bring_sample, bring_preset, bring_same_sample]


@pytest.mark.parametrize("bring", WAYS)
def test_other_data_are_untitled_and_undoing_them_brings_the_project_back(
    window, settled, qtbot, tmp_path, project, bring
):
    session, before = window.session, project.read_bytes()
    session.set_lam_ratio(0.3)  # not saved
    with qtbot.waitSignal(session.signalChanged):
        bring(window, tmp_path)
    settled(session)
    assert window.document.path is None and "nile.mirrors" not in window.windowTitle()
    key(window, Qt.Key.Key_S, CONTROL)  # asks for a name
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
    assert project.read_bytes() == before
    key(window, Qt.Key.Key_Z, CONTROL)
    settled(session)
    assert window.document.path == project and window.windowTitle().startswith("nile.mirrors")
    assert window.isWindowModified() and session.lam_ratio == 0.3
    key(window, Qt.Key.Key_Z, CONTROL)
    assert not window.isWindowModified()
    for _ in range(2):
        key(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert window.document.path is None
    settled(session)


@pytest.mark.parametrize("bring", WAYS[:4])
def test_unsaved_changes_of_a_project_are_asked_about_first(
    guarded,
    settled,
    qtbot,
    tmp_path,
    project,
    bring,
):
    session = guarded.session
    session.set_lam_ratio(0.3)
    signal = session.signal
    bring(guarded, tmp_path)
    assert session.signal is signal and guarded.notices.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # Cancel
    assert not guarded.notices.isVisible() and session.signal is signal
    bring(guarded, tmp_path)
    with qtbot.waitSignal(session.signalChanged):
        press(guarded, "saveFirstButton")
    settled(session)
    assert json.loads(project.read_text())["question"]["lam_ratio"] == 0.3
    assert guarded.document.path is None and session.signal is not signal


def test_question_is_withdrawn_when_other_data_came(guarded, settled, tmp_path, project):
    guarded.session.set_lam_ratio(0.3)
    before = project.read_bytes()
    assert not guarded.close()
    assert guarded.findChild(QPushButton, "saveFirstButton") is not None
    PRESETS[0].open(guarded.session)
    assert not guarded.notices.isVisible()
    settled(guarded.session)
    assert project.read_bytes() == before and guarded.isVisible()


def test_question_is_withdrawn_when_the_work_is_saved_or_undone(guarded, qtbot, project):
    for pressed in (Qt.Key.Key_S, Qt.Key.Key_Z):
        guarded.session.set_lam_ratio(0.3 if pressed == Qt.Key.Key_S else 0.4)
        guarded.close()
        assert guarded.notices.isVisible()
        key(guarded, pressed, CONTROL)
        qtbot.waitUntil(lambda: not guarded.notices.isVisible())
        assert guarded.isVisible()


def test_save_change_save_ends_as_saved_and_what_waits_happens(window, qtbot, project):
    happened = []
    window.session.set_lam_ratio(0.3)
    window.document.save(window, lambda: happened.append("first"))
    window.session.set_lam_ratio(0.4)
    window.document.save(window, lambda: happened.append("second"))
    qtbot.waitUntil(lambda: len(happened) == 2)
    assert happened == ["first", "second"] and not window.isWindowModified()
    assert json.loads(project.read_text())["question"]["lam_ratio"] == 0.4
    assert not window.notices.isVisible()


def test_a_file_another_window_has_saved_is_asked_about(window, settled, qtbot, tmp_path, project):
    theirs = project.read_bytes().replace(b"Nile", b"NILE")  # of the same length
    project.write_bytes(theirs)
    window.session.set_lam_ratio(0.3)
    key(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.notices.isVisible())
    assert project.read_bytes() == theirs
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.notices.isVisible() and window.isWindowModified()
    key(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.notices.isVisible())
    press(window, "saveAsButton")
    choose(window, qtbot, tmp_path / "mine.mirrors")
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert project.read_bytes() == theirs and window.document.path.name == "mine.mirrors"
    (tmp_path / "mine.mirrors").write_text("theirs again")
    window.session.set_lam_ratio(0.4)
    key(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.notices.isVisible())
    press(window, "saveOverButton")
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert json.loads((tmp_path / "mine.mirrors").read_text())["question"]["lam_ratio"] == 0.4
    # touched or deleted is not changed
    (tmp_path / "mine.mirrors").touch()
    window.session.set_lam_ratio(0.5)
    key(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    (tmp_path / "mine.mirrors").unlink()
    window.session.set_lam_ratio(0.6)
    key(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert json.loads((tmp_path / "mine.mirrors").read_text())["question"]["lam_ratio"] == 0.6
    settled(window.session)


@pytest.fixture
def slow(guarded):
    """Files are read only once this is set."""
    worker, opened = guarded.session._worker, threading.Event()
    read = worker._read

    def held(request, monitor):
        while not opened.wait(0.01):
            monitor(Progress("reading"))
        return read(request, monitor)

    worker._read = held
    yield opened
    opened.set()


def move_a_point(session) -> None:
    signal = session.signal
    y = signal.y.copy()
    y[3] += 100
    session.edit_signal(Signal(signal.x, y))


@pytest.mark.parametrize("answered", ["discardButton", "stayButton"])
def test_points_moved_while_a_file_is_read_are_asked_about(
    guarded, slow, settled, tmp_path, answered
):
    session = guarded.session
    settled(session)
    bring_file(guarded, tmp_path)
    move_a_point(session)
    moved = session.signal
    slow.set()
    assert wait(lambda: guarded.findChild(QPushButton, answered) is not None)
    assert session.signal is moved
    press(guarded, answered)
    settled(session)
    assert (session.signal is moved) == (answered == "stayButton")
    assert session.signal.name == ("other" if answered == "discardButton" else moved.name)
    assert session.result.signal is session.signal


def test_settings_changed_while_a_project_is_read_are_asked_about(
    guarded, slow, settled, tmp_path, project
):
    session = guarded.session
    guarded.document.open(project)
    session.set_lam_ratio(0.3)
    slow.set()
    assert wait(lambda: guarded.findChild(QPushButton, "stayButton") is not None)
    assert session.lam_ratio == 0.3
    press(guarded, "stayButton")
    settled(session)
    assert session.result.lam_ratio == pytest.approx(0.3)


def test_settings_changed_while_a_table_is_read_are_those_of_the_new_data(
    guarded, slow, settled, tmp_path
):
    session = guarded.session
    settled(session)
    bring_file(guarded, tmp_path)
    session.set_lam_ratio(0.3)
    slow.set()
    settled(session)
    assert session.signal.name == "other" and session.lam_ratio == 0.3
