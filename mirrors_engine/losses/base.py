"""What every loss answers, a row of the data at a time.

A loss ℓ(y, f) is convex in f. The dual works with u = -∂ℓ/∂f, the force with which a row
pulls the function: u lies in `bounds`, 0 among them, and inf_f ℓ(y, f) + u f, the negative
convex conjugate of ℓ at -u, bounds the loss of any f from below.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import ClassVar

import numpy as np


@dataclass(frozen=True)
class Loss(ABC):
    """A loss with its settings.

    Attributes
    ----------
    name : str
        As in `fit`.
    power : int
        Values of y in a unit s times smaller make the loss s^power times larger; 0 where y
        are labels and have no unit.
    smooth : bool
        Whether the loss has a derivative everywhere.
    strict : bool
        Whether it is strictly convex, so that only one f is optimal.
    """

    name: ClassVar[str]
    power: ClassVar[int]
    smooth: ClassVar[bool] = True
    strict: ClassVar[bool] = True

    @property
    def options(self) -> dict[str, float]:
        """The settings by name."""
        return asdict(self)

    def check(self, y: np.ndarray) -> None:  # noqa: B027 - most losses take any number
        """Refuse values this loss has no meaning for.

        Raises
        ------
        SettingError
            With what to change.
        """

    def in_unit(self, spread: float) -> Loss:
        """The same loss for y and f divided by `spread`, up to the factor spread^power."""
        return self

    @abstractmethod
    def value(self, y: np.ndarray, f: np.ndarray, shift: float = 0.0) -> np.ndarray:
        """ℓ(y, f + shift); `shift` is apart so that large offsets cost no digits."""

    @abstractmethod
    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """u = -∂ℓ/∂f; where ℓ has a corner one of its subgradients."""

    @abstractmethod
    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and largest u of each row."""

    @abstractmethod
    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        """inf_f ℓ(y, f) + u f, for u within the bounds."""

    def straight(self, y: np.ndarray, close: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The f up to which u is the largest there is, and from which on it is the least.

        Between them u fixes f; beyond them ℓ is a straight line in f, and u does not. Where
        u only tends to its bounds, these are the f at which it is `close` to them.
        """
        return np.full(len(y), -np.inf), np.full(len(y), np.inf)

    @abstractmethod
    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        """Least and greatest minimiser c of Σ ω ℓ(y, f + c): the intercept, which is free."""
