"""A fit at many points, cancellable: a signal may have a million of them."""

from __future__ import annotations

import numpy as np

from mirrors_engine.features.features import Features
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult

_VALUES = 1 << 21  # unit values computed between two calls of the monitor


def evaluate(
    result: FitResult, t: np.ndarray, monitor: Monitor = silent, stage: str = "evaluating"
) -> np.ndarray:
    """f at the points t, (n,) or (n, d); the same as `result.predict`.

    Parameters
    ----------
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.
    stage : str
        What the progress is called.
    """
    values = np.empty(len(t))
    summed = isinstance(result.features, Features) and result.features.many
    step = max(1, _VALUES // (8 if summed else len(result.weights) + 1))
    for begin in range(0, len(t), step):
        monitor(Progress(stage, begin / len(t), len(result.weights), result.gap))
        values[begin : begin + step] = result.predict(t[begin : begin + step])
    return values
