"""The engine's batch as jobs beside the window: which signals there are, and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mirrors_engine.batch.batch import Line, Source, batch, columns_as_sources, sources_of
from mirrors_engine.batch.batch import files_of as tables_of
from mirrors_engine.batch.parallel import batch_parallel
from mirrors_engine.batch.solve import Solve
from mirrors_engine.errors import MirrorsError, SizeError
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.signals.formats import SUFFIXES
from mirrors_engine.text.printable import printable
from mirrors_gui.batch.kept import KeptList
from mirrors_gui.batch.origin import Origin
from mirrors_gui.text.translate import tr

MOST = 20_000  # signals, each with a picture of some kB


@dataclass(frozen=True)
class Listed:
    """The signals there are, with a name each, and how many files of folders are no tables.

    Attributes
    ----------
    known : dict
        Line and settings of those, by number, that were fitted before.
    origin : Origin
    """

    signals: tuple[tuple[Source, str], ...]
    others: int
    known: Mapping[int, tuple[Line, Solve]]
    origin: Origin


@dataclass(frozen=True, eq=False)
class Fitted:
    """The line of the signal of a number, from 0."""

    number: int
    line: Line

    @property
    def slot(self) -> tuple[type, int]:
        """None of them takes the place of another that was not delivered yet."""
        return type(self), self.number


def listing_job(origin: Origin, kept: KeptList) -> Any:
    """A job: one event, the signals there are."""

    def job(monitor: Monitor) -> Iterator[Listed]:
        kept.begin(origin, monitor)
        yield _list(origin, kept, monitor)

    return job


def reopening_job(kept: KeptList) -> Any:
    """A job: one event, the signals of the list that was kept."""

    def job(monitor: Monitor) -> Iterator[Listed]:
        yield _list(kept.read(monitor), kept, monitor)

    return job


def _list(origin: Origin, kept: KeptList, monitor: Monitor) -> Listed:
    signals = tuple(_listed(origin, monitor))
    found = ((number, kept.find(source)) for number, (source, _) in enumerate(signals))
    known = {number: line for number, line in found if line is not None}
    return Listed(signals, sum(map(_others, origin.files)), known, origin)


def _listed(origin: Origin, monitor: Monitor) -> list[tuple[Source, str]]:
    if origin.table is not None:
        labels = [printable(column.label) for column in origin.table.columns]
        found = [
            (source, labels[source.y] if isinstance(source.y, int) else "")
            for source in sources_of(origin.table, origin.x_key, origin.weights)
        ]
    else:
        found = []
        files = tables_of(origin.files)
        for k, file in enumerate(files):
            monitor(Progress(tr("looking for signals"), k / len(files)))
            _check(len(found) + len(files) - k)
            found += _of_file(file, origin)
    _check(len(found))
    return found


def _others(folder: str) -> int:
    """Files of a folder whose ending is not that of a table."""
    if not Path(folder).is_dir():
        return 0
    files = [f.name.lower() for f in Path(folder).iterdir() if f.is_file()]
    return sum(not name.startswith(".") and not name.endswith(SUFFIXES) for name in files)


def _check(count: int) -> None:
    if count > MOST:
        raise SizeError(
            tr(
                "There are {count} signals, more than the {most} that one list holds: open fewer "
                "at once, or use the command mirrors batch.",
                count=count,
                most=MOST,
            )
        )


def _of_file(file: str, origin: Origin) -> list[tuple[Source, str]]:
    name = printable(Path(file).name)
    if not origin.every_column:
        return [(Source(file), name)]
    try:
        sources = columns_as_sources(file, None, None, origin.reading)
    except (MirrorsError, MemoryError):
        return [(Source(file), name)]  # its line says why
    return [(source, f"{name} · {source.y}") for source in sources]


def fitting_job(
    origin: Origin, asked: Sequence[tuple[int, Source]], solve: Solve, jobs: int, kept: KeptList
) -> Any:
    """A job: the lines of these signals, in order, which are also kept.

    With `jobs` of 0 on all cores, where the files can be read by other processes.
    """

    def job(monitor: Monitor) -> Iterator[Fitted]:
        sources = [source for _, source in asked]
        total = len(sources)
        done = 0

        def still(_progress: Progress) -> None:
            monitor(Progress("fitting", done / total))

        if jobs == 1 or origin.text is not None:
            lines = batch(
                sources,
                partial(solve, monitor=still),
                origin.x_key,
                origin.weights,
                origin.reading,
                outlines=True,
                table=origin.table,
                monitor=still,
            )
        else:
            lines = batch_parallel(
                sources,
                solve,
                origin.x_key,
                origin.weights,
                origin.reading,
                jobs=jobs,
                outlines=True,
                monitor=still,
            )
        with closing(lines):  # type: ignore[type-var]
            for (number, source), line in zip(asked, lines, strict=True):
                done += 1
                kept.add(source, line, solve)
                yield Fitted(number, line)
                still(Progress(""))

    return job
