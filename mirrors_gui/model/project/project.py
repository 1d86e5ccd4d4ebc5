"""Project files: one question and how it was looked at, as JSON that nothing runs from.

Data are embedded, exact to the last bit. Only a table of more than `EMBED_MOST` bytes that
still lies in the file it was read from is referred to, with that file's size and hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from mirrors_engine import __version__
from mirrors_engine.architecture import INPUTS
from mirrors_engine.errors import Cancelled, MirrorsError, ProjectError
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.signals import read_table
from mirrors_engine.signals.storage import (
    options_from_dict,
    signal_from_dict,
    signal_to_dict,
    table_from_dict,
    table_to_dict,
)
from mirrors_engine.text.printable import printable
from mirrors_gui.model.pins.storage import (
    network_of,
    pins_from_document,
    pins_to_document,
    settings_of,
)
from mirrors_gui.model.project import data_references
from mirrors_gui.model.project.text import AT_ONCE, FILE_MOST, damaged, parse, read_raw
from mirrors_gui.model.question import Question
from mirrors_gui.model.table_signal import signal_of
from mirrors_gui.text.translate import tr

SUFFIX = ".mirrors"
FORMAT = "mirrors-project"
VERSION = 1
EMBED_MOST = 16_000_000  # bytes of numbers in a table from which its file is referred to

Document = dict[str, Any]
# from a version to the next, in order; a project of version 1 needs none
MIGRATIONS: dict[int, Callable[[Document], Document]] = {}


@dataclass(frozen=True)
class Stamp:
    """The content of a file: two files of one stamp are alike."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Project:
    """What a project file holds.

    Attributes
    ----------
    question : Question
    view : dict
        How it was looked at, as JSON values; the panels know what to make of it.
    belongs : Path or None
        The file a recovered project was to be saved to.
    stamp : Stamp or None
        Of the file the project was read from; for a recovered project, of `belongs` as it was
        last read or written by the window that kept the copy.
    """

    question: Question
    view: dict[str, Any] = field(default_factory=dict)
    belongs: Path | None = None
    stamp: Stamp | None = None


def is_project(path: str | Path) -> bool:
    return Path(path).suffix.lower() == SUFFIX


# writing


def pieces(project: Project, path: Path) -> Iterator[str]:
    """The text of a project file at `path`, piece by piece.

    Raises
    ------
    ProjectError
        If it would be too large to be opened again.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=1)
    length = 0
    for piece in encoder.iterencode(to_document(project, path)):
        length += len(piece)
        if length > FILE_MOST:
            raise ProjectError(
                tr(
                    "{name} would be larger than {file_most} MB: "
                    "save the data as a CSV file and open them from there.",
                    name=printable(path.name),
                    file_most=FILE_MOST // 10**6,
                )
            )
        yield piece


def to_document(project: Project, path: Path) -> Document:
    """The project as JSON values; a reference is relative to `path`."""
    question = project.question
    return {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "data": _data(question, path),
        "question": {
            "architecture": asdict(question.architecture),
            "others": [asdict(net) for _, net in question.others],
            "loss": question.loss,
            "loss_options": dict(question.loss_options),
            "solver": question.solver,
            "lam_ratio": question.lam_ratio,
            "lam_chosen": question.lam_chosen,
            "pins": pins_to_document(question.pins, question.signal),
        },
        "view": project.view,
        "belongs": None if project.belongs is None else str(project.belongs),
        "stamp": None if project.stamp is None else asdict(project.stamp),
    }


def _data(question: Question, path: Path) -> Document:
    signal, table = question.signal, question.table
    data: Document = {"edited": question.edited}
    if table is not None:
        x, y = question.columns or (None, None)
        data["columns"] = {
            "x": list(x) if isinstance(x, tuple) else x,
            "y": y,
            "weights": question.weights_column,
        }
        data["pasted"] = question.pasted
        large = sum(column.values.nbytes for column in table.columns) > EMBED_MOST
        reference = (
            data_references.refer(Path(table.source), path) if large and table.source else None
        )
        if reference is not None:
            data["file"] = {**reference, "options": asdict(table.options)}
        else:
            data["table"] = table_to_dict(table)
    if table is None or question.edited:
        data["signal"] = signal_to_dict(signal)
    return data


# reading


def read_project(path: str | Path, monitor: Monitor = silent) -> Project:
    """Open a project file; whatever is in it, one sentence is the worst that happens.

    Raises
    ------
    ProjectError
        If it cannot be read, is no project, is damaged, too large or too new, or if a
        file it refers to has gone or changed.
    """
    path = Path(path)
    name = printable(path.name)
    try:
        raw = read_raw(path)
        stamp = Stamp(len(raw), hashlib.sha256(raw).hexdigest())
        document = migrate(parse(raw, name), name)
        project = _project(document, path, monitor)
        return project if project.belongs is not None else replace(project, stamp=stamp)
    except (ProjectError, Cancelled):
        raise
    except MemoryError:
        raise ProjectError(tr("{name} does not fit into memory.", name=name)) from None
    except MirrorsError as error:
        why = printable(error)  # it may quote what is in the file
        raise ProjectError(tr("{name} cannot be opened: {error}", name=name, error=why)) from None
    except (TypeError, ValueError, OverflowError, KeyError, AttributeError, RecursionError):
        raise damaged(name, tr("its entries do not fit together")) from None


def migrate(
    document: Any,
    name: str,
    steps: Mapping[int, Callable[[Document], Document]] = MIGRATIONS,
    goal: int = VERSION,
) -> Document:
    """The document in today's format, by one step for each version between.

    Raises
    ------
    ProjectError
        If it is no project, or of a version that is not known yet.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ProjectError(
            tr("{name} is not a project of Mirrors: open it as data if it holds any.", name=name)
        )
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise damaged(name, tr("it does not say which version it is"))
    if version > goal:
        raise ProjectError(
            tr(
                "{name} was written by a newer Mirrors (format {version}, this one reads up to "
                "{goal}): update Mirrors to open it.",
                name=name,
                version=version,
                goal=goal,
            )
        )
    for step in range(version, goal):
        document = steps[step](document)
    return document


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None if there is no file that can be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            while block := file.read(1 << 20):
                digest.update(block)
                size += len(block)
    except OSError:
        return None
    return Stamp(size, digest.hexdigest())


