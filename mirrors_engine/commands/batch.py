"""`batch`: many files, or every column of a table, one line a signal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mirrors_engine.commands.choice import add_choice, solved
from mirrors_engine.commands.options import add_network, columns_of, loss_settings, network_of
from mirrors_engine.commands.terminal import note, write

if TYPE_CHECKING:
    from mirrors_engine.batch import Line, Source
    from mirrors_engine.results import FitResult
    from mirrors_engine.signals.signal import Signal


def add(commands: Any) -> None:
    """Declare the command."""
    batch = commands.add_parser("batch", help="fit many signals, one line each")
    batch.add_argument("files", metavar="FILE", nargs="+", help="CSV files, or patterns like *.csv")
    add_network(batch)
    add_choice(batch)
    batch.add_argument(
        "--every-column", action="store_true", help="each column of numbers as y, not one a file"
    )
    batch.add_argument("--format", choices=("csv", "json"), default="csv", help="csv")
    batch.add_argument("--out", metavar="OUT", default="-", help="file; - for stdout")
    batch.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit each, say how it goes on stderr; 1 if any failed."""
    from mirrors_engine.batch import batch
    from mirrors_engine.problem import Problem
    from mirrors_engine.serialize import dump

    net, loss = network_of(options), loss_settings(options)

    def solve(signal: Signal) -> FitResult:
        return solved(Problem(signal, net, options.loss, **loss), options)

    sources = _sources(options)
    lines: list[Line] = []
    for number, line in enumerate(batch(sources, solve, columns_of(options), options.weights), 1):
        lines.append(line)
        note(f"[{number}/{len(sources)}] {_words(line)}")
    if options.format == "json":
        text = dump([line.to_dict() for line in lines])
    else:
        text = _csv(lines)
    write(text, options.out)
    failed = sum(bool(line.error) for line in lines)
    doubtful = sum(line.certified is False for line in lines)
    note(
        f"{len(lines) - failed} of {len(lines)} fitted"
        + (f", {doubtful} of them NOT certified" if doubtful else "")
        + (f", {failed} failed." if failed else "."),
    )
    return 1 if failed else 0


def _sources(options: argparse.Namespace) -> list[Source]:
    """What to fit, in order; a table that cannot be read stays, for its line to say so."""
    from mirrors_engine.batch import Source, columns_as_sources, files_of
    from mirrors_engine.errors import MirrorsError, SettingError

    files = files_of(options.files)
    if not options.every_column:
        return [Source(file, options.y) for file in files]
    if options.y is not None:
        raise SettingError("Give either --y or --every-column, and not both.")
    sources: list[Source] = []
    for file in files:
        try:
            sources += columns_as_sources(file, columns_of(options), options.weights)
        except (MirrorsError, MemoryError):
            sources.append(Source(file))
    return sources


def _words(line: Line) -> str:
    name = f"{line.file}, {line.y}" if line.y else line.file
    if line.error:
        return f"{name}: failed. {line.error}"
    word = "certified" if line.certified else "NOT certified"
    return f"{name}: {line.features} features, gap {line.gap:.1e}, {word}"


def _csv(lines: list[Line]) -> str:
    from dataclasses import fields

    from mirrors_engine.batch import Line
    from mirrors_engine.export.tables import csv_text

    names = [field.name for field in fields(Line)]
    return csv_text([list(names), *([line.to_dict()[name] for name in names] for line in lines)])
