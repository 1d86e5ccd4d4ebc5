"""Rolling validation in the training part: no value is scored by a fit that has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor
from mirrors_engine.selection import Fold, Selection, selecting_rows
from mirrors_engine.series.embedding import Embedding

FOLDS = 5
N_LAMS = 25
LEAST = 8  # rows of training in the first fold, where there are as many
FEWEST = 3  # rows of training in any fold


def rolling_folds(rows: Embedding, folds: int = FOLDS) -> tuple[Fold, ...]:
    """The second half of the rows in blocks, each scored by a fit to all rows before it.

    Unlike `folds_of`, rows of equal past stay where they are in time.

    Raises
    ------
    SignalError
        If there are too few rows.
    """
    start = max(min(LEAST, len(rows) - 2), len(rows) // 2)
    folds = min(folds, (len(rows) - start) // 2)
    if folds < 1 or start < FEWEST:
        raise SignalError(
            f"{len(rows)} rows are too few for rolling validation: give λ/λmax, or more data."
        )
    cuts = np.linspace(start, len(rows), folds + 1).round().astype(int)
    return tuple(Fold(np.arange(a), np.arange(a, b)) for a, b in pairwise(cuts.tolist()))


def choose(
    rows: Embedding,
    net: Architecture,
    monitor: Monitor,
    loss: str,
    solver: str,
    options: Mapping[str, Any],
    jobs: int = 1,
    dask: str | None = None,
) -> Selection:
    """Scores of one step ahead along λ over rolling folds, in units of the target.

    Raises
    ------
    SignalError, SettingError
        If there are too few rows.
    """
    x = rows.inputs[:, 0] if len(rows.lags) == 1 else rows.inputs
    folds = rolling_folds(rows)
    steps = selecting_rows(
        x,
        rows.targets,
        rows.weights,
        net,
        folds,
        name="rolling",
        signal=rows.signal(),
        n=N_LAMS,
        loss=loss,
        solver=solver,
        jobs=jobs,
        dask=dask,
        monitor=monitor,
        **options,
    )
    *_, last = steps
    return last
