"""What the axes and numbers of a fit mean, which the loss decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.signals.exclusion import whole_of
from mirrors_gui.text.formatting import number, y_name
from mirrors_gui.text.translate import tr

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_engine.signals import Signal


def axes(signal: Signal, loss: str) -> tuple[str, str]:
    """What the fit and its residuals count."""
    if loss == "logistic":
        return tr("{y_name} (±1), log-odds", y_name=y_name(signal)), tr("residual")
    return y_name(signal), tr("residual")


def extent(signal: Signal, result: FitResult | None) -> tuple[float, float]:
    """Least and largest value to show: of all rows, and of log-odds, which leave them."""
    y = whole_of(signal).raw_y  # also of rows left out by hand
    low, high = float(y.min()), float(y.max())
    if result is not None and result.signal is signal and result.loss == "logistic":
        low, high = min(low, float(result.fitted.min())), max(high, float(result.fitted.max()))
    return low, high


def residual_reach(result: FitResult) -> float:
    """How far an axis of residuals has to reach to each side of 0."""
    spread = float(np.ptp(result.signal.y)) or 1.0
    largest = float(np.abs(result.residuals).max())
    return largest if largest > 1e-9 * spread else spread  # rounding is no residual


def reading(result: FitResult, i: int) -> str:
    """The fit at a sample, and what it leaves."""
    fit, rest = float(result.fitted[i]), float(result.residuals[i])
    y = float(result.signal.y[i])
    if result.loss == "logistic":
        chance = 0.5 * (1 + y) - rest
        return tr(
            "log-odds {fit}   chance of 1 {chance}", fit=number(fit), chance=number(chance, 3)
        )
    # what is left where the function meets a sample is rounding, not data
    rest = rest if abs(rest) > 1e-9 * abs(y) else 0.0
    return tr("fit {fit}   residual {rest}", fit=number(fit), rest=number(rest, 3))
