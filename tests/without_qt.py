"""A pytest plugin: refuse to import Qt and the window, as where they are not installed.

python -m pytest -p no:pytest-qt -p tests.without_qt tests/engine
"""

from __future__ import annotations

import sys
from typing import Any

REFUSED = ("PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6", "pytestqt", "mirrors_gui")


class Refuse:
    """A finder that is asked first and says that these packages do not exist."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


loaded = [name for name in sys.modules if name.partition(".")[0] in REFUSED]
if loaded:
    raise RuntimeError(f"loaded before they could be refused: {loaded}")
sys.meta_path.insert(0, Refuse())
