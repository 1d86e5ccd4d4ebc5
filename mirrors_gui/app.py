"""Starting the window."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from mirrors_gui.actions.file_open import FileOpenFilter
from mirrors_gui.compute.garbage import WindowCollector

if TYPE_CHECKING:
    from mirrors_gui.main_window import MainWindow

# The name of the installed .desktop file: Wayland finds the window's icon by it.
DESKTOP_FILE = "local.mirrors.Mirrors"

# A worker deep in numpy holds the interpreter for a whole switch interval (5 ms by
# default) each time the window wants it.
SWITCH_INTERVAL = 0.0001

# Qt shares out each run of pixels that is blended to a pool of threads: a long antialiased
# course takes 900 hand-overs a frame, and twice the time it takes one thread.
NO_POOL = "QT_NO_GUI_THREADPOOL"


def application() -> QApplication:
    """The QApplication, made if there is none."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    os.environ.setdefault(NO_POOL, "1")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if app.findChild(WindowCollector) is None:
        WindowCollector(app)
    app.setApplicationName("Mirrors")
    app.setApplicationDisplayName("Mirrors")
    app.setDesktopFileName(DESKTOP_FILE)
    return app


def speak(safe: bool = False) -> list[QTranslator]:
    """The language that was chosen in the menu, or else that of the system, from now on."""
    from mirrors_gui.persistence import app_dirs
    from mirrors_gui.persistence.window_settings import language_in, settings_in
    from mirrors_gui.text import language

    application()
    choice = "system"
    if not safe:
        with suppress(OSError):  # no folder for settings: said once there is a window
            choice = language_in(settings_in(app_dirs.config_folder()))
    return language.install(choice)


def create_window(file: str | Path | None = None) -> MainWindow:
    """The main window with `file` loaded, or else the Nile, in the language in force.

    Makes the QApplication if there is none; the caller shows the window.
    """
    app = application()
    from mirrors_engine.signals import sample
    from mirrors_gui.main_window import MainWindow
    from mirrors_gui.model.session import Session
    from mirrors_gui.style import theme

    session = Session()
    theme.apply(app, session.appearance.theme)
    window = MainWindow(session)
    session.setParent(window)
    if file is None:
        session.set_signal(sample("nile"))
    else:
        session.open_file(file)
    return window


def open_on_request(window: MainWindow) -> FileOpenFilter:
    """Open in `window` what the desktop asks the running program for, as macOS does."""
    opener = FileOpenFilter(window, window.document.open)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(opener)
    return opener


def run(file: str | None = None, safe: bool = False) -> int:
    """Show the window and stay until it is closed.

    Parameters
    ----------
    file : str, optional
        Opened at once.
    safe : bool
        No settings read or written, no work restored, nothing that moves, no OpenGL.
    """
    if safe:
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    speak(safe)
    window = create_window(file)
    from mirrors_gui.persistence.attach import attach

    attach(window, safe)
    open_on_request(window)
    window.show()
    return QApplication.exec()
