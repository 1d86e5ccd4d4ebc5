"""Where the program keeps its settings and copies, apart from the user's own files."""

from __future__ import annotations

import getpass
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths

HOME = "MIRRORS_HOME"  # one folder for everything, for tests and portable copies


def config_folder() -> Path:
    """Settings and recent files; made if it is not there."""
    return _folder("config", QStandardPaths.StandardLocation.AppConfigLocation)


def data_folder() -> Path:
    """Log and work kept for recovery; made if it is not there."""
    return _folder("data", QStandardPaths.StandardLocation.AppDataLocation)


def recovery_folders() -> list[Path]:
    """Where copies of unsaved work are kept, the first that can be written to; not made here."""
    spare = f"mirrors-recovery-{getpass.getuser()}"
    return [data_folder() / "recovery", Path(tempfile.gettempdir()) / spare]


def log_file() -> Path:
    return data_folder() / "mirrors.log"


def _folder(name: str, place: QStandardPaths.StandardLocation) -> Path:
    home = os.environ.get(HOME)
    folder = Path(home) / name if home else Path(QStandardPaths.writableLocation(place))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
