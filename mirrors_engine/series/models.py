"""Forecasters: a function of the past, iterated. The baselines are of this kind too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check, Monitor, no_check
from mirrors_engine.results import FitResult
from mirrors_engine.series.embedding import CHANGES, Embedding

STARTS = 5  # of ordinary training, the best of which counts
ROWS = 20_000  # origins between two checks for cancellation
BLOCK = 2_000_000  # numbers in the window of past values of one block of origins


@dataclass(frozen=True, eq=False)
class Model:
    """The next value as a function of past values.

    Attributes
    ----------
    key, name : str
        "convex", "last", "seasonal", "linear" or "trained"; and in words.
    lags : tuple of int
        What `function` reads.
    target : str
        Its rows, see `embed`.
    function : callable
        (n, len(lags)) lagged values to (n,) next values.
    result : FitResult or None
        The certified fit behind it.
    excess : float or None
        Of "trained": its objective over the certified optimum's, less 1.
    """

    key: str
    name: str
    lags: tuple[int, ...]
    target: str
    function: Callable[[np.ndarray], np.ndarray]
    result: FitResult | None = None
    excess: float | None = None

    @property
    def depth(self) -> int:
        """How many past values it needs."""
        return self.lags[-1] + CHANGES[self.target].order


def rollout(
    model: Model,
    values: np.ndarray,
    origins: np.ndarray,
    steps: int,
    check: Check = no_check,
) -> np.ndarray:
    """Forecasts `steps` ahead from each origin, its own forecasts taken for what is not known yet.

    Parameters
    ----------
    model : Model
    values : (P,) ndarray
        The series on its grid, NaN where missing.
    origins : (n,) ndarray of int
        Places; only values before an origin are read.
    steps : int
    check : callable
        Called often; may raise `Cancelled`.

    Returns
    -------
    (n, steps) ndarray
        Column h is the forecast at place origin + h; NaN where a value it needs is missing,
        infinite from where on it runs away.
    """
    origins = np.asarray(origins, dtype=np.int64)
    depth = model.depth
    # places before the first are as missing as any other
    past = np.concatenate((np.full(depth, np.nan), values))
    out = np.empty((origins.size, steps))
    block = max(1, min(ROWS, BLOCK // (depth + steps)))
    for start in range(0, origins.size, block):
        rows = slice(start, start + block)
        out[rows] = _iterate(model, past[origins[rows, None] + np.arange(depth)], steps, check)
    return out


def _iterate(model: Model, past: np.ndarray, steps: int, check: Check) -> np.ndarray:
    """Forecasts after each row of the last `depth` values."""
    change, depth = CHANGES[model.target], model.depth
    window = np.concatenate((past, np.empty((len(past), steps))), axis=1)
    gone = np.zeros(len(past), dtype=bool)
    with np.errstate(all="ignore"):  # a diverging forecast becomes infinite, and is reported so
        for h in range(steps):
            check()
            inputs = change.of(window[:, h : h + depth])[:, [-lag for lag in model.lags]]
            last = window[:, depth + h - 1]
            able = np.isfinite(inputs).all(axis=1) & np.isfinite(last) & ~gone
            following = np.full(len(past), np.nan)
            following[able] = change.back(last[able], model.function(inputs[able]))
            gone |= able & ~np.isfinite(following)
            following[gone] = np.inf
            window[:, depth + h] = following
    return window[:, depth:]


def reach(
    lags: tuple[int, ...], target: str, values: np.ndarray, origins: np.ndarray, steps: int
) -> np.ndarray:
    """Where `rollout` has the values it needs, whatever the function: (n, steps) bool."""
    still = Model("", "", lags, target, lambda past: np.zeros(len(past)))
    there = np.where(np.isfinite(values), 1.0, np.nan)
    return np.isfinite(rollout(still, there, origins, steps))


def last_value() -> Model:
    """The next value is the last one."""
    return Model("last", "last value", (1,), "levels", lambda past: past[:, 0])


def seasonal_naive(period: int) -> Model:
    """The next value is that of one period ago."""
    return Model("seasonal", f"value {period} before", (period,), "levels", lambda past: past[:, 0])


def linear(rows: Embedding) -> Model:
    """Linear autoregression with the same lags: weighted least squares with an intercept."""
    root = np.sqrt(rows.weights)
    centre = rows.weights @ rows.inputs / rows.weights.sum()
    design = np.column_stack((np.ones(len(rows)), rows.inputs - centre))
    # columns of one size, or the cut-off of the singular values would depend on units
    size = np.abs(design).max(axis=0)
    size[size == 0] = 1.0
    coefficients = np.linalg.lstsq(design / size * root[:, None], rows.targets * root)[0] / size

    def function(past: np.ndarray) -> np.ndarray:
        return coefficients[0] + (past - centre) @ coefficients[1:]

    return Model("linear", "linear autoregression", rows.lags, rows.target, function)


def convex(rows: Embedding, result: FitResult) -> Model:
    """The optimal network of the rows."""
    one = len(rows.lags) == 1

    def function(past: np.ndarray) -> np.ndarray:
        return result.predict(past[:, 0] if one else past)

    return Model("convex", "optimal network", rows.lags, rows.target, function, result)


def trained(rows: Embedding, result: FitResult, seed: int, monitor: Monitor) -> Model:
    """The same network and objective by gradients: of several random starts the best.

    Raises
    ------
    MirrorsError
        If no gradient can train it.
    """
    from mirrors_engine.training import TrainingSettings, last, train

    outcome = last(train(result, TrainingSettings(starts=STARTS, seed=seed), monitor))
    network = outcome.networks[outcome.best]
    one = len(rows.lags) == 1

    def function(past: np.ndarray) -> np.ndarray:
        return network.forward(past[:, 0] if one else past)

    excess = float(outcome.excess[outcome.best])
    return Model("trained", "ordinary training", rows.lags, rows.target, function, excess=excess)
