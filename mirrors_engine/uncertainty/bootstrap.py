"""The bootstrap: how function and kinks would vary with other data of the same kind.

Each replicate is a certified fit of resampled rows at the same share of λ in the loss: λ is
multiplied by the resampled weight over the whole. The bands are percentiles of the replicates.
They show the spread of this estimator; the shrinkage of its weights they do not undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.evaluation import evaluate
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.refits.refit import check_level
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.memory import check_memory
from mirrors_engine.utils.parallel import InOrder

KINDS = ("pairs", "residuals")
REPLICATES = 200
MOST = 100_000
_COPIES = 3  # of the values: each replicate, all of them, and all sorted
POINTS = 300  # of the band where x is one column
BINS = 40  # of the histogram of kinks
LEVEL = 0.9


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """What the replicates done so far say.

    Attributes
    ----------
    result : FitResult
        The fit in question.
    kind : str
        "pairs" or "residuals".
    asked : int
        Replicates to be done.
    seed : int
    points : (P,) ndarray, or (P, d) for several columns
        Where the function is evaluated.
    values : (B, P) ndarray
        Each replicate there.
    positions : tuple of (K_b,) ndarray
        The kinks of each replicate inside the data of `result`, see `FitResult.kinks`.
    certified : bool
        Whether every replicate holds its certificate.
    """

    result: FitResult
    kind: str
    asked: int
    seed: int
    points: np.ndarray
    values: np.ndarray
    positions: tuple[np.ndarray, ...]
    certified: bool

    @property
    def replicates(self) -> int:
        """How many are done."""
        return len(self.values)

    def band(self, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
        """Pointwise percentiles of the replicates, (P,) each.

        Raises
        ------
        SettingError
            If the level is outside (0, 1).
        """
        check_level(level)
        tail = 50.0 * (1 - level)
        low, high = np.percentile(self.values, (tail, 100 - tail), axis=0)
        return low, high

    @property
    def counts(self) -> np.ndarray:
        """Number of kinks of each replicate, (B,)."""
        return np.array([len(p) for p in self.positions], dtype=int)

    def histogram(self, bins: int = BINS) -> tuple[np.ndarray, np.ndarray]:
        """Edges (bins + 1,) over the data, and the share of replicates with a kink in each bin."""
        x = self.result.signal.x
        edges = np.linspace(float(x[0]), float(x[-1]), bins + 1)
        has = np.zeros(bins)
        for places in self.positions:
            before = np.searchsorted(places, edges[1:-1])  # they are in order
            has += np.diff(before, prepend=0, append=len(places)) > 0
        return edges, has / max(1, len(self.positions))

    def shares(self) -> np.ndarray:
        """For each kink of the fit the share of replicates with a kink nearer to it than to any
        other kink of the fit, (K,)."""
        near = np.zeros(len(self.result.kinks))
        for places in self.positions if len(near) else ():
            near[np.unique(self._nearest(places))] += 1
        return near / max(1, len(self.positions))

    def kink_bands(self, level: float = LEVEL) -> np.ndarray:
        """For each kink of the fit the percentiles of the replicates' kinks that are nearer to it
        than to any other kink of the fit, (K, 2); NaN where there are none.

        Raises
        ------
        SettingError
            If the level is outside (0, 1).
        """
        check_level(level)
        found = np.full((len(self.result.kinks), 2), np.nan)
        places = np.sort(np.concatenate([np.empty(0), *self.positions]))
        near = self._nearest(places) if len(found) else np.empty(0, dtype=int)
        edges = np.searchsorted(near, np.arange(len(found) + 1))
        for k in np.flatnonzero(np.diff(edges)).tolist():
            mine = places[edges[k] : edges[k + 1]]
            found[k] = np.percentile(mine, (50.0 * (1 - level), 50.0 * (1 + level)))
        return found

    def _nearest(self, places: np.ndarray) -> np.ndarray:
        """Which kink of the fit is nearest to each place."""
        kinks = np.array([k.position for k in self.result.kinks])
        return np.searchsorted(0.5 * (kinks[1:] + kinks[:-1]), places)

    def to_dict(self, level: float = LEVEL) -> dict[str, Any]:
        """As JSON values."""
        low, high = self.band(level)
        line = self.points.ndim == 1
        edges, share = self.histogram() if line else (np.empty(0), np.empty(0))
        kinks = self.result.kinks if line else ()
        return {
            "kind": self.kind,
            "replicates": self.replicates,
            "seed": self.seed,
            "level": level,
            "certified": self.certified,
            "band": [
                {"x": x, "low": float(a), "high": float(b)}
                for x, a, b in zip(self.points.tolist(), low, high, strict=True)
            ],
            "number_of_kinks": np.bincount(self.counts).tolist(),
            "kinks": [
                {"position": kink.position, "share": float(near)}
                for kink, near in zip(kinks, self.shares() if line else (), strict=True)
            ],
            "histogram": {"edges": edges.tolist(), "share": share.tolist()},
        }


def bootstrap(result: FitResult, replicates: int = REPLICATES, **settings: Any) -> Bootstrap:
    """All replicates; the arguments are those of `bootstrapping`."""
    *_, found = bootstrapping(result, replicates, **settings)
    return found


def bootstrapping(
    result: FitResult,
    replicates: int = REPLICATES,
    *,
    kind: str = "pairs",
    seed: int = 0,
    points: np.ndarray | None = None,
    jobs: int = 1,
    dask: str | None = None,
    monitor: Monitor = silent,
) -> Iterator[Bootstrap]:
    """What is known after each replicate.

    Parameters
    ----------
    result : FitResult
        A fit at λ > 0.
    replicates : int
    kind : str
        "pairs": rows are drawn with replacement. "residuals": x stays, and centred residuals,
        drawn with replacement, are added to the fit; they must be alike everywhere.
    seed : int
        The same seed gives the same replicates.
    points : ndarray, optional
        Where the function is evaluated; by default 300 evenly spaced points of the data, the
        samples for several columns.
    jobs, dask
        Processes, or a cluster, for the replicates; see `InOrder`. No replicate depends on them.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.

    Raises
    ------
    SettingError
        For an unknown kind, a number of replicates below 1, λ = 0, or residuals of labels.

    References
    ----------
    .. [1] B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993.
    """
    _check(result, replicates, kind)
    signal = result.signal
    if points is None:
        line = signal.dimension == 1
        ends = float(signal.x.flat[0]), float(signal.x.flat[-1])
        points = np.linspace(*ends, POINTS) if line else signal.x
    check_memory(
        _COPIES * replicates * len(points),
        f"{replicates} replicates at {len(points)} points",
        "ask for fewer replicates or points",
    )
    found = Bootstrap(
        result=result,
        kind=kind,
        asked=int(replicates),
        seed=seed,
        points=frozen(np.array(points, dtype=float)),
        values=frozen(np.empty((0, len(points)))),
        positions=(),
        certified=True,
    )
    rows: list[np.ndarray] = []
    count = int(replicates)

    def monitor_of(k: int) -> Monitor:
        progress = Progress(f"replicate {k + 1} of {count}", k / count)
        return lambda step: monitor(replace(progress, gap=step.gap))

    task = _Replicate(result, kind, found.points)
    seeds = np.random.SeedSequence(seed).spawn(count)
    with InOrder(task, seeds, jobs=jobs, dask=dask, monitor_of=monitor_of) as replicas:
        for values, positions, certified in replicas:
            rows.append(values)
            found = replace(
                found,
                values=frozen(np.array(rows)),
                positions=(*found.positions, positions),
                certified=found.certified and certified,
            )
            yield found


@dataclass(frozen=True, eq=False)
class _Replicate:
    """One fit of rows drawn anew; goes to other processes."""

    result: FitResult
    kind: str
    points: np.ndarray

    def __call__(
        self, seeds: np.random.SeedSequence, monitor: Monitor
    ) -> tuple[np.ndarray, np.ndarray, bool]:
        """Values at the points, kinks, and whether it is certified."""
        result = self.result
        monitor(Progress("drawing rows"))
        draw = _pairs if self.kind == "pairs" else _residuals
        part = draw(result, np.random.default_rng(seeds))
        problem = Problem(part, result.architecture, result.loss, **result.loss_options)
        share = float(part.raw_weights.sum()) / float(result.signal.raw_weights.sum())
        one = _solved(problem, result.lam * share, result, monitor)
        values = evaluate(one, self.points, monitor)
        return values, _inside(one, result.signal), one.certified


def _solved(problem: Problem, lam: float, start: FitResult, monitor: Monitor) -> FitResult:
    if problem.find_lam_max(lambda: monitor(Progress("λ_max"))) == 0:  # all drawn y are alike
        return problem.solve(lam_ratio=1.0, monitor=monitor)
    return problem.solve(lam, start=start, monitor=monitor)


def _check(result: FitResult, replicates: int, kind: str) -> None:
    if kind not in KINDS:
        raise SettingError(f"There is no bootstrap of {kind!r}: choose one of {', '.join(KINDS)}.")
    if isinstance(replicates, bool) or int(replicates) != replicates or not 1 <= replicates <= MOST:
        raise SettingError(f"replicates = {replicates} must be a whole number from 1 to {MOST}.")
    if result.lam <= 0 < result.lam_max:
        raise SettingError(
            "At λ = 0 the function goes through every sample and no replicate shows how sure it "
            "is: fit with lam above 0."
        )
    if kind == "residuals" and result.loss == "logistic":
        raise SettingError("Labels have no residuals to draw: use kind pairs.")


def _pairs(result: FitResult, rng: np.random.Generator) -> Signal:
    """Rows drawn with replacement; draws with a single label are thrown away."""
    signal = result.signal
    n = len(signal.raw_y)
    for _ in range(1000):
        drawn = np.sort(rng.integers(0, n, n))
        y = signal.raw_y[drawn]
        if result.loss != "logistic" or len(np.unique(y)) > 1:
            return Signal(signal.raw_x[drawn], y, signal.raw_weights[drawn])
    raise SettingError("One of the labels is so rare that no draw holds it: give more rows.")


def _residuals(result: FitResult, rng: np.random.Generator) -> Signal:
    """The fit plus centred residuals, drawn with replacement."""
    signal = result.signal
    fitted = result.predict(signal.raw_x)
    r = signal.raw_y - fitted
    w = signal.raw_weights
    r = r - float(w @ r) / float(w.sum())
    # of a row of weight ω the noise has a variance of σ²/ω
    scale = np.sqrt(w / float(w.max()))
    drawn = rng.integers(0, len(r), len(r))
    return Signal(signal.raw_x, fitted + (r * scale)[drawn] / scale, w)


def _inside(one: FitResult, signal: Signal) -> np.ndarray:
    if signal.dimension > 1:
        return frozen(np.empty(0))
    return frozen(np.array([kink.position for kink in one.kinks]))
