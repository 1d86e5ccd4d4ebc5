"""Every error that nobody caught or that was logged, and what Qt complains of."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from contextlib import contextmanager

from PySide6.QtCore import qInstallMessageHandler

# what Qt says only where there is no screen
OFFSCREEN = "This plugin does not support"


class _Errors(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info))
        self.found.append(text)


@contextmanager
def capture_errors():
    """Collect every error nobody caught, every one that was logged, and what Qt complains of."""
    found: list[str] = []
    handler = _Errors(found)
    before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda *e: found.append("".join(traceback.format_exception(*e)))
    threading.excepthook = lambda a: found.append(
        "".join(traceback.format_exception(a.exc_type, a.exc_value, a.exc_traceback))
    )
    logging.getLogger().addHandler(handler)

    def complain(_kind, _where, words: str) -> None:
        if not words.startswith(OFFSCREEN):
            found.append(f"Qt: {words}")

    said = qInstallMessageHandler(complain)
    try:
        yield found
    finally:
        qInstallMessageHandler(said)
        logging.getLogger().removeHandler(handler)
        sys.excepthook, threading.excepthook = before
