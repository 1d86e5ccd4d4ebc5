"""Where a sum of features changes slope: the kinks of the function, not of its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.feature import Feature, Kink

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


def function_kinks(
    features: Sequence[Feature], weights: np.ndarray, x: np.ndarray, step: bool = False
) -> tuple[FunctionKink, ...]:
    """The kinks of the sum strictly inside the data, column after column, left to right.

    Parameters
    ----------
    x : (N,) or (N, d) ndarray
    step : bool
        Whether the features jump: a jump at the last sample lies inside.
    """
    columns: dict[int, list[tuple[float, float, bool]]] = {}
    for feature, weight in zip(features, weights.tolist(), strict=True):
        for kink in feature.kinks:
            entry = (kink.position, weight * kink.change, kink.mirror)
            columns.setdefault(feature.column or 0, []).append(entry)
    found: list[FunctionKink] = []
    for column, entries in sorted(columns.items()):
        values = x if x.ndim == 1 else x[:, column]
        low, high = float(values.min()), float(values.max())
        near = _SAME * (high - low)
        for group in _groups(sorted(entries), near):
            position = group[0][0]
            inside = low + near < position < (high + near if step else high - near)
            change = sum(c for _, c, _ in group)
            if inside and abs(change) > _CANCELLED * sum(abs(c) for _, c, _ in group):
                found.append(FunctionKink(position, change, all(m for *_, m in group), column))
    return tuple(found)


def _groups(
    entries: list[tuple[float, float, bool]], near: float
) -> list[list[tuple[float, float, bool]]]:
    groups: list[list[tuple[float, float, bool]]] = []
    for entry in entries:
        if groups and entry[0] - groups[-1][0][0] <= near:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups
