"""The losses: value, subgradient and conjugate of each, and their sum over the rows.

A new loss is a subclass of `Loss` with a name in `LOSSES`. It also needs a solver in
`solvers.losses.loss_solvers`, its total in exact arithmetic in `rigorous.rows`, the score of
left-out samples in `selection.criteria`, and in the window its options
(`panels.settings.loss_fields`) and texts (`text.loss_texts`).
"""

from __future__ import annotations

from mirrors_engine.errors import SettingError
from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.huber import Huber
from mirrors_engine.losses.logistic import Logistic
from mirrors_engine.losses.quantile import Quantile
from mirrors_engine.losses.rows import RowLoss, Rows
from mirrors_engine.losses.squared import Interpolation, Squared

SQUARED = Squared()
LOSSES = ("squared", "huber", "quantile", "logistic")


def loss_of(name: str, delta: float = 1.0, quantile: float = 0.5) -> Loss:
    """The loss of a name; `delta` is Huber's and `quantile` the pinball loss's.

    Raises
    ------
    SettingError
        If there is no such loss, or its setting is out of range.
    """
    if name == "squared":
        return SQUARED
    if name == "huber":
        return Huber(_number("delta", delta))
    if name == "quantile":
        return Quantile(_number("quantile", quantile))
    if name == "logistic":
        return Logistic()
    raise SettingError(f"There is no loss {name!r}: choose one of {', '.join(LOSSES)}.")


def _number(name: str, value: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise SettingError(f"{name} = {value!r} is not a number.") from None


__all__ = [
    "LOSSES",
    "SQUARED",
    "Huber",
    "Interpolation",
    "Logistic",
    "Loss",
    "Quantile",
    "RowLoss",
    "Rows",
    "Squared",
    "loss_of",
]
