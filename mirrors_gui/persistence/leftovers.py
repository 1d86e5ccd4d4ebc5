"""Folders of windows that did not end as they should, found without touching anything else."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QLockFile

from mirrors_engine.files import remove_leftovers

WORK, REPORT = "work.mirrors", "crash.txt"
REPORT_MOST = 100_000  # characters of a report that are shown

# a pipe is not waited for, a link not followed
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True)
class Left:
    """What a window left behind: its folder, and the lock on it, held from now on."""

    folder: Path
    lock: QLockFile

    @property
    def work(self) -> Path:
        return self.folder / WORK

    @property
    def has_work(self) -> bool:
        return _is_plain(self.work)

    @property
    def report(self) -> str:
        """What the interpreter wrote when it was killed, "" where there is nothing."""
        path = self.folder / REPORT
        if not _is_plain(path):
            return ""
        try:
            with _opened(path) as file:
                return file.read(REPORT_MOST)
        except OSError:
            return ""

    def remove(self) -> None:
        """Delete what the program keeps there; a folder that holds anything else stays."""
        with contextlib.suppress(OSError):
            remove_leftovers(self.folder)
            for name in (WORK, REPORT):
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()
        self.lock.unlock()


def take(folder: Path) -> Left | None:
    """The folder with its lock; None if its window is alive or it is no folder of a window."""
    name = Path(f"{folder}.lock")
    try:
        if not stat.S_ISREG(name.lstat().st_mode):
            return None  # QLockFile would wait for a pipe
    except FileNotFoundError:
        pass
    except OSError:
        return None
    lock = QLockFile(str(name))
    lock.setStaleLockTime(0)  # stale where its process is gone, however old
    return Left(folder, lock) if lock.tryLock(0) else None


def listed(place: Path) -> list[Path]:
    """The folders in a place, the newest last; links are not followed."""
    found: list[tuple[float, str]] = []
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    found.append((entry.stat(follow_symlinks=False).st_mtime, entry.path))
    return [Path(path) for _, path in sorted(found)]


def is_private(place: Path) -> bool:
    """Whether no other user made the place or can put things there, as in a temporary folder."""
    if not hasattr(os, "getuid"):
        return True  # Windows keeps temporary folders by user
    try:
        shared = place.parent.stat().st_mode & stat.S_ISVTX
        return not shared or place.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _is_plain(path: Path) -> bool:
    """Whether it is a file, no link, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _opened(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, _READ), encoding="utf-8", errors="replace")
