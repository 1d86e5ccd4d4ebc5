"""Two-layer sign and threshold networks: one switch between neighbouring samples."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine.algorithms.taut_gates import LONG
from mirrors_engine.algorithms.taut_string import taut_pieces
from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.answers import Breakpoints, Foreseen, Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.by_ranks import ByRanks
from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import largest_tail
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.outline import Outline, alike
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check, no_check
from mirrors_engine.utils.arrays import diff


class Switches(ByRanks):
    """Features σ(x - x_n), n = 2..N, for a step σ that takes its right value at 0.

    The key is (n,), zero-based. With 1ᵀv = 0 and values a₊, a₋ right and left of the
    switch, vᵀσ(x - x_n) = (a₊ - a₋) Σ_{i≥n} v_i.
    """

    name = "switches"
    compressible = True
    degree = 0
    key_width = 1
    foreseen = True

    def __init__(self, grid: Grid, activation: Activation) -> None:
        self.grid = grid
        self.activation = activation

    @classmethod
    def covers(cls, net: Architecture) -> bool:
        return net.layers == 2 and net.step

    @classmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        return (net.activations[0],)

    @property
    def jump(self) -> float:
        """What a feature rises by at its switch."""
        return self.activation.a_plus - self.activation.a_minus

    @property
    def size(self) -> int:
        return self.count(len(self.grid), self.activation)

    @staticmethod
    def count(n: int, activation: Activation) -> int:
        """N - 1."""
        return n - 1

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        jump = self.jump
        if not np.isfinite(above):
            none = as_keys([], self.key_width)
            return Pricing(abs(jump) * largest_tail(v), none, np.empty(0))
        tail = v[:0:-1].cumsum()
        tail *= jump
        found = Candidates(above, every)
        found.row(tail[::-1], lambda n: n[:, None] + 1)
        return found.result(self.key_width, limit)

    def all_keys(self) -> np.ndarray:
        return np.arange(1, len(self.grid))[:, None]

    def warm_start(
        self,
        y: np.ndarray,
        w: np.ndarray | None,
        lam: float,
        near: tuple[np.ndarray, np.ndarray] | None = None,
        check: Check = no_check,
        reach: int = 0,
    ) -> Foreseen:
        """The switches of total-variation denoising: the same problem in f.

        See the manual, Closed forms.
        """
        jump, begin = self.jump, None
        if near is not None and len(y) < LONG:  # a longer string begins at that of blocks
            at, z = near[0][:, 0], near[1]
            order = at.argsort()
            places, heights = np.zeros(len(at) + 1, dtype=np.intp), np.zeros(len(at) + 1)
            places[1:], heights[1:] = at[order], jump * z[order].cumsum()
            begin = places, heights
        starts, levels, dual, largest = taut_pieces(y, w, lam / jump, check, begin, reach)
        steps = diff(levels)
        at = steps.nonzero()[0]
        return Foreseen(starts[1:][at, None], steps[at] / jump, dual, largest * jump)

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        return Breakpoints(keys, np.full(keys.shape, self.jump), np.zeros(len(keys)))

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        keys = as_keys(keys, self.key_width)
        ranks = np.arange(len(self.grid))[rows] if isinstance(rows, slice) else rows
        return self.activation(ranks[:, None] - keys[:, 0])

    def canonicalize(
        self, keys: np.ndarray, z: np.ndarray, skip: bool = False
    ) -> tuple[np.ndarray, np.ndarray, bool] | None:
        # the N-1 switches are independent, but they sum to a line where samples are even
        return None if skip else (keys, z, True)

    def outline(self, keys: np.ndarray) -> Outline:
        return alike("switch", self.grid.x[keys], (self.jump,))

    def feature(self, key: tuple[int, ...]) -> Feature:
        (n,) = key
        p = float(self.grid.x[n])
        return Feature(
            kind="switch",
            key=tuple(key),
            parameters={"switch": p},
            kinks=(Kink(p, self.jump),),
            unit=Unit((self.activation,), (1,), (-p,)),
            words="a switch at the data point {x} = {switch}",
        )
