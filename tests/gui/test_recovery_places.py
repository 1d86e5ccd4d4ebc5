"""Copies of unsaved work that cannot be written, and recovery folders full of strange things."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from projects import messy_question, save
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from mirrors_gui.app import create_window
from mirrors_gui.model.project.project import Project, read_project
from mirrors_gui.persistence import app_dirs, leftovers, recovery
from mirrors_gui.persistence.attach import attach

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """The recovery folder of a home of its own, with a temporary folder of its own."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv(app_dirs.HOME, str(tmp_path / "home"))
    folder = tmp_path / "home" / "data" / "recovery"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def start(settled):
    """The window as the program runs it."""
    made = []

    def run():
        window = create_window()
        made.append(window)
        persistence = attach(window)
        window.show()
        QApplication.processEvents()
        settled(window.session)
        return window, persistence

    yield run
    for window in made:
        window.document.guarded = False
        window.close()


def left_behind(place: Path, name: str) -> Path:
    (place / name).mkdir(parents=True)
    return save(Project(messy_question()), place / name / "work.mirrors")


def press(window, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None and button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def spoil(folder: Path) -> None:
    """Put a file where the folder was: nothing can be written into it, not even by root."""
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("in the way")


def test_copy_that_cannot_be_written_goes_elsewhere_and_is_said(place, start, qtbot, tmp_path):
    window, persistence = start()
    first = persistence.recovery.own.folder
    spoil(first)
    persistence.recovery._timer.setInterval(20)
    window.session.set_lam_ratio(0.5)
    qtbot.waitUntil(lambda: persistence.recovery.own.work.is_file())
    second = persistence.recovery.own.folder
    assert second.is_relative_to(tmp_path / "tmp")
    if hasattr(os, "getuid"):
        assert second.parent.stat().st_mode & 0o077 == 0  # for no other user to read
    said = window.banner.sentence.text()
    assert window.banner.isVisible() and str(place) in said and str(second.parent) in said
    assert read_project(persistence.recovery.own.work).question.lam_ratio == 0.5
    window.document.guarded = False
    window.close()
    assert not second.exists()


def test_copy_that_no_place_takes_is_said(place, start, qtbot):
    window, persistence = start()
    spoil(persistence.recovery.own.folder)
    Path(tempfile.gettempdir()).rmdir()
    Path(tempfile.gettempdir()).write_text("in the way")
    persistence.recovery._timer.setInterval(20)
    window.session.set_lam_ratio(0.5)
    qtbot.waitUntil(lambda: "No copy of your unsaved work" in window.banner.sentence.text())
    assert window.banner.isVisible() and window.document.dirty
    assert persistence.recovery.now() is False
    persistence.report("A bug", "trace")
    assert "save your work first" in persistence._dialog.kept.text()


def test_recovery_folder_that_is_a_file_is_said_at_the_start(place, start, tmp_path):
    place.rmdir()
    place.write_text("in the way")
    window, persistence = start()
    assert window.banner.isVisible() and str(place) in window.banner.sentence.text()
    window.session.set_lam_ratio(0.5)
    assert persistence.recovery.now() is True
    assert persistence.recovery.own.work.is_relative_to(tmp_path / "tmp")


def test_work_kept_elsewhere_is_offered_and_is_no_recent_file(place, start, qtbot):
    work = left_behind(app_dirs.recovery_folders()[1], "left")
    window, _ = start()
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "restoreButton") is not None)
    with qtbot.waitSignal(window.session.projectOpened):
        press(window, "restoreButton")
    assert window.session.table is not None and window.recent.files == []
    assert not work.exists()


@posix
def test_temporary_folder_of_another_user_is_not_used(place, monkeypatch):
    spare = app_dirs.recovery_folders()[1]
    spare.parent.chmod(0o1777)
    spare.mkdir()
    assert leftovers.is_private(spare)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert not leftovers.is_private(spare)
    with pytest.raises(PermissionError):
        recovery._new_folder(spare)


@posix
def test_pipes_and_links_in_the_recovery_folder_are_left_alone(place, start, qtbot, tmp_path):
    """A pipe that is opened for reading hangs until somebody writes to it."""
    os.mkfifo(place / "pipe")
    (place / "locked").mkdir()
    os.mkfifo(place / "locked.lock")
    for name in ("pipes", "links"):
        (place / name).mkdir()
    for name in ("work.mirrors", "crash.txt"):
        os.mkfifo(place / "pipes" / name)
    precious = save(Project(messy_question()), tmp_path / "precious.mirrors")
    (place / "links" / "work.mirrors").symlink_to(precious)
    (place / "links" / "crash.txt").symlink_to("/dev/zero")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "work.mirrors").write_text("{}")
    (place / "link").symlink_to(tmp_path / "elsewhere")
    (place / "linked").mkdir()
    (place / "linked.lock").symlink_to(place / "pipe")
    os.mkfifo(tmp_path / "home" / "data" / "mirrors.log")
    window, persistence = start()
    qtbot.waitUntil(lambda: not persistence.recovery._queue)
    assert window.findChild(QLabel, "recoveryLabel") is None
    assert precious.exists() and (tmp_path / "elsewhere" / "work.mirrors").exists()
    assert (place / "link").is_symlink() and (place / "locked").exists()
    assert not (place / "pipes").exists() and not (place / "links").exists()


def test_folder_with_files_of_others_is_not_emptied(place, start, qtbot):
    (place / "notes").mkdir()
    (place / "notes" / "diary.txt").write_text("mine")
    _, persistence = start()
    qtbot.waitUntil(lambda: not persistence.recovery._queue)
    assert (place / "notes" / "diary.txt").read_text() == "mine"


def test_thousands_of_leftovers_are_examined_in_turns_newest_first(
    place, start, qtbot, monkeypatch
):
    for number in range(3000):
        folder = place / f"{number:04}"
        folder.mkdir()
        os.utime(folder, (number, number))
    work = left_behind(place, "newer")
    os.utime(work.parent, (2998.5, 2998.5))
    old = left_behind(place, "older")
    os.utime(old.parent, (2900.5, 2900.5))
    examined: list[str] = []
    turns: list[int] = []

    def take(folder):
        examined.append(folder.name)
        return leftovers.take(folder)

    step = recovery.Recovery._examine

    def examine(self):
        before = len(examined)
        step(self)
        turns.append(len(examined) - before)

    monkeypatch.setattr(recovery, "take", take)
    monkeypatch.setattr(recovery.Recovery, "_examine", examine)
    window, persistence = start()  # its own folder, made now, is the newest
    qtbot.waitUntil(lambda: persistence.recovery._found is not None)
    assert persistence.recovery._found.folder.name == "newer"
    examined.remove(persistence.recovery.own.folder.name)  # that a window takes its own
    assert examined == ["2999", "newer"]
    press(window, "discardWorkButton")
    qtbot.waitUntil(
        lambda: (
            persistence.recovery._found is not None
            and persistence.recovery._found.folder.name == "older"
        )
    )
    assert examined[-3:] == ["2902", "2901", "older"] and len(examined) < 120
    assert len(turns) > 4 and max(turns) <= recovery.A_TURN
