"""Windows without a screen, and no test that leaves a thread or a window behind."""

from __future__ import annotations

import os
import threading
import time
from functools import partialmethod
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from answers import ABS, answer, smooth, with_units
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from user_driver import top_level

from mirrors_engine import fit
from mirrors_gui.headless import PATIENCE, wait

QLocale.setDefault(QLocale.c())  # whatever the machine speaks


@pytest.fixture(autouse=True, scope="session")
def libraries_are_warm():
    """Load scikit-learn once: a worker that is loading it cannot be stopped, so that a test
    on a busy machine could end before its thread."""
    from mirrors_engine.solvers import coordinate_descent

    coordinate_descent.load()


def pytest_collection_modifyitems(items):
    """As in the program (`expect_no_convergence`): pyqtgraph's `catch_warnings` in the window's
    thread takes away the filter that a solver on another thread has set for its sweeps."""
    for item in items:
        item.add_marker(pytest.mark.filterwarnings("ignore:Objective did not converge"))


@pytest.fixture(autouse=True, scope="session")
def as_in_the_program(qapp):
    """Its application, whose garbage is collected on the window's thread alone."""
    from mirrors_gui.app import application

    assert application() is qapp


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp):
    """Fail a test that a thread or a top-level window outlives."""
    threads = set(threading.enumerate())
    windows = set(map(id, top_level()))
    yield
    QApplication.closeAllWindows()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    end = time.monotonic() + 60
    while True:  # the window that a file's tests share may start calls at any moment
        left = [t.name for t in threading.enumerate() if t not in threads]
        # a call of a library that nobody waits for ends by itself
        if "mirrors-call" not in left or time.monotonic() > end:
            break
        time.sleep(0.001)
    assert not left, f"threads outlive the test: {left}"
    shown = [w for w in top_level() if w.isVisible() and id(w) not in windows]
    assert not shown, f"windows outlive the test: {shown}"


class PatientBot(QtBot):
    """Waits as long as everything else here: a busy machine can be many times slower."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=int(1000 * PATIENCE))
    waitSignal = partialmethod(QtBot.waitSignal, timeout=int(1000 * PATIENCE))


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture
def session(qapp):
    """A session without a window."""
    from mirrors_gui.model.session import Session

    made = Session(theme="light")
    yield made
    made.close()


@pytest.fixture
def window(qapp):
    """The window on the Nile, shown."""
    from mirrors_gui.app import create_window

    made = create_window()
    made.show()
    yield made
    made.close()


@pytest.fixture(scope="module")
def _window_of_the_file(qapp):
    from mirrors_gui.app import create_window

    made = create_window()
    yield made
    made.close()


@pytest.fixture
def shared_window(_window_of_the_file):
    """One window for all tests of a file that take it as they find it: to make one takes long."""
    threads = set(threading.enumerate())
    _window_of_the_file.show()
    yield _window_of_the_file
    # nobody closes it: what it computes beside the answer, as for its pins, goes on to its end
    assert wait(lambda: threads.issuperset(threading.enumerate()))
    _window_of_the_file.hide()  # `nothing_left_behind` closes what is shown


@pytest.fixture(params=["en", "de"])
def small_window(request, qtbot, settled):
    """The window as on a screen of 1366 × 768, in each language, its first answer there."""
    from mirrors_gui.app import create_window
    from mirrors_gui.text import language

    loaded = language.install(request.param)
    made = create_window()
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    settled(made.session)
    yield made
    made.document.guarded = False
    made.close()
    language.remove(loaded)


@pytest.fixture
def settled(qtbot):
    """Wait until the answer to the present question is there."""

    def wait(session) -> None:
        qtbot.waitUntil(lambda: not session.busy)

    return wait


@pytest.fixture(scope="session")
def few():
    """A result of a handful of neurons with mirror points."""
    return fit(smooth(), ABS, lam_ratio=0.05)


@pytest.fixture(scope="session")
def many(few):
    """The same with 60 units, as though they were optimal."""
    return with_units(few, 60)


@pytest.fixture
def show(session, qtbot):
    """Show a panel alone, on a result without a worker if there is one."""

    def make(kind, result=None, size=(420, 700)):
        answer(session, result)
        panel = kind()
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.bind(session)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return make


@pytest.fixture
def tour(window):
    """The hands of a user at the window, its first answer there and right."""
    from user_driver import UserDriver

    made = UserDriver(window)
    made.settle()
    yield made
    window.presentation.show_everything()


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """The folder for settings, copies and log, of this test alone."""
    from mirrors_gui.persistence import app_dirs

    monkeypatch.setenv(app_dirs.HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def kept(home, qapp):
    """Starts a user at a window as the program runs it, with all it keeps."""
    from user_driver import UserDriver

    from mirrors_gui.app import create_window
    from mirrors_gui.persistence.attach import Persistence

    windows = []

    def start() -> UserDriver:
        window = create_window()
        persistence = Persistence(window)
        window.show()
        windows.append(window)
        made = UserDriver(window)
        made.persistence = persistence
        made.settle()
        return made

    yield start
    for window in windows:
        window.document.guarded = False
        window.close()


@pytest.fixture
def gate(monkeypatch):
    """Holds every solve until it is opened."""
    from solve_gate import Gate

    from mirrors_engine import problem as problem_module

    made = Gate()
    monkeypatch.setattr(problem_module.Problem, "solve", made.before(problem_module.Problem.solve))
    return made


@pytest.fixture
def until(qtbot):
    """Let the event loop run until the condition holds."""
    return qtbot.waitUntil
