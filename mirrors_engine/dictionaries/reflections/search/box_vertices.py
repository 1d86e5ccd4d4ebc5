"""The vertices in a small box of biases.

The conditions r·a = x_i that can hold in a box are those of the samples in its windows. Fewer
than D independent ones: no vertex lies in it. Where they are few, every D of them give a vertex,
if it lies in the box: that takes less time than to halve a few boxes a few times more. Where every
window holds at most one sample, D of them give the only possible vertex if all others agree with
it. All other boxes are halved further.
"""

from __future__ import annotations

import itertools
from functools import cache
from math import comb

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_cells import Cell
from mirrors_engine.dictionaries.reflections.places import NEAR
from mirrors_engine.dictionaries.reflections.search.pattern_systems import PatternSystems
from mirrors_engine.dictionaries.reflections.shapes import Shape

LAST_LEVEL = 48  # boxes as long as that are not halved
_SYSTEMS = 1 << 13  # systems solved at a time, instead of halving boxes
_OF_A_BOX = 40  # systems of one box at most
_TABULATED = 14  # down to this level, tables of the samples before each cell

Resolved = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class BoxVertices:
    """Vertices of boxes over the samples s, increasing from 0 to 1."""

    def __init__(self, s: np.ndarray, cells: tuple[Cell, ...], shapes: tuple[Shape, ...]) -> None:
        self.s = s
        self.cells = cells
        self.from_level = max(2, int(np.log2(len(s))))
        self._systems = [PatternSystems(cell.rows) for cell in cells]
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
        total = count.sum(axis=0)
        held = ((2.0 ** np.arange(len(cell.rows))) @ (count > 0)).astype(np.int64)
        patterns, which = np.unique(held, return_inverse=True)
        full, picks, inverses = self._systems[number].of(patterns)
        left = full.take(which)
        some = np.flatnonzero(left)
        # of four and more folds the systems are too many to be met often
        few = comb(len(cell.rows), folds) <= _OF_A_BOX
        systems_of_each = min(_OF_A_BOX, _SYSTEMS // max(len(some), 1)) if few else 0
        some = some[total[some] <= _conditions(folds, systems_of_each)]
        left[some] = False
        found = [self._every(number, corner, length, first, count, some)] if len(some) else []
        single = left if level == LAST_LEVEL else left & np.all(count <= 1, axis=0)
        some = np.flatnonzero(single)
        picks, inverses = picks[which[some]], inverses[which[some]]
        chosen = first[picks.T, some]
        a = np.einsum("nij,jn->in", inverses, self.s[chosen])
        missed = np.abs(rows_of @ a - self.s.take(first[:, some], mode="clip"))
        agree = np.all((missed <= NEAR) | (count[:, some] == 0), axis=0)
        left[some] = ~agree
        if level == LAST_LEVEL:  # a unit near enough, whatever else is in the box
            agree = np.ones_like(agree)
        take = np.flatnonzero(agree & _inside(a, corner[:, some], length))
        found.append((cell.rows[picks[take]], chosen[:, take].T, a[:, take].T))
        rows, samples, biases = (np.concatenate(each) for each in zip(*found, strict=True))
        biases[:, 1:] = np.maximum(biases[:, 1:], 0.0)
        return left, rows, samples, biases

    def _every(
        self,
        number: int,
        corner: np.ndarray,
        length: float,
        first: np.ndarray,
        count: np.ndarray,
        some: np.ndarray,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, samples and biases of all vertices in some of the boxes."""
        folds = len(corner)
        total = count[:, some].sum(axis=0)
        boxes, masks, chosen = [], [], []
        for size in np.unique(total).tolist():
            mine = some[total == size]
            held = count[:, mine].T
            box, form = np.nonzero(held)
            times = held[box, form]
            begins = np.cumsum(times) - times
            sample = np.repeat(first[form, mine[box]] - begins, times) + np.arange(times.sum())
            forms = np.repeat(form, times).reshape(-1, size)
            sets = np.array(list(itertools.combinations(range(size), folds)))
            masks.append(np.bitwise_or.reduce(1 << forms[:, sets], axis=2).ravel())
            chosen.append(sample.reshape(-1, size)[:, sets].reshape(-1, folds))
            boxes.append(np.repeat(mine, len(sets)))
        none = np.empty(0, dtype=np.int64)
        at, mask = np.concatenate((none, *boxes)), np.concatenate((none, *masks))
        samples = np.concatenate((none.reshape(0, folds), *chosen))
        different, which = np.unique(mask, return_inverse=True)
        full, picks, inverses = self._systems[number].of(different)
        solved = np.flatnonzero(full.take(which))
        which, at, samples = which[solved], at[solved], samples[solved]
        a = np.einsum("kij,kj->ik", inverses[which], self.s[samples])
        take = np.flatnonzero(_inside(a, corner[:, at], length))
        rows = self.cells[number].rows[picks[which[take]]]
        return rows, samples[take], a[:, take].T

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


@cache
def _conditions(folds: int, systems: int) -> int:
    """How many conditions have at most so many sets of D."""
    count = folds - 1
    while comb(count + 1, folds) <= systems:
        count += 1
    return count


def _inside(a: np.ndarray, corner: np.ndarray, length: float) -> np.ndarray:
    """Which biases (D, n) lie in their boxes."""
    low = corner * length
    inside: np.ndarray = np.all((a >= low - NEAR) & (a <= low + length + NEAR), axis=0)
    return inside
