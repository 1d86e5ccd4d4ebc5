"""All vertices of a chain of folds over given samples, as compact lists (manual, Vertices).

A vertex is a system and the samples of its zero conditions, one byte each. Every system
is solved for all choices of samples, in single precision and with a generous tolerance:
what fails its own zero conditions is no vertex and is dropped, and what slips through is
a legitimate unit all the same. Each system's vertices are sorted by their first bias and
cut into chunks, so that one bound on features with nearly the same first fold
(`transport.py`) decides whether a chunk needs to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.reflections.fold_systems import System, systems
from mirrors_engine.dictionaries.reflections.transport_bound import FoldedTransport
from mirrors_engine.progress import Check

CHUNK = 1024
_BLOCK = 1 << 18  # systems solved at a time, some megabytes of temporaries
_ROUNDING = 1e-6  # of a first bias in single precision
_FINE = 1e-3  # samples closer than this ask for double precision


@dataclass(frozen=True, eq=False)
class FoldList:
    """Vertices by system.

    Attributes
    ----------
    systems : tuple of System
    samples : tuple of (K, D) ndarray of uint8
        The samples of each system's vertices, sorted by first bias.
    owner, begin, end : (C,) ndarray
        Chunks: their system and their rows in its samples.
    transport : FoldedTransport
        Bounds on the features of each chunk.
    """

    systems: tuple[System, ...]
    samples: tuple[np.ndarray, ...]
    owner: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    transport: FoldedTransport

    def __len__(self) -> int:
        return sum(map(len, self.samples))

    def chunk(self, number: int) -> tuple[int, np.ndarray]:
        """System and samples of one chunk."""
        system = int(self.owner[number])
        return system, self.samples[system][self.begin[number] : self.end[number]]


def biases_of(system: System, points: np.ndarray) -> np.ndarray:
    """a_1..a_D, (D, K), for (K, D) sample positions, in their precision."""
    a = system.inverse.astype(points.dtype) @ points.T
    np.abs(a[1:], out=a[1:])
    return a


def list_vertices(t: np.ndarray, folds: int, check: Check) -> FoldList:
    """Every vertex over sorted t in [-1, 1], fewer than 256 of them."""
    every = systems(folds)
    rough = len(t) < 2 or float(np.diff(t).min()) > _FINE
    single = t.astype(np.float32)
    axis, tolerance = (single, 1e-5) if rough else (t, 1e-11)
    samples, owner, begin, end, low, high = [], [], [], [], [], []
    for number, system in enumerate(every):
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
    return FoldList(
        every,
        tuple(samples),
        np.concatenate(owner),
        np.concatenate(begin),
        np.concatenate(end),
        FoldedTransport(t, np.concatenate(low), np.concatenate(high)),
    )


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