def _project(document: Document, path: Path, monitor: Monitor) -> Project:
    try:
        data, asked = document["data"], document["question"]
        values = _settings(asked)
        values |= _signal(data, path, monitor)
        values["architecture"].check_dimension(values["signal"].dimension)
        values["pins"] = pins_from_document(asked.get("pins"), values["signal"])
        view = document.get("view")
        belongs = _belongs(document.get("belongs"))
        stamp = document.get("stamp")
    except ProjectError as error:
        if not str(error).endswith("."):  # a fragment by the reader of the arrays
            raise damaged(printable(path.name), str(error)) from None
        raise
    return Project(
        Question(**values),
        view if isinstance(view, dict) else {},
        belongs,
        Stamp(**stamp) if belongs is not None and isinstance(stamp, dict) else None,
    )


def _belongs(value: Any) -> Path | None:
    """The project file a rescued copy names."""
    if not isinstance(value, str) or not value or "\0" in value or not is_project(value):
        return None
    return Path(value) if Path(value).is_absolute() else None


def _settings(asked: Document) -> Document:
    others = [network_of(net) for net in asked["others"][: len(INPUTS)]]
    ratio = asked["lam_ratio"]
    return {
        **settings_of(asked),
        "others": tuple(sorted((net.inputs, net) for net in others)),
        # projects written before this entry existed: any other λ than the default was chosen
        "lam_chosen": asked.get("lam_chosen", ratio != Question().lam_ratio) is True,
    }


def _signal(data: Document, path: Path, monitor: Monitor) -> Document:
    """The signal, and the table it came from if there was one."""
    edited = data.get("edited") is True
    found: Document = {"edited": edited}
    if "file" in data or "table" in data:
        chosen = data["columns"]
        x, y, weights = chosen["x"], chosen["y"], chosen["weights"]
        x = tuple(x) if isinstance(x, list) else x
        if "file" in data:
            source = data_references.find(data["file"], path, monitor)
            table = read_table(source, options_from_dict(data["file"]["options"]), monitor)
        else:
            table = table_from_dict(data["table"])
        pasted = data.get("pasted")
        found |= {"table": table, "columns": (x, y), "weights_column": weights}
        found["pasted"] = pasted if isinstance(pasted, str) else None
        if not edited:
            found["signal"] = signal_of(table, x, y, weights, monitor)
    if "signal" not in found:
        found["signal"] = signal_from_dict(data["signal"])
    return found
