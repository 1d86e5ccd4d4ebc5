"""The features of a result, made when somebody asks for them.

A smooth signal may need tens of thousands; a slider move that only draws the function and its
weights must not wait for objects that nobody looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np

from mirrors_engine.features.feature import Feature, Key
from mirrors_engine.features.outline import Outline, outline_by_looking
from mirrors_engine.utils.arrays import frozen

MANY = 300  # features from which their sum is formed from their kinks


class Features(Sequence[Feature]):
    """A read-only sequence of features, each made once.

    Parameters
    ----------
    keys : (K, width) ndarray of int
        Their names in the dictionary, in order.
    make : callable
        The feature of a key.
    sum_at : callable, optional
        Their sum with given weights at any points, where that is known without each of them.
    outline_at : callable, optional
        The outline of keys; None where each feature must be looked at.

    Attributes
    ----------
    keys : (K, width) ndarray of int
    """

    def __init__(
        self,
        keys: np.ndarray,
        make: Callable[[Key], Feature],
        sum_at: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray] | None = None,
        outline_at: Callable[[np.ndarray], Outline | None] = lambda _: None,
    ) -> None:
        self.keys = frozen(keys)
        self._sum_at = sum_at
        self._outline_at = outline_at
        self._make = make
        self._made: list[Feature | None] = [None] * len(keys)

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Feature: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Feature, ...]: ...

    def __getitem__(self, index: int | slice) -> Feature | tuple[Feature, ...]:
        if isinstance(index, slice):
            return tuple(self[k] for k in range(*index.indices(len(self))))
        feature = self._made[index]
        if feature is None:
            feature = self._made[index] = self._make(tuple(self.keys[index].tolist()))
        return feature

    def __iter__(self) -> Iterator[Feature]:
        return (self[k] for k in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def many(self) -> bool:
        """Whether `total` should be asked, as evaluating one after the other is slow."""
        return self._sum_at is not None and len(self) >= MANY

    def total(self, weights: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Their sum with these weights at the points t; if there are `many`."""
        assert self._sum_at is not None
        return self._sum_at(self.keys, weights, t)

    @cached_property
    def outline(self) -> Outline:
        """Kinds and kinks of all of them, made once."""
        known = self._outline_at(self.keys)
        return outline_by_looking(tuple(self)) if known is None else known

    def __repr__(self) -> str:
        return f"<{len(self)} features>"


def outline_of(features: Sequence[Feature]) -> Outline:
    """The outline of any features, without making them where that can be spared."""
    return features.outline if isinstance(features, Features) else outline_by_looking(features)


def keys_of(features: Sequence[Feature], width: int) -> np.ndarray:
    """The keys of any features, without making them where that can be spared.

    Of none they are (0, width).
    """
    if isinstance(features, Features):
        return features.keys
    if not len(features):
        return np.empty((0, width), dtype=np.int64)
    return np.asarray([feature.key for feature in features], dtype=np.int64)


def names_of(features: Sequence[Feature]) -> list[Key]:
    """The key of each of any features, without making them where that can be spared."""
    if isinstance(features, Features):
        return [tuple(key) for key in features.keys.tolist()]
    return [feature.key for feature in features]


def place_of(features: Sequence[Feature], key: Key | None) -> int | None:
    """Where the feature of this key is among them, None if it is not."""
    if key is None or not len(features):
        return None
    if isinstance(features, Features):
        if len(key) != features.keys.shape[1]:
            return None
        found = np.flatnonzero(features.keys[:, -1] == key[-1])  # the entry that differs most
        found = found[(features.keys[found] == key).all(axis=1)]
        return int(found[0]) if len(found) else None
    return next((i for i, feature in enumerate(features) if feature.key == key), None)
