"""Working columns of additive inputs: products in the hat functions of every column's kinks.

At the samples a sum of piecewise-linear features of one input is a sum of hat functions with nodes
at the samples beside their kinks: mirror points lie between samples, often several in one gap.
Products of hats of the same or of two inputs follow from sums over the cells that their nodes
make, one pass over the samples each, so nothing of size N × K is ever formed. The hats are far
from dependent where neighbouring ramps are almost parallel, so that their Gram matrix can be
factored; where inputs depend on each other it cannot, and the columns are factored row by row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
from scipy.linalg import LinAlgError, cholesky, solve_triangular

from mirrors_engine.dictionaries.additive import Additive
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.active_set import negligible
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.factor import WorkingColumns, check_columns, revealing_qr
from mirrors_engine.utils.background import in_background

LONG = 3000  # samples from which it is faster
MOST_CELLS = 1 << 22  # cells of two inputs
_INDEPENDENT = 1e-4  # part of a hat that the others do not explain, below which rounding counts


@dataclass(frozen=True, eq=False)
class _Hats:
    """Nodes of one input, and how its samples lie between them."""

    nodes: np.ndarray
    cell: np.ndarray
    place: np.ndarray
    used: np.ndarray  # all nodes but the heaviest: hats add up to 1, which is free


def applies(dictionary: Dictionary) -> TypeGuard[Additive]:
    """Whether the features of every input are sums of hat functions."""
    if not isinstance(dictionary, Additive):
        return False
    return all(part.compressible and part.degree == 1 for part in dictionary.parts)


class AdditiveColumns(WorkingColumns):
    """The interface of `WorkingColumns` over the hat functions of the present kinks.

    Attributes
    ----------
    by_rows : bool
        Whether the columns turned out to be too dependent for it.
    """

    def __init__(self, dictionary: Additive, problem: Scaled, check: Check = no_check) -> None:
        self._additive = dictionary
        self._y = problem.centred
        self.by_rows = False
        super().__init__(dictionary, problem, check)

    def _clear(self) -> None:
        super()._clear()
        if not self.by_rows:
            self.by_rows = not self._build(self.keys)

    def extend(self, keys: np.ndarray) -> int:
        """Add columns; their kinks split cells, so the small problem is built anew."""
        if self.by_rows:
            return super().extend(keys)
        every = np.concatenate((self.keys, keys))
        if self._build(every):
            self.keys = every
            self._known.update(map(tuple, keys.tolist()))
        else:
            self.by_rows = True
            super()._clear()
            super().extend(every)
        return len(keys)

    def _build(self, keys: np.ndarray) -> bool:
        """Factors and small problem of these keys; False where rounding would spoil them."""
        check_columns(len(keys), len(keys), len(self._y))
        hats, values = self._nodes(keys)
        if max(np.prod([len(h.nodes) for h in pair]) for pair in _pairs(hats)) > MOST_CELLS:
            return False
        gram, load = self._products(hats)
        size = np.sqrt(np.diag(gram))
        work = float(len(gram)) ** 3 / 3 + 4.0 * values.size * values.shape[1]
        try:
            upper = in_background(lambda: cholesky(gram, check_finite=False), self._check, work)
        except LinAlgError:
            return False
        if np.any(np.diag(upper) <= _INDEPENDENT * size):
            return False
        block, target = upper @ values, solve_triangular(upper, load, trans=1)
        if self._free.line:
            free = np.linalg.qr(upper @ _lines(hats))[0]
            for _ in range(2):
                block -= free @ (free.T @ block)
                target -= free @ (free.T @ target)
        small = negligible(np.linalg.norm(block, axis=0))
        self._q, self.small = in_background(lambda: revealing_qr(block, small), self._check, work)
        self.small_target = self._q.T @ target
        self._hats, self._upper = hats, upper
        return True

    def _nodes(self, keys: np.ndarray) -> tuple[list[_Hats], np.ndarray]:
        """The hats of every input, and the features' values in their terms."""
        hats, rows = [], []
        for c, part in enumerate(self._additive.parts):
            self._check()
            mine = np.flatnonzero(keys[:, 0] == c)
            own = keys[mine, 1 : 1 + part.key_width]
            t = part.grid.t
            at = part.breakpoints(own)
            # a kink between two samples bends at both of them, as far as the samples tell
            before = np.searchsorted(t, at.positions.ravel(), side="right") - 1
            after = np.searchsorted(t, at.positions.ravel())
            beside = np.clip(np.concatenate(([0, len(t) - 1], before, after)), 0, len(t) - 1)
            nodes = t[np.unique(beside)]
            cell = np.clip(np.searchsorted(nodes, t, side="right") - 1, 0, max(len(nodes) - 2, 0))
            width = np.diff(nodes) if len(nodes) > 1 else np.ones(1)
            place = (t - nodes[cell]) / width[cell]
            which = self._additive.which[c]
            cell, place = cell[which], place[which]
            right = self._w * place
            mass = np.bincount(cell, self._w - right, len(nodes))
            mass[1:] += np.bincount(cell, right, len(nodes) - 1)[: len(nodes) - 1]
            dropped = int(np.argmax(mass))
            used = np.delete(np.arange(len(nodes)), dropped)
            hats.append(_Hats(nodes, cell, place, used))
            apart = nodes[:, None] - nodes[dropped]
            values = at.slopes * apart
            for k in range(at.positions.shape[1]):
                p = at.positions[:, k]
                values = values + at.changes[:, k] * (
                    np.maximum(nodes[:, None] - p, 0) - np.maximum(nodes[dropped] - p, 0)
                )
            block = np.zeros((len(used), len(keys)))
            block[:, mine] = self._additive.scales[c] * values[used]
            rows.append(block)
        return hats, np.concatenate(rows)

    def _products(self, hats: list[_Hats]) -> tuple[np.ndarray, np.ndarray]:
        """The hats' products with each other and with the values, all centred."""
        w, total = self._w, float(self._w.sum())
        sums, loads, blocks = [], [], {}
        for c, one in enumerate(hats):
            m = len(one.nodes)
            sums.append(_gathered(one, w)[one.used])
            loads.append(_gathered(one, w * self._y)[one.used])
            for d in range(c, len(hats)):
                self._check()
                other = hats[d]
                cells = one.cell * len(other.nodes) + other.cell
                right = w * one.place
                block = np.zeros((m + 1, len(other.nodes) + 1))
                for shift, part in ((0, w - right), (1, right)):
                    across = part * other.place
                    for along, values in ((0, part - across), (1, across)):
                        table = np.bincount(cells, values, m * len(other.nodes))
                        block[shift : m + shift, along : len(other.nodes) + along] += table.reshape(
                            m, -1
                        )
                blocks[c, d] = block[np.ix_(one.used, other.used)]
        gram = np.block(
            [
                [blocks[c, d] if c <= d else blocks[d, c].T for d in range(len(hats))]
                for c in range(len(hats))
            ]
        )
        mean = np.concatenate(sums)
        load = np.concatenate(loads) - mean * (float(w @ self._y) / total)
        self._mean = mean / total
        return gram - np.outer(mean, mean / total), load

    def lift(self, small_residual: np.ndarray) -> np.ndarray:
        """The residual at all samples: what the hats cannot fit, and the small residual."""
        if self.by_rows:
            return super().lift(small_residual)
        fitted = self._q @ (self.small_target - small_residual)
        g = solve_triangular(self._upper, fitted)
        out = self._y + float(self._mean @ g)
        begin = 0
        for hat in self._hats:
            self._check()
            values = np.zeros(len(hat.nodes) + 1)
            values[hat.used] = g[begin : begin + len(hat.used)]
            begin += len(hat.used)
            rise = np.diff(values)
            out -= values[hat.cell] + hat.place * rise[hat.cell]
        return np.asarray(out * self._root)


def _gathered(hat: _Hats, values: np.ndarray) -> np.ndarray:
    """Sums of values times the hats."""
    right = values * hat.place
    m = len(hat.nodes)
    out = np.bincount(hat.cell, values - right, m)
    out[1:] += np.bincount(hat.cell, right, m)[: m - 1]
    return out


def _lines(hats: list[_Hats]) -> np.ndarray:
    """Every input in terms of its hats, one a column."""
    sizes = [len(hat.used) for hat in hats]
    out, ends = np.zeros((sum(sizes), len(hats))), np.cumsum(sizes)
    for k, hat in enumerate(hats):
        out[ends[k] - sizes[k] : ends[k], k] = hat.nodes[hat.used] - np.delete(hat.nodes, hat.used)
    return out


def _pairs(hats: list[_Hats]) -> list[tuple[_Hats, _Hats]]:
    return [(one, other) for k, one in enumerate(hats) for other in hats[k:]]
