"""Names of files that are not UTF-8: dropped, opened, saved, listed and recovered on Linux."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path

import pytest
from projects import messy_question, save
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from mirrors_gui.app import create_window
from mirrors_gui.model.project.project import Project, read_project, stamp_of
from mirrors_gui.persistence import app_dirs
from mirrors_gui.persistence.attach import Persistence
from mirrors_gui.text.translate import tr
from mirrors_gui.text.urls import path_of, url_of
from mirrors_gui.widgets.file_dialogs import ask_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")

NAME = os.fsdecode(b"caf\xe9 %41#?")


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / NAME
    made.mkdir()
    return made


@pytest.mark.parametrize("name", [NAME, "\udce9", "a\0b", "日本"])
def test_a_name_is_said_as_it_is_in_any_language(qapp, name):
    """The card of the data translates the sources of samples, and meets names of files there."""
    assert tr(name) == name and tr("From {source}", source=tr(name)).endswith(name)


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setData("text/uri-list", path.as_uri().encode() + b"\r\n")
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other constructor yet
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))


@pytest.mark.parametrize("name", [NAME, "plain", "é日本 %20+&", "a;b", "\x1b", "a\nb"])
def test_addresses_keep_every_byte(tmp_path, name):
    path = tmp_path / name
    assert path_of(url_of(path)) == path
    assert path_of(QUrl(path.as_uri())) == path


def test_table_is_dropped_and_project_saved_opened_and_listed(window, settled, qtbot, folder):
    settled(window.session)
    table = folder / f"{NAME}.csv"
    table.write_text("x,y\n1,2\n2,4\n3,1\n")
    with qtbot.waitSignal(window.session.signalChanged):
        drop(window, table)
    settled(window.session)
    assert window.session.table.source == str(table) and window.recent.files == [table]
    project = folder / f"{NAME}.mirrors"
    with qtbot.waitSignal(window.document.saved):
        window.document.save_to(project)
    assert project.is_file() and os.fsencode(project) in map(
        os.fsencode, folder.iterdir()
    )  # not a name that only looks alike
    assert window.document.path == project and not window.document.dirty
    window.session.set_lam_ratio(0.5)
    with qtbot.waitSignal(window.session.projectOpened):
        drop(window, project)
    settled(window.session)
    assert window.recent.files == [project, table]
    window.recent.show()
    first, second = window.recent.menu.actions()[:2]
    assert r"caf\udce9" in first.text() and first.isEnabled() and second.isEnabled()
    assert r"caf\udce9" in window.windowTitle()
    with qtbot.waitSignal(window.session.signalChanged):
        second.trigger()
    settled(window.session)
    assert window.document.path is None and not window.banner.isVisible()


def test_open_dialog_says_what_it_does_not_list(window, settled, tmp_path):
    settled(window.session)
    plain = tmp_path / "plain"
    plain.mkdir()
    ask_file(window, "Open", "All files (*)", lambda path: None, folder=plain)
    dialog = window.findChild(QFileDialog, "fileDialog")
    words = dialog.findChild(QLabel, "unlistedLabel")
    assert words.isHidden()
    (plain / f"{NAME}.csv").write_text("x,y\n1,2\n2,4\n")
    dialog.directoryEntered.emit(str(plain))  # as for a folder the user goes to
    assert not words.isHidden() and "1 not listed" in words.text() and "drop" in words.text()
    dialog.close()


def test_file_that_is_not_there_is_named(window, settled, qtbot, folder):
    settled(window.session)
    with qtbot.waitSignal(window.session.failed):
        drop(window, folder / f"{NAME}.csv")
    assert r"caf\udce9" in window.banner.sentence.text()


def test_recent_list_and_recovered_work_keep_such_names(
    folder, settled, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setenv(app_dirs.HOME, str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    project = save(Project(messy_question()), folder / f"{NAME}.mirrors")
    belongs = Project(messy_question(lam_ratio=0.25), belongs=project, stamp=stamp_of(project))
    left = tmp_path / "home" / "data" / "recovery" / "left"
    left.mkdir(parents=True)
    save(belongs, left / "work.mirrors")
    assert read_project(left / "work.mirrors").belongs == project
    for _ in range(2):
        window = create_window()
        persistence = Persistence(window)
        window.show()
        settled(window.session)
        if left.exists():
            qtbot.waitUntil(lambda w=window: w.findChild(QPushButton, "restoreButton") is not None)
            with qtbot.waitSignal(window.session.projectOpened):
                button = window.findChild(QPushButton, "restoreButton")
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert window.document.path == project and window.document.dirty
            with qtbot.waitSignal(window.document.saved):
                window.document.save(window)
            assert read_project(project).question.lam_ratio == 0.25
            persistence.recovery.now()
        assert window.recent.files == [project]
        settled(window.session)
        window.document.guarded = False
        window.close()


def test_lone_surrogates_in_pasted_text_and_in_a_project(window, settled, qtbot, tmp_path):
    settled(window.session)
    with qtbot.waitSignal(window.session.signalChanged):
        window.session.open_text("x,y\ud800\n1,2\n2,4\n3,1\n")
    settled(window.session)
    path = tmp_path / "a.mirrors"
    with qtbot.waitSignal(window.document.saved):
        window.document.save_to(path)
    assert read_project(path).question.pasted == window.session.pasted
    document = json.loads(path.read_bytes())
    document["data"]["table"]["columns"][1]["name"] = "\udfff"
    document["data"]["pasted"] = "x,\ud800"
    path.write_text(json.dumps(document))
    with qtbot.waitSignal(window.session.projectOpened):
        window.document.open(path)
    settled(window.session)
    assert window.fit.fit.getAxis("left").labelText == r"\udfff"
    with qtbot.waitSignal(window.document.saved):
        window.document.save_to(tmp_path / "b.mirrors")
    assert read_project(tmp_path / "b.mirrors").question.signal.y_name == "\udfff"
