"""Places among the samples, looked up once and read for every Φ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Stencil:
    """Points that a family prices again and again: which sample is left of each, how far on.

    Reading a piecewise-linear function there takes two look-ups where `np.interp` searches:
    measured four times faster, for 16 bytes a point.

    Attributes
    ----------
    left : ndarray of int
        Rank of a sample at or left of each point, with one to its right.
    share : ndarray
        Part of the way to the next sample, in [0, 1]; 0 or 1 outside the samples.
    """

    left: np.ndarray
    share: np.ndarray

    @classmethod
    def of(cls, points: np.ndarray, t: np.ndarray) -> Stencil:
        """Places of `points` among the increasing `t`, at least two."""
        # of the type that NumPy indexes with: any other is converted at every reading
        left = np.interp(points, t, np.arange(len(t))).astype(np.intp)
        np.clip(left, 0, len(t) - 2, out=left)
        share = (points - t[left]) / np.diff(t)[left]
        return cls(left, np.clip(share, 0.0, 1.0, out=share))

    def read(self, values: np.ndarray, some: tuple[slice, ...]) -> np.ndarray:
        """The function with `values` at the samples, at some of the points."""
        left = self.left[some]
        out = np.take(np.diff(values), left)
        out *= self.share[some]
        out += np.take(values, left)
        return out
