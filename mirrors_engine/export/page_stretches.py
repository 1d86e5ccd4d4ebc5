"""The stretches of λ that a web page shows: what it needs of each, and which have room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.export.page_path import MOST_NEURONS
from mirrors_engine.features.feature import Feature
from mirrors_engine.homotopy import Segment
from mirrors_engine.results import FitResult

KNOTS = 20  # solved λ a decade where not every λ has room


@dataclass(frozen=True, eq=False)
class Stretch:
    """A stretch of λ between two events, or a single λ, in the user's units.

    Attributes
    ----------
    lams : (float, float)
        Its larger and its smaller end.
    features : tuple of Feature
    weights : (2, K) ndarray
        At both ends.
    levels, slopes : (2,) ndarray
        The part without a penalty at both ends: its value in the middle of the data, and its
        slope.
    primal, dual, squares : (3,) ndarray
        Objective, lower bound and Σ ω r² as Bernstein coefficients: c for
        (1-t)² c_0 + 2t(1-t) c_1 + t² c_2, t = 0 at the larger end.
    """

    lams: tuple[float, float]
    features: tuple[Feature, ...]
    weights: np.ndarray
    levels: np.ndarray
    slopes: np.ndarray
    primal: np.ndarray
    dual: np.ndarray
    squares: np.ndarray


def affordable(segments: Sequence[Segment], result: FitResult | None) -> Sequence[Segment]:
    """The segments whose neurons are not too many in all.

    Half of the neurons are for what is nearest to λ. The others are for what follows λ_max: there
    segments have fewest, and who drags λ starts there.
    """
    sizes = np.array([len(s.names) for s in segments])
    if result is None or sizes.sum() <= MOST_NEURONS:
        return segments
    away = np.abs(np.log([s.lam / max(result.lam, 1e-300) for s in segments]))
    near = np.argsort(away, kind="stable")
    count = max(1, np.count_nonzero(np.cumsum(sizes[near]) <= MOST_NEURONS // 2))
    kept, rest = near[:count], np.sort(near[count:])
    room = MOST_NEURONS - sizes[kept].sum()
    few = rest[np.cumsum(sizes[rest]) <= room]
    return [segments[i] for i in sorted([*kept, *few])]


def starts_at_the_top(stretches: Sequence[Stretch], result: FitResult) -> bool:
    """Whether the largest λ is λ_max or more, from where on nothing changes."""
    return len(stretches) > 0 and stretches[0].lams[0] >= (1 - 1e-9) * result.lam_max


def nearest(stretches: Sequence[Stretch], lam: float, count: int) -> list[Stretch]:
    """So many stretches nearest to λ, and single λ of the others at even distances."""
    kept = set(_by_distance(stretches, lam)[:count])
    cells = np.round(np.log10([s.lams[0] for s in stretches]) * KNOTS).astype(int).tolist()
    found, last = [], None
    for i, stretch in enumerate(stretches):
        if i in kept:
            found.append(stretch)
        elif cells[i] != last or i == len(stretches) - 1:
            found.append(_end_of(stretch, 1 if i == len(stretches) - 1 else 0))
        last = cells[i]
    return found


def smallest(stretches: Sequence[Stretch], lam: float, count: int) -> list[Stretch]:
    """The stretch nearest to λ, and so many others, those of fewest neurons."""
    here, *others = _by_distance(stretches, lam)
    others.sort(key=lambda i: len(stretches[i].features))
    return [stretches[i] for i in sorted([here, *others[:count]])]


def _by_distance(stretches: Sequence[Stretch], lam: float) -> list[int]:
    """Their numbers, those nearest to λ first."""
    at = np.log([np.clip(lam, s.lams[1], s.lams[0]) for s in stretches])
    away = np.abs(at - np.log(max(lam, stretches[-1].lams[1])))
    return np.argsort(away, kind="stable").tolist()


def _end_of(stretch: Stretch, end: int) -> Stretch:
    """Nothing but one of its two ends."""
    values = (stretch.primal, stretch.dual, stretch.squares)
    primal, dual, squares = (np.repeat(value[2 * end], 3) for value in values)
    pairs = (stretch.weights, stretch.levels, stretch.slopes)
    weights, levels, slopes = (np.stack([pair[end]] * 2) for pair in pairs)
    lam = stretch.lams[end]
    return Stretch((lam, lam), stretch.features, weights, levels, slopes, primal, dual, squares)


def stretch_of(segment: Segment) -> Stretch:
    """Between the ends of a segment of the path."""
    if segment.light or segment.top is segment.bottom:
        sample = segment.sample
        if not len(sample.fitted):
            sample = replace(sample, fitted=sample.predict(sample.signal.x))
        return single(sample)
    top, bottom = segment.top, segment.bottom
    lams = np.array((top.lam, 0.5 * (top.lam + bottom.lam), bottom.lam)) * segment.problem.units.lam
    results = [segment.result_at(float(lam)) for lam in lams]
    return Stretch(
        (results[0].lam, results[2].lam),
        tuple(results[0].features),
        np.array([results[0].weights, results[2].weights]),
        np.array([_level(results[0]), _level(results[2])]),
        np.array([results[0].slope, results[2].slope]),
        _bernstein(lambda r: r.objective, results),
        _bernstein(lambda r: r.dual_objective, results),
        _bernstein(squares, results),
    )


def single(result: FitResult) -> Stretch:
    """One λ, with nothing known beside it."""
    every = [result] * 3
    return Stretch(
        (result.lam, result.lam),
        tuple(result.features),
        np.array([result.weights] * 2),
        np.array([_level(result)] * 2),
        np.array([result.slope] * 2),
        _bernstein(lambda r: r.objective, every),
        _bernstein(lambda r: r.dual_objective, every),
        _bernstein(squares, every),
    )


def _level(result: FitResult) -> float:
    """The part without a penalty in the middle of the data: ξ, or the line of a skip connection."""
    return result.intercept if result.level is None else result.level


def _bernstein(value: Callable[[FitResult], float], results: Sequence[FitResult]) -> np.ndarray:
    """Coefficients of the quadratic through the values at both ends and half way."""
    first, half, last = (value(result) for result in results)
    return np.array([first, 2 * half - 0.5 * (first + last), last])


def squares(result: FitResult) -> float:
    return result.rmse**2 * float(result.signal.weights.sum())
