"""`batch`: many files, or every column of a table, one line a signal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mirrors_engine.commands.choice import add_choice, add_jobs, rule_of
from mirrors_engine.commands.options import (
    add_network,
    columns_of,
    loss_settings,
    network_of,
    reading_of,
)
from mirrors_engine.commands.terminal import note, progress, write

FORMATS = ("csv", "json", "parquet", "sqlite")  # as in `batch.output`, which is slow to import

if TYPE_CHECKING:
    from collections.abc import Callable

    from mirrors_engine.batch.batch import Line, Source
    from mirrors_engine.results import FitResult
    from mirrors_engine.signals.signal import Signal


def add(commands: Any) -> None:
    """Declare the command."""
    batch = commands.add_parser("batch", help="fit many signals, one line each")
    batch.add_argument(
        "files", metavar="FILE", nargs="+", help="tables, folders of them, or patterns like *.csv"
    )
    add_network(batch)
    add_choice(batch)
    batch.add_argument(
        "--every-column", action="store_true", help="each column of numbers as y, not one a file"
    )
    batch.add_argument("--format", choices=FORMATS, help="csv, or by the ending of OUT")
    batch.add_argument(
        "--out",
        metavar="OUT",
        default="-",
        help="file (.csv, .json, .parquet, .sqlite), where a batch that was stopped goes on; "
        "- for stdout",
    )
    add_jobs(batch, "the signals")
    batch.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit each, say how it goes on stderr; 1 if any failed."""
    from mirrors_engine.batch.output import Journal, content_of, format_of
    from mirrors_engine.batch.parallel import batch_parallel
    from mirrors_engine.batch.solve import Solve

    kind = format_of(options.out, options.format)
    rule, loss = rule_of(options), (options.loss, loss_settings(options), options.solver)
    solve: Callable[[Signal], FitResult] = Solve(network_of(options), rule, *loss)
    if options.jobs == 1 and options.dask is None:
        solve = _showing(solve)
    sources = _sources(options)
    lines: list[Line] = []
    with Journal(options.out, _settings(options)) as journal:
        before = [journal.find(source) for source in sources]
        left = [source for source, line in zip(sources, before, strict=True) if line is None]
        if len(left) < len(sources):
            note(f"{len(sources) - len(left)} of {len(sources)} were fitted before.")
        new = batch_parallel(
            left,
            solve,
            columns_of(options),
            options.weights,
            reading_of(options),
            jobs=options.jobs,
            dask=options.dask,
        )
        try:
            for number, (source, found) in enumerate(zip(sources, before, strict=True), 1):
                line = next(new) if found is None else found
                lines.append(line)
                if found is None:
                    journal.add(source, line)
                    note(f"[{number}/{len(sources)}] {_words(line)}")
        except BaseException:
            if options.out != "-" and lines:  # what is done, and the journal to go on from
                write(content_of(lines, kind), options.out)
            raise
        finally:
            new.close()
        write(content_of(lines, kind), options.out)
        if not any(line.error for line in lines):
            journal.finish()
    failed = sum(bool(line.error) for line in lines)
    doubtful = sum(line.certified is False for line in lines)
    note(
        f"{len(lines) - failed} of {len(lines)} fitted"
        + (f", {doubtful} of them NOT certified" if doubtful else "")
        + (f", {failed} failed." if failed else "."),
    )
    return 1 if failed else 0


def _showing(solve: Any) -> Callable[[Signal], FitResult]:
    """The same with the progress of each signal on the terminal."""

    def shown(signal: Signal) -> FitResult:
        with progress() as monitor:
            found: FitResult = solve(signal, monitor)
            return found

    return shown


def _settings(options: argparse.Namespace) -> str:
    """Everything that the lines depend on, besides the files."""
    others = ("files", "out", "format", "jobs", "dask", "run", "every_column", "y")
    return repr(sorted((k, repr(v)) for k, v in vars(options).items() if k not in others))


def _sources(options: argparse.Namespace) -> list[Source]:
    """What to fit, in order; a table that cannot be read stays, for its line to say so."""
    from mirrors_engine.batch.batch import Source, columns_as_sources, files_of
    from mirrors_engine.errors import MirrorsError, SettingError

    files = files_of(options.files)
    if not options.every_column:
        return [Source(file, options.y) for file in files]
    if options.y is not None:
        raise SettingError("Give either --y or --every-column, and not both.")
    sources: list[Source] = []
    for file in files:
        try:
            sources += columns_as_sources(
                file, columns_of(options), options.weights, reading_of(options)
            )
        except (MirrorsError, MemoryError):
            sources.append(Source(file))
    return sources


def _words(line: Line) -> str:
    name = f"{line.file}, {line.y}" if line.y else line.file
    if line.error:
        return f"{name}: failed. {line.error}"
    word = "certified" if line.certified else "NOT certified"
    words = f"{name}: {line.features} features, gap {line.gap:.1e}, {word}"
    return f"{words}. {line.notes}" if line.notes else words
