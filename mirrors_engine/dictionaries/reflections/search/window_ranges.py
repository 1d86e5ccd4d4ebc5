"""The least and the largest value of Φ on every window of a dyadic grid.

Where Φ is constant on a run of samples, as it is at ±λ where an optimum has a kink at each of them,
units with all kinks there are tied: of N samples and D folds there are some N^D. A strip parallel
to the chord (`chord_strips.py`) leaves such a run by an amount of second order in the window's
length, a range by nothing: the boxes with one kink at the end of a run, N^(D - 1) of them, reach
no more than their ties.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

Block = tuple[slice, np.ndarray, np.ndarray]
"""Neighbouring samples, the cells that hold some of them, and the first of these in the block."""

Range = tuple[np.ndarray, np.ndarray]
"""The least and the largest values."""


def places(level: int, start: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Where a table of windows holds those of `width` (K, 1) cells from cells `start` (K, n) on.

    It has the windows that start at -width, …, 2^level for each width in turn.
    """
    cells = 1 << level
    first = (width - 1) * (cells + 1) + (width - 1) * width // 2  # of each width
    clipped: np.ndarray = np.clip(start + (first + width), first, first + (width + cells))
    return clipped.astype(np.intp)


class WindowRanges:
    """Ranges of the piecewise linear function through samples, constant outside [0, 1].

    Parameters
    ----------
    finest : int
        Level of the finest table.
    nodes : (2^finest + 1,) ndarray
        Values at the nodes of that level.
    blocks : iterable of Block
        All samples by cells of that level, which a sample at 1 may lie beyond.
    phi : (N,) ndarray
        Values at the samples; the last is 0.
    widest : int
        Largest width.
    """

    def __init__(
        self,
        finest: int,
        nodes: np.ndarray,
        blocks: Iterable[Block],
        phi: np.ndarray,
        widest: int,
    ) -> None:
        self.finest = finest
        self._first, self._widest = float(phi[0]), widest
        low, high = np.append(nodes, 0.0), np.append(nodes, 0.0)
        for ranks, cells, starts in blocks:
            low[cells] = np.minimum(low[cells], np.minimum.reduceat(phi[ranks], starts))
            high[cells] = np.maximum(high[cells], np.maximum.reduceat(phi[ranks], starts))
        # of the two nodes of a cell the first was there already
        self._cells = {finest: (np.minimum(low[:-2], nodes[1:]), np.maximum(high[:-2], nodes[1:]))}
        self._tables: dict[int, Range] = {}

    def of(self, level: int, start: np.ndarray, width: np.ndarray) -> Range:
        """Of the windows of `width` (K, 1) cells from cells `start` (K, n) on, ends included."""
        if level not in self._tables:
            self._tables[level] = self._tabulated(level)
        low, high = self._tables[level]
        at = places(level, start, width)
        return low.take(at), high.take(at)

    def _tabulated(self, level: int) -> Range:
        low, high = (
            np.concatenate((np.full(self._widest, self._first), each, np.zeros(self._widest)))
            for each in self._of_cells(level)
        )
        lows, highs = [], []
        for width in range(1, self._widest + 1):
            first, count = self._widest - width, (1 << level) + width + 1
            parts = [slice(first + k, first + k + count) for k in range(width)]
            lows.append(np.min([low[part] for part in parts], axis=0))
            highs.append(np.max([high[part] for part in parts], axis=0))
        return np.concatenate(lows), np.concatenate(highs)

    def _of_cells(self, level: int) -> Range:
        if level not in self._cells:
            low, high = self._of_cells(level + 1)
            self._cells[level] = np.minimum(low[::2], low[1::2]), np.maximum(high[::2], high[1::2])
        return self._cells[level]
