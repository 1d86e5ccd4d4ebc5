"""The least norm of a fit as a function of its slopes alone: no dictionary is needed.

With d the slopes between neighbouring samples and k their differences, the least ||z||₁ of a
network through given values at the samples is

    max over |ν| ≤ line of (kinks - relief·|ν|) Σ|k| + ν (first·d_1 + last·d_last)

for two layers of any two slopes, and for ReLU of three or more layers, where the slopes at the
ends, d_1 and -d_last, count among the k (manual, Closed forms). So training is a problem in as
many variables as there are samples, of trend-filtering type.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SlopeCost:
    """Coefficients of that maximum.

    Attributes
    ----------
    kinks : float
        Norm of a unit slope change where ν = 0.
    relief : float
        How much less it is for |ν| = 1: kinks of one direction bring a slope with them.
    line : float
        Largest |ν|: the norm of a unit mean slope without kinks. 0 where it costs nothing.
    first, last : float
        Weights of the first and the last slope in the slope that ν asks for.
    ends : bool
        Whether d_1 and -d_last count as slope changes.
    """

    kinks: float
    relief: float = 0.0
    line: float = 0.0
    first: float = 0.5
    last: float = 0.5
    ends: bool = False

    def of(self, changes: float, slope: float) -> float:
        """Its value for Σ|k| and first·d_1 + last·d_last."""
        at_most = (self.kinks - self.relief * self.line) * changes + self.line * abs(slope)
        return max(self.kinks * changes, at_most)

    @classmethod
    def two_layers(cls, a_plus: float, a_minus: float, skip: bool = False) -> SlopeCost:
        """σ of slopes a₊ and a₋; with a skip connection straight lines are free."""
        change = abs(a_plus - a_minus)
        if skip:
            return cls(1 / change)
        relief = 0.5 * abs(a_plus + a_minus) / change
        return cls(1 / change, relief, 1 / max(abs(a_plus), abs(a_minus)))

    @classmethod
    def ramps(cls, gain: float = 1.0, skip: bool = False) -> SlopeCost:
        """ReLU of three or more layers, its ramps `gain` times as large."""
        half = 0.5 / abs(gain)
        if skip:
            return cls(half, 0.0, half, -1.0, 1.0)
        return cls(half, ends=True)
