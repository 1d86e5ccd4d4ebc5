"""Files that are whole or not there: the one way in which anything is written to a disk."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from mirrors_engine.errors import MirrorsError
from mirrors_engine.text.printable import printable

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

Content = str | bytes | Iterable[str | bytes]

_PREFIX, _SUFFIX = ".mirrors-", ".tmp"
_DEVICES = ("/dev/", "/proc/")  # of which /dev/stdout may be a file that is not to be replaced
_BINARY = getattr(os, "O_BINARY", 0)


class WriteError(MirrorsError):
    """A file that cannot be written; one sentence says why."""


def write_atomically(path: str | Path, content: Content) -> None:
    """Write a whole file or leave the old one as it was.

    The content goes to a temporary file in the same folder, to the disk, and takes the place of
    the old file in one step. What a killed program left in the folder is removed.

    Parameters
    ----------
    path : str or Path
        A link is followed. The permissions of an old file are kept, those of a new one are the
        umask's. A pipe or device (/dev/stdout) is written to, never replaced.
    content : str or bytes, or an iterable of them
        Pieces are written as they come; text as UTF-8, a lone surrogate as its escape.

    Raises
    ------
    WriteError
        If the place cannot be written to; whatever making the pieces raises passes through.

    Notes
    -----
    Where a file may be changed but nothing added to its folder, the file is overwritten in
    place after every piece has been made.
    """
    shown = printable(path)
    try:
        target = Path(path).resolve()
        old = _status(Path(path))
        if str(Path(path).absolute()).startswith(_DEVICES):
            _write_through(Path(path), content)
        elif old is None:
            _replace(target, content, None)
        elif stat.S_ISDIR(old.st_mode):
            raise WriteError(f"{shown} is a folder: name a file in it.")
        elif not stat.S_ISREG(old.st_mode):
            _write_through(Path(path), content)
        elif not os.access(target, os.W_OK):
            raise WriteError(f"{shown} is write-protected: choose another name.")
        elif os.access(target.parent, os.W_OK):
            _replace(target, content, old)
        else:
            _overwrite(target, content)
    except FileNotFoundError as error:
        raise WriteError(
            f"{shown} cannot be written, as its folder does not exist: choose another folder."
        ) from error
    except OSError as error:
        reason = error.strerror or "the path is not valid"
        raise WriteError(f"{shown} cannot be written ({reason}): choose another folder.") from error
    except (ValueError, RuntimeError) as error:
        if not str(error).startswith(("embedded null", "Symlink loop")):
            raise  # from making the content
        raise WriteError(f"{shown} is not the name of a file: choose another name.") from error


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _replace(target: Path, content: Content, old: os.stat_result | None) -> None:
    """Write beside the target, then put it in its place."""
    folder = target.parent
    remove_leftovers(folder)
    with _temporary(folder) as (name, file):
        file.writelines(_encoded(content))
        file.flush()
        os.fsync(file.fileno())
        if old is not None:
            with contextlib.suppress(OSError, AttributeError):  # Windows has no owners
                os.chown(name, old.st_uid, old.st_gid)
            with contextlib.suppress(OSError):
                name.chmod(stat.S_IMODE(old.st_mode))
        if fcntl is None:
            file.close()  # Windows renames closed files only
        name.replace(target)
    _sync_folder(folder)


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file, locked for as long as it is written, gone if that fails."""
    for _ in range(10):
        name = folder / f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        if not _lock(handle, wait=True) or os.fstat(handle).st_nlink:
            break
        os.close(handle)  # taken for a leftover between its making and its lock
    try:
        with os.fdopen(handle, "wb") as file:
            yield name, file
    except BaseException:
        with contextlib.suppress(OSError):
            name.unlink()
        raise


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of programs that were killed while they wrote.

    A file that is being written is locked by its program (or, on Windows, cannot be deleted).
    """
    try:
        with os.scandir(folder) as entries:
            names = [Path(e.path) for e in entries if _is_temporary(e.name)]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError):
            if fcntl is None:
                name.unlink()
                continue
            handle = os.open(name, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if stat.S_ISREG(os.fstat(handle).st_mode) and _lock(handle, wait=False):
                    name.unlink()
            finally:
                os.close(handle)


def _is_temporary(name: str) -> bool:
    middle = name[len(_PREFIX) : -len(_SUFFIX)]
    return (
        name.startswith(_PREFIX)
        and name.endswith(_SUFFIX)
        and len(middle) == 12
        and set(middle) <= set("0123456789abcdef")
    )


def _lock(handle: int, wait: bool) -> bool:
    """Lock an open file until it is closed or its program ends; False where that fails."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # locked by another, or a file system without locks
        return False
    return True


def _overwrite(target: Path, content: Content) -> None:
    whole = b"".join(_encoded(content))
    with target.open("r+b") as file:
        file.write(whole)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _write_through(target: Path, content: Content) -> None:
    with target.open("wb") as file:
        file.writelines(_encoded(content))


def _encoded(content: Content) -> Iterator[bytes]:
    pieces = (content,) if isinstance(content, str | bytes) else content
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


__all__ = ["WriteError", "remove_leftovers", "write_atomically"]
