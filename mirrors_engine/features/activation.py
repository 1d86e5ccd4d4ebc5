"""Activation functions: two slopes, or one step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Activation:
    """One scalar non-linearity.

    Attributes
    ----------
    name : str
        "relu", "leaky", "abs", "piecewise", "sign" or "threshold".
    a_plus, a_minus : float
        Slopes right and left of zero (piecewise linear), or the values right and
        left of zero (sign, threshold).
    step : bool
        True for sign and threshold. Their value at zero is the right one.
    """

    name: str
    a_plus: float
    a_minus: float
    step: bool = False

    def __call__(self, u: np.ndarray) -> np.ndarray:
        if self.step:
            return np.where(u >= 0, self.a_plus, self.a_minus)
        if self.a_minus == 0:
            return self.a_plus * np.maximum(u, 0)
        return np.where(u >= 0, self.a_plus * u, self.a_minus * u)


RELU = Activation("relu", 1.0, 0.0)
ABS = Activation("abs", 1.0, -1.0)
SIGN = Activation("sign", 1.0, -1.0, step=True)
THRESHOLD = Activation("threshold", 1.0, 0.0, step=True)
