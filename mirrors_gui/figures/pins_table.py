"""Pinned fits as rows of a table for export."""

from __future__ import annotations

from collections.abc import Sequence

from mirrors_engine.export.tables import Table
from mirrors_gui.compute.pinned import PinnedFit
from mirrors_gui.model.pins.pin import Pin

HEADER = (
    *("name", "network", "loss", "loss_option", "solver", "lam", "lam_ratio", "neurons", "kinks"),
    *(
        "rmse",
        "r2",
        "degrees_of_freedom",
        "norm",
        "objective",
        "cross_validated_error",
        "certified",
    ),
)


def pins_table(pins: Sequence[tuple[Pin, PinnedFit]]) -> Table:
    """The header, then one row a pin; `loss_option` is the delta or quantile of the loss."""
    rows: Table = [list(HEADER)]
    for pin, fit in pins:
        option = pin.loss_options[0][1] if pin.loss_options else None
        rows.append(
            [
                *(pin.name, pin.architecture.describe(), pin.loss, option, pin.solver),
                *(fit.lam, pin.lam_ratio, fit.neurons, fit.kinks),
                *(fit.rmse, fit.r2, fit.parameters, fit.norm),
                *(fit.objective, pin.validated, "yes" if fit.certified else "no"),
            ]
        )
    return rows
