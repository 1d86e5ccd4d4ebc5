"""Data files that a project only refers to: where they lie, and whether they are what they were."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Any

from mirrors_engine.errors import ProjectError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.text.printable import printable
from mirrors_gui.text.translate import tr

REFERRED_MOST = 4_000_000_000  # bytes of a file a project refers to


def refer(source: Path, path: Path) -> dict[str, Any] | None:
    """Where a data file is, as seen from `path` too, how long, and its hash; None if it is gone."""
    try:
        source = source.resolve(strict=True)
        if not source.is_file():
            return None
        status = source.stat()
        digest, size = _known_hash(source, status.st_mtime_ns, status.st_size), status.st_size
    except OSError:
        return None
    try:
        relative = source.relative_to(path.resolve().parent).as_posix()
    except ValueError:
        relative = None
    return {"path": str(source), "relative": relative, "size": size, "sha256": digest}


def find(reference: dict[str, Any], path: Path, monitor: Monitor) -> Path:
    """The data file a project at `path` refers to.

    Raises
    ------
    ProjectError
        If it is not there, or not what it was.
    """
    stated, relative = reference["path"], reference["relative"]
    size, digest = reference["size"], reference["sha256"]
    if type(stated) is not str or type(size) is not int or type(digest) is not str:
        raise ProjectError(tr("the reference to its data is not valid"))
    tries = [Path(stated)]
    if isinstance(relative, str) and ".." not in Path(relative).parts:
        tries.insert(0, path.resolve().parent / relative)
    # the hash decides; a link to a device, a pipe or another machine is not even looked at
    remote = stated.startswith(("\\\\", "//"))
    for source in [] if remote else tries:
        try:
            status = source.stat()
        except (OSError, ValueError):
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_size > REFERRED_MOST:
            continue
        if status.st_size == size and _hash(source, monitor) == digest:
            return source
        raise ProjectError(
            tr(
                "{source} has changed since {name} was saved: open it anew as data.",
                source=printable(source),
                name=printable(path.name),
            )
        )
    raise ProjectError(
        tr(
            "{name} refers to {stated}, which is not there: "
            "put the file back, or open the data anew.",
            name=printable(path.name),
            stated=printable(stated[:500]),
        )
    )


@lru_cache(maxsize=8)
def _known_hash(path: Path, _changed_ns: int, _size: int) -> str:
    """Copies for recovery come every few seconds: a file is hashed once until it changes."""
    return _hash(path)


def _hash(path: Path, monitor: Monitor = silent) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            monitor(Progress("reading"))
    return digest.hexdigest()


def same_file(one: Path | None, two: Path | None) -> bool:
    """Whether two paths name one file, there or not."""
    return one is not None and two is not None and os.path.realpath(one) == os.path.realpath(two)
