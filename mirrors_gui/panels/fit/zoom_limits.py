"""How far a plot can be zoomed: not to where nothing is, nor to what numbers cannot tell apart."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg

FARTHEST = 20.0  # times what there is to see, on either side of it
CLOSEST = 1e-9  # share of it


def limit_x(plot: pg.PlotWidget, low: float, high: float, least: float | None = None) -> None:
    """About what lies from `low` to `high`; never left of `least`, where there is one."""
    _limit(plot, "x", low, high, least)


def limit_y(plot: pg.PlotWidget, low: float, high: float) -> None:
    _limit(plot, "y", low, high, None)


def _limit(plot: pg.PlotWidget, axis: str, low: float, high: float, least: float | None) -> None:
    size = high - low
    limits: Mapping[str, float] = {
        f"{axis}Min": low - FARTHEST * size if least is None else least,
        f"{axis}Max": high + FARTHEST * size,
        f"min{axis.upper()}Range": CLOSEST * size,
    }
    plot.getViewBox().setLimits(**limits)
