"""Φ between parallel lines, on every window of a dyadic grid.

Φ integrates the residual twice, so that over a short window it leaves its chord by an amount
of second order in the window's length. A strip parallel to the chord that holds Φ bounds a
sum of Φ's much better than their ranges would.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from mirrors_engine.dictionaries.reflections.search.envelopes import Envelopes
from mirrors_engine.dictionaries.reflections.search.window_ranges import WindowRanges, places
from mirrors_engine.progress import Check, no_check

_FINER = 3  # levels between a table and the one it is read from
_TABULATED = 14  # level down to which there are tables where many windows are asked for
_MANY = 6000  # windows: to look at that many takes as long as a table
_AT_LEAST = 12  # level of the finest table: a table of 4096 windows takes no time
_BLOCK = 1 << 15  # samples, or finer cells, at a time: the temporaries stay in cache
_AT_ONCE = 1 << 21  # samples of windows looked at together

Strip = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Middle, slope in cells and half width of windows."""


class _Windows(NamedTuple):
    """The windows of one width: values at both ends, chords, and how far Φ leaves them."""

    left: np.ndarray
    right: np.ndarray
    slope: np.ndarray
    up: np.ndarray
    down: np.ndarray


class _Block(NamedTuple):
    """Neighbouring samples: their ranks, and how they lie in the cells of a level.

    Attributes
    ----------
    ranks : slice
    cells, starts, counts : ndarray of int
        Which cells hold some of them, the first of these in the block, and how many.
    place : ndarray
        Of each sample in its cell, from 0 to 1.
    """

    ranks: slice
    cells: np.ndarray
    starts: np.ndarray
    counts: np.ndarray
    place: np.ndarray


class SampleCells:
    """The dyadic cells in which samples lie, which any function of them is bounded on.

    Level k has cells of length 2^-k; at `finest` a cell holds about four of many samples.

    Parameters
    ----------
    s : (N,) ndarray
        Increasing from 0 to 1.
    """

    def __init__(self, s: np.ndarray) -> None:
        self.s = s
        self.finest = max(_AT_LEAST, int(np.log2(max(len(s), 2))) - 2)
        self._blocks: dict[int, list[_Block]] = {}

    def blocks(self, level: int) -> list[_Block]:
        """All samples."""
        if level not in self._blocks:
            starts = range(0, len(self.s), _BLOCK)
            self._blocks[level] = [self._block(level, slice(i, i + _BLOCK)) for i in starts]
        return self._blocks[level]

    def _block(self, level: int, ranks: slice) -> _Block:
        place = self.s[ranks] * (1 << level)
        cell = place.astype(np.intp)
        place -= cell
        starts = np.flatnonzero(np.diff(cell, prepend=-1))
        return _Block(ranks, cell[starts], starts, np.diff(starts, append=len(cell)), place)


