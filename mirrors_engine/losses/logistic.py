"""The logistic loss of labels -1 and 1: f is the log-odds of label 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.errors import ABOVE_ZERO, Remedy, SettingError
from mirrors_engine.losses.base import Loss
from mirrors_engine.losses.shift import where_balanced

_SQUARED = Remedy("Use the squared loss", settings={"loss": "squared"})
_SEPARATED = 1e-7  # mean distance from a separating line that is no tolerance of a program


@dataclass(frozen=True)
class Logistic(Loss):
    """log(1 + exp(-y f)), y in {-1, 1}."""

    name: ClassVar[str] = "logistic"
    power: ClassVar[int] = 0

    def check(self, y: np.ndarray) -> None:
        labels = np.unique(y)
        if not np.isin(labels, (-1.0, 1.0)).all():
            if len(labels) == 2:
                advice = f"write {labels[0]:g} as -1 and {labels[1]:g} as 1"
            elif len(labels) == 1:
                advice = "write one class as -1 and the other as 1"
            else:
                advice = f"y has {len(labels)} different values, so make two classes of them"
            raise SettingError(
                f"The logistic loss needs labels -1 and 1 in y: {advice}.", [_SQUARED]
            )
        if len(labels) < 2:
            raise SettingError(
                f"Every label is {labels[0]:g}: the logistic loss then falls towards 0 as the "
                "function grows and no network is best, so give samples of both classes.",
                [_SQUARED],
            )

    def check_line(self, y: np.ndarray, w: np.ndarray, b: np.ndarray) -> None:
        """A line that separates the labels makes the loss fall on as it grows steeper."""
        if _separated(y, b):
            raise SettingError(
                "A straight line separates the labels, so that with a skip connection the "
                "logistic loss falls on as the line grows steeper and no network is best: "
                "leave the skip connection out.",
                [Remedy("Leave out the skip connection", {"skip": False})],
            )

    def check_interpolation(self, loss_constant: float) -> None:
        raise SettingError(
            "λ = 0 asks for the function through every sample, but the logistic loss falls "
            "on as the function grows: choose lam above 0.",
            [ABOVE_ZERO],
        )

    def standardised(
        self, y: np.ndarray, w: np.ndarray, size: float
    ) -> tuple[np.ndarray, float, float]:
        """Labels stay as they are."""
        return y, 0.0, 1.0

    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        return np.logaddexp(0.0, -y * (f + shift))

    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        from scipy.special import expit

        return y * expit(-y * f)

    def curvature(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """∂²ℓ/∂f²."""
        from scipy.special import expit

        return expit(f) * expit(-f)

    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.minimum(y, 0.0), np.maximum(y, 0.0)

    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        p = y * u  # probability of the other label
        from scipy.special import xlog1py, xlogy

        return -xlogy(p, p) - xlog1py(1 - p, -p)

    def straight(self, y: np.ndarray, close: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        end = np.log1p(-close) - np.log(close)
        return -end, end

    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        def gradient(c: float) -> tuple[float, float]:
            g = f + c
            return float(w @ self.neg_gradient(y, g)), float(w @ self.curvature(y, g))

        # beyond these the gradient of every row of one class is smaller than of any of the other
        reach = float(np.log(w.sum() / w.min())) + float(np.log(2 * len(y)))
        c = where_balanced(gradient, -float(f.max()) - reach, reach - float(f.min()))
        return c, c


def _separated(y: np.ndarray, b: np.ndarray) -> bool:
    """Whether some b c has the sign of its label, or 0, in every row, and is not 0 in all."""
    if b.shape[1] == 2:  # a constant and one input: the classes do not overlap
        x, first = b[:, 1], y < 0
        apart = x[first].max() <= x[~first].min() or x[~first].max() <= x[first].min()
        return bool(apart and x.min() < x.max())
    signed = y[:, None] * (b / np.abs(b).max(axis=0))
    k = signed.shape[1]
    from mirrors_engine.algorithms.linear_program import minimise  # slow to import

    found = minimise(
        -signed.sum(axis=0) / len(y),
        signed,
        np.zeros(len(y)),
        np.full(len(y), np.inf),
        lambda: None,
        least=np.full(k, -1.0),
        most=np.ones(k),
    )
    return bool(-found.value > _SEPARATED)
