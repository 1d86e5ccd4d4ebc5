"""Prediction bands without assumptions about the noise: CV+ and jackknife+.

Every row is predicted by the fit of the folds without it, R_i being its absolute error. The band
at t reaches from the ⌊α(n + 1)⌋-th smallest of f_{-k(i)}(t) - R_i to the ⌈(1 - α)(n + 1)⌉-th
smallest of f_{-k(i)}(t) + R_i [1]_. If the rows are exchangeable, a new one falls into it with
probability 1 - 2α at least, and about 1 - α as a rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.errors import Cancelled, MirrorsError, SettingError
from mirrors_engine.evaluation import evaluate
from mirrors_engine.homotopy.grid import follow
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.refits.refit import check_level
from mirrors_engine.results import FitResult
from mirrors_engine.selection.splits import Fold, folds_of
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.memory import check_memory
from mirrors_engine.utils.parallel import InOrder

LEVEL = 0.9
FOLDS = 10
_COPIES = 4  # of a number for each row and point: two ends, and both sorted


@dataclass(frozen=True, eq=False)
class Interval:
    """A band that a new observation falls into.

    Attributes
    ----------
    level : float
        1 - α.
    method : str
        "CV+" with its folds, or "jackknife+".
    points : (P,) ndarray, or (P, d)
    low, high : (P,) ndarray
        Infinite where there are too few rows for the level.
    guaranteed : float
        The coverage that is proved for exchangeable rows.
    certified : bool
        Whether the fit of every fold holds its certificate.
    """

    level: float
    method: str
    points: np.ndarray
    low: np.ndarray
    high: np.ndarray
    guaranteed: float
    certified: bool

    def to_dict(self) -> dict[str, Any]:
        """As JSON values; an infinite end is null."""
        ends = zip(self.points.tolist(), self.low, self.high, strict=True)
        return {
            "level": self.level,
            "method": self.method,
            "guaranteed": self.guaranteed,
            "certified": self.certified,
            "band": [
                {
                    "x": x,
                    "low": float(a) if math.isfinite(a) else None,
                    "high": float(b) if math.isfinite(b) else None,
                }
                for x, a, b in ends
            ],
        }


def prediction_interval(
    result: FitResult,
    level: float = LEVEL,
    *,
    points: np.ndarray | None = None,
    folds: int = FOLDS,
    splits: str = "random",
    seed: int = 0,
    jobs: int = 1,
    dask: str | None = None,
    monitor: Monitor = silent,
) -> Interval:
    """The CV+ band of a fit at the same share of λ in every fold.

    Parameters
    ----------
    result : FitResult
        Of any loss but the logistic one, at λ > 0.
    level : float
        Share of new observations that should fall into the band.
    points : ndarray, optional
        Where; by default the samples.
    folds : int
        As many as there are distinct points make it the jackknife+.
    splits, seed
        As in `selection.folds_of`; exchangeable rows call for "random".
    jobs, dask
        Processes, or a cluster, for the folds; see `InOrder`. The band does not depend on them.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.

    Raises
    ------
    SettingError
        For labels, λ = 0, a level outside (0, 1), or folds that do not suit the signal.

    References
    ----------
    .. [1] R. F. Barber, E. J. Candès, A. Ramdas, R. J. Tibshirani, Predictive inference with the
       jackknife+, Annals of Statistics 49 (2021).
    """
    check_level(level)
    if result.loss == "logistic":
        raise SettingError(
            "Labels have probabilities, not an interval: read them off the log-odds f."
        )
    if result.lam <= 0 < result.lam_max:
        raise SettingError(
            "At λ = 0 the function goes through every sample and says nothing about the noise: "
            "fit with lam above 0."
        )
    signal = result.signal
    y = signal.raw_y
    count = len(signal.y)
    parts = folds_of(signal, splits, min(folds, count), seed=seed)
    at = signal.x if points is None else np.asarray(points, dtype=float)
    check_memory(
        _COPIES * len(y) * len(at),
        f"The band at {len(at)} points from {len(y)} rows",
        "ask for fewer points",
    )
    low, high = np.empty((len(y), len(at))), np.empty((len(y), len(at)))
    tested = np.zeros(len(y), dtype=bool)
    certified = True

    def monitor_of(k: int) -> Monitor:
        progress = Progress(f"fold {k + 1} of {len(parts)}", k / len(parts))
        return lambda _: monitor(progress)

    with InOrder(
        _WithoutFold(result, at), parts, jobs=jobs, dask=dask, monitor_of=monitor_of
    ) as found:
        results = iter(found)
        for k, fold in enumerate(parts):
            try:
                errors, f, sure = next(results)
            except Cancelled:
                raise
            except MirrorsError as error:
                raise SettingError(
                    f"The rows that train fold {k + 1} of {len(parts)} do not suffice: {error}"
                ) from error
            certified &= sure
            test = fold.test
            low[test], high[test] = f - errors[:, None], f + errors[:, None]
            tested[test] = True
    n = int(tested.sum())
    alpha = 1 - level
    lowest, highest = np.full(len(at), -np.inf), np.full(len(at), np.inf)
    rank = math.floor(alpha * (n + 1) + 1e-9)
    if rank >= 1:
        lowest = np.sort(low[tested], axis=0)[rank - 1]
        highest = np.sort(high[tested], axis=0)[n - rank]
    whole = len(parts) == count
    guaranteed = max(0.0, 1 - 2 * alpha)
    if not whole:
        # of CV+: less by at most this (theorem 4)
        m = n / len(parts)
        guaranteed -= min(
            2 * (1 - 1 / len(parts)) / (m + 1), (1 - len(parts) / n) / (len(parts) + 1)
        )
    return Interval(
        level=level,
        method="jackknife+" if whole else f"CV+ of {len(parts)} {splits} folds",
        points=frozen(np.array(at)),
        low=frozen(lowest),
        high=frozen(highest),
        guaranteed=max(0.0, guaranteed) if splits == "random" or whole else 0.0,
        certified=certified,
    )


@dataclass(frozen=True, eq=False)
class _WithoutFold:
    """The fit of the rows that train; goes to other processes."""

    result: FitResult
    points: np.ndarray

    def __call__(self, fold: Fold, monitor: Monitor) -> tuple[np.ndarray, np.ndarray, bool]:
        """Absolute errors at the rows left out, f at the points, and whether it is certified."""
        result = self.result
        monitor(Progress("drawing rows"))
        x, y, w = result.signal.raw_x, result.signal.raw_y, result.signal.raw_weights
        train, test = fold.train, fold.test
        share = float(w[train].sum()) / float(w.sum())
        part = Problem(
            Signal(x[train], y[train], w[train]),
            result.architecture,
            result.loss,
            **result.loss_options,
        )
        (one,) = follow(part, np.array([share * result.lam]), monitor=monitor)
        errors = np.abs(y[test] - evaluate(one, x[test], monitor))
        return errors, evaluate(one, self.points, monitor), one.certified
