"""The path behind a page, as much of it as there is time and room for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from mirrors_engine.errors import Cancelled
from mirrors_engine.homotopy import Path, path_events
from mirrors_engine.homotopy.trace import SAMPLED
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult

LARGEST = 2_000_000  # bytes of a page
MIN_RATIO = 1e-3  # the smallest λ/λ_max, unless the result has a smaller one
PATIENCE_S = 60.0  # a page shows what is known of the path by then
LONG, FEW = 50_000, 34  # samples of a signal whose λ cost up to a second each, and how many of λ
MOST_NEURONS = 20_000  # of all λ together that are put in order for a page
_WEIGHT = 27  # bytes of a neuron on one stretch: its number and two weights
_SLIT = 1.01e-4  # relative distance of two stretches that is rounding, as in the path


class _OutOfTime(Cancelled):
    """The page shows what is known of the path by now."""


def path_for(
    result: FitResult,
    monitor: Monitor = silent,
    start: Path | None = None,
    seconds: float = PATIENCE_S,
) -> Path:
    """The path of a result's problem down to its λ, and to MIN_RATIO.

    Events are made exact around the λ of the result first, as long as there is time, and no more
    of them than a page holds.

    Parameters
    ----------
    start : Path, optional
        Of the same problem: its segments that reach no further down are taken over.
    seconds : float
        After which what is known is returned.
    """
    problem = Problem(result.signal, result.architecture, result.loss, **dict(result.loss_options))
    ratio = min(MIN_RATIO, 0.5 * result.lam_ratio) if result.lam > 0 else MIN_RATIO
    path = Path(problem, (), ratio)
    if start is not None:
        end = problem.to_scaled_lam(ratio * result.lam_max)
        path = Path(problem, tuple(s for s in start.segments if s.bottom.lam >= end), ratio)
    end_of_time = time.monotonic() + seconds

    def timed(step: Progress) -> None:
        monitor(step)
        if time.monotonic() > end_of_time:
            raise _OutOfTime("The page shows what is known of the path.")

    with suppress(_OutOfTime):
        for grown in path_events(
            problem,
            ratio,
            monitor=timed,
            start=path,
            near=lambda: result.lam_ratio,
            sampled=FEW if len(result.signal) > LONG else SAMPLED,
        ):
            light = len(grown.segments) > 0 and grown.segments[-1].light
            if light and neurons_of(grown) > MOST_NEURONS:
                break  # solved from λ_max down: what follows has more neurons still
            path = grown
            ends = [(s.top.lam, s.bottom.lam) for s in path.segments]
            monitor(Progress("following the path", exact_share(ends, ratio)))
            if path.covered and _WEIGHT * neurons_of(path) > LARGEST:
                break
    return path


def neurons_of(path: Path) -> int:
    """Neurons of all its segments together."""
    return sum(len(segment.names) for segment in path.segments)


def exact_share(ends: Sequence[tuple[float, float]], ratio: float | None = None) -> float:
    """How much of a range of log λ lies inside stretches, or in the slits of rounding between."""
    if not ends or ends[-1][1] <= 0:  # with λ_max = 0 there is one λ alone
        return float(len(ends))
    top, bottom = np.log(np.array(ends)).T
    whole = float(top[0] - bottom[-1]) if ratio is None else -float(np.log(ratio))
    slits = top[1:] - bottom[:-1]
    known = float((top - bottom).sum() - slits[slits > -_SLIT].sum())
    return min(1.0, known / whole) if whole > 0 else 1.0
