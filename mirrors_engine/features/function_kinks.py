"""Where a sum of features changes slope: the kinks of the function, not of its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.features import outline_of

_SAME = 1e-10  # of the range of x: positions that differ by rounding
_CANCELLED = 1e-10  # of the sizes of the changes that meet in one point


@dataclass(frozen=True, slots=True)
class FunctionKink(Kink):
    """A kink of the function; `mirror` is True if it lies at no sample.

    Attributes
    ----------
    column : int
        Which input column it is on.
    """

    column: int = 0


@dataclass(frozen=True, eq=False)
class KinkTable:
    """The kinks of a function as arrays, column after column, left to right.

    Attributes
    ----------
    position, change : (M,) ndarray
    mirror : (M,) ndarray of bool
    column : (M,) ndarray of int
        As in `FunctionKink`.
    """

    position: np.ndarray
    change: np.ndarray
    mirror: np.ndarray
    column: np.ndarray

    def __len__(self) -> int:
        return len(self.position)

    def rows(self) -> tuple[FunctionKink, ...]:
        """One object a kink."""
        columns = (self.position, self.change, self.mirror, self.column)
        return tuple(map(FunctionKink, *(values.tolist() for values in columns)))


def function_kinks(
    features: Sequence[Feature], weights: np.ndarray, x: np.ndarray, step: bool = False
) -> KinkTable:
    """The kinks of the sum strictly inside the data.

    Parameters
    ----------
    x : (N,) or (N, d) ndarray
    step : bool
        Whether the features jump: a jump at the last sample lies inside.
    """
    outline = outline_of(features)
    owned = outline.column[outline.owner]
    changes = np.asarray(weights)[outline.owner] * outline.change
    found = []
    for column in np.unique(owned).tolist():
        mine = np.flatnonzero(owned == column)
        mine = mine[np.argsort(outline.position[mine], kind="stable")]
        position, change = outline.position[mine], changes[mine]
        values = x if x.ndim == 1 else x[:, column]
        low, high = float(values.min()), float(values.max())
        near = _SAME * (high - low)
        starts = _starts(position, near)
        total = np.add.reduceat(change, starts)
        size = np.add.reduceat(np.abs(change), starts)
        mirror = np.logical_and.reduceat(outline.mirror[mine], starts)
        at = position[starts]
        inside = (at > low + near) & (at < (high + near if step else high - near))
        kept = inside & (np.abs(total) > _CANCELLED * size)
        found.append((at[kept], total[kept], mirror[kept], np.full(int(kept.sum()), column)))
    if not found:
        none = np.empty(0)
        return KinkTable(none, none, none.astype(bool), none.astype(int))
    return KinkTable(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _starts(position: np.ndarray, near: float) -> np.ndarray:
    """Where a group begins: of rising positions those up to `near` from its first one."""
    starts = np.flatnonzero(np.diff(position, prepend=-np.inf) > near)
    ends = np.append(starts[1:], len(position)) - 1
    more: list[int] = []
    for k in np.flatnonzero(position[ends] - position[starts] > near).tolist():
        first, chain = int(starts[k]), position[: ends[k] + 1]
        while chain[-1] - chain[first] > near:  # each is near the one before
            first += int(np.searchsorted(chain[first:], chain[first] + near, side="right"))
            more.append(first)
    return np.sort(np.append(starts, np.array(more, dtype=int)))
