"""All vertices of a chain of folds over few samples, listed once and priced by chunks.

A vertex is a system and the samples of its zero conditions (manual, Vertices), one byte each.
Every system is solved for all choices of samples, in single precision and with a generous
tolerance: what fails its own zero conditions is no vertex and is dropped, and what slips
through is a legitimate unit all the same. Each system's vertices are sorted by their first
bias and cut into chunks. No feature of a chunk correlates more than the cost of transport on
its folded line (`transport_bound.py`), and once that falls below what was found, the rest needs
no look. Within a chunk single precision, with its error counted, says which to correlate exactly.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_systems import System, systems
from mirrors_engine.dictionaries.reflections.shapes import Shape
from mirrors_engine.dictionaries.reflections.transport_bound import FoldedTransport
from mirrors_engine.progress import Check

CHUNK = 1024
_BLOCK = 1 << 18  # systems solved at a time, some megabytes of temporaries
_ROUNDING = 1e-6  # of a first bias in single precision
_FINE = 1e-3  # samples closer than this ask for double precision
_SINGLE = 1e-5  # error of a correlation in single precision, times ||v||₁
_DOUBLE = 1e-13
_COARSE = 0.02  # single precision serves while its error is below this part of the answer
_ENOUGH = 0.03  # part of the chunks after which `limit` candidates end a search
_MOST_PASSES = 4  # passes whose answers bound later ones
_MOST = 1 << 20  # features picked in one pass; no one works with more equally good ones


@dataclass(frozen=True, eq=False)
class _PastPasses:
    """What earlier passes found: for each chunk its strongest feature and at which v."""

    vectors: tuple[np.ndarray, ...]
    strongest: np.ndarray
    at: np.ndarray  # pass, -1 for never


class VertexList:
    """Vertices by system.

    Parameters
    ----------
    t : (N,) ndarray
        Sorted in [-1, 1], fewer than 256 of them.
    shapes : tuple of Shape
    folds : int

    Attributes
    ----------
    systems : tuple of System
    samples : tuple of (K, D) ndarray of uint8
        The samples of each system's vertices, sorted by first bias.
    """

    def __init__(self, t: np.ndarray, shapes: tuple[Shape, ...], folds: int, check: Check) -> None:
        self.t = t
        self.shapes = shapes
        self.folds = folds
        self.systems = systems(folds)
        self._past: _PastPasses | None = None
        rough = len(t) < 2 or float(np.diff(t).min()) > _FINE
        single = t.astype(np.float32)
        axis, tolerance = (single, 1e-5) if rough else (t, 1e-11)
        samples, owner, begin, end, low, high = [], [], [], [], [], []
        for number, system in enumerate(self.systems):
            mine = _solve(system, axis, tolerance, check)
            first = np.zeros(len(mine), dtype=np.float32)
            for column, c in enumerate(system.inverse[0].astype(np.float32)):
                if c:
                    first += c * single.take(mine[:, column])
            # sixteen bits are sorted by counting
            step = (np.clip(first, -1.5, 1.5) + 1.5) * (65535 / 3)
            order = np.argsort(step.astype(np.uint16), kind="stable")
            mine, first = mine.take(order, axis=0), first.take(order).astype(float)
            samples.append(mine)
            cuts = np.arange(0, len(mine), CHUNK)
            if len(cuts):
                owner.append(np.full(len(cuts), number))
                begin.append(cuts)
                end.append(np.append(cuts[1:], len(mine)))
                low.append(np.minimum.reduceat(first, cuts) - _ROUNDING)
                high.append(np.maximum.reduceat(first, cuts) + _ROUNDING)
        self.samples = tuple(samples)
        # chunks: their system and their rows in its samples
        self._owner, self._begin, self._end = map(np.concatenate, (owner, begin, end))
        self._transport = FoldedTransport(t, np.concatenate(low), np.concatenate(high))

    def __len__(self) -> int:
        return sum(map(len, self.samples))

    def _chunk(self, number: int) -> tuple[int, np.ndarray]:
        """System and samples of one chunk."""
        system = int(self._owner[number])
        return system, self.samples[system][self._begin[number] : self._end[number]]

    def all_keys(self) -> np.ndarray:
        """(shape, system, samples) of every vertex and shape, and of what slipped through."""
        rows = np.concatenate(
            [np.insert(s.astype(np.int64), 0, k, axis=1) for k, s in enumerate(self.samples)]
        )
        return np.concatenate([np.insert(rows, 0, s, axis=1) for s in range(len(self.shapes))])

    def strongest(
        self,
        v: np.ndarray,
        above: float,
        every: bool,
        limit: int,
        check: Check,
        precise: bool = False,
    ) -> tuple[np.ndarray, float]:
        """Keys among which are the strongest vertex and candidates above, and a bound on what
        was not looked at; the arguments are those of `Dictionary.price`."""
        size = float(np.abs(v).sum())
        bounds = self._transport.bounds(v)
        past = self._past
        if past is not None and above < np.inf:
            # the certificate asks without `above`, and gets an answer from nothing but v
            bounds = np.minimum(bounds, self._bounds_by(past, v))
        single = not precise and _SINGLE * size <= _COARSE * float(bounds.max(initial=0.0))
        error = (_SINGLE if single else _DOUBLE) * size
        t, u = (x.astype(np.float32 if single else float) for x in (self.t, v))
        room = np.empty((len(t), CHUNK), dtype=t.dtype)
        strongest = np.full(len(bounds), np.nan)
        picked = [np.empty((0, self.folds + 2), dtype=np.int64)]
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
                    return self.strongest(v, above, every, limit, check, precise=True)
                rest = float(bounds[number])
                break
            check()
            system, samples = self._chunk(number)
            biases = _biases_of(self.systems[system], t.take(samples))
            values = np.abs(self._correlations_of(t, u, biases, room))
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
        self._keep_pass(v, strongest)
        return np.concatenate(picked), rest

    def _correlations_of(
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

    def _bounds_by(self, past: _PastPasses, v: np.ndarray) -> np.ndarray:
        """|Aᵀv| ≤ s |Aᵀv₀| + |Aᵀ(v - s v₀)|: bounds of the chunks from earlier passes."""
        out = np.full(len(past.at), np.inf)
        for number, old in enumerate(past.vectors):
            scale = float(old @ v) / (float(old @ old) or 1.0)
            mine = np.flatnonzero(past.at == number)
            change = self._transport.bounds(v - scale * old, mine)
            out[mine] = abs(scale) * past.strongest[mine] + change
        return out

    def _keep_pass(self, v: np.ndarray, strongest: np.ndarray) -> None:
        """Replaces the past passes as a whole: another thread may be reading it."""
        old = self._past
        if old is None:
            old = _PastPasses((), np.full(len(strongest), np.inf), np.full(len(strongest), -1))
        keep = old.vectors[-(_MOST_PASSES - 1) :]
        at = old.at - (len(old.vectors) - len(keep))
        seen = ~np.isnan(strongest)
        at = np.where(seen, len(keep), np.maximum(at, -1))
        self._past = _PastPasses((*keep, v.copy()), np.where(seen, strongest, old.strongest), at)


def _biases_of(system: System, points: np.ndarray) -> np.ndarray:
    """a_1..a_D, (D, K), for (K, D) sample positions, in their precision."""
    a = system.inverse.astype(points.dtype) @ points.T
    np.abs(a[1:], out=a[1:])
    return a


def _solve(system: System, t: np.ndarray, tolerance: float, check: Check) -> np.ndarray:
    """Samples whose solution satisfies its own zero conditions, (K, D)."""
    n, folds = len(t), len(system.layers)
    together = folds  # conditions whose samples are broadcast against each other
    while together > 1 and n**together > _BLOCK:
        together -= 1
    inverse = system.inverse.astype(t.dtype)
    axes = [t.reshape((-1,) + (1,) * (folds - 1 - k)) for k in range(folds - together, folds)]
    found = []
    for outer in np.ndindex((n,) * (folds - together)):
        check()
        points = [t[i : i + 1] for i in outer] + axes
        a = []
        for layer in range(folds):
            terms = [c * p for c, p in zip(inverse[layer], points, strict=True) if c]
            total = sum(terms[1:], terms[0])
            a.append(np.abs(total) if layer else total)
        fine: np.ndarray | bool = True
        for point, layer in zip(points, system.layers, strict=True):
            if not layer:
                continue  # exactly zero
            value = point - a[0]
            for bias in a[1 : layer + 1]:
                np.abs(value, out=value)
                value = value - bias
            fine = fine & (np.abs(value, out=value) <= tolerance)
        valid = np.flatnonzero(np.broadcast_to(fine, (n,) * together))
        rows = np.empty((len(valid), folds), dtype=np.uint8)
        for k in range(folds - 1, folds - 1 - together, -1):
            valid, rows[:, k] = np.divmod(valid, n)
        rows[:, : folds - together] = outer
        found.append(rows)
    return np.concatenate(found)
