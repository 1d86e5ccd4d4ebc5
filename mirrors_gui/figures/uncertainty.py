"""Bands and refits of an answer, as part of its figure and of its report."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from mirrors_gui.compute.uncertainty import UncertaintyView, refit_line
from mirrors_gui.figures.axes import Axes, pen
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.formatting import number, plural

if TYPE_CHECKING:
    from mirrors_engine.refits import Estimate, Refit

DASHES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
NAMES = {
    "relaxed": "least squares on its kinks, not certified",
    "segmented": "kinks moved, not certified",
}
MOST = 8  # kinks that a report lists
Rows = list[tuple[str, str]]
Tables = list[tuple[str, Rows]]


def refit_pen(theme: Theme, kind: str) -> QPen:
    """Dashed for the relaxed fit, dotted for the segmented one."""
    made = pen(theme, "training", 1.5)
    made.setStyle(DASHES[list(NAMES).index(kind)])
    return made


def heights(view: UncertaintyView | None) -> list[np.ndarray]:
    """Values that the figure must have room for."""
    if view is None:
        return []
    found = [refit_line(refit)[1] for refit in _refits(view)]
    if view.bootstrap is not None:
        found += view.bootstrap.band(view.level)
    if view.interval is not None and np.isfinite(view.interval.low).all():
        found += [view.interval.low, view.interval.high]
    return found


def draw_bands(axes: Axes, view: UncertaintyView) -> list[str]:
    """The band of the function, and the limits of new observations; entries of the legend."""
    entries = []
    percent = f"{100 * view.level:g} %"
    if view.bootstrap is not None:
        axes.fill(view.bootstrap.points, *view.bootstrap.band(view.level), "function", 0.16)
        entries.append(f"band {percent} of resampled fits")
    interval = view.interval
    if interval is not None and np.isfinite(interval.low).all():
        for side in (interval.low, interval.high):
            axes.line(interval.points, side, "secondary", 1.0)
        entries.append(f"limits {percent} of new observations")
    return entries


def draw_refits(axes: Axes, view: UncertaintyView, theme: Theme) -> list[str]:
    """The refits; entries of the legend."""
    entries = []
    for refit in _refits(view):
        axes.polyline(*refit_line(refit), refit_pen(theme, refit.kind))
        entries.append(f"refit {refit.kind} {NAMES[refit.kind]}")
    return entries


def refit_facts(view: UncertaintyView | None) -> Tables:
    """Headed tables of the refits, for a report."""
    if view is None:
        return []
    write = formatting.x_words(view.result.signal)
    found: Tables = []
    for refit in _refits(view):
        head = "Least squares on its kinks" if refit.kind == "relaxed" else "Kinks moved"
        found.append((f"{head}: not certified", _of_refit(refit, write)))
    return found


def band_facts(view: UncertaintyView | None) -> Tables:
    """The same of the bands."""
    if view is None:
        return []
    rows = _of_bands(view, formatting.x_words(view.result.signal))
    return [("Uncertainty", rows)] if rows else []


def _refits(view: UncertaintyView) -> list[Refit]:
    return [refit for refit in (view.relaxed, view.segmented) if refit is not None]


def _of_refit(refit: Refit, write: Callable[[float], str]) -> Rows:
    rows = [("RMSE, R²", f"{number(refit.rmse, 4)}, {number(refit.r2, 4)}")]
    if refit.kind == "segmented":
        rows.append(("Optimum", "local: others may be better"))
        rows += [
            (f"Kink {k}", _estimate(kink, refit.level, write))
            for k, kink in enumerate(refit.kinks[:MOST], 1)
        ]
    name = "Level" if refit.step else "Slope"
    rows += [
        (f"{name} {k}", _estimate(slope, refit.level, lambda v: number(v, 4)))
        for k, slope in enumerate(refit.slopes[: MOST + 1], 1)
    ]
    if len(refit.kinks) > MOST:
        rows.append(("", f"and {plural(len(refit.kinks) - MOST, 'more kink')}"))
    return rows


def _estimate(estimate: Estimate, level: float, write: Callable[[float], str]) -> str:
    if not math.isfinite(estimate.standard_error):
        return write(estimate.value)
    return (
        f"{write(estimate.value)} ± {number(estimate.standard_error, 2)} ({100 * level:g} %: "
        f"{write(estimate.low)} to {write(estimate.high)})"
    )


def _of_bands(view: UncertaintyView, write: Callable[[float], str]) -> Rows:
    rows: Rows = []
    percent = f"{100 * view.level:g} %"
    found, interval = view.bootstrap, view.interval
    if found is not None:
        low, high = found.band(view.level)
        proved = "all certified" if found.certified else "not all certified"
        rows.append(
            (
                "Function",
                f"{percent} band of {plural(found.replicates, 'resampled fit')}, {proved}, "
                f"{number(float(np.mean(high - low)), 3)} wide on average",
            )
        )
        again = zip(found.result.kinks[:MOST], found.shares(), strict=False)
        kinks = ", ".join(f"{write(k.position)} in {100 * share:.0f} %" for k, share in again)
        if kinks:
            rows.append(("Kinks again", kinks))
    if interval is not None and np.isfinite(interval.low).all():
        width = number(float(np.mean(interval.high - interval.low)), 3)
        rows.append(
            ("New observation", f"{percent} band, {interval.method}, {width} wide on average")
        )
    return [*rows, *(("", note) for note in view.notes)]
