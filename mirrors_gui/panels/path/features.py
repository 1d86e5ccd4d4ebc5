"""Features by key, also of neurons that are not in the answer on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.errors import MirrorsError
from mirrors_engine.features.feature import Feature, Key
from mirrors_engine.features.features import place_of

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session


class FeatureNames:
    """Caches the features of the session's problem; each is made once, on demand.

    The implicit dictionary turns a key into a feature in constant time; nothing is solved.
    """

    def __init__(self) -> None:
        self._problem: tuple[object, object] | None = None
        self._dictionary: object = None
        self._known: dict[Key, Feature | None] = {}

    def feature(self, session: Session, key: Key) -> Feature | None:
        """The feature, None where the network has no dictionary of its own."""
        problem = (session.signal, session.architecture)
        if self._problem is None or not all(
            a is b for a, b in zip(problem, self._problem, strict=True)
        ):
            self._problem, self._known = problem, {}
            self._dictionary = _dictionary_of(session)
        if key not in self._known:
            self._known[key] = _make(self._dictionary, key) or _used(session, key)
        return self._known[key]

    def mirrored(self, session: Session, keys: list[Key]) -> np.ndarray:
        """Which of the keys are features with a mirror point."""
        found = (self.feature(session, key) for key in keys)
        return np.array([f is not None and any(k.mirror for k in f.kinks) for f in found], bool)


def _dictionary_of(session: Session) -> object:
    from mirrors_engine.dictionaries.registry import build_dictionary

    if session.signal is None:
        return None
    try:
        return build_dictionary(session.architecture, session.signal.x)
    except MirrorsError:
        return None


def _used(session: Session, key: Key) -> Feature | None:
    """A feature of the answer on show."""
    place = None if session.result is None else place_of(session.result.features, key)
    return None if session.result is None or place is None else session.result.features[place]


def _make(dictionary: object, key: Key) -> Feature | None:
    if dictionary is None:
        return None
    try:
        return dictionary.feature(key)  # type: ignore[attr-defined]
    except (IndexError, ValueError):
        return None  # a path of the problem before
