"""Refits and bands over the function of a page: of one λ, labelled, none of them certified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mirrors_engine.export.encoding import reals
from mirrors_engine.refits import Refit
from mirrors_engine.results import FitResult
from mirrors_engine.uncertainty import Bootstrap, Interval

Overlay = Refit | Bootstrap | Interval
MARGIN = 0.05  # of the range of x, beyond the data; as in page.js
LEVEL = 0.9


def overlays_of_page(
    overlays: Sequence[Overlay], result: FitResult, level: float = LEVEL
) -> list[dict[str, Any]]:
    """What the page draws of them, with words.

    Parameters
    ----------
    overlays : sequence of Refit, Bootstrap or Interval
        Of the function of `result`.
    level : float
        Of the band of a bootstrap.
    """
    where = f"λ = {result.lam_ratio:.3g} λmax" if result.lam > 0 else "λ = 0"
    return [_drawn(each, result, where, level) for each in overlays]


def _drawn(overlay: Overlay, result: FitResult, where: str, level: float) -> dict[str, Any]:
    if isinstance(overlay, Refit):
        t = _corners(overlay, result.signal.x)
        return {
            "kind": overlay.kind,
            "name": f"{overlay.kind} fit at {where}, not certified",
            "label": f"{overlay.label} RMSE {overlay.rmse:.4g}.",
            "x": reals(t),
            "low": reals(overlay.predict(t)),
            "high": "",
        }
    if isinstance(overlay, Bootstrap):
        low, high = overlay.band(level)
        name = f"{100 * level:.3g} % bootstrap band at {where}, not certified"
        label = (
            f"Percentiles of {overlay.replicates} fits to resampled {overlay.kind}: how the "
            "function varies with the data; the shrinkage of the weights is not undone."
        )
    else:
        low, high = overlay.low, overlay.high
        name = f"{100 * overlay.level:.3g} % band of new observations at {where}, not certified"
        label = (
            f"A new observation falls between these lines with about {100 * overlay.level:.3g} % "
            f"({overlay.method}; at least {100 * overlay.guaranteed:.3g} % for exchangeable rows)."
        )
    kind = "bootstrap" if isinstance(overlay, Bootstrap) else "interval"
    known = np.isfinite(low) & np.isfinite(high)
    return {
        "kind": kind,
        "name": name,
        "label": label,
        "x": reals(overlay.points[known]),
        "low": reals(low[known]),
        "high": reals(high[known]),
    }


def _corners(refit: Refit, x: np.ndarray) -> np.ndarray:
    """Where its polyline bends or jumps, and its ends a little beyond the data."""
    kinks = np.array([kink.value for kink in refit.kinks])
    margin = MARGIN * float(x[-1] - x[0])
    before = np.nextafter(kinks, -np.inf) if refit.step else []
    return np.unique(np.r_[x[0] - margin, kinks, before, x[-1] + margin])
