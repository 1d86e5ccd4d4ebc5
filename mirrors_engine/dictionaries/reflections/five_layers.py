"""|·| and symmetrised networks of five layers: every vertex (manual, Vertices).

The vertices are listed once (`fold_list.py`), a few bytes each. A pricing pass walks over
chunks with nearly the same first fold, the most promising first: no feature of a chunk
correlates more than the cost of transport on its folded line (`transport.py`), and once
that falls below what was found, the rest of the dictionary needs no look. Within a chunk
single precision, with its error counted, says which features to correlate exactly.
"""

from __future__ import annotations

import heapq
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.base import Grid, Pricing, as_keys, generic_costs
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.reflections.fold_list import (
    CHUNK,
    FoldList,
    biases_of,
    list_vertices,
)
from mirrors_engine.dictionaries.reflections.fold_systems import COUNTS, systems
from mirrors_engine.dictionaries.reflections.folding import folded_columns, folded_feature
from mirrors_engine.dictionaries.reflections.shapes import Shape, shapes_of
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Check, no_check

_SINGLE = 1e-5  # error of a correlation in single precision, times ||v||₁
_DOUBLE = 1e-13
_COARSE = 0.02  # single precision serves while its error is below this part of the answer
_ENOUGH = 0.03  # part of the chunks after which `limit` candidates end a search
_MEMORY = 4  # passes whose answers bound later ones
_EDGE = 1e-12
_BESIDE = 1e-7  # how far on either side of a place its bend is looked for
_MOST = 1 << 20  # features picked in one pass; no one works with more equally good ones
_SAME = 1.618033989e-10  # biases this close name one unit; no grid's halves lie between two


@dataclass(frozen=True, eq=False)
class _Memory:
    """What earlier passes found: for each chunk its strongest feature and at which v."""

    vectors: tuple[np.ndarray, ...]
    strongest: np.ndarray
    at: np.ndarray  # pass, -1 for never


