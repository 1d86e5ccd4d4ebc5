"""What a view of many features needs of each, as arrays: no feature is made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit


@dataclass(frozen=True, eq=False)
class Outline:
    """Kinds and kinks of K features, in the user's units.

    Attributes
    ----------
    kinds : tuple of str
        Those that occur.
    kind : (K,) ndarray of int
        Place of each feature's kind among them.
    column : (K,) ndarray of int
        Which input it reads; 0 for a single one, and for a feature of several.
    axis : (K,) ndarray
        The point about which it mirrors the data; NaN for none.
    left : (K,) ndarray
        Its slope left of all its kinks; 0 for a step.
    owner : (M,) ndarray of int
        Whose kink it is, increasing; the kinks of one feature left to right.
    position, change : (M,) ndarray
        As in `Kink`.
    mirror : (M,) ndarray of bool
        As in `Kink`.
    """

    kinds: tuple[str, ...]
    kind: np.ndarray
    column: np.ndarray
    axis: np.ndarray
    left: np.ndarray
    owner: np.ndarray
    position: np.ndarray
    change: np.ndarray
    mirror: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def mirrored(self) -> np.ndarray:
        """(K,) bool: which features have a kink at a mirror point."""
        found = np.zeros(len(self), dtype=bool)
        found[self.owner[self.mirror]] = True
        return found

    @property
    def first(self) -> np.ndarray:
        """(K,) position of each feature's first kink; infinite where it has none."""
        found = np.full(len(self), np.inf)
        found[self.owner[::-1]] = self.position[::-1]  # the first is written last
        return found


def outline_by_looking(features: Sequence[Feature]) -> Outline:
    """The outline of any features, each looked at in turn."""
    names = [feature.kind for feature in features]
    kinds = tuple(dict.fromkeys(names))
    number = {name: k for k, name in enumerate(kinds)}
    axes = (feature.mirror_axis for feature in features)
    owned = [(i, kink) for i, feature in enumerate(features) for kink in feature.kinks]
    return Outline(
        kinds,
        np.array([number[name] for name in names], dtype=int),
        np.array([feature.column or 0 for feature in features], dtype=int),
        np.array([np.nan if axis is None else axis for axis in axes], dtype=float),
        np.array([_left_slope(feature) for feature in features], dtype=float),
        np.array([i for i, _ in owned], dtype=int),
        np.array([kink.position for _, kink in owned], dtype=float),
        np.array([kink.change for _, kink in owned], dtype=float),
        np.array([kink.mirror for _, kink in owned], dtype=bool),
    )


def _left_slope(feature: Feature) -> float:
    if not isinstance(feature.unit, Unit):
        return 0.0
    positions = [kink.position for kink in feature.kinks] or [0.0]
    width = positions[-1] - positions[0] or max(abs(positions[0]), 1.0)
    return feature.unit.slope(positions[0] - width)


def alike(
    kind: str,
    positions: np.ndarray,
    changes: Sequence[float],
    left: np.ndarray | float = 0.0,
) -> Outline:
    """The outline of features of one kind that bend at samples.

    Parameters
    ----------
    positions : (K, m) ndarray
        Their kinks, left to right.
    changes : m floats
        The same for all of them.
    left : (K,) ndarray or float
        As in `Outline`.
    """
    size, each = positions.shape
    return Outline(
        (kind,),
        np.zeros(size, dtype=int),
        np.zeros(size, dtype=int),
        np.full(size, np.nan),
        np.broadcast_to(np.asarray(left, dtype=float), (size,)),
        np.repeat(np.arange(size), each),
        positions.ravel(),
        np.tile(np.asarray(changes, dtype=float), size),
        np.zeros(size * each, dtype=bool),
    )
