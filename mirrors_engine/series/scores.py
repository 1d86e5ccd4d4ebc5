"""How far forecasts are from what came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check, no_check
from mirrors_engine.series.models import Model, rollout
from mirrors_engine.series.timeline import Timeline

MOST_ORIGINS = 1000  # of rolled-out forecasts; evenly spread if there are more


@dataclass(frozen=True)
class Scores:
    """Errors over the same forecasts for every model.

    Attributes
    ----------
    n : int
        Forecasts compared.
    rmse, mae : float or None
        Root mean square and mean absolute error, in units of y; None where a forecast ran away.
    mase : float or None
        The mean absolute error over that of the naive forecast in the training part (Hyndman
        and Koehler 2006); None where that is 0.
    """

    n: int
    rmse: float | None
    mae: float | None
    mase: float | None


def score(errors: np.ndarray, scale: float) -> Scores:
    """Scores of any number of errors, `scale` being the naive mean absolute error."""
    if not errors.size or not np.isfinite(errors).all():
        return Scores(int(errors.size), None, None, None)
    largest = float(np.abs(errors).max())
    share = errors / (largest or 1.0)  # squares of diverging forecasts would overflow
    mae = float(np.abs(share).mean()) * largest
    rmse = float(np.sqrt(np.mean(share**2))) * largest
    return Scores(int(errors.size), rmse, mae, mae / scale if scale > 0 else None)


def naive_scale(line: Timeline, before: int, period: int | None) -> float:
    """Mean |s_n - s_{n-m}| of the training part; m is the period, 1 without one.

    0 where there is no such pair.
    """
    lag = period or 1
    values = line.values[:before]
    steps = values[lag:] - values[:-lag] if values.size > lag else np.empty(0)
    steps = steps[np.isfinite(steps)]
    return float(np.abs(steps).mean()) if steps.size else 0.0


def spread(origins: np.ndarray, most: int = MOST_ORIGINS) -> np.ndarray:
    """All of the origins, or `most` of them evenly spread."""
    if origins.size <= most:
        return origins
    return origins[np.linspace(0, origins.size - 1, most).round().astype(int)]


def rolling_errors(
    model: Model, line: Timeline, origins: np.ndarray, steps: int, check: Check = no_check
) -> np.ndarray:
    """Forecast minus actual, (n, steps); NaN where one of them is missing."""
    padded = np.concatenate((line.values, np.full(steps, np.nan)))
    actual = padded[np.asarray(origins)[:, None] + np.arange(steps)]
    return rollout(model, line.values, origins, steps, check) - actual
