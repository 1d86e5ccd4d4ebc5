"""Least squares on the kinks of a fit: the Lasso shrinks, this does not."""

from __future__ import annotations

import numpy as np

from mirrors_engine.refits.refit import (
    LEVEL,
    Estimate,
    LeastSquares,
    Refit,
    check_refit,
    combinations,
)
from mirrors_engine.results import FitResult

LABEL = (
    "Least squares on the kinks of the certified fit: the best function with these kinks, "
    "whose errors take them as given; not certified."
)


def relax(result: FitResult, level: float = LEVEL) -> Refit:
    """The function with the kinks of `result` (see `FitResult.kinks`) and no penalty.

    Parameters
    ----------
    result : FitResult
        Of the squared loss on one input column.
    level : float
        Of the confidence intervals, which take the kinks as known.

    Raises
    ------
    SettingError
        For other losses and inputs, or too few samples between the kinks.

    References
    ----------
    .. [1] N. Meinshausen, Relaxed Lasso, Computational Statistics and Data Analysis 52 (2007).
    """
    kinks = check_refit(result, level)
    signal, step = result.signal, result.architecture.step
    first = float(signal.x[0])
    x = signal.x - first
    one = np.ones_like(x)
    if step:
        jumps = [(signal.x >= kink).astype(float) for kink in kinks]
        found = LeastSquares.of(np.column_stack((one, *jumps)), signal)
        sums = np.tril(np.ones((len(kinks) + 1, len(kinks) + 1)))
    else:
        columns = (one, x, *(np.maximum(x - (kink - first), 0.0) for kink in kinks))
        found = LeastSquares.of(np.column_stack(columns), signal)
        sums = combinations(len(kinks) + 1, len(kinks) + 2)
    start = np.zeros(len(found.coefficients))
    start[0] = 1.0
    rmse, r2 = found.goodness(signal)
    return Refit(
        kind="relaxed",
        label=LABEL,
        kinks=tuple(Estimate(float(kink)) for kink in kinks),
        slopes=tuple(found.estimate(row, level) for row in sums),
        start=found.estimate(start, level),
        step=step,
        level=level,
        rmse=rmse,
        r2=r2,
        degrees_of_freedom=len(found.coefficients),
        result=result,
    )