class DeepFolds(Family):
    """All shapes on all vertices; keys are (shape, system, sample of each zero condition).

    Some keys name a unit that another key names too, which changes no bound.
    """

    name = "deep folds"
    aliased = True
    max_features = 10**9
    size_is_bound = True
    degree = 1

    def __init__(self, grid: Grid, shapes: tuple[Shape, ...], layers: int) -> None:
        self.grid = grid
        self.shapes = shapes
        self.folds = layers - 1
        self.key_width = self.folds + 2
        self._list: FoldList | None = None
        self._lock = threading.Lock()
        self._memory: _Memory | None = None

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 5 and net.activation in ("abs", "symmetrized")

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (shapes_of(net), net.layers)

    @property
    def size(self) -> int:
        return len(self.shapes) * len(self.listed())

    @staticmethod
    def count(n: int, shapes: tuple[Shape, ...], layers: int) -> int:
        """Upper bound: one unit for each system and choice of samples."""
        return len(shapes) * COUNTS[layers - 1] * n ** (layers - 1)

    def listed(self, check: Check = no_check) -> FoldList:
        """The vertices, listed when first asked for."""
        with self._lock:
            if self._list is None:
                self._list = list_vertices(self.grid.t, self.folds, check)
            return self._list

    # -- pricing ---------------------------------------------------------------------

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
        precise: bool = False,
    ) -> Pricing:
        listed = self.listed(check)
        size = float(np.abs(v).sum())
        bounds = listed.transport.bounds(v)
        memory = self._memory
        if memory is not None and above < np.inf:
            # the certificate asks without `above`, and gets an answer from nothing but v
            bounds = np.minimum(bounds, self._remembered(listed, memory, v))
        single = not precise and _SINGLE * size <= _COARSE * float(bounds.max(initial=0.0))
        error = (_SINGLE if single else _DOUBLE) * size
        t, u = (x.astype(np.float32 if single else float) for x in (self.grid.t, v))
        room = np.empty((len(t), CHUNK), dtype=t.dtype)
        strongest = np.full(len(bounds), np.nan)
        picked = [np.empty((0, self.key_width), dtype=np.int64)]
        n_picked = 0
        tops: list[float] = []  # of chunks above, a heap of the `limit` strongest
        best, cut = 0.0, 0.0  # what some feature reaches for sure; what is worth a look
        rest = 0.0  # bound on what was not looked at
        for visited, number in enumerate(np.argsort(-bounds, kind="stable").tolist()):
            if bounds[number] <= cut:
                break
            # many stand above: the strongest of those seen will do
            full = not every and len(tops) == limit and visited > _ENOUGH * len(bounds)
            if full or n_picked > _MOST:
                if single and not every and not full:  # too many to tell apart this way
                    return self.price(v, above, every, limit, check, precise=True)
                rest = float(bounds[number])
                break
            check()
            system, samples = listed.chunk(number)
            biases = biases_of(listed.systems[system], t.take(samples))
            values = np.abs(self._correlate(t, u, biases, room))
            top = float(values.max())
            strongest[number] = top + error
            best = max(best, top - error)
            least = best - error
            if every:
                least = min(least, above - error)
            elif top > above - error:
                least = min(least, top)
                if top > above + error:  # for sure: ties with `above` must not end the search
                    (heapq.heappush if len(tops) < limit else heapq.heappushpop)(tops, top)
            if top >= least:
                if single or every:
                    shape, row = np.nonzero(values >= least)
                else:  # as good as any other of this chunk, to rounding
                    shape, row = (
                        at[None] for at in np.unravel_index(values.argmax(), values.shape)
                    )
                n_picked += len(row)
                picked.append(np.column_stack((shape, np.full_like(row, system), samples[row])))
            cut = tops[0] - error if len(tops) == limit else min(best, above)
        self._remember(listed, v, strongest)
        keys = self._distinct(np.concatenate(picked))
        values = np.concatenate([v @ self.columns(some) for some in _split(keys)])
        bound = max(rest, float(np.abs(values).max(initial=0.0)))
        mine = np.abs(values) > above
        if not every:  # many units agree at the samples; one of them will do
            _, first = np.unique(np.round(np.abs(values) / (1e-12 * bound or 1)), return_index=True)
            mine &= np.isin(np.arange(len(values)), first)
        return strongest_first(bound, keys[mine], values[mine], None if every else limit)

    def _correlate(
        self, t: np.ndarray, v: np.ndarray, biases: np.ndarray, room: np.ndarray
    ) -> np.ndarray:
        """vᵀg for each shape and vertex, in the precision of t and v; `room` is overwritten."""
        w = np.subtract(t[:, None], biases[0], out=room[:, : biases.shape[1]])
        for bias in biases[1:]:
            np.abs(w, out=w)
            np.subtract(w, bias, out=w)
        plain = v @ w
        folded = 0.5 * (v @ np.abs(w, out=w) + plain)  # vᵀw_+, as 1ᵀv = 0
        return np.array([shape.plain * plain + shape.outer * folded for shape in self.shapes])

    def _remembered(self, listed: FoldList, memory: _Memory, v: np.ndarray) -> np.ndarray:
        """|Aᵀv| ≤ s |Aᵀv₀| + |Aᵀ(v - s v₀)|: bounds of the chunks from earlier passes."""
        out = np.full(len(memory.at), np.inf)
        for number, old in enumerate(memory.vectors):
            scale = float(old @ v) / (float(old @ old) or 1.0)
            mine = np.flatnonzero(memory.at == number)
            change = listed.transport.bounds(v - scale * old, mine)
            out[mine] = abs(scale) * memory.strongest[mine] + change
        return out

    def _remember(self, listed: FoldList, v: np.ndarray, strongest: np.ndarray) -> None:
        """Replaces the memory as a whole: another thread may be reading it."""
        old = self._memory
        if old is None:
            old = _Memory((), np.full(len(strongest), np.inf), np.full(len(strongest), -1))
        keep = old.vectors[-(_MEMORY - 1) :]
        at = old.at - (len(old.vectors) - len(keep))
        seen = ~np.isnan(strongest)
        at = np.where(seen, len(keep), np.maximum(at, -1))
        self._memory = _Memory((*keep, v.copy()), np.where(seen, strongest, old.strongest), at)

    # -- keys ------------------------------------------------------------------------

    def _biases(self, keys: np.ndarray) -> np.ndarray:
        """a_1..a_D of each key on the normalised axis, (D, K)."""
        inverses = np.array([system.inverse for system in systems(self.folds)])
        parts = [
            np.einsum("kds,ks->dk", inverses[some[:, 1]], self.grid.t[some[:, 2:]])
            for some in _split(keys)
        ]
        a = np.concatenate(parts, axis=1)
        np.abs(a[1:], out=a[1:])
        return a

    def first_alias(self, keys: np.ndarray) -> np.ndarray:
        """For each of these sorted keys the place of the first that names the same unit."""
        names = np.round(self._biases(keys).T / _SAME).astype(np.int64)
        names = np.column_stack((keys[:, 0], names))
        _, first, which = np.unique(names, axis=0, return_index=True, return_inverse=True)
        return first[which.ravel()]

    def _distinct(self, keys: np.ndarray) -> np.ndarray:
        """Of keys that name one unit, the first."""
        keys = np.unique(keys, axis=0)
        return keys[np.unique(self.first_alias(keys))]

    def all_keys(self) -> np.ndarray:
        listed = self.listed()
        rows = np.concatenate(
            [np.insert(s.astype(np.int64), 0, k, axis=1) for k, s in enumerate(listed.samples)]
        )
        return np.concatenate([np.insert(rows, 0, s, axis=1) for s in range(len(self.shapes))])

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        return folded_columns(self.grid.t[rows], self._biases(keys), self.shapes, keys[:, 0])

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Kinks strictly inside the data; ties by a fixed, generic cost of each key."""
        kinks = [self._kinks_inside(some) for some in _split(keys)]
        return np.column_stack((np.concatenate(kinks), generic_costs(keys)))

    def _kinks_inside(self, keys: np.ndarray) -> np.ndarray:
        """How many kinks lie between the outermost samples.

        A zero of layer l is one of a_1 ± a_2 ± … ± a_l; whether the unit bends there, its
        values on both sides tell. A slope changes by 1 or 2.
        """
        a = self._biases(keys)
        plain, outer = np.array([(s.plain, s.outer) for s in self.shapes])[keys[:, 0]].T

        def values(places: np.ndarray) -> np.ndarray:
            w = places - a[0]
            for bias in a[1:]:
                w = np.abs(w) - bias
            return plain * w + outer * np.maximum(w, 0)

        zeros = [a[:1]]
        for bias in a[1:]:
            zeros.append(np.concatenate((zeros[-1] + bias, zeros[-1] - bias)))
        places = np.sort(np.concatenate(zeros), axis=0)
        change = values(places + _BESIDE) + values(places - _BESIDE) - 2 * values(places)
        bends = (np.abs(change) > 0.5 * _BESIDE) & (np.abs(places) < 1 - _EDGE)
        bends[1:] &= np.diff(places, axis=0) > 2 * _BESIDE  # one kink, named more than once
        return bends.sum(axis=0).astype(float)

    def feature(self, key: tuple[int, ...]) -> Feature:
        shape = self.shapes[key[0]]
        a = self._biases(as_keys([tuple(key)], self.key_width))[:, 0]
        return folded_feature(f"{self.folds}-fold reflection", key, shape, a, self.grid)


def _split(keys: np.ndarray, rows: int = 1 << 14) -> list[np.ndarray]:
    """Keys a few at a time."""
    return [keys[begin : begin + rows] for begin in range(0, max(len(keys), 1), rows)]
