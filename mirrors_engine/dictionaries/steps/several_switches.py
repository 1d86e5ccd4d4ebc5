"""Sign and threshold networks of three or more layers: features of several switches.

See the manual, Dictionaries.

A unit whose first hidden layer has m neurons (of a tree: a product of widths m) can be
any step vector with at most m switches along the sorted samples, and nothing else.
Deeper layers of a rectangular unit add nothing. There are 10^53 of them for N = 250 and
m = 50, priced by dynamic program.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np

from mirrors_engine.algorithms.circulation import ROUNDING, circulate, mass_costs
from mirrors_engine.algorithms.total_variation import denoised_by_largest
from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Foreseen, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.by_ranks import ByRanks
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.steps.alternating_sums import (
    all_sums,
    strong_sums,
    strongest_sum,
)
from mirrors_engine.errors import SizeError, thin_to
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.background import in_background

MAX_WORK = 4_000_000  # samples times switches of one pricing pass: some 150 MB and 0.2 s
MAX_ANSWERS = 5000  # features that `price(every=True)` lists at most
_PARCEL_WORK = 200.0  # multiply-adds that a switch of a parcel was measured to take the time of
_NAMED = 6  # switches that `words` spells out


def most_switches(net: Architecture) -> int:
    """The largest number of switches of one unit, whatever the data."""
    assert net.widths is not None
    return math.prod(net.widths) if net.kind == "tree" else net.widths[0]


class Switching(ByRanks):
    """Step features with 1 to m switches that start low, m = min(`most`, N - 1).

    The key is the m ranks of the samples at which the feature switches, ascending, padded
    with N. Features that start high are these up to sign and constant. The constant vector
    is the intercept and is not counted.
    """

    name = "switching"
    compressible = True
    foreseen = True
    separable = True
    degree = 0

    def __init__(self, grid: Grid, net: Architecture) -> None:
        self.grid = grid
        self.activation = net.activations[0]
        self.most = min(most_switches(net), len(grid) - 1)
        self.key_width = max(1, self.most)
        assert net.widths is not None
        first = net.widths[0]
        self.fan_in = net.widths if net.kind == "tree" else (first, *(1 for _ in net.widths[1:]))
        self._jump = self.activation.a_plus - self.activation.a_minus

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers >= 3 and net.step

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net,)

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.most)

    @classmethod
    def size_of(cls, net: Architecture, n: int) -> int:
        """Σ_{k=1..m} C(N-1, k), an exact integer of any length.

        Raises
        ------
        SizeError
            If N·m makes even the dynamic program too long.
        """
        most = min(most_switches(net), n - 1)
        if n * most > MAX_WORK:
            fits = max(MAX_WORK // n, math.isqrt(MAX_WORK) if most == n - 1 else 0)
            raise SizeError(
                f"A {net.describe()} on {n} samples has units of up to {most} switches, and "
                f"{n} x {most} steps a pass are more than the {MAX_WORK} within reach: thin the "
                f"signal to {max(1, min(n, MAX_WORK // most))} samples or allow {fits} switches.",
                [thin_to(n, min(n, MAX_WORK // most))],
            )
        return cls.count(n, most)

    @staticmethod
    def count(n: int, most: int) -> int:
        """Σ_{k=1..m} C(N-1, k)."""
        total, term = 0, 1
        for k in range(1, most + 1):
            term = term * (n - k) // k
            total += term
        return total

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """As `Dictionary.price`; `every` lists no more than about `MAX_ANSWERS` features."""
        tail = np.cumsum(v[:0:-1])[::-1]  # T at ranks 1 .. N-1
        if not len(tail):
            return Pricing(0.0, as_keys([], self.key_width), np.empty(0))
        if every:
            bound = self._jump * strongest_sum(tail, self.most, check)
            answers = min(MAX_ANSWERS, MAX_WORK // self.most)
            positions = all_sums(tail, self.most, above / self._jump, answers, check)
            keys = positions + 1
        else:
            # the best switches sit at turning points of T, 0 outside the samples
            turns = _turning_points(tail)
            if not np.isfinite(above):
                bound = self._jump * strongest_sum(tail[turns], self.most, check)
                return Pricing(bound, as_keys([], self.most), np.empty(0))
            level = above / self._jump
            bound, positions = strong_sums(tail[turns], self.most, level, limit, check)
            bound *= self._jump
            ranks = np.append(turns + 1, len(self.grid))
            keys = np.full((len(positions), self.most), len(self.grid), dtype=np.int64)
            keys[:, : positions.shape[1]] = ranks[positions]
        signs = np.where(np.arange(self.most) % 2, -1.0, 1.0)
        values = self._jump * (np.append(tail, 0.0)[keys - 1] @ signs)
        return strongest_first(bound, keys, values, None if every else limit)

    def all_keys(self) -> np.ndarray:
        n = len(self.grid)
        keys = [
            (*switches, *(n,) * (self.most - k))
            for k in range(1, self.most + 1)
            for switches in combinations(range(1, n), k)
        ]
        return as_keys(sorted(keys), self.key_width)

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        """Jumps up and down in turn; the padding jumps by 0 behind the last sample."""
        jumps = self._jump * np.where(np.arange(keys.shape[1]) % 2, -1.0, 1.0)
        inside = keys < len(self.grid)
        return Breakpoints(keys, np.where(inside, jumps, 0.0), np.zeros(len(keys)))

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        if not isinstance(rows, slice):
            passed = [np.searchsorted(key, rows, side="right") for key in keys]
            high = np.reshape(passed, (len(keys), len(rows))).T % 2 == 1
            return np.where(high, self.activation.a_plus, self.activation.a_minus)
        n = len(self.grid)
        flips = np.zeros((n + 1, len(keys)), dtype=np.int64)
        if self.most:
            flips[keys.T, np.arange(len(keys))] = 1
        high = np.cumsum(flips[:n], axis=0)[rows] % 2 == 1
        return np.where(high, self.activation.a_plus, self.activation.a_minus)

    def canonicalize(
        self, keys: np.ndarray, z: np.ndarray, skip: bool = False
    ) -> tuple[np.ndarray, np.ndarray, bool | None] | None:
        """Closed form of the canonical choice: it switches no more often than the fit needs.

        It depends on the fit alone, and the fit is unique (`circulate`). Where a line is free
        the fit of the features is not.
        """
        if skip:
            return None
        n = len(self.grid)
        changes = np.zeros(n + 1)
        np.add.at(changes, keys, z[:, None] * np.where(np.arange(self.key_width) % 2, -1.0, 1.0))
        changes[np.abs(changes) <= ROUNDING * np.abs(z).sum()] = 0.0
        keys, z = self._parcels(changes[1:n])
        return keys, z, True if self.most == 1 else None

    def warm_start(
        self,
        y: np.ndarray,
        w: np.ndarray | None,
        lam: float,
        near: tuple[np.ndarray, np.ndarray] | None = None,
        check: Check = no_check,
        reach: int = 0,
    ) -> Foreseen:
        """Features and weights close to the optimum: an N-variable problem finds its jumps."""
        w = np.ones(len(y)) if w is None else w
        f = denoised_by_largest(y, w, mass_costs(self.most), lam / self._jump, check)
        jumps = np.diff(f) / self._jump
        work = _PARCEL_WORK * np.count_nonzero(jumps) * self.most
        keys, z = in_background(lambda: self._parcels(jumps), check, work)
        return Foreseen(keys, z, w * (y - f))

    def _parcels(self, jumps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The features and weights of least Σ|z| that jump so at ranks 1 .. N-1."""
        at = np.flatnonzero(jumps)
        switches, masses = circulate(jumps[at], self.most)
        n = len(self.grid)
        keys = np.full((len(masses), self.most), n, dtype=np.int64)
        keys[:, : switches.shape[1]] = np.append(at + 1, n)[switches]
        return keys, masses

    def feature(self, key: tuple[int, ...]) -> Feature:
        points = tuple(float(self.grid.x[n]) for n in key if n < len(self.grid))
        names = [f"switch_{k}" for k in range(1, len(points) + 1)]
        listed = ", ".join(f"{{{name}}}" for name in names[:_NAMED])
        more = f", ... ({len(points)} in all)" if len(points) > _NAMED else ""
        return Feature(
            kind="switches",
            key=tuple(key),
            parameters=dict(zip(names, points, strict=True)),
            kinks=tuple(
                Kink(p, -self._jump if k % 2 else self._jump) for k, p in enumerate(points)
            ),
            unit=StepUnit(self.activation, self.fan_in, points),
            words=f"switches at the data points {{x}} = {listed}{more}",
        )


def _turning_points(tail: np.ndarray) -> np.ndarray:
    """Positions of the local extremes of T, which is 0 beyond both ends."""
    padded = np.concatenate(([0.0], tail, [0.0]))
    here, left, right = padded[1:-1], padded[:-2], padded[2:]
    return np.flatnonzero(((here > left) & (here >= right)) | ((here < left) & (here <= right)))
