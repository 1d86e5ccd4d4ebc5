"""Where the program keeps what it remembers, apart from the user's own files."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

HOME = "MIRRORS_HOME"  # one folder for everything, for tests and portable copies


def config_folder() -> Path:
    """Settings and recent files; made if it is not there."""
    return _folder("config", QStandardPaths.StandardLocation.AppConfigLocation)


def data_folder() -> Path:
    """Log and work kept for recovery; made if it is not there."""
    return _folder("data", QStandardPaths.StandardLocation.AppDataLocation)


def log_file() -> Path:
    return data_folder() / "mirrors.log"


def _folder(name: str, place: QStandardPaths.StandardLocation) -> Path:
    home = os.environ.get(HOME)
    folder = Path(home) / name if home else Path(QStandardPaths.writableLocation(place))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
