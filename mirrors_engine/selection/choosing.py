"""Follow the path once for the whole signal and once for each fold, and score it.

The λ of a fold: the loss is a sum, so a fold with a share p of the weight has p times the
loss of the same function, and p·λ is the penalty that weighs the same against it. This is
what scikit-learn does by sharing its alpha, the λ of a mean.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import Cancelled, MirrorsError, SettingError
from mirrors_engine.evaluation import evaluate
from mirrors_engine.homotopy.grid import falling, follow, grid_of
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.selection.criteria import criteria, row_scores
from mirrors_engine.selection.result import Selection
from mirrors_engine.selection.splits import Fold, folds_of, own_folds
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.parallel import InOrder
from mirrors_engine.utils.threads import one_blas_thread

N_LAMS = 60
MIN_RATIO = 1e-4

Splits = str | Sequence[tuple[np.ndarray, np.ndarray]] | None


def select(signal: Signal, net: Architecture, **settings: Any) -> Selection:
    """Choose λ by cross-validation along the path, or by an information criterion.

    Every fit behind a score is the certified optimum of its training problem [1]_.

    Parameters
    ----------
    signal : Signal
        Data.
    net : Architecture
        Network.
    **settings
        splits, folds, order and seed, see `selecting`; lams, n, min_ratio, loss, solver, counts,
        jobs, dask and monitor, see `selecting_rows`.

    Returns
    -------
    Selection
        All scores, and the λ of every rule.

    Raises
    ------
    SettingError
        If the folds do not suit the signal, or a setting is out of range.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.linspace(0, 1, 40)
    >>> y = np.abs(x - 0.4) + 0.05 * np.sin(99 * x)
    >>> found = select(Signal(x, y), Architecture("abs", 2), splits="random")
    >>> found.certified, found.lam("1se") >= found.lam("min")
    (True, True)
    """
    return _last(selecting(signal, net, **settings))


def selecting(
    signal: Signal,
    net: Architecture,
    *,
    splits: Splits = "blocked",
    folds: int = 5,
    order: str | None = None,
    seed: int = 0,
    **settings: Any,
) -> Iterator[Selection]:
    """What is known after the whole signal's path, and again after each fold.

    Parameters
    ----------
    signal : Signal
        Data.
    net : Architecture
        Network.
    splits : str, sequence of (train, test) or None
        "blocked", "random" or "rolling", see `folds_of`; pairs of row numbers of
        `signal.raw_x`; or None for the information criteria alone.
    folds, order, seed
        As in `folds_of`.
    **settings
        As in `selecting_rows`.

    Raises
    ------
    SettingError
        If the folds do not suit the signal.
    """
    if splits is None:
        parts: tuple[Fold, ...] = ()
    elif isinstance(splits, str):
        labels = settings.get("loss") == "logistic"
        parts = folds_of(signal, splits, folds, order=order, stratified=labels, seed=seed)
    else:
        parts = own_folds(splits, len(signal.raw_y))
    name = splits if isinstance(splits, str) else "own"
    rows = (signal.raw_x, signal.raw_y, signal.raw_weights)
    return selecting_rows(*rows, net, parts, name=name, signal=signal, **settings)


def selecting_rows(
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    net: Architecture,
    folds: Sequence[Fold],
    *,
    name: str = "own",
    signal: Signal | None = None,
    lams: Any = None,
    n: int = N_LAMS,
    min_ratio: float = MIN_RATIO,
    loss: str = "squared",
    solver: str = "auto",
    counts: bool = False,
    jobs: int = 1,
    dask: str | None = None,
    monitor: Monitor = silent,
    **loss_options: float,
) -> Iterator[Selection]:
    """The same on rows and given folds.

    Parameters
    ----------
    x : (M,) or (M, d) ndarray
    y, weights : (M,) ndarray
        Rows; equal x are merged inside each fold.
    lams : sequence of float, optional
        λ in the user's units, for the sum of all rows' losses; by default n values,
        logarithmically from λ_max to min_ratio · λ_max.
    counts : bool
        Whether a weight says how often its row was seen. Then the information criteria
        count the sum of the weights as the number of rows; otherwise the number of rows,
        and scaling all weights changes no choice.
    loss, solver, **loss_options
        As in `fit`.
    jobs, dask
        Processes, or a cluster, for the folds; see `InOrder`. No score depends on them.
    monitor : callable
        Receives `Progress` of the whole; may raise `Cancelled`.

    Yields
    ------
    Selection
        First without scores, then with those of one more fold each time.
    """
    began = time.perf_counter()
    whole = Signal(x, y, weights) if signal is None else signal
    problem = Problem(whole, net, loss, **loss_options)
    stage = "fitting the whole signal"
    if lams is None:
        grid = grid_of(
            problem,
            falling(n, min_ratio),
            lambda step: monitor(replace(step, stage=stage, fraction=0.0)),
        )
    else:
        grid = _own(lams)
    steps = len(grid) * (len(folds) + 1)
    done = 0

    def watched(stage: str) -> Monitor:
        return lambda step: monitor(replace(step, stage=stage, fraction=done / steps))

    def ticked(results: Iterator[FitResult], stage: str) -> Iterator[FitResult]:
        nonlocal done
        for result in results:
            done += 1
            monitor(Progress(stage, done / steps, len(result.weights), result.gap))
            yield result

    total = float(weights.sum())
    name_of = ["fitting the whole signal"]
    name_of += [f"fold {k + 1} of {len(folds)}" for k in range(len(folds))]
    parts = [_Part(whole, grid, None)]
    for words, fold in zip(name_of[1:], folds, strict=True):
        share = float(weights[fold.train].sum()) / total
        if not share > 0 or not weights[fold.test].sum() > 0:
            raise SettingError(f"In {words} all weights are 0: give other splits or weights.")
        parts.append(_Part(whole, share * grid, fold))
    task = _AlongGrid((x, y, weights), net, loss, dict(loss_options), solver)
    steps = len(grid) * len(parts)

    def monitor_of(number: int) -> Monitor:
        """Of a part: its fraction is one of all parts."""

        def watched(step: Progress) -> None:
            done = number * len(grid) + (step.fraction or 0.0) * len(grid)
            monitor(replace(step, stage=name_of[number], fraction=done / steps))

        return watched

    # the folds begin before the whole signal, where other processes work on them
    with InOrder(
        task,
        parts[1:],
        jobs=jobs,
        dask=dask,
        monitor_of=lambda k: monitor_of(k + 1),
        batch_size=1,
    ) as scored:
        with one_blas_thread():
            first = task(parts[0], monitor_of(0), problem)
        rows = total if counts else float(len(y))
        rounding = _rounding(loss, y)
        judged = [
            criteria(loss, score, total, rows, freedom, rounding)
            for score, freedom in zip(first.scores.tolist(), first.freedom, strict=True)
        ]
        found = Selection(
            architecture=net,
            loss=loss,
            loss_options=dict(loss_options),
            splits=name,
            folds=tuple(folds),
            lams=frozen(grid),
            lam_max=problem.lam_max,
            scores=frozen(np.empty((0, len(grid)))),
            n_active=frozen(np.array(first.active)),
            aic=frozen(np.array([c.aic for c in judged])),
            aicc=frozen(np.array([c.aicc for c in judged])),
            bic=frozen(np.array([c.bic for c in judged])),
            usable=frozen(np.array([c.usable for c in judged])),
            certified=first.certified,
            solves=len(grid),
            seconds=time.perf_counter() - began,
        )
        yield found
        for part in _explained(scored, name_of[1:]):
            found = replace(
                found,
                scores=frozen(np.vstack((found.scores, part.scores))),
                certified=found.certified and part.certified,
                solves=found.solves + len(grid),
                seconds=time.perf_counter() - began,
            )
            yield found


@dataclass(frozen=True, eq=False)
class _Part:
    """The rows of a fold, or all of them, and the λ that they are fitted at."""

    signal: Signal
    lams: np.ndarray
    fold: Fold | None


@dataclass(frozen=True, eq=False)
class _Scored:
    """What is known of a part at each λ; the rows scored are those that did not train."""

    scores: np.ndarray
    active: tuple[int, ...]
    freedom: tuple[int, ...]
    certified: bool


@dataclass(frozen=True, eq=False)
class _AlongGrid:
    """Follows the path of one part; goes to other processes."""

    rows: tuple[np.ndarray, np.ndarray, np.ndarray]
    net: Architecture
    loss: str
    loss_options: dict[str, float]
    solver: str

    def __call__(self, part: _Part, monitor: Monitor, problem: Problem | None = None) -> _Scored:
        fold = part.fold
        if fold is not None:
            signal = Signal(*(values[fold.train] for values in self.rows))
        else:
            signal = part.signal
        if problem is None:
            problem = Problem(signal, self.net, self.loss, **self.loss_options)
        x, y, weights = self.rows
        if fold is not None:
            x, y, weights = x[fold.test], y[fold.test], weights[fold.test]
        scores: list[float] = []
        active, freedom, certified = [], [], True

        def watched(step: Progress) -> None:
            monitor(replace(step, fraction=len(scores) / len(part.lams)))

        for result in follow(problem, part.lams, self.solver, watched):
            certified &= result.certified
            active.append(len(result.weights))
            freedom.append(0 if fold is not None else result.degrees_of_freedom)
            scores.append(_score(result, x, y, weights, self.loss_options, watched))
            watched(Progress("", active=active[-1], gap=result.gap))
        return _Scored(np.array(scores), tuple(active), tuple(freedom), certified)


def _explained(scored: Iterable[_Scored], names: Sequence[str]) -> Iterator[_Scored]:
    """The results, with the name of the fold in the refusal of one."""
    results = iter(scored)
    for name in names:
        try:
            yield next(results)
        except Cancelled:
            raise
        except MirrorsError as error:
            raise SettingError(f"The rows that train {name} do not suffice: {error}") from error


def _own(lams: Any) -> np.ndarray:
    """λ as given, falling, each once."""
    try:
        grid = np.unique(np.asarray(lams, dtype=float).ravel())[::-1]
    except (TypeError, ValueError):
        grid = np.empty(0)
    if not len(grid) or not np.isfinite(grid).all() or grid[-1] <= 0:
        raise SettingError("lams must be one or more finite numbers above 0.")
    return grid


def _score(
    result: FitResult,
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    options: Mapping[str, float],
    monitor: Monitor,
) -> float:
    """Weighted mean score of some rows."""
    values = row_scores(result.loss, options, y, evaluate(result, x, monitor))
    return float(weights @ values) / float(weights.sum())


def _rounding(loss: str, y: np.ndarray) -> float:
    """Below this a mean score is rounding, and its logarithm means nothing."""
    size = 64 * np.finfo(float).eps * float(np.abs(y).max()) + np.finfo(float).tiny ** 0.25
    return size if loss == "quantile" else size**2


def _last(events: Iterator[Selection]) -> Selection:
    for event in events:
        found = event
    return found
