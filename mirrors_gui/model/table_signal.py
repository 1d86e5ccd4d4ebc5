"""The signal of columns of a table; while a long one is made, progress is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.text.translate import tr

if TYPE_CHECKING:
    from mirrors_engine.signals import Signal, Table

_ROW_WORK = 1000.0  # multiply-adds that a row of a table takes the time of, to become a sample


def signal_of(
    table: Table,
    x: str | int | tuple[int, ...] | None,
    y: str | int | None,
    weights: str | int | None,
    monitor: Monitor,
) -> Signal:
    """The signal of columns of a table; while a long one is made, `monitor` is called."""
    from mirrors_engine.signals import Signal
    from mirrors_engine.utils.background import in_background

    return in_background(
        lambda: Signal.from_table(table, x, y, weights),
        lambda: monitor(Progress(tr("Reading {name}", name=table.name), 1.0)),
        _ROW_WORK * table.n_rows,
    )
