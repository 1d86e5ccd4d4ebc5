"""What is kept beside the user's files: copies of unsaved work, settings, log, reports."""

from __future__ import annotations

import json
import logging
import os
import signal as signals
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from mirrors_gui.app import create_window
from mirrors_gui.persistence import app_dirs
from mirrors_gui.persistence.attach import Persistence

ROOT = Path(__file__).parents[2]


@contextmanager
def running(file=None, safe: bool = False):
    """The window as the program runs it."""
    window = create_window(file)
    persistence = Persistence(window, safe)
    window.show()
    QApplication.processEvents()
    try:
        yield window, persistence
    finally:
        window.document.guarded = False
        window.close()


def press(window, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None and button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def copies(home: Path) -> list[Path]:
    return list((home / "data" / "recovery").glob("*/work.mirrors"))


START = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from mirrors_gui.app import create_window
from mirrors_gui.headless import wait
from mirrors_gui.persistence.attach import Persistence

window = create_window()
persistence = Persistence(window)
window.show()
session = window.session
wait(lambda: session.result is not None and not session.busy)
session.set_lam_ratio(0.4321)
persistence.recovery.now()
"""


def run_script(home: Path, script: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START + script],
        cwd=ROOT,
        env={**os.environ, app_dirs.HOME: str(home)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(not hasattr(signals, "SIGKILL"), reason="nothing kills as hard elsewhere")
def test_work_of_a_killed_window_is_offered_and_restored(home, settled, qtbot):
    run = run_script(home, "os.kill(os.getpid(), 9)")
    assert run.returncode == -signals.SIGKILL
    assert len(copies(home)) == 1
    with running() as (window, persistence):
        session = window.session
        qtbot.waitUntil(lambda: window.findChild(QPushButton, "restoreButton") is not None)
        assert window.findChild(QPushButton, "reportButton") is None  # it could not say why
        with running() as (other, _):  # a second window leaves it to the first
            QApplication.processEvents()
            assert other.findChild(QPushButton, "restoreButton") is None
        settled(session)
        with qtbot.waitSignal(session.projectOpened):
            press(window, "restoreButton")
        assert session.lam_ratio == 0.4321 and window.isWindowModified()
        assert window.document.path is None and not window.notices.isVisible()
        assert window.recent.files == []  # a copy of the program's own is no file of the user's
        qtbot.waitUntil(lambda: len(copies(home)) == 1)
        assert copies(home)[0] == persistence.recovery.own.work
        settled(session)
    assert list((home / "data" / "recovery").iterdir()) == []


def test_fault_of_the_interpreter_is_reported_at_the_next_start(home, settled, qtbot):
    run = run_script(home, "import faulthandler; faulthandler._sigsegv()")
    assert run.returncode != 0
    with running() as (window, persistence):
        settled(window.session)
        qtbot.waitUntil(lambda: window.findChild(QPushButton, "reportButton") is not None)
        press(window, "reportButton")
        report = window.findChild(QPlainTextEdit, "crashReport").toPlainText()
        assert "Segmentation fault" in report or "access violation" in report
        press(persistence._dialog, "continueButton")
        assert window.findChild(QPushButton, "restoreButton") is not None  # the work still is
        press(window, "discardWorkButton")
        assert copies(home) == []


def test_errors_nobody_caught_print_nothing_and_are_logged(home):
    run = run_script(
        home,
        """
import threading
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QPushButton
from mirrors_gui.headless import pause

def bad(where):
    raise ValueError(f"a bug {where}")

QTimer.singleShot(0, lambda: bad("in a slot"))
threading.Thread(target=bad, args=("on a thread",)).start()
qWarning("from Qt itself")
pause(0.5)
dialog = persistence._dialog
assert dialog is not None and dialog.isVisible() and not dialog.isModal()
assert "2 errors" in dialog.sentence.text(), dialog.sentence.text()
dialog.findChild(QPushButton, "continueButton").click()
session.set_lam_ratio(0.2)
wait(lambda: not session.busy)
assert session.result.certified
window.document.guarded = False
window.close()
""",
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == "" and run.stderr == ""
    log = (home / "data" / "mirrors.log").read_text()
    for words in ("a bug in a slot", "a bug on a thread", "from Qt itself", "Traceback"):
        assert words in log


def test_copy_follows_changes_and_goes_with_saving_or_the_end(home, settled, qtbot, tmp_path):
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handlers = list(logging.getLogger().handlers)
    with running() as (window, persistence):
        session = window.session
        settled(session)
        persistence.recovery._timer.setInterval(20)
        session.set_lam_ratio(0.5)
        qtbot.waitUntil(lambda: len(copies(home)) == 1)
        window.document.save_to(tmp_path / "a.mirrors")
        qtbot.waitUntil(lambda: copies(home) == [])
        session.set_lam_ratio(0.25)
        qtbot.waitUntil(lambda: len(copies(home)) == 1)
        copy = json.loads(copies(home)[0].read_text())
        assert copy["belongs"] == str(tmp_path / "a.mirrors")
        assert copy["question"]["lam_ratio"] == 0.25
        assert json.loads((tmp_path / "a.mirrors").read_text())["question"]["lam_ratio"] == 0.5
        assert sys.excepthook != hooks[0]
    assert list((home / "data" / "recovery").iterdir()) == []
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
    assert logging.getLogger().handlers == handlers


def test_restored_work_belongs_to_its_project(home, settled, qtbot, tmp_path):
    run = run_script(
        home,
        f"""
from pathlib import Path
window.document.save_to(Path({str(tmp_path / "a.mirrors")!r}))
wait(lambda: window.document.path is not None)
session.set_lam_ratio(0.1)
persistence.recovery.now()
os._exit(3)
""",
    )
    assert run.returncode == 3, run.stderr
    with running() as (window, _):
        qtbot.waitUntil(lambda: window.findChild(QPushButton, "restoreButton") is not None)
        with qtbot.waitSignal(window.session.projectOpened):
            press(window, "restoreButton")
        assert window.document.path == tmp_path / "a.mirrors"
        assert window.session.lam_ratio == 0.1 and window.isWindowModified()
        settled(window.session)


def test_damaged_copy_is_said_and_can_be_discarded(home, settled, qtbot):
    left = home / "data" / "recovery" / "left"
    left.mkdir(parents=True)
    (left / "work.mirrors").write_text("{")
    with running() as (window, _):
        settled(window.session)
        qtbot.waitUntil(lambda: window.findChild(QPushButton, "restoreButton") is not None)
        with qtbot.waitSignal(window.session.failed):
            press(window, "restoreButton")
        assert "damaged" in window.banner.sentence.text()
        settled(window.session)
        assert window.session.signal.name == "Nile at Aswan"
        qtbot.waitUntil(lambda: window.findChild(QPushButton, "discardWorkButton") is not None)
        press(window, "discardWorkButton")
        assert not left.exists()


def test_window_remembers_how_it_was_left(home, settled, qtbot, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("x,y\n1,2\n2,4\n3,1\n")
    with running() as (window, _):
        settled(window.session)
        window.resize(780, 640)
        window.tabs.setCurrentIndex(1)
        window.fold(window.left, True)
        window.session.appearance.set_theme(
            "light"
        )  # as the system has it: a change of theme takes long
        with qtbot.waitSignal(window.session.signalChanged):
            window.document.open(table)
        settled(window.session)
    assert (home / "config" / "mirrors.ini").is_file()
    with running() as (window, _):
        assert (window.width(), window.height()) == (780, 640)
        assert window.tabs.currentIndex() == 1 and window.left.isHidden()
        assert window.session.appearance.choice == "light"
        assert window.recent.files == [table]
        assert window.session.signal.name == "Nile at Aswan"  # the data are not taken again
        settled(window.session)


def test_safe_mode_starts_as_new_and_leaves_the_settings_alone(home, settled, qtbot):
    left = home / "data" / "recovery" / "left"
    left.mkdir(parents=True)
    (left / "work.mirrors").write_text("{}")
    with running() as (window, _):
        settled(window.session)
        window.tabs.setCurrentIndex(3)
    before = (home / "config" / "mirrors.ini").read_bytes()
    with running(safe=True) as (window, persistence):
        settled(window.session)
        window.session.set_lam_ratio(0.5)
        settled(window.session)
        assert window.fit._shown is not None  # the new function is drawn at once
        assert persistence._dialog is None
        assert window.tabs.currentIndex() == 0 and not window.notices.isVisible()
        assert window.fit._glide.duration() == 0
        window.tabs.setCurrentIndex(2)
    assert not window.isVisible()
    assert (home / "config" / "mirrors.ini").read_bytes() == before
    assert left.exists()


def test_spoilt_settings_do_not_stop_the_window(home, settled):
    app_dirs.config_folder()
    path = home / "config" / "mirrors.ini"
    with running() as (window, persistence):
        settled(window.session)
        for value in ("", "nonsense", "[1, 2]", '{"tab": 3, "panels": [], "folds": 1}', 7):
            spoilt = QSettings(str(path), QSettings.Format.IniFormat)
            for key in ("window/geometry", "window/theme", "window/view", "files/recent"):
                spoilt.setValue(key, value)
            spoilt.sync()
            persistence.settings.settings.sync()
            persistence.settings._restore()
            assert window.recent.files == [] and window.isVisible()
        path.write_bytes(bytes(range(256)) * 20)
        persistence.settings.settings.sync()
        persistence.settings._restore()


def test_panels_survive_any_state(window, settled):
    from mirrors_gui.persistence.view_state import restore_view, save_view

    settled(window.session)
    view = save_view(window)
    assert json.loads(json.dumps(view)) == view
    for junk in (None, 3, "x", [], {}, float("nan"), [[float("inf")] * 2] * 2, {"a": [1]}):
        spoilt = {
            "tab": junk,
            "folds": {"left": junk},
            "selected": [junk],
            "panels": {name: dict.fromkeys(state, junk) for name, state in view["panels"].items()},
        }
        restore_view(window, spoilt)
    QApplication.processEvents()
    restore_view(window, view)
    assert save_view(window)["panels"].keys() == view["panels"].keys()


def test_window_made_by_others_keeps_nothing(home, settled, qapp):
    window = create_window()
    window.show()
    settled(window.session)
    window.session.set_lam_ratio(0.5)
    assert window.close()  # and asks nothing
    assert not home.exists()


def test_folder_that_cannot_be_written_to_is_said(tmp_path, monkeypatch, settled):
    from mirrors_gui.persistence.attach import attach

    (tmp_path / "home").write_text("a file where the folder should be")
    monkeypatch.setenv(app_dirs.HOME, str(tmp_path / "home"))
    window = create_window()
    window.show()
    assert attach(window) is None
    settled(window.session)
    assert "cannot be kept" in window.banner.sentence.text() and window.banner.isVisible()
    window.document.guarded = False
    window.close()


def test_report_is_copied_and_holds_settings_but_no_data(home, settled, qtbot):
    with running() as (window, persistence):
        session = window.session
        settled(session)
        QTimer.singleShot(0, lambda: persistence.reporter._hook(KeyError, KeyError("lost"), None))
        qtbot.waitUntil(lambda: persistence._dialog is not None)
        dialog = persistence._dialog
        assert dialog.isVisible() and not dialog.details.isVisible()
        press(dialog, "crashDetailsButton")
        assert dialog.details.isVisible()
        press(dialog, "copyReportButton")
        report = QApplication.clipboard().text()
        assert "3-layer |·| network" in report and "KeyError" in report and "Python" in report
        assert "Nile" not in report and "1120" not in report
        assert not copies(home)  # nothing unsaved
        press(dialog, "continueButton")
        assert not dialog.isVisible() and window.isVisible()
