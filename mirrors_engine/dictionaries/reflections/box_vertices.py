"""The vertex in a small box of biases.

Once every window of a box holds at most one sample, the conditions r·a = x_i that can hold in
it are known. Fewer than D independent ones: no vertex lies in it. Otherwise D of them give the
only possible vertex if all others agree with it; if not, the box is halved further.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_cells import Cell
from mirrors_engine.dictionaries.reflections.shapes import Shape

NEAR = 2e-15  # of the range of the data: places this close are one
LAST_LEVEL = 48  # boxes as long as that are not halved
_TABULATED = 14  # down to this level, tables of the samples before each cell

Resolved = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class BoxVertices:
    """Vertices of boxes over the samples s, increasing from 0 to 1."""

    def __init__(self, s: np.ndarray, cells: tuple[Cell, ...], shapes: tuple[Shape, ...]) -> None:
        self.s = s
        self.cells = cells
        self.from_level = max(2, int(np.log2(len(s))))
        self._systems: dict[tuple[int, int], tuple[list[int], np.ndarray] | None] = {}
        self._ranks: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def resolve(self, level: int, number: int, corner: np.ndarray) -> Resolved:
        """What is left to be halved, and the vertices of the other boxes.

        Returns
        -------
        left : (n,) ndarray of bool
        rows, samples, biases : (K, D, D), (K, D), (K, D) ndarray
        """
        cell = self.cells[number]
        folds = len(corner)
        length = 0.5**level
        rows_of = cell.rows.astype(float)
        start = rows_of @ corner - (cell.rows < 0).sum(axis=1)[:, None]
        first, end = self._samples_in(level, start, np.abs(cell.rows).sum(axis=1)[:, None])
        count = end - first
        single = np.all(count <= 1, axis=0)
        held = ((2.0 ** np.arange(len(cell.rows))) @ (count > 0)).astype(np.int64)
        left = np.logical_not(single)
        rows, samples, biases = [], [], []
        patterns, which = np.unique(held, return_inverse=True)
        for k, pattern in enumerate(patterns.tolist()):
            mine = which == k
            system = self._system(number, pattern)
            if system is None:
                left &= ~mine
                continue
            some = np.flatnonzero(mine if level == LAST_LEVEL else mine & single)
            if not len(some):
                continue
            pick, inverse = system
            a = inverse @ self.s[first[pick][:, some]]
            every = [j for j in range(len(cell.rows)) if pattern >> j & 1]
            missed = cell.rows[every] @ a - self.s[first[every][:, some]]
            agree = np.all(np.abs(missed) <= NEAR, axis=0)
            low = corner[:, some] * length
            inside = ((a >= low - NEAR) & (a <= low + length + NEAR)).all(axis=0)
            left[some] = ~agree
            if level == LAST_LEVEL:  # a unit near enough, whatever else is in the box
                agree = np.ones_like(agree)
            take = agree & inside
            if take.any():
                a = a[:, take].T
                a[:, 1:] = np.maximum(a[:, 1:], 0.0)
                biases.append(a)
                rows.append(np.broadcast_to(cell.rows[pick], (len(a), folds, folds)))
                samples.append(first[pick][:, some[take]].T)
        if not biases:
            empty = np.empty((0, folds))
            index = empty.astype(np.int64)
            return left, np.empty((0, folds, folds), dtype=np.int64), index, empty
        return left, np.concatenate(rows), np.concatenate(samples), np.concatenate(biases)

    def _samples_in(
        self, level: int, start: np.ndarray, width: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Ranks of the first sample in windows, their ends included, and of the next after them."""
        if level > _TABULATED:
            length = 0.5**level
            low = np.searchsorted(self.s, start * length, "left")
            return low, np.searchsorted(self.s, (start + width) * length, "right")
        cells = 1 << level
        if level not in self._ranks:
            nodes = np.arange(cells + 1) / cells
            before = np.searchsorted(self.s, nodes, "left")
            after = np.searchsorted(self.s, nodes, "right")
            # left of the first node no sample lies before, right of the last none after
            self._ranks[level] = np.append(before, len(self.s)), np.insert(after, 0, 0)
        before, after = self._ranks[level]
        at = start.astype(np.intp)
        return (
            before.take(np.clip(at, 0, cells + 1)),
            after.take(np.clip(at + (width + 1), 0, cells + 1)),
        )

    def _system(self, number: int, pattern: int) -> tuple[list[int], np.ndarray] | None:
        """D independent ones of the conditions in a bit pattern, None if there are fewer."""
        key = number, pattern
        if key not in self._systems:
            rows = self.cells[number].rows
            folds = rows.shape[1]
            pick: list[int] = []
            for k in range(len(rows)):
                if len(pick) == folds:
                    break
                if pattern >> k & 1 and np.linalg.matrix_rank(rows[[*pick, k]]) > len(pick):
                    pick.append(k)
            full = len(pick) == folds
            self._systems[key] = (pick, np.linalg.inv(rows[pick])) if full else None
        return self._systems[key]
