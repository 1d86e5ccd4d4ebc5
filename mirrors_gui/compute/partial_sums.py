"""The function of an answer as it grows: a constant, then one neuron after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.results import FitResult
from mirrors_gui.compute.polyline import Curve, sum_of


@dataclass(frozen=True, eq=False, slots=True)
class PartialSum:
    """The constant (or line) and the first `count` neurons in order of |weight|.

    Attributes
    ----------
    result : FitResult
        The answer that it is a part of.
    order : (K,) ndarray of int
        All neurons of the answer, the largest weight first.
    count : int
    curve : Curve
        The function.
    loss, penalty : float
        Σ ω ℓ(y, f) and λ‖z‖₁ of the part; with all neurons those of the answer.
    """

    result: FitResult
    order: np.ndarray
    count: int
    curve: Curve
    loss: float
    penalty: float

    @property
    def whole(self) -> bool:
        """Whether this is the optimal function."""
        return self.count == len(self.order)

    @property
    def newest(self) -> Any:
        """The feature that was added last, None for the constant alone."""
        return self.result.features[self.order[self.count - 1]] if self.count else None

    @property
    def norm(self) -> float:
        """‖z‖₁ of the part."""
        return float(np.abs(self.result.weights[self.order[: self.count]]).sum())


def objective_parts(result: FitResult) -> tuple[float, float]:
    """Loss and λ‖z‖₁ of an answer, whose sum is its objective."""
    penalty = result.lam * float(np.abs(result.weights).sum())
    return max(float(result.objective) - penalty, 0.0), penalty


def partial_sum(result: FitResult, count: int, optimum: Curve) -> PartialSum:
    """The first `count` neurons of an answer whose function on a line is `optimum`."""
    from mirrors_engine.losses import loss_of
    from mirrors_engine.losses.rows import RowLoss

    order = result.by_weight
    if count == len(order):
        return PartialSum(result, order, count, optimum, *objective_parts(result))
    some = order[:count]
    signal = result.signal
    curve = sum_of(
        [result.features[k] for k in some],
        result.weights[some],
        result.intercept,
        signal.x,
        result.architecture.step,
        None if result.level is None else result.line,
    )
    rule = loss_of(result.loss, **result.loss_options)
    line = result.line(signal.x)
    total = RowLoss.of(signal, rule).total(curve.at(signal.x) - line, line)
    loss = float(total) + rule.lost_by_merging(signal.loss_constant)
    penalty = result.lam * float(np.abs(result.weights[some]).sum())
    return PartialSum(result, order, count, curve, loss, penalty)
