"""Between the user's units and the scale-free ones in which a problem is solved.

See the manual, Numerics.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.certificates.certificate import Certificate
from mirrors_engine.errors import SignalError
from mirrors_engine.utils.arrays import sealed
from mirrors_engine.utils.chunks import LARGE, chunks


@dataclass(frozen=True)
class Units:
    """What one unit of each scaled number is for the user.

    Attributes
    ----------
    mean, spread : float
        y = mean + spread · scaled y.
    z : float
        A weight of 1: spread / half-range^degree, as features are half-range^degree times
        larger for the user.
    value : float
        A loss of 1.
    constant : float
        Loss lost by merging rows of equal x, which the scaled problem does not see.

    Raises
    ------
    SignalError
        If a product of these under- or overflows.
    """

    mean: float
    spread: float
    z: float
    value: float
    constant: float

    def __post_init__(self) -> None:
        least = sys.float_info.min
        sizes = (self.spread, self.z, self.value, self.value / max(self.z, least))
        if not all(least <= size < math.inf for size in sizes):
            raise SignalError(
                "x, y and weights are together so small or large that products of them leave the "
                "range of numbers: rescale them towards 1."
            )

    @property
    def lam(self) -> float:
        """A λ of 1."""
        return self.value / self.z

    @property
    def dual(self) -> float:
        """A dual point of 1: ω · y."""
        return self.value / self.spread

    @property
    def norm(self) -> Units:
        """Those of interpolation, whose value is the norm and whose λ is 1 in either unit."""
        return replace(self, value=self.z, constant=0.0)

    def values(
        self, scaled: np.ndarray, shift: float | np.ndarray = 0.0, spare: bool = False
    ) -> np.ndarray:
        """Values of y, of `scaled` + `shift`; in the same memory, if it is `spare`."""
        out = scaled if spare else np.empty_like(scaled)
        for part in chunks(len(out), LARGE):
            some = out[part]
            np.add(scaled[part], shift if isinstance(shift, float) else shift[part], out=some)
            some *= self.spread
            some += self.mean
        return out

    def certificate(self, proof: Certificate, spare: bool = False) -> Certificate:
        """The proof of a scaled Lasso in the user's units; `spare` as in `values`."""
        point = proof.dual_point
        return Certificate(
            proof.primal * self.value + self.constant,
            proof.dual * self.value + self.constant,
            sealed(np.multiply(point, self.dual, out=point if spare else None)),
            proof.max_correlation,
            proof.stationarity,
            proof.n_features,
            proof.tolerance,
        )
