"""Whether Qt and its platform plug-in find the system libraries they need.

    python -m mirrors_gui.platform_check

PySide6 brings Qt, but on Linux the plug-in that opens windows links to libraries of the system
(libxcb-cursor0 is the one most often missing), and without them Qt ends the process instead of
raising. Loading the plug-in as a shared library shows the same fault as an exception.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path


def missing() -> str | None:
    """Why no window could be opened, in the loader's words; None if nothing is missing."""
    try:
        from PySide6 import QtWidgets  # noqa: F401  loads its libraries
        from PySide6.QtCore import QLibraryInfo
    except ImportError as error:
        return str(error)
    if not sys.platform.startswith("linux"):
        return None
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    for plugin in sorted(plugins.glob("libqxcb.so")):
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return str(error)
    return None


if __name__ == "__main__":
    fault = missing()
    if fault:
        print(f"Qt cannot open a window: {fault}", file=sys.stderr)
    sys.exit(1 if fault else 0)
