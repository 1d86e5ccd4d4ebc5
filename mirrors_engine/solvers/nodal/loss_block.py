"""What the interior point asks of a loss: its gradient at the nodes, its curvature, its bounds."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from mirrors_engine.solvers.nodal.nodes import Mass

Pairs = list[tuple[np.ndarray, np.ndarray]]


class LossBlock(ABC):
    """A loss of the residual e at the nodes, with the multipliers it keeps itself, if any.

    Attributes
    ----------
    coupled : bool
        Whether its curvature couples neighbouring nodes.
    pairs : int
        Number of its complementarity products.
    """

    coupled: bool
    pairs: int = 0

    @abstractmethod
    def best_constant(self, y: np.ndarray) -> float:
        """A constant close to the data, to start from."""

    @abstractmethod
    def best_line(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Value at 0 and slope of a line close to the data, to start from."""

    @abstractmethod
    def start(self, e: np.ndarray) -> float:
        """Take these residuals as the first; returns the loss."""

    @abstractmethod
    def value(self, e: np.ndarray) -> float:
        """The loss."""

    @abstractmethod
    def gradient(self, e: np.ndarray) -> np.ndarray:
        """Its gradient in e, or the multipliers that stand for it."""

    @abstractmethod
    def curvature(self) -> tuple[np.ndarray, np.ndarray]:
        """Diagonal and off-diagonal of d gradient / d e."""

    def complementarity(self, length: float = 0.0) -> float:
        """Sum of its products, after a step of that length along the last direction."""
        return 0.0

    def aim(self, e: np.ndarray, goal: float, second: bool) -> None:
        """Prepare a direction towards products of `goal`, with the second-order term or not."""
        return

    def shift(self) -> np.ndarray | float:
        """How much the gradient changes along that direction where e does not move."""
        return 0.0

    def follow(self, e: np.ndarray) -> None:
        """The direction of its own multipliers for this direction of e."""
        return

    def boundaries(self) -> tuple[Pairs, Pairs]:
        """Values and directions of its distances, and of its multipliers."""
        return [], []

    def take(self, length: float) -> None:
        """Move along the direction."""
        return


class Squares(LossBlock):
    """½ eᵀ M e + loadᵀ e + ½ rest."""

    def __init__(self, mass: Mass) -> None:
        self.mass = mass
        self.coupled = bool(mass.off.any())

    def best_constant(self, y: np.ndarray) -> float:
        one = self.mass.times(np.ones(len(y)))
        return float(self.mass.load.sum() + one @ y) / float(one.sum())

    def best_line(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        middle, length = 0.5 * x[-1], x[-1]
        basis = np.stack((np.ones(len(x)), (x - middle) / length))
        gram = np.stack([self.mass.times(row) for row in basis]) @ basis.T
        a, b = np.linalg.solve(gram, basis @ (self.mass.times(y) + self.mass.load))
        return np.array([a - b * middle / length, b / length])

    def start(self, e: np.ndarray) -> float:
        return self.value(e)

    def value(self, e: np.ndarray) -> float:
        mass = self.mass
        return 0.5 * mass.rest + float(mass.load @ e) + 0.5 * float(e @ mass.times(e))

    def gradient(self, e: np.ndarray) -> np.ndarray:
        return self.mass.times(e) + self.mass.load

    def curvature(self) -> tuple[np.ndarray, np.ndarray]:
        return self.mass.diagonal, self.mass.off
