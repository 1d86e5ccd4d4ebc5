"""The window of Mirrors: PySide6 and pyqtgraph over `mirrors_engine`."""

from __future__ import annotations

import ctypes
import sys


def _keep_singletons() -> None:
    """Keep None, True and False alive under PySide6 6.12 on Python 3.11.

    There every `Signal.emit` gives up one reference to True that it never took, and
    every overridden event handler one to None: harmless where these are immortal
    (Python 3.12 on), a fatal error after some minutes of dragging where they are counted.
    """
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for singleton in (None, True, False):
            # the count is the first word of a CPython object
            ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 40


_keep_singletons()
