"""What the view Uncertainty shows of one answer, computed part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Monitor

if TYPE_CHECKING:  # scipy comes with them, after the window
    from mirrors_engine.refits import Refit
    from mirrors_engine.results import FitResult
    from mirrors_engine.uncertainty import Bootstrap, Interval


@dataclass(frozen=True, slots=True, eq=False)
class UncertaintyView:
    """What is known so far; None is not computed, or refused as `notes` say.

    Attributes
    ----------
    result : FitResult
        The answer it is about.
    level : float
        Of all bands and intervals.
    kinks : tuple of (K, 2) and (K,) ndarray, optional
        Once the bootstrap is complete: the band of each kink of the answer, and the share of
        replicates with a kink there.
    """

    result: FitResult
    level: float
    relaxed: Refit | None = None
    segmented: Refit | None = None
    bootstrap: Bootstrap | None = None
    interval: Interval | None = None
    kinks: tuple[np.ndarray, np.ndarray] | None = None
    notes: tuple[str, ...] = ()


def refit_line(refit: Refit) -> tuple[np.ndarray, np.ndarray]:
    """The polyline of a refit from the first sample to the last."""
    x = refit.signal.x[[0, -1]]
    kinks = np.array([k.value for k in refit.kinks])
    t = np.unique(np.r_[x, kinks, np.nextafter(kinks, -np.inf) if refit.step else []])
    return t, refit.predict(t)


def uncertainty_of(
    result: FitResult, level: float, replicates: int, monitor: Monitor
) -> Iterator[UncertaintyView]:
    """Refits, prediction band, then the bootstrap as it grows."""
    from mirrors_engine.refits import relax, segment
    from mirrors_engine.uncertainty import bootstrapping, prediction_interval
    from mirrors_engine.uncertainty.bootstrap import POINTS

    view = UncertaintyView(result, level)
    try:
        view = replace(view, relaxed=relax(result, level))
        yield view
        view = replace(view, segmented=segment(result, level, monitor=monitor))
    except MirrorsError as refusal:
        view = replace(view, notes=(str(refusal),))
    yield view
    x = result.signal.x
    points = np.linspace(float(x[0]), float(x[-1]), POINTS)
    try:
        found = prediction_interval(result, level, points=points, monitor=monitor)
        view = replace(view, interval=found)
    except MirrorsError as refusal:
        view = replace(view, notes=(*view.notes, str(refusal)))
    yield view
    try:
        for grown in bootstrapping(result, replicates, points=points, monitor=monitor):
            view = replace(view, bootstrap=grown)
            yield view
        yield replace(view, kinks=(grown.kink_bands(level), grown.shares()))
    except MirrorsError as refusal:
        yield replace(view, notes=(*view.notes, str(refusal)))
