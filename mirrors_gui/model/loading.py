"""Reading what a request to load names: a project, a table, or other columns of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mirrors_engine.progress import Monitor
from mirrors_gui.compute.messages import Load, Loaded
from mirrors_gui.model.table_signal import signal_of


def read(request: Load, monitor: Monitor) -> Loaded:
    """The signal or the project; runs on the worker's thread.

    Raises
    ------
    MirrorsError
        If it cannot be read: one sentence.
    """
    from mirrors_engine.signals import parse_text, read_table
    from mirrors_gui.model.project.project import is_project, read_project

    if request.path is not None and is_project(request.path):
        return Loaded(request, None, None, project=read_project(request.path, monitor))
    table, x, y = request.table, request.x, request.y
    if table is None and request.path is not None:
        table = read_table(request.path, request.options, monitor)
    elif table is None:
        table = parse_text(request.text or "", request.options, monitor)
    named = request.chosen or y is not None
    if not request.chosen:
        x, usual = table.default_columns()
        y = usual if y is None else y
    chosen = (x, y) if named else (None, None)  # the same, and it says why
    signal = signal_of(table, *chosen, request.weights, monitor)
    return Loaded(request, signal, table, (x, y))


def again(request: Load, reading: Mapping[str, Any], job: int) -> Load:
    """The request to read what was refused in another way."""
    from mirrors_engine.signals import CsvOptions

    table, path = request.table, request.path
    options = request.options or (CsvOptions() if table is None else table.options)
    if table is not None and request.text is None:
        path = Path(table.source)
    return replace(request, job=job, table=None, path=path, options=replace(options, **reading))
