"""Starting the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from mirrors_gui.main_window import MainWindow

log = logging.getLogger(__name__)

# A worker deep in numpy holds the interpreter for a whole switch interval (5 ms by
# default) each time the window wants it.
SWITCH_INTERVAL = 0.001


def create_window(file: str | Path | None = None) -> MainWindow:
    """The main window with `file` loaded, or else the Nile.

    Makes the QApplication if there is none; the caller shows the window.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Mirrors")
    app.setApplicationDisplayName("Mirrors")

    from mirrors_engine.signals import sample
    from mirrors_gui import theme
    from mirrors_gui.main_window import MainWindow
    from mirrors_gui.session import Session

    session = Session()
    theme.apply(app, session.theme)
    window = MainWindow(session)
    session.setParent(window)
    if file is None:
        session.set_signal(sample("nile"))
    else:
        session.open_file(file)
    return window


def run(argv: Sequence[str] | None = None) -> int:
    """Show the window and stay until it is closed; `argv` may name a file."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    files = list(sys.argv[1:] if argv is None else argv)
    window = create_window(files[0] if files else None)
    _watch_over(window)
    window.show()
    return QApplication.exec()


def _watch_over(window: MainWindow) -> None:
    """An error nobody caught is logged and said, and the window lives on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        window.show_failure("Something unexpected went wrong; the log says what.")

    sys.excepthook = hook
