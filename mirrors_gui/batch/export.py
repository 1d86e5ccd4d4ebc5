"""The lines of the list as files, by the engine's writers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mirrors_engine.batch.batch import Line
from mirrors_engine.batch.output import content_of, format_of, pieces_of
from mirrors_engine.files import WriteError, write_atomically
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.text.printable import printable
from mirrors_gui.text.translate import tr

FILES = "CSV (*.csv);;Parquet (*.parquet);;SQLite (*.sqlite);;JSON (*.json)"
ONE_TABLE = ("csv", "parquet")  # whose functions go into a file of their own


@dataclass(frozen=True)
class Written:
    """Which files were written, and how many lines they hold."""

    paths: tuple[Path, ...]
    lines: int


def beside(path: Path) -> Path:
    """Where the functions go, of a format that holds one table."""
    return path.with_name(f"{path.stem}-functions{path.suffix}")


def writing_job(lines: Sequence[Line], path: Path, functions: bool) -> Callable[[Monitor], Any]:
    """A job: one event, what was written."""

    def job(monitor: Monitor) -> Iterator[Written]:
        kind, second = format_of(str(path)), beside(path)
        apart = functions and kind in ONE_TABLE
        if apart and second.exists() and not path.exists():
            raise WriteError(
                tr(
                    "{name} is there already and would be replaced: choose another name.",
                    name=printable(second.name),
                )
            )
        monitor(Progress("writing"))
        content = content_of(lines, kind, pieces=functions and not apart)
        more = pieces_of(lines, kind) if apart else b""
        monitor(Progress("writing", 0.5))
        write_atomically(path, content)
        if apart:
            write_atomically(second, more)
        yield Written((path, second) if apart else (path,), len(lines))

    return job
