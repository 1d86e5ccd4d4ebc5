"""Scores of a fit: its mean loss on other rows, or an information criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mirrors_engine.losses import loss_of

SCORES = {
    "squared": "mean squared error",
    "huber": "mean Huber loss",
    "quantile": "mean pinball loss",
    "logistic": "mean deviance",
}
MOST_USED = 0.5  # share of the rows a fit may spend on parameters and still estimate its noise


def row_scores(loss: str, options: Mapping[str, float], y: np.ndarray, f: np.ndarray) -> np.ndarray:
    """Score of each row: the deviance, r² or 2 log(1 + exp(-yf)); else the loss itself."""
    values = loss_of(loss, **options).value(y, f)
    return 2 * values if loss in ("squared", "logistic") else values


@dataclass(frozen=True)
class Criteria:
    """AIC, AICc and BIC of one fit."""

    aic: float
    aicc: float
    bic: float
    usable: bool


def criteria(
    loss: str, score: float, total: float, rows: float, free: int, rounding: float
) -> Criteria:
    """-2 log-likelihood plus a price of each parameter.

    Parameters
    ----------
    loss : str
        squared: n log(RSS/n), noise Gaussian of unknown variance. quantile: 2n log(mean
        loss), noise asymmetric Laplace of unknown scale. logistic: the deviance, exact.
        huber: n log(2 · mean loss), which is the squared loss's where no residual exceeds
        δ and a convention beyond.
    score : float
        Weighted mean of the row scores, at least `rounding`, the size of rounding in it.
    total : float
        Sum of weights; counts in the logistic deviance.
    rows : float
        n: number of rows, or the sum of the weights where these are counts.
    free : int
        `FitResult.degrees_of_freedom`.
    """
    mean = max(score, rounding)
    if loss == "logistic":
        fit, counted = total * mean, free
    else:
        scale = np.log(2 * mean) if loss == "huber" else np.log(mean)
        scale *= 2 if loss == "quantile" else 1
        fit, counted = rows * float(scale), free + 1  # the scale is estimated as well
    aic = fit + 2 * free
    spare = rows - counted - 1
    aicc = aic + 2 * counted * (counted + 1) / spare if spare > 0 else np.inf
    # a fit through nearly every row leaves no noise to estimate: its log tends to -∞
    usable = free <= MOST_USED * rows or free == 1
    return Criteria(aic, float(aicc), fit + np.log(rows) * free, usable)
