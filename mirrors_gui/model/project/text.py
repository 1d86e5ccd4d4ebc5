"""The text of a project file, read within the memory that is free and parsed as JSON."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from mirrors_engine.errors import ProjectError
from mirrors_engine.text.printable import printable
from mirrors_engine.utils.memory import available_memory
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import tr

FILE_MOST = 400_000_000  # bytes of a project file
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # not even for a pipe

# Measured with tracemalloc on CPython 3.12 to 3.14: 36 to 84 bytes beside the text for each
# value, over all kinds of values; each is announced by one of these marks.
MARKS = (b",", b":", b"[", b"{")
A_MARK = 100


def read_raw(path: Path) -> bytes:
    """The bytes of a project file.

    Raises
    ------
    ProjectError
        If it cannot be read, is no file, or is too large for a project or for the memory.
    """
    name = printable(path.name)
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ProjectError(
                    tr("{path} is not a file: choose a project file.", path=printable(path))
                )
            if status.st_size > FILE_MOST:
                raise ProjectError(
                    tr(
                        "{name} has {st_size} MB, more than the "
                        "{file_most} MB of the largest project: choose another file.",
                        name=name,
                        st_size=status.st_size // 10**6,
                        file_most=FILE_MOST // 10**6,
                    )
                )
            check_memory(status.st_size, name)
            raw = file.read(status.st_size + 1)  # it may grow meanwhile
    except OSError as error:
        raise ProjectError(
            tr(
                "{path} cannot be read ({strerror}): choose another file.",
                path=printable(path),
                strerror=error.strerror,
            )
        ) from None
    if len(raw) > status.st_size:
        raise ProjectError(tr("{name} grows while it is read: choose another file.", name=name))
    return raw


def parse(raw: bytes, name: str) -> Any:
    """The JSON value.

    Raises
    ------
    ProjectError
        If it is none, holds NaN or infinity, or would take more memory than is free.
    """
    check_memory(needed(raw), name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ProjectError(
            tr("{name} is not a project of Mirrors: it is not text.", name=name)
        ) from None
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise damaged(name, tr("it is nested too deeply")) from None
    except json.JSONDecodeError as error:
        where = tr("line {lineno}, column {colno}", lineno=error.lineno, colno=error.colno)
        raise damaged(name, tr("it breaks off or is garbled at {where}", where=where)) from None
    except ValueError:
        raise damaged(name, tr("it holds a number out of range")) from None


def needed(raw: bytes) -> int:
    """Bytes that the values of a JSON text take at most, with the text and arrays made of them."""
    letter = 1 if raw.isascii() and b"\\u" not in raw else 4
    return (2 * letter + 2) * len(raw) + A_MARK * sum(map(raw.count, MARKS))


def check_memory(amount: int, name: str) -> None:
    """Refuse what would take more memory than is free."""
    free = available_memory()
    if free is not None and amount > free:
        raise ProjectError(
            tr(
                "{name} needs some {amount:.0f} MB of memory, of which {free:.0f} MB are "
                "free: close other programs or open it on another computer.",
                name=name,
                amount=amount / 1e6,
                free=free / 1e6,
            )
        )


def damaged(name: str, why: str) -> ProjectError:
    return ProjectError(
        tr(
            "{name} is damaged: {why}. Open an older copy of it.",
            name=name,
            why=printable(said(why)),
        )
    )


def _no_constant(_text: str) -> float:
    raise ValueError("not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if abs(value) == float("inf"):
        raise ValueError("out of range")
    return value
