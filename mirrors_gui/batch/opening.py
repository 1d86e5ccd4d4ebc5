"""A signal of the list in the main window, by the same network and at the same λ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from mirrors_gui.batch.origin import Origin
from mirrors_gui.batch.rows import Row
from mirrors_gui.model.session import Session
from mirrors_gui.text.translate import tr


def open_row(session: Session, origin: Origin, row: Row) -> None:
    """Begin an untitled project with the signal of a row; unsaved work is asked about first."""
    what: dict[str, Any] = {"settings": _settings(row), "weights": origin.weights}
    if origin.table is not None:
        x = origin.x if len(origin.x) > 1 else origin.x[0] if origin.x else None
        table = replace(origin.table)  # other data, whatever was opened of it before
        what |= {"table": table, "text": origin.text, "x": x, "chosen": True}
    else:
        what |= {"path": Path(row.source.file), "options": origin.reading}
    session.replace_data(
        tr("opening {name}", name=row.name), lambda: session.read(y=row.source.y, **what)
    )


def _settings(row: Row) -> tuple[tuple[str, Any], ...]:
    """Fields of the question, as the row was fitted or was to be."""
    if row.solve is None:
        return ()
    solve = row.solve
    ratio = solve.rule.lam_ratio if row.line is None else row.line.lam_ratio
    fields = {
        "architecture": solve.network,
        "loss": solve.loss,
        "loss_options": tuple(sorted(solve.loss_options.items())),
        "solver": solve.solver,
    }
    if ratio is not None:
        fields |= {"lam_ratio": ratio, "lam_chosen": True}
    return tuple(fields.items())
