"""The path of optima as an object: linear segments, and the events between them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.certificate_between import Proved, between, certificate_of
from mirrors_engine.dictionaries.base import as_keys

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult

Key = tuple[int, ...]
NEAR = 1e-8  # relative distance to an event from which the neighbours are told apart
RESOLVED = 1e-10  # relative width of a bracket below which nothing more is looked for
VANISHING = 1e-10  # share of ||z||₁ below which a weight may be rounding


@dataclass(frozen=True, eq=False)
class Segment:
    """A stretch of λ on which the optimum is affine: same features, same signs.

    Attributes
    ----------
    sample : FitResult
        An optimum on it, as `Problem.solve` found it.
    top, bottom : Proved
        The certified ends, top at the larger λ; the same object where only `sample` is known.
        At an event one of the weights is 0.
    at_event : (bool, bool)
        Whether top and bottom are exact events.
    resolution : float
        Relative width up to which the gaps beside it are worth closing.
    """

    sample: FitResult
    top: Proved
    bottom: Proved
    at_event: tuple[bool, bool] = (False, False)
    resolution: float = RESOLVED

    @cached_property
    def signed(self) -> frozenset[tuple[Key, bool]]:
        """Keys with the signs of their weights."""
        positive = (self.sample.weights > 0).tolist()
        return frozenset((f.key, s) for f, s in zip(self.sample.features, positive, strict=True))

    @property
    def keys(self) -> tuple[Key, ...]:
        """Keys of the active features, in their fixed order."""
        return tuple(f.key for f in self.sample.features)

    def key_rows(self, width: int) -> np.ndarray:
        """The same as an array (K, width)."""
        return as_keys(list(self.keys), width)


@dataclass(frozen=True)
class Event:
    """Where neurons are born or die as λ falls.

    Attributes
    ----------
    lam, lam_ratio : float
        λ in the user's units and as λ/λ_max.
    kind : str
        "birth", "death", or "exchange" where neurons come and go at once.
    born, died : tuple of keys
        A neuron that changes sign does both.
    width : float
        Relative width of the bracket in which it lies; 0 where it is exact to rounding.
    """

    lam: float
    lam_ratio: float
    kind: str
    born: tuple[Key, ...]
    died: tuple[Key, ...]
    width: float = 0.0

    @property
    def keys(self) -> tuple[Key, ...]:
        """All neurons that take part."""
        return self.born + self.died


@dataclass(frozen=True, eq=False)
class Path:
    """What is known of the path of one problem, from λ_max down; it only ever grows.

    Attributes
    ----------
    problem : Problem
    segments : tuple of Segment
        From large to small λ; where one ends before the next begins, nothing is known.
    min_ratio : float
        Lower end of the path, as λ/λ_max.
    complete : bool
        Whether every event down to there is known, or no more can be kept.
    """

    problem: Problem
    segments: tuple[Segment, ...] = ()
    min_ratio: float = 1e-4
    complete: bool = False
    _bottoms: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lows = np.array([-s.bottom.lam for s in self.segments])
        object.__setattr__(self, "_bottoms", lows)

    def segment_at(self, lam: float) -> Segment | None:
        """The known segment that holds λ (user's units)."""
        at = self.problem.to_scaled_lam(lam)
        i = int(np.searchsorted(self._bottoms, -at))
        if i == len(self.segments) or self.segments[i].top.lam < at:
            return None
        return self.segments[i]

    def result_at(self, lam: float) -> FitResult | None:
        """The optimum at λ with its certificate, O(N + K); None where it is not known.

        Equal to `Problem.solve` at the same λ. Within 1e-8 of an event, where the solver's
        own tolerances decide which neurons are listed, the answer is None too.
        """
        began = time.perf_counter()
        segment = self.segment_at(lam)
        if segment is None:
            return None
        at = self.problem.to_scaled_lam(lam)
        ends = zip((segment.top, segment.bottom), segment.at_event, strict=True)
        if any(event and abs(end.lam - at) <= NEAR * at for end, event in ends):
            return None
        mixed = between(segment.top, segment.bottom, at)
        size = np.abs(mixed.weights)
        if len(size) and float(size.min()) <= VANISHING * float(size.sum()):
            return None
        scaled = self.problem.scaled
        proof = certificate_of(mixed, scaled.centred, scaled.w, self.problem.dictionary_size)
        answer = self.problem.mixed_result(segment.sample, lam, mixed, proof)
        return replace(answer, seconds=time.perf_counter() - began)

    def events(self) -> tuple[Event, ...]:
        """Births and deaths between neighbouring segments, from large to small λ."""
        return self._events

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        known = []
        for above, below in zip(self.segments, self.segments[1:], strict=False):
            width = 1 - below.top.lam / above.bottom.lam
            if width <= max(above.resolution, below.resolution) < 1:
                known.append(self._event(above, below, max(0.0, width)))
        return tuple(known)

    def _event(self, above: Segment, below: Segment, width: float) -> Event:
        lost, won = above.signed - below.signed, below.signed - above.signed
        born, died = tuple(sorted(k for k, _ in won)), tuple(sorted(k for k, _ in lost))
        kind = "exchange" if born and died else "birth" if born else "death"
        lam = above.bottom.lam * self.problem.lam_max / self.problem.to_scaled_lam(
            self.problem.lam_max
        )
        return Event(lam, lam / self.problem.lam_max, kind, born, died, width)
