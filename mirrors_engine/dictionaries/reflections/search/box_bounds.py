"""What the correlations of a chain of folds can be in boxes of biases.

In a cell (`fold_cells.py`) a correlation is a sum of terms coefficient · Φ(r·a). In a dyadic box
of biases r·a runs through a window of as many grid cells as r has entries. The strips that hold Φ
there (`chord_strips.py`) add up to one that holds the correlation. So do the ranges of Φ
(`window_ranges.py`), which bound it better where Φ is constant on runs of samples, and linear
majorants (`cutting_planes.py`), which do so wherever it is nearly concave, and take longer.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_cells import Cell
from mirrors_engine.dictionaries.reflections.search.chord_strips import ChordStrips
from mirrors_engine.dictionaries.reflections.search.cutting_planes import Terms, largest_values
from mirrors_engine.dictionaries.reflections.search.window_ranges import places

_FEW = 512  # boxes that ranges are not asked for
_SAMPLED = 32  # of more, one of so many is asked first
_DROPPING = 0.9  # share of the sample that may stay for the others to be asked


class Strips(NamedTuple):
    """Each of S correlations in each of n boxes lies within `half` of middle + rise·y.

    The coordinates y of a box run from -1 to 1.

    Attributes
    ----------
    middle, half : (S, n) ndarray
    rise : (S, D, n) ndarray
    """

    middle: np.ndarray
    rise: np.ndarray
    half: np.ndarray

    def bound(self) -> np.ndarray:
        """Of the largest |correlation| in each box, (n,)."""
        sizes = np.abs(self.middle)
        sizes += np.abs(self.rise).sum(axis=1)
        sizes += self.half
        largest: np.ndarray = sizes.max(axis=0)
        return largest

    def where(self, some: np.ndarray | slice) -> Strips:
        """Those of some of the boxes."""
        return Strips(*(each[..., some] for each in self))


class BoxBounds:
    """The strips of all boxes of one cell."""

    def __init__(self, cell: Cell) -> None:
        used = cell.coefficients.any(axis=0)
        rows, values = cell.rows[used], cell.coefficients[:, used]
        folds = rows.shape[1]
        self._rows = rows.astype(float)
        self._below = (rows < 0).sum(axis=1)[:, None].astype(float)
        self._width = np.abs(rows).sum(axis=1)[:, None]
        self._values = values
        self._sizes = np.abs(values)
        self._rises = 0.5 * (values[:, None, :] * rows.T).reshape(-1, len(rows))
        self._up, self._down = np.maximum(values, 0.0), np.minimum(values, 0.0)
        self._line = cell.line[:, None]
        kids = np.array(list(itertools.product((0, 1), repeat=folds)))
        self._kids = kids.T
        self._centres = kids - 0.5

    def __len__(self) -> int:
        """Number of terms."""
        return len(self._rows)

    def strips(self, of: ChordStrips, level: int, corner: np.ndarray) -> Strips:
        """Of boxes with these lowest corners, (D, n) in lengths of boxes."""
        start = self._starts(corner)
        centre, slope, half = of.strips(level, start, self._width)
        middle = self._values @ centre
        middle += self._line * of.phi[0]
        rise = (self._rises @ slope).reshape(len(middle), *corner.shape)
        return Strips(middle, rise, self._sizes @ half)

    def sharpened(
        self,
        of: ChordStrips,
        level: int,
        corner: np.ndarray,
        bound: np.ndarray,
        threshold: float | np.ndarray,
    ) -> np.ndarray:
        """Bounds of these boxes, by ranges where these are lower; `bound` itself where the boxes
        are few, or of a sample of them hardly any falls below the threshold, or its own."""
        if len(bound) < _FEW:
            return bound
        floor = np.broadcast_to(threshold, bound.shape)
        lower = bound
        for some in (slice(None, None, _SAMPLED), slice(None)):
            lower = np.minimum(bound[some], self._by_ranges(of, level, corner[:, some]))
            if np.count_nonzero(lower > floor[some]) > _DROPPING * len(lower):
                return bound
        return lower

    def _by_ranges(self, of: ChordStrips, level: int, corner: np.ndarray) -> np.ndarray:
        """Of the largest |correlation| in each box, each term anywhere in its range."""
        low, high = of.ranges.of(level, self._starts(corner), self._width)
        line = self._line * of.phi[0]
        top = self._up @ high + self._down @ low + line
        bottom = self._up @ low + self._down @ high + line
        largest: np.ndarray = np.maximum(top, -bottom).max(axis=0)
        return largest

    def by_majorants(
        self, of: ChordStrips, level: int, corner: np.ndarray, strips: Strips, floor: np.ndarray
    ) -> np.ndarray:
        """Of the largest |correlation| in each box, where it exceeds the floor (n,) of the box."""
        pieces = of.envelopes.pieces(level)
        if pieces is None:
            return strips.bound()
        beside = np.abs(strips.rise).sum(axis=1) + strips.half
        sizes = np.stack((beside + strips.middle, beside - strips.middle))
        open_ = sizes > floor
        negative, shape, box = np.nonzero(open_)
        sign = 1 - 2 * negative
        terms = Terms(
            self._rows,
            places(level, self._starts(corner), self._width).take(box, axis=1),
            self._values[shape].T * sign,
            self._line[shape, 0] * of.phi[0] * sign,
        )
        sizes[open_] = largest_values(terms, pieces, floor[box])
        largest: np.ndarray = sizes.max(axis=(0, 1))
        return largest

    def _starts(self, corner: np.ndarray) -> np.ndarray:
        """The first cell of the window of each term."""
        start: np.ndarray = self._rows @ corner.astype(float)
        start -= self._below
        return start

    def halved(
        self, strips: Strips, corner: np.ndarray, threshold: float | np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """The 2^D halves of boxes along every axis that exceed the threshold, or that of their box,
        in the boxes' strips.

        Returns
        -------
        corner : (D, m) ndarray
            In lengths of the halves.
        bound : (m,) ndarray
        """
        bound = np.zeros((corner.shape[1], len(self._centres)))
        for middle, rise, half in zip(*strips, strict=True):
            mine = rise.T @ self._centres.T
            mine += middle[:, None]
            np.abs(mine, out=mine)
            mine += (0.5 * np.abs(rise).sum(axis=0) + half)[:, None]
            np.maximum(bound, mine, out=bound)
        which, kid = np.nonzero(bound > np.asarray(threshold)[..., None])
        corners = 2 * corner.take(which, axis=1) + self._kids.take(kid, axis=1)
        return corners, bound[which, kid]
