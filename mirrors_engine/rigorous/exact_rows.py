"""What a proof asks of the rows of a result and their loss, in exact arithmetic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.numbers import Numbers
from mirrors_engine.rigorous.primal import Values


class ExactRows(ABC):
    """The rows of a result and their loss; a value u·2^power for each row, or each sample."""

    @abstractmethod
    def upper(self, values: Values) -> Fraction:
        """Σ ω ℓ(y, f) at most, for f ± error."""

    @abstractmethod
    def dual(self, u: np.ndarray, power: int, factor: int, grid: int) -> Fraction:
        """Σ inf_f [ω ℓ(y, f) + factor·u·2^power f] at least, quotients on 2^-grid."""

    @abstractmethod
    def per_sample(self, u: np.ndarray) -> np.ndarray:
        """Sums of u for each sample."""

    @abstractmethod
    def dual_point(self, result: FitResult, bits: int) -> Numbers:
        """Whole multiples of a power of two that sum to 0, close to the certificate's point."""

    def best_multiple(self, result: FitResult, u: np.ndarray, power: int, check: Check) -> Fraction:
        """The factor of u·2^power with the best dual value; 1 where another may be unbounded."""
        return Fraction(1)
