"""What every loss answers, a row of the data at a time.

A loss ℓ(y, f) is convex in f. The dual works with u = -∂ℓ/∂f: u lies in `bounds`, 0 among them,
and inf_f ℓ(y, f) + u f, the negative convex conjugate of ℓ at -u, bounds the loss of any f from
below.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mirrors_engine.errors import ABOVE_ZERO, SettingError
from mirrors_engine.utils.chunks import chunks

_CONSTANT = 1e-13  # deviations of y, relative to its size, that are rounding


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
    merges : bool
        Whether rows of one x may be replaced by their mean: the sum of their losses is then that
        of the mean with the sum of their weights, up to a constant.
    bounded : bool
        Whether u has bounds.
    parabolic : bool
        Whether s·u proves s uᵀy - ½ s² uᵀΩ⁻¹u.
    tolerance : float
        Relative gap up to which a fit counts as certified.
    """

    name: ClassVar[str]
    power: ClassVar[int]
    smooth: ClassVar[bool] = True
    strict: ClassVar[bool] = True
    merges: ClassVar[bool] = False
    bounded: ClassVar[bool] = True
    parabolic: ClassVar[bool] = False
    tolerance: ClassVar[float] = 1e-8

    @property
    def options(self) -> dict[str, float]:
        """The settings by name."""
        return dict(vars(self))

    def check(self, y: np.ndarray) -> None:  # noqa: B027 - most losses take any number
        """Refuse values this loss has no meaning for.

        Raises
        ------
        SettingError
            With what to change.
        """

    def check_line(self, y: np.ndarray, w: np.ndarray, b: np.ndarray) -> None:  # noqa: B027
        """Refuse data for which no line is best, so that none is with a skip connection.

        Parameters
        ----------
        y, w : (M,) ndarray
            The rows.
        b : (M, k) ndarray
            The columns without a penalty, at the rows.

        Raises
        ------
        SettingError
            With what to change.
        """

    def check_interpolation(self, loss_constant: float) -> None:
        """Refuse λ = 0 where no function through the samples is best.

        Parameters
        ----------
        loss_constant : float
            Above 0 where rows of equal x differ in y.

        Raises
        ------
        SettingError
            With what to change.
        """
        if loss_constant > 0:
            raise SettingError(
                "λ = 0 asks for the function through every sample, but rows of equal x differ in "
                f"y: choose lam above 0 for the {self.name} loss.",
                [ABOVE_ZERO],
            )

    def lost_by_merging(self, loss_constant: float) -> float:
        """What the loss of the merged samples lacks of that of the rows."""
        return loss_constant if self.merges else 0.0

    def in_unit(self, spread: float) -> Loss:
        """The same loss for y and f divided by `spread`, up to the factor spread^power."""
        return self

    def standardised(
        self, y: np.ndarray, w: np.ndarray, size: float
    ) -> tuple[np.ndarray, float, float]:
        """y in scale-free units, with the value it is counted from and the unit it is counted in.

        The median deviation from the median, which outliers leave alone. Deviations that are
        rounding of numbers of that `size` are none.
        """
        # differences first: y may carry an offset far larger than its range
        base = float(y[0])
        middle = float(np.median(y - base))
        y, base = (y - base) - middle, base + middle
        far = np.abs(y)
        far = far[far > _CONSTANT * size]
        if not len(far):
            return np.zeros_like(y), base, 1.0
        spread = float(np.median(far))
        return y / spread, base, spread

    def corners(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """Where ∂ℓ/∂f changes if it is piecewise linear in f and constant at both ends.

        Parameters
        ----------
        y : (M,) ndarray

        Returns
        -------
        tuple of (M, C) ndarrays or None
            The places, the jumps of the derivative there, and the changes of its slope.
        """
        return None

    @abstractmethod
    def value(self, y: np.ndarray, f: np.ndarray, shift: float | np.ndarray = 0.0) -> np.ndarray:
        """ℓ(y, f + shift); `shift` is apart so that large offsets cost no digits."""

    @abstractmethod
    def neg_gradient(self, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """u = -∂ℓ/∂f; where ℓ has a corner one of its subgradients."""

    def summed(
        self,
        y: np.ndarray,
        w: np.ndarray,
        f: np.ndarray,
        shift: float | np.ndarray,
        out: np.ndarray,
    ) -> float:
        """Σ ω ℓ(y, f + shift); ω u of each row goes into `out`."""
        np.multiply(w, self.neg_gradient(y, f + shift), out=out)
        return float(w @ self.value(y, f, shift))

    @abstractmethod
    def bounds(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and largest u of each row."""

    @abstractmethod
    def bounded_below(self, y: np.ndarray, u: np.ndarray) -> np.ndarray:
        """inf_f ℓ(y, f) + u f, for u within the bounds."""

    def balanced(self, u: np.ndarray, w: np.ndarray, spare: bool = False) -> np.ndarray:
        """u with 1ᵀu = 0, for u within the bounds times w, which are kept.

        The heavier of the positive and the negative part is shrunk, as 0 is within all bounds.
        The given u may be overwritten if it is `spare`.
        """
        up, down = float(u[u > 0].sum()), -float(u[u < 0].sum())
        if up == down:
            return u
        if min(up, down) == 0:
            return np.zeros_like(u)
        return np.where(u > 0, u * min(1.0, down / up), u * min(1.0, up / down))

    def lower_bound(self, y: np.ndarray, u: np.ndarray, w: np.ndarray) -> float:
        """inf_f Σ ω ℓ(y, f) + uᵀf, for u within the bounds times w."""
        parts = chunks(len(y))
        return sum(
            float(w[part] @ self.bounded_below(y[part], u[part] / w[part])) for part in parts
        )

    def best_multiple(
        self, y: np.ndarray, u: np.ndarray, w: np.ndarray, limit: float
    ) -> tuple[float, float]:
        """s in [-limit, limit] for which s·u proves much, and the lower bound it proves.

        The bound is concave in s. s ≤ 1 keeps u within the bounds, and 1 is the best multiple of
        the negative gradient.
        """
        s = min(1.0, limit)
        return s, self.lower_bound(y, s * u, w)

    def straight(self, y: np.ndarray, close: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The f up to which u is the largest there is, and from which on it is the least.

        Between them u fixes f; beyond them ℓ is a straight line in f, and u does not. Where
        u only tends to its bounds, these are the f at which it is `close` to them.
        """
        return np.full(len(y), -np.inf), np.full(len(y), np.inf)

    @abstractmethod
    def shifts(self, y: np.ndarray, f: np.ndarray, w: np.ndarray) -> tuple[float, float]:
        """Least and greatest minimiser c of Σ ω ℓ(y, f + c): the intercept, which is free."""
