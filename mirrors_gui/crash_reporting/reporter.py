"""Log and errors nobody caught: written down, shown in a dialog, and the window lives on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

LOG_BYTES, LOG_FILES = 1_000_000, 3
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReporter(QObject):
    """Listens for errors on every thread, from Qt, and from the interpreter itself.

    Signals
    -------
    crashed : one sentence, the traceback; always on the window's thread
    """

    crashed = Signal(str, str)
    _raised = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[Any, ...] = ()
        self._handler: logging.Handler | None = None
        self._faults: TextIO | None = None
        self._had_faults = False
        self._raised.connect(self.crashed, Qt.ConnectionType.QueuedConnection)

    def install(self, log_file: Path, faults: Path) -> None:
        """Write the log to `log_file`, and a death of the interpreter to `faults`."""
        handler = _handler(log_file)
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
        )
        root = logging.getLogger()
        root.addHandler(handler)
        self._handler = handler
        logging.getLogger("mirrors_gui").setLevel(logging.INFO)
        self._before = (
            *(sys.excepthook, threading.excepthook, sys.unraisablehook),
            *(logging.raiseExceptions, qInstallMessageHandler(_qt_said)),
        )
        logging.raiseExceptions = False  # a full disk must not fill the screen
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        sys.unraisablehook = lambda args: log.error(
            "while tidying up %r", args.object, exc_info=args.exc_value
        )
        self._faults = faults.open("w", encoding="utf-8")
        self._had_faults = faulthandler.is_enabled()
        faulthandler.enable(self._faults)

    def remove(self) -> None:
        """Leave everything as it was found."""
        if self._handler is None:
            return
        faulthandler.disable()
        if self._had_faults and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        assert self._faults is not None
        self._faults.close()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before[:3]
        logging.raiseExceptions = self._before[3]
        qInstallMessageHandler(self._before[4])
        logging.getLogger().removeHandler(self._handler)
        logging.getLogger("mirrors_gui").setLevel(logging.NOTSET)
        self._handler.close()
        self._handler = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)  # Ctrl+C in the shell asks nothing: the copy of the work stays
            return
        if issubclass(kind, SystemExit):
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        text = "".join(traceback.format_exception(kind, error, trace))
        self._raised.emit(summary(kind, error), text)


def _handler(log_file: Path) -> logging.Handler:
    if log_file.exists() and not log_file.is_file():
        return logging.NullHandler()  # to open a pipe would wait for a reader
    return RotatingFileHandler(
        log_file,
        maxBytes=LOG_BYTES,
        backupCount=LOG_FILES - 1,
        encoding="utf-8",
        delay=True,
        errors="backslashreplace",  # of names that are not UTF-8
    )


def summary(kind: type[BaseException], error: BaseException) -> str:
    """An error in one line."""
    said = " ".join(str(error).split())
    said = f"{said[:199]}…" if len(said) > 200 else said
    return f"{kind.__name__}: {said}" if said else kind.__name__


def _qt_said(kind: QtMsgType, context: Any, message: str) -> None:
    where = f" ({context.function})" if context is not None and context.function else ""
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s%s", message, where)