class ChordStrips:
    """Strips of the piecewise linear function through (s, phi), constant outside [0, 1].

    A window is `width` neighbouring cells from cell `start` on, its ends included. Down to the
    finest cells strips are tables: of the samples where these are fewer than the finer cells,
    which else hold the strips of the coarser ones, all together O(N). Beyond, they are found for
    the asked windows only.

    Parameters
    ----------
    samples : SampleCells
    phi : (N,) ndarray
        Its last entry is 0.
    widest : int
        Largest width.
    """

    def __init__(
        self, samples: SampleCells, phi: np.ndarray, widest: int, check: Check = no_check
    ) -> None:
        self._samples = samples
        self.s = samples.s
        self.phi = phi
        self.widest = widest
        self.finest = samples.finest
        self._check = check
        self._nodes: dict[int, np.ndarray] = {}
        self._tables: dict[int, Strip] = {}
        self._own: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def at(self, points: np.ndarray) -> np.ndarray:
        """The function itself."""
        return np.interp(points, self.s, self.phi)

    def strips(self, level: int, start: np.ndarray, width: np.ndarray) -> Strip:
        """Of the windows of `width` (K, 1) cells from cells `start` (K, n), whole numbers, on: at y
        cells from its centre the function lies within `half` of middle + slope · y."""
        cells = 1 << level
        if level > self.finest and (level > _TABULATED or start.size < _MANY):
            start = np.clip(start, -width, cells)
            widths = np.broadcast_to(width, start.shape)
            found = self._of_windows(level, start.ravel(), widths.ravel())
            middle, slope, half = (each.reshape(start.shape) for each in found)
            return middle, slope, half
        at = places(level, start, width)
        centre, slope, half = self._table(level)
        return centre.take(at), slope.take(at), half.take(at)

    @cached_property
    def ranges(self) -> WindowRanges:
        """The least and the largest values, down to the finest cells."""
        nodes = self._values_at_nodes(self.finest)
        blocks = ((b.ranks, b.cells, b.starts) for b in self._samples.blocks(self.finest))
        return WindowRanges(self.finest, nodes, blocks, self.phi, self.widest)

    @cached_property
    def envelopes(self) -> Envelopes:
        """The least concave functions above, and above the negative."""
        return Envelopes(self.s, self.phi, self.widest)

    def _table(self, level: int) -> Strip:
        """The strips of the windows that start at -width, …, 2^level for each width in turn."""
        if level not in self._tables:
            self._tables[level] = self._tabulated(level)
        return self._tables[level]

    def _tabulated(self, level: int) -> Strip:
        cells = 1 << level
        nodes = self._values_at_nodes(level)
        around = np.concatenate((np.full(self.widest, self.phi[0]), nodes, np.zeros(self.widest)))
        windows = []
        for width in range(1, self.widest + 1):
            left = around[self.widest - width : self.widest + cells + 1]
            right = around[self.widest : self.widest + cells + 1 + width]
            slope = (right - left) / width
            windows.append(_Windows(left, right, slope, np.zeros(len(left)), np.zeros(len(left))))
        fine = min(level + _FINER, self.finest)
        if level >= fine or len(self.s) < 1 << fine:
            self._hold_samples(level, windows)
        else:
            self._hold_finer(level, fine, windows)
        self._own[level] = windows[0].up[1 : cells + 1], windows[0].down[1 : cells + 1]
        return (
            np.concatenate([0.5 * (w.left + w.right + w.up + w.down) for w in windows]),
            np.concatenate([w.slope for w in windows]),
            np.concatenate([0.5 * (w.up - w.down) for w in windows]),
        )

    def _hold_samples(self, level: int, windows: list[_Windows]) -> None:
        """Widen the strips of the windows to the samples in them."""
        for ranks, cells, starts, counts, place in self._samples.blocks(level):
            self._check()
            phi = self.phi[ranks]
            for width, w in enumerate(windows, start=1):
                for before in range(width):  # cells of the window left of the sample's
                    to = cells + (width - before)
                    slope = w.slope[to]
                    away = phi - np.repeat(w.left[to] + slope * before, counts)
                    away -= np.repeat(slope, counts) * place
                    w.up[to] = np.maximum(w.up[to], np.maximum.reduceat(away, starts))
                    w.down[to] = np.minimum(w.down[to], np.minimum.reduceat(away, starts))

    def _hold_finer(self, level: int, fine: int, windows: list[_Windows]) -> None:
        """Widen the strips of the windows to those of finer cells."""
        parts, cells = 1 << (fine - level), 1 << level
        self._table(fine)
        nodes = self._values_at_nodes(fine)
        at_once = max(1, _BLOCK // parts)
        for begin in range(0, cells, at_once):
            self._check()
            end = min(begin + at_once, cells)
            # (parts, cells): the parts of a cell below each other
            up, down = (
                own[begin * parts : end * parts].reshape(-1, parts).T for own in self._own[fine]
            )
            value = np.empty((parts + 1, end - begin))
            value[:-1] = nodes[begin * parts : end * parts].reshape(-1, parts).T
            value[-1] = nodes[(begin + 1) * parts : end * parts + 1 : parts]
            for width, w in enumerate(windows, start=1):
                for before in range(width):
                    some = slice(begin + width - before, end + width - before)
                    place = np.arange(before, before + 1 + 0.5 / parts, 1 / parts)[:, None]
                    away = value - (w.left[some] + place * w.slope[some])
                    high, low = w.up[some], w.down[some]
                    np.maximum(high, (np.maximum(away[:-1], away[1:]) + up).max(axis=0), out=high)
                    np.minimum(low, (np.minimum(away[:-1], away[1:]) + down).min(axis=0), out=low)

    def _values_at_nodes(self, level: int) -> np.ndarray:
        if level not in self._nodes:
            finest = max(level, self.finest)
            if finest not in self._nodes:
                count = 1 << finest
                self._nodes[finest] = self.at(np.arange(count + 1) / count)
            self._nodes[level] = self._nodes[finest][:: 1 << (finest - level)]
        return self._nodes[level]

    def _of_windows(self, level: int, start: np.ndarray, width: np.ndarray) -> Strip:
        cells = 2.0**level
        low, high = start / cells, (start + width) / cells
        first = np.searchsorted(self.s, low, "left")
        count = np.searchsorted(self.s, high, "right") - first
        left, right = self.at(low), self.at(high)
        slope = (right - left) / width
        up, down = np.zeros(len(start)), np.zeros(len(start))
        some = np.flatnonzero(count)
        ends = np.cumsum(count[some])
        begin = 0
        while begin < len(some):
            before = ends[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, before + _AT_ONCE, "right")))
            mine = some[begin:end]
            sizes = count[mine]
            edges = np.cumsum(sizes) - sizes
            sample = np.arange(int(sizes.sum())) + np.repeat(first[mine] - edges, sizes)
            place = self.s[sample] - np.repeat(low[mine], sizes)
            away = self.phi[sample] - np.repeat(left[mine], sizes)
            away -= np.repeat(slope[mine] * cells, sizes) * place
            up[mine] = np.maximum(0.0, np.maximum.reduceat(away, edges))
            down[mine] = np.minimum(0.0, np.minimum.reduceat(away, edges))
            begin = end
            self._check()
        return 0.5 * (left + right + up + down), slope, 0.5 * (up - down)
