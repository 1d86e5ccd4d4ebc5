"""All optimal networks that belong to one fit: ranges of the weights, band, other samples."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.features.feature import Feature
from mirrors_engine.landscape.band import Band, OptimalFunctions, band_of, breakpoints
from mirrors_engine.landscape.polytope import Polytope
from mirrors_engine.progress import Check, Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.canonical.canonical import NEGLIGIBLE
from mirrors_engine.unpenalised import Unpenalised
from mirrors_engine.utils.threads import one_blas_thread

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem

MARGIN = 0.1  # how far the band reaches beyond the data, in widths of the data


@dataclass(frozen=True, eq=False)
class Landscape:
    """All optimal weights that belong to one fit.

    Attributes
    ----------
    result : FitResult
        The fit it belongs to.
    features : tuple of Feature
        The equicorrelation set E, in the order of the keys; empty if not computed.
    signs : (E,) ndarray
        The sign every optimal weight of the feature has where it is not zero.
    weights : (E,) ndarray
        The weights of `result`, 0 for features it does not use.
    movable : (E,) bool ndarray
        Whether the feature is used by some optimal network.
    rank : int
        Rank of A_E. If it equals the size of E the weights are unique; the converse fails
        where features of E are used by no optimal network.
    dimension : int
        Of the polytope of optimal weights: the number of ways to move inside it.
    unique : bool or None
        Whether there is one optimal network in the dictionary; None if not computed.
    note : str
        Why it was not computed, "" if it was.
    """

    result: FitResult
    features: tuple[Feature, ...] = ()
    signs: np.ndarray = field(default_factory=lambda: np.empty(0))
    weights: np.ndarray = field(default_factory=lambda: np.empty(0))
    movable: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))
    rank: int = 0
    dimension: int = 0
    unique: bool | None = None
    note: str = ""
    _face: Face | None = field(default=None, repr=False)

    @property
    def computed(self) -> bool:
        """Whether the landscape is known."""
        return not self.note

    def weight_ranges(self, monitor: Monitor = silent) -> np.ndarray:
        """Least and greatest optimal weight of each feature of E, shape (E, 2).

        Each row holds the values with their sign, the smaller one first. At most two
        linear programs a feature; none where the weights are unique.
        """
        ranges = np.column_stack((self.weights, self.weights))
        if self._face is not None and not self.unique:
            with one_blas_thread():
                for j in range(len(ranges)):
                    step = Progress("weight ranges", j / len(ranges), len(ranges))
                    monitor(step)
                    low, high = self._face.polytope.range_of(j, partial(monitor, step))
                    both = self.signs[j] * self._face.norm * np.array([low, high])
                    ranges[j] = np.sort(both)
        ranges.setflags(write=False)
        return ranges

    def band(self, margin: float = MARGIN, monitor: Monitor = silent) -> Band | None:
        """Least and greatest f(t) over all optimal networks of the dictionary.

        Zero width at the samples always, and everywhere in between where every kink is a
        sample. No linear program where the network is unique. None if not computed.

        Parameters
        ----------
        margin : float
            How far to go beyond the data, in widths of the data.
        """
        if self.unique is None:
            return None
        result, x = self.result, self.result.signal.x
        if self.unique or self._face is None or result.architecture.step:
            return _line_of(result, margin)
        face = self._face
        kinks = [k.position for j in np.flatnonzero(self.movable) for k in self.features[j].kinks]

        latest = Progress("optimal band", 0.0, len(self.features))

        def report(share: float) -> None:
            nonlocal latest
            latest = Progress("optimal band", min(share, 1.0), len(self.features))
            monitor(latest)

        def extreme(costs: np.ndarray) -> np.ndarray:
            return face.polytope.extreme(costs, lambda: monitor(latest))

        with one_blas_thread():
            if not result.architecture.skip:
                functions = OptimalFunctions(self._rows, face.mean, extreme)
                return band_of(functions, x, result.fitted, np.array(kinks), margin, report)
            # relative to the line through the fit, which all optima share
            line = self._line(result.fitted)
            functions = OptimalFunctions(self._rows, 0.0, extreme)
            band = band_of(functions, x, result.fitted - line(x), np.array(kinks), margin, report)
            rise = line(band.t)
            return replace(band, low=band.low + rise, high=band.high + rise)

    def _line(self, values: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """What is free, fitted to values at the samples: a function of t."""
        x, w = self.result.signal.x, self.result.signal.weights
        if not self.result.architecture.skip:
            mean = float(w @ values) / float(w.sum())
            return lambda t: np.full(len(t), mean)
        grid = Grid.of(x)
        level, slope = Unpenalised.skip(grid.t).coefficients(values, w)
        return lambda t: level + slope * ((t - grid.middle) / grid.half)

    def _rows(self, t: np.ndarray) -> np.ndarray:
        """Coefficients of f(t) in the polytope's coordinates."""
        assert self._face is not None
        x = self.result.signal.x
        rows = np.zeros((len(t), len(self.features)))
        for j in np.flatnonzero(self.movable):
            feature = self.features[j]
            line = self._line(feature.evaluate(x))
            rows[:, j] = self.signs[j] * (feature.evaluate(t) - line(t))
        return rows * self._face.norm

    def sample(
        self, n: int = 10, seed: int = 0, monitor: Monitor = silent
    ) -> tuple[FitResult, ...]:
        """Other optimal networks, each with its own certificate.

        Alternately basic ones (sparse, from programs with random costs) and random points
        of the inside (hit-and-run). Fewer than n, down to none, where there are not more:
        no two are alike, nor like `result`.

        Parameters
        ----------
        n : int
            How many at most.
        seed : int
            The same seed gives the same networks.
        """
        face = self._face
        if face is None or self.unique is not False:
            return ()
        rng = np.random.default_rng(seed)
        found: list[np.ndarray] = [face.polytope.start]
        results: list[FitResult] = []

        def check() -> None:
            monitor(Progress("other optimal networks", len(results) / n, len(self.features)))

        with one_blas_thread():
            tries = 0
            while len(results) < n and tries < 4 * n + 10:
                check()
                basic = len(results) % 2 == 0 and tries < 2 * n + 10
                tries += 1
                if basic:
                    v = face.polytope.random_vertex(rng, check)
                else:
                    v = face.polytope.random_point(rng, check)
                if min(float(np.abs(v - other).sum()) for other in found) < 1e-6:
                    continue
                found.append(v)
                results.append(face.result_of(v, "basic" if basic else "mixed", check))
        return tuple(results)


