"""The last layer of |·| and symmetrised networks, on what the folds before it leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.features.activation import ABS, RELU, Activation
from mirrors_engine.features.feature import Kink


@dataclass(frozen=True)
class Shape:
    """One kind of unit on a pair (a, h).

    Its correlation is line·L + outer·(Φ(a-h) + Φ(a+h)) + inner·Φ(a): the slope left of
    the kinks and the slope changes at them.
    """

    name: str
    line: float
    outer: float
    inner: float
    last: Activation
    last_sign: int

    @property
    def centre_bends(self) -> int:
        """When the last layer passes on a kink of w below it: always (0), where w > c (+1)
        or where w < c (-1)."""
        return 0 if self.last is ABS else self.last_sign

    @property
    def plain(self) -> float:
        """Coefficient of vᵀw when the correlation is written as plain·vᵀw + outer·vᵀ(w-h)_+."""
        return 0.5 * self.inner


W_SHAPE = Shape("", -1.0, 2.0, -2.0, ABS, 1)  # ||x - a| - h|
VALLEY = Shape("valley", -1.0, 1.0, 0.0, RELU, 1)  # (|x - a| - h)_+
TENT = Shape("tent", 0.0, 1.0, -2.0, RELU, -1)  # (h - |x - a|)_+


def shapes_of(net: Architecture) -> tuple[Shape, ...]:
    """Shapes of |·| and of symmetrised networks."""
    return (W_SHAPE,) if net.activation == "abs" else (VALLEY, TENT)


def last_layer(shapes: tuple[Shape, ...], which: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The last layer of shape `which[k]` on column k of u (N, K), in place."""
    for s, shape in enumerate(shapes):
        mine = which == s
        u[:, mine] = shape.last(shape.last_sign * u[:, mine])
    return u


def kinks_of(
    shape: Shape,
    left: tuple[float, bool],
    centre: tuple[float, bool],
    right: tuple[float, bool],
) -> tuple[Kink, ...]:
    """Kinks of a unit at these places, each with whether it is a mirror image."""
    changes = (shape.outer, shape.inner, shape.outer)
    return tuple(
        Kink(position, change, mirror)
        for (position, mirror), change in zip((left, centre, right), changes, strict=True)
        if change
    )
