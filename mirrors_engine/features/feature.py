"""A feature: what one unit of the network adds, with its kinks and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.features.unit import Unit

Key = tuple[int, ...]
"""Names a feature in its dictionary."""


@dataclass(frozen=True, slots=True)
class Kink:
    """A point where a feature changes slope (or switches).

    Attributes
    ----------
    position : float
        In the user's units of x.
    change : float
        Right slope minus left slope (right value minus left value for a switch).
    mirror : bool
        True if the point is not a sample by construction but the mirror image of one
        or the middle between two.
    """

    position: float
    change: float
    mirror: bool = False


@dataclass(frozen=True)
class Feature:
    """One column of the dictionary as a function on the line, or of several inputs.

    Attributes
    ----------
    kind : str
        "kink", "ramp", "reflection", "midpoint", "valley", "tent", "switch",
        "switches", "relu line", "half plane", ...
    key : tuple of int
        Its name inside its dictionary; comparing keys gives the fixed order.
    parameters : mapping of str to float
        The points it is made from, in the user's units.
    kinks : tuple of Kink
        Left to right, on the column it reads; none for a feature on the plane, which
        bends along a line.
    unit : Unit or StepUnit
        Weights and biases of the hidden layers; `unit.forward` is the feature.
    words : str
        Template of `describe`, with the parameters' names and {x} in braces; {x1} and
        {x2} on the plane.
    direction : tuple of float, optional
        For several inputs n with |n|₁ = 1: the unit reads n·x, not x. On the plane the
        line where it bends is n·x = parameters["offset"].
    """

    kind: str
    key: tuple[int, ...]
    parameters: Mapping[str, float]
    kinks: tuple[Kink, ...]
    unit: Unit | StepUnit
    words: str = ""
    direction: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))

    def __reduce__(self) -> tuple[type[Feature], tuple[object, ...]]:
        # a mapping proxy cannot be pickled
        return Feature, (
            self.kind,
            self.key,
            dict(self.parameters),
            self.kinks,
            self.unit,
            self.words,
            self.direction,
        )

    def evaluate(self, t: np.ndarray) -> np.ndarray:
        """Value at `t`: any shape, or (..., d) for several inputs."""
        t = np.asarray(t, dtype=float)
        return self.unit.forward(t if self.direction is None else t @ np.array(self.direction))

    def describe(
        self,
        x_name: str | Sequence[str] = "x",
        number: Callable[[float], str] = "{:.6g}".format,
    ) -> str:
        """What the feature does, such as "x = 1902 mirrored about x = 1913 gives x = 1924".

        Several inputs have several names.
        """
        texts = {name: number(value) for name, value in self.parameters.items()}
        names = (x_name,) if isinstance(x_name, str) else tuple(x_name)
        if self.direction is not None and len(names) != len(self.direction):
            names = tuple(f"{names[0]}{c + 1}" for c in range(len(self.direction)))
        columns = {f"x{c + 1}": name for c, name in enumerate(names)}
        return self.words.format(x=names[self.column or 0], **columns, **texts)

    @property
    def column(self) -> int | None:
        """Which of several inputs the feature reads, None if it reads more than one (or all)."""
        if self.direction is None or np.count_nonzero(self.direction) != 1:
            return None
        return int(np.flatnonzero(self.direction)[0])

    @property
    def mirror_axis(self) -> float | None:
        """The point about which this feature mirrors the data, None for a feature without one."""
        return self.parameters.get("center")


def kinks_of(
    unit: Unit, positions: Sequence[float], samples: Sequence[float] | np.ndarray
) -> tuple[Kink, ...]:
    """Those of the positions where the unit changes slope, left to right.

    A kink is a mirror point unless it is one of the samples the unit is made from.
    """
    ordered = sorted(positions)
    # a single kink still needs a step to its sides that its own magnitude does not swallow
    width = ordered[-1] - ordered[0] or max(abs(ordered[0]), 1.0)
    distinct = [ordered[0]]
    for position in ordered[1:]:
        if position - distinct[-1] > 1e-12 * width:
            distinct.append(position)
    edges = [distinct[0] - width, *distinct, distinct[-1] + width]
    slopes = [unit.slope(0.5 * (u + w)) for u, w in pairwise(edges)]
    points = np.asarray(samples)
    return tuple(
        Kink(position, right - left, bool(np.abs(points - position).min() > 1e-9 * width))
        for position, (left, right) in zip(distinct, pairwise(slopes), strict=True)
        if right != left
    )