@dataclass(frozen=True, eq=False)
class Face:
    """The polytope, and the map from its points to networks."""

    problem: Problem
    result: FitResult
    polytope: Polytope
    keys: np.ndarray
    signs: np.ndarray
    scaled_norm: float
    dual: np.ndarray

    @property
    def norm(self) -> float:
        """||z||₁, the same for all, in the user's units."""
        return float(np.abs(self.result.weights).sum())

    @property
    def mean(self) -> float:
        """Weighted mean of the fit, the same for all."""
        return float(np.average(self.result.fitted, weights=self.result.signal.weights))

    def result_of(self, v: np.ndarray, kind: str, check: Check) -> FitResult:
        """A point of the polytope as a network."""
        used = np.flatnonzero(v > NEGLIGIBLE)
        z = self.signs[used] * v[used] * self.scaled_norm
        solution = Solution(
            self.keys[used], z, (self.dual,), 0, f"another optimal network, {kind}", False
        )
        return self.problem.result_of(
            self.result.lam, solution, time.perf_counter(), check, norm=self.result.lam == 0
        )


def _line_of(result: FitResult, margin: float) -> Band:
    """The band of a single function: itself."""
    x = result.signal.x
    kinks = np.array([k.position for feature in result.features for k in feature.kinks])
    t, _ = breakpoints(x, kinks, margin)
    if result.architecture.step:
        # a corner on either side of each jump
        t = np.sort(np.concatenate((t, np.nextafter(t, -np.inf))))
    f = result.predict(t)
    return Band(t, f, f, float(x[0]), float(x[-1]))
