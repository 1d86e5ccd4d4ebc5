"""The list of many signals in a file that grows with it, so that it can be opened again.

Each line is a JSON object: where the signals come from (the last such line counts), or what
became of one of them. A line is written as soon as it is known, so that no kill loses it.
What it says holds as long as the file of the signal is the same.
"""

from __future__ import annotations

import contextlib
import json
import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mirrors_engine.batch.batch import Line, Source
from mirrors_engine.batch.outline import Outline
from mirrors_engine.batch.output import key_of
from mirrors_engine.batch.solve import Solve
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.selection.rule import LamRule
from mirrors_engine.signals import parse_text, read_table
from mirrors_engine.signals.storage import options_from_dict, pack, unpack
from mirrors_gui.batch.origin import Origin
from mirrors_gui.model.pins.storage import network_of
from mirrors_gui.text.translate import tr

log = logging.getLogger(__name__)

Known = Mapping[str, tuple[Line, Solve]]

_ARRAYS = ("x", "y", "fit_x", "fit_y", "pieces")
_FAULTS = (ValueError, TypeError, KeyError, AttributeError, MirrorsError)


class KeptList:
    """What was listed last, and what became of its signals.

    Parameters
    ----------
    path : Path or None
        The file; None keeps it in memory alone.

    Attributes
    ----------
    known : dict
        Line and settings of each signal, by what its file and column are.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, tuple[Line, Solve]] = {}
        self._origin: Origin | None = None
        self._lock = threading.Lock()  # a job that was cancelled may still add a line

    @property
    def there(self) -> bool:
        """Whether there is a list from before."""
        return self.path is not None and self.path.is_file()

    def begin(self, origin: Origin, monitor: Monitor) -> None:
        """Other signals from here on; what is known of the same ones, or of some files, stays."""
        if self._origin is None:
            with contextlib.suppress(MirrorsError):
                self.read(monitor)
        before, self._origin = self._origin, origin
        if before is not None and _continues(before, origin):
            self._write(_of_origin(origin), "a")
        else:
            self.known = {}
            self._write(_of_origin(origin), "w")

    def find(self, source: Source) -> tuple[Line, Solve] | None:
        """What became of a signal, if its file is still the same."""
        return self.known.get(key_of(source))

    def add(self, source: Source, line: Line, solve: Solve) -> None:
        """What became of a signal."""
        key = key_of(source)
        self.known[key] = line, solve
        entry = {"key": key, "line": line.to_dict(), "solve": asdict(solve)}
        self._write(entry | {"outline": _of_outline(line.outline)}, "a")

    def read(self, monitor: Monitor) -> Origin:
        """Where the signals of the list came from; `known` is then what became of them.

        Raises
        ------
        MirrorsError
            If there is no list, or its table cannot be read any more.
        """
        origin: Any = None
        self.known = {}
        for entry in self._entries(monitor):
            with contextlib.suppress(*_FAULTS):  # of another version, or cut by a kill
                if "origin" in entry:
                    origin = entry["origin"]
                else:
                    self.known[str(entry["key"])] = _line(entry), _solve(entry["solve"])
        with contextlib.suppress(TypeError, KeyError, ValueError):
            self._origin = _origin(origin, monitor)
            return self._origin
        raise MirrorsError(tr("There is no list from before: open files or a folder."))

    def _entries(self, monitor: Monitor) -> Iterator[dict[str, Any]]:
        if self.path is None or not self.path.is_file():
            return
        size, done = max(1, self.path.stat().st_size), 0
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for text in file:
                done += len(text)
                monitor(Progress(tr("reading the last list"), min(1.0, done / size)))
                with contextlib.suppress(ValueError):
                    entry = json.loads(text)
                    if isinstance(entry, dict):
                        yield entry

    def _write(self, entry: dict[str, Any], mode: str) -> None:
        if self.path is None:
            return
        try:
            text = json.dumps(entry) + "\n"
            with self._lock, self.path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:  # a list that cannot be kept is fitted all the same
            log.warning("the list of many signals is not kept: %s", error)


def _continues(before: Origin, origin: Origin) -> bool:
    """Whether lines of a list hold in another one."""
    if before.table is None and origin.table is None:
        return {*before.files} <= {*origin.files}
    return json.dumps(_of_origin(before)) == json.dumps(_of_origin(origin))


def _of_origin(origin: Origin) -> dict[str, Any]:
    table = origin.table
    return {
        "origin": {
            "files": origin.files,
            "every_column": origin.every_column,
            "table": None if table is None else table.source,
            "text": origin.text,
            "x": origin.x,
            "weights": origin.weights,
            "reading": None if origin.reading is None else asdict(origin.reading),
        }
    }


def _origin(value: dict[str, Any], monitor: Monitor) -> Origin:
    reading = value["reading"] and options_from_dict(value["reading"])
    table = None
    if value["text"] is not None:
        table = parse_text(value["text"], reading, monitor)
    elif value["table"] is not None:
        table = read_table(value["table"], reading, monitor)
    return Origin(
        tuple(map(str, value["files"])),
        bool(value["every_column"]),
        table,
        value["text"],
        tuple(map(int, value["x"])),
        value["weights"],
        reading,
    )


def _of_outline(outline: Outline | None) -> dict[str, Any] | None:
    if outline is None:
        return None
    arrays = {name: pack(getattr(outline, name)) for name in _ARRAYS}
    return arrays | {"x_names": outline.x_names, "unit": outline.unit}


def _line(entry: dict[str, Any]) -> Line:
    kept = entry["outline"]
    if kept is None:
        return Line(**entry["line"])
    arrays = {name: unpack(kept[name], name) for name in _ARRAYS}
    names = tuple(map(str, kept["x_names"]))
    return Line(**entry["line"], outline=Outline(**arrays, x_names=names, unit=str(kept["unit"])))


def _solve(value: dict[str, Any]) -> Solve:
    rule = LamRule(**value["rule"])
    return Solve(**value | {"network": network_of(value["network"]), "rule": rule})
